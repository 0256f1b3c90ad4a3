"""Whether every stored figure is the sum of its rows, and the shop's word that of Stripe and of the file store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime

import structlog

from adapters.payments import Payments
from adapters.storage import Storage
from commerce.doctor.doctor_findings import Finding

log = structlog.get_logger(__name__)


async def examine(payments: Payments, storage: Storage, since: datetime | None) -> AsyncIterator[Finding]:
    """Everything that does not agree: figures of all times, Stripe and files of orders placed since then.

    Raises:
        PaymentError, StorageError: when they do not answer.
    """
    from commerce.doctor import doctor_books, doctor_figures, doctor_files, doctor_stripe

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
