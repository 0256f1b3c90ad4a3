"""Each answers one field: decode ids, load, check ownership, call commerce, hand back records."""
