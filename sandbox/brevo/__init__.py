"""A stand-in for Brevo's HTTP API v3: takes mails once for each key, writes them into a folder, and tells of them."""
