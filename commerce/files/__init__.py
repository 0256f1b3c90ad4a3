"""Posters as files: drawn or sent by a browser, looked at, handed out."""
