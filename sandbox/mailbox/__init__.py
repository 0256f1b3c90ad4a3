"""A mailbox for every address: shows the .eml files that the shop's folder mailer writes."""
