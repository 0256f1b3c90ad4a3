"""Keyset pages over a table: one SQL statement a page, whatever its place in the list."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import orjson
from tortoise import fields
from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from resolvers.errors import BadUserInput

DEFAULT_PAGE, MAX_PAGE = 20, 100
_MAX_CURSOR = 1000
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[M]):
    """A stretch of a list."""

    records: list[M]
    cursors: list[str]
    has_next: bool
    has_previous: bool
    count: Callable[[], Awaitable[int]]

    async def total(self) -> int:
        """The length of the whole list: one SQL statement, every time."""
        return await self.count()


async def paginate(
    query: QuerySet[M], order: Sequence[str], *, first: int | None = None, after: str | None = None
) -> Page[M]:
    """The `first` records (20 by default, 100 at most) of a query, beyond the cursor `after`.

    `order` names non-null columns, `-` before one for descending; the last must be unique, as `id` is.

    Raises:
        BadUserInput: for a `first` out of range or a cursor that is not of this list.
    """
    keys = [_Key.of(query.model, name) for name in order]

    async def fetch(limit: int, values: list[Any] | None) -> Sequence[M]:
        beyond = query if values is None else query.filter(_beyond(keys, values))
        return await beyond.order_by(*order).limit(limit)

    async def count() -> int:
        return await query.count()

    return await paginate_from(query.model, order, fetch, count, first=first, after=after)


async def paginate_from(
    model: type[M],
    order: Sequence[str],
    fetch: Callable[[int, list[Any] | None], Awaitable[Sequence[M]]],
    count: Callable[[], Awaitable[int]],
    *,
    first: int | None = None,
    after: str | None = None,
) -> Page[M]:
    """The same for a list that has SQL of its own: `fetch` answers as many records, in that order, from beyond what a
    cursor holds of its columns; `count` is the length of the whole list.

    Raises:
        BadUserInput: for a `first` out of range or a cursor that is not of this list.
    """
    size = page_size(first)
    keys = [_Key.of(model, name) for name in order]
    records = await fetch(size + 1, _decode(after, model, keys) if after is not None else None)
    page = list(records[:size])
    return Page(
        records=page,
        cursors=[_encode(record, keys) for record in page],
        has_next=len(records) > size,
        has_previous=after is not None,
        count=count,
    )


async def empty(model: type[M], order: Sequence[str], *, first: int | None = None, after: str | None = None) -> Page[M]:
    """The page of a list that has nothing in it, without SQL.

    Raises:
        BadUserInput: for a `first` out of range or a cursor that is not of this list.
    """

    async def fetch(limit: int, values: list[Any] | None) -> Sequence[M]:
        return []

    async def count() -> int:
        return 0

    return await paginate_from(model, order, fetch, count, first=first, after=after)


def page_size(first: int | None) -> int:
    """`first`, checked; the default when it is not given."""
    if first is None:
        return DEFAULT_PAGE
    if not 0 <= first <= MAX_PAGE:
        raise BadUserInput(f"first must be from 0 to {MAX_PAGE}.")
    return first


@dataclass(frozen=True)
class _Key:
    name: str
    descending: bool
    parse: Callable[[Any], Any]

    @classmethod
    def of(cls, model: type[Model], order: str) -> _Key:
        name = order.removeprefix("-")
        field = model._meta.pk if name == "pk" else model._meta.fields_map[name]
        parse = next((parse for kind, parse in _PARSERS if isinstance(field, kind)), None)
        if parse is None or field.null:
            raise TypeError(f"{model.__name__}.{name} cannot order pages")
        return cls(name, order.startswith("-"), parse)


def _beyond(keys: list[_Key], values: list[Any]) -> Q:
    """(a, b, c) beyond (x, y, z): a > x, or a = x and (b > y, or b = y and c > z)."""
    condition: Q | None = None
    for key, value in reversed(list(zip(keys, values, strict=True))):
        further = Q(**{f"{key.name}__{'lt' if key.descending else 'gt'}": value})
        if condition is None:
            condition = further
        else:
            # The outer bound is implied by the rest; it lets PostgreSQL start in the index at the right place.
            bound = Q(**{f"{key.name}__{'lte' if key.descending else 'gte'}": value})
            condition = bound & (further | (Q(**{key.name: value}) & condition))
    assert condition is not None  # noqa: S101 (an order has at least one column)
    return condition


def _encode(record: Model, keys: list[_Key]) -> str:
    values = [getattr(record, key.name) for key in keys]
    return packed_cursor(_tag(type(record), keys), *values)


def _decode(cursor: str, model: type[Model], keys: list[_Key]) -> list[Any]:
    return unpacked_cursor(cursor, _tag(model, keys), *(key.parse for key in keys))


def packed_cursor(tag: str, *values: Any) -> str:
    """Where a record is in the list that `tag` names."""
    # asyncpg's UUID is a subclass, which orjson leaves to `default`.
    packed = orjson.dumps([tag, *values], default=str)
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def unpacked_cursor(cursor: str, tag: str, *parsers: Callable[[Any], Any]) -> list[Any]:
    """The values of a cursor, each as its parser has it.

    Raises:
        BadUserInput: when it is not a cursor of that list.
    """
    try:
        if len(cursor) > _MAX_CURSOR:
            raise ValueError(cursor)
        raw = orjson.loads(base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
        if not isinstance(raw, list) or raw[:1] != [tag]:
            raise ValueError(raw)
        return [parse(value) for parse, value in zip(parsers, raw[1:], strict=True)]
    except (ValueError, TypeError, OverflowError):
        raise BadUserInput("after is not a cursor of this list.") from None


def _tag(model: type[Model], keys: list[_Key]) -> str:
    """Names the list: a cursor of another table or order is refused."""
    return f"{model._meta.db_table}:{','.join('-' * key.descending + key.name for key in keys)}"


def integer(bits: int) -> Callable[[Any], int]:
    def parse(value: Any) -> int:
        if type(value) is not int or not -(1 << bits - 1) <= value < 1 << bits - 1:
            raise ValueError(value)
        return value

    return parse


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError(value)
    return value


def moment(value: Any) -> datetime:
    parsed = datetime.fromisoformat(_text(value))
    if parsed.tzinfo is None:
        raise ValueError(value)
    return parsed.astimezone(UTC)


def uuid(value: Any) -> UUID:
    return UUID(_text(value))


_PARSERS: tuple[tuple[type[fields.Field[Any]], Callable[[Any], Any]], ...] = (
    (fields.BigIntField, integer(64)),
    (fields.IntField, integer(32)),
    (fields.UUIDField, uuid),
    (fields.DatetimeField, moment),
    (fields.CharField, _text),
)
