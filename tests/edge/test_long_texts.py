"""A text that is longer than what could be found is nothing to find, or bad input; in every question that takes one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_leaf_type,
)

from core.ids import new_id, to_global_id
from models import Role
from schema import schema
from tests.support.shoppers import Account, account, guest

__all__ = ["account", "guest"]

LONG = "x" * 300
QUESTIONS: dict[str, GraphQLField] = schema._schema.query_type.fields  # type: ignore[attr-defined]
Inputs = dict[str, GraphQLArgument] | dict[str, GraphQLInputField]


def texts(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Values with one long text each, and beside it no more than there has to be."""
    for name, wanted in inputs.items():
        kind = get_named_type(wanted.type)
        beside = {other: sample(each.type) for other, each in inputs.items() if must(each) and other != name}
        if kind.name == "String":
            yield {**beside, name: LONG}
        elif isinstance(kind, GraphQLInputObjectType):
            yield from ({**beside, name: value} for value in texts(kind.fields))


def must(wanted: GraphQLArgument | GraphQLInputField) -> bool:
    return isinstance(wanted.type, GraphQLNonNull)


def sample(wanted: Any) -> Any:
    if isinstance(wanted, GraphQLNonNull):
        return sample(wanted.of_type)
    if isinstance(wanted, GraphQLList):
        return [sample(wanted.of_type)]
    if isinstance(wanted, GraphQLEnumType):
        return next(iter(wanted.values))
    if isinstance(wanted, GraphQLInputObjectType):
        return {name: sample(each.type) for name, each in wanted.fields.items() if must(each)}
    return {
        "ID": to_global_id("Order", new_id()), "Int": 1, "Date": "2026-01-01", "JSON": {}, "String": "x",
        "EmailAddress": "ada@example.com",
    }[wanted.name]  # fmt: skip


async def test_none_is_our_fault(account: Callable[..., Awaitable[Account]], catalog: None) -> None:
    shopper = (await account(Role.SUPERADMIN)).shopper
    asked, wrong = set(), []
    for name, field in QUESTIONS.items():
        declared = ", ".join(f"${each}: {wanted.type}" for each, wanted in field.args.items())
        passed = ", ".join(f"{each}: ${each}" for each in field.args)
        below = "" if is_leaf_type(get_named_type(field.type)) else "{ __typename }"
        for values in texts(field.args):
            asked.add(name)
            answer = await shopper.raw(f"query ({declared}) {{ {name}({passed}) {below} }}", **values)
            if "INTERNAL" in answer.text or "Unknown" in answer.text:
                wrong.append((name, values, answer.text))

    assert wrong == []
    assert {"jobs", "adminJobs", "auditEntries", "webhookEvents", "adminOrders", "templates"} <= asked
