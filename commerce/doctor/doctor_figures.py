"""Sums of days against the rows that they are made of."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial

from commerce.doctor.doctor_findings import Finding
from commerce.reporting import rollups
from core.database import fetch


async def examine() -> AsyncIterator[Finding]:
    """What does not add up."""
    async for wrong in rollups.wrong():
        problem = f"{wrong.table} does not say what the day's rows say"
        yield Finding(f"day {wrong.day}", problem, partial(rollups.recompute, wrong.day))
    for row in await fetch(_DISAGREE):
        yield Finding(
            f"order {row['number']}",
            f"the payment is {row['payment_status']}, and paid_at {row['paid_at'] or 'empty'}",
        )


# Figures go by the moment of the payment, everything else by the state.
_DISAGREE = """
SELECT number, payment_status, paid_at FROM orders
WHERE (paid_at IS NULL) <> (payment_status IN ('pending', 'failed')) ORDER BY id
"""
