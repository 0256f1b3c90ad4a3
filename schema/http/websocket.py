"""GraphQL over WebSocket (graphql-transport-ws): Strawberry's protocol behind this house's guards."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any, cast

import orjson
from graphql import GraphQLError
from starlette.requests import HTTPConnection
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.schema.base import BaseSchema
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.execution import PreExecutionError
from strawberry.types.unset import UNSET, UnsetType

from resolvers.context import Context
from resolvers.services import Services
from schema.build import ShopSchema
from schema.http.contexts import context_for
from schema.http.requests import BadRequest, request_from

_INIT_SECONDS = 10
_MAX_OPERATIONS = 20
_CREDENTIALS = ("authorization", "x-cart-token", "x-order-token")


class Connection:
    """What a socket's operations share: who opened it."""

    def __init__(self, socket: HTTPConnection, services: Services) -> None:
        self._socket = socket
        self._services = services
        self._credentials: dict[str, str] = dict(socket.headers)
        self.connection_params: dict[str, Any] = {}

    async def context(self) -> Context:
        """A fresh context, so that no operation sees what another one loaded, nor outlives its login.

        Raises:
            BadRequest: 401
        """
        return await context_for(self._socket, self._services, self._credentials)

    async def take_credentials(self) -> None:
        """Browsers cannot set a socket's headers; connection_init brings them.

        Raises:
            BadRequest: 401
        """
        for name, value in self.connection_params.items():
            if name.lower() in _CREDENTIALS and isinstance(value, str):
                self._credentials[name.lower()] = value
        await self.context()


class _FreshContexts:
    """The schema as a socket's protocol handler uses it: every operation gets a context of its own."""

    def __init__(self, schema: ShopSchema) -> None:
        self._schema = schema

    async def stream(self, query: str | None, *, context_value: Connection, **arguments: Any) -> Any:
        try:
            context = await context_value.context()
        except BadRequest as problem:
            return _refused(problem)
        return await self._schema.stream(query, context_value=context, **arguments)


async def _refused(problem: BadRequest) -> AsyncIterator[PreExecutionError]:
    """The login that the socket was opened with has ended since."""
    yield PreExecutionError(data=None, errors=[GraphQLError(problem.message, extensions={"code": problem.code})])


class WebSocketView(GraphQL[Any, None]):
    """One connection."""

    def __init__(self, schema: ShopSchema, services: Services) -> None:
        super().__init__(
            cast(BaseSchema, _FreshContexts(schema)),
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            connection_init_wait_timeout=timedelta(seconds=_INIT_SECONDS),
            max_subscriptions_per_connection=_MAX_OPERATIONS,
            allowed_origins=sorted(services.settings.origins),
        )
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.run(WebSocket(scope, receive, send))

    async def get_context(self, request: Any, response: Any) -> Connection:
        return Connection(request, self._services)

    async def on_ws_connect(self, context: Connection) -> UnsetType | dict[str, object] | None:
        try:
            await context.take_credentials()
        except BadRequest as problem:
            raise ConnectionRejectionError({"message": problem.message, "code": problem.code}) from None
        return cast(UnsetType, UNSET)

    def decode_json(self, data: str | bytes) -> object:
        """A message of the protocol. Anything else closes the socket with 4400, as the protocol has it."""
        try:
            if len(data) > self._services.settings.max_body_bytes:
                raise ValueError("too long")
            message = orjson.loads(data)
            if not _is_message(message):
                raise ValueError("not a message")
        except (ValueError, BadRequest):
            raise json.JSONDecodeError("not a message of graphql-transport-ws", "", 0) from None
        return message

    def encode_json(self, data: object) -> str:
        return orjson.dumps(data).decode()


def _is_message(message: object) -> bool:
    if not isinstance(message, Mapping) or not isinstance(message.get("type"), str):
        return False
    if message["type"] in {"subscribe", "complete"}:
        identifier = message.get("id")
        if not isinstance(identifier, str) or not 0 < len(identifier) <= 100:
            return False
    if message["type"] == "subscribe":
        request_from(message.get("payload") or {})
    return True
