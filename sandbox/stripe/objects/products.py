"""Products."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from stripe.params import ProductCreateParams, ProductListParams, ProductRetrieveParams, ProductUpdateParams

from sandbox.stripe.errors import invalid
from sandbox.stripe.events import emit
from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.metadata import apply, merged
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work


def make(work: Work, data: dict[str, Any], *, active: bool = True, param: str = "") -> Obj:
    """Store a product. Products made for one line of a session are not active, as Stripe's are not."""
    for index, image in enumerate(data.get("images") or []):
        if urlsplit(image).scheme not in {"http", "https"}:
            raise invalid("Not a valid URL", code="url_invalid", param=f"{param}images[{index}]")
    if len(data.get("images") or []) > 8:
        raise invalid("A product has at most 8 images.", param=f"{param}images")
    return work.store.insert(
        {
            "id": data.get("id") or new_id("prod_"),
            "object": "product",
            "active": data.get("active", active),
            "created": work.now,
            "default_price": None,
            "description": data.get("description"),
            "images": data.get("images") or [],
            "livemode": False,
            "marketing_features": [],
            "metadata": merged({}, data.get("metadata") or {}),
            "name": data["name"],
            "package_dimensions": None,
            "shippable": data.get("shippable"),
            "statement_descriptor": data.get("statement_descriptor"),
            "tax_code": data.get("tax_code"),
            "type": "service",
            "unit_label": data.get("unit_label"),
            "updated": work.now,
            "url": data.get("url"),
        }
    )


@endpoint("POST", "/v1/products", ProductCreateParams)
def create(work: Work, params: dict[str, Any]) -> Obj:
    """Create a product."""
    if "id" in params and work.store.find(params["id"]):
        raise invalid("Product already exists.", code="resource_already_exists", param="id")
    product = make(work, params)
    emit(work, "product.created", product)
    return product


@endpoint("GET", "/v1/products/{id}", ProductRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One product."""
    return work.require("product", id)


@endpoint("POST", "/v1/products/{id}", ProductUpdateParams)
def update(work: Work, params: dict[str, Any], id: str) -> Obj:
    """Change a product."""
    product = work.require("product", id)
    before = dict(product)
    apply(product, params, "active", "name", "description", "default_price", "tax_code", "url", "unit_label")
    if "images" in params:
        product["images"] = params["images"] or []
    product["updated"] = work.now
    emit(work, "product.updated", work.store.save(product), before)
    return product


@endpoint("GET", "/v1/products", ProductListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Products, newest first."""
    return page(work, "product", params, "/v1/products", where={"active": params.get("active")})
