"""Who pays: e-mail, name, phone and addresses, as a session collects them."""

from __future__ import annotations

from typing import Any

from sandbox.stripe.errors import invalid, missing
from sandbox.stripe.objects import customers
from sandbox.stripe.objects.customers import full_address
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_NAME, _EMAIL, _PHONE = "Jenny Rosen", "jenny.rosen@example.com", "+14155550123"
_PLACES: dict[str, dict[str, str]] = {
    "US": {"line1": "354 Oyster Point Blvd", "city": "South San Francisco", "state": "CA", "postal_code": "94080"},
    "DE": {"line1": "Unter den Linden 1", "city": "Berlin", "postal_code": "10117"},
    "GB": {"line1": "10 Downing Street", "city": "London", "postal_code": "SW1A 2AA"},
    "FR": {"line1": "5 Avenue Anatole France", "city": "Paris", "postal_code": "75007"},
}
_SOMEWHERE = {"line1": "1 Main Street", "city": "Capital", "postal_code": "1000"}


def checked_address(session: Obj, given: dict[str, Any], param: str = "address") -> Obj:
    """An address that the session ships to. Raises a 400 for other countries and missing parts."""
    address = full_address(given)
    if not address["country"]:
        raise missing(f"{param}[country]")
    address["country"] = address["country"].upper()
    collection = session["shipping_address_collection"]
    if collection and address["country"] not in collection["allowed_countries"]:
        raise invalid(
            f"We cannot ship to {address['country'][:20]}.", code="shipping_address_invalid", param=f"{param}[country]"
        )
    return address


def test_address(session: Obj) -> Obj:
    """An address for buyers who give none, in a country that the session ships to."""
    collection = session["shipping_address_collection"]
    allowed = collection["allowed_countries"] if collection else ["US"]
    country = next((place for place in _PLACES if place in allowed), allowed[0])
    return full_address({"country": country, **_PLACES.get(country, _SOMEWHERE)})


def fill_in(work: Work, session: Obj, params: dict[str, Any]) -> None:
    """Note the buyer beside the session; :func:`reveal` shows the notes once the session is complete."""
    customer = work.store.find(session["customer"]) if session["customer"] else None
    known = customer or {}
    name = params.get("name") or known.get("name") or _NAME
    email = session["customer_email"] or known.get("email") or params.get("email") or _EMAIL
    if "@" not in email:
        raise invalid("Invalid email address.", code="email_invalid", param="email")
    address = checked_address(session, params["address"]) if params.get("address") else test_address(session)
    ships = session["shipping_address_collection"] is not None
    if ships:
        details = {"address": address, "name": name}
        session["_collected_information"] = {
            "business_name": None, "individual_name": None, "shipping_details": details,
        }  # fmt: skip
    billing = full_address(params["billing_address"]) if params.get("billing_address") else address
    phone = params.get("phone") or known.get("phone")
    if session["phone_number_collection"]["enabled"]:
        phone = phone or _PHONE
    session["_customer_details"] = {
        "address": billing,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": phone,
        "tax_exempt": "none",
        "tax_ids": [],
    }
    session["_tax_address"] = address if ships else billing


def billing_details(session: Obj) -> Obj:
    """The buyer as a payment method knows them."""
    details = session["_customer_details"]
    return {name: details[name] for name in ("address", "email", "name", "phone")}


def customer_for(work: Work, session: Obj) -> str | None:
    """The Customer behind a session: the one it was opened for, or a new one if it is to make one."""
    known: str | None = session["customer"] or session.get("_customer")
    if known or session["customer_creation"] != "always":
        return known
    made = customers.make(work, {**billing_details(session), "shipping": shipping_details(session)})
    session["_customer"] = made["id"]
    return str(made["id"])


def shipping_details(session: Obj) -> Obj | None:
    """Name and address that the order goes to, if it goes anywhere."""
    collected = session.get("_collected_information") or session["collected_information"] or {}
    details: Obj | None = collected.get("shipping_details")
    return details


def reveal(session: Obj) -> None:
    """Show who paid, as Stripe does from completion on."""
    for name in ("customer", "customer_details", "collected_information"):
        session[name] = session.get("_" + name) or session[name]
