"""What an export is made of: a header, how many rows there are about to be, and the rows in batches."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from commerce.jobs.csv_cells import Cell
from core.currencies import decimal_amount
from core.database import fetch

BATCH = 1000
"""Rows that are in memory at a time."""
Row = Sequence[Cell]


@dataclass(frozen=True)
class Sheet:
    header: Row
    total: int
    """As counted before the first row; more may come meanwhile, and some may go."""
    batches: AsyncIterator[list[Row]]


def money(amount: int | None, currency: str | None) -> tuple[Decimal | None, int | None]:
    """An amount as people read it, and in minor units as the API has it."""
    if amount is None or currency is None:
        return None, None
    return decimal_amount(amount, currency), amount


# Along the indexes, one look for each currency.
_CURRENCIES = """
WITH RECURSIVE spent AS (
    (SELECT currency FROM customer_figures ORDER BY currency LIMIT 1)
    UNION ALL
    SELECT (SELECT f.currency FROM customer_figures f WHERE f.currency > spent.currency ORDER BY f.currency LIMIT 1)
    FROM spent WHERE spent.currency IS NOT NULL
)
SELECT currency FROM spent WHERE currency IS NOT NULL UNION SELECT currency FROM prices ORDER BY 1
"""


async def currencies() -> list[str]:
    """In which the shop sells, or customers have bought: each gets its columns."""
    return [row["currency"] for row in await fetch(_CURRENCIES)]
