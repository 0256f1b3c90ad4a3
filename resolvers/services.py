"""The outside world as resolvers reach it: one of each a process, opened and closed with the server."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.events import OrderUpdates
from adapters.payments import Payments
from adapters.storage import Storage, open_storage
from core.settings import Settings
from core.tokens import Tokens, tokens


@dataclass(frozen=True)
class Services:
    settings: Settings
    tokens: Tokens
    payments: Payments
    storage: Storage
    updates: OrderUpdates


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Everything that a request may need besides the database. Nothing is connected before it is used."""
    async with open_storage(settings) as storage:
        payments, updates = Payments(settings), OrderUpdates(settings)
        try:
            yield Services(settings, tokens(settings), payments, storage, updates)
        finally:
            await updates.close()
            await payments.close()
