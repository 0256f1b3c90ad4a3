"""What hangs off the rows of a list costs the same number of SQL statements for one row as for five, however deep, and
each of them has its index.

Every path of the schema that begins at a list of the API is asked, on rows that have something at its end. So a new
field is asked without being named here, and one that nothing is at the end of must be given rows, or a reason.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from graphql import GraphQLField, GraphQLObjectType, get_named_type, is_leaf_type, is_required_argument

from core.ids import to_global_id
from core.settings import Settings
from models import Order, Role, WebhookEndpoint
from schema import schema
from tests.lists.business import business
from tests.lists.plans import scanned
from tests.support.shoppers import Account
from tests.support.sql import count_statements

SignIn = Callable[..., Awaitable[Account]]
Path = tuple[str, ...]
ROWS = 5
DEPTH = 4
"""Levels of objects below a row. Deeper ones come from the same loaders."""
NOTHING = {"claimableOrders"}
"""Of somebody else it is always empty."""
NOT_PLACED = "fulfillmentQueue"
"""Holds no order that has a fulfillmentPlacement."""
SAME = {"jobs"}
"""The rows of another list, with one account below all of them: the viewer's."""


def _row(field: GraphQLField) -> GraphQLObjectType | None:
    """The type of the rows of a list that comes in pages."""
    kind = get_named_type(field.type)
    return _page(kind) if kind.name.endswith("Connection") else None


def _page(kind: Any) -> GraphQLObjectType:
    return get_named_type(kind.fields["nodes"].type)  # type: ignore[return-value]


def _paths(kind: GraphQLObjectType, trail: tuple[str, ...] = ()) -> Iterator[tuple[Path, GraphQLObjectType]]:
    """What there is below a type, with the types at the ends. A type is not looked into below itself."""
    if len(trail) == DEPTH or kind.name in trail:
        return
    for name, field in kind.fields.items():
        below = get_named_type(field.type)
        if isinstance(below, GraphQLObjectType) and below.name != "PageInfo" and name != "edges":
            end = _page(below) if below.name.endswith("Connection") else below
            yield (name,), end
            for rest, last in _paths(end, (*trail, kind.name)):
                yield (name, *rest), last


ROWS_OF = {name: row for name, field in schema._schema.query_type.fields.items() if (row := _row(field))}  # type: ignore[union-attr]
LISTS = {name: row for name, row in ROWS_OF.items() if name not in SAME and any(_paths(row))}
"""What has nothing below its rows is asked in test_every_list.py."""


def _selected(kind: GraphQLObjectType) -> str:
    fields = [name for name, field in kind.fields.items() if is_leaf_type(get_named_type(field.type))]
    assert not [name for name in fields if any(map(is_required_argument, kind.fields[name].args.values()))]
    return " ".join(["__typename", *fields])


def _operation(name: str, path: Path) -> str:
    """Everything at the end of a path."""
    kind, opened, closed = LISTS[name], "", ""
    for step in path:
        field = kind.fields[step]
        below = get_named_type(field.type)
        paged = below.name.endswith("Connection")
        opened += f" {step}" + (f"(first: {ROWS})" if "first" in field.args else "")
        opened += " { totalCount nodes {" if paged else " {"
        closed += "}}" if paged else "}"
        kind = _page(below) if paged else below  # type: ignore[assignment]
    endpoint = ", endpointId: $endpoint" if name == "webhookDeliveries" else ""
    declared = "$first: Int, $endpoint: ID!" if endpoint else "$first: Int"
    head = f"query ({declared}) {{ found: {name}(first: $first{endpoint})"
    return f"{head} {{ nodes {{{opened} {_selected(kind)} {closed} }} }} }}"


def _at_the_end(value: Any, path: Path) -> bool:
    """Whether there is something at the end of a path, of one row at least."""
    if isinstance(value, list):
        return any(_at_the_end(each, path) for each in value)
    if not isinstance(value, dict):
        return False
    if "nodes" in value:
        return _at_the_end(value["nodes"], path)
    return not path or _at_the_end(value[path[0]], path[1:])


@pytest.mark.parametrize("name", LISTS)
async def test_what_is_below_costs_the_same_for_one_row_as_for_five(
    name: str, catalog: None, account: SignIn, settings: Settings
) -> None:
    staff = await account(Role.SUPERADMIN)
    await business(ROWS)
    nothing = NOTHING
    if name == NOT_PLACED:
        await Order.all().update(placed_at=None)
        nothing = NOTHING | {"fulfillmentPlacement"}
    endpoint = to_global_id("WebhookEndpoint", (await WebhookEndpoint.get()).id)
    variables = {"endpoint": endpoint} if name == "webhookDeliveries" else {}

    dearer, unreached, asked = {}, set(), set()
    for path in [(), *(path for path, _ in _paths(LISTS[name]))]:
        counts = []
        for first in (1, ROWS):
            with count_statements() as statements:
                answer = await staff.shopper.ask(_operation(name, path), first=first, **variables)
            counts.append(len(statements))
        asked.update(statements.sql)
        if counts[0] != counts[1]:
            dearer[".".join(path)] = counts
        if not _at_the_end(answer["found"], path):
            unreached.add(path)

    assert dearer == {}
    without_index = await scanned(settings, sorted(asked))
    assert without_index == {}
    assert {path for path in unreached if not nothing & {*path}} == set()
