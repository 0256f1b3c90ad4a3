"""What a request's variables may hold, before anything looks at their types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from resolvers.errors import BadUserInput

MAX_DEPTH = 40
"""Of lists and objects in one another; a design document needs 8."""


def check_variables(variables: Mapping[str, Any] | None) -> None:
    """Refuse NUL characters, which PostgreSQL cannot store, halves of surrogate pairs, and towers of lists.

    Raises:
        BadUserInput
    """
    stack: list[tuple[Any, int]] = [(variables, 0)]
    while stack:
        value, depth = stack.pop()
        if isinstance(value, str):
            _check_text(value)
        elif isinstance(value, Mapping | list):
            if depth >= MAX_DEPTH:
                raise BadUserInput(f"Variables must not be nested deeper than {MAX_DEPTH}.")
            if isinstance(value, Mapping):
                stack.extend((key, depth + 1) for key in value)
            inner = value.values() if isinstance(value, Mapping) else value
            stack.extend((item, depth + 1) for item in inner)


def _check_text(text: str) -> None:
    if "\0" in text:
        raise BadUserInput("Text must not have NUL characters.")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise BadUserInput("Text must be valid Unicode.")
