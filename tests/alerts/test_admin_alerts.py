"""`adminAlerts` and `alertAcknowledge`: what staff had to hear of, and who takes care of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from core.ids import new_id, to_global_id
from models import Alert, AlertKind, AuditEntry, Role
from tests.alerts.conftest import sound
from tests.commerce.conftest import SmallShop, shop
from tests.commerce.paying import place_order
from tests.support.shoppers import Account, SignIn, account
from tests.support.sql import Statements

__all__ = ["account", "shop"]

ALERTS = """
query ($filter: AlertFilter, $first: Int, $after: String) {
  adminAlerts(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id kind title detail facts orderNumber announcedAt acknowledgedAt acknowledgedBy }
  }
}
"""
ACKNOWLEDGE = """
mutation ($id: ID!) {
  alertAcknowledge(id: $id) {
    __typename ... on Alert { acknowledgedAt acknowledgedBy } ... on Error { code path }
  }
}
"""


async def titles(who: Account, **filter: Any) -> list[str]:
    page = (await who.shopper.ask(ALERTS, filter=filter))["adminAlerts"]
    assert page["totalCount"] == len(page["nodes"])
    return [node["title"] for node in page["nodes"]]


def gid(alert: Alert) -> str:
    return to_global_id("Alert", alert.id)


async def test_newest_first_by_kind_and_by_whether_somebody_takes_care(account: SignIn, catalog: None) -> None:
    admin = await account(Role.ADMIN)
    for key in ("1", "2"):
        await sound(key)
    await sound("3", AlertKind.DISPUTE, facts={"amount": 5})
    first = await Alert.get(dedupe_key="refund_failed:1")
    await admin.shopper.ask(ACKNOWLEDGE, id=gid(first))

    numbers = {key: f"Number {key} went wrong." for key in "123"}
    assert await titles(admin) == [numbers["3"], numbers["2"], numbers["1"]]
    assert await titles(admin, kind="REFUND_FAILED") == [numbers["2"], numbers["1"]]
    assert await titles(admin, acknowledged=False) == [numbers["3"], numbers["2"]]
    assert await titles(admin, acknowledged=True) == [numbers["1"]]
    assert await titles(admin, kind="DISPUTE", acknowledged=True) == []


async def test_pages_cost_one_statement(
    account: SignIn, catalog: None, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    admin = await account(Role.ADMIN)
    for key in range(5):
        await sound(str(key))
    plain = "{ adminAlerts(first: 3) { nodes { title orderNumber } pageInfo { hasNextPage } } }"
    with query_counter() as statements:
        page = (await admin.shopper.ask(plain))["adminAlerts"]

    assert (len(page["nodes"]), page["pageInfo"]["hasNextPage"]) == (3, True)
    assert len([sql for sql in statements.sql if '"alerts"' in sql]) == 1


async def test_the_first_ones_name_stays(account: SignIn, catalog: None) -> None:
    admin, colleague = await account(Role.ADMIN), await account(Role.ADMIN)
    await sound("1")
    alert = await Alert.get()

    answers = await asyncio.gather(*(admin.shopper.ask(ACKNOWLEDGE, id=gid(alert)) for _ in range(3)))
    late = await colleague.shopper.ask(ACKNOWLEDGE, id=gid(alert))

    said = [answer["alertAcknowledge"] for answer in (*answers, late)]
    assert all(each == said[0] for each in said)
    assert said[0]["acknowledgedBy"] == admin.user.email
    (entry,) = await AuditEntry.filter(action="alert_acknowledge")
    assert (entry.actor, entry.target_id) == (admin.user.email, alert.id)


async def test_it_is_answered_with_its_order(account: SignIn, shop: SmallShop) -> None:
    admin = await account(Role.ADMIN)
    order = await place_order(await shop.cart_of(shop.line()), email="ada@example.com")
    await sound("1", order=order)
    await sound("2")
    operation = "mutation ($id: ID!) { alertAcknowledge(id: $id) { ... on Alert { orderNumber acknowledgedBy } } }"

    answers = {each.title[7]: (await admin.shopper.ask(operation, id=gid(each))) for each in await Alert.all()}

    by = admin.user.email
    assert answers["1"]["alertAcknowledge"] == {"orderNumber": order.number, "acknowledgedBy": by}
    assert answers["2"]["alertAcknowledge"] == {"orderNumber": None, "acknowledgedBy": by}


async def test_there_is_no_such_alert(account: SignIn, catalog: None) -> None:
    admin = await account(Role.ADMIN)
    answer = await admin.shopper.ask(ACKNOWLEDGE, id=to_global_id("Alert", new_id()))

    assert answer["alertAcknowledge"] == {"__typename": "NotFoundError", "code": "NOT_FOUND", "path": ["id"]}
