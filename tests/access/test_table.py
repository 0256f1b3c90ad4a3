"""Every root field for everybody, over HTTP, as table.txt has it.

A refusal changes no row of any table, and tells nothing: asked about something that there is not, the answer is the
same to the last letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from tests.access.conftest import Stage
from tests.access.table import CELLS, OPERATIONS, ROWS, Row, described_fields
from tests.access.world import COLUMNS
from tests.support.outside import StripeSandbox
from tests.support.state import fingerprint
from tests.support.storefront import Shopper

Send = Callable[[Shopper, str, dict[str, Any]], Awaitable[tuple[int, Any]]]
_STRANGERS = {"nobody", "other"}
_REFUSALS = {"401", "UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "NotFoundError", "null"}
"""What tells nobody anything. Other answers are for those who may see the thing."""
_PAYS = ("checkout", "orderCancel", "orderRefund", "ordersCancel", "promoCode")


def test_every_root_field_has_a_row() -> None:
    """A new field needs a row in table.txt, and what to send in operations/."""
    assert {row.field for row in ROWS} == set(described_fields())
    assert CELLS.keys() == OPERATIONS.keys()


def _rows(*, subscriptions: bool = False, payments: bool = False) -> list[Any]:
    def fits(row: Row) -> bool:
        pays = row.field.split(".")[1].startswith(_PAYS)
        return (row.root == "Subscription") is subscriptions and (subscriptions or pays is payments)

    return [pytest.param(row, id=row.name) for row in ROWS if fits(row)]


@pytest.mark.parametrize("row", _rows())
async def test_who_may_do_what(stage: Stage, row: Row) -> None:
    await check(stage, row, post)


@pytest.mark.parametrize("row", _rows(payments=True))
async def test_who_may_do_what_with_money(stage: Stage, row: Row, stripe_sandbox: StripeSandbox) -> None:
    stage.stripe = stripe_sandbox
    await check(stage, row, post)


@pytest.mark.parametrize("row", _rows(subscriptions=True))
async def test_who_may_watch_what(stage: Stage, row: Row, served: str) -> None:
    async def watch(shopper: Shopper, operation: str, variables: dict[str, Any]) -> tuple[int, Any]:
        return await first_event(served, shopper, operation, variables)

    await check(stage, row, watch)


async def post(shopper: Shopper, operation: str, variables: dict[str, Any]) -> tuple[int, Any]:
    """Status and body of the answer."""
    answer = await shopper.raw(operation, **variables)
    return answer.status_code, answer.json()


async def first_event(url: str, shopper: Shopper, operation: str, variables: dict[str, Any]) -> tuple[int, Any]:
    """Status, and the first event or what came instead."""
    headers = {**shopper.headers, "accept": "text/event-stream"}
    body = {"query": operation, "variables": variables}
    async with (
        httpx.AsyncClient(timeout=30) as http,
        http.stream("POST", f"{url}/graphql", json=body, headers=headers) as answer,
    ):
        if answer.status_code != 200:
            return answer.status_code, json.loads(await answer.aread())
        events = (json.loads(line[6:]) async for line in answer.aiter_lines() if line.startswith("data: {"))
        return 200, await anext(events)


async def check(stage: Stage, row: Row, send: Send) -> None:
    """A row, cell by cell, each in the world as it always begins."""
    asked = {name: stage.world.values[name] for name in row.variables}
    about_nothing = {name: stage.world.missing[name] for name in row.variables}
    seen: dict[str, str] = {}
    wrong: list[str] = []
    pristine = await _begin(stage, row)
    for column in COLUMNS:
        answer = await send(stage.viewer(column), row.operation, asked)
        seen[column] = outcome(*answer)
        changed = await fingerprint() != pristine
        if changed and (row.root != "Mutation" or seen[column] != "ok"):
            wrong.append(f"{column}: {seen[column]}, and yet something has changed")
        if changed:
            pristine = await _begin(stage, row)
        await stage.redis.flushdb()
        if seen[column] == "FORBIDDEN" and (lacking := unnamed(row, answer[1])):
            wrong.append(f"{column}: {lacking}")
        if (column in _STRANGERS and seen[column] != "ok") or seen[column] in _REFUSALS:
            about = await send(stage.viewer(column), row.operation, about_nothing)
            if about != answer:
                wrong.append(f"{column} learns from {answer} that there is something, for otherwise it is {about}")
            if await fingerprint() != pristine:
                wrong.append(f"{column}: asking about nothing has changed something")
        await stage.redis.flushdb()

    assert seen == row.expected
    assert wrong == []


def unnamed(row: Row, body: Any) -> str | None:
    """What is wrong with a refusal that should name the permission which the field's description asks for."""
    asked_for = re.search(r"Requires: ([a-z_]+:[a-z_]+)\.", described_fields()[row.field])
    if asked_for is None:
        return None
    (error,) = body["errors"]
    named = error["extensions"].get("permission") == asked_for[1] and asked_for[1] in error["message"]
    return None if named else f"{error} does not name {asked_for[1]}"


async def _begin(stage: Stage, row: Row) -> dict[str, str]:
    await stage.reset()
    await stage.snapshot.permit(row.key_permissions)
    return await fingerprint()


def outcome(status: int, body: Any) -> str:
    """An answer in the table's words."""
    if status == 401:
        return "401"
    if body.get("errors"):
        return str(body["errors"][0]["extensions"]["code"])
    (value,) = body["data"].values()
    if value is None:
        return "null"
    if isinstance(value, dict) and str(value.get("__typename")).endswith("Error"):
        return str(value["__typename"])
    return "empty" if isinstance(value, dict) and value.get("nodes") == [] else "ok"
