"""Texts that lists are asked for, each the whole of a column."""

from __future__ import annotations

from typing import Any

from tortoise.models import Model

from resolvers.errors import BadUserInput


def fitting(model: type[Model], column: str, text: str, argument: str) -> str:
    """The text, if the column could hold it: Tortoise refuses to look for more.

    Raises:
        BadUserInput: naming the argument.
    """
    field: Any = model._meta.fields_map[column]
    if len(text) > field.max_length:
        message = f"{argument.rpartition('.')[2]} must have at most {field.max_length} characters."
        raise BadUserInput(message, argument=argument)
    return text
