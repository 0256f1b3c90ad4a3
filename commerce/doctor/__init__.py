"""The books against themselves, Stripe and the file store."""
