"""Which parameters an endpoint takes, read off the installed SDK's typed params.

The SDK is generated from the same description as the API, so its ``TypedDict`` classes are the table of
names, types and enums. :func:`check` walks a parsed request along such a class and either returns it
with proper Python values or raises the 400 that Stripe would answer.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Union

import typing_extensions
from stripe import _request_options
from stripe._stripe_context import StripeContext

from sandbox.stripe.errors import invalid, missing

_OPTIONS = {
    "api_key", "stripe_version", "stripe_account", "stripe_context", "max_network_retries",
    "idempotency_key", "content_type", "headers",
}  # fmt: skip
_NAMES = {**vars(_request_options), "StripeContext": StripeContext}
"""What the annotations that every params class inherits refer to."""

_NOT_REQUIRED = (typing.NotRequired, typing_extensions.NotRequired)
_MAX_INTEGER = 2**53
_METADATA_KEYS, _METADATA_KEY_LENGTH, _METADATA_VALUE_LENGTH = 50, 40, 500

Check = Callable[[Any, str], Any]
"""Turns a raw value into a typed one; gets the parameter's bracketed name for its complaint."""


def check(params_type: Any, raw: dict[str, Any]) -> dict[str, Any]:
    """Typed values of a request, by a ``TypedDict`` of the SDK (or of the sandbox's own making)."""
    return typing.cast(dict[str, Any], _object(params_type)(raw, ""))


