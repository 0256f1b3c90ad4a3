"""Whether every stored figure is the sum of its rows, and the shop's word that of Stripe and of the file store."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from adapters.payments import Payments
from adapters.storage import Storage

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Finding:
    """Something that does not agree."""

    subject: str
    """`order YMA-2026-8H3K9C2D`, `account 0190…`."""
    problem: str
    mend: Callable[[], Awaitable[None]] | None = None
    """What makes it agree, where that is safe; it looks again, under lock, before it changes anything."""


async def examine(payments: Payments, storage: Storage, since: datetime | None) -> AsyncIterator[Finding]:
    """Everything that does not agree: figures of all times, Stripe and files of orders placed since then.

    Raises:
        PaymentError, StorageError: when they do not answer.
    """
    from commerce import doctor_books, doctor_figures, doctor_files, doctor_stripe

    for part in (
        doctor_books.examine(),
        doctor_figures.examine(),
        doctor_stripe.examine(payments, since),
        doctor_files.examine(storage, since),
    ):
        async for finding in part:
            yield finding


async def mend(finding: Finding) -> bool:
    """Repair what was found, if that is safe; whether it was."""
    if finding.mend is None:
        return False
    await finding.mend()
    log.warning("mended", subject=finding.subject, problem=finding.problem)
    return True
