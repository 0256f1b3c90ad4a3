"""Server-sent events: one event a result, then complete."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

STREAM = {"accept": "text/event-stream"}


def events(response: httpx.Response) -> list[tuple[str, Any]]:
    assert response.headers["content-type"].startswith("text/event-stream"), response.text
    found = []
    for block in response.text.replace("\r\n", "\n").strip().split("\n\n"):
        lines = dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in block.split("\n"))
        found.append((lines["event"], json.loads(lines["data"]) if lines.get("data", "").strip() else None))
    return found


async def test_a_subscription_gives_every_event_and_completes(edge: httpx.AsyncClient) -> None:
    response = await edge.post("/graphql", json={"query": "subscription { count(to: 3) }"}, headers=STREAM)

    assert events(response) == [
        ("next", {"data": {"count": 0}}),
        ("next", {"data": {"count": 1}}),
        ("next", {"data": {"count": 2}}),
        ("complete", None),
    ]


async def test_an_event_source_may_subscribe_with_get(edge: httpx.AsyncClient) -> None:
    response = await edge.get("/graphql", params={"query": "subscription { count(to: 1) }"}, headers=STREAM)

    assert events(response) == [("next", {"data": {"count": 0}}), ("complete", None)]


async def test_queries_and_mutations_may_be_streamed_too(edge: httpx.AsyncClient) -> None:
    query = await edge.post("/graphql", json={"query": "{ thing { name } }"}, headers=STREAM)
    mutation = await edge.post(
        "/graphql", json={"query": "mutation { thingAdd(quantity: 1) { __typename } }"}, headers=STREAM
    )

    assert events(query)[0] == ("next", {"data": {"thing": {"name": "thing"}}})
    assert events(mutation)[0] == ("next", {"data": {"thingAdd": {"__typename": "Thing"}}})


async def test_get_does_not_mutate_by_stream_either(edge: httpx.AsyncClient) -> None:
    query = "mutation { thingAdd(quantity: 1) { __typename } }"

    response = await edge.get("/graphql", params={"query": query}, headers=STREAM)

    [(kind, payload), _] = events(response)
    assert kind == "next"
    assert payload["errors"][0]["message"] == "mutations are not allowed"
    assert "data" not in payload


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription { secret }", "UNAUTHENTICATED"),
        ("subscription {", "BAD_USER_INPUT"),
        ("subscription { nothing }", "BAD_USER_INPUT"),
        ("{" + " ".join(f"a{n}: thing {{ name }}" for n in range(1000)) + "}", "QUERY_TOO_COMPLEX"),
        ('{ thing(name: "\\u0000") { name } }', "BAD_USER_INPUT"),
        ("query A { mine } query B { mine }", "BAD_USER_INPUT"),
        ("fragment F on Thing { name }", "BAD_USER_INPUT"),
        ("{ crash }", "INTERNAL"),
    ],
)
async def test_the_guards_hold_for_streams(edge: httpx.AsyncClient, query: str, code: str) -> None:
    response = await edge.post("/graphql", json={"query": query}, headers=STREAM)

    (kind, payload), (last, _) = events(response)
    assert (kind, last) == ("next", "complete")
    assert payload["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(("body", "status"), [(b"null", 400), (b"[" * 9999, 400), (b" " * 300_000, 413)])
async def test_a_malformed_request_is_no_stream(edge: httpx.AsyncClient, body: bytes, status: int) -> None:
    headers = {**STREAM, "content-type": "application/json"}

    response = await edge.post("/graphql", content=body, headers=headers)

    assert response.status_code == status
    assert response.headers["content-type"] == "application/json; charset=utf-8"
