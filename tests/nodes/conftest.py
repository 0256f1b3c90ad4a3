"""One of everything that has a global id, and everybody who may or may not see it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

import pytest

from commerce.accounts import api_keys
from commerce.audit import Actor, Target, record
from commerce.checkout.carts import CartOwner
from commerce.permissions import Permission
from core.clock import now
from core.database import transaction
from core.ids import to_global_id
from models import (
    Alert,
    AlertKind,
    ApiKey,
    AuditEntry,
    Cart,
    CartLine,
    Dispute,
    Download,
    InboxEvent,
    Job,
    Mail,
    Order,
    OrderLine,
    OutboxMessage,
    OutgoingEvent,
    Product,
    ProductSize,
    PromoCode,
    Refund,
    Role,
    Template,
    User,
    WebhookDelivery,
    WebhookDeliveryStatus,
    WebhookEndpoint,
    WebhookEventType,
)
from tests.orders.conftest import Buy, buy
from tests.support.shoppers import Account, account, guest
from tests.support.storefront import Shopper, design

__all__ = ["account", "buy", "guest"]

SignIn = Callable[..., Awaitable[Account]]


@dataclass
class World:
    """`viewers` by name; `nodes` are global ids by a name such as `Order of ada`."""

    viewers: dict[str, Shopper]
    nodes: dict[str, str]

    def has(self, name: str, key: UUID | None) -> None:
        """Note a node down. Its name begins with its type."""
        assert key is not None
        self.nodes[name] = to_global_id(name.split(" ", maxsplit=1)[0], key)


@pytest.fixture
async def world(guest: Shopper, account: SignIn, buy: Buy, templates: None) -> World:
    ada, bob, blocked = await account(), await account(), await account()
    admin, root = await account(Role.ADMIN), await account(Role.SUPERADMIN)
    world = World(
        {
            "nobody": Shopper(guest.http),
            "guest with the cart": guest,
            "guest with the order": Shopper(guest.http),
            "ada": ada.shopper,
            "bob": bob.shopper,
            "blocked": blocked.shopper,
            "admin": admin.shopper,
            "superadmin": root.shopper,
        },
        {},
    )
    await _of_the_shop(world)
    await _of_guests(world, guest, buy)
    await _of_ada(world, ada, buy)
    await _of_staff(world, admin)
    await User.filter(id=blocked.user.id).update(blocked_at=now())
    return world


async def _of_the_shop(world: World) -> None:
    poster, framed = await Product.get(slug="poster"), await Product.get(slug="framed")
    await Product.filter(id=framed.id).update(active=False)
    world.has("Product on sale", poster.id)
    world.has("Product withdrawn", framed.id)
    world.has("ProductSize on sale", (await ProductSize.filter(product=poster).first() or poster).id)
    world.has("ProductSize withdrawn", (await ProductSize.filter(product=framed).first() or framed).id)
    template, gone = await Template.all().limit(2)
    await Template.filter(id=gone.id).update(active=False)
    world.has("Template on offer", template.id)
    world.has("Template withdrawn", gone.id)
    world.has("Design of a template", template.design_id)
    alert = await Alert.create(kind=AlertKind.HEALTH, dedupe_key="health:x", title="x")
    world.has("Alert to the staff", alert.id)
    event = await InboxEvent.create(source="stripe", event_id="evt_1", type="customer.created", payload={})
    world.has("WebhookEvent of Stripe's", event.id)
    work = await OutboxMessage.create(actor="clear_upload", args=[str(event.id)], available_at=now(), failed_at=now())
    world.has("FailedWork of the shop", work.id)
    world.has("PromoCode of the shop", (await PromoCode.create(code="SUMMER", percent_off=10)).id)


async def _of_guests(world: World, guest: Shopper, buy: Buy) -> None:
    buyer = world.viewers["guest with the order"]
    await _order(world, "of a guest", await buy(buyer, "digital/8x10", "poster/18x24"))
    buyer.cart_token = None
    await guest.add(await guest.line(design=design(text="the guest's")))
    await _cart(world, "of a guest", await Cart.get(user_id=None, status="active"))


async def _of_ada(world: World, ada: Account, buy: Buy) -> None:
    order = await buy(ada.shopper, "digital/11x14", "poster/11x14", owner=CartOwner(user_id=ada.user.id))
    await _order(world, "of ada", order)
    await ada.shopper.add(await ada.shopper.line(design=design(text="ada's")))
    await _cart(world, "of ada", await Cart.get(user_id=ada.user.id, status="active"))
    world.has("User ada", ada.user.id)
    world.has("AccountSession of ada", (await ada.user.sessions.all().first()).id)
    world.has("Job of ada", (await Job.create(kind="account_data_export", user=ada.user)).id)


async def _order(world: World, whose: str, order: Order) -> None:
    line = await OrderLine.filter(order=order, position=0).get()
    world.has(f"Order {whose}", order.id)
    world.has(f"OrderLine {whose}", line.id)
    world.has(f"Refund {whose}", (await Refund.create(order=order, amount=1)).id)
    dispute = await Dispute.create(
        order=order, stripe_dispute_id=f"du_{order.number}", amount=1, currency="USD", reason="fraudulent",
        status="won", as_of=now(),
    )  # fmt: skip
    world.has(f"Dispute {whose}", dispute.id)
    mail = await Mail.get(entity_type="Order", entity_id=order.id, template="order_confirmation")
    world.has(f"Mail {whose}", mail.id)
    for kind in ("customer", "print"):
        download = await Download.filter(order=order, kind=kind).first()
        assert download is not None
        world.has(f"Download {whose}, {kind}", download.id)


async def _cart(world: World, whose: str, cart: Cart) -> None:
    line = await CartLine.filter(cart=cart, design__title__contains="'s").get()
    world.has(f"Cart {whose}", cart.id)
    world.has(f"CartLine {whose}", line.id)
    world.has(f"Design {whose}", line.design_id)


async def _of_staff(world: World, admin: Account) -> None:
    world.has("User admin", admin.user.id)
    who = Actor(admin.user.email, admin.user.id)
    key, secret = await api_keys.create(who, admin.user.id, "stock", [Permission.EXPORT_ORDERS], None)
    world.viewers["API key without the permission"] = Shopper(admin.shopper.http, access=secret)
    reader, opened = await api_keys.create(who, admin.user.id, "reader", [Permission.READ_ORDERS], None)
    world.viewers["API key with orders:read"] = Shopper(admin.shopper.http, access=opened)
    world.has("ApiKey of the admin", key.id)
    assert isinstance(reader, ApiKey)
    endpoint = await WebhookEndpoint.create(url="https://erp.example/", secrets=[])
    event = await OutgoingEvent.create(type=WebhookEventType.ORDER_PAID, sequence=0, body="{}")
    delivery = await WebhookDelivery.create(endpoint=endpoint, event=event, status=WebhookDeliveryStatus.FAILED)
    world.has("WebhookEndpoint of the shop", endpoint.id)
    world.has("WebhookDelivery of the shop", delivery.id)
    async with transaction():
        await record(who, "user_block", Target("User", admin.user.id))
    entry = await AuditEntry.all().order_by("-id").first()
    assert entry is not None
    world.has("AuditEntry of the admin's", entry.id)
