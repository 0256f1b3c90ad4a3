"""Checkout Sessions: read, list, change, expire. They are made in ``session_create``."""

from __future__ import annotations

from typing import Any

from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionLineItemListParams,
    SessionListParams,
    SessionRetrieveParams,
    SessionUpdateParams,
)

from sandbox.stripe import session_create, totals
from sandbox.stripe.errors import StripeError, invalid
from sandbox.stripe.events import emit
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, merged
from sandbox.stripe.objects import payment_intents
from sandbox.stripe.objects.customers import full_address
from sandbox.stripe.routing import endpoint, timer
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_UNFINISHED = ("requires_payment_method", "requires_confirmation", "requires_action")


@endpoint("POST", "/v1/checkout/sessions", SessionCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Open a session."""
    return session_create.create(work, params)


@endpoint("GET", "/v1/checkout/sessions/{session}", SessionRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], session: str) -> Obj:
    """One session."""
    return work.require("checkout.session", session)


@endpoint("GET", "/v1/checkout/sessions", SessionListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Sessions, newest first."""
    where = {name: params.get(name) for name in ("customer", "payment_intent", "status")}
    where["customer_details.email"] = (params.get("customer_details") or {}).get("email")
    return page(work, "checkout.session", params, "/v1/checkout/sessions", where=where)


@endpoint("GET", "/v1/checkout/sessions/{session}/line_items", SessionLineItemListParams)
def list_line_items(work: Work, params: dict[str, Any], session: str) -> Obj:
    """The lines of a session, in their own order."""
    return totals.line_items(work, work.require("checkout.session", session), params)


@endpoint("POST", "/v1/checkout/sessions/{session}", SessionUpdateParams)
def update(work: Work, params: dict[str, Any], session: str) -> Obj:
    """Change metadata at any time, and while the session is open also its shipping and address."""
    obj = work.require("checkout.session", session)
    if params.keys() - {"metadata", "expand"} and obj["status"] != "open":
        raise _not_open(obj, "updated")
    if "line_items" in params:
        raise invalid("This sandbox keeps the lines of a session as they were created.", param="line_items")
    apply(obj, params)
    if params.get("shipping_options"):
        session_create.offer_shipping(work, obj, params["shipping_options"])
    details = (params.get("collected_information") or {}).get("shipping_details")
    if details:
        address = {"name": details["name"], "address": full_address(details["address"])}
        obj["collected_information"] = {**(obj["collected_information"] or {}), "shipping_details": address}
        obj["_tax_address"] = address["address"]
    for name, value in (params.get("payment_intent_data") or {}).items():
        held = obj["_payment_intent_data"]
        held[name] = merged(held.get(name), value) if name == "metadata" else value
    if obj["status"] == "open":
        totals.refresh(work, obj)
        totals.check_total(obj)
    return work.store.save(obj)


@endpoint("POST", "/v1/checkout/sessions/{session}/expire", SessionExpireParams)
def expire(work: Work, params: dict[str, Any], session: str) -> Obj:
    """Close an open session for good; its unfinished PaymentIntent is canceled with it."""
    obj = work.require("checkout.session", session)
    if obj["status"] != "open":
        raise _not_open(obj, "expired")
    return _expire(work, obj)


@timer("session_expiry")
def expire_in_time(work: Work, session_id: str) -> None:
    """Nobody paid in time."""
    obj = work.store.find(session_id, "checkout.session")
    if obj is not None and obj["status"] == "open":
        _expire(work, obj)


def _expire(work: Work, session: Obj) -> Obj:
    session.update(status="expired", url=None)
    work.store.save(session)
    if session["payment_intent"]:
        intent = work.require("payment_intent", session["payment_intent"])
        if intent["status"] in _UNFINISHED:
            payment_intents.abandon(work, intent, "expired")
    emit(work, "checkout.session.expired", session)
    return session


def _not_open(session: Obj, verb: str) -> StripeError:
    return StripeError(
        400,
        f'Only Checkout Sessions with a status in ["open"] can be {verb}. This Checkout Session has a status of'
        f" {session['status']}.",
    )
