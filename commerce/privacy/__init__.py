"""What people may ask about their own data: a copy, and its end."""
