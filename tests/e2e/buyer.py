"""Somebody who buys over HTTP only, as any storefront would."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import httpx

from tests.support.shop import RunningShop

_CATALOGUE = """
{ templates(first: 12) { nodes { slug document } }
  products { nodes { id slug sizes { id value } } } }
"""
_ADD = """
mutation Add($lines: [LineInput!]!) { cartLinesAdd(lines: $lines) {
  __typename ... on Cart { token total { amount } } ... on Error { code message } } }
"""
_START = """
mutation { checkoutStart { __typename ... on Checkout { sessionUrl orderToken order { id number total { amount } } }
  ... on Error { code message } } }
"""
_ORDER = """
query Order($session: String!) { orderByCheckoutSession(sessionId: $session) {
  id number status paymentStatus downloadsReady
  downloads { id format status widthPx heightPx url }
  timeline { type } } }
"""


@dataclass(frozen=True)
class Checkout:
    """An order that waits for its money."""

    session_id: str
    number: str
    total: int
    token: str
    pages: str
    """Where Stripe's payment pages are."""


class Buyer:
    """One guest."""

    def __init__(self, shop: RunningShop) -> None:
        self.shop = shop
        self.http = httpx.Client(base_url=shop.url, timeout=30)

    def __enter__(self) -> Buyer:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def gql(self, query: str, variables: dict[str, Any] | None = None, **headers: str) -> dict[str, Any]:
        answer = self.http.post("/graphql", json={"query": query, "variables": variables or {}}, headers=headers)
        body = answer.json()
        assert "errors" not in body, body
        return dict(body["data"])

    def check_out(self, slug: str = "digital", size: str = "8x10", template: int = 0) -> Checkout:
        """Put a template's poster into a new cart and go to the payment page."""
        found = self.gql(_CATALOGUE)
        product = next(each for each in found["products"]["nodes"] if each["slug"] == slug)
        line = {
            "productId": product["id"],
            "sizeId": next(each["id"] for each in product["sizes"] if each["value"] == size),
            "design": found["templates"]["nodes"][template]["document"],
        }
        cart = self.gql(_ADD, {"lines": [line]})["cartLinesAdd"]
        started = self.gql(_START, **{"X-Cart-Token": cart["token"]})["checkoutStart"]
        assert started["__typename"] == "Checkout", started
        pages, _, session = started["sessionUrl"].partition("/c/pay/")
        order = started["order"]
        return Checkout(session, order["number"], order["total"]["amount"], started["orderToken"], pages)

    def pay(self, checkout: Checkout) -> None:
        """Pay with a good card, without a browser."""
        form = {"payment_method": "pm_card_visa", "expected_amount": checkout.total, "email": "ada@example.com"}
        url = f"{checkout.pages}/v1/payment_pages/{checkout.session_id}/confirm"
        answer = self.http.post(url, data=form)
        assert answer.status_code == 200, answer.text

    def order(self, checkout: Checkout) -> dict[str, Any]:
        """The order as its buyer sees it."""
        headers = {"X-Order-Token": checkout.token}
        found = self.gql(_ORDER, {"session": checkout.session_id}, **headers)["orderByCheckoutSession"]
        return dict(found)

    def wait(self, checkout: Checkout, wanted: str, *, seconds: float) -> float:
        """Until the order is `paid`, `drawing` or `ready`; how long that took."""
        begun = time.monotonic()
        while not self._reached(checkout, wanted):
            assert time.monotonic() - begun < seconds, f"not {wanted} after {seconds} s: {self.shop.output[-4000:]}"
            time.sleep(0.02)
        return time.monotonic() - begun

    def _reached(self, checkout: Checkout, wanted: str) -> bool:
        try:
            order = self.order(checkout)
        except httpx.HTTPError:
            return False
        if wanted == "paid":
            return bool(order["paymentStatus"] == "PAID")
        if wanted == "drawing":
            return any(file["status"] == "PROCESSING" for file in order["downloads"])
        return bool(order["downloadsReady"])
