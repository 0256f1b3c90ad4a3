"""Work packs: a ZIP with all that it takes to place orders at the print house by hand.

Whoever asks for one claims the orders in it, one after the other, as each goes into the file: of two packs that are
made at once, each order is in one. What cannot be placed is left out and named, with the reason, in the job and in
README.txt.

    README.txt   gelato.csv
    YMA-2026-8H3K9C2D/   order.txt   packing-slip.pdf   YMA-2026-8H3K9C2D-1-…-18x24-2x.pdf
"""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from adapters.storage import Storage
from commerce import audit, outbox
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, StateInvalid
from commerce.fulfillment import fulfillment, fulfillment_claims, pack_history, shipping_address
from commerce.fulfillment.fulfillment_errors import FulfillmentClaimed, FulfillmentPlaced
from commerce.fulfillment.pack_contents import COLUMNS, NotReady, Parcel, Print, parcel_of
from commerce.fulfillment.pack_readme import readme
from commerce.jobs import csv_cells, job_files, jobs
from commerce.orders import order_checks, orders
from commerce.permissions import Permission
from commerce.reporting import shop_days
from core.clock import now
from core.database import fetch, transaction
from core.settings import settings
from models import Job, Order, User

if TYPE_CHECKING:
    from commerce.fulfillment.packing_slips import Slips

KIND = "fulfillment_pack"
MOST_ORDERS = 200
"""In one pack."""
MOST_BYTES = 1 << 30
"""Of print files in one pack: what a worker copies in a minute or two, and has room for."""
_CHUNK = 1 << 20


async def request(actor: Actor, order_ids: Collection[UUID] | None, day: date | None) -> Job:
    """Have a pack made of some orders, or of those that were paid on a day of the shop's and are still to be placed.

    Asked for again while it is being made, it is the same one.

    Raises:
        InvalidInput: for both or neither, or too many.
        StateInvalid: nothing of that day is to be printed.
        ValueError: when the actor has no account.
    """
    if actor.user_id is None:
        raise ValueError("the file of a pack needs an owner")
    if (order_ids is None) == (day is None):
        raise InvalidInput("Name orders or a day, and not both.", path=("orderIds",))
    ids = sorted(set(order_ids)) if order_ids is not None else await _of_day(day)
    _require_number(ids, day)
    # `permission` is what it takes to fetch the file: see resolvers/jobs.py.
    params: dict[str, Any] = {"orders": [str(key) for key in ids], "permission": Permission.FULFILL_ORDERS.value}
    if day is not None:
        params["day"] = day.isoformat()
    async with transaction():
        await User.filter(id=actor.user_id).select_for_update(no_key=True).first()
        running = await jobs.open_one(KIND, actor.user_id, params, key_id=actor.key_id)
        if running is not None:
            return running
        job = await jobs.create(outbox.MAKE_WORK_PACK, KIND, actor.user_id, params, key_id=actor.key_id)
        after = {"orders": len(ids), "day": day.isoformat() if day else None}
        await audit.record(actor, "fulfillment_pack_create", Target("Job", job.id), after=after)
    return job


def _require_number(ids: Sequence[UUID], day: date | None) -> None:
    where = "day" if day is not None else "orderIds"
    if not ids and day is not None:
        raise StateInvalid("No order that was paid on that day has prints that are still to be placed.", "empty")
    if not 1 <= len(ids) <= MOST_ORDERS:
        message = f"A pack holds from 1 to {MOST_ORDERS} orders, not {len(ids)}. Name them in smaller groups."
        raise InvalidInput(message, path=(where,))


_OF_DAY = """
SELECT id FROM orders
WHERE paid_at >= $1 AND paid_at < $2 AND fulfillment_type <> 'digital' AND fulfillment_status <> 'fulfilled'
    AND canceled_at IS NULL AND placed_at IS NULL
ORDER BY paid_at, id LIMIT $3
"""


