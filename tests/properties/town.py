"""A small town around the shop: three customers, an admin, Stripe with its dashboard, and a postman whom one can tell
which events to deliver, in which order, how often, and when.

Everything is real but the postman: what Stripe says is fetched from the sandbox and posted, signed, to the shop.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import httpx
import orjson

from adapters import Adapters
from adapters.payments import API_VERSION
from commerce import outbox
from commerce.files import designs
from core.clock import now
from core.database import execute
from core.settings import Settings
from models import Order, OutboxMessage, Role, User
from sandbox.stripe.delivery import sign
from tasks.outbox import Due, run, take_due
from tests.support.outside import StripeSandbox
from tests.support.shoppers import access_token
from tests.support.sql import Cleaner
from tests.support.storefront import Shopper, design

CURRENCIES = ("USD", "JPY", "USD")
"""Of Ada, who has an account, of Bo, who has one too, and of a guest."""
DESIGNS = [design(text=f"design {number}") for number in range(2)]
_LINE_UP = frozenset(
    {"products", "product_sizes", "product_options", "product_option_values", "prices", "shipping_tiers", "designs"}
    | {"templates", "aerich", "audit_entries"}
)
_DULL = (outbox.RENDER_DOWNLOAD, outbox.SEND_MAIL, outbox.ANNOUNCE_ALERT, outbox.POST_ALERT)
"""Work that moves no money."""


@dataclass
class Surroundings:
    """What the tests' fixtures bring, for as long as they live."""

    http: httpx.AsyncClient
    settings: Settings
    stripe: StripeSandbox
    adapters: Adapters
    cleaner: Cleaner


async def cleaner_of(settings: Settings) -> Cleaner:
    """Empties everything but the line-up."""
    connection = await asyncpg.connect(settings.database_url, server_settings={"lock_timeout": "5s"})
    found = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return Cleaner(connection, sorted({row["tablename"] for row in found} - _LINE_UP))


@dataclass
class Town:
    """One history's."""

    around: Surroundings
    customers: list[Shopper] = field(default_factory=list)
    admin: Shopper = field(init=False)
    waiting: list[dict[str, Any]] = field(default_factory=list)
    """Events that the postman has, oldest first."""
    delivered: list[dict[str, Any]] = field(default_factory=list)
    _last: str = ""

    async def begin(self) -> None:
        """New customers, a Stripe that has forgotten everything, and nobody else's orders."""
        await self.around.cleaner.clean()
        await self.stripe.control("POST", "/reset")
        await self.stripe.control("POST", "/webhooks/pause")  # the postman is ours
        for document in DESIGNS:
            await designs.store(designs.read_document(document))  # known to fit
        self.admin = await self._account("admin", Role.ADMIN)
        self.customers = [await self._account("ada"), await self._account("bo"), Shopper(self.around.http)]

    async def _account(self, name: str, role: Role = Role.USER) -> Shopper:
        user = await User.create(email=f"{name}@example.com", name=name, role=role, email_verified_at=now())
        return Shopper(self.around.http, access=await access_token(self.around.settings, user))

    @property
    def stripe(self) -> StripeSandbox:
        return self.around.stripe

    async def look(self, path: str) -> dict[str, Any]:
        """What Stripe has under a path, however often it stumbles: that was meant for the shop."""
        for _ in range(20):
            try:
                return await self.stripe.call("GET", path)
            except (httpx.HTTPError, AssertionError):
                continue
        raise AssertionError(f"{path} cannot be read")

    async def happens(self, path: str, **form: Any) -> int:
        """Something that others do at Stripe: in the dashboard, on the payment page. Its status; 0 for a cut."""
        try:
            answer = await self.stripe.http.post(path, data=form, auth=(self.stripe.key, ""))
        except httpx.HTTPError:
            return 0
        return answer.status_code

    async def collect(self) -> None:
        """Take what Stripe has to say since the last time."""
        while True:
            query = f"&ending_before={self._last}" if self._last else ""
            page = (await self.look(f"/v1/events?limit=100{query}"))["data"]
            if not page:
                return
            if not self._last:
                assert len(page) < 100, "the first look must see the first event"
            self._last = page[0]["id"]
            self.waiting += reversed(page)

    async def post(self, events: Sequence[Mapping[str, Any]]) -> None:
        """Deliver events, in that order; delivered ones may come again."""
        secret = self.around.settings.stripe_webhook_secrets[0].get_secret_value()
        for event in events:
            body = orjson.dumps({**event, "api_version": API_VERSION})
            headers = {"stripe-signature": sign(secret, body, int(time.time()))}
            answer = await self.around.http.post("/webhooks/stripe", content=body, headers=headers)
            assert answer.status_code == 200, answer.text
            if event in self.waiting:
                self.waiting.remove(dict(event))
                self.delivered.append(dict(event))

    async def work(self, *, at_most: int = 1_000) -> int:
        """Let a worker do what is due; how much that was."""
        done = 0
        while done < at_most and (due := await self._take_due()):
            for message in due:
                await run(message.id, self.around.adapters)
                done += 1
        return done

    async def _take_due(self) -> list[Due]:
        await OutboxMessage.filter(actor__in=_DULL).delete()
        return await take_due()

    async def settle(self) -> None:
        """Let everything come to its end: Stripe answers, time passes, all events come, all work is done."""
        await self.stripe.control("DELETE", "/faults")
        for _ in range(30):
            await self.stripe.control("POST", "/clock", {"advance_seconds": 60})
            await self.collect()
            quiet = not self.waiting
            await self.post(list(self.waiting))
            await self._wake()
            if not await self.work() and quiet:
                return
        raise AssertionError("the town does not come to rest")

    async def _wake(self) -> None:
        """What waits for a better moment is due now."""
        await execute(
            "UPDATE outbox_messages SET available_at = $1 WHERE failed_at IS NULL AND available_at > $1 "
            "AND actor = ANY($2::text[])",
            now(),
            [outbox.PROCESS_INBOX_EVENT, outbox.FINISH_REFUND, outbox.CLOSE_CHECKOUT, outbox.PUSH_PROMO_CODE],
        )
        await execute("UPDATE refunds SET calling_until = $1 WHERE calling_until > $1", now())

    async def orders(self, **which: Any) -> list[Order]:
        """Oldest first."""
        return await Order.filter(**which).order_by("id")

    async def list_all(self, path: str, **query: str) -> list[dict[str, Any]]:
        """Everything that Stripe lists under a path."""
        found: list[dict[str, Any]] = []
        while True:
            after = {"starting_after": found[-1]["id"]} if found else {}
            asked = "&".join(f"{name}={value}" for name, value in {"limit": "100", **query, **after}.items())
            page = await self.look(f"{path}?{asked}")
            found += page["data"]
            if not page["has_more"]:
                return found
