"""A painter and a size -> the bytes of a file, in chunks. Same input, same bytes."""
