"""GraphQL over HTTP: media types, statuses, GET, several operations."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from schema.http.middleware import RequestMiddleware

GRAPHQL_JSON = "application/graphql-response+json"
QUERY = "{ thing { name } }"


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json", "application/json"),
        (GRAPHQL_JSON, GRAPHQL_JSON),
        (f"{GRAPHQL_JSON}, application/json;q=0.9", GRAPHQL_JSON),
        (f"{GRAPHQL_JSON};q=0.1, application/json", "application/json"),
        (f"application/json, {GRAPHQL_JSON}", GRAPHQL_JSON),
        (f"text/html, {GRAPHQL_JSON};charset=utf-8, */*;q=0.1", GRAPHQL_JSON),
    ],
)
async def test_the_media_type_is_the_one_asked_for(edge: httpx.AsyncClient, accept: str | None, answered: str) -> None:
    headers = {"accept": accept} if accept else {}
    edge.headers.pop("accept")

    response = await edge.post("/graphql", json={"query": QUERY}, headers=headers)

    assert response.status_code == 200
    assert response.headers["content-type"] == f"{answered}; charset=utf-8"
    assert response.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", ["text/html", "image/png", "application/json;q=0", "nonsense"])
async def test_nothing_acceptable_is_406(edge: httpx.AsyncClient, accept: str) -> None:
    response = await edge.post("/graphql", json={"query": QUERY}, headers={"accept": accept})

    assert response.status_code == 406


@pytest.mark.parametrize(
    "query",
    [
        "{",
        "{ nothing }",
        "{ thing }",
        "{ thing { name(x: 1) } }",
        "fragment F on Thing { name }",
        "query A { thing { name } } query B { thing { name } }",
        "{ ...F } fragment F on Query { ...F }",
        "query ($a: Int!) { thing { name } }",
        "mutation { thingAdd(quantity: 99999999999) { __typename } }",
    ],
)
async def test_a_request_that_never_ran_is_400_to_those_who_ask_for_statuses(
    edge: httpx.AsyncClient, query: str
) -> None:
    response = await edge.post("/graphql", json={"query": query}, headers={"accept": GRAPHQL_JSON})

    assert response.status_code == 400
    assert list(response.json()) == ["errors"]
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {"BAD_USER_INPUT"}


async def test_a_request_that_never_ran_is_200_to_those_who_ask_for_plain_json(edge: httpx.AsyncClient) -> None:
    response = await edge.post("/graphql", json={"query": "{"}, headers={"accept": "application/json"})

    assert response.status_code == 200
    assert list(response.json()) == ["errors"]


@pytest.mark.parametrize("accept", [GRAPHQL_JSON, "application/json"])
async def test_a_field_that_failed_is_200_with_data(edge: httpx.AsyncClient, accept: str) -> None:
    response = await edge.post("/graphql", json={"query": "{ crash mine }"}, headers={"accept": accept})

    assert response.status_code == 200
    assert response.json()["data"] is None


async def test_wrong_variables_are_a_request_that_never_ran(edge: httpx.AsyncClient) -> None:
    query = "mutation ($q: Int!) { thingAdd(quantity: $q) { __typename } }"
    variables = {"q": 2**40}

    response = await edge.post(
        "/graphql", json={"query": query, "variables": variables}, headers={"accept": GRAPHQL_JSON}
    )

    assert response.status_code == 400
    [error] = response.json()["errors"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}
    assert "non 32-bit signed integer" in error["message"]


async def test_get_answers_queries(edge: httpx.AsyncClient) -> None:
    parameters = {"query": "query Q($n: String!) { thing(name: $n) { name } }", "variables": '{"n": "Zoë"}'}

    response = await edge.get("/graphql", params=parameters)

    assert response.json() == {"data": {"thing": {"name": "Zoë"}}}


async def test_get_never_mutates(edge: httpx.AsyncClient) -> None:
    mutation = "mutation M { thingAdd(quantity: 1) { __typename } } query Q { thing { name } }"

    refused = await edge.get("/graphql", params={"query": mutation, "operationName": "M"})
    allowed = await edge.get("/graphql", params={"query": mutation, "operationName": "Q"})

    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
    assert allowed.json() == {"data": {"thing": {"name": "thing"}}}


async def test_several_operations_need_a_name(edge: httpx.AsyncClient) -> None:
    query = "query A { thing { name } } mutation B { thingAdd(quantity: 1) { __typename } }"

    async def run(**more: Any) -> dict[str, Any]:
        response = await edge.post("/graphql", json={"query": query, **more})
        return dict(response.json())

    [unnamed] = (await run())["errors"]
    assert unnamed["message"] == "operationName must say which of the document's operations to run."
    assert (await run(operationName=""))["errors"][0] == unnamed
    assert (await run(operationName="A")) == {"data": {"thing": {"name": "thing"}}}
    assert (await run(operationName="B")) == {"data": {"thingAdd": {"__typename": "Thing"}}}


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ("query A { thing { name } }", "B", "The document has no operation of that operationName."),
        ("fragment F on Thing { name }", None, "The document has no operation."),
        ("subscription { count }", None, "Subscriptions need a WebSocket, or Accept: text/event-stream."),
    ],
)
async def test_what_cannot_be_run_over_plain_http_is_400(
    edge: httpx.AsyncClient, query: str, name: str | None, message: str
) -> None:
    response = await edge.post("/graphql", json={"query": query, "operationName": name})

    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == message


async def test_a_browser_gets_the_playground_and_a_client_does_not(edge: httpx.AsyncClient) -> None:
    browser = await edge.get("/graphql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    client = await edge.get("/graphql", headers={"accept": "*/*"})

    assert browser.headers["content-type"] == "text/html; charset=utf-8"
    assert client.status_code == 400
    assert client.json()["errors"][0]["message"] == "query must be a string with a GraphQL document."


async def test_what_fails_outside_of_graphql_is_masked_too() -> None:
    async def broken(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("hunter2")

    transport = httpx.ASGITransport(app=RequestMiddleware(broken))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as client:
        response = await client.get("/files/x", headers={"x-request-id": "request-0002"})

    assert response.status_code == 500
    assert response.headers["x-request-id"] == "request-0002"
    [error] = response.json()["errors"]
    assert error["extensions"] == {"code": "INTERNAL", "requestId": "request-0002"}
    assert "hunter2" not in response.text


async def test_answers_carry_a_request_id_and_security_headers(edge: httpx.AsyncClient) -> None:
    own = await edge.post("/graphql", json={"query": QUERY}, headers={"x-request-id": "checkout-42.b_1"})
    forged = await edge.post("/graphql", json={"query": QUERY}, headers={"x-request-id": "a\tb" + "x" * 100})

    assert own.headers["x-request-id"] == "checkout-42.b_1"
    assert len(forged.headers["x-request-id"]) == 32
    assert own.headers["x-content-type-options"] == "nosniff"
    assert own.headers["x-frame-options"] == "DENY"
    assert own.headers["cache-control"] == "no-store"
    assert own.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
