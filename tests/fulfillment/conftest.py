"""Paid orders, and staff that sends them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from core.settings import settings as read_settings
from models import AuditEntry, Mail, MailCategory, Order, OrderEvent, Role
from tests.orders.conftest import Buy, buy, order_gid
from tests.support.shoppers import Account, access_token, account, guest

__all__ = ["account", "buy", "guest"]

SignIn = Callable[..., Awaitable[Account]]

ORDER = """
__typename
... on Order {
  number status fulfillmentStatus fulfilledAt deliveredAt heldReason
  tracking { carrier number url }
  fulfillmentClaim { by mine until }
  fulfillmentPlacement { by at reference }
}
... on Error { code message path }
... on StateInvalidError { state }
... on FulfillmentClaimedError { by until }
... on FulfillmentPlacedError { by at reference }
"""


class Staff:
    """Somebody who sends orders."""

    def __init__(self, account: Account) -> None:
        self.user = account.user
        self.shopper = account.shopper

    async def log_in(self) -> None:
        """Once more: access tokens are short-lived."""
        self.shopper.access = await access_token(read_settings(), self.user)

    async def act(self, operation: str, order: Order, **arguments: Any) -> dict[str, Any]:
        """The answer of `operation(id: …, arguments)`."""
        return await self.act_on(operation, order_gid(order), **arguments)

    async def act_on(self, operation: str, order_id: str, **arguments: Any) -> dict[str, Any]:
        """The same for an id."""
        return dict((await self.shopper.ask(mutation(operation, arguments), id=order_id, **arguments))[operation])


TYPES = {
    "carrier": "String", "trackingNumber": "String", "trackingUrl": "URL", "notify": "Boolean", "text": "String!",
    "idempotencyKey": "String", "lineIds": "[ID!]", "address": "ShippingAddressInput!", "email": "EmailAddress!",
    "reference": "String", "placedUntil": "DateTime",
}  # fmt: skip


def mutation(operation: str, arguments: Any = ()) -> str:
    """`mutation ($id: ID!, …) { operation(id: $id, …) { … } }`"""
    declared = "".join(f", ${name}: {TYPES[name]}" for name in arguments)
    passed = "".join(f", {name}: ${name}" for name in arguments)
    return f"mutation ($id: ID!{declared}) {{ {operation}(id: $id{passed}) {{ {ORDER} }} }}"


@pytest.fixture
async def staff(account: SignIn, catalog: None) -> Staff:
    return Staff(await account(Role.ADMIN))


@pytest.fixture
async def colleague(account: SignIn, staff: Staff) -> Staff:
    """Somebody else of the staff."""
    return Staff(await account(Role.ADMIN))


@pytest.fixture
async def print_order(guest: Any, buy: Buy) -> Order:
    """A guest's paid order of one print."""
    return await buy(guest, "poster/18x24")


async def told(order: Order) -> list[tuple[str, str, bool]]:
    """The timeline after the payment: type, actor, whether customers see it."""
    events = await OrderEvent.filter(order=order).order_by("id")
    kinds = [(event.type, event.actor, event.public) for event in events]
    return kinds[[kind for kind, _, _ in kinds].index("order_paid") + 1 :]


async def audited() -> list[str]:
    """The actions in the audit log, oldest first."""
    return [entry.action for entry in await AuditEntry.all().order_by("id")]


async def mailed(order: Order) -> list[str]:
    """The templates of what its customer is told of an order beyond the usual, oldest first."""
    about = Mail.filter(entity_type="Order", entity_id=order.id, category=MailCategory.TRANSACTIONAL)
    rows = await about.order_by("id")
    return [row.template for row in rows if row.template not in {"order_confirmation", "files_ready"} or _again(row)]


def _again(mail: Mail) -> bool:
    """Whether somebody asked for it."""
    return mail.idempotency_key.count(":") > 1


STATES: dict[str, dict[str, Any]] = {
    "held": {"held_reason": "look at it"},
    "disputed": {"payment_status": "disputed"},
    "canceled": {"canceled_at": datetime(2026, 1, 1, tzinfo=UTC)},
    "refunded": {"payment_status": "refunded"},
    "pending": {"payment_status": "pending"},
}
"""What keeps an order from being delivered, by the state that the answer names."""
