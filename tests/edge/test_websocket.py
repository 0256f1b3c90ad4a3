"""graphql-transport-ws on a real server, with a real client."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Origin, Subprotocol

from commerce.accounts import sessions
from schema.http.middleware import RequestMiddleware
from tests.edge import sample
from tests.edge.conftest import LogIn

PROTOCOL = Subprotocol("graphql-transport-ws")


@pytest.fixture(scope="module")
async def address(edge_app: RequestMiddleware) -> AsyncIterator[str]:
    """Where a real uvicorn serves the small schema."""
    config = uvicorn.Config(edge_app, host="127.0.0.1", port=0, lifespan="off", log_config=None, ws="websockets-sansio")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"ws://127.0.0.1:{port}/graphql"
    server.should_exit = True
    await serving


@asynccontextmanager
async def opened(address: str, payload: Any = None, **options: Any) -> AsyncIterator[ClientConnection]:
    async with connect(address, subprotocols=[PROTOCOL], **options) as socket:
        await tell(socket, type="connection_init", **({"payload": payload} if payload is not None else {}))
        assert await hear(socket) == {"type": "connection_ack"}
        yield socket


async def tell(socket: ClientConnection, **message: Any) -> None:
    await socket.send(json.dumps(message))


async def hear(socket: ClientConnection) -> Any:
    return json.loads(await asyncio.wait_for(socket.recv(), 30))


async def subscribe(socket: ClientConnection, query: str, id: str = "1", **payload: Any) -> None:
    await tell(socket, type="subscribe", id=id, payload={"query": query, **payload})


async def closed_with(socket: ClientConnection) -> int:
    with pytest.raises(ConnectionClosed) as closed:
        while True:
            await asyncio.wait_for(socket.recv(), 30)
    assert closed.value.rcvd is not None
    return int(closed.value.rcvd.code)


async def test_a_subscription(address: str) -> None:
    async with opened(address) as socket:
        await subscribe(socket, "subscription { count(to: 2) }")

        heard = [await hear(socket) for _ in range(3)]

    assert heard == [
        {"id": "1", "type": "next", "payload": {"data": {"count": 0}}},
        {"id": "1", "type": "next", "payload": {"data": {"count": 1}}},
        {"id": "1", "type": "complete"},
    ]


async def gone(name: str) -> None:
    """Once the subscription of that name has ended."""
    async with asyncio.timeout(30):
        while name not in sample.left:
            await asyncio.sleep(0.01)


async def test_a_client_that_completes_or_leaves_ends_its_subscriptions(address: str) -> None:
    async with opened(address) as socket:
        for name in ("completed", "left-1", "left-2"):
            await subscribe(socket, f'subscription {{ forever(name: "{name}") }}', id=name)
            assert (await hear(socket))["payload"] == {"data": {"forever": name}}
        await tell(socket, type="complete", id="completed")
        await gone("completed")
        assert not sample.left & {"left-1", "left-2"}

    await gone("left-1")
    await gone("left-2")


async def test_a_client_that_leaves_ends_its_event_stream(address: str) -> None:
    url = address.replace("ws://", "http://")
    async with httpx.AsyncClient(timeout=60) as http:
        query = {"query": 'subscription { forever(name: "stream") }'}
        async with http.stream("POST", url, json=query, headers={"accept": "text/event-stream"}) as response:
            async for line in response.aiter_lines():
                if line.startswith("data:"):
                    assert json.loads(line[5:]) == {"data": {"forever": "stream"}}
                    break

    await gone("stream")


async def test_a_socket_has_a_limit_of_operations(address: str) -> None:
    async with opened(address) as socket:
        for number in range(21):
            await subscribe(socket, f'subscription {{ forever(name: "many-{number}") }}', id=str(number))
        heard = {message["id"]: message["type"] for message in [await hear(socket) for _ in range(21)]}

    assert heard.pop("20") == "error"
    assert set(heard.values()) == {"next"}


async def test_queries_too(address: str) -> None:
    async with opened(address) as socket:
        await subscribe(socket, "query Q($n: String!) { thing(name: $n) { name } }", variables={"n": "a"})

        assert (await hear(socket))["payload"] == {"data": {"thing": {"name": "a"}}}


async def test_connection_init_brings_the_credentials(address: str, log_in: LogIn) -> None:
    login = await log_in()

    async with opened(address, {"Authorization": f"Bearer {login.access_token}", "X-Cart-Token": "c" * 43}) as socket:
        await subscribe(socket, "{ viewer }")
        viewer = (await hear(socket))["payload"]["data"]["viewer"]

    assert viewer[:3] == [str(login.user.id), "user", "c" * 43]


async def test_headers_bring_them_too(address: str, log_in: LogIn) -> None:
    token = (await log_in()).access_token

    async with opened(address, additional_headers={"Authorization": f"Bearer {token}"}) as socket:
        await subscribe(socket, "{ mine }")

        assert (await hear(socket))["payload"] == {"data": {"mine": "mine"}}


async def test_a_login_that_ends_ends_on_open_sockets_too(address: str, log_in: LogIn) -> None:
    login = await log_in()
    async with opened(address, {"Authorization": f"Bearer {login.access_token}"}) as socket:
        await subscribe(socket, "{ mine }")
        before = [await hear(socket) for _ in range(2)]

        await sessions.end_all(login.user.id, "blocked")
        await subscribe(socket, "{ mine }", id="2")
        after = await hear(socket)

    assert before[0]["payload"] == {"data": {"mine": "mine"}}
    assert (after["type"], after["id"]) == ("error", "2")
    assert after["payload"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_a_forged_credential_closes_the_socket(address: str) -> None:
    async with connect(address, subprotocols=[PROTOCOL]) as socket:
        await tell(socket, type="connection_init", payload={"authorization": "Bearer forged"})

        assert await closed_with(socket) == 4403


async def test_permissions_hold(address: str) -> None:
    async with opened(address) as socket:
        await subscribe(socket, "subscription { secret }")
        heard = await hear(socket)

    [error] = heard["payload"] if heard["type"] == "error" else heard["payload"]["errors"]
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ nothing }", "BAD_USER_INPUT"),
        ("query A { mine } query B { mine }", "BAD_USER_INPUT"),
        ("{" + " ".join(f"a{n}: thing {{ name }}" for n in range(1000)) + "}", "QUERY_TOO_COMPLEX"),
        ('{ thing(name: "\\u0000") { name } }', "BAD_USER_INPUT"),
    ],
)
async def test_the_guards_hold(address: str, query: str, code: str) -> None:
    async with opened(address) as socket:
        await subscribe(socket, query)
        heard = await hear(socket)

        assert heard["type"] == "error"
        assert heard["payload"][0]["extensions"]["code"] == code

        await subscribe(socket, "{ thing { name } }", id="2")  # the socket lives on
        assert (await hear(socket))["payload"] == {"data": {"thing": {"name": "thing"}}}


@pytest.mark.parametrize(
    "message",
    [
        "null",
        "7",
        "[]",
        '"connection_init"',
        "{}",
        '{"type": 7}',
        '{"type": "nonsense"}',
        "{",
        "[" * 10_000,
        '{"type": "subscribe", "id": "1", "payload": {"variables": {"a": ' + "9" * 5000 + "}}}",
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": 7, "payload": {"query": "{ mine }"}}',
        '{"type": "subscribe", "id": "1", "payload": null}',
        '{"type": "subscribe", "id": "1", "payload": []}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 7}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ mine }", "variables": []}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ mine }", "operationName": {}}}',
        '{"type": "complete"}',
        '{"type": "ping", "payload": "\\ud800"}',
        " " * 300_000 + '{"type": "ping"}',
    ],
    ids=lambda message: message[:60].strip(),
)
async def test_what_is_not_the_protocol_closes_the_socket(address: str, message: str) -> None:
    async with opened(address) as socket:
        await socket.send(message)

        assert await closed_with(socket) == 4400


async def test_binary_messages_close_the_socket(address: str) -> None:
    async with opened(address) as socket:
        await socket.send(b"\xff\x00")

        assert await closed_with(socket) == 4400


async def test_operations_before_the_handshake_close_the_socket(address: str) -> None:
    async with connect(address, subprotocols=[PROTOCOL]) as socket:
        await subscribe(socket, "{ thing { name } }")

        assert await closed_with(socket) == 4401


async def test_another_protocol_is_closed(address: str) -> None:
    async with connect(address) as socket:
        assert await closed_with(socket) == 4406


async def test_foreign_pages_may_not_connect(address: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        async with connect(address, subprotocols=[PROTOCOL], origin=Origin("https://evil.example")):
            pass

    assert refused.value.response.status_code == 403


async def test_the_shops_own_pages_may(address: str) -> None:
    async with opened(address, origin=Origin("http://shop.test")) as socket:
        await tell(socket, type="ping")

        assert await hear(socket) == {"type": "pong"}
