"""A shop that has done business: rows of every kind, each row of a list with others of its own below it."""

from __future__ import annotations

from datetime import timedelta

from core.clock import now
from core.ids import secret_token
from models import (
    ApiKey,
    Cart,
    CartLine,
    CustomerFigures,
    Design,
    Dispute,
    Job,
    Mail,
    MailEvent,
    Order,
    OrderEvent,
    OrderLine,
    Product,
    ProductImage,
    PromoCode,
    PromoRedemption,
    Refund,
    RefundLine,
    Role,
    User,
    WebhookAttempt,
    WebhookDelivery,
)
from models.webhook_endpoints import OutgoingEvent, WebhookEndpoint, WebhookEventType
from tests.health.conftest import Shop

_ADDRESS = {"name": "Ada", "line1": "1 Main St", "city": "Boston", "postal_code": "02108", "country": "US"}
_BROKEN = "It did not work."


async def business(count: int) -> None:
    """`count` customers, each with an order, a promo code, a cart, mails, a job and a key of their own, looked after by
    somebody of the staff of their own. The customers are the newest accounts; the product with options comes first.
    """
    await Product.filter(slug="framed").update(display_order=-1)
    for product in await Product.all():
        await ProductImage.create(product=product, name=secret_token()[:20], width_px=10, height_px=10)
    endpoint = await WebhookEndpoint.create(url="https://example.com/hook", secrets=[])
    staff = [await User.create(email=f"{secret_token()}@example.com", role=Role.ADMIN) for _ in range(count)]
    for number, keeper in enumerate(staff):
        customer = await _customer(keeper)
        order = await _order(customer, keeper, number)
        await _written(order)
        await _given_back(order)
        await _heard_of(order, endpoint)
        await ApiKey.create(user=customer, name="a script", prefix="yma_1234", key_hash=secret_token())
        await Job.create(kind="data_export", user=customer, skipped=[{"what": order.number, "reason": _BROKEN}])


async def _customer(keeper: User) -> User:
    blocked = {"blocked_at": now(), "blocked_reason": "chargebacks", "blocked_by_id": keeper.id}
    customer = await User.create(email=f"{secret_token()}@example.com", email_verified_at=now(), **blocked)
    await CustomerFigures.create(user=customer, currency="USD", total_spent=1000, order_count=1, last_order_at=now())
    cart = await Cart.create(user=customer, currency="USD", expires_at=now() + timedelta(days=1), updated_at=now())
    product = await Product.filter(fulfillment_type="digital").first()
    await CartLine.create(cart=cart, identity=secret_token(), product=product, quantity=1, seen_unit_price=1)
    return customer


async def _order(customer: User, keeper: User, number: int) -> Order:
    moment = now() - timedelta(minutes=number)
    order = await Shop().order(
        moment, fulfillment_type="mixed", user=customer, claimed_by=keeper, claimed_until=now() + timedelta(hours=1),
        placed_by=keeper, placed_at=now(), placed_reference="1", shipping_address=_ADDRESS,
        tracking_carrier="UPS", tracking_number="1Z", promo_code="CODE",
        payment_intent_id=f"pi_{secret_token()}", stripe_customer_id=f"cus_{secret_token()}",
    )  # fmt: skip
    design = await Design.create(hash=secret_token(), title="Boston", document={})
    chosen = [{"name": "frameColor", "value": "oak", "label": "Oak"}]
    await OrderLine.filter(order=order).update(design_id=design.id, options=chosen)
    await Shop().file(order, "ready")
    await Shop().file(order, "pending", "print")
    code = await PromoCode.create(
        code=f"CODE-{secret_token()[:8].upper()}", amount_off=100, currency="USD", minimum_amount=1,
        minimum_currency="USD", stripe_promotion_code_id=secret_token(),
    )  # fmt: skip
    await PromoRedemption.create(promo_code=code, order=order)
    return order


async def _written(order: Order) -> None:
    await OrderEvent.create(order=order, type="message", message="It is on its way.", actor="Grace", public=True)
    mail = await Mail.create(
        template="order_confirmation", recipient="ada@example.com", category="transactional", scheduled_at=now(),
        idempotency_key=secret_token(), entity_type="Order", entity_id=order.id,
    )  # fmt: skip
    await MailEvent.create(mail=mail, type="delivered", happened_at=now(), event_id=secret_token())


async def _given_back(order: Order) -> None:
    refund = await Refund.create(order=order, amount=10, status="succeeded")
    line = await OrderLine.get(order=order)
    await RefundLine.create(refund=refund, order_line=line, quantity=1, amount=10)
    await Dispute.create(
        order=order, stripe_dispute_id=secret_token(), amount=10, currency="USD", reason="fraudulent", status="won",
        as_of=now(),
    )  # fmt: skip


async def _heard_of(order: Order, endpoint: WebhookEndpoint) -> None:
    sequence = await OutgoingEvent.all().count() + 1
    event = await OutgoingEvent.create(type=WebhookEventType.ORDER_PAID, sequence=sequence, body="{}", order=order)
    delivery = await WebhookDelivery.create(endpoint=endpoint, event=event, next_attempt_at=now())
    await WebhookAttempt.create(delivery=delivery, duration_ms=5, error=_BROKEN)