@cache
def _object(params_type: Any) -> Check:
    hints = typing_extensions.get_type_hints(params_type, localns=_NAMES, include_extras=True)
    fields = {name: hint for name, hint in hints.items() if name not in _OPTIONS}
    required = {name for name, hint in fields.items() if typing.get_origin(hint) not in _NOT_REQUIRED}

    def walk(raw: Any, name: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise invalid("Invalid object", param=name)
        result: dict[str, Any] = {}
        for key, value in raw.items():
            path = f"{name}[{key}]" if name else key
            if key not in fields:
                raise invalid(f"Received unknown parameter: {path[:200]}", code="parameter_unknown", param=path[:200])
            result[key] = _checker(fields[key], key)(value, path)
        for key in sorted(required - raw.keys()):
            raise missing(f"{name}[{key}]" if name else key)
        return result

    return walk


@cache
def _checker(hint: Any, key: str) -> Check:
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin in (*_NOT_REQUIRED, typing.Annotated):
        return _checker(args[0], key)
    if origin in (Union, types.UnionType):
        return _union(args, key)
    if origin is typing.Literal:
        return _enum(args)
    if origin is list:
        return _array(_checker(args[0], key))
    if typing_extensions.is_typeddict(hint):
        return _object(hint)
    if origin is not None:  # Dict[str, …] and its relatives
        return _metadata if key == "metadata" else _map(_checker(args[-1], key))
    return _SCALARS.get(hint, _anything)


def _union(args: tuple[Any, ...], key: str) -> Check:
    """One of several types. ``Literal['']`` allows to unset; ``Literal[…] | str`` is an enum to the API."""
    unset = any(typing.get_origin(arg) is typing.Literal and typing.get_args(arg) == ("",) for arg in args)
    rest = [arg for arg in args if typing.get_args(arg) != ("",) or typing.get_origin(arg) is not typing.Literal]
    enums = [arg for arg in rest if typing.get_origin(arg) is typing.Literal]
    if enums:
        rest = [arg for arg in rest if arg is not str]
    checks = [(_shape(arg), _checker(arg, key)) for arg in rest]

    def walk(raw: Any, name: str) -> Any:
        if unset and raw == "":
            return ""
        wanted = "object" if isinstance(raw, dict) else "array" if isinstance(raw, list) else "scalar"
        fitting = [run for shape, run in checks if shape == wanted] or [run for _, run in checks]
        for run in fitting[:-1]:
            try:
                return run(raw, name)
            except Exception:  # noqa: S112 – the last candidate's complaint is the one to show
                continue
        return fitting[-1](raw, name)

    return walk


def _shape(hint: Any) -> str:
    origin = typing.get_origin(hint)
    if origin is list:
        return "array"
    return "object" if typing_extensions.is_typeddict(hint) or origin not in (None, typing.Literal) else "scalar"


def _enum(values: tuple[Any, ...]) -> Check:
    def walk(raw: Any, name: str) -> Any:
        if raw == "" and "" not in values:
            raise _empty(name)
        if not isinstance(raw, str) or raw not in values:
            *most, last = [str(value) for value in values]
            listed = f"{', '.join(most)}, or {last}" if most else last
            raise invalid(f"Invalid {name}: must be one of {listed}", param=name)
        return raw

    return walk


def _array(item: Check) -> Check:
    def walk(raw: Any, name: str) -> list[Any]:
        if isinstance(raw, dict) and raw and all(key.isdecimal() and len(key) < 9 for key in raw):
            raw = [raw[key] for key in sorted(raw, key=int)]
        if not isinstance(raw, list):
            raise invalid("Invalid array", param=name)
        return [item(value, f"{name}[{index}]") for index, value in enumerate(raw)]

    return walk


def _map(item: Check) -> Check:
    def walk(raw: Any, name: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise invalid("Invalid hash", param=name)
        return {key: item(value, f"{name}[{key}]") for key, value in raw.items()}

    return walk


def _metadata(raw: Any, name: str) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise invalid("Invalid hash", param=name)
    if len(raw) > _METADATA_KEYS:
        raise invalid(f"You can have up to {_METADATA_KEYS} metadata keys.", param=name)
    for key, value in raw.items():
        path = f"{name}[{key[:60]}]"
        if not isinstance(value, str):
            raise invalid("Metadata values must be strings.", param=path)
        if len(key) > _METADATA_KEY_LENGTH or not key:
            raise invalid(f"Metadata keys can have up to {_METADATA_KEY_LENGTH} characters.", param=path)
        if len(value) > _METADATA_VALUE_LENGTH:
            raise invalid(
                f"Metadata values can have up to {_METADATA_VALUE_LENGTH} characters, but you passed in a value"
                f" that is {len(value)} characters. Invalid value: {value[:60]}…",
                param=path,
            )
    return raw


def _text(raw: Any, name: str) -> str:
    if not isinstance(raw, str):
        raise invalid(f"Invalid string: {str(raw)[:100]}", param=name)
    if raw == "":
        raise _empty(name)
    if len(raw) > 5000:
        raise invalid(f"Invalid string: {name} must be at most 5000 characters", param=name)
    return raw


def _integer(raw: Any, name: str) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        number = raw
    elif isinstance(raw, str) and len(raw) < 20 and raw.removeprefix("-").isdecimal() and raw.isascii():
        number = int(raw)
    else:
        raise invalid(f"Invalid integer: {str(raw)[:100]}", code="parameter_invalid_integer", param=name)
    if abs(number) > _MAX_INTEGER:
        raise invalid(f"Invalid integer: {str(raw)[:100]}", code="parameter_invalid_integer", param=name)
    return number


def _boolean(raw: Any, name: str) -> bool:
    if raw in (True, "true"):
        return True
    if raw in (False, "false"):
        return False
    raise invalid(f"Invalid boolean: {str(raw)[:100]}", param=name)


def _decimal(raw: Any, name: str) -> Decimal:
    try:
        number = Decimal(str(raw)[:50])
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > _MAX_INTEGER:
        raise invalid(f"Invalid decimal: {str(raw)[:100]}", code="parameter_invalid_integer", param=name)
    return number


def _float(raw: Any, name: str) -> float:
    return float(_decimal(raw, name))


def _anything(raw: Any, name: str) -> Any:
    return raw


def _empty(name: str) -> Exception:
    return invalid(
        f"You passed an empty string for '{name}'. We assume empty values are an attempt to unset a parameter;"
        f" however '{name}' cannot be unset. You should remove '{name}' from your request or supply a"
        " non-empty value.",
        code="parameter_invalid_empty",
        param=name,
    )


_SCALARS: dict[Any, Check] = {
    str: _text, int: _integer, bool: _boolean, float: _float, Decimal: _decimal,
}  # fmt: skip
