"""`accountDelete`: the person goes, the books stay."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson

from commerce.checkout.carts import CartOwner
from commerce.files import downloads, renders
from commerce.inbox import inbox
from commerce.mail import mail_preferences
from commerce.orders import orders
from commerce.payments.payments import mark_paid
from core.clock import now, travel
from core.database import fetch, transaction
from core.ids import to_global_id
from core.settings import Settings
from models import (
    ApiKey,
    Cart,
    CustomerFigures,
    CustomerTotals,
    Design,
    Download,
    FulfillmentStatus,
    InboxEvent,
    Job,
    JobState,
    Mail,
    MailEvent,
    MailPreferences,
    MailToken,
    Order,
    OrderEvent,
    OrderLine,
    OutboxMessage,
    PaymentStatus,
    Refund,
    Role,
    Session,
    User,
)
from posters.client import Rendered
from tests.commerce.paying import paid_session, session_object, stripe_event
from tests.privacy.conftest import PASSWORD, Buy, SignIn, everything
from tests.support.outside import StripeSandbox
from tests.support.shoppers import Account
from tests.support.storefront import Shopper, design, session_of

DELETE = "mutation ($password: String!) { accountDelete(password: $password) }"
RunOutbox = Callable[[], Awaitable[int]]
ADDRESS = {
    "name": "Ada Lovelace", "line1": "1 Main St", "line2": None, "city": "Albany", "state": "NY",
    "postal_code": "12207", "country": "US", "phone": "+15550100",
}  # fmt: skip
PRIVATE = ("ada@", "Lovelace", "1 Main St", "Albany", "12207", "+1555", "where we met", "secret garden", "cus_")


async def leave(shopper: Shopper, password: str = PASSWORD) -> bool:
    return bool((await shopper.ask(DELETE, password=password))["accountDelete"])


async def work(run_outbox: RunOutbox) -> None:
    """Do what is due, except drawing."""
    await OutboxMessage.filter(actor="render_download").delete()
    await run_outbox()


async def money() -> list[tuple[Any, ...]]:
    """What the books are made of."""
    names = ("number", "currency", "subtotal", "discount", "shipping", "tax", "total", "refunded", "payment_intent_id")
    lines = ("quantity", "unit_price", "total", "discount", "tax", "shipping", "refunded")
    return [
        *await Order.all().order_by("id").values_list(*names, "payment_status", "paid_at"),
        *await OrderLine.all().order_by("id").values_list(*lines),
        *await Refund.all().order_by("id").values_list("amount", "status"),
    ]


async def whole_database() -> str:
    """Every row of every table, as text."""
    tables = await fetch("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'")
    dumps = []
    for table in tables:
        rows = await fetch(f'SELECT to_jsonb(t) AS row FROM "{table["name"]}" t')  # noqa: S608 (PostgreSQL's names)
        dumps += [f"{table['name']}: {row['row']}" for row in rows]
    return "\n".join(dumps)


async def lived(person: SignIn, guest: Shopper, buy: Buy) -> Account:
    """Ada: a paid order, a guest's paid order of her address, a cart, a key, mails, events, a note, a refund."""
    ada = await person()
    own = await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    await buy(guest)
    await inbox.store_stripe_event(stripe_event("checkout.session.completed", session_object(own)))
    charge = {"id": "ch_1", "payment_intent": own.payment_intent_id, "billing_details": {"email": "ada@example.com"}}
    await inbox.store_stripe_event(stripe_event("charge.dispute.created", charge))
    await InboxEvent.all().update(processed_at=now())
    await Order.all().update(shipping_address=ADDRESS, notes="lives beside the secret garden", customer_name="Lovelace")
    await Refund.create(order=own, amount=100, reason="Lovelace did not like it", status="succeeded")
    await orders.record(own, "note", "Called Ada Lovelace.", actor="grace@example.com", data={"phone": "+15550100"})
    await ada.shopper.add(await ada.shopper.line(design=design(text="secret garden")))
    await ada.shopper.ask(
        'mutation { cartEmailSet(email: "Ada@example.com", marketingConsent: true, locale: "de") { __typename } }'
    )
    await mail_preferences.bounced("ada@example.com", now())
    await ApiKey.create(user=ada.user, name="Lovelace's", prefix="yma_1", key_hash="h")
    await MailToken.create(purpose="reset_password", email="ada@example.com", user=ada.user, expires_at=now())
    for number, entity in enumerate([None, ("Order", own.id), ("User", ada.user.id)]):
        kind, key = entity or (None, None)
        await Mail.create(
            template="welcome", recipient="ada@example.com" if entity is None else "staff@shop.example",
            category="transactional", idempotency_key=f"k{number}", scheduled_at=now(),
            context={"name": "Lovelace"}, entity_type=kind, entity_id=key,
        )  # fmt: skip
    for mail in await Mail.all():
        await MailEvent.create(mail=mail, type="opened", happened_at=now(), event_id=str(mail.id))
    return ada


