"""The outside world, one system a file, its errors translated here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.alerts import AlertWebhook
from adapters.events import OrderUpdates
from adapters.identity import IdentityProviders
from adapters.limits import RateLimits
from adapters.mail import Mailer, open_mailer
from adapters.payments import Payments
from adapters.storage import Storage, open_storage
from adapters.webhooks_out import WebhookSender
from core.settings import Settings


@dataclass(frozen=True)
class Adapters:
    """What one process holds open to the outside world."""

    payments: Payments
    storage: Storage
    order_updates: OrderUpdates
    mailer: Mailer
    limits: RateLimits
    identities: IdentityProviders
    webhooks: WebhookSender
    alerts: AlertWebhook


@asynccontextmanager
async def open_adapters(settings: Settings) -> AsyncIterator[Adapters]:
    """Open every adapter that the settings ask for, and close them all at the end."""
    payments = Payments(settings)
    order_updates = OrderUpdates(settings)
    limits = RateLimits(settings)
    identities = IdentityProviders(settings)
    webhooks = WebhookSender(settings)
    alerts = AlertWebhook(settings)
    async with open_storage(settings) as storage, open_mailer(settings) as mailer:
        try:
            yield Adapters(
                payments=payments,
                storage=storage,
                order_updates=order_updates,
                mailer=mailer,
                limits=limits,
                identities=identities,
                webhooks=webhooks,
                alerts=alerts,
            )
        finally:
            await alerts.close()
            await webhooks.close()
            await identities.close()
            await limits.close()
            await order_updates.close()
            await payments.close()
