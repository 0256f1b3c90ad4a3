"""Developer scripts that rebuild the packaged assets; nothing here is imported at run time."""
