"""Mails: what is told, to whom, when, and once."""
