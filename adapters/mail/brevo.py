"""Brevo's HTTP API v3. The same mail is sent once, whatever is retried, whenever.

Brevo keeps an `idempotencyKey`, which is the mail's id, for 15 to 30 minutes and answers `duplicate_parameter` to who
brings it again: then the mail is on its way. A mail that is tried again later than that is first looked for among what
Brevo says was sent, where it stands under its id, which is one of its tags.
"""

from __future__ import annotations

from typing import Any

import httpx
import orjson
from pydantic import SecretStr

from adapters.mail import MailError, MailRefused, Message
from adapters.mail.mime import one_line, sender_address, unsubscribe_headers
from core.database import forbid_transaction
from core.settings import Settings

API_BASE = "https://api.brevo.com"
CUSTOM_HEADER = "X-Mailin-custom"
"""Comes back with every event of the mail: we put its id there."""
_TIMEOUT = httpx.Timeout(20.0, connect=10.0)
_HOPELESS = frozenset({"invalid_parameter", "missing_parameter", "out_of_range"})
"""Codes that say no about this mail, and will again."""
_DUPLICATE = "duplicate_parameter"


class BrevoMailer:
    """Speaks to api.brevo.com, or where BREVO_API_BASE says."""

    idempotent = True

    def __init__(self, settings: Settings, key: SecretStr) -> None:
        self._settings = settings
        headers = {"api-key": key.get_secret_value(), "accept": "application/json"}
        base = settings.brevo_api_base or API_BASE
        self._http = httpx.AsyncClient(base_url=base, headers=headers, timeout=_TIMEOUT)

    async def close(self) -> None:
        await self._http.aclose()

    async def send(self, message: Message) -> str:
        forbid_transaction("Brevo")
        if message.again and (taken := await self._taken_before(message)):
            return taken
        answer = await self._ask("POST", "/v3/smtp/email", self._body(message))
        if answer.is_success:
            return str(_document(answer).get("messageId") or message.id)
        if _document(answer).get("code") == _DUPLICATE:
            return await self._taken_before(message) or str(message.id)
        raise _refusal(answer)

    async def probe(self) -> str:
        forbid_transaction("Brevo")
        answer = await self._ask("GET", "/v3/account")
        if not answer.is_success:
            raise _refusal(answer)
        return f"Brevo takes mails of {_document(answer).get('email', 'this account')}"

    async def _taken_before(self, message: Message) -> str | None:
        """Brevo's name for the mail, when it was handed over by an attempt of which we have no word."""
        asked = {"tags": orjson.dumps([str(message.id)]).decode(), "email": message.recipient, "limit": "1"}
        answer = await self._ask("GET", "/v3/smtp/statistics/events", query=asked)
        if not answer.is_success:
            raise _refusal(answer)
        events = _document(answer).get("events") or []
        return str(events[0].get("messageId") or message.id) if events else None

    def _body(self, message: Message) -> dict[str, Any]:
        sender = sender_address(self._settings)
        reply_to = self._settings.mail_reply_to or self._settings.support_email
        return {
            "sender": {"name": one_line(self._settings.shop_name), "email": sender},
            "to": [{"email": message.recipient}],
            **({"replyTo": {"email": reply_to}} if reply_to else {}),
            "subject": one_line(message.subject),
            "textContent": message.text,
            "htmlContent": message.html,
            "tags": [*message.tags, str(message.id)],
            "headers": {
                "idempotencyKey": str(message.id),
                CUSTOM_HEADER: str(message.id),
                "Auto-Submitted": "auto-generated",
                **unsubscribe_headers(message),
            },
        }

    async def _ask(
        self, method: str, path: str, body: dict[str, Any] | None = None, query: dict[str, str] | None = None
    ) -> httpx.Response:
        try:
            return await self._http.request(method, path, json=body, params=query)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise MailError(f"Brevo cannot be reached ({type(error).__name__})") from error
        except httpx.HTTPError as error:
            raise MailError(f"Brevo: no answer ({type(error).__name__})", uncertain=method == "POST") from error


def _document(answer: httpx.Response) -> dict[str, Any]:
    try:
        document = orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        return {}
    return document if isinstance(document, dict) else {}


def _refusal(answer: httpx.Response) -> MailError:
    """A 400 about the mail itself is for good. What is wrong with our account, our sender or Brevo can be mended."""
    document = _document(answer)
    code = str(document.get("code") or answer.status_code)
    words = one_line(f"Brevo: {document.get('message') or answer.reason_phrase} ({code})")[:300]
    about_us = "sender" in words.lower()
    if answer.status_code == 400 and code in _HOPELESS and not about_us:
        return MailRefused(words)
    return MailError(words, uncertain=answer.status_code >= 500 and answer.request.method == "POST")
