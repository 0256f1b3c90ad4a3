"""Webhooks as the Standard Webhooks describe them (standardwebhooks.com): signed, sent once a call, never redirected.

The host is resolved once a call, the addresses are looked at, and one of those is called, with the host's name in the
Host header and in TLS. A name that stands for something else a moment later changes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

import httpx
from standardwebhooks import Webhook

from adapters.webhook_addresses import AddressRefused, AddressRules, Unresolvable
from core.clock import now
from core.database import forbid_transaction
from core.settings import Settings

SECONDS = 15.0
"""All the time that a receiver has, from the first packet to the last header."""
_CONNECT_SECONDS = 5.0
_BODY_SECONDS = 2.0
_MAX_ADDRESSES = 3
_MAX_BODY = 4096
_MAX_EXCERPT, _MAX_ERROR = 500, 300
_SAY_WHEN = frozenset({429, 503})


@dataclass(frozen=True)
class Post:
    """One event for one receiver. The same `id` is the same event, however often it is sent."""

    url: str
    id: str
    body: str
    secrets: Sequence[str]
    """`whsec_…`; several while one is being replaced."""


@dataclass(frozen=True)
class Answer:
    """What came of it."""

    status: int | None
    """Of HTTP; None when there was no answer."""
    error: str | None
    """None when it was taken."""
    duration: timedelta
    excerpt: str = ""
    """The beginning of what was said about a failure, printable."""
    retry_after: timedelta | None = None


class WebhookSender:
    """Sends to whoever subscribed. Nothing is opened before something is sent."""

    def __init__(self, settings: Settings, *, seconds: float = SECONDS, tls: ssl.SSLContext | None = None) -> None:
        self._rules = AddressRules(settings)
        self._seconds = seconds
        self._tls = tls
        self._http: httpx.AsyncClient | None = None

    async def close(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def check(self, url: str) -> str:
        """The URL in its plain spelling, once it is sure that webhooks may be sent there, as things are.

        A name that cannot be resolved (yet) may come into being.

        Raises:
            AddressRefused
        """
        forbid_transaction("a name server")
        parsed = self._rules.read(url)
        with contextlib.suppress(Unresolvable, TimeoutError):
            async with asyncio.timeout(_CONNECT_SECONDS):
                await self._rules.resolve(parsed)
        return str(parsed)

    async def send(self, post: Post) -> Answer:
        """Call a receiver, once. Whatever happens is an answer."""
        forbid_transaction("a webhook receiver")
        began = time.monotonic()
        status, error, excerpt, wait = None, None, "", None
        try:
            async with asyncio.timeout(self._seconds):
                status, excerpt, wait = await self._call(post)
            error = _complaint(status)
        except TimeoutError:
            error = f"No answer within {self._seconds:g} seconds."
        except (AddressRefused, Unresolvable) as refused:
            error = str(refused)
        except (httpx.HTTPError, OSError) as broken:
            error = f"{type(broken).__name__}: {broken}"
        duration = timedelta(seconds=time.monotonic() - began)
        return Answer(status, error and _printable(error, _MAX_ERROR), duration, excerpt, wait)

    async def _call(self, post: Post) -> tuple[int, str, timedelta | None]:
        """Status, excerpt, and for how long the receiver wants to be left alone."""
        url = self._rules.read(post.url)
        content, headers = post.body.encode(), {**_signed(post), "Host": url.netloc.decode()}
        addresses = (await self._rules.resolve(url))[:_MAX_ADDRESSES]
        for last, address in ((each == addresses[-1], each) for each in addresses):
            request = self._client().build_request(
                "POST",
                url.copy_with(host=address),
                content=content,
                headers=headers,
                extensions={"sni_hostname": url.raw_host.decode().strip("[]")},
            )
            try:
                answer = await self._client().send(request, stream=True)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if last:
                    raise
                continue
            try:
                return answer.status_code, await _excerpt(answer), _retry_after(answer)
            finally:
                await answer.aclose()
        raise Unresolvable("The host has no address.")

    def _client(self) -> httpx.AsyncClient:
        """No proxies, no redirects, no connection kept for whoever else has the same address."""
        if self._http is None:
            self._http = httpx.AsyncClient(
                verify=self._tls or ssl.create_default_context(),
                trust_env=False,
                follow_redirects=False,
                timeout=httpx.Timeout(self._seconds, connect=min(_CONNECT_SECONDS, self._seconds)),
                limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            )
        return self._http


def _signed(post: Post) -> dict[str, str]:
    """The headers of an attempt that begins now."""
    at = now()
    signatures = [Webhook(secret).sign(post.id, at, post.body) for secret in post.secrets]
    return {
        "content-type": "application/json",
        "user-agent": "YourMapArt-Webhooks/1",
        "accept-encoding": "identity",
        "webhook-id": post.id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def _complaint(status: int) -> str | None:
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return f"HTTP {status}: redirects are not followed. Give the endpoint its final URL."
    return f"HTTP {status}"


async def _excerpt(answer: httpx.Response) -> str:
    """The beginning of a failure's body, as it came: nothing is unpacked, and no more is read than is kept."""
    if answer.is_success:
        return ""
    content = bytearray()
    # The status is there, and that is what counts.
    with contextlib.suppress(httpx.HTTPError, TimeoutError):
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in answer.aiter_raw():
                content += chunk
                if len(content) >= _MAX_BODY:
                    break
    return _printable(content[:_MAX_BODY].decode(errors="replace"), _MAX_EXCERPT)


def _printable(text: str, most: int) -> str:
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:most]


def _retry_after(answer: httpx.Response) -> timedelta | None:
    value = answer.headers.get("retry-after", "").strip()
    if answer.status_code not in _SAY_WHEN or not value:
        return None
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:9]), 10**8))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # such as a year of twenty digits
        return None
    return max(timedelta(), (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now())
