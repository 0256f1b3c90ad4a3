"""Stripe's resources, one a file: how each is created, changed, listed, and which events it causes."""
