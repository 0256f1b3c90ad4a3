"""The hosted page without a browser: look at a session as its buyer, choose, and pay.

Stripe serves the same calls to its own page. They are public, take forms and JSON, and are what scripts
use to pay: ``POST /v1/payment_pages/{session}/confirm`` with ``payment_method`` and ``expected_amount``.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict

from sandbox.stripe import buyer, completion, discounts, pay, session_create, totals
from sandbox.stripe.errors import StripeError, invalid, missing
from sandbox.stripe.money import show
from sandbox.stripe.objects import payment_intents, payment_methods
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


class AddressParams(TypedDict):
    """A postal address."""

    line1: NotRequired[str]
    line2: NotRequired[str]
    city: NotRequired[str]
    state: NotRequired[str]
    postal_code: NotRequired[str]
    country: NotRequired[str]


class CardParams(TypedDict):
    """A typed test card."""

    number: str
    exp_month: NotRequired[int]
    exp_year: NotRequired[int]
    cvc: NotRequired[str]


class ReadParams(TypedDict):
    """Nothing but what may be expanded."""

    expand: NotRequired[list[str]]


class ChooseParams(ReadParams):
    """What a buyer may choose before paying. An empty ``promotion_code`` removes the code."""

    promotion_code: NotRequired[Literal[""] | str]
    shipping: NotRequired[str]
    address: NotRequired[AddressParams]
    email: NotRequired[str]


class ConfirmParams(ChooseParams):
    """What a buyer hands over to pay.

    ``payment_method`` is a ``pm_…`` id, a name such as ``pm_card_visa``, or a test number; ``card`` are typed
    details instead. ``expected_amount`` in minor units must be the total if it is given. Who leaves the
    e-mail, name or address out pays as Stripe's test customer.
    """

    payment_method: NotRequired[str]
    card: NotRequired[CardParams]
    expected_amount: NotRequired[int]
    expected_payment_method_type: NotRequired[str]
    name: NotRequired[str]
    phone: NotRequired[str]
    billing_address: NotRequired[AddressParams]
    return_url: NotRequired[str]
    key: NotRequired[str]
    eid: NotRequired[str]


def view(work: Work, session: Obj) -> Obj:
    """What the page knows of a session: its state, its amounts, and where to go next."""
    intent = work.store.find(session["payment_intent"]) if session["payment_intent"] else None
    success = (session["success_url"] or "").replace("{CHECKOUT_SESSION_ID}", session["id"])
    names = (
        "amount_subtotal", "amount_total", "cancel_url", "currency", "customer_email", "discounts", "expires_at",
        "livemode", "mode", "payment_method_types", "payment_status", "shipping_address_collection",
        "shipping_cost", "shipping_options", "status", "total_details",
    )  # fmt: skip
    return {
        "id": "ppage_" + session["id"][-24:],
        "object": "payment_page",
        "session_id": session["id"],
        **{name: session[name] for name in names},
        "line_items": totals.line_items(work, session, {"limit": 100}),
        "payment_intent": intent,
        "success_url": success,
    }


@endpoint("GET", "/v1/payment_pages/{session}", ReadParams, open_to_all=True)
def read(work: Work, params: dict[str, Any], session: str) -> Obj:
    """The session as its buyer sees it."""
    return view(work, find(work, session))


@endpoint("POST", "/v1/payment_pages/{session}", ChooseParams, open_to_all=True)
def choose(work: Work, params: dict[str, Any], session: str) -> Obj:
    """Choose shipping, apply or remove a code, give the address: totals follow."""
    obj = open_session(work, session)
    apply_choices(work, obj, params)
    return view(work, work.store.save(obj))


@endpoint("POST", "/v1/payment_pages/{session}/confirm", ConfirmParams, open_to_all=True)
def confirm(work: Work, params: dict[str, Any], session: str) -> Obj:
    """Pay."""
    obj = open_session(work, session)
    apply_choices(work, obj, params)
    buyer.fill_in(work, obj, params)
    totals.refresh(work, obj)
    expected = params.get("expected_amount")
    if expected is not None and expected != obj["amount_total"]:
        raise invalid(
            f"The expected amount ({expected}) is not the total of this session ({obj['amount_total']}).",
            code="checkout_amount_mismatch",
            param="expected_amount",
        )
    totals.check_total(obj)
    pay_session(work, obj, params)
    return view(work, work.require("checkout.session", session))


def find(work: Work, session_id: str) -> Obj:
    """A session by its id, or by its page's."""
    if session_id.startswith("ppage_"):
        ending = session_id.removeprefix("ppage_")
        found = work.store.select("checkout.session", sql="substr(id, -24) = ?", args=(ending,), limit=1)
        if found:
            return found[0]
    return work.require("checkout.session", session_id)


