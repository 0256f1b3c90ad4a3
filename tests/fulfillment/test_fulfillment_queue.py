"""`fulfillmentQueue`: what is to be placed at the print house now, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from commerce.fulfillment import fulfillment_queue
from commerce.fulfillment.fulfillment_queue import Place, QueueClaim
from core.clock import now
from core.database import execute, fetch
from core.ids import new_id
from core.settings import Settings
from models import Order, OrderLine, Role
from tests.admin_orders.test_statements import explain, vacuum
from tests.fulfillment.conftest import SignIn, Staff
from tests.health.conftest import Shop
from tests.orders.conftest import order_gid
from tests.support.storefront import Shopper

QUEUE = """
query ($claim: FulfillmentQueueClaim, $first: Int, $after: String) {
  fulfillmentQueue(claim: $claim, first: $first, after: $after) {
    totalCount
    nodes { id number paidAt fulfillmentClaim { by mine } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}
"""


async def an_order(minutes: float = 0, *, back: int = 0, **facts: Any) -> Order:
    """A paid order of two prints, as old as that, of which so many were given back."""
    order = await Shop().order(now() - timedelta(minutes=minutes), **{"fulfillment_type": "physical", **facts})
    kind = "digital" if order.fulfillment_type == "digital" else "physical"
    await OrderLine.filter(order=order).update(
        fulfillment_type=kind, quantity=2, unit_price=500, refunded_quantity=back
    )
    if order.fulfillment_type == "mixed":
        await OrderLine.create(
            order=order, position=1, cart_identity="", title="", description="", product_type="digital",
            fulfillment_type="digital", quantity=1, unit_price=0, total=0,
        )  # fmt: skip
    return order


async def queue(staff: Staff, **asked: Any) -> dict[str, Any]:
    return dict((await staff.shopper.ask(QUEUE, **asked))["fulfillmentQueue"])


def numbers(page: dict[str, Any]) -> list[str]:
    return [node["number"] for node in page["nodes"]]


async def test_an_empty_one(staff: Staff) -> None:
    page = await queue(staff)

    assert (page["totalCount"], page["nodes"], page["pageInfo"]["hasNextPage"]) == (0, [], False)


async def test_what_is_to_be_placed_what_was_paid_first_first(staff: Staff) -> None:
    young, old = await an_order(1), await an_order(3, fulfillment_status="unfulfilled")
    mixed = await an_order(2, fulfillment_type="mixed", payment_status="partially_refunded")

    page = await queue(staff)

    assert (page["totalCount"], numbers(page)) == (3, [old.number, mixed.number, young.number])


@pytest.mark.parametrize(
    "facts",
    [
        {"fulfillment_type": "digital"},
        {"fulfillment_status": "fulfilled"},
        {"held_reason": "look at it"},
        {"placed_at": now()},
        {"canceled_at": now()},
        {"payment_status": "pending", "paid_at": None},
        {"payment_status": "failed", "paid_at": None},
        {"payment_status": "refunded"},
        {"payment_status": "disputed"},
    ],
    ids=lambda facts: " ".join(f"{name}={value}" for name, value in facts.items() if not name.endswith("_at")) or "at",
)
async def test_nothing_else(staff: Staff, facts: dict[str, Any]) -> None:
    await an_order(**facts)

    page = await queue(staff)

    assert (page["totalCount"], page["nodes"]) == (0, [])


async def test_whose_prints_were_all_given_back(staff: Staff) -> None:
    """Their files were not, so the order goes on, without the print house."""
    facts = {"payment_status": "partially_refunded", "fulfillment_type": "mixed"}
    _, rest = [await an_order(back=back, **facts) for back in (2, 1)]

    page = await queue(staff)

    assert (page["totalCount"], numbers(page)) == (1, [rest.number])


async def test_placing_takes_out_and_taking_back_puts_in_where_it_was(staff: Staff, colleague: Staff) -> None:
    orders = [await an_order(3 - place) for place in range(3)]
    await staff.act("orderPlacementSet", orders[1])
    without = numbers(await queue(colleague))

    await colleague.act("orderPlacementClear", orders[1])

    assert without == [orders[0].number, orders[2].number]
    assert numbers(await queue(colleague)) == [order.number for order in orders]


async def test_whose_claims(staff: Staff, colleague: Staff) -> None:
    mine, theirs, free, ended = [await an_order(9 - place) for place in range(4)]
    await staff.act("orderFulfillmentClaim", mine)
    await colleague.act("orderFulfillmentClaim", theirs)
    await Order.filter(id=ended.id).update(claimed_by_id=staff.user.id, claimed_until=now() - timedelta(seconds=1))

    pages = {claim: await queue(staff, claim=claim) for claim in (None, "ANY", "MINE", "FREE")}

    everything = [order.number for order in (mine, theirs, free, ended)]
    assert numbers(pages[None]) == numbers(pages["ANY"]) == everything
    assert (numbers(pages["MINE"]), pages["MINE"]["totalCount"]) == ([mine.number], 1)
    assert (numbers(pages["FREE"]), pages["FREE"]["totalCount"]) == ([free.number, ended.number], 2)
    assert [node["fulfillmentClaim"] for node in pages["ANY"]["nodes"]] == [
        {"by": "User 0", "mine": True}, {"by": "User 1", "mine": False}, None, None,
    ]  # fmt: skip


async def test_page_by_page_while_the_first_are_placed(staff: Staff) -> None:
    """Nothing is skipped and nothing comes twice; orders that were paid at the same moment are told apart."""
    moment = now()
    orders = [await an_order(paid_at=moment) for _ in range(3)] + [await an_order(-1), await an_order(5)]
    expected = [order.number for order in sorted(orders, key=lambda order: (order.paid_at, order.id))]
    seen: list[str] = []
    page: dict[str, Any] = {"pageInfo": {"endCursor": None, "hasNextPage": True}}
    while page["pageInfo"]["hasNextPage"]:
        page = await queue(staff, first=2, after=page["pageInfo"]["endCursor"])
        assert page["pageInfo"]["hasPreviousPage"] is bool(seen)
        seen += numbers(page)
        await staff.shopper.ask(
            "mutation ($id: ID!) { orderPlacementSet(id: $id) { __typename } }", id=page["nodes"][0]["id"]
        )

    assert seen == expected
    assert (await queue(staff))["totalCount"] == 2


@pytest.mark.parametrize("asked", [{"first": -1}, {"first": 101}, {"after": "nonsense"}, {"after": "W10"}])
async def test_odd_wishes(staff: Staff, asked: dict[str, Any]) -> None:
    _, code = await staff.shopper.refused(QUEUE, **asked)

    assert code == "BAD_USER_INPUT"


async def test_a_cursor_of_another_list(staff: Staff) -> None:
    await an_order()
    other = "{ adminOrders(sort: CREATED_ASC) { pageInfo { endCursor } } }"
    cursor = (await staff.shopper.ask(other))["adminOrders"]["pageInfo"]["endCursor"]

    _, code = await staff.shopper.refused(QUEUE, after=cursor)

    assert code == "BAD_USER_INPUT"


async def many_orders() -> None:
    """Five thousand that were sent, and three hundred that are to be placed; some were given back in part."""
    await an_order()
    names = ", ".join(
        f'"{name}"' for name in Order._meta.db_fields if name not in {"id", "number", "fulfillment_status"}
    )
    await execute(
        f"INSERT INTO orders (id, number, fulfillment_status, {names}) "  # noqa: S608 (our own column names)
        "SELECT gen_random_uuid(), 'T-' || n, CASE WHEN n % 18 = 0 THEN 'processing' ELSE 'fulfilled' END, "
        f"{names} FROM orders, generate_series(1, 5300) n"
    )
    await execute("UPDATE orders SET payment_status = 'partially_refunded' WHERE number LIKE 'T-%6'")
    await execute("UPDATE orders SET paid_at = paid_at - random() * interval '1 day'")
    await vacuum()


@pytest.mark.parametrize("mode", ["force_custom_plan", "force_generic_plan"])
@pytest.mark.parametrize("claim", QueueClaim)
async def test_along_its_index_among_many_orders(
    db: None, settings: Settings, claim: QueueClaim, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the plan for the values as with that for all."""
    await many_orders()
    asked: list[tuple[str, tuple[Any, ...]]] = []

    async def overheard(sql: str, *values: Any) -> Any:
        asked.append((sql, values))
        return await fetch(sql, *values)

    monkeypatch.setattr(fulfillment_queue, "fetch", overheard)
    for after in (None, Place(now() - timedelta(hours=12), new_id())):
        await fulfillment_queue.page(claim, new_id(), 21, after)
    await fulfillment_queue.count(claim, new_id())
    connection = await asyncpg.connect(settings.database_url, statement_cache_size=0)
    try:
        plans = [await explain(connection, (sql, *values), mode) for sql, values in asked]
    finally:
        await connection.close()

    assert len(plans) == 3
    for plan in plans:
        assert len(re.findall(r"(using|on) orders_to_place\b", plan)) == 2, plan
        assert "Seq Scan" not in plan.replace("Seq Scan on order_lines", ""), plan


@pytest.mark.parametrize("role", [None, Role.USER])
async def test_without_the_permission(guest: Shopper, account: SignIn, catalog: None, role: Role | None) -> None:
    await an_order()
    asker = (await account(role)).shopper if role else guest

    _, code = await asker.refused(QUEUE)

    assert code == ("FORBIDDEN" if role else "UNAUTHENTICATED")


async def test_the_ids_are_the_orders_own(staff: Staff) -> None:
    order = await an_order()

    assert (await queue(staff))["nodes"][0]["id"] == order_gid(order)
