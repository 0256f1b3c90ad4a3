"""Stripe: events that its webhooks could not deliver."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import stripe

from adapters.payments_errors import translated
from core.database import forbid_transaction

MAX_TYPES = 20
"""As many types as one question may name."""
_PAGE = 100


@dataclass(frozen=True)
class EventPage:
    """Events as a webhook's body has them, newest first."""

    events: list[dict[str, Any]]
    has_more: bool


class Events:
    """The events of the shop's Stripe account, which keeps them for 30 days."""

    def __init__(self, client: stripe.StripeClient) -> None:
        self._client = client

    async def undelivered(self, types: Sequence[str], since: int, *, after: str | None = None) -> EventPage:
        """Those of some types that were made at `since` (Unix seconds) or later and that no webhook has acknowledged,
        older than the event `after`.

        Raises:
            PaymentError: when Stripe does not answer.
        """
        forbid_transaction("Stripe")
        params: dict[str, Any] = {
            "delivery_success": False,
            "types": list(types),
            "created": {"gte": since},
            "limit": _PAGE,
        }
        if after is not None:
            params["starting_after"] = after
        try:
            found = await self._client.v1.events.list_async(cast("Any", params))
        except stripe.StripeError as error:
            raise translated(error) from error
        return EventPage([event.to_dict(for_json=True) for event in found.data], bool(found.has_more))
