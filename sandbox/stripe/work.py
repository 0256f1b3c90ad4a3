"""What happens while one request or one timer is handled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.stripe.errors import not_found
from sandbox.stripe.store import Obj, Store

if TYPE_CHECKING:
    from sandbox.stripe.config import Config


@dataclass
class Work:
    """The tools of a handler: the store inside its transaction, the time, and who asked.

    ``request_id`` and ``idempotency_key`` end up in the events that the work causes; timers have none.
    """

    store: Store
    config: Config
    now: int
    request_id: str | None = None
    idempotency_key: str | None = None
    api_version: str = field(default="")

    def require(self, kind: str, object_id: str, param: str = "id") -> Obj:
        """The object, or Stripe's complaint that there is none."""
        obj = self.store.find(object_id, kind)
        if obj is None:
            raise not_found(kind, object_id[:100], param)
        return obj
