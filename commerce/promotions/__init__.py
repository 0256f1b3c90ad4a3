"""Promo codes: made, told to Stripe, checked at checkout, counted."""
