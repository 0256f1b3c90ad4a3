"""How an error leaves the house: with a code, and never with more than its reader may know."""

from __future__ import annotations

from typing import Any

import structlog
from graphql import GraphQLError
from strawberry.exceptions import StrawberryInputCoercionError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError

from commerce.errors import RateLimited
from core.errors import ErrorCode, ShopError
from core.log import request_id
from resolvers.errors import BadUserInput, Refusal

INTERNAL = "INTERNAL"
_MAX_MESSAGE = 500
# The contract's GraphQL errors know one code for whatever is wrong with an argument.
_CODES = {ErrorCode.INVALID_INPUT: BadUserInput.code}
# What Strawberry raises for a request that it cannot run.
_REQUESTS_FAULT = (StrawberryInputCoercionError, CannotGetOperationTypeError, InvalidOperationTypeError)

log = structlog.get_logger(__name__)


def mask(error: GraphQLError) -> GraphQLError:
    """The error as a client may see it: `extensions.code` always, the text only of what was meant for them.

    What nobody expected is logged here, with its traceback and the request's id, and answered as INTERNAL
    with that id and nothing else.
    """
    cause = _cause(error)
    if isinstance(cause, Refusal):
        return _shown(error, cause.message, {"code": cause.code, **cause.details})
    if isinstance(cause, ShopError):
        extensions: dict[str, Any] = {"code": str(_CODES.get(cause.code, cause.code))}
        if cause.path:
            extensions["argument"] = ".".join(cause.path)
        if isinstance(cause, RateLimited):
            extensions["retryAfterSeconds"] = cause.retry_after_seconds
        return _shown(error, cause.message, extensions)
    if cause is None or isinstance(cause, _REQUESTS_FAULT) or _blames_the_request(error, cause):
        return _shown(error, error.message, {"code": BadUserInput.code})
    return _internal(error, cause)


def _cause(error: GraphQLError) -> Exception | None:
    """The exception at the bottom of an error; None for graphql-core's own verdict on a request."""
    cause: Exception | None = error.original_error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    return cause


def _blames_the_request(error: GraphQLError, cause: Exception) -> bool:
    """graphql-core refuses variables before there is a path, and points at the argument that it refuses
    later; at a resolver's bad result it does not.
    """
    return isinstance(cause, GraphQLError) and (error.path is None or bool(cause.nodes))


def _shown(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message[:_MAX_MESSAGE],
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )


def _internal(error: GraphQLError, cause: Exception) -> GraphQLError:
    log.error("unexpected_error", path=error.path, exc_info=cause)
    return GraphQLError(
        "Something went wrong on our side.",
        nodes=error.nodes,
        path=error.path,
        extensions={"code": INTERNAL, "requestId": request_id.get()},
    )
