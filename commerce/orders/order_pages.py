"""Pages of the staff's order list: ids by keyset, from statements whose work does not grow with the table (ADR 13).

Every statement is a union of bounded parts. A filter is a set of facets (see `order_filters.facet_codes`), and the
index of a facet is in the list's order, so a page is merged from the first rows of each. What no index orders is
looked up as a whole while it is little, up to FEW orders between two dates or FEW_HITS of a search; when it is more,
walking along the sort order finds a page soon. Both are in the statement, and the count of the former decides which one
runs.
"""

# ruff: noqa: S608 (what was asked for is in the values, never in the text)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from commerce.orders.order_filters import OrderFilter, OrderSort
from commerce.orders.order_lists import FACET, FEW, FEW_HITS, KEYS, SEEN, Listing, every
from core.database import fetch

_END = {
    OrderSort.CREATED_DESC: "'-infinity'::timestamptz",
    OrderSort.CREATED_ASC: "'infinity'::timestamptz",
    OrderSort.TOTAL_DESC: str(-(2**63)),
    OrderSort.TOTAL_ASC: str(2**63 - 1),
}
_FACETS = 14
"""With about so many facets or more, the first ones of each are a page."""
_COPIES = 4
"""How often the same order can be found: by e-mail address, name, tracking number and number."""


async def page(wanted: OrderFilter, sort: OrderSort, limit: int, after: Sequence[Any] | None = None) -> list[UUID]:
    """The first ids of the list, beyond the values that `after` has of `sort.columns`. One SQL statement."""
    return [row["id"] for row in await fetch(*page_statement(wanted, sort, limit, after))]


async def count(wanted: OrderFilter) -> int:
    """The exact length of the list: one SQL statement that reads an index entry for every order in it."""
    (row,) = await fetch(*count_statement(wanted))
    return int(row["orders"])


def page_statement(
    wanted: OrderFilter, sort: OrderSort, limit: int, after: Sequence[Any] | None = None
) -> tuple[Any, ...]:
    """SQL and its values."""
    listing = _Page(wanted, sort, limit, after)
    parts, order = listing.parts(), listing.order
    found = "\nUNION ALL\n".join(f"({part})" for part in parts)
    if listing.term:
        found = f"SELECT DISTINCT {KEYS} FROM (\n{found}\nORDER BY {order} LIMIT {limit * _COPIES}) AS copies"
    return listing.statement(f"SELECT id FROM (\n{found}\n) AS page ORDER BY {order} LIMIT {limit}")


def count_statement(wanted: OrderFilter) -> tuple[Any, ...]:
    """SQL and its values."""
    listing = Listing(wanted)
    dates = listing.dates()
    if not listing.term:
        facets = [f"facet = ANY(ARRAY({FACET}))"] if listing.restricted else []
        return listing.statement(f"SELECT count(*) AS orders FROM orders WHERE {every([*facets, *dates])}")
    whole = f"SELECT {KEYS} FROM orders WHERE facet = ANY(ARRAY(SELECT facet FROM headed))"
    parts = [f"SELECT id FROM ({part}) AS hit WHERE {every(dates)}" for part in [*listing.hits(), whole]]
    return listing.statement(f"SELECT count(*) AS orders FROM ({' UNION '.join(parts)}) AS found")