async def test_nothing_of_the_person_stays_and_the_books_do(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox, stripe_sandbox: StripeSandbox
) -> None:
    ada = await lived(person, guest, buy)
    books, before = await money(), await whole_database()
    assert all(trace in before for trace in PRIVATE)

    assert await leave(ada.shopper) is True
    await work(run_outbox)

    after = await whole_database()
    assert [line for line in after.splitlines() for trace in PRIVATE if trace in line] == []
    assert await money() == books
    personal = (
        Cart,
        Session,
        MailToken,
        ApiKey,
        CustomerFigures,
        CustomerTotals,
        Download,
        Mail,
        MailEvent,
        MailPreferences,
    )
    for table in personal:
        assert await table.all().count() == (1 if table is Cart else 0), table  # the guest's, bought from and anonymous
    for order in await Order.all():
        assert (order.user_id, order.email, order.customer_name, order.notes) == (None, None, None, None)
        assert order.shipping_address == {"country": "US", "state": "NY"}
    assert {line.title for line in await OrderLine.all()} == {"Digital Download"}
    assert await Design.all().count() == 0
    gone = await User.get(id=ada.user.id)
    assert (gone.email, gone.name, gone.password_hash, gone.role) == (
        f"deleted-{gone.id.hex}@deleted.invalid", "", None, Role.USER,
    )  # fmt: skip
    assert gone.deleted_at is not None


async def test_the_account_is_shut_at_once_and_the_address_is_free(
    guest: Shopper, person: SignIn, run_outbox: RunOutbox
) -> None:
    ada = await person()
    other_tab = Shopper(guest.http, access=ada.shopper.access)

    await leave(ada.shopper)

    for shopper in (ada.shopper, other_tab):
        assert (await shopper.raw("{ me { id } }")).status_code == 401
    login = 'mutation ($p: String!) { accountLogin(email: "ada@example.com", password: $p) { __typename } }'
    assert (await guest.ask(login, p=PASSWORD))["accountLogin"]["__typename"] == "CredentialsInvalidError"
    anew = (
        'mutation ($p: String!) { accountRegister(email: "ada@example.com", password: $p, name: "A") { __typename } }'
    )
    assert (await guest.ask(anew, p=PASSWORD))["accountRegister"]["__typename"] == "RegistrationReceived"
    await work(run_outbox)
    assert (await Mail.get()).template == "verify_email"


async def test_stripe_forgets_the_customer_and_closes_what_is_open(
    guest: Shopper, person: SignIn, run_outbox: RunOutbox, stripe_sandbox: StripeSandbox
) -> None:
    ada = await person()
    await ada.shopper.add(await ada.shopper.line())
    paid = await ada.shopper.checkout()
    page = f"/v1/payment_pages/{session_of(paid)}/confirm"
    await stripe_sandbox.call("POST", page, {"payment_method": "pm_card_visa"})
    session = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(paid)}")
    await Order.all().update(stripe_customer_id=session["customer"], payment_status=PaymentStatus.PAID)
    await Cart.all().update(status="checked_out")
    await ada.shopper.add(await ada.shopper.line("poster/8x10"))
    waiting = await ada.shopper.checkout()

    await leave(ada.shopper)
    await work(run_outbox)

    customer = await stripe_sandbox.call("GET", f"/v1/customers/{session['customer']}")
    assert customer["deleted"] is True
    closed = await stripe_sandbox.call("GET", f"/v1/checkout/sessions/{session_of(waiting)}")
    assert closed["status"] == "expired"
    assert await Order.filter(payment_status=PaymentStatus.FAILED, canceled_at__isnull=False).count() == 1
    payment = await stripe_sandbox.call("GET", f"/v1/payment_intents/{session['payment_intent']}")
    assert payment["status"] == "succeeded"


