"""SQL that lists of orders are made of: facets, what a search finds, and dates. `order_pages` puts it together."""

# ruff: noqa: S608 (what was asked for is in the values, never in the text)
from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from commerce.orders.order_filters import OrderFilter, facet_codes

FEW = 6_000
"""Of rows that are looked at one by one."""
FEW_HITS = 25_000
"""Of entries that an index hands out alone: both take some milliseconds."""
KEYS = "total, created_at, id"
SEEN = "email, customer_name, tracking_number, number"
FACET = "SELECT facet FROM facets"
_TEXTS = ("email", "customer_name", "tracking_number")
_AFTER_ALL = "chr(1114111)"
FACETS = """
facets AS MATERIALIZED (
    WITH RECURSIVE walk (facet) AS (
        (SELECT facet FROM orders ORDER BY facet LIMIT 1)
        UNION ALL
        SELECT (SELECT o.facet FROM orders o WHERE o.facet > walk.facet ORDER BY o.facet LIMIT 1)
        FROM walk WHERE walk.facet IS NOT NULL
    )
    SELECT facet, head, split_part(head, '-', 1) AS prefix, split_part(head, '-', 2) AS year
    FROM (SELECT facet, substr(facet, 11) COLLATE "default" AS head FROM walk) AS found WHERE {conditions}
)"""
"""The facets that there are, found by skipping along an index: some dozens a year, whatever the number of orders."""
_HAS_ONE = "(SELECT true FROM orders o WHERE o.facet = found.facet AND {dates} LIMIT 1)"
_LETTERS = re.compile("[2-9A-HJ-NP-Z]{4,8}")
_YEAR = re.compile("[0-9]{4}(-.*)?", re.DOTALL)


def every(conditions: list[str]) -> str:
    """All of them."""
    return " AND ".join(conditions) or "true"


def _moment(moment: datetime) -> str:
    return f"'{moment.astimezone(UTC).isoformat()}'::timestamptz"


class Listing:
    """The parts of a statement about the orders that fit a filter, and its values as they are gathered."""

    def __init__(self, wanted: OrderFilter) -> None:
        self.wanted, self.term = wanted, wanted.term
        self.values: list[Any] = []
        self.ctes: list[str] = []
        codes = facet_codes(wanted)
        self.restricted = codes is not None or wanted.currency is not None
        conditions = ["facet IS NOT NULL"]
        if codes is not None:
            conditions.append(f"left(facet, 7) = ANY({self.value(codes, 'text[]')})")
        if wanted.currency is not None:
            conditions.append(f"substr(facet, 8, 3) = {self.value(wanted.currency, 'text')}")
        if dates := self.dates("o.created_at") if self.restricted or self.term else []:
            conditions.append(_HAS_ONE.format(dates=every(dates)))
        if self.restricted or self.term:
            self.ctes.append(FACETS.format(conditions=every(conditions)))
        if self.term:
            self._read_term()

    def statement(self, select: str) -> tuple[Any, ...]:
        """The whole, with its common table expressions."""
        return (f"WITH {', '.join(self.ctes)}\n{select}" if self.ctes else select), *self.values

    def value(self, value: Any, kind: str) -> str:
        """A placeholder."""
        self.values.append(value)
        return f"${len(self.values)}::{kind}"

    def dates(self, column: str = "created_at") -> list[str]:
        """Conditions. The moments are part of the text: how much they select decides the plan, also a kept one."""
        begin, end = self.wanted.created_from, self.wanted.created_to
        found = [] if begin is None else [f"{column} >= {_moment(begin)}"]
        return found if end is None else [*found, f"{column} < {_moment(end)}"]

    def hits(self) -> list[str]:
        """What finds the orders that fit the search, each by ranges of an index, but for those of `headed`."""
        found = [
            f"SELECT {KEYS} FROM orders WHERE facet = ANY(ARRAY({FACET})) AND {self._beginning(name)}"
            for name in _TEXTS
        ]
        below = f"number ~>=~ p.beginning AND number ~<~ (p.beginning || {_AFTER_ALL})"
        one = f"SELECT {KEYS} FROM orders WHERE facet = p.facet AND {below} LIMIT {FEW_HITS + 1}"
        return [*found, f"SELECT o.* FROM numbers p CROSS JOIN LATERAL ({one}) AS o"]

    def hit_in(self, facets: str) -> str:
        """The condition that a facet may have a hit."""
        some = [
            f"(SELECT true FROM orders o WHERE o.facet = {facets}.facet AND {self._beginning(name)} LIMIT 1)"
            for name in _TEXTS
        ]
        return f"({' OR '.join([*some, f'{facets}.facet IN (SELECT facet FROM numbers)'])})"

    def _beginning(self, name: str) -> str:
        column = f"lower({name})"
        return f"{column} ~>=~ {self.low} AND {column} ~<~ ({self.low} || {_AFTER_ALL})"

    def matches(self) -> str:
        """The search as a condition on the columns of SEEN."""
        # Some letters more than are compared: it is the making of small letters that takes the time.
        found = [f"starts_with(lower(left({name}, length({self.low}) + 1)), {self.low})" for name in _TEXTS]
        found.append(f"starts_with(number, {self.upper})")
        if self.year:
            found.append(f"starts_with(substr(number, strpos(number, '-') + 1), {self.upper})")
        if self.letters:
            found.append(f"starts_with(right(number, 8), {self.upper})")
        return f"({' OR '.join(found)})"

    def _read_term(self) -> None:
        """Add the facets of which all orders fit (`headed`), and what numbers in others begin with (`numbers`)."""
        upper = self.term.upper()
        self.low, self.upper = f"lower({self.value(self.term, 'text')})", self.value(upper, "text")
        self.year = _YEAR.fullmatch(upper) is not None
        self.letters = _LETTERS.fullmatch(upper) is not None
        heads = [f"starts_with(head, {self.upper})", f"head <> '' AND head || '-' = {self.upper}"]
        numbers = [
            f"SELECT facet, {self.upper} AS beginning FROM facets "
            f"WHERE head = '' OR starts_with({self.upper}, head || '-') AND head || '-' <> {self.upper}"
        ]
        if self.year:
            heads += [f"year = {self.upper}", f"year || '-' = {self.upper}"]
            numbers.append(
                f"SELECT facet, prefix || '-' || {self.upper} FROM facets WHERE year <> '' "
                f"AND starts_with({self.upper}, year || '-') AND year || '-' <> {self.upper}"
            )
        if self.letters:
            numbers.append(f"SELECT facet, head || '-' || {self.upper} FROM facets WHERE head <> ''")
        self.ctes.append(f"headed AS MATERIALIZED ({FACET} WHERE {' OR '.join(heads)})")
        self.ctes.append(f"numbers AS MATERIALIZED ({' UNION ALL '.join(numbers)})")
