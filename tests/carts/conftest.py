"""Shoppers for every test of carts."""

from tests.support.shoppers import account, guest

__all__ = ["account", "guest"]
