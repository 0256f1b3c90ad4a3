"""Mails: owed as rows, sent once, agreed to, followed."""
