"""Taking a person out of the shop: their rows at once, in one transaction; Stripe and the files after it.

Orders stay for the books, with their amounts, their country and nobody's name. What is still to be delivered keeps
its address and its print file until it is sent, and is looked at again every day until then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import structlog

from adapters.payments import Payments
from adapters.storage import Storage
from commerce import outbox
from commerce.operations import alerts
from commerce.privacy import erasure_rows as rows
from core.clock import now
from core.database import transaction
from models import AlertKind, Job, JobState, User

log = structlog.get_logger(__name__)

KIND = rows.ERASURE
_AGAIN = timedelta(days=1)
_LONGEST_DELIVERY = timedelta(days=60)
"""After that an address goes, sent or not."""
_FILES_AT_ONCE = 100


@dataclass
class _Rest:
    """What is left to do, as a job's params hold it."""

    orders: list[UUID]
    """Still to be delivered."""
    sessions: list[str]
    customers: list[str]
    """At Stripe."""
    files: list[str]
    """Storage keys."""
    runs: int = 0

    @classmethod
    def of(cls, params: dict[str, Any]) -> _Rest:
        orders = [UUID(order_id) for order_id in params.get("orders", [])]
        lists = {name: list(params.get(name, [])) for name in ("sessions", "customers", "files")}
        return cls(orders=orders, runs=params.get("runs", 0), **lists)

    @property
    def params(self) -> dict[str, Any]:
        orders = [str(order_id) for order_id in self.orders]
        return {
            "orders": orders,
            "sessions": self.sessions,
            "customers": self.customers,
            "files": self.files,
            "runs": self.runs,
        }

    @property
    def outside(self) -> int:
        return len(self.sessions) + len(self.customers) + len(self.files)


async def erase(user: User) -> int:
    """Erase a locked account's person, inside the open transaction; how many orders were theirs.

    Orders that they placed as a guest with the account's verified e-mail address are theirs, too.
    """
    email = user.email if user.email_verified_at is not None else None
    job = await Job.create(kind=KIND, user=user, params={})
    orders = await rows.orders_of(user.id, email)
    await rows.forget_person(user, email)
    await _take(job, user.id, orders, _Rest.of({}))
    await outbox.enqueue(outbox.ERASE_ACCOUNT, job.id)
    return len(orders)


async def carry_on(job_id: UUID, payments: Payments, storage: Storage) -> None:
    """Do the rest, outside and of what came in late; harmless when it is done.

    Raises:
        PaymentError, StorageError: what is left is tried again.
    """
    async with transaction():
        job = await _locked(job_id)
        if job is None:
            return
        rest = _Rest.of(job.params)
        # A checkout or a claim that was under way when the person left.
        late = await rows.orders_of(job.user_id, None)
        await _take(job, job.user_id, [*rest.orders, *late], rest)
    await _outside(job_id, rest, payments, storage)
    await _again_or_done(job_id)


async def give_up(job_id: UUID, reason: str) -> None:
    """Somebody has to look at it: the row keeps what is left to do."""
    await Job.filter(id=job_id).update(state=JobState.FAILED, error=reason[:500])
    await alerts.raise_now(
        AlertKind.WORK_FAILED,
        key=f"erasure:{job_id}",
        title="Somebody who has left could not be erased everywhere.",
        detail=f"{reason}\nThe job keeps what is left to do at Stripe and in the store.",
        facts={"job": str(job_id)},
    )
    log.error("erasure_given_up", job_id=str(job_id), reason=reason)


async def _locked(job_id: UUID) -> Job | None:
    open_states = (JobState.PENDING, JobState.RUNNING)
    return await Job.filter(id=job_id, kind=KIND, state__in=open_states).select_for_update().first()


async def _take(job: Job, user_id: UUID, orders: list[UUID], rest: _Rest) -> None:
    """Bring orders as far as they can be brought now, and note down what that leaves to do."""
    rest.sessions += await rows.cancel_pending(orders)
    rest.customers += await rows.unlink(orders)
    kept = await rows.undelivered(orders) if _may_wait(job.created_at) else set()
    rest.files += await rows.remove_customer_files(orders)
    rest.files += await rows.anonymise([order_id for order_id in orders if order_id not in kept])
    rest.files += await rows.forget_belongings(user_id)
    rest.files += await rows.remove_exports(user_id)
    rest.orders = sorted(kept)
    job.params, job.state = rest.params, JobState.RUNNING
    job.done, job.total = 0, rest.outside
    await job.save(update_fields=["params", "state", "done", "total"])


def _may_wait(since: datetime) -> bool:
    return now() < since + _LONGEST_DELIVERY


async def _outside(job_id: UUID, rest: _Rest, payments: Payments, storage: Storage) -> None:
    while rest.sessions:
        await payments.expire_session(rest.sessions[0])
        rest.sessions.pop(0)
        await _note(job_id, rest)
    while rest.customers:
        await payments.delete_customer(rest.customers[0])
        rest.customers.pop(0)
        await _note(job_id, rest)
    while rest.files:
        for key in rest.files[:_FILES_AT_ONCE]:
            await storage.delete(key)
        del rest.files[:_FILES_AT_ONCE]
        await _note(job_id, rest)


async def _note(job_id: UUID, rest: _Rest) -> None:
    total = await Job.filter(id=job_id).first().values_list("total", flat=True)
    done = total - rest.outside if isinstance(total, int) else 0
    await Job.filter(id=job_id).update(params=orjson.loads(orjson.dumps(rest.params)), done=done)


async def _again_or_done(job_id: UUID) -> None:
    """Once more tomorrow: for what is delivered by then, and for what Stripe still had to say."""
    async with transaction():
        job = await _locked(job_id)
        if job is None:
            return
        rest = _Rest.of(job.params)
        rest.runs += 1
        if rest.runs < 2 or rest.orders:
            job.params = rest.params
            await outbox.enqueue(outbox.ERASE_ACCOUNT, job.id, delay=_AGAIN)
        else:
            job.params, job.state, job.finished_at = {}, JobState.SUCCEEDED, now()
        await job.save(update_fields=["params", "state", "finished_at"])