async def test_what_stripe_did_not_take_is_told_again(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox, stripe_sandbox: StripeSandbox
) -> None:
    ada = await person()
    await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    customer = (await stripe_sandbox.call("POST", "/v1/customers", {"email": "ada@example.com"}))["id"]
    await Order.all().update(stripe_customer_id=customer)
    await stripe_sandbox.control("POST", "/faults", {"match": "DELETE /v1/customers/*", "kind": "500", "times": 99})

    await leave(ada.shopper)
    await work(run_outbox)
    left = (await Job.get()).params["customers"]
    await stripe_sandbox.control("DELETE", "/faults")
    with travel(timedelta(minutes=15)):
        await work(run_outbox)

    assert left == [customer]
    assert (await Job.get()).params["customers"] == []
    assert (await stripe_sandbox.call("GET", f"/v1/customers/{customer}"))["deleted"] is True


async def test_files_go_from_the_store(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox, settings: Settings, stripe_sandbox: StripeSandbox
) -> None:
    ada = await person()
    await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    download = await Download.all().select_related("order", "order_line__design").first()
    assert download is not None
    root = settings.data_dir / "files"
    drawn = root / "orders" / download.order.number / str(download.order_line_id) / download.file_name
    picture = root / renders.preview_keys(download.order_line.design.hash)[1]  # type: ignore[union-attr]
    for path in (drawn, picture):
        _write(path)
    await ada.shopper.ask("mutation { accountDataExport { __typename } }")
    await work(run_outbox)
    export = root / str((await Job.get()).storage_key)
    assert export.is_file()

    await leave(ada.shopper)
    await work(run_outbox)

    assert [path.exists() for path in (drawn, picture, export)] == [False, False, False]


def _write(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"png")


async def test_a_file_that_is_being_drawn_goes_when_it_is_done(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox, settings: Settings, stripe_sandbox: StripeSandbox
) -> None:
    ada = await person()
    await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    first = await Download.all().first()
    assert first is not None
    drawing = await downloads.begin(first.id)
    assert drawing is not None

    await leave(ada.shopper)
    rendered = Rendered(Path("x"), 3, "0" * 64, 1, 1, 300, "image/png")
    kept = await downloads.finish(drawing, rendered, "0" * 64, "orders/x")

    assert kept is False
    assert await Download.all().count() == 0


async def test_what_others_use_stays(guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox) -> None:
    ada, bob = await person(), await person()
    await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))
    await ada.shopper.add(await ada.shopper.line(design=design(text="mine alone")))
    theirs = await buy(bob.shopper, owner=CartOwner(user_id=bob.user.id))
    await Order.filter(id=theirs.id).update(email=bob.user.email)
    before = [await Order.filter(id=theirs.id).values(), await User.filter(id=bob.user.id).values()]

    await leave(ada.shopper)
    await work(run_outbox)

    assert await Design.all().count() == 1
    assert [await Order.filter(id=theirs.id).values(), await User.filter(id=bob.user.id).values()] == before
    assert await Download.filter(order_id=theirs.id).count() == 2
    assert await CustomerFigures.filter(user_id=bob.user.id).count() == 1
    assert (await bob.shopper.ask("{ me { email } }"))["me"]["email"] == bob.user.email


