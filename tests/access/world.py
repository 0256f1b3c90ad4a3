"""A small shop in which somebody owns one of everything: built once, and put back before every row of the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import orjson

from cli import seed
from commerce import audit
from commerce.accounts import passwords
from commerce.audit import Actor, Target
from commerce.checkout import carts
from commerce.checkout.carts import CartOwner
from commerce.checkout.lines import NewLine
from commerce.mail import mail_preferences
from commerce.mail.mail_links import CART_PURPOSE, token_hash
from commerce.orders import orders
from commerce.payments.payments import mark_paid
from commerce.webhooks_out import webhook_secrets
from core import links
from core.clock import now
from core.database import transaction
from core.ids import from_global_id, new_id, secret_token, to_global_id
from core.settings import settings
from core.tokens import tokens
from models import (
    Alert,
    AlertKind,
    ApiKey,
    Cart,
    CartLine,
    Download,
    DownloadStatus,
    FileFormat,
    ImageUpload,
    InboxEvent,
    Job,
    Mail,
    MailCategory,
    MailStatus,
    MailToken,
    MailTokenPurpose,
    Order,
    OrderLine,
    OutboxMessage,
    OutgoingEvent,
    Product,
    ProductImage,
    ProductOptionValue,
    ProductSize,
    PromoCode,
    RefreshToken,
    Role,
    Session,
    ShippingTier,
    Template,
    User,
    WebhookDelivery,
    WebhookDeliveryStatus,
    WebhookEndpoint,
    WebhookEventType,
)
from tests.commerce.paying import paid_session, place_order
from tests.support.storefront import DOCUMENT, Shopper, design

PASSWORD = "walnut-orbit-42"
COLUMNS = ("nobody", "guest", "owner", "other", "blocked", "admin", "superadmin", "key")
_ACCOUNTS = {
    "owner": ("ada@example.com", Role.USER),
    "other": ("bob@example.com", Role.USER),
    "blocked": ("mallory@example.com", Role.USER),
    "admin": ("admin@example.com", Role.ADMIN),
    "colleague": ("colleague@example.com", Role.ADMIN),
    "superadmin": ("root@example.com", Role.SUPERADMIN),
}


@dataclass
class World:
    """What operations are about. `values` are variables by name; `missing` are of the same kind, and of nothing."""

    values: dict[str, Any] = field(default_factory=dict)
    missing: dict[str, Any] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    sessions: dict[str, UUID] = field(default_factory=dict)
    guest_order: UUID = field(default_factory=new_id)
    guest_cart: str = ""
    api_key: str = ""

    def has(self, name: str, kind: str, key: UUID | None) -> None:
        """Note a thing down by its global id."""
        assert key is not None, name
        self.values[name] = to_global_id(kind, key)
        self.missing[name] = to_global_id(kind, new_id())


async def build(http: httpx.AsyncClient) -> World:
    """In an empty database."""
    async with transaction():
        await seed.seed_catalogue(seed.catalogue(["digital", "poster"]))
        await seed.seed_templates(seed.template_files()[:1])
    world, guest = World(), Shopper(http)
    await _people(world)
    await _orders(world, guest)
    await _carts(world, guest)
    await _tokens(world)
    await _belongings(world)
    return world


async def _people(world: World) -> None:
    hashed = await passwords.hash_password(PASSWORD)
    for name, (email, role) in _ACCOUNTS.items():
        user = await User.create(email=email, name=name, role=role, password_hash=hashed, email_verified_at=now())
        world.users[name] = user
        world.sessions[name] = (await _session(user)).id
    await User.filter(id=world.users["blocked"].id).update(blocked_at=now(), blocked_reason="fraud")
    world.has("account", "User", world.users["owner"].id)
    world.has("colleague", "User", world.users["colleague"].id)
    world.has("blockedAccount", "User", world.users["blocked"].id)
    world.has("session", "AccountSession", (await _session(world.users["owner"])).id)
    world.values["email"] = world.missing["email"] = world.users["owner"].email


async def _session(user: User) -> Session:
    soon = now() + timedelta(days=30)
    return await Session.create(user=user, client="tests", expires_at=soon, last_used_at=now())


async def _orders(world: World, guest: Shopper) -> None:
    kinds = ("digital/8x10", "poster/18x24")
    owner = CartOwner(user_id=world.users["owner"].id)
    await _fill(owner, guest, "the owner's", *kinds)
    await _order(world, "account", await _pay(await place_order(owner, email="ada@example.com")))
    await guest.add(*[await guest.line(kind) for kind in kinds])
    order = await _pay(await place_order(CartOwner(token=guest.cart_token), email="ada@example.com"))
    world.guest_order = order.id
    await _order(world, "guest", order)
    await _fill(owner, guest, "the owner's", "digital/8x10")
    pending = await place_order(owner, email="ada@example.com")
    await Order.filter(id=pending.id).update(checkout_session_id=None)  # nobody has been sent to Stripe
    world.has("pendingOrder", "Order", pending.id)


async def _pay(order: Order) -> Order:
    async with transaction():
        locked = await orders.lock(order.id)
        assert locked is not None
        assert await mark_paid(locked, paid_session(locked)) == "paid"
    return await Order.get(id=order.id)


async def _fill(owner: CartOwner, guest: Shopper, text: str, *kinds: str) -> None:
    """Put those lines into an account's cart."""
    ids = await guest.ids()
    lines = [
        NewLine(
            product_id=from_global_id(ids[kind.split("/", maxsplit=1)[0]])[1],
            size_id=from_global_id(ids[kind])[1],
            document=design(text=text),
        )
        for kind in kinds
    ]
    await carts.add_lines(owner, lines, None)


