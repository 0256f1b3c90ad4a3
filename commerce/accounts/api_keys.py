"""Keys for scripts and integrations: `yma_<prefix>_<secret>`, shown once and kept as a hash.

A key acts for the account that made it, with those of its permissions that the account still has. It is not the
person: it has no cart, no orders and no data of its own.
"""

from __future__ import annotations

import secrets
import string
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from tortoise.expressions import Q

from commerce import audit
from commerce.accounts.accounts import clean_text
from commerce.audit import Actor, Target
from commerce.errors import InvalidInput, NotFound, StateInvalid
from commerce.mail.mail_links import token_hash
from commerce.permissions import KEY_PERMISSIONS, ROLE_PERMISSIONS, Permission
from core.clock import now
from core.database import fetch, transaction
from core.ids import secret_token
from models import ApiKey, Role, User

MOST_KEYS = 50
"""Of one account, that work."""
MAX_NAME = 80
_SCHEME = "yma_"
_PREFIX_LENGTH = 8
_MAX_KEY = 100
_USE_IS_NOTED = timedelta(minutes=1)
"""How far the time of a key's last use may lag behind."""


@dataclass(frozen=True)
class KeyHolder:
    """A key that works: for whom, and what it may do now."""

    key_id: UUID
    name: str
    owner_id: UUID
    owner_email: str
    permissions: frozenset[Permission]


def is_one(token: str) -> bool:
    """Whether a bearer token is meant as an API key."""
    return token.startswith(_SCHEME)


# The use is noted by the statement that finds the key, and only once a minute.
_FIND = """
WITH found AS (
    SELECT k.id, k.name, k.permissions, k.user_id, u.email, u.role FROM api_keys k JOIN users u ON u.id = k.user_id
    WHERE {condition} AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > $2)
      AND u.blocked_at IS NULL AND u.deleted_at IS NULL
), used AS (
    UPDATE api_keys k SET last_used_at = $2 FROM found
    WHERE k.id = found.id AND (k.last_used_at IS NULL OR k.last_used_at <= $3)
)
SELECT * FROM found
"""
_BY_HASH, _BY_ID = _FIND.format(condition="k.key_hash = $1"), _FIND.format(condition="k.id = $1")


async def holder_of(key: str) -> KeyHolder | None:
    """What a key proves, in one statement; None when it is unknown, revoked or expired, or its owner is shut out."""
    return await _found(_BY_HASH, token_hash(key)) if len(key) <= _MAX_KEY else None


async def still(holder: KeyHolder) -> KeyHolder | None:
    """The same as of now."""
    return await _found(_BY_ID, holder.key_id)


async def _found(sql: str, value: Any) -> KeyHolder | None:
    at = now()
    rows = await fetch(sql, value, at, at - _USE_IS_NOTED)
    if not rows:
        return None
    row = rows[0]
    granted = ROLE_PERMISSIONS[Role(row["role"])] & KEY_PERMISSIONS
    stored = row["permissions"]
    names = frozenset(orjson.loads(stored) if isinstance(stored, str) else stored)
    allowed = frozenset(permission for permission in granted if permission.value in names)
    return KeyHolder(row["id"], row["name"], row["user_id"], row["email"], allowed)


async def create(
    actor: Actor, owner_id: UUID, name: str, permissions: Collection[Permission], expires_at: datetime | None
) -> tuple[ApiKey, str]:
    """A new key of an account, and the key itself, which is nowhere else.

    Raises:
        InvalidInput: for a name, a permission or an end that it cannot have.
        StateInvalid: when the account has too many.
    """
    called = _checked_name(name)
    if expires_at is not None and expires_at <= now():
        raise InvalidInput("expiresAt must be in the future.", path=("expiresAt",))
    prefix = _SCHEME + "".join(secrets.choice(string.ascii_lowercase + string.digits) for _ in range(_PREFIX_LENGTH))
    key = f"{prefix}_{secret_token()}"
    async with transaction():
        owner = await User.filter(id=owner_id, blocked_at=None, deleted_at=None).select_for_update(no_key=True).first()
        _check_grant(permissions, owner.role if owner else Role.USER)
        if await ApiKey.filter(_works(), user_id=owner_id).count() >= MOST_KEYS:
            raise StateInvalid(f"An account has at most {MOST_KEYS} API keys. Revoke one first.", "full")
        made = await ApiKey.create(
            user_id=owner_id,
            name=called,
            prefix=prefix,
            key_hash=token_hash(key),
            permissions=sorted(permission.value for permission in set(permissions)),
            expires_at=expires_at,
        )
        await audit.record(actor, "api_key_create", Target("ApiKey", made.id), after=_facts(made))
    return made, key


def _works() -> Q:
    return Q(revoked_at=None) & (Q(expires_at=None) | Q(expires_at__gt=now()))


def _checked_name(name: str) -> str:
    called = clean_text(name)
    if not 1 <= len(called) <= MAX_NAME:
        raise InvalidInput(f"name must have from 1 to {MAX_NAME} characters.", path=("name",))
    return called


def _check_grant(permissions: Collection[Permission], role: Role) -> None:
    if not permissions:
        raise InvalidInput("Give at least one permission.", path=("permissions",))
    for permission in permissions:
        if permission not in KEY_PERMISSIONS:
            raise InvalidInput(f"No API key may have {permission}.", path=("permissions",))
        if permission not in ROLE_PERMISSIONS[role]:
            raise InvalidInput(f"You do not have {permission} yourself.", path=("permissions",))


async def revoke(actor: Actor, key_id: UUID, owner_id: UUID | None) -> ApiKey:
    """End a key, at once and for good; of that owner, or of anybody when none is given. Twice is once.

    Raises:
        NotFound
    """
    async with transaction():
        found = ApiKey.filter(id=key_id)
        mine = found.filter(user_id=owner_id) if owner_id is not None else found
        key = await mine.select_for_update().first()
        if key is None:
            raise NotFound("ApiKey", path=("id",))
        if key.revoked_at is None:
            key.revoked_at = now()
            await key.save(update_fields=["revoked_at"])
            after = {"revoked_at": key.revoked_at.isoformat()}
            await audit.record(actor, "api_key_revoke", Target("ApiKey", key.id), _facts(key), after)
    return key


def _facts(key: ApiKey) -> dict[str, Any]:
    return {
        "name": key.name,
        "prefix": key.prefix,
        "owner_id": str(key.user_id),
        "permissions": key.permissions,
        "expires_at": key.expires_at.isoformat() if key.expires_at else None,
    }
