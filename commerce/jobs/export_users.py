"""People as rows: one an account, with what they have bought."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import UUID

from commerce.accounts import user_search
from commerce.accounts.user_search import UserSort, Wanted
from commerce.jobs.export_sheets import BATCH, Row, Sheet, currencies, money
from models import CustomerFigures, CustomerTotals, User

_HEADER = ("email", "name", "role", "email_verified", "blocked_at", "created_at", "orders", "last_order_at")
_COLUMNS = ("id", "email", "name", "role", "email_verified_at", "blocked_at", "created_at")


async def sheet(facts: dict[str, Any]) -> Sheet:
    """The accounts of the staff's list, newest first."""
    wanted, spent_in = Wanted.of(facts), await currencies()
    columns = [name for currency in spent_in for name in (f"spent_{currency}", f"spent_{currency}_minor")]
    return Sheet([*_HEADER, *columns], await user_search.count(wanted), _batches(wanted, spent_in))


async def _batches(wanted: Wanted, spent_in: Sequence[str]) -> AsyncIterator[list[Row]]:
    after = None
    while places := await user_search.page(wanted, UserSort.CREATED_DESC, "", BATCH, after):
        ids = [place.id for place in places]
        users = {user.id: user for user in await User.filter(id__in=ids, deleted_at=None).only(*_COLUMNS)}
        totals = {row.user_id: row for row in await CustomerTotals.filter(user_id__in=ids)}
        spent = await _spent(ids)
        yield [_row(users[key], totals.get(key), spent.get(key, {}), spent_in) for key in ids if key in users]
        after = places[-1]


async def _spent(user_ids: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    spent: dict[UUID, dict[str, int]] = {}
    found = CustomerFigures.filter(user_id__in=user_ids)
    for row in await found.values("user_id", "currency", "total_spent"):
        spent.setdefault(row["user_id"], {})[row["currency"]] = row["total_spent"]
    return spent


def _row(user: User, totals: CustomerTotals | None, spent: dict[str, int], spent_in: Sequence[str]) -> Row:
    amounts = [cell for currency in spent_in for cell in money(spent.get(currency), currency)]
    return [
        user.email,
        user.name,
        user.role.value,
        "yes" if user.email_verified_at else "no",
        user.blocked_at,
        user.created_at,
        totals.order_count if totals else 0,
        totals.last_order_at if totals else None,
        *amounts,
    ]
