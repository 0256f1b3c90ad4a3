"""Shoppers for every test of checkout."""

from tests.support.shoppers import account, guest

__all__ = ["account", "guest"]
