"""Stripe: checkout sessions, what they say about money, and the signatures of its webhooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

import orjson
import stripe
from stripe._http_client import HTTPXClient

from adapters.payments_disputes import Disputes
from adapters.payments_errors import PaymentError, translated
from adapters.payments_events import Events
from adapters.payments_promotions import Promotions, StripePromotion, parse_promotion
from adapters.payments_refunds import Refunds
from core.clock import now
from core.database import forbid_transaction
from core.locales import known_tag
from core.settings import Settings

__all__ = ["API_VERSION", "CheckoutSession", "PaymentError", "Payments", "WebhookInvalid", "parse_session"]

API_VERSION = stripe.api_version
_RETRIES = 2
_TIMEOUT_SECONDS = 15.0
_EXPAND = ["discounts.promotion_code.promotion.coupon", "payment_intent"]


class WebhookInvalid(Exception):
    """The body or its signature is not Stripe's, or too old."""


@dataclass(frozen=True)
class CheckoutSession:
    """A Stripe Checkout Session as this shop sees it. Amounts in minor units of `currency` (upper case)."""

    id: str
    url: str | None
    status: str
    """open, complete or expired"""
    payment_status: str
    """unpaid, paid or no_payment_required"""
    order_id: str | None
    payment_intent_id: str | None
    payment_intent_status: str | None
    """Known only to a fresh answer."""
    customer_id: str | None
    currency: str
    subtotal: int
    discount: int
    shipping: int
    tax: int
    total: int
    automatic_tax: bool
    email: str | None
    name: str | None
    locale: str | None
    """A BCP 47 tag, where the page was told one."""
    shipping_address: dict[str, Any] | None
    promotion: StripePromotion | None
    """The code that was typed; known only to a fresh answer, not to an event's snapshot."""
    has_discount: bool
    livemode: bool
    expires_at: datetime

    @property
    def settled(self) -> bool:
        """Whether the money is there, or none was owed. A completed session of a bank debit is not yet."""
        return self.status == "complete" and self.payment_status in {"paid", "no_payment_required"}


class Payments:
    """The shop's Stripe account."""

    def __init__(self, settings: Settings) -> None:
        self._http = HTTPXClient(timeout=_TIMEOUT_SECONDS)
        self._client = stripe.StripeClient(
            settings.stripe_secret_key.get_secret_value(),
            base_addresses={"api": settings.stripe_api_base} if settings.stripe_api_base else {},
            max_network_retries=_RETRIES,
            http_client=self._http,
        )
        self.refunds = Refunds(self._client)
        self.disputes = Disputes(self._client)
        self.promotions = Promotions(self._client)
        self.events = Events(self._client)
        self._secrets = [secret.get_secret_value() for secret in settings.stripe_webhook_secrets]

    async def close(self) -> None:
        await self._http.close_async()  # type: ignore[no-untyped-call]

    async def create_session(self, params: Mapping[str, Any], *, idempotency_key: str) -> CheckoutSession:
        """Open a session. The same key and parameters give the same session back.

        Raises:
            PaymentError: transient when the same call may succeed later.
        """
        return await self._session("create_async", params, {"idempotency_key": idempotency_key})

    async def retrieve_session(self, session_id: str) -> CheckoutSession:
        """The session as it is now, with its promotion code and PaymentIntent.

        Raises:
            PaymentError: also when there is no such session.
        """
        return await self._session("retrieve_async", session_id, {"expand": _EXPAND})

    async def expire_session(self, session_id: str) -> CheckoutSession | None:
        """Close an open session to payment; one that is complete or expired already is returned as it is. None when
        Stripe has no such session, such as one that was opened with other keys: nobody can pay it.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        try:
            return await self._session("expire_async", session_id)
        except PaymentError as error:
            if error.status == 404:
                return None
            if error.transient:
                raise
            return await self.retrieve_session(session_id)

    async def session_of_payment(self, payment_intent_id: str) -> CheckoutSession | None:
        """The session that a PaymentIntent belongs to, or None.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        try:
            found = await self._client.v1.checkout.sessions.list_async(
                {"payment_intent": payment_intent_id, "limit": 1}
            )
        except stripe.StripeError as error:
            raise translated(error) from error
        return await self.retrieve_session(found.data[0].id) if found.data else None

    async def order_of_payment(self, payment_intent_id: str) -> str | None:
        """The order that a PaymentIntent says it pays; None when it is no business of this shop's.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        try:
            intent = await self._client.v1.payment_intents.retrieve_async(payment_intent_id)
        except stripe.StripeError as error:
            problem = translated(error)
            if problem.status == 404:
                return None
            raise problem from error
        order_id = intent.metadata.to_dict().get("order_id") if intent.metadata else None
        return str(order_id) if order_id else None

    async def delete_customer(self, customer_id: str) -> None:
        """Delete a customer and what Stripe keeps about them; their payments stay. One that is gone is fine.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        try:
            await self._client.v1.customers.delete_async(customer_id)
        except stripe.StripeError as error:
            problem = translated(error)
            if problem.status != 404:
                raise problem from error

    def verify_webhook(self, body: bytes, signature: str | None) -> dict[str, Any]:
        """The event in a webhook's raw body.

        Raises:
            WebhookInvalid: for whatever is not a fresh, signed event of Stripe's.
        """
        if not any(_signed(body, signature, secret) for secret in self._secrets):
            raise WebhookInvalid("the signature does not match, or is older than five minutes")
        try:
            event = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise WebhookInvalid("the body is not JSON") from error
        if not _is_event(event):
            raise WebhookInvalid("the body is not an event")
        return cast("dict[str, Any]", event)

    async def _session(self, method: str, *arguments: Any) -> CheckoutSession:
        forbid_transaction("Stripe")
        asked = now()
        try:
            session = await getattr(self._client.v1.checkout.sessions, method)(*arguments)
        except stripe.StripeError as error:
            raise translated(error) from error
        return parse_session(session.to_dict(), asked)