async def test_a_print_that_is_to_be_sent_keeps_its_address_until_then(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox, stripe_sandbox: StripeSandbox
) -> None:
    ada = await person()
    order = await buy(ada.shopper, "poster/18x24", "digital/8x10", owner=CartOwner(user_id=ada.user.id))
    await Order.filter(id=order.id).update(shipping_address=ADDRESS)

    await leave(ada.shopper)
    await work(run_outbox)
    waiting = await Order.get(id=order.id)
    kinds = [str(download.kind) for download in await Download.all()]
    with travel(timedelta(days=1, minutes=1)):
        await work(run_outbox)
        still = await Order.get(id=order.id)
    await Order.filter(id=order.id).update(fulfillment_status=FulfillmentStatus.FULFILLED)
    with travel(timedelta(days=2, minutes=2)):
        await work(run_outbox)
    sent = await Order.get(id=order.id)

    assert (waiting.user_id, waiting.email, waiting.shipping_address) == (None, None, ADDRESS)
    assert kinds == ["print"]
    assert still.shipping_address == ADDRESS
    assert sent.shipping_address == {"country": "US", "state": "NY"}
    assert (await Download.all().count(), await Design.all().count()) == (0, 0)
    job = await Job.get()
    assert (job.state, job.params) == (JobState.SUCCEEDED, {})


async def test_an_address_is_not_kept_forever(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox, stripe_sandbox: StripeSandbox
) -> None:
    ada = await person()
    order = await buy(ada.shopper, "poster/18x24", owner=CartOwner(user_id=ada.user.id))
    await Order.filter(id=order.id).update(shipping_address=ADDRESS)

    await leave(ada.shopper)
    await work(run_outbox)
    with travel(timedelta(days=61)):
        await work(run_outbox)

    assert (await Order.get(id=order.id)).shipping_address == {"country": "US", "state": "NY"}


async def test_what_a_bank_is_paying_is_delivered(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox, stripe_sandbox: StripeSandbox
) -> None:
    ada = await person()
    order = await buy(ada.shopper, "poster/18x24", paid=False, owner=CartOwner(user_id=ada.user.id))
    await orders.record(order, "payment_processing", "The bank payment was started.", public=True)

    await leave(ada.shopper)
    await work(run_outbox)
    waiting = await Order.get(id=order.id)
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        assert await mark_paid(locked, paid_session(locked)) == "paid"
    await Order.filter(id=order.id).update(shipping_address=ADDRESS)
    with travel(timedelta(days=1, minutes=1)):
        await work(run_outbox)
    paid = await Order.get(id=order.id)

    assert (waiting.payment_status, waiting.user_id, waiting.email) == (PaymentStatus.PENDING, None, None)
    assert (paid.payment_status, paid.email, paid.customer_name) == (PaymentStatus.PAID, None, None)
    assert paid.shipping_address == ADDRESS
    assert await Download.filter(order=paid, kind="print").count() == 1


async def test_what_came_in_late_goes_the_next_day(
    guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox, stripe_sandbox: StripeSandbox
) -> None:
    """A checkout under way, and what Stripe had still to say."""
    ada = await person()
    await leave(ada.shopper)
    await work(run_outbox)
    late = await buy(guest)
    await Order.filter(id=late.id).update(user_id=ada.user.id, shipping_address=ADDRESS)
    await inbox.store_stripe_event(stripe_event("checkout.session.completed", session_object(late)))
    await InboxEvent.all().update(processed_at=now())

    with travel(timedelta(days=1, minutes=1)):
        await work(run_outbox)

    order = await Order.get(id=late.id)
    assert (order.user_id, order.email, order.shipping_address) == (None, None, {"country": "US", "state": "NY"})
    payload = (await InboxEvent.get()).payload
    assert "Buyer@Example.com" not in orjson.dumps(payload).decode()
    assert payload["data"]["object"]["metadata"]["order_id"] == str(late.id)
    assert (await Job.get()).state is JobState.SUCCEEDED


async def test_twice_at_once_is_once(guest: Shopper, buy: Buy, person: SignIn) -> None:
    ada = await person()
    await buy(ada.shopper, owner=CartOwner(user_id=ada.user.id))

    answers = await asyncio.gather(*(ada.shopper.raw(DELETE, password=PASSWORD) for _ in range(4)))

    assert {answer.status_code for answer in answers} <= {200, 401}
    assert all(answer.json().get("data") == {"accountDelete": True} for answer in answers if answer.status_code == 200)
    assert await Job.all().count() == 1
    assert await User.filter(deleted_at__isnull=False).count() == 1


