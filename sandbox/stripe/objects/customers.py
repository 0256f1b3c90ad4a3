"""Customers."""

from __future__ import annotations

from typing import Any

from stripe.params import (
    CustomerCreateParams,
    CustomerDeleteParams,
    CustomerListParams,
    CustomerRetrieveParams,
    CustomerUpdateParams,
)

from sandbox.stripe.events import emit
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, deleted, merged
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_FIELDS = ("address", "description", "email", "name", "phone", "shipping")


def make(work: Work, data: dict[str, Any]) -> Obj:
    """Store a customer and say so."""
    customer: Obj = {
        "id": new_id("cus_"),
        "object": "customer",
        **{field: data.get(field) or None for field in _FIELDS},
        "balance": 0,
        "created": work.now,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "discount": None,
        "invoice_prefix": new_id("").upper(),
        "invoice_settings": {
            "custom_fields": None, "default_payment_method": None, "footer": None, "rendering_options": None,
        },
        "livemode": False,
        "metadata": merged({}, data.get("metadata") or {}),
        "next_invoice_sequence": 1,
        "preferred_locales": data.get("preferred_locales") or [],
        "tax_exempt": data.get("tax_exempt") or "none",
        "test_clock": None,
    }  # fmt: skip
    for field in ("address", "shipping"):
        if customer[field]:
            customer[field] = full_address(customer[field]) if field == "address" else _shipping(customer[field])
    work.store.insert(customer)
    emit(work, "customer.created", customer)
    return customer


def full_address(address: dict[str, Any]) -> Obj:
    """An address with all six fields."""
    names = ("city", "country", "line1", "line2", "postal_code", "state")
    return {name: address.get(name) or None for name in names}


def _shipping(shipping: dict[str, Any]) -> Obj:
    return {**shipping, "address": full_address(shipping["address"]), "phone": shipping.get("phone")}


@endpoint("POST", "/v1/customers", CustomerCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create a customer."""
    return make(work, params)


@endpoint("GET", "/v1/customers/{id}", CustomerRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One customer; a deleted one says so."""
    customer = work.require("customer", id)
    return deleted(customer) if customer.get("_deleted") else customer


@endpoint("POST", "/v1/customers/{id}", CustomerUpdateParams)
def update(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Change a customer."""
    customer = work.require("customer", id)
    before = dict(customer)
    apply(customer, params, *_FIELDS)
    for field in ("address", "shipping"):
        if params.get(field):
            customer[field] = full_address(params[field]) if field == "address" else _shipping(params[field])
    emit(work, "customer.updated", work.store.save(customer), before)
    return customer


@endpoint("DELETE", "/v1/customers/{id}", CustomerDeleteParams)
def delete(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Delete a customer; its id keeps answering ``deleted``."""
    customer = work.require("customer", id)
    customer["_deleted"] = True
    work.store.save(customer)
    emit(work, "customer.deleted", customer)
    return deleted(customer)


@endpoint("GET", "/v1/customers", CustomerListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Customers, newest first."""
    return page(
        work, "customer", params, "/v1/customers", where={"email": params.get("email")},
        sql="json_extract(body, '$._deleted') IS NULL",
    )  # fmt: skip
