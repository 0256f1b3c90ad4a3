"""Answers of "no" that no client can act on. They become GraphQL errors with `extensions.code`."""

from __future__ import annotations

from typing import Any, ClassVar


class Refusal(Exception):
    """`code` and `details` go into the error's extensions; the message is shown."""

    code: ClassVar[str]

    def __init__(self, message: str, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.details = details


class Unauthenticated(Refusal):
    """Nobody has signed in, or what was sent to prove it is not valid."""

    code = "UNAUTHENTICATED"


class Forbidden(Refusal):
    """Who asks is known and may not do this. `permission` among the details is the one that is missing."""

    code = "FORBIDDEN"


class BadUserInput(Refusal):
    """An argument that can never be right: a malformed id, cursor or number."""

    code = "BAD_USER_INPUT"


class QueryTooComplex(Refusal):
    """The document asks for more than one request may."""

    code = "QUERY_TOO_COMPLEX"

    def __init__(self, message: str, *, cost: int, limit: int) -> None:
        super().__init__(message, cost=cost, limit=limit)
