"""Accounts, over HTTP: one file an operation."""