async def test_while_a_payment_comes_in(guest: Shopper, buy: Buy, person: SignIn, run_outbox: RunOutbox) -> None:
    ada = await person()
    order = await buy(ada.shopper, paid=False, owner=CartOwner(user_id=ada.user.id))

    async def pay() -> None:
        async with transaction():
            locked = await orders.lock(order.id)
            assert locked is not None
            await mark_paid(locked, paid_session(locked))

    await asyncio.gather(pay(), leave(ada.shopper))

    paid = await Order.get(id=order.id)
    assert (paid.payment_status, paid.user_id) == (PaymentStatus.PAID, None)
    assert await CustomerFigures.all().count() == 0


async def test_a_wrong_password_changes_nothing(guest: Shopper, buy: Buy, person: SignIn) -> None:
    ada = await lived(person, guest, buy)
    before = await everything()

    codes = [(await ada.shopper.refused(DELETE, password=guess))[1] for guess in ("", "wrong", "x" * 10_000)]

    assert codes == ["CREDENTIALS_INVALID"] * 3
    assert await everything() == before


async def test_passwords_are_guessed_ten_times(guest: Shopper, person: SignIn) -> None:
    ada = await person()

    codes = [(await ada.shopper.refused(DELETE, password="wrong"))[1] for _ in range(11)]
    right = (await ada.shopper.refused(DELETE, password=PASSWORD))[1]

    assert codes == ["CREDENTIALS_INVALID"] * 10 + ["RATE_LIMITED"]
    assert right == "RATE_LIMITED"
    assert await User.filter(deleted_at=None).count() == 1


async def test_an_account_without_a_password_needs_one_first(guest: Shopper, person: SignIn) -> None:
    ada = await person()
    await User.all().update(password_hash=None)
    before = await everything()

    assert (await ada.shopper.refused(DELETE, password=PASSWORD))[1] == "CREDENTIALS_INVALID"
    assert await everything() == before


async def test_the_last_superadmin_stays(guest: Shopper, person: SignIn) -> None:
    root = await person(Role.SUPERADMIN)
    before = await everything()

    alone = (await root.shopper.refused(DELETE, password=PASSWORD))[1]
    unchanged = await everything()
    other = await person(Role.SUPERADMIN)
    answers = await asyncio.gather(*(each.shopper.raw(DELETE, password=PASSWORD) for each in (root, other)))

    assert (alone, unchanged) == ("STATE_INVALID", before)
    assert sorted("errors" in answer.json() for answer in answers) == [False, True]
    assert await User.filter(role=Role.SUPERADMIN, deleted_at=None).count() == 1


async def test_a_guest_has_no_account_to_delete(guest: Shopper, buy: Buy) -> None:
    await buy(guest)
    before = await everything()

    assert (await guest.refused(DELETE, password=PASSWORD))[1] == "UNAUTHENTICATED"
    assert await everything() == before


async def test_staff_reads_what_is_left(guest: Shopper, buy: Buy, person: SignIn, account: SignIn) -> None:
    ada = await lived(person, guest, buy)
    own = await Order.get(user_id=ada.user.id)
    await leave(ada.shopper)
    admin = (await account(Role.ADMIN)).shopper
    query = """
    query ($order: ID!, $user: ID!) {
      order: node(id: $order) { ... on Order {
        email customer { id } total { amount } shippingAddress { name country } lines { title design { id } }
        timeline { type message }
      } }
      user: node(id: $user) { ... on User { email name } }
    }
    """

    ids = {"order": to_global_id("Order", own.id), "user": to_global_id("User", ada.user.id)}
    seen = await admin.ask(query, **ids)

    assert seen["order"] == {
        "email": None, "customer": None, "total": {"amount": 999}, "shippingAddress": {"name": "", "country": "US"},
        "lines": [{"title": "Digital Download", "design": None}],
        "timeline": [{"type": kind, "message": kind.replace("_", " ")} for kind in
                     ("order_created", "order_paid", "note")],
    }  # fmt: skip
    assert seen["user"] == {"email": f"deleted-{ada.user.id.hex}@deleted.invalid", "name": ""}
    assert await OrderEvent.filter(order=own, data__isnull=False).count() == 1
