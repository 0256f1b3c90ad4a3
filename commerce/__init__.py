"""The shop's rules. Takes models and plain values, never a request; only here are transactions opened."""
