"""Orders of many at once: the accounts or the promo codes of a list, each with a page of its own, in one statement."""

# ruff: noqa: S608 (what was asked for is in the values, never in the text)
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from commerce.orders.order_filters import OrderFilter, facet_codes
from commerce.orders.states import OrderStatus
from core.database import fetch


class Owner(StrEnum):
    """What orders are listed of. Its value is SQL for their ids, newest last in an index that begins with the owner."""

    ACCOUNT = "SELECT o.id, o.facet FROM orders o WHERE o.user_id = owner.id"
    PROMO_CODE = (
        "SELECT o.id, o.facet FROM promo_redemptions r JOIN orders o ON o.id = r.order_id "
        "WHERE r.promo_code_id = owner.id"
    )

    @property
    def key(self) -> str:
        """The column of that index."""
        return "r.order_id" if self is Owner.PROMO_CODE else "o.id"


@dataclass(frozen=True)
class Wanted:
    """Which orders of an owner, whoever that is."""

    owner: Owner
    statuses: frozenset[OrderStatus] | None = None
    """One of them is enough; None for any."""


async def pages(wanted: Wanted, owners: Sequence[UUID], limit: int, before: UUID | None) -> dict[UUID, list[UUID]]:
    """The ids of each owner's `limit` newest orders, of those older than `before`; owners without any are left out."""
    found: dict[UUID, list[UUID]] = {}
    for row in await fetch(*page_statement(wanted, owners, limit, before)):
        found.setdefault(row["owner"], []).append(row["id"])
    return found


def page_statement(wanted: Wanted, owners: Sequence[UUID], limit: int, before: UUID | None) -> tuple[Any, ...]:
    """SQL and its values."""
    values: list[object] = [list(owners)]
    conditions = _conditions(wanted, values)
    if before is not None:
        values.append(before)
        conditions += f" AND {wanted.owner.key} < ${len(values)}::uuid"
    one = f"{wanted.owner}{conditions} ORDER BY {wanted.owner.key} DESC LIMIT {limit}"
    return _each("SELECT owner.id AS owner, found.id", one), *values


async def counts(wanted: Wanted, owners: Sequence[UUID]) -> dict[UUID, int]:
    """How many orders each owner has."""
    values: list[object] = [list(owners)]
    one = f"SELECT count(*) AS orders FROM ({wanted.owner}{_conditions(wanted, values)}) AS each"
    rows = await fetch(_each("SELECT owner.id AS owner, found.orders", one), *values)
    return {row["owner"]: row["orders"] for row in rows}


def _conditions(wanted: Wanted, values: list[object]) -> str:
    codes = facet_codes(OrderFilter(status=tuple(wanted.statuses))) if wanted.statuses is not None else None
    if codes is None:
        return ""
    values.append(codes)
    return f" AND left(o.facet, 7) = ANY(${len(values)}::text[])"


def _each(select: str, one: str) -> str:
    return f"{select} FROM unnest($1::uuid[]) AS owner (id) CROSS JOIN LATERAL ({one}) AS found"
