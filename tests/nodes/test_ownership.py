"""`node(id:)` of every type, for everybody: no cell is left open, and a null tells nothing."""

from __future__ import annotations

from core.ids import new_id, to_global_id
from schema import schema
from schema.node import Node
from tests.nodes.conftest import World

NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"

EVERYBODY = {
    "nobody", "guest with the cart", "guest with the order", "ada", "bob", "admin", "superadmin",
    "API key without the permission", "API key with orders:read",
}  # fmt: skip
STAFF = {"admin", "superadmin"}
READERS = {*STAFF, "API key with orders:read"}

SEEN_BY: dict[str, set[str]] = {
    "Product on sale": EVERYBODY,
    "Product withdrawn": STAFF,
    "ProductSize on sale": EVERYBODY,
    "ProductSize withdrawn": STAFF,
    "Template on offer": EVERYBODY,
    "Template withdrawn": STAFF,
    "PromoCode of the shop": STAFF,
    "Alert to the staff": STAFF,
    "WebhookEvent of Stripe's": STAFF,
    "FailedWork of the shop": STAFF,
    "Design of a template": READERS,
    "Design of a guest": {"guest with the cart", *READERS},
    "Design of ada": {"ada", *READERS},
    "Cart of a guest": {"guest with the cart"},
    "Cart of ada": {"ada"},
    "CartLine of a guest": {"guest with the cart"},
    "CartLine of ada": {"ada"},
    "Order of a guest": {"guest with the order", *READERS},
    "Order of ada": {"ada", *READERS},
    "OrderLine of a guest": {"guest with the order", *READERS},
    "OrderLine of ada": {"ada", *READERS},
    "Refund of a guest": {"guest with the order", *READERS},
    "Refund of ada": {"ada", *READERS},
    "Mail of a guest": STAFF,
    "Mail of ada": STAFF,
    "Dispute of a guest": READERS,
    "Dispute of ada": READERS,
    "Download of a guest, customer": {"guest with the order", *READERS},
    "Download of a guest, print": READERS,
    "Download of ada, customer": {"ada", *READERS},
    "Download of ada, print": READERS,
    "User ada": {"ada", *STAFF},
    "User admin": STAFF,
    "AccountSession of ada": {"ada"},
    "Job of ada": {"ada", "superadmin"},
    "ApiKey of the admin": STAFF,
    "WebhookEndpoint of the shop": STAFF,
    "WebhookDelivery of the shop": STAFF,
    "AuditEntry of the admin's": {"superadmin"},
}
"""Whoever is not named gets null. Somebody blocked gets 401, whatever they ask for."""


def test_every_type_has_its_row() -> None:
    """A new type needs at least one row above, and one of it in the fixture `world`."""
    types = {
        origin.__name__
        for concrete in schema.schema_converter.type_map.values()
        if isinstance(origin := getattr(concrete.definition, "origin", None), type)
        and issubclass(origin, Node)
        and origin is not Node
    }

    assert types == {name.split(" ", maxsplit=1)[0] for name in SEEN_BY}


async def test_everything_for_everybody(world: World) -> None:
    assert world.nodes.keys() == SEEN_BY.keys()
    assert world.viewers.keys() == {*EVERYBODY, "blocked"}

    seen: dict[str, set[str]] = {name: set() for name in SEEN_BY}
    for who, shopper in world.viewers.items():
        for name, gid in world.nodes.items():
            answer = await shopper.raw(NODE, id=gid)
            if who == "blocked":
                assert (answer.status_code, answer.json().get("data")) == (401, None), name
                continue
            body = answer.json()
            assert "errors" not in body, (who, name, body)
            if body["data"]["node"] is not None:
                assert body["data"]["node"] == {"__typename": name.split(" ", maxsplit=1)[0], "id": gid}
                seen[name].add(who)

    assert seen == SEEN_BY


async def test_what_there_is_not_looks_like_what_is_not_theirs(world: World) -> None:
    types = sorted({name.split(" ", maxsplit=1)[0] for name in SEEN_BY})
    for who in ("nobody", "bob", "superadmin"):
        shopper = world.viewers[who]
        for name in [*types, "Nothing", "Money", "Node", "Query"]:
            answer = (await shopper.raw(NODE, id=to_global_id(name, new_id()))).json()
            assert answer == {"data": {"node": None}}, (who, name)


async def test_an_id_under_another_types_name_opens_nothing(world: World) -> None:
    """The key of an order, called a product, a design, a job …"""
    from core.ids import from_global_id

    _, key = from_global_id(world.nodes["Order of ada"])
    for name in {name.split(" ", maxsplit=1)[0] for name in SEEN_BY} - {"Order"}:
        for who in ("ada", "bob", "superadmin"):
            found = (await world.viewers[who].ask(NODE, id=to_global_id(name, key)))["node"]
            assert found is None, (who, name)
