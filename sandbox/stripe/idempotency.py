"""Idempotency keys: one effect per key, and the first answer again for every repetition."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import orjson

from sandbox.stripe.errors import StripeError
from sandbox.stripe.store import Store

_KEPT_FOR = 24 * 3600
_MAX_LENGTH = 255


@dataclass(frozen=True)
class Replay:
    """An answer that was given before."""

    status: int
    body: bytes
    request_id: str


class Idempotency:
    """Remembers answers by key, and which keys are being worked on right now."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._busy: set[str] = set()

    def fingerprint(self, method: str, path: str, params: object) -> str:
        """What must be the same for a key to be used again."""
        raw = orjson.dumps([method, path, params], option=orjson.OPT_SORT_KEYS)
        return hashlib.sha256(raw).hexdigest()

    def begin(self, key: str, fingerprint: str, now: int) -> Replay | None:
        """Claim a key, or hand back what it answered. Raises 400 for other parameters and 409 while busy."""
        if len(key) > _MAX_LENGTH:
            raise _error(400, f"Idempotency keys may be at most {_MAX_LENGTH} characters long.", None)
        row = self._store.db.execute("SELECT * FROM idempotency WHERE key = ?", (key,)).fetchone()
        if row is not None and row["created"] + _KEPT_FOR < now:
            self._store.db.execute("DELETE FROM idempotency WHERE key = ?", (key,))
            row = None
        if row is not None:
            if row["fingerprint"] != fingerprint:
                raise _error(
                    400,
                    "Keys for idempotent requests can only be used with the same parameters they were first used"
                    f" with. Try using a key other than '{key}' if you meant to execute a different request.",
                    None,
                )
            return Replay(row["status"], row["body"], row["request"])
        if key in self._busy:
            raise _error(
                409,
                f"There is currently another in-progress request using this Stripe-Idempotent-Key: {key}.",
                "idempotency_key_in_use",
            )
        self._busy.add(key)
        return None

    def keep(self, key: str, fingerprint: str, replay: Replay, now: int) -> None:
        """Store the answer of a key; part of the transaction that caused it."""
        self._store.db.execute(
            "INSERT OR REPLACE INTO idempotency (key, fingerprint, status, body, request, created)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (key, fingerprint, replay.status, replay.body, replay.request_id, now),
        )

    def release(self, key: str) -> None:
        """The key is no longer being worked on."""
        self._busy.discard(key)


def _error(status: int, message: str, code: str | None) -> StripeError:
    kind = "idempotency_error" if status == 400 else "invalid_request_error"
    return StripeError(status, message, kind=kind, code=code)
