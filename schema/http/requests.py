"""From an HTTP request to a GraphQL request. Whatever is malformed ends here, before GraphQL sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request


class BadRequest(Exception):
    """A request that is not GraphQL over HTTP. Answered with its status and one error."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        code: str = "BAD_USER_INPUT",
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        self.code = code
        self.headers = headers or {}


@dataclass(frozen=True)
class GraphQLRequest:
    query: str
    variables: dict[str, Any] | None
    operation_name: str | None
    extensions: dict[str, Any] | None


async def read_request(request: Request, max_bytes: int) -> GraphQLRequest:
    """The GraphQL request that a GET's parameters or a POST's JSON body hold.

    Raises:
        BadRequest
    """
    if request.method == "GET":
        return request_from(_parameters(request, max_bytes))
    _require_json(request)
    return request_from(parse_json(await _body(request, max_bytes), "The body"))


def parse_json(data: bytes | str, what: str) -> Any:
    """JSON, strictly: UTF-8, no lone surrogates, no NaN, no bottomless nesting, no endless numbers.

    Raises:
        BadRequest
    """
    try:
        return orjson.loads(data)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        raise BadRequest(f"{what} is not valid JSON.") from None


def request_from(data: Any) -> GraphQLRequest:
    """The parts of a GraphQL request, each of its type.

    Raises:
        BadRequest
    """
    if isinstance(data, list):
        # A batch would multiply what one request may cost, and HTTP/2 carries single ones side by side.
        raise BadRequest("Batches are not supported: send one operation a request.")
    if not isinstance(data, dict):
        raise BadRequest("A GraphQL request is a JSON object with a query.")
    query, variables = data.get("query"), data.get("variables")
    name, extensions = data.get("operationName"), data.get("extensions")
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest("variables must be an object.")
    if name is not None and not isinstance(name, str):
        raise BadRequest("operationName must be a string.")
    if extensions is not None and not isinstance(extensions, dict):
        raise BadRequest("extensions must be an object.")
    if query is None and extensions and "persistedQuery" in extensions:
        raise BadRequest("PersistedQueryNotSupported", code="PERSISTED_QUERY_NOT_SUPPORTED")
    if not isinstance(query, str) or not query.strip():
        raise BadRequest("query must be a string with a GraphQL document.")
    return GraphQLRequest(query, variables, name or None, extensions)


def _parameters(request: Request, max_bytes: int) -> dict[str, Any]:
    if len(request.url.query) > max_bytes:
        raise BadRequest("The URL is too long.", status=414)
    names = ("query", "variables", "operationName", "extensions")
    data: dict[str, Any] = {name: request.query_params.get(name) or None for name in names}
    for name in ("variables", "extensions"):
        if data[name] is not None:
            data[name] = parse_json(data[name], name)
    if data["query"] is not None and "\ufffd" in data["query"]:
        raise BadRequest("The URL is not valid UTF-8.")
    return data


def _require_json(request: Request) -> None:
    # Forms and plain text are what a foreign page can send without a preflight; so JSON is all we take.
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise BadRequest("The Content-Type must be application/json.", status=415)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadRequest("Compressed bodies are not supported.", status=415)


async def _body(request: Request, max_bytes: int) -> bytes:
    too_large = BadRequest(f"The body must have at most {max_bytes} bytes.", status=413)
    declared = request.headers.get("content-length", "0")
    if not declared.isascii() or not declared.isdigit() or len(declared) > 15 or int(declared) > max_bytes:
        raise too_large
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > max_bytes:
                raise too_large
    except ClientDisconnect:
        raise BadRequest("The body did not arrive.") from None
    return bytes(body)
