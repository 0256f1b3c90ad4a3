"""Fields of a type that only the staff may read: they say so, and are null for whoever else may see the thing."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from graphql import GraphQLNonNull, GraphQLObjectType, get_named_type, is_leaf_type

from commerce.permissions import KEY_PERMISSIONS, ROLE_PERMISSIONS
from core.clock import now
from core.ids import to_global_id
from models import Order, Refund, Role, User
from schema import schema
from schema.permissions import OnlyFor
from tests.access.conftest import Stage

THINGS = {
    "Order": ("accountOrder", "accountOrder"),
    "Product": ("product", "product"),
    "ProductSize": ("size", "size"),
    "Download": ("accountFailedFile", "accountFailedFile"),
    "Job": ("job", "job"),
    "Refund": ("refund", "refund"),
    "User": ("account", "blockedAccount"),
}
"""By type, `World.values` of one that the owner may see, and of one whose fields are all filled for the staff."""


def guarded() -> dict[str, OnlyFor]:
    """`Order.notes` and what guards it."""
    found = {}
    for type_name, field_name, field in _fields():
        declared = field.extensions.get("strawberry-definition")
        for extension in getattr(declared, "extensions", []):
            if isinstance(extension, OnlyFor):
                found[f"{type_name}.{field_name}"] = extension
    return found


def _fields() -> list[tuple[str, str, Any]]:
    types = [type_ for type_ in schema._schema.type_map.values() if isinstance(type_, GraphQLObjectType)]
    return [(type_.name, name, field) for type_ in types for name, field in type_.fields.items()]


def test_the_fields_that_are_for_the_staff() -> None:
    """A new one needs its line here, and its type one in THINGS."""
    assert sorted(guarded()) == [
        "Download.failureReason", "Job.askedBy", "Order.disputes", "Order.fulfillmentClaim",
        "Order.fulfillmentPlacement", "Order.heldReason", "Order.mails", "Order.notes", "Order.stripe",
        "Product.allSizes", "Product.prices", "Product.problems", "ProductSize.printCode", "Refund.createdBy",
        "Refund.failureReason", "Refund.reason",
        "User.blocked", "User.blockedAt", "User.blockedBy", "User.blockedReason", "User.notes", "User.profile",
    ]  # fmt: skip


def test_they_say_so_and_whoever_says_so_is_guarded() -> None:
    roots = {"Query", "Mutation", "Subscription"}
    promises = re.compile(r"[Nn]ull for everybody (else|but)")
    for type_name, field_name, field in _fields():
        name, description = f"{type_name}.{field_name}", field.description or ""
        guard = guarded().get(name)
        if guard is not None:
            assert not isinstance(field.type, GraphQLNonNull), f"{name} cannot be null"
            assert guard.wording in description, name
        elif type_name not in roots:
            assert not promises.search(description), f"{name} promises what nothing keeps: use only_for"


@pytest.mark.parametrize("name", sorted(guarded()))
async def test_null_for_everybody_else(stage: Stage, name: str) -> None:
    world, guard = stage.world, guarded()[name]
    type_name, field_name = name.split(".")
    mine, filled = THINGS[type_name]
    order = await Order.get(number=world.values["accountNumber"])
    claimed = {"claimed_by_id": world.users["admin"].id, "claimed_until": now() + timedelta(hours=1)}
    placed = {"placed_by_id": world.users["admin"].id, "placed_at": now(), "placed_reference": "37365096"}
    await Order.filter(id=order.id).update(notes="a good customer", held_reason="look at it", **claimed, **placed)
    words = {"created_by": "admin@example.com", "reason": "a whim", "failure_reason": "Stripe: ch_1 is gone"}
    refund = await Refund.create(order=order, amount=1, **words)
    await User.filter(id=world.users["blocked"].id).update(blocked_by_id=world.users["admin"].id, notes="difficult")
    ids = {**world.values, "refund": to_global_id("Refund", refund.id)}
    leaf = is_leaf_type(get_named_type(schema._schema.type_map[type_name].fields[field_name].type))  # type: ignore[attr-defined]
    ask = (
        "query ($id: ID!) { node(id: $id) { __typename ... on "
        + f"{type_name} {{ asked: {field_name} {'' if leaf else '{ __typename }'} }} }} }}"
    )

    async def asked(column: str, thing: str) -> Any:
        node = (await stage.viewer(column).ask(ask, id=ids[thing]))["node"]
        return node and node["asked"]

    assert (await stage.viewer("owner").ask(ask, id=ids[mine]))["node"] == {"__typename": type_name, "asked": None}
    admins = any(permission in ROLE_PERMISSIONS[Role.ADMIN] for permission in guard.permissions)
    assert (await asked("admin", filled) is not None) is admins
    assert await asked("superadmin", filled) is not None
    everything = {permission.value for permission in KEY_PERMISSIONS}
    await stage.snapshot.permit(sorted(everything))
    assert await asked("key", filled) is not None
    await stage.snapshot.permit(sorted(everything - {permission.value for permission in guard.permissions}))
    assert await asked("key", filled) is None
