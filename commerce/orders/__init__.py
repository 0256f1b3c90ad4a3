"""Orders: their life, their lists, and what staff does about them."""
