"""Prints on their way: claimed, packed up for the print house, sent."""
