"""Paid orders, and staff, as for refunds."""

from tests.refunds.conftest import account, buyer, customer, guest, staff, till

__all__ = ["account", "buyer", "customer", "guest", "staff", "till"]
