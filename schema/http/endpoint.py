"""The ASGI application at /graphql: POST and GET, server-sent events, WebSocket, and GraphiQL for browsers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import cast

import structlog
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from strawberry.http import GraphQLHTTPResponse
from strawberry.http.streaming import SSETransport, merge_stream_with_heartbeat
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types.execution import ExecutionResult
from strawberry.types.graphql import OperationType

from resolvers.services import Services
from schema.build import ShopSchema
from schema.http import responses
from schema.http.contexts import context_for
from schema.http.requests import BadRequest, GraphQLRequest, read_request
from schema.http.websocket import WebSocketView
from schema.playground import playground_page

log = structlog.get_logger(__name__)
_SSE_HEARTBEAT_SECONDS = 12.0


class GraphQLEndpoint:
    """Serves one schema. The services are found in the application's state when a request comes."""

    def __init__(self, schema: ShopSchema) -> None:
        self._schema = schema
        self._sse = SSETransport(heartbeat_interval=_SSE_HEARTBEAT_SECONDS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        services: Services = scope["app"].state.services
        if scope["type"] == "websocket":
            await WebSocketView(self._schema, services)(scope, receive, send)
            return
        response = await self._respond(Request(scope, receive), services)
        await response(scope, receive, send)

    async def _respond(self, request: Request, services: Services) -> Response:
        media_type = responses.JSON
        try:
            if request.method not in {"GET", "POST"}:
                raise BadRequest("GraphQL takes GET and POST.", status=405, headers={"Allow": "GET, POST"})
            accept = request.headers.get("accept")
            if request.method == "GET" and "query" not in request.query_params and _wants_page(accept):
                return playground_page()
            if responses.EVENT_STREAM in responses.accepted(accept):
                return await self._stream(request, services)
            media_type = responses.negotiate(accept)
            return await self._execute(request, services, media_type)
        except BadRequest as problem:
            return responses.refuse(problem, media_type)
        except Exception:
            log.exception("unexpected_error")
            return responses.internal_error(media_type)

    async def _execute(self, request: Request, services: Services, media_type: str) -> Response:
        graphql = await read_request(request, services.settings.max_body_bytes)
        context = await context_for(request, services)
        try:
            result = await self._schema.execute(
                graphql.query,
                variable_values=graphql.variables,
                context_value=context,
                operation_name=graphql.operation_name,
                operation_extensions=graphql.extensions,
                allowed_operation_types=_allowed(request, streaming=False),
            )
        except InvalidOperationTypeError as error:
            raise _misplaced(error.operation_type) from None
        except CannotGetOperationTypeError:
            raise _no_operation(graphql) from None
        return responses.answer(result, media_type)

    async def _stream(self, request: Request, services: Services) -> Response:
        """One event a result. Also queries and mutations may be asked for so, and give one."""
        graphql = await read_request(request, services.settings.max_body_bytes)
        results = await self._schema.stream(
            graphql.query,
            variable_values=graphql.variables,
            context_value=await context_for(request, services),
            operation_name=graphql.operation_name,
            operation_extensions=graphql.extensions,
            allowed_operation_types=_allowed(request, streaming=True),
        )

        async def events() -> AsyncIterator[str]:
            async for result in results:
                assert isinstance(result, ExecutionResult)  # noqa: S101 (there is no @defer here)
                payload = cast(GraphQLHTTPResponse, responses.payload_of(result))
                yield self._sse.encode_next(payload, responses.encode_text)
            yield self._sse.encode_complete()

        stream = merge_stream_with_heartbeat(
            events,  # type: ignore[arg-type]
            lambda: self._sse.heartbeat_message(responses.encode_text),
            interval=self._sse.heartbeat_interval,
            send_initial_heartbeat=False,
        )
        return StreamingResponse(stream(), headers=dict(self._sse.headers))


def _wants_page(accept: str | None) -> bool:
    weights = responses.accepted(accept)
    html = weights.get(responses.HTML, 0.0)
    return html > 0 and html >= max(weights.get(responses.JSON, 0.0), weights.get(responses.GRAPHQL_JSON, 0.0))


def _allowed(request: Request, *, streaming: bool) -> set[OperationType]:
    allowed = {OperationType.QUERY}
    if request.method == "POST":
        allowed.add(OperationType.MUTATION)
    if streaming:
        allowed.add(OperationType.SUBSCRIPTION)
    return allowed


def _misplaced(operation_type: OperationType) -> BadRequest:
    if operation_type is OperationType.SUBSCRIPTION:
        return BadRequest("Subscriptions need a WebSocket, or Accept: text/event-stream.")
    return BadRequest("A mutation must be sent with POST.", status=405, headers={"Allow": "POST"})


def _no_operation(graphql: GraphQLRequest) -> BadRequest:
    if graphql.operation_name:
        return BadRequest("The document has no operation of that operationName.")
    return BadRequest("The document has no operation.")
