"""The audit log: who changed what with a privilege. Written in the transaction of the change, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.database import in_open_transaction
from models import AuditEntry


@dataclass(frozen=True)
class Actor:
    """Who acts, and from where. `label` is what they are called now: an e-mail address, a key's name."""

    label: str
    user_id: UUID | None = None
    ip: str | None = None
    request_id: str | None = None
    key_id: UUID | None = None
    """The API key that acts for the account."""


@dataclass(frozen=True)
class Target:
    """What is acted upon: `Target("User", user.id)`."""

    type: str
    id: UUID | None


async def record(
    actor: Actor,
    action: str,
    target: Target,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write an entry. `before` and `after` hold what changed, and no secrets.

    Raises:
        RuntimeError: outside a transaction, where the entry could be lost or outlive the change.
    """
    if not in_open_transaction():
        raise RuntimeError(f"{action} was recorded outside a transaction")
    await AuditEntry.create(
        actor_id=actor.user_id,
        actor=actor.label[:300],
        action=action,
        target_type=target.type,
        target_id=target.id,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        ip=actor.ip[:45] if actor.ip else None,
        request_id=actor.request_id[:64] if actor.request_id else None,
    )
