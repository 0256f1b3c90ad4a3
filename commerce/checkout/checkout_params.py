"""What an order is made of, and what Stripe is asked for it: frozen with the order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from commerce.catalog.pricing import ShippingQuote
from commerce.checkout.cart_view import CartView
from commerce.checkout.carts import CartOwner
from commerce.errors import UrlNotAllowed
from core.locales import known_tag
from core.settings import Settings, origin_of, settings
from models import Design, FulfillmentType, Order, OrderLine, Product, ProductSize
from models.carts import ChosenOption

_DESCRIPTION_LENGTH = 500
_NAME_LENGTH = 200


@dataclass(frozen=True)
class PromoTerms:
    """What Stripe is told about promo codes: the one that was given, or whether its page lets one be typed."""

    code: str | None = None
    promotion_id: str | None = None
    typed: bool = True

    def params(self) -> dict[str, Any]:
        """Of a Session: Stripe takes one of the two."""
        if self.promotion_id is not None:
            return {"discounts": [{"promotion_code": self.promotion_id}]}
        return {"allow_promotion_codes": True} if self.typed else {}


@dataclass(frozen=True)
class BuyerInput:
    """Who buys, and where they go afterwards. URLs are checked; the e-mail is lower case."""

    owner: CartOwner
    email: str | None
    success_url: str
    cancel_url: str
    request_key: str | None = None
    locale: str | None = None
    """A BCP 47 tag that we know."""
    promo_code: str | None = None
    """As they gave it, in capital letters."""
    promo: PromoTerms = PromoTerms()
    """What that comes to: commerce/promotions/promo_checkout.py."""


def buyer_input(
    owner: CartOwner,
    *,
    email: str | None = None,
    success_url: str | None = None,
    cancel_url: str | None = None,
    idempotency_key: str | None = None,
    locale: str | None = None,
    promo_code: str | None = None,
) -> BuyerInput:
    """Check where the customer is to be sent; without a URL, to the shop's own storefront.

    Raises:
        UrlNotAllowed: for an origin that is not one of the shop's.
    """
    home = settings().storefront_url
    who = owner.user_id.hex if owner.user_id else email or ""
    return BuyerInput(
        owner=owner,
        email=email,
        success_url=_allowed(success_url, "successUrl") or f"{home}/order?session_id={{CHECKOUT_SESSION_ID}}",
        cancel_url=_allowed(cancel_url, "cancelUrl") or f"{home}/cart",
        request_key=sha256(f"{who}\n{idempotency_key}".encode()).hexdigest() if idempotency_key else None,
        locale=known_tag(locale),
        promo_code=(promo_code or "").strip().upper() or None,
    )


def _allowed(url: str | None, name: str) -> str | None:
    if url is not None and origin_of(url) not in settings().origins:
        raise UrlNotAllowed(url, sorted(settings().origins), path=(name,))
    return url


@dataclass(frozen=True)
class Item:
    """One line to be ordered, at its price of this moment."""

    product: Product
    size: ProductSize | None
    options: list[ChosenOption]
    design: Design
    quantity: int
    unit_price: int
    identity: str

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity

    @property
    def title(self) -> str:
        return f"{self.product.name} – {self.design.title}"[:_NAME_LENGTH]

    @property
    def description(self) -> str:
        """`18 × 24 in · Matte · 200 GSM`"""
        size = [self.size.label] if self.size else []
        return " · ".join([*size, *(option["label"] for option in self.options)])[:_DESCRIPTION_LENGTH]


def order_items(priced: CartView) -> list[Item]:
    """The lines of a priced cart."""
    return [
        Item(
            product=entry.line.product,
            size=entry.line.size,
            options=entry.line.options,
            design=entry.line.design,
            quantity=entry.line.quantity,
            unit_price=entry.unit_price,
            identity=entry.line.identity,
        )
        for entry in priced.lines
        if entry.line.design is not None
    ]


def session_params(
    order: Order, lines: Sequence[OrderLine], quotes: Sequence[ShippingQuote], expires_at: datetime, promo: PromoTerms
) -> dict[str, Any]:
    """Stripe's Session parameters for an order."""
    shop = settings()
    metadata = {"order_id": str(order.id), "order_number": order.number}
    # Orders hold tax beside their prices, whatever the account's own default may be.
    tax = {"tax_behavior": "exclusive"} if shop.stripe_automatic_tax else {}
    params: dict[str, Any] = {
        "mode": "payment",
        "client_reference_id": str(order.id),
        "success_url": order.success_url,
        "cancel_url": order.cancel_url,
        "expires_at": int(expires_at.timestamp()),
        "line_items": [_line_item(order.currency, line, tax) for line in lines],
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata, "description": f"{shop.shop_name} {order.number}"},
        **promo.params(),
        "automatic_tax": {"enabled": shop.stripe_automatic_tax},
        "customer_creation": "always",
    }
    if order.email:
        params["customer_email"] = order.email
    if order.fulfillment_type is not FulfillmentType.DIGITAL:
        params.update(_shipping(shop, order.currency, quotes, tax))
    return params


def _line_item(currency: str, line: OrderLine, tax: Mapping[str, str]) -> dict[str, Any]:
    snapshot = {"product": line.product_type, "line_id": str(line.id)}
    if line.size:
        snapshot["size"] = line.size
    snapshot.update({option["name"]: option["value"] for option in line.options})
    product: dict[str, Any] = {"name": line.title, "metadata": snapshot}
    if line.description:
        product["description"] = line.description
    price = {"currency": currency.lower(), "unit_amount": line.unit_price, "product_data": product, **tax}
    return {"quantity": line.quantity, "price_data": price}


def _shipping(shop: Settings, currency: str, quotes: Sequence[ShippingQuote], tax: Mapping[str, str]) -> dict[str, Any]:
    if shop.stripe_shipping_rates:
        options: list[dict[str, Any]] = [{"shipping_rate": rate} for rate in shop.stripe_shipping_rates]
    else:
        options = [{"shipping_rate_data": {**_rate(currency, quote), **tax}} for quote in quotes]
    return {
        "shipping_address_collection": {"allowed_countries": list(shop.shipping_countries)},
        "phone_number_collection": {"enabled": True},
        "shipping_options": options,
    }


def _rate(currency: str, quote: ShippingQuote) -> dict[str, Any]:
    return {
        "type": "fixed_amount",
        "display_name": quote.label,
        "fixed_amount": {"amount": quote.rate, "currency": currency.lower()},
    }
