"""`orderUpdated`: the order as it is, and again whenever it moves, over both transports."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Any
from uuid import UUID

import httpx
import pytest
from websockets.asyncio.client import connect

from adapters import Adapters
from adapters.events import OrderUpdates
from commerce.accounts import sessions
from commerce.orders import orders
from commerce.payments.payments import mark_paid
from core.clock import travel
from core.database import transaction
from core.ids import new_id, to_global_id
from core.settings import Settings
from core.tokens import ORDER_TOKEN_LIFETIME
from models import Download, Order, Role
from tasks.downloads import give_up_download
from tests.commerce.paying import paid_session
from tests.orders.conftest import Buy, order_gid
from tests.support.shoppers import Account
from tests.support.storefront import Shopper

WATCH = "subscription ($id: ID!) { orderUpdated(id: $id) { status timeline { type } } }"


async def pay(order: Order, adapters: Adapters) -> None:
    """As the worker does it."""
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await mark_paid(locked, paid_session(locked))
    await adapters.order_updates.publish(order.id)


@asynccontextmanager
async def watching(
    shopper: Shopper, url: str, gid: str, query: str = WATCH
) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """Payloads as server-sent events bring them."""
    headers = {**shopper.headers, "accept": "text/event-stream"}
    body = {"query": query, "variables": {"id": gid}}
    async with (
        httpx.AsyncClient(timeout=30) as http,
        http.stream("POST", f"{url}/graphql", json=body, headers=headers) as answer,
    ):

        async def payloads() -> AsyncIterator[dict[str, Any]]:
            async for line in answer.aiter_lines():
                if line.startswith("data: {"):
                    yield json.loads(line.removeprefix("data: "))

        yield payloads()


async def test_a_guest_watches_the_order_become_paid(guest: Shopper, buy: Buy, served: str, adapters: Adapters) -> None:
    order = await buy(guest, paid=False)

    async with watching(guest, served, order_gid(order)) as payloads:
        first = await anext(payloads)
        await pay(order, adapters)
        second = await anext(payloads)

    assert first["data"]["orderUpdated"] == {"status": "PENDING", "timeline": [{"type": "order_created"}]}
    assert second["data"]["orderUpdated"]["status"] == "PAID"
    assert [event["type"] for event in second["data"]["orderUpdated"]["timeline"]] == ["order_created", "order_paid"]


async def test_over_a_websocket(guest: Shopper, buy: Buy, served: str, adapters: Adapters) -> None:
    order = await buy(guest, paid=False)
    address = f"{served.replace('http', 'ws', 1)}/graphql"

    async with connect(address, subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
        await socket.send(json.dumps({"type": "connection_init", "payload": {"X-Order-Token": guest.order_token}}))
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        payload = {"query": WATCH, "variables": {"id": order_gid(order)}}
        await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": payload}))
        first = json.loads(await socket.recv())
        await pay(order, adapters)
        second = json.loads(await socket.recv())

    assert first["payload"]["data"]["orderUpdated"]["status"] == "PENDING"
    assert second["payload"]["data"]["orderUpdated"]["status"] == "PAID"


async def test_who_watches_hears_that_a_file_was_given_up(
    guest: Shopper, buy: Buy, served: str, adapters: Adapters
) -> None:
    order = await buy(guest)
    file = await Download.filter(order=order).first()
    assert file is not None
    query = "subscription ($id: ID!) { orderUpdated(id: $id) { downloads { id status } } }"

    async with watching(guest, served, order_gid(order), query) as payloads:
        await anext(payloads)
        await give_up_download(file.id, "out of paper", adapters)
        second = await anext(payloads)

    files = {entry["id"]: entry for entry in second["data"]["orderUpdated"]["downloads"]}
    assert files[to_global_id("Download", file.id)]["status"] == "FAILED"


async def test_whoever_watches_stops_when_their_login_ends(
    guest: Shopper, buy: Buy, served: str, adapters: Adapters, account: Callable[..., Awaitable[Account]]
) -> None:
    staff = await account(Role.ADMIN)
    order = await buy(guest, paid=False)

    async with watching(staff.shopper, served, order_gid(order)) as payloads:
        first = await anext(payloads)
        await sessions.end_all(staff.user.id, "blocked")
        await pay(order, adapters)
        second = await anext(payloads)

    assert first["data"]["orderUpdated"]["status"] == "PENDING"
    assert second["data"] is None
    assert second["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_a_guest_stops_when_their_token_ends(guest: Shopper, buy: Buy, served: str, adapters: Adapters) -> None:
    order = await buy(guest, paid=False)

    async with watching(guest, served, order_gid(order)) as payloads:
        first = await anext(payloads)
        with travel(ORDER_TOKEN_LIFETIME):
            await pay(order, adapters)
            second = await anext(payloads)

    assert first["data"]["orderUpdated"]["status"] == "PENDING"
    assert second["data"] is None
    assert second["errors"][0]["extensions"]["code"] == "NOT_FOUND"


async def test_nobody_else_watches(
    guest: Shopper, buy: Buy, served: str, account: Callable[..., Awaitable[Account]]
) -> None:
    order = await buy(guest)
    askers = [Shopper(guest.http), (await account()).shopper]

    for asker in askers:
        for gid in (order_gid(order), to_global_id("Order", new_id())):
            async with watching(asker, served, gid) as payloads:
                payload = await anext(payloads)
            assert payload["errors"][0]["extensions"]["code"] == "NOT_FOUND"
            assert payload["errors"][0]["message"] == "Order not found."


@pytest.mark.parametrize("gid", ["nonsense", to_global_id("Cart", UUID(int=1))])
async def test_malformed_ids(guest: Shopper, served: str, gid: str) -> None:
    async with watching(guest, served, gid) as payloads:
        payload = await anext(payloads)

    assert payload["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_without_redis_watchers_look_again_by_themselves(settings: Settings) -> None:
    updates = OrderUpdates(settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"}))

    async with aclosing(updates.moves(new_id())) as moves:
        async with asyncio.timeout(30):
            await anext(moves)
            await anext(moves)
    await updates.publish(new_id())
    await updates.close()
