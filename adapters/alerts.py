"""Staff's chat: an incoming webhook that takes Slack's JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from core.database import forbid_transaction
from core.errors import AdapterError
from core.settings import Settings

_SECONDS = 10.0


class AlertWebhookError(AdapterError):
    """The webhook did not take a message. The text never holds its URL, which is a secret."""


class AlertWebhookRefused(AlertWebhookError):
    """It never will."""

    def __init__(self, message: str) -> None:
        super().__init__(message, transient=False)


class AlertWebhook:
    """POSTs to ALERT_WEBHOOK_URL. Redirects are not followed."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.alert_webhook_url
        self._http = httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False)

    @property
    def configured(self) -> bool:
        return self._url is not None

    async def close(self) -> None:
        await self._http.aclose()

    async def post(self, message: Mapping[str, Any]) -> None:
        """Hand over one message; nothing happens where no webhook is set.

        Raises:
            AlertWebhookRefused: such as a URL that was withdrawn.
            AlertWebhookError: another attempt may help.
        """
        forbid_transaction("the alert webhook")
        if self._url is None:
            return
        try:
            answer = await self._http.post(self._url.get_secret_value(), json=message)
        except httpx.HTTPError as error:
            raise AlertWebhookError(f"the alert webhook does not answer ({type(error).__name__})") from None
        if answer.is_success:
            return
        said = f"the alert webhook answered {answer.status_code}"
        if answer.status_code in {408, 429} or answer.status_code >= 500:
            raise AlertWebhookError(said)
        raise AlertWebhookRefused(said)
