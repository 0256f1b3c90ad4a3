"""Money that came, went back, or is in doubt; and the figures that follow from it."""
