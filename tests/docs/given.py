"""What the guides' operations are about, by the names in table.txt: things of the world, and what is made for one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from commerce import outbox
from commerce.audit import Actor
from commerce.fulfillment import fulfillment, fulfillment_claims, fulfillment_placements
from commerce.fulfillment.carriers import Tracking
from core.clock import now
from core.ids import from_global_id, to_global_id
from models import Mail, MailStatus, Order, OrderLine, OutboxMessage, PaymentStatus
from tasks import recurring
from tests.access.conftest import Stage
from tests.access.world import PASSWORD
from tests.support.till import Till, gid


class Given:
    """`await given.value("sent")`: what `make_sent` makes, or else the world's thing of that name."""

    def __init__(self, stage: Stage, till: Till) -> None:
        self.stage = stage
        self._till = till
        self._bought: Order | None = None

    async def value(self, name: str) -> Any:
        """For an operation's variable."""
        make = getattr(self, f"make_{name}", None)
        return await make() if make is not None else self.stage.world.values[name]

    async def _order(self) -> Order:
        return await Order.get(number=self.stage.world.values["accountNumber"])

    def _actor(self, name: str) -> Actor:
        user = self.stage.world.users[name]
        return Actor(user.email, user.id)

    async def make_orders(self) -> list[str]:
        """Two with prints."""
        return [self.stage.world.values["accountOrder"], self.stage.world.values["guestOrder"]]

    async def make_held(self) -> str:
        order = await self._order()
        await Order.filter(id=order.id).update(held_reason="The buyer's account is blocked.")
        return gid(order)

    async def make_disputed(self) -> str:
        order = await self._order()
        await Order.filter(id=order.id).update(payment_status=PaymentStatus.DISPUTED)
        return gid(order)

    async def make_account_lines(self) -> list[str]:
        return [self.stage.world.values["accountLine"]]

    async def make_sent(self) -> str:
        order = await self._order()
        await fulfillment.fulfill(order.id, Tracking("UPS", "1Z999AA10123456784"), self._actor("admin"))
        return gid(order)

    async def make_sent_orders(self) -> list[str]:
        return [await self.make_sent()]

    async def make_claimed_by_colleague(self) -> str:
        order = await self._order()
        await fulfillment_claims.claim(order.id, self._actor("colleague"))
        return gid(order)

    async def make_placed(self) -> str:
        order = await self._order()
        await fulfillment_placements.place(order.id, "37365096", self._actor("colleague"))
        return gid(order)

    async def make_placements(self) -> list[dict[str, str]]:
        """Of two orders."""
        placed = zip(await self.make_orders(), ("37365096", "37365097"), strict=True)
        return [{"id": order, "reference": reference} for order, reference in placed]

    async def make_bought(self) -> str:
        """Paid at Stripe, so that it can be given back: a file twice and a print."""
        return gid(await self._buy())

    async def make_bought_line(self) -> str:
        line = await OrderLine.get(order=await self._buy(), quantity=2)
        return to_global_id("OrderLine", line.id)

    async def _buy(self) -> Order:
        if self._bought is None:
            owner = self.stage.viewer("owner")
            await owner.ask("mutation { cartClear { __typename } }")
            lines = [await owner.line("digital/8x10", quantity=2), await owner.line("poster/18x24")]
            self._bought = await self._till.buy(owner, *lines)
        return self._bought

    async def make_bought_lines(self) -> list[dict[str, Any]]:
        return [{"lineId": await self.make_bought_line(), "quantity": 1}]

    async def make_bought_orders(self) -> list[str]:
        return [await self.make_bought()]

    async def make_parcels(self) -> list[dict[str, str]]:
        """Of two orders."""
        numbers = ("00340434161094042557", "00340434161094042564")
        parcels = zip(await self.make_orders(), numbers, strict=True)
        return [{"id": order, "carrier": "DHL", "trackingNumber": number} for order, number in parcels]

    async def make_code(self) -> str:
        """A promo code that Stripe knows, too."""
        make = 'mutation { promoCodeCreate(input: { code: "MAY5", percentOff: 5 }) { ... on PromoCode { id } } }'
        return str((await self.stage.viewer("admin").ask(make))["promoCodeCreate"]["id"])

    async def make_admin_job(self) -> str:
        make = "mutation { promoCodesExport { ... on Job { id } } }"
        return str((await self.stage.viewer("admin").ask(make))["promoCodesExport"]["id"])

    async def make_prices(self) -> list[dict[str, Any]]:
        return [{"currency": "USD", "amount": 4500, "sizeId": self.stage.world.values["size"]}]

    async def make_admin_email(self) -> str:
        return self.stage.world.users["admin"].email

    async def make_password(self) -> str:
        return PASSWORD

    async def make_failed_event(self) -> str:
        """One that was tried for the last time."""
        event_id = from_global_id(self.stage.world.values["webhookEvent"])[1]
        message = {"actor": outbox.PROCESS_INBOX_EVENT, "args": [str(event_id)], "available_at": now()}
        await OutboxMessage.create(id=event_id, failed_at=now(), last_error="Stripe was away", **message)
        return str(self.stage.world.values["webhookEvent"])

    async def make_failed_mail(self) -> None:
        await Mail.filter(idempotency_key="welcome:1").update(status=MailStatus.FAILED, error="the mailbox is full")

    async def make_clock(self) -> None:
        """As every worker makes it when it starts."""
        await recurring.plan_recurring()

    async def make_url(self) -> str:
        return "https://erp.example.com/hooks"

    async def make_today(self) -> str:
        return now().date().isoformat()

    async def make_week_ago(self) -> str:
        return (now() - timedelta(days=6)).date().isoformat()

    async def make_tomorrow(self) -> str:
        return (now() + timedelta(days=1)).isoformat()