async def _of_day(day: date | None) -> list[UUID]:
    if day is None or not 2000 <= day.year < 9999:
        raise InvalidInput("That day is on nobody's calendar.", path=("day",))
    (found,) = shop_days.days(day, day, settings().time_zone)
    rows = await fetch(_OF_DAY, found.begins, found.ends, MOST_ORDERS + 1)
    return sorted(row["id"] for row in rows)


@dataclass
class _Pack:
    """A pack in the making."""

    job: Job
    actor: Actor
    storage: Storage
    archive: zipfile.ZipFile
    slips: Slips
    parcels: dict[UUID, Parcel] = field(default_factory=dict)
    skipped: list[dict[str, str]] = field(default_factory=list)
    size: int = 0
    earlier: dict[UUID, str] = field(default_factory=dict)
    """Of orders that another pack had, whose claim has ended since: they may have been placed already."""

    def skip(self, what: str, reason: str) -> None:
        self.skipped.append({"what": what, "reason": reason})


async def make(job_id: UUID, storage: Storage) -> None:
    """Make the pack of a job, and put it into the store.

    Raises:
        StorageError: this attempt failed; another may not.
    """
    try:
        job = await jobs.begin(job_id)
        user = await User.get_or_none(id=job.user_id, deleted_at=None)
        if user is None:
            await jobs.fail(job_id, "the account is gone")
            return
        async with job_files.workplace(job) as folder:
            path = folder / "pack.zip"
            skipped, packed = await _filled(job, Actor(user.email, user.id), path, storage)
            await Job.filter(id=job.id).update(skipped=skipped)
            if not packed:
                await jobs.refuse(job, "None of the orders can be placed (now); `skipped` says why.")
                await job_files.discard(job_id, storage)  # what an attempt that was killed has stored
                return
            name = f"print-orders-{job.created_at.astimezone(settings().time_zone):%Y-%m-%d-%H%M}.zip"
            await job_files.keep(job, path, storage, name=name, content_type="application/zip")
    except jobs.JobEnded:
        await job_files.discard(job_id, storage)


async def _filled(job: Job, actor: Actor, path: Path, storage: Storage) -> tuple[list[dict[str, str]], int]:
    """Write the file; what was left out, and how many orders are in it."""
    # Only workers draw: an API process has no use for the drawing library's 30 MB.
    from commerce.fulfillment.packing_slips import Sender, Slips

    sender = Sender(settings().shop_name, settings().support_email or settings().storefront_url)
    ids = [UUID(key) for key in job.params["orders"]]
    job.total = len(ids)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        pack = _Pack(job, actor, storage, archive, Slips(sender))
        for done, order_id in enumerate(ids, 1):
            await _add(pack, order_id)
            await jobs.progress(job, done, len(ids))
        await _drop_what_changed(pack)
        rows = [row for parcel in pack.parcels.values() for row in parcel.rows]
        _write(archive, "gelato.csv", csv_cells.BOM + csv_cells.lines([COLUMNS, *rows]))
        told = readme(pack.parcels, actor.label, pack.earlier, pack.skipped)
        _write(archive, "README.txt", told.encode())
    return pack.skipped, len(pack.parcels)


async def _add(pack: _Pack, order_id: UUID) -> None:
    order = await Order.get_or_none(id=order_id)
    if order is None:
        pack.skip(str(order_id), "there is no such order")
        return
    try:
        size = await _size(pack, await parcel_of(order))
        if pack.parcels and pack.size + size > MOST_BYTES:
            raise NotReady("this pack is full; make another one")
        parcel = await _claimed(pack, order_id)
    except NotReady as reason:
        pack.skip(order.number, str(reason))
    except (StateInvalid, FulfillmentClaimed, FulfillmentPlaced) as refusal:
        pack.skip(order.number, refusal.message)
    else:
        pack.size += size
        await _put(pack, parcel)
        pack.parcels[order_id] = parcel