async def _order(world: World, whose: str, order: Order) -> None:
    world.has(f"{whose}Order", "Order", order.id)
    world.values |= {f"{whose}Number": order.number, f"{whose}Checkout": order.checkout_session_id}
    world.missing |= {f"{whose}Number": "YMA-2026-AAAAAAAA", f"{whose}Checkout": "cs_test_nothing"}
    line = await OrderLine.get(order=order, product_type="digital")
    world.has(f"{whose}Line", "OrderLine", line.id)
    failed = await Download.get(order_line=line, format=FileFormat.PDF)
    await Download.filter(id=failed.id).update(status=DownloadStatus.FAILED, failure_reason="/srv/tiles is gone")
    world.has(f"{whose}FailedFile", "Download", failed.id)


async def _carts(world: World, guest: Shopper) -> None:
    for name in ("owner", "other"):
        await _fill(CartOwner(user_id=world.users[name].id), guest, f"{name}'s", "digital/11x14")
    cart = await Cart.get(user_id=world.users["owner"].id, status="active")
    await _line(world, "account", cart)
    loose = Shopper(guest.http)
    for shopper in (guest, loose):
        shopper.cart_token = None
        await shopper.add(await shopper.line(design=design(text="a guest's")))
    assert guest.cart_token
    world.guest_cart = guest.cart_token
    left = await Cart.get(token_hash=token_hash(guest.cart_token))
    await _line(world, "guest", left)
    for name, key in (("guestCartLink", left.id), ("accountCartLink", cart.id)):
        world.values[name] = _cart_link(key)
        world.missing[name] = _cart_link(new_id())
    world.values["looseCartToken"], world.missing["looseCartToken"] = loose.cart_token, secret_token()
    plain = await guest.line("digital/12x16")
    of_design = {**plain, "designId": world.values["accountDesign"]}
    no_design = {**plain, "designId": world.missing["accountDesign"]}
    for each in (of_design, no_design):
        del each["design"]
    world.values |= {"line": plain, "lineOfAccountDesign": of_design, "document": DOCUMENT, "slug": "poster"}
    world.missing |= {"line": plain, "lineOfAccountDesign": no_design, "document": DOCUMENT, "slug": "nothing"}
    world.values["product"] = (await guest.ids())["poster"]
    world.missing["product"] = to_global_id("Product", new_id())


def _cart_link(key: UUID) -> str:
    return links.sign(CART_PURPOSE, key, settings().secret_key, expires_at=now() + timedelta(days=1))


async def _line(world: World, whose: str, cart: Cart) -> None:
    line = await CartLine.filter(cart=cart).order_by("-id").first()
    assert line is not None
    world.has(f"{whose}CartLine", "CartLine", line.id)
    world.has(f"{whose}Design", "Design", line.design_id)


async def _tokens(world: World) -> None:
    """What mails and logins have handed out."""
    world.missing |= {name: secret_token() for name in ("verifyToken", "resetToken", "refreshToken")}
    world.values |= {name: secret_token() for name in ("verifyToken", "resetToken", "refreshToken")}
    hashed, ends = await passwords.hash_password(PASSWORD), now() + timedelta(hours=1)
    await MailToken.create(
        purpose=MailTokenPurpose.VERIFY_EMAIL,
        email="new@example.com",
        registration={"name": "New", "password_hash": hashed},
        token_hash=token_hash(world.values["verifyToken"]),
        expires_at=ends,
    )
    await MailToken.create(
        purpose=MailTokenPurpose.RESET_PASSWORD,
        email=world.users["owner"].email,
        user=world.users["owner"],
        token_hash=token_hash(world.values["resetToken"]),
        expires_at=ends,
    )
    agreed = await mail_preferences.choose("news@example.com", "link", marketing=True, review_requests=None)
    world.values["preferencesToken"] = mail_preferences.token_of(agreed)
    world.missing["preferencesToken"] = links.sign(mail_preferences.PURPOSE, new_id(), settings().secret_key)
    issued = tokens(settings())
    world.values["orderLink"] = issued.issue_order_token(world.guest_order, timedelta(0)).token
    world.missing["orderLink"] = issued.issue_order_token(new_id(), timedelta(0)).token
    session = await _session(world.users["owner"])
    await RefreshToken.create(session=session, token_hash=token_hash(world.values["refreshToken"]))


