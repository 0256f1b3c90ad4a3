"""A storefront's hands: GraphQL with the headers that a shopper has gathered on the way."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.support.gql import gql_raw

DOCUMENT: dict[str, Any] = {
    "version": "1.0",
    "location": {"city": "Astana", "country": "Kazakhstan", "lat": 51.156, "lng": 71.432, "zoom": 13},
    "text": {"headline": {"text": "where we met", "font": "montserrat", "size": "M"}},
    "style": {"mapStyle": "noir"},
}

CATALOGUE = """{ products { nodes { id slug sizes { id value } } } }"""
ADD = """
mutation ($lines: [LineInput!]!, $currency: Currency) {
  cartLinesAdd(lines: $lines, currency: $currency) {
    __typename
    ... on Cart { id token currency quantity total { amount } lines { id quantity design { id } } warnings { code } }
    ... on Error { code message path }
  }
}
"""
CHECKOUT = """
mutation ($success: URL, $cancel: URL) {
  checkoutStart(successUrl: $success, cancelUrl: $cancel) {
    __typename
    ... on Checkout {
      sessionUrl orderToken expiresAt
      order { id number status total { amount } stripe { checkoutSessionId } }
    }
    ... on Error { code message path }
  }
}
"""


def design(**text: Any) -> dict[str, Any]:
    """A document; each headline is a design of its own."""
    document = copy.deepcopy(DOCUMENT)
    document["text"]["headline"].update(text)
    return document


@dataclass
class Shopper:
    """Somebody at the storefront: a guest, or with `access` an account."""

    http: httpx.AsyncClient
    access: str | None = None
    cart_token: str | None = None
    order_token: str | None = None
    _ids: dict[str, str] = field(default_factory=dict)

    @property
    def headers(self) -> dict[str, str]:
        """What proves who they are."""
        sent = {"x-cart-token": self.cart_token, "x-order-token": self.order_token}
        if self.access:
            sent["authorization"] = f"Bearer {self.access}"
        return {name: value for name, value in sent.items() if value}

    async def raw(self, query: str, **variables: Any) -> httpx.Response:
        """The HTTP response."""
        return await gql_raw(self.http, query, variables, headers=self.headers)

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The data of an operation that must succeed."""
        body = (await self.raw(query, **variables)).json()
        assert "errors" not in body, body["errors"]
        return dict(body["data"])

    async def refused(self, query: str, **variables: Any) -> tuple[int, str]:
        """HTTP status and `extensions.code` of an operation that must be refused as a GraphQL error."""
        answer = await self.raw(query, **variables)
        body = answer.json()
        assert body.get("errors"), body
        return answer.status_code, body["errors"][0]["extensions"]["code"]

    async def ids(self) -> dict[str, str]:
        """Global ids of products by slug and of sizes by `slug/value`."""
        if not self._ids:
            for product in (await self.ask(CATALOGUE))["products"]["nodes"]:
                self._ids[product["slug"]] = product["id"]
                self._ids |= {f"{product['slug']}/{size['value']}": size["id"] for size in product["sizes"]}
        return self._ids

    async def line(self, what: str = "digital/8x10", **changes: Any) -> dict[str, Any]:
        """A LineInput: `digital/8x10` with a design of its own unless given otherwise; None leaves a field out."""
        ids = await self.ids()
        plain = {"productId": ids[what.split("/", maxsplit=1)[0]], "sizeId": ids[what], "design": DOCUMENT, **changes}
        return {name: value for name, value in plain.items() if value is not None}

    async def add(self, *lines: dict[str, Any], currency: str | None = None) -> dict[str, Any]:
        """Put lines into the cart, and keep its token."""
        result = dict((await self.ask(ADD, lines=list(lines), currency=currency))["cartLinesAdd"])
        self.cart_token = result.get("token") or self.cart_token
        return result

    async def checkout(self, **urls: str) -> dict[str, Any]:
        """Check the cart out, and keep the order's token."""
        result = dict((await self.ask(CHECKOUT, **urls))["checkoutStart"])
        self.order_token = result.get("orderToken") or self.order_token
        return result


def session_of(checkout: dict[str, Any]) -> str:
    """The Stripe session id in a sandbox page's URL."""
    return next(part for part in httpx.URL(checkout["sessionUrl"]).path.split("/") if part.startswith("cs_"))
