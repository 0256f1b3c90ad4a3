"""Every list of the API costs the same number of SQL statements for one row as for many, and reads indexes.

The lists below are asked here; ELSEWHERE names the tests of those that have some of their own. A new list needs its
place in one of the two.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLList, GraphQLNonNull, get_named_type

from core.settings import Settings
from models import Role
from schema import schema
from tests.lists import conftest as rows
from tests.lists.conftest import Make
from tests.lists.plans import scanned
from tests.support.shoppers import Account
from tests.support.sql import Statements, count_statements

SignIn = Callable[..., Awaitable[Account]]
PAGE = "totalCount pageInfo { hasNextPage endCursor }"


@dataclass(frozen=True)
class List:
    """An operation that selects everything, its variables filter by filter, and who makes its rows."""

    operation: str
    make: Make
    filters: tuple[dict[str, Any], ...] = ({},)
    short: frozenset[str] = frozenset()
    """Tables of a handful of rows, which PostgreSQL reads whole."""


LISTS = {
    "accountSessions": List(
        "query { accountSessions { nodes { id current createdAt lastUsedAt expiresAt } PAGE } }", rows.account_sessions
    ),
    "apiKeys": List(
        "query { apiKeys { nodes { id name prefix permissions active owner { id email } } PAGE } }", rows.api_keys
    ),
    "adminAlerts": List(
        "query ($filter: AlertFilter) { adminAlerts(filter: $filter) { nodes { id title orderNumber facts } PAGE } }",
        rows.alerts,
        filters=(
            {},
            {"filter": {"kind": "NEW_ORDER"}},
            {"filter": {"acknowledged": False}},
            {"filter": {"kind": "NEW_ORDER", "acknowledged": False}},
        ),
    ),
    "adminPromoCodes": List(
        "query ($active: Boolean) { adminPromoCodes(active: $active) "
        "{ nodes { id code status redemptionCount usage { redemptions revenue { amount } } } PAGE } }",
        rows.promo_codes,
        filters=({}, {"active": True}, {"active": False}),
        short=frozenset({"promo_codes"}),
    ),
    "shippingTiers": List(
        "query ($currency: Currency) { shippingTiers(currency: $currency) { label rate { amount } } }",
        rows.shipping_tiers,
        filters=({}, {"currency": "USD"}),
        short=frozenset({"shipping_tiers"}),
    ),
    "webhookEvents": List(
        "query ($filter: WebhookEventFilter) { webhookEvents(filter: $filter) "
        "{ nodes { id type state attempts error outcome } PAGE } }",
        rows.webhook_events,
        filters=(
            {},
            {"filter": {"state": "FAILED"}},
            {"filter": {"state": "WAITING"}},
            {"filter": {"state": "PROCESSED"}},
            {"filter": {"type": "customer.created"}},
        ),
    ),
    "failedWork": List("query { failedWork { nodes { id job subjectId attempts lastError } PAGE } }", rows.failed_work),
    "scheduledJobs": List(
        "query { scheduledJobs { name schedule running dueAt lastCount } }",
        rows.scheduled_jobs,
        short=frozenset({"scheduled_jobs"}),
    ),
    "fulfillmentQueue": List(
        "query ($claim: FulfillmentQueueClaim) { fulfillmentQueue(claim: $claim) "
        "{ nodes { id number paidAt fulfillmentClaim { by mine until } fulfillmentPlacement { by } } PAGE } }",
        rows.fulfillment_queue,
        filters=({}, {"claim": "MINE"}, {"claim": "FREE"}),
    ),
    "cartRecovery": List(
        'query { cartRecovery(from: "2026-01-01", to: "2026-12-31") { currency mails orders revenue { amount } } }',
        rows.cart_recoveries,
    ),
}  # fmt: skip
ELSEWHERE = {
    "products": "catalog/test_loaders.py",
    "templates": "catalog/test_templates.py",
    "adminProducts": "catalog/test_admin_lists.py",
    "adminTemplates": "catalog/test_admin_lists.py",
    "adminOrders": "admin_orders/test_statements.py",
    "adminMails": "mails/test_staff.py",
    "adminUsers": "users/test_sorts.py",
    "jobs": "privacy/test_admin_jobs.py",
    "adminJobs": "privacy/test_admin_jobs.py",
    "auditEntries": "audit/test_audit_entries.py",
    "webhookEndpoints": "webhooks_out/test_webhook_endpoints.py",
    "webhookDeliveries": "webhooks_out/test_webhook_endpoints.py",
}


def test_every_list_has_its_place() -> None:
    fields = schema._schema.query_type.fields  # type: ignore[union-attr]
    lists = {name for name, field in fields.items() if _is_list(field.type)}

    assert lists == LISTS.keys() | ELSEWHERE.keys()
    for name, path in ELSEWHERE.items():
        text = (Path(__file__).parents[1] / path).read_text()
        assert name in text, f"{path} does not ask for {name}"
        assert "query_counter" in text or "count_statements" in text, path


def _is_list(kind: Any) -> bool:
    plain = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return isinstance(plain, GraphQLList) or get_named_type(kind).name.endswith("Connection")


@pytest.mark.parametrize("name", LISTS)
async def test_as_many_statements_for_one_row_as_for_many(name: str, catalog: None, account: SignIn) -> None:
    wanted, staff = LISTS[name], await account(Role.SUPERADMIN)

    await wanted.make(staff.user, 1)
    few = [len(await _asked(staff, wanted, chosen)) for chosen in wanted.filters]
    await wanted.make(staff.user, 4)
    many = [len(await _asked(staff, wanted, chosen)) for chosen in wanted.filters]

    assert many == few
    assert max(many) <= 5


@pytest.mark.parametrize("name", LISTS)
async def test_every_statement_reads_an_index(name: str, catalog: None, account: SignIn, settings: Settings) -> None:
    wanted, staff = LISTS[name], await account(Role.SUPERADMIN)
    await wanted.make(staff.user, 3)

    for chosen in wanted.filters:
        found = await scanned(settings, (await _asked(staff, wanted, chosen)).sql)
        assert {sql: tables - wanted.short for sql, tables in found.items() if tables - wanted.short} == {}, chosen


async def _asked(staff: Account, wanted: List, chosen: dict[str, Any]) -> Statements:
    with count_statements() as statements:
        await staff.shopper.ask(wanted.operation.replace("PAGE", PAGE), **chosen)
    assert len(statements) > 0
    return statements
