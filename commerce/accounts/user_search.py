"""Finding people among a million: filters, and orders that walk an index from where a page begins.

What somebody has bought is not in their own row, and most who have an account have bought nothing. So a list by
purchases has two parts: who has figures, along the index of those, and then everybody else, the newest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from core.database import fetch
from models import Role


class UserSort(StrEnum):
    CREATED_DESC = "created_desc"
    CREATED_ASC = "created_asc"
    SPENT_DESC = "spent_desc"
    SPENT_ASC = "spent_asc"
    ORDERS_DESC = "orders_desc"
    ORDERS_ASC = "orders_asc"
    LAST_ORDER_DESC = "last_order_desc"
    LAST_ORDER_ASC = "last_order_asc"


@dataclass(frozen=True)
class Wanted:
    """Which accounts; all of them as far as nothing is said. `search` begins an e-mail address or a name."""

    role: Role | None = None
    blocked: bool | None = None
    search: str | None = None
    verified: bool | None = None
    has_orders: bool | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What is said, as JSON has it."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Wanted:
        """The same, back from `facts`."""
        role = facts.get("role")
        return cls(**{**facts, "role": Role(role) if role else None})


@dataclass(frozen=True)
class Place:
    """Somebody's place in a list: what it is sorted by, and their id. No value: among those without figures."""

    value: int | datetime | None
    id: UUID


_SEARCH = "(u.email LIKE {email} OR upper(u.name) LIKE upper({name}))"


class _Statement:
    """Conditions and their values, numbered as PostgreSQL counts them."""

    def __init__(self, wanted: Wanted) -> None:
        self.values: list[Any] = []
        self.conditions = ["u.deleted_at IS NULL"]
        if wanted.role is not None:
            self.conditions.append(f"u.role = {self.value(wanted.role.value)}")
        if wanted.blocked is not None:
            self.conditions.append(f"u.blocked_at IS {'NOT ' if wanted.blocked else ''}NULL")
        if wanted.verified is not None:
            self.conditions.append(f"u.email_verified_at IS {'NOT ' if wanted.verified else ''}NULL")
        self.buyers = wanted.has_orders is True
        self.without: list[str] = ["customer_totals f WHERE "] if wanted.has_orders is False else []
        """Tables in which they are not."""
        if wanted.search:
            beginning = _escaped(wanted.search) + "%"
            email, name = self.value(beginning.lower()), self.value(beginning)
            self.conditions.append(_SEARCH.format(email=email, name=name))

    def value(self, value: Any) -> str:
        self.values.append(value)
        return f"${len(self.values)}"

    @property
    def tables(self) -> str:
        return "users u JOIN customer_totals b ON b.user_id = u.id" if self.buyers else "users u"

    def found(self, beyond: str = "") -> str:
        """All conditions. `beyond` is where ids begin: said of both sides, so that neither is read from its start."""
        bound = f" AND f.user_id{beyond}" if beyond else ""
        without = [f"NOT EXISTS (SELECT 1 FROM {table}f.user_id = u.id{bound})" for table in self.without]  # noqa: S608
        return " AND ".join([*self.conditions, *without])


def _escaped(text: str) -> str:
    """A text as LIKE takes it for itself."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


@dataclass(frozen=True)
class _Figures:
    """Where a list by purchases takes its order from."""

    table: str
    column: str
    by_currency: bool = False


_FIGURES = {
    "spent": _Figures("customer_figures", "total_spent", by_currency=True),
    "orders": _Figures("customer_totals", "order_count"),
    "last_order": _Figures("customer_totals", "last_order_at"),
}


async def page(wanted: Wanted, sort: UserSort, currency: str, size: int, after: Place | None) -> list[Place]:
    """The first `size` people beyond a place; `currency` is what is spent in.

    One statement, and another where those end who have bought something.
    """
    name, _, direction = sort.value.rpartition("_")
    if name == "created":
        return await _newest(_Statement(wanted), size, after, descending=direction == "desc")
    figures = _FIGURES[name]
    found: list[Place] = []
    if wanted.has_orders is not False and (after is None or after.value is not None):
        found = await _with_figures(wanted, figures, currency, size, after, descending=direction == "desc")
        after = None
    if len(found) < size and (figures.by_currency or not wanted.has_orders):
        rest = _Statement(wanted)
        of_currency = f"f.currency = {rest.value(currency)} AND " if figures.by_currency else ""
        rest.without.append(f"{figures.table} f WHERE {of_currency}")
        found += await _newest(rest, size - len(found), after, descending=True)
    return found


async def _with_figures(
    wanted: Wanted, figures: _Figures, currency: str, size: int, after: Place | None, *, descending: bool
) -> list[Place]:
    statement = _Statement(replace(wanted, has_orders=None))  # who has figures has
    if figures.by_currency:
        statement.conditions.append(f"f.currency = {statement.value(currency)}")
    sign, direction = ("<", "DESC") if descending else (">", "ASC")
    if after is not None:
        beyond = f"({statement.value(after.value)}, {statement.value(after.id)})"
        statement.conditions.append(f"(f.{figures.column}, f.user_id) {sign} {beyond}")
    sql = (
        f"SELECT f.user_id AS id, f.{figures.column} AS value "  # noqa: S608 (of the names above)
        f"FROM {_joined(figures, wanted)} WHERE {statement.found()} "
        f"ORDER BY f.{figures.column} {direction}, f.user_id {direction} LIMIT {statement.value(size)}"
    )
    return [Place(row["value"], row["id"]) for row in await fetch(sql, *statement.values)]


def _joined(figures: _Figures, wanted: Wanted) -> str:
    """Who is rare is looked up, one by one; otherwise the order is walked along. Left to itself, PostgreSQL would read
    all figures for a thousand people.
    """
    if wanted.blocked or wanted.role in {Role.ADMIN, Role.SUPERADMIN}:
        return f"users u CROSS JOIN LATERAL (SELECT * FROM {figures.table} g WHERE g.user_id = u.id OFFSET 0) f"  # noqa: S608
    return f"{figures.table} f JOIN users u ON u.id = f.user_id"


async def _newest(statement: _Statement, size: int, after: Place | None, *, descending: bool) -> list[Place]:
    sign, direction = ("<", "DESC") if descending else (">", "ASC")
    beyond = ""
    if after is not None:
        beyond = f" {sign} {statement.value(after.id)}"
        statement.conditions.append(f"u.id{beyond}")
        if statement.buyers:
            statement.conditions.append(f"b.user_id{beyond}")
    sql = (
        f"SELECT u.id FROM {statement.tables} WHERE {statement.found(beyond)} "  # noqa: S608
        f"ORDER BY u.id {direction} LIMIT {statement.value(size)}"
    )
    return [Place(None, row["id"]) for row in await fetch(sql, *statement.values)]


async def count(wanted: Wanted) -> int:
    """How many there are."""
    statement = _Statement(wanted)
    sql = f"SELECT count(*) AS n FROM {statement.tables} WHERE {statement.found()}"  # noqa: S608
    rows: Sequence[Any] = await fetch(sql, *statement.values)
    return int(rows[0]["n"])
