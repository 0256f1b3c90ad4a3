"""From an execution result to an HTTP response, as GraphQL over HTTP has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from starlette.responses import Response
from strawberry.types.execution import ExecutionResult, PreExecutionError

from core.log import request_id
from schema.http.requests import BadRequest

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
EVENT_STREAM = "text/event-stream"
HTML = "text/html"


def accepted(accept: str | None) -> dict[str, float]:
    """The media types of an Accept header with their weights; `*/*` when there is none."""
    weights: dict[str, float] = {}
    for part in (accept or "*/*")[:1000].split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = next((_weight(p[2:]) for p in parameters if p.startswith("q=")), 1.0)
        if media_type and weight > 0:
            weights[media_type] = weight
    return weights


def _weight(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def negotiate(accept: str | None) -> str:
    """The media type to answer with.

    Raises:
        BadRequest: 406 when the client takes neither.
    """
    weights = accepted(accept)
    wildcard = max(weights.get("*/*", 0.0), weights.get("application/*", 0.0))
    plain, modern = weights.get(JSON, wildcard), weights.get(GRAPHQL_JSON, 0.0)
    if not plain and not modern:
        raise BadRequest(f"Accept must allow {GRAPHQL_JSON} or {JSON}.", status=406)
    return GRAPHQL_JSON if modern >= plain else JSON


def payload_of(result: ExecutionResult) -> dict[str, Any]:
    """The response's map. A request that never ran has no `data` entry."""
    payload: dict[str, Any] = {} if isinstance(result, PreExecutionError) else {"data": result.data}
    if result.errors:
        payload["errors"] = [error.formatted for error in result.errors]
    if result.extensions:
        payload["extensions"] = result.extensions
    return payload


def answer(result: ExecutionResult, media_type: str) -> Response:
    """200 for whatever ran. What did not is 400, which clients of plain application/json take for an outage,
    so they get 200 and read `errors`.
    """
    refused = isinstance(result, PreExecutionError) or (result.data is None and _has_no_path(result))
    status = 400 if refused and media_type == GRAPHQL_JSON else 200
    payload = payload_of(result)
    if refused:
        payload.pop("data", None)
    return respond(payload, status=status, media_type=media_type)


def _has_no_path(result: ExecutionResult) -> bool:
    """Errors of variables: graphql-core finds them when it starts to execute, before any field."""
    return bool(result.errors) and all(error.path is None for error in result.errors or ())


def respond(
    payload: Mapping[str, Any], *, status: int, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        orjson.dumps(payload),
        status_code=status,
        media_type=f"{media_type}; charset=utf-8",
        headers={"Cache-Control": "no-store", "Vary": "Accept", **(headers or {})},
    )


def refuse(problem: BadRequest, media_type: str = JSON) -> Response:
    """One error, with the problem's status."""
    error = {"message": problem.message, "extensions": {"code": problem.code}}
    return respond({"errors": [error]}, status=problem.status, media_type=media_type, headers=problem.headers)


def internal_error(media_type: str = JSON) -> Response:
    """For what failed outside of GraphQL's execution."""
    extensions = {"code": "INTERNAL", "requestId": request_id.get()}
    error = {"message": "Something went wrong on our side.", "extensions": extensions}
    return respond({"errors": [error]}, status=500, media_type=media_type)


def encode_text(payload: object) -> str:
    """JSON on one line."""
    return orjson.dumps(payload).decode()
