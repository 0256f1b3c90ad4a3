"""Answering customers: messages, receipts, links and files; and orders that wait for somebody to look at them."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

import strawberry

from commerce.permissions import Permission
from resolvers import order_actions
from resolvers.context import Info
from schema.orders import Order, OrderResult
from schema.permissions import requires


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.MESSAGE_ORDERS)])
    async def order_message_send(
        self, info: Info, id: strawberry.ID, text: str, idempotency_key: str | None = None
    ) -> OrderResult:
        """Write to the customer, up to 2,000 characters: a public entry of the timeline, and a mail. With an
        `idempotencyKey` it is sent once, however often it is asked for; without one, the same words within a minute are
        one message.
        """
        act = order_actions.send_message(text, idempotency_key)
        return Order.of(await order_actions.one(info.context, id, act))

    @strawberry.mutation(extensions=[requires(Permission.MESSAGE_ORDERS)])
    async def order_receipt_resend(self, info: Info, id: strawberry.ID) -> OrderResult:
        """Mail the receipt of a paid order once more. A second time within a minute mails nothing."""
        return Order.of(await order_actions.one(info.context, id, order_actions.resend_receipt))

    @strawberry.mutation(extensions=[requires(Permission.MESSAGE_ORDERS)])
    async def order_downloads_renew(self, info: Info, id: strawberry.ID) -> OrderResult:
        """Mail the customer new links to the order and its files. Links of mails and order tokens that were handed out
        before end; a file's own URL ends when it says so. A second time within a minute changes nothing.
        """
        return Order.of(await order_actions.one(info.context, id, order_actions.renew_links))

    @strawberry.mutation(extensions=[requires(Permission.MANAGE_DOWNLOADS)])
    async def order_downloads_regenerate(
        self, info: Info, id: strawberry.ID, line_ids: list[strawberry.ID] | None = None
    ) -> OrderResult:
        """Draw the files of an order, or of some of its lines, again; meanwhile they cannot be fetched. Files that are
        being drawn are not drawn twice, files that a browser drew stay, and so do those of what was given back.
        """
        return Order.of(await order_actions.one(info.context, id, order_actions.regenerate(line_ids)))

    @strawberry.mutation(extensions=[requires(Permission.RELEASE_ORDERS)])
    async def order_release(self, info: Info, id: strawberry.ID) -> OrderResult:
        """Let a held order go on (see heldReason). If its money differs from what was ordered, what was paid is taken
        as it is: too little counts as discount, too much as shipping. In another currency it can only be canceled.
        """
        return Order.of(await order_actions.one(info.context, id, order_actions.release(info.context)))
