"""How the shop is doing, in sums by day."""
