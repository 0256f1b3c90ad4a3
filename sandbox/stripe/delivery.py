"""Webhook deliveries: signed, retried with growing pauses, and spoiled on demand.

Deliveries live in the store, so that those still pending go on after a restart.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import hashlib
import hmac
import logging
import random
import sqlite3
import time
from collections.abc import Coroutine
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, get_args

import httpx
import orjson

from sandbox.stripe.sandbox import Sandbox
from sandbox.stripe.store import Obj

log = logging.getLogger("sandbox.stripe")
_GIVE_UP_AFTER = 3 * 24 * 3600
_CONCURRENCY = 8
_IDLE_SECONDS = 1.0

Action = Literal["duplicate", "delay", "reorder", "drop", "wrong_signature", "old_timestamp", "old_api_version"]
ACTIONS: tuple[str, ...] = get_args(Action)


@dataclass
class Rule:
    """Spoils the next ``times`` deliveries of the given event types (all types when empty).

    ``seconds`` is the delay of ``delay``, the window of ``reorder`` and the age of ``old_timestamp``;
    ``copies`` is how often ``duplicate`` sends; ``drop`` loses the event for good.
    """

    action: str
    types: list[str] = field(default_factory=list)
    times: int = 1_000_000
    seconds: float = 1.0
    copies: int = 2
    api_version: str = "2020-08-27"

    @classmethod
    def parse(cls, document: Any) -> Rule:
        """A rule from JSON. Raises ValueError with a sentence that says what is wrong."""
        if not isinstance(document, dict) or document.get("action") not in ACTIONS:
            raise ValueError(f"action must be one of {', '.join(ACTIONS)}.")
        unknown = document.keys() - cls.__dataclass_fields__.keys()
        if unknown:
            raise ValueError(f"Unknown fields: {', '.join(sorted(unknown))}.")
        if document["action"] == "old_timestamp":
            document = {"seconds": 3600, **document}
        return cls(**document)


def sign(secret: str, payload: bytes, timestamp: int) -> str:
    """The ``Stripe-Signature`` header: HMAC-SHA256 over ``t.payload`` with the whole ``whsec_…`` string."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + payload, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


