"""Paid and unpaid orders, and staff, as in the tests of refunds."""

from tests.refunds.conftest import account, guest, staff, till

__all__ = ["account", "guest", "staff", "till"]
