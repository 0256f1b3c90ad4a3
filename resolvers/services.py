"""The outside world as resolvers reach it: one of each a process, opened and closed with the server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters import Adapters, open_adapters
from adapters.events import OrderUpdates
from adapters.identity import IdentityProviders
from adapters.limits import RateLimits
from adapters.payments import Payments
from adapters.storage import Storage
from adapters.webhooks_out import WebhookSender
from commerce.accounts import passwords
from core.settings import Settings
from core.tokens import Tokens, tokens


@dataclass(frozen=True)
class Services:
    settings: Settings
    tokens: Tokens
    adapters: Adapters

    @property
    def payments(self) -> Payments:
        return self.adapters.payments

    @property
    def storage(self) -> Storage:
        return self.adapters.storage

    @property
    def limits(self) -> RateLimits:
        return self.adapters.limits

    @property
    def identities(self) -> IdentityProviders:
        return self.adapters.identities

    @property
    def webhooks(self) -> WebhookSender:
        return self.adapters.webhooks

    @property
    def updates(self) -> OrderUpdates:
        return self.adapters.order_updates


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Everything that a request may need besides the database. Nothing is connected before it is used."""
    await asyncio.to_thread(passwords.warm_up)
    async with open_adapters(settings) as adapters:
        yield Services(settings, tokens(settings), adapters)
