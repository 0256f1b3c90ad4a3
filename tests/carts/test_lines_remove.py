"""`cartLinesRemove`: lines go out, all of these or none."""

from __future__ import annotations

from core.ids import new_id, to_global_id
from models import CartLine
from tests.support.storefront import Shopper, design

REMOVE = """
mutation ($ids: [ID!]!) {
  cartLinesRemove(lineIds: $ids) {
    __typename
    ... on Cart { id fulfillmentType quantity total { amount } lines { id } }
    ... on Error { code path }
  }
}
"""


async def test_lines_are_taken_out(guest: Shopper) -> None:
    cart = await guest.add(await guest.line(), await guest.line(design=design(text="home")))
    first, second = (line["id"] for line in cart["lines"])

    left = (await guest.ask(REMOVE, ids=[first]))["cartLinesRemove"]
    empty = (await guest.ask(REMOVE, ids=[second]))["cartLinesRemove"]

    assert left["lines"] == [{"id": second}]
    assert empty | {"id": cart["id"]} == {
        "__typename": "Cart", "id": cart["id"], "fulfillmentType": None,
        "quantity": 0, "total": {"amount": 0}, "lines": [],
    }  # fmt: skip


async def test_one_unknown_line_keeps_them_all(guest: Shopper) -> None:
    cart = await guest.add(await guest.line())
    ids = [cart["lines"][0]["id"], to_global_id("CartLine", new_id())]

    refused = (await guest.ask(REMOVE, ids=ids))["cartLinesRemove"]

    assert refused["__typename"] == "NotFoundError"
    assert await CartLine.all().count() == 1


async def test_somebody_elses_line_stays(guest: Shopper) -> None:
    other = Shopper(guest.http)
    theirs = (await other.add(await other.line()))["lines"][0]["id"]
    await guest.add(await guest.line())

    refused = (await guest.ask(REMOVE, ids=[theirs]))["cartLinesRemove"]

    assert refused["__typename"] == "NotFoundError"
    assert await CartLine.all().count() == 2


async def test_malformed_ids(guest: Shopper) -> None:
    await guest.add(await guest.line())

    _, code = await guest.refused(REMOVE, ids=["Q2FydExpbmU6eA"])

    assert code == "BAD_USER_INPUT"
    assert await CartLine.all().count() == 1