class _Page(Listing):
    """The statement of one page."""

    def __init__(self, wanted: OrderFilter, sort: OrderSort, limit: int, after: Sequence[Any] | None) -> None:
        if after is not None and not sort.by_total:
            wanted, after = _narrowed(wanted, sort, after)
        super().__init__(wanted)
        self.sort, self.limit = sort, limit
        self.order = ", ".join(f"{column} {'DESC' if sort.descending else 'ASC'}" for column in sort.columns)
        kinds = {"total": "bigint", "created_at": "timestamptz", "id": "uuid"}
        self.beyond: list[str] = []
        if after is not None:
            values = ", ".join(self.value(each, kinds[name]) for name, each in zip(sort.columns, after, strict=True))
            self.beyond = [f"({', '.join(sort.columns)}) {'<' if sort.descending else '>'} ({values})"]

    def parts(self) -> list[str]:
        """Queries whose union has the page; with a search, some orders more than once."""
        if not self.term:
            return self._plain("facets" if self.restricted else None)
        return [*self._found(), *self._plain("headed")]

    def _plain(self, facets: str | None) -> list[str]:
        """All orders of these facets, or of all."""
        dates = self.dates()
        if dates and self.sort.by_total:
            return self._dated_by_total(facets, dates)
        conditions = [*dates, *self.beyond]
        if facets is None:
            return [self._first("orders", conditions)]
        return [self._merged(facets, conditions)]

    def _merged(self, facets: str, conditions: list[str]) -> str:
        """The first orders of each facet, merged: first a few of each, and of those that come first then the others.

        No further than to where the last of the first ones is, if there is a page of them: for that, there are more of
        each the larger the page is.
        """
        heads, leading = f"heads_{len(self.ctes)}", self.sort.columns[0]
        one = f"SELECT {KEYS} FROM orders WHERE {every(['facet = f.facet', *conditions])}"
        self.ctes.append(
            f"{heads} AS MATERIALIZED (SELECT f.facet, o.* FROM {facets} f CROSS JOIN LATERAL "
            f"({one} ORDER BY {self.order} LIMIT {max(1, self.limit // _FACETS)}) AS o "
            f"ORDER BY {self.order} LIMIT {self.limit})"
        )
        last = f"SELECT {leading} FROM {heads} ORDER BY {self.order} OFFSET {self.limit - 1} LIMIT 1"
        bound = f"{leading} {'>=' if self.sort.descending else '<='} coalesce(({last}), {_END[self.sort]})"
        return (
            f"SELECT o.* FROM (SELECT DISTINCT facet FROM {heads}) f CROSS JOIN LATERAL "
            f"({one} AND {bound} ORDER BY {self.order} LIMIT {self.limit}) AS o"
        )

    def _dated_by_total(self, facets: str | None, dates: list[str]) -> list[str]:
        """All of the dates' orders while they are few; else along the totals, looking at the dates."""
        name = self._dated(facets, dates)
        return [
            self._first(name, [_few(name, FEW), *self.beyond]),
            self._walk([_many(name, FEW)], facets, []),
        ]

    def _dated(self, facets: str | None, dates: list[str]) -> str:
        """A common table expression with the dates' orders, up to one more than FEW."""
        name = f"dated_{len(self.ctes)}"
        whole = f"SELECT {KEYS} FROM orders WHERE {every(dates)} ORDER BY created_at LIMIT {FEW + 1}"
        if facets is not None:
            one = f"SELECT {KEYS} FROM orders WHERE {every(['facet = f.facet', *dates])} LIMIT {FEW + 1}"
            whole = f"SELECT o.* FROM {facets} f CROSS JOIN LATERAL ({one}) AS o LIMIT {FEW + 1}"
        self.ctes.append(f"{name} AS MATERIALIZED ({whole})")
        return name

    def _found(self) -> list[str]:
        """All hits while they are few; else the texts are looked at: of all of the dates' orders while those are few,
        else along the sort order.
        """
        limited = " UNION ALL ".join(f"({each} LIMIT {FEW_HITS + 1})" for each in self.hits())
        self.ctes.append(f"hits AS MATERIALIZED (SELECT * FROM ({limited}) AS hit LIMIT {FEW_HITS + 1})")
        dates = self.dates()
        found = [self._first("hits", [_few("hits", FEW_HITS), *dates, *self.beyond], self.limit * _COPIES)]
        if not dates or not self.sort.by_total:
            return [*found, self._walk([_many("hits", FEW_HITS)], "facets", [self.matches()])]
        name = self._dated("facets", dates)
        one = f"SELECT {KEYS}, {SEEN} FROM orders WHERE {every(['facet = f.facet', *dates])} LIMIT {FEW}"
        dated = f"(SELECT o.* FROM facets f CROSS JOIN LATERAL ({one}) AS o) AS dated"
        return [
            *found,
            self._first(dated, [_many("hits", FEW_HITS), _few(name, FEW), self.matches(), *self.beyond]),
            self._walk([_many("hits", FEW_HITS), _many(name, FEW)], "facets", [self.matches()]),
        ]

    def _walk(self, when: list[str], facets: str | None, conditions: list[str]) -> str:
        """Along the sort order, as far as it takes to find a page: of all orders, or of the facets that have a hit."""
        # Within CASE, no index is tempted by a condition, and the planner takes every second row to fit: so it walks.
        seen = [f"CASE WHEN {every(conditions)} THEN true ELSE false END"] if conditions else []
        indexed = [*self.beyond, *self.dates()]
        if facets is None:
            return self._first("orders", [*when, *indexed, *seen])
        hit = [self.hit_in("s")] if conditions else []
        return self._merged(f"(SELECT s.facet FROM {facets} s WHERE {every([*when, *hit])})", [*indexed, *seen])

    def _first(self, source: str, conditions: list[str], limit: int | None = None) -> str:
        where = every(conditions)
        return f"SELECT {KEYS} FROM {source} WHERE {where} ORDER BY {self.order} LIMIT {limit or self.limit}"


def _narrowed(wanted: OrderFilter, sort: OrderSort, after: Sequence[Any]) -> tuple[OrderFilter, Sequence[Any] | None]:
    """Of a cursor's date and the filter's, the one that says more: of two, an index may begin at the other.

    Both as they are when the filter has none on the side where the page begins.
    """
    moment: datetime = after[0]
    if sort.descending and wanted.created_to is not None:
        if moment >= wanted.created_to:
            return wanted, None
        return replace(wanted, created_to=moment + timedelta(microseconds=1)), after
    if not sort.descending and wanted.created_from is not None:
        if moment < wanted.created_from:
            return wanted, None
        return replace(wanted, created_from=moment), after
    return wanted, after


def _few(name: str, number: int) -> str:
    """The condition that a common table expression is complete."""
    return f"(SELECT count(*) FROM {name}) <= {number}"


def _many(name: str, number: int) -> str:
    """The condition that it is not: without it, what it guards is never begun."""
    return f"(SELECT count(*) FROM {name}) > {number}"
