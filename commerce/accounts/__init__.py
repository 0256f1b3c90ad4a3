"""People: accounts, logins, keys, guests, and customers as staff sees them."""
