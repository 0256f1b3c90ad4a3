"""`python -m cli doctor`: finds what was broken on purpose, and repairs what is safe."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from commerce.audit import Actor
from commerce.doctor import doctor
from commerce.doctor.doctor_findings import Finding
from commerce.orders import orders
from commerce.payments import refunds
from commerce.payments.refund_plan import Wanted
from core.clock import travel
from core.database import execute, transaction
from models import (
    CustomerFigures,
    CustomerTotals,
    Dispute,
    Download,
    DownloadStatus,
    Order,
    OrderLine,
    OutboxMessage,
    PaymentStatus,
    Product,
    ProductImage,
    Refund,
    RefundStatus,
)
from tests.refunds.conftest import Staff
from tests.support.services import ROOT
from tests.support.shoppers import Account
from tests.support.storefront import Shopper, session_of
from tests.support.till import Till, books_balance

Break = Callable[[Order], Awaitable[object]]


async def findings(till: Till) -> list[Finding]:
    return [each async for each in doctor.examine(till.adapters.payments, till.adapters.storage, None)]


async def mend_all(till: Till) -> list[bool]:
    """What `--fix` does: each finding is repaired before the next is looked for."""
    return [
        await doctor.mend(each) async for each in doctor.examine(till.adapters.payments, till.adapters.storage, None)
    ]


async def sick_and_well(till: Till, staff: Staff, buyer: Shopper) -> Order:
    """An order with a refund of a line, beside one that is plain and one that waits; the books agree."""
    await till.buy(buyer)
    order = await till.buy(buyer, "digital/8x10", "poster/8x10")
    line = (await staff.standing(order))["lines"][1]["id"]
    await staff.refund(order, lines=[{"lineId": line, "quantity": 1}])
    await till.news()
    await buyer.add(await buyer.line())
    await buyer.checkout()
    return await Order.get(id=order.id)


async def test_nothing_is_wrong(till: Till, staff: Staff, buyer: Shopper) -> None:
    await sick_and_well(till, staff, buyer)

    assert await findings(till) == []


async def _forget(order: Order) -> None:
    """As if Stripe had never told of it."""
    await execute("DELETE FROM refund_lines")
    await execute("DELETE FROM refunds")
    await execute("UPDATE order_lines SET refunded = 0, refunded_quantity = 0")
    await execute("UPDATE orders SET refunded = 0, payment_status = 'paid' WHERE id = $1", order.id)
    await execute("UPDATE customer_figures SET total_spent = total_spent + 2499")


BREAKS: dict[str, tuple[Break, str]] = {
    "spent": (lambda order: CustomerFigures.all().update(total_spent=1), "spent 1 USD in 2 orders"),
    "counted": (lambda order: CustomerFigures.all().update(order_count=7), "in 7 orders"),
    "last order": (lambda order: CustomerFigures.all().update(last_order_at=None), "the last None"),
    "no figures": (lambda order: CustomerFigures.all().delete(), "spent 0 USD in 0 orders"),
    "figures of nothing": (
        lambda order: CustomerFigures.create(user_id=order.user_id, currency="EUR", total_spent=5, order_count=1),
        "spent 5 EUR in 1 orders",
    ),
    "totals": (lambda order: CustomerTotals.all().update(order_count=9), "bought 9 times"),
    "no totals": (lambda order: CustomerTotals.all().delete(), "bought None times"),
    "refunded": (lambda order: Order.filter(id=order.id).update(refunded=1), "refunded 1 and lost 0, its refunds"),
    "lost": (lambda order: Order.filter(id=order.id).update(lost=9), "refunded 2499 and lost 9"),
    "state": (
        lambda order: Order.filter(id=order.id).update(payment_status=PaymentStatus.PAID),
        "the payment is paid, its amounts say partially_refunded",
    ),
    "line": (
        lambda order: OrderLine.filter(order=order, position=1).update(refunded=0, refunded_quantity=0),
        "refunded 0 for 0, its refunds say 2499 for 1",
    ),
    "refund's status": (
        lambda order: Refund.filter(order=order).update(status=RefundStatus.PENDING),
        "is 2499 pending here, 2499 succeeded at Stripe",
    ),
    "refund that is not known": (_forget, "is not known here"),
}


@pytest.mark.parametrize("name", BREAKS)
async def test_what_was_broken_is_found_and_repaired(
    till: Till, staff: Staff, buyer: Shopper, customer: Account, name: str
) -> None:
    order = await sick_and_well(till, staff, buyer)
    harm, words = BREAKS[name]
    await harm(order)

    found = await findings(till)
    mended = await mend_all(till)

    assert words in " ".join(each.problem for each in found)
    assert mended
    assert all(mended)
    assert await findings(till) == []
    healed = await Order.get(id=order.id)
    assert (healed.refunded, healed.payment_status) == (2499, PaymentStatus.PARTIALLY_REFUNDED)
    assert (await CustomerFigures.get(user=customer.user, currency="USD")).total_spent == 999 + order.total - 2499
    await books_balance()


async def test_a_payment_that_was_never_told_of(till: Till, buyer: Shopper, customer: Account) -> None:
    await buyer.add(await buyer.line())
    checkout = await buyer.checkout()
    await till.stripe.control("POST", "/webhooks/pause")
    await till.pay(session_of(checkout))

    (found,) = await findings(till)
    await mend_all(till)

    assert found.problem == "pending here, paid at Stripe"
    assert (await Order.get()).payment_status is PaymentStatus.PAID
    assert (await CustomerFigures.get(user=customer.user)).total_spent == 999
    assert await findings(till) == []


async def test_a_page_that_outlived_its_order(till: Till, guest: Shopper) -> None:
    await guest.add(await guest.line())
    checkout = await guest.checkout()
    await orders.cancel_unpaid((await Order.get()).id, "Changed our mind.")

    (found,) = await findings(till)
    await mend_all(till)

    assert found.problem == "canceled here, and its payment page is still open"
    session = await till.stripe.call("GET", f"/v1/checkout/sessions/{session_of(checkout)}")
    assert session["status"] == "expired"


async def test_an_order_that_waits_for_an_expired_page(till: Till, guest: Shopper) -> None:
    await guest.add(await guest.line())
    checkout = await guest.checkout()
    await till.stripe.control("POST", "/webhooks/pause")
    await till.stripe.call("POST", f"/v1/checkout/sessions/{session_of(checkout)}/expire")

    (found,) = await findings(till)
    await mend_all(till)

    assert found.problem == "waits for a payment page that has expired"
    assert (await Order.get()).payment_status is PaymentStatus.FAILED


async def test_a_dispute_that_was_never_told_of(till: Till, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    await till.stripe.control("POST", "/webhooks/pause")
    await till.stripe.control("POST", "/disputes", {"charge": (await till.charge(order))["id"]})

    (found,) = await findings(till)
    await mend_all(till)

    assert "is not known here, needs_response at Stripe" in found.problem
    assert (await Order.get()).payment_status is PaymentStatus.DISPUTED
    assert await Dispute.all().count() == 1
    assert await findings(till) == []


async def test_a_refund_that_nobody_finishes(till: Till, buyer: Shopper) -> None:
    order = await till.buy(buyer)
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        await refunds.begin(locked, Wanted(), Actor("ada@example.com"))
    await OutboxMessage.filter(actor="finish_refund").delete()

    with travel(timedelta(minutes=3)):
        (found,) = await findings(till)
        await mend_all(till)
        await till.work()

    assert "was never finished" in found.problem
    assert await till.refunds_at_stripe(order) == [(999, "succeeded")]
    await books_balance()


async def test_files_that_are_gone_or_cut_are_drawn_again(till: Till, buyer: Shopper, tmp_path: Path) -> None:
    order = await till.buy(buyer)
    await till.news(without=())
    gone, cut = await Download.filter(order=order).order_by("id")
    source = tmp_path / "cut"
    source.write_bytes(b"%PDF")
    await till.adapters.storage.delete(str(gone.storage_key))
    await till.adapters.storage.put(str(cut.storage_key), source, content_type=cut.mime_type)

    found = await findings(till)
    await mend_all(till)
    await till.news(without=())

    assert [each.problem.split(" is ready and ")[1] for each in found] == [
        "is not in the store",
        f"has 4 bytes instead of {cut.file_size}",
    ]
    assert {file.status for file in await Download.filter(order=order)} == {DownloadStatus.READY}
    assert await findings(till) == []


async def test_a_picture_that_is_gone_is_named(till: Till, buyer: Shopper) -> None:
    digital = await Product.get(slug="digital")
    await ProductImage.create(product=digital, name="gone.png", width_px=200, height_px=200)

    (found,) = await findings(till)

    assert (found.subject, found.problem) == ("product digital", "its picture gone.png is not in the store")
    assert found.mend is None, "nobody has another copy"


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE order_lines SET discount = 1 WHERE position = 0", "discount 0 is split into 1"),
        ("UPDATE orders SET total = total + 1, tax = 1", "are ('USD', 1000"),
        ("UPDATE refunds SET stripe_refund_id = 're_of_nobody'", "Stripe does not know the refund re_of_nobody"),
        ("UPDATE orders SET checkout_session_id = 'cs_of_nobody'", "its session cannot be read"),
        ("UPDATE outbox_messages SET failed_at = now() WHERE actor = 'finish_refund'", "given up 1 times"),
    ],
    ids=["allocation", "amounts", "refund", "session", "job"],
)
async def test_what_only_a_person_can_explain_is_left_alone(
    till: Till, staff: Staff, guest: Shopper, sql: str, words: str
) -> None:
    order = await till.buy(guest)
    await staff.refund(order, amount=100)
    await till.news()
    await execute(sql)

    found = await findings(till)
    mended = [each.mend is not None for each in found if words in each.problem]

    assert mended == [False]


def run_doctor(*flags: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cli", "doctor", *flags]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=dict(os.environ))


async def test_the_command_tells_repairs_and_exits(till: Till, staff: Staff, buyer: Shopper) -> None:
    await sick_and_well(till, staff, buyer)
    await CustomerFigures.all().update(total_spent=1)

    told = await asyncio.to_thread(run_doctor)
    repaired = await asyncio.to_thread(run_doctor, "--fix")
    well = await asyncio.to_thread(run_doctor, "--days", "0")

    assert told.returncode == 1, told.stderr
    assert [line.split()[0] for line in told.stdout.splitlines()][-1] == "FOUND"
    assert told.stdout.splitlines()[-1].endswith("(--fix repairs it)")
    assert (repaired.returncode, repaired.stdout.splitlines()[-1].split()[0]) == (0, "FIXED")
    assert well.returncode == 0
    assert well.stdout.splitlines()[-1] == "ok    books      agree with themselves, with Stripe and with the file store"
    await books_balance()


async def test_orders_of_long_ago_are_asked_about_when_told_to(till: Till, guest: Shopper) -> None:
    await guest.add(await guest.line())
    await guest.checkout()
    await orders.cancel_unpaid((await Order.get()).id, "Changed our mind.")
    await execute("UPDATE orders SET created_at = created_at - interval '31 days'")

    recent = await asyncio.to_thread(run_doctor)
    everything = await asyncio.to_thread(run_doctor, "--days", "0")

    assert (recent.returncode, everything.returncode) == (0, 1)


async def test_stripe_is_away(till: Till, guest: Shopper) -> None:
    await till.buy(guest)
    await till.stripe.control("POST", "/faults", {"match": "GET /v1/checkout/*", "kind": "500", "times": 9})

    told = await asyncio.to_thread(run_doctor)

    assert told.returncode == 1
    assert told.stdout.splitlines()[-1].startswith("FAIL  books      Stripe: ")
