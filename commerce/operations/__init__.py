"""What needs somebody: found, told, looked after by the clock."""
