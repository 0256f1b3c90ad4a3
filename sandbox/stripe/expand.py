"""``expand[]``: ids replaced by their objects, and fields that come only on request."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sandbox.stripe.errors import invalid
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

MAX_DEPTH = 4
_REFERENCES = frozenset(
    {
        "balance_transaction", "charge", "coupon", "customer", "default_price", "default_payment_method",
        "failure_balance_transaction", "latest_charge", "payment_intent", "payment_method", "product",
        "promotion_code", "shipping_rate", "source", "tax_code",
    }
)  # fmt: skip
_INCLUDED: dict[tuple[str, str], Callable[[Work, Obj], Any]] = {}


_C = TypeVar("_C", bound=Callable[..., Any])


def included(kind: str, path: str) -> Callable[[_C], _C]:
    """Register a field that an object shows only when it is expanded; the function gets the stored object."""

    def register(compute: _C) -> _C:
        _INCLUDED[kind, path] = compute
        return compute

    return register


def expand(work: Work, obj: Obj, paths: list[str]) -> Obj:
    """Fill the given dotted paths in, in place. Raises a 400 for a path that cannot be expanded."""
    for path in paths:
        parts = path.split(".")
        depth = len(parts) - (parts[0] == "data" and obj.get("object") == "list")
        if depth > MAX_DEPTH:
            raise invalid(f"You cannot expand more than {MAX_DEPTH} levels of a property. Property: {path[:100]}")
        _walk(work, obj, parts, path)
    return obj


def _walk(work: Work, obj: Obj, parts: list[str], path: str) -> None:
    if not parts:
        return
    name, rest = parts[0], parts[1:]
    for length in (2, 1):
        compute = _INCLUDED.get((str(obj.get("object")), ".".join(parts[:length])))
        if compute is not None and len(parts) >= length:
            _include(work, obj, parts, length, compute, path)
            return
    if name not in obj or (not rest and name not in _REFERENCES):
        raise invalid(f"This property cannot be expanded ({path[:100]}).", param="expand")
    value = obj[name]
    if name in _REFERENCES and isinstance(value, str):
        found = work.store.find(value)
        value = obj[name] = value if found is None else found
    if isinstance(value, (dict, list)):
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                _walk(work, item, rest, path)


def _include(
    work: Work, obj: Obj, parts: list[str], length: int, compute: Callable[[Work, Obj], Any], path: str
) -> None:
    holder = obj if length == 1 else obj[parts[0]]
    if holder is None:
        return
    if parts[length - 1] not in holder:
        holder[parts[length - 1]] = compute(work, obj)
    _walk(work, holder[parts[length - 1]], parts[length:], path)
