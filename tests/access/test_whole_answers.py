"""Every root field, asked for all that its answer has: what a mutation hands back must know what it hangs on.

The other tests ask for some fields; a client asks for any. Nothing may answer INTERNAL because a mutation's row came
without its order, its owner or its lines.
"""

from __future__ import annotations

from typing import Any

import pytest
from graphql import (
    FieldNode,
    GraphQLObjectType,
    GraphQLOutputType,
    OperationDefinitionNode,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_object_type,
    is_required_argument,
    parse,
)

from schema import schema
from tests.access.conftest import Stage
from tests.access.table import ROWS, Row
from tests.support.outside import StripeSandbox

_DEPTH = 3
"""How far down: the answer, what hangs off it, and what hangs off that."""
_GRAPHQL = schema._schema
_ENVELOPES = ("nodes", "edges", "pageInfo")


def _selection(type_: GraphQLOutputType, depth: int) -> str:
    """All fields of a type that need no argument, as text; a connection's nodes are no level of their own."""
    named = get_named_type(type_)
    if is_abstract_type(named):
        members = _GRAPHQL.get_possible_types(named)
        return (
            "{ __typename "
            + " ".join(f"... on {each.name} {_fields(each, depth, each.name)}" for each in members)
            + " }"
        )
    assert isinstance(named, GraphQLObjectType)
    return _fields(named, depth, "")


def _fields(type_: GraphQLObjectType, depth: int, prefix: str) -> str:
    asked = ["__typename"]
    for name, field in type_.fields.items():
        if any(is_required_argument(argument) for argument in field.args.values()):
            continue
        # Members of a union may have fields of one name and of different types: each is asked for by a name of its own.
        alias = f"{prefix}_{name}: " if prefix else ""
        arguments = "(first: 2)" if "first" in field.args else ""
        if is_leaf_type(get_named_type(field.type)):
            asked.append(f"{alias}{name}{arguments}")
        elif name in _ENVELOPES:
            asked.append(f"{alias}{name} {_selection(field.type, depth)}")
        elif depth > 1:
            asked.append(f"{alias}{name}{arguments} {_selection(field.type, depth - 1)}")
    return "{ " + " ".join(asked) + " }"


def whole(row: Row, depth: int) -> str:
    """A row's operation, that asks for everything down to there."""
    (operation,) = parse(row.operation).definitions
    assert isinstance(operation, OperationDefinitionNode)
    (field,) = operation.selection_set.selections
    assert isinstance(field, FieldNode)
    root = _GRAPHQL.get_type(row.root)
    assert is_object_type(root)
    type_ = root.fields[field.name.value].type
    if field.selection_set is None:
        return row.operation
    place = field.selection_set.loc
    assert place is not None
    return row.operation[: place.start] + _selection(type_, depth) + row.operation[place.end :]


def _rows() -> list[Any]:
    answered = [row for row in ROWS if row.root != "Subscription" and "ok" in row.expected.values()]
    return [pytest.param(row, id=row.name) for row in answered]


@pytest.mark.parametrize("row", _rows())
async def test_nothing_of_an_answer_is_internal(stage: Stage, row: Row, stripe_sandbox: StripeSandbox) -> None:
    stage.stripe = stripe_sandbox
    await stage.reset()
    await stage.snapshot.permit(row.key_permissions)
    asker = next(
        column for column in ("superadmin", "admin", "owner", "guest", "nobody") if row.expected[column] == "ok"
    )
    variables = {name: stage.world.values[name] for name in row.variables}

    for depth in range(_DEPTH, 0, -1):
        answer = (await stage.viewer(asker).raw(whole(row, depth), **variables)).json()
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        if codes != {"QUERY_TOO_COMPLEX"}:
            break

    assert codes <= {"CURRENCY_UNAVAILABLE"}, answer["errors"]  # a product that is being made has no price yet