class Courier:
    """Carries events to their endpoints. One slow endpoint does not hold up the others."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.rules: list[Rule] = []
        self.paused = False
        self._flying: dict[int, asyncio.Task[None]] = {}
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._client = httpx.AsyncClient(timeout=sandbox.config.delivery_timeout, trust_env=False)

    async def run(self) -> None:
        """Send what is due, for as long as the sandbox lives."""
        while True:
            try:
                self.sandbox.run_timers()
                if not self.paused:
                    self.launch()
            except Exception:
                log.exception("The courier stumbled and goes on")
                await asyncio.sleep(_IDLE_SECONDS)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.sandbox.wake.wait(), self._pause())
            self.sandbox.wake.clear()

    async def close(self) -> None:
        """Stop; what was under way is tried again after the next start."""
        for task in self._flying.values():
            task.cancel()
        await asyncio.gather(*self._flying.values(), return_exceptions=True)
        await self._client.aclose()

    def launch(self, *, everything: bool = False) -> None:
        """Start the attempts that are due; ``everything`` does not wait for pauses to pass."""
        until = float("inf") if everything else self.sandbox.clock.precise()
        for row in self._pending(until):
            self._fly(self._attempt(row), row["seq"])

    def _pending(self, until: float) -> list[sqlite3.Row]:
        rows = self.sandbox.store.db.execute(
            "SELECT * FROM deliveries WHERE state = 'pending' AND next_at <= ? ORDER BY next_at, seq LIMIT 500",
            (until,),
        )
        return [row for row in rows if row["seq"] not in self._flying]

    def _fly(self, attempts: Coroutine[Any, Any, None], *deliveries: int) -> None:
        task = asyncio.create_task(attempts)
        for seq in deliveries:
            self._flying[seq] = task
            task.add_done_callback(functools.partial(self._landed, seq))

    async def deliver_now(self) -> int:
        """Attempt every pending delivery anew and wait for the outcome; returns how many are left.

        What is under way comes to its end before, and is not counted: it may have met what is mended by now.
        """
        await self._all_landed()
        self.launch(everything=True)
        await self._all_landed()
        left = self.sandbox.store.db.execute("SELECT count(*) FROM deliveries WHERE state = 'pending'").fetchone()
        return int(left[0])

    async def _all_landed(self) -> None:
        await asyncio.gather(*list(self._flying.values()), return_exceptions=True)

    def resume(self, order: str | None = None) -> None:
        """Deliver again; in ``reverse`` or ``random`` order, one after the other, what has waited until now."""
        if order is not None:
            rows = self._pending(float("inf"))
            rows.reverse() if order == "reverse" else random.shuffle(rows)
            self._fly(self._attempt_each(rows), *(row["seq"] for row in rows))
        self.paused = False
        self.sandbox.wake.set()

    async def _attempt_each(self, rows: list[sqlite3.Row]) -> None:
        for row in rows:
            await self._attempt(row)

    def _pause(self) -> float:
        row = self.sandbox.store.db.execute("SELECT min(next_at) FROM deliveries WHERE state = 'pending'").fetchone()
        if row[0] is None or self.paused:
            return _IDLE_SECONDS
        return min(_IDLE_SECONDS, max(0.02, float(row[0]) - self.sandbox.clock.precise()))

    def _landed(self, seq: int, _: asyncio.Task[None]) -> None:
        self._flying.pop(seq, None)
        self.sandbox.wake.set()

    async def _attempt(self, row: sqlite3.Row) -> None:
        event = self.sandbox.store.find(row["event"], "event")
        endpoint = self.sandbox.store.find(row["endpoint"], "webhook_endpoint")
        if event is None or endpoint is None or endpoint["status"] != "enabled":
            self._update(row["seq"], state="failed", error="The endpoint is gone or disabled.")
            return
        rules = self._matching(event["type"], first=row["attempts"] == 0)
        if "drop" in rules:
            self._update(row["seq"], state="failed", attempts=1, error="Dropped on request.")
            return
        held = self._held_back(rules)
        if held:
            self._update(row["seq"], next_at=self.sandbox.clock.precise() + held, attempts=1)
            return
        copies = rules["duplicate"].copies if "duplicate" in rules else 1
        gate = self._gates.setdefault(endpoint["id"], asyncio.Semaphore(_CONCURRENCY))
        async with gate:
            outcomes = await asyncio.gather(*(self._send(event, endpoint, rules) for _ in range(copies)))
        self._record(row, event, *outcomes[0])

    def _matching(self, event_type: str, *, first: bool) -> dict[str, Rule]:
        found: dict[str, Rule] = {}
        for rule in list(self.rules):
            holding = rule.action in {"delay", "reorder", "drop"}
            if (rule.types and event_type not in rule.types) or rule.action in found or (holding and not first):
                continue
            found[rule.action] = rule
            rule.times -= 1
            if rule.times <= 0:
                self.rules.remove(rule)
        return found

    def _held_back(self, rules: dict[str, Rule]) -> float:
        delay = rules["delay"].seconds if "delay" in rules else 0.0
        jitter = random.uniform(0.0, rules["reorder"].seconds) if "reorder" in rules else 0.0  # noqa: S311
        return delay + jitter

    async def _send(self, event: Obj, endpoint: Obj, rules: dict[str, Rule]) -> tuple[int | None, str | None]:
        document = {**event, "api_version": endpoint["api_version"] or event["api_version"]}
        if "old_api_version" in rules:
            document["api_version"] = rules["old_api_version"].api_version
        payload = orjson.dumps(document, option=orjson.OPT_INDENT_2)
        timestamp = int(time.time())
        if "old_timestamp" in rules:
            timestamp -= int(rules["old_timestamp"].seconds)
        secret = "whsec_wrong" if "wrong_signature" in rules else endpoint["_secret"]
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": sign(secret, payload, timestamp),
        }
        try:
            response = await self._client.post(endpoint["url"], content=payload, headers=headers)
        except httpx.HTTPError as error:
            return None, f"{type(error).__name__}: {error}"[:300]
        return response.status_code, None if response.is_success else response.text[:300]

    def _record(self, row: sqlite3.Row, event: Obj, status: int | None, error: str | None) -> None:
        now = self.sandbox.clock.precise()
        attempts = row["attempts"] + 1
        ok = status is not None and 200 <= status < 300
        pauses = self.sandbox.config.retry_seconds
        given_up = not ok and now - event["created"] > _GIVE_UP_AFTER
        self._update(
            row["seq"],
            state="delivered" if ok else "failed" if given_up else "pending",
            attempts=attempts,
            status=status,
            error=error,
            last_at=now,
            next_at=now + pauses[min(attempts, len(pauses)) - 1],
        )
        if ok:
            self._count_down(event["id"])

    def _count_down(self, event_id: str) -> None:
        event = self.sandbox.store.find(event_id, "event")
        if event is not None and event["pending_webhooks"] > 0:
            event["pending_webhooks"] -= 1
            self.sandbox.store.save(event)

    def _update(self, seq: int, **values: Any) -> None:
        columns = ", ".join(f"{name} = ?" for name in values)
        self.sandbox.store.db.execute(f"UPDATE deliveries SET {columns} WHERE seq = ?", (*values.values(), seq))  # noqa: S608

    def state(self) -> dict[str, Any]:
        """What the dashboard and tests see of the courier."""
        return {"paused": self.paused, "rules": [asdict(rule) for rule in self.rules], "flying": len(self._flying)}