def _signed(body: bytes, signature: str | None, secret: str) -> bool:
    try:
        stripe.WebhookSignature.verify_header(body.decode(), signature, secret, stripe.Webhook.DEFAULT_TOLERANCE)
    except (stripe.SignatureVerificationError, ValueError, AttributeError, TypeError):  # the last: it is not ASCII
        return False
    return True


def _is_event(event: object) -> bool:
    return (
        isinstance(event, dict)
        and isinstance(event.get("id"), str)
        and isinstance(event.get("type"), str)
        and isinstance(event.get("data"), dict)
        and isinstance(event["data"].get("object"), dict)
    )


def parse_session(session: Mapping[str, Any], as_of: datetime | None = None) -> CheckoutSession:
    """A session object out of an answer or an event's snapshot; `as_of` is when Stripe was asked."""
    totals = session.get("total_details") or {}
    details = session.get("customer_details") or {}
    metadata = session.get("metadata") or {}
    return CheckoutSession(
        id=session["id"],
        url=session.get("url"),
        status=session.get("status") or "open",
        payment_status=session["payment_status"],
        order_id=metadata.get("order_id"),
        payment_intent_id=_id(session.get("payment_intent")),
        payment_intent_status=_intent_status(session.get("payment_intent")),
        customer_id=_id(session.get("customer")),
        currency=(session.get("currency") or "").upper(),
        subtotal=session.get("amount_subtotal") or 0,
        discount=totals.get("amount_discount") or 0,
        shipping=totals.get("amount_shipping") or 0,
        tax=totals.get("amount_tax") or 0,
        total=session.get("amount_total") or 0,
        automatic_tax=bool((session.get("automatic_tax") or {}).get("enabled")),
        email=details.get("email") or session.get("customer_email"),
        name=details.get("name"),
        locale=known_tag(session.get("locale")),
        shipping_address=_address(session, details),
        promotion=_promotion(session, as_of or now()),
        has_discount=bool(session.get("discounts")),
        livemode=bool(session.get("livemode")),
        expires_at=datetime.fromtimestamp(session["expires_at"], UTC),
    )


def _id(value: Any) -> str | None:
    """An id, whether the object was expanded or not."""
    identifier: str | None = value["id"] if isinstance(value, Mapping) else value
    return identifier


def _intent_status(value: Any) -> str | None:
    return value.get("status") if isinstance(value, Mapping) else None


def _address(session: Mapping[str, Any], customer: Mapping[str, Any]) -> dict[str, Any] | None:
    shipping = (session.get("collected_information") or {}).get("shipping_details") or {}
    address = shipping.get("address")
    if not address:
        return None
    return {
        "name": shipping.get("name") or customer.get("name") or "",
        **{part: address.get(part) for part in ("line1", "line2", "city", "state", "postal_code", "country")},
        "phone": customer.get("phone"),
    }


def _promotion(session: Mapping[str, Any], as_of: datetime) -> StripePromotion | None:
    for discount in session.get("discounts") or []:
        code = discount.get("promotion_code")
        if isinstance(code, Mapping):
            return parse_promotion(code, as_of)
    return None
