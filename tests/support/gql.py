"""A GraphQL client as small as it can be."""

from __future__ import annotations

from typing import Any

import httpx


async def gql(
    client: httpx.AsyncClient, query: str, variables: dict[str, Any] | None = None, *, token: str | None = None
) -> dict[str, Any]:
    """Send an operation; its `data`.

    Raises:
        AssertionError: when the answer has errors, with their text.
    """
    answer = await gql_raw(client, query, variables, token=token)
    body = answer.json()
    assert "errors" not in body, body["errors"]
    return dict(body["data"])


async def gql_errors(
    client: httpx.AsyncClient, query: str, variables: dict[str, Any] | None = None, *, token: str | None = None
) -> list[dict[str, Any]]:
    """Send an operation that must fail; its `errors`."""
    answer = await gql_raw(client, query, variables, token=token)
    body = answer.json()
    assert body.get("errors"), body
    return list(body["errors"])


async def gql_raw(
    client: httpx.AsyncClient,
    query: str,
    variables: dict[str, Any] | None = None,
    *,
    token: str | None = None,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    """Send an operation; the HTTP response."""
    sent = {"accept": "application/graphql-response+json", **(headers or {})}
    if token:
        sent["authorization"] = f"Bearer {token}"
    return await client.post("/graphql", json={"query": query, "variables": variables or {}}, headers=sent)
