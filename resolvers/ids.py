"""Global ids, decoded. What comes in is `Type:uuid` in base64; what the shop's rules take is the uuid."""

from __future__ import annotations

from uuid import UUID

from core.ids import from_global_id
from resolvers.errors import BadUserInput

_MAX_ID = 100


def decode_id(value: str, argument: str = "id") -> tuple[str, UUID]:
    """Type name and key.

    Raises:
        BadUserInput: naming the argument, for anything that is not a global id.
    """
    try:
        if len(value) > _MAX_ID:
            raise ValueError(value)
        return from_global_id(value)
    except ValueError:
        message = f"{argument} is not an id. Send one as the shop answers it, such as T3JkZXI6…; a number is none."
        raise BadUserInput(message, argument=argument) from None


def key_of(value: str, type_name: str, argument: str = "id") -> UUID:
    """The key of a global id that must be of one type.

    Raises:
        BadUserInput: when it is malformed or of another type.
    """
    found, key = decode_id(value, argument)
    if found != type_name:
        raise BadUserInput(f"{argument} must be an id of type {type_name}, not {found}.", argument=argument)
    return key