async def _belongings(world: World) -> None:
    mail = await Mail.create(
        template="welcome", recipient="ada@example.com", category=MailCategory.TRANSACTIONAL, status=MailStatus.SENT,
        idempotency_key="welcome:1", scheduled_at=now(), order_id=world.guest_order,
    )  # fmt: skip
    world.has("mail", "Mail", mail.id)
    world.has("job", "Job", (await Job.create(kind="account_data_export", user=world.users["owner"])).id)
    await _catalogue(world)
    alert = await Alert.create(kind=AlertKind.HEALTH, dedupe_key="health:x", title="x", order_id=world.guest_order)
    world.has("alert", "Alert", alert.id)
    world.has("promoCode", "PromoCode", (await PromoCode.create(code="SUMMER", percent_off=10)).id)
    payload = {"data": {"object": {"object": "customer"}}}
    event = await InboxEvent.create(source="stripe", event_id="evt_1", type="customer.created", payload=payload)
    world.has("webhookEvent", "WebhookEvent", event.id)
    work = await OutboxMessage.create(
        actor="clear_upload", args=[str(new_id())], available_at=now(), failed_at=now(), last_error="gone"
    )
    world.has("failedWork", "FailedWork", work.id)
    await ShippingTier.get_or_create(currency="USD", from_amount=0, defaults={"rate": 999})
    await _webhooks(world)
    world.api_key = f"yma_abcdefgh_{secret_token()}"
    for owner, name, key in (
        ("admin", "adminKey", secret_token()),
        ("colleague", "colleagueKey", secret_token()),
        ("superadmin", "key", world.api_key),
    ):
        row = await ApiKey.create(
            user=world.users[owner],
            name=name,
            prefix=key[:12],
            key_hash=token_hash(key),
            permissions=["users:read"],
            last_used_at=now(),
        )
        world.has(name, "ApiKey", row.id)
    async with transaction():
        await audit.record(Actor("command line"), "test", Target("User", world.users["owner"].id))


async def _webhooks(world: World) -> None:
    endpoint = await WebhookEndpoint.create(
        url="http://127.0.0.1:9/hooks", secrets=[webhook_secrets.sealed(webhook_secrets.fresh())]
    )
    event = await OutgoingEvent.create(type=WebhookEventType.ORDER_PAID, sequence=0, body="{}")
    delivery = await WebhookDelivery.create(endpoint=endpoint, event=event, status=WebhookDeliveryStatus.FAILED)
    world.has("webhookEndpoint", "WebhookEndpoint", endpoint.id)
    world.has("webhookDelivery", "WebhookDelivery", delivery.id)
    world.values["recently"] = world.missing["recently"] = (now() - timedelta(days=1)).isoformat()


async def _catalogue(world: World) -> None:
    poster = await Product.get(slug="poster")
    value = await ProductOptionValue.filter(option__product=poster).first().select_related("option")
    assert value is not None
    size = await ProductSize.get(product=poster, value="18x24")
    await ProductSize.filter(id=size.id).update(print_code="flat_457x610-mm")
    world.has("size", "ProductSize", size.id)
    world.has("option", "ProductOption", value.option_id)
    world.has("optionValue", "ProductOptionValue", value.id)
    template = await Template.first()
    world.has("template", "Template", template.id if template else None)
    key = new_id()
    image = await ProductImage.create(id=key, product=poster, name=f"{key.hex}.png", width_px=200, height_px=200)
    world.has("image", "ProductImage", image.id)
    soon = now() + timedelta(hours=1)
    upload = await ImageUpload.create(product=poster, content_type="image/png", file_size=1000, expires_at=soon)
    world.has("imageUpload", "ImageUpload", upload.id)


_STORED = """
SELECT table_name, string_agg(format('%I', column_name), ', ')
FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_name <> 'aerich' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
GROUP BY table_name
"""


class Snapshot:
    """All rows of all tables, on a connection of its own."""

    def __init__(self, connection: asyncpg.Connection, sql: str) -> None:
        self._connection = connection
        self._sql = sql

    @classmethod
    async def take(cls, database_url: str) -> Snapshot:
        connection = await asyncpg.connect(database_url)
        tables = await connection.fetch(_STORED)
        statements = ["SET session_replication_role = replica"]  # neither foreign keys nor triggers
        for name, columns in tables:
            rows = await connection.fetchval(f'SELECT jsonb_agg(t) FROM "{name}" t')  # noqa: S608 (PostgreSQL's own names)
            statements.append(f'DELETE FROM "{name}"')  # noqa: S608
            if rows:
                assert "$rows$" not in rows
                source = f'jsonb_populate_recordset(NULL::"{name}", $rows${rows}$rows$)'
                statements.append(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM {source}')  # noqa: S608
        return cls(connection, "; ".join([*statements, "SET session_replication_role = origin"]))

    async def put_back(self) -> None:
        """The database as it was."""
        await self._connection.execute(self._sql)

    async def permit(self, permissions: list[str]) -> None:
        """Give the superadmin's key exactly these, and mind that its use was noted just now."""
        sql = "UPDATE api_keys SET permissions = $1::jsonb, last_used_at = $2 WHERE name = 'key'"
        await self._connection.execute(sql, orjson.dumps(permissions).decode(), now())

    async def close(self) -> None:
        await self._connection.close()