async def _size(pack: _Pack, parcel: Parcel) -> int:
    """Of a parcel's print files, in bytes, when all of them are in the store."""
    size = 0
    for each in parcel.prints:
        stored = await pack.storage.head(str(each.file.storage_key))
        if stored is None:
            raise NotReady(f"the print file of line {each.number} is lost; draw it again with orderDownloadsRegenerate")
        size += stored.size
    return size


async def _claimed(pack: _Pack, order_id: UUID) -> Parcel:
    """Claim an order for whoever asked; what is in it, as it is then.

    What was placed already goes in when it was named, and is marked; of a day, only what is to be placed is wanted.
    """
    async with transaction():
        order = await order_checks.locked(order_id)
        await fulfillment_claims.require_printable(order)
        if "day" in pack.job.params:
            await fulfillment_claims.require_unplaced(order)
        parcel = await parcel_of(order)
        await fulfillment_claims.claim_locked(order, pack.actor)
        await _note(pack, order)
    return parcel


async def _note(pack: _Pack, order: Order) -> None:
    """Once a pack, however often it is begun."""
    label, data = pack.actor.label[:120], {"job": str(pack.job.id)}
    noted, earlier = await pack_history.packed_by(order, pack.job.id)
    if earlier is not None:
        pack.earlier[order.id] = earlier
    if noted:
        return
    await orders.record(
        order, shipping_address.PACKED, "It was put into a pack for the print house.", actor=label, data=data
    )
    await audit.record(pack.actor, "order_pack", Target("Order", order.id), after=data)
    await fulfillment.begin(order, pack.actor)


async def _put(pack: _Pack, parcel: Parcel) -> None:
    for each in parcel.prints:
        await _stream(pack, each, f"{parcel.number}/{each.file_name}")
    slip = await asyncio.to_thread(pack.slips.pdf, parcel)
    _write(pack.archive, f"{parcel.number}/packing-slip.pdf", slip)
    _write(pack.archive, f"{parcel.number}/order.txt", parcel.text.encode())


async def _stream(pack: _Pack, each: Print, name: str) -> None:
    """From the store into the archive, a piece at a time; print files are compressed already."""
    key = str(each.file.storage_key)
    stored = await pack.storage.head(key)
    size = stored.size if stored else 0  # nothing to read is an error of the store's
    entry = _entry(name, zipfile.ZIP_STORED)
    with pack.archive.open(entry, "w", force_zip64=True) as file:
        for start in range(0, max(size, 1), _CHUNK):
            piece = await pack.storage.read_range(key, start, min(_CHUNK, max(size, 1) - start))
            await asyncio.to_thread(file.write, piece)


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), content)


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, now().astimezone(settings().time_zone).timetuple()[:6])
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


async def _drop_what_changed(pack: _Pack) -> None:
    """What was canceled, given back, placed, sent, drawn anew or is to go elsewhere since it was packed is not to be
    placed.
    """
    for order in await Order.filter(id__in=list(pack.parcels)):
        try:
            await _require_unchanged(pack, order)
        except NotReady as reason:
            _take_out(pack, order, f"{reason}.")
        except (StateInvalid, FulfillmentClaimed, FulfillmentPlaced) as refusal:
            _take_out(pack, order, refusal.message)


async def _require_unchanged(pack: _Pack, order: Order) -> None:
    packed = pack.parcels[order.id]
    await fulfillment_claims.require_printable(order)
    await fulfillment_claims.require_free(order, pack.actor)
    if packed.placed is None:
        await fulfillment_claims.require_unplaced(order)
    if (order.shipping_address or {}) != packed.address:
        raise StateInvalid("Its address was changed. Make another pack of it.", "address")
    if (await parcel_of(order)).printed != packed.printed:
        raise StateInvalid("Some of it was given back, or drawn anew. Make another pack of it.", "prints")


def _take_out(pack: _Pack, order: Order, why: str) -> None:
    del pack.parcels[order.id]
    pack.skip(order.number, f"DO NOT PLACE what is in its folder: {why}")
