"""One running sandbox: its state and its moving parts, tied together."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
from stripe._api_version import _ApiVersion

from sandbox.stripe.clock import Clock
from sandbox.stripe.config import Config
from sandbox.stripe.errors import StripeError
from sandbox.stripe.faults import Faults
from sandbox.stripe.idempotency import Idempotency
from sandbox.stripe.ids import new_id
from sandbox.stripe.routing import TIMERS
from sandbox.stripe.store import Obj, Store
from sandbox.stripe.work import Work

API_VERSION = str(_ApiVersion.CURRENT)
"""The version whose shapes this sandbox speaks: the installed SDK's."""


@dataclass
class LoggedRequest:
    """One call of the API, as ``GET /_sandbox/requests`` shows it; ``response`` is JSON."""

    id: str
    at: float
    method: str
    path: str
    route: str
    params: Any
    idempotency_key: str | None
    status: int
    replayed: bool
    response: bytes

    def document(self) -> dict[str, Any]:
        """Plain values."""
        return {**self.__dict__, "response": orjson.loads(self.response or b"null")}


class Sandbox:
    """Everything that the HTTP side, the timers and the deliveries share."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.store = Store(config.database)
        self.clock = Clock(self.store)
        self.faults = Faults()
        self.idempotency = Idempotency(self.store)
        self.requests: deque[LoggedRequest] = deque(maxlen=1000)
        self.wake = asyncio.Event()
        self.configure_webhook()

    def work(self, request_id: str | None = None, idempotency_key: str | None = None) -> Work:
        """Tools for one handler."""
        return Work(self.store, self.config, self.clock.now(), request_id, idempotency_key, API_VERSION)

    def perform(self, action: Callable[[Work], Obj]) -> Obj:
        """Do something in one transaction, outside of the API. A StripeError with ``keep`` keeps what was done."""
        self.run_timers()
        refusal: StripeError | None = None
        result: Obj = {}
        with self.store.transaction():
            try:
                result = action(self.work())
            except StripeError as error:
                if not error.keep:
                    raise
                refusal = error
        self.wake.set()
        if refusal is not None:
            raise refusal
        return result

    def run_timers(self) -> None:
        """Let everything happen whose time has come: expiries, settlements, late failures."""
        while True:
            with self.store.transaction():
                due = self.store.take_timer(self.clock.now())
                if due is None:
                    return
                TIMERS[due[0]](self.work(), due[1])
            self.wake.set()

    def reset(self) -> None:
        """Forget all state, as on a first start."""
        self.store.clear()
        self.clock.reset()
        self.faults.planned.clear()
        self.requests.clear()
        self.configure_webhook()

    def configure_webhook(self) -> None:
        """Make the endpoint that the command line names, or point it at its new address."""
        if not self.config.webhook_url:
            return
        with self.store.transaction():
            endpoint = self.store.first("webhook_endpoint", {"metadata.configured_by": "command line"})
            if endpoint is None:
                endpoint = {
                    "id": new_id("we_"), "object": "webhook_endpoint", "api_version": None, "application": None,
                    "created": self.clock.now(), "description": "Given on the command line",
                    "enabled_events": ["*"], "livemode": False,
                    "metadata": {"configured_by": "command line"}, "status": "enabled",
                }  # fmt: skip
                self.store.insert(endpoint)
            endpoint["url"] = self.config.webhook_url
            endpoint["_secret"] = self.config.webhook_secret or endpoint.get("_secret") or new_id("whsec_")
            self.store.save(endpoint)