def open_session(work: Work, session_id: str) -> Obj:
    """A session that can still be paid. Raises a 400 for others."""
    session = find(work, session_id)
    if session["status"] != "open":
        code = "checkout_session_expired" if session["status"] == "expired" else "checkout_session_complete"
        raise StripeError(400, f"This Checkout Session is {session['status']} and cannot be paid.", code=code)
    return session


def apply_choices(work: Work, session: Obj, params: dict[str, Any]) -> None:
    """Shipping rate, code and address of a buyer, in the session's amounts. Raises 400s."""
    if "shipping" in params:
        if params["shipping"] not in {option["shipping_rate"] for option in session["shipping_options"]}:
            raise invalid("This shipping rate is not offered.", param="shipping")
        session["_shipping_rate"] = params["shipping"]
    if "address" in params and params["address"].get("country"):
        session["_tax_address"] = buyer.checked_address(session, params["address"])
    if "promotion_code" in params:
        if not session["allow_promotion_codes"]:
            raise invalid("This session does not take promotion codes.", param="promotion_code")
        session["discounts"] = None
        if params["promotion_code"]:
            session_create.apply_code(work, session, discounts.find_code(work, params["promotion_code"]))
    totals.refresh(work, session)


def pay_session(work: Work, session: Obj, params: dict[str, Any]) -> Obj:
    """Charge a session whose buyer is known. Returns its PaymentIntent, or the session if there is none."""
    for discount in session["discounts"] or []:
        if discount["promotion_code"]:
            discounts.check_code(work, work.require("promotion_code", discount["promotion_code"]), session)
    if session["amount_total"] == 0:
        buyer.customer_for(work, session)
        return completion.complete(work, session, "no_payment_required")
    method = _method(work, session, params)
    intent = _intent(work, session)
    work.store.save(session)
    return pay.confirm(work, intent, method, f"{work.config.public_url}/c/pay/{session['id']}/return")


def _method(work: Work, session: Obj, params: dict[str, Any]) -> Obj:
    billing = buyer.billing_details(session)
    if "card" in params:
        method = payment_methods.typed_card(work, params["card"], billing)
    elif "payment_method" in params:
        method = payment_methods.resolve(work, params["payment_method"], billing)
    else:
        raise missing("payment_method")
    if method["type"] not in session["payment_method_types"]:
        raise invalid(
            f"A {method['type']} cannot pay {show(session['amount_total'], session['currency'])} here.",
            param="payment_method",
        )
    method["billing_details"] = {**method["billing_details"], **billing}
    return work.store.save(method)


def _intent(work: Work, session: Obj) -> Obj:
    """The session's PaymentIntent: made at the first attempt, brought up to date at the next."""
    data = session["_payment_intent_data"]
    customer, shipping = buyer.customer_for(work, session), buyer.shipping_details(session)
    if session["payment_intent"] is None:
        known = {"customer": customer, "shipping": data.get("shipping") or shipping}
        intent = payment_intents.make(
            work, session["amount_total"], session["currency"], {**data, **known}, session["id"]
        )
        session["payment_intent"] = intent["id"]
        return intent
    intent = work.require("payment_intent", session["payment_intent"])
    intent.update(amount=session["amount_total"], customer=customer, shipping=shipping or intent["shipping"])
    return work.store.save(intent)
