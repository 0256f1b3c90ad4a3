"""Which function answers which call, and which happens when a timer rings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

Handler = Callable[..., Obj]
_H = TypeVar("_H", bound=Callable[..., Any])


@dataclass(frozen=True)
class Endpoint:
    """One call of the API. ``params`` is the SDK's ``TypedDict``; ``open_to_all`` needs no key."""

    method: str
    path: str
    params: Any
    handler: Handler
    open_to_all: bool = False


ENDPOINTS: list[Endpoint] = []
TIMERS: dict[str, Callable[[Work, str], None]] = {}


def endpoint(method: str, path: str, params: Any, *, open_to_all: bool = False) -> Callable[[_H], _H]:
    """Register ``handler(work, params, **path_parts)`` for a call."""

    def register(handler: _H) -> _H:
        ENDPOINTS.append(Endpoint(method, path, params, handler, open_to_all))
        return handler

    return register


def timer(kind: str) -> Callable[[_H], _H]:
    """Register ``handler(work, object_id)`` for timers of a kind."""

    def register(handler: _H) -> _H:
        TIMERS[kind] = handler
        return handler

    return register
