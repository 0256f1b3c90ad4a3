"""What is not GraphQL over HTTP is refused with a 4xx and one error, before GraphQL sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest

from core.settings import Settings

JSON = {"content-type": "application/json"}
QUERY = "{ thing { name } }"


def refused(response: httpx.Response, status: int, code: str = "BAD_USER_INPUT") -> str:
    """The message of the one error."""
    assert response.status_code == status, response.text
    body = response.json()
    assert list(body) == ["errors"]
    [error] = body["errors"]
    assert error["extensions"]["code"] == code
    return str(error["message"])


@pytest.mark.parametrize(
    "content_type",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "text/plain; application/json",
        "application/graphql",
        "application/jsonp",
        "",
    ],
)
async def test_only_json_bodies_are_taken(edge: httpx.AsyncClient, content_type: str) -> None:
    body = orjson.dumps({"query": QUERY})

    response = await edge.post("/graphql", content=body, headers={"content-type": content_type})

    assert refused(response, 415) == "The Content-Type must be application/json."


@pytest.mark.parametrize("content_type", ["application/json", "Application/JSON; charset=utf-8"])
async def test_json_bodies_are_taken(edge: httpx.AsyncClient, content_type: str) -> None:
    body = orjson.dumps({"query": QUERY})

    response = await edge.post("/graphql", content=body, headers={"content-type": content_type})

    assert response.json() == {"data": {"thing": {"name": "thing"}}}


async def test_compressed_bodies_are_refused(edge: httpx.AsyncClient) -> None:
    response = await edge.post("/graphql", content=b"\x1f\x8b", headers={**JSON, "content-encoding": "gzip"})

    assert refused(response, 415) == "Compressed bodies are not supported."


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'query': '{thing{name}}'}",
        b'{"query": "\xff\xfe"}',
        b"\xef\xbb\xbf{}",
        b'{"query": "\\ud800"}',
        b'{"query": "{thing{name}}", "variables": {"a": "\\udfff"}}',
        b'{"variables": {"a": ' + b"9" * 5000 + b"}}",
        b'{"variables": {"a": 1e999}}',
        b'{"variables": {"a": NaN}}',
        b"[" * 10_000,
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    ],
    ids=lambda body: f"{body[:24]!r}_{len(body)}",
)
async def test_what_is_not_json_is_refused(edge: httpx.AsyncClient, body: bytes) -> None:
    response = await edge.post("/graphql", content=body, headers=JSON)

    assert refused(response, 400) == "The body is not valid JSON."


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (None, "A GraphQL request is a JSON object with a query."),
        (7, "A GraphQL request is a JSON object with a query."),
        ("{ thing { name } }", "A GraphQL request is a JSON object with a query."),
        (True, "A GraphQL request is a JSON object with a query."),
        ([], "Batches are not supported: send one operation a request."),
        ([[[[]]]], "Batches are not supported: send one operation a request."),
        ([{"query": QUERY}], "Batches are not supported: send one operation a request."),
        ({}, "query must be a string with a GraphQL document."),
        ({"query": None}, "query must be a string with a GraphQL document."),
        ({"query": ""}, "query must be a string with a GraphQL document."),
        ({"query": " \n"}, "query must be a string with a GraphQL document."),
        ({"query": 7}, "query must be a string with a GraphQL document."),
        ({"query": [QUERY]}, "query must be a string with a GraphQL document."),
        ({"query": {"a": QUERY}}, "query must be a string with a GraphQL document."),
        ({"query": QUERY, "variables": []}, "variables must be an object."),
        ({"query": QUERY, "variables": "{}"}, "variables must be an object."),
        ({"query": QUERY, "variables": 7}, "variables must be an object."),
        ({"query": QUERY, "operationName": 7}, "operationName must be a string."),
        ({"query": QUERY, "operationName": ["A"]}, "operationName must be a string."),
        ({"query": QUERY, "extensions": []}, "extensions must be an object."),
    ],
)
async def test_json_that_is_not_a_request_is_refused(edge: httpx.AsyncClient, body: Any, message: str) -> None:
    response = await edge.post("/graphql", content=orjson.dumps(body), headers=JSON)

    assert refused(response, 400) == message


async def test_persisted_queries_are_declined_as_apollo_clients_expect(edge: httpx.AsyncClient) -> None:
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": "0" * 64}}

    response = await edge.post("/graphql", json={"extensions": extensions})

    assert refused(response, 400, "PERSISTED_QUERY_NOT_SUPPORTED") == "PersistedQueryNotSupported"


async def test_a_body_at_the_limit_is_taken_and_one_byte_more_is_not(
    edge: httpx.AsyncClient, edge_settings: Settings
) -> None:
    limit = edge_settings.max_body_bytes
    body = orjson.dumps({"query": QUERY})
    body += b" " * (limit - len(body))

    taken = await edge.post("/graphql", content=body, headers=JSON)
    too_large = await edge.post("/graphql", content=body + b" ", headers=JSON)

    assert taken.json() == {"data": {"thing": {"name": "thing"}}}
    assert refused(too_large, 413) == f"The body must have at most {limit} bytes."


async def test_a_chunked_body_is_cut_off_at_the_limit(edge: httpx.AsyncClient, edge_settings: Settings) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 65_536
            yield b" " * 65_536

    response = await edge.post("/graphql", content=endless(), headers=JSON)

    refused(response, 413)
    assert sent <= edge_settings.max_body_bytes + 2 * 65_536


@pytest.mark.parametrize("length", ["-1", "abc", "1e9", "²", "9" * 40])
async def test_a_content_length_that_is_no_length_is_refused(edge: httpx.AsyncClient, length: str) -> None:
    response = await edge.post("/graphql", content=b"{}", headers={**JSON, "content-length": length.encode()})  # type: ignore[dict-item]

    refused(response, 413)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
async def test_other_methods_are_refused(edge: httpx.AsyncClient, method: str) -> None:
    response = await edge.request(method, "/graphql")

    assert response.status_code == 405
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"query": QUERY, "variables": "{"}, "variables is not valid JSON."),
        ({"query": QUERY, "variables": "[]"}, "variables must be an object."),
        ({"query": QUERY, "variables": "[" * 10_000}, "variables is not valid JSON."),
        ({"query": QUERY, "extensions": "7"}, "extensions must be an object."),
        ({"query": ""}, "query must be a string with a GraphQL document."),
        ({"query": b'{ thing(name: "\xff") { name } }'}, "The URL is not valid UTF-8."),
    ],
)
async def test_a_malformed_url_is_refused(edge: httpx.AsyncClient, parameters: dict[str, Any], message: str) -> None:
    from urllib.parse import urlencode

    response = await edge.get(f"/graphql?{urlencode(parameters)}", headers={"accept": "application/json"})

    assert refused(response, 400) == message


async def test_an_endless_url_is_refused(edge_app: Any, edge_settings: Settings) -> None:
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": "/graphql",
        "raw_path": b"/graphql",
        "query_string": b"query=" + b"x" * edge_settings.max_body_bytes,
        "headers": [(b"host", b"shop.test")],
        "http_version": "1.1",
        "scheme": "http",
        "server": ("shop.test", 80),
        "client": ("127.0.0.1", 1),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    await edge_app(scope, receive, send)

    assert sent[0]["status"] == 414


async def test_the_process_lives_on_after_all_of_it(edge: httpx.AsyncClient) -> None:
    for body in (b"[" * 200_000, b"null", b"\xff" * 1000, b"9" * 100_000):
        await edge.post("/graphql", content=body, headers=JSON)

    response = await edge.post("/graphql", json={"query": QUERY})

    assert response.json() == {"data": {"thing": {"name": "thing"}}}
