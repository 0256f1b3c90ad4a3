"""Secrets that webhooks are signed with: `whsec_…`, shown once, and kept under a key made of SECRET_KEY.

They cannot be kept as hashes, because signing needs them; encrypted, a copy of the database signs nothing.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from commerce.errors import StateInvalid
from core.clock import now
from core.settings import settings
from models.webhook_endpoints import SealedSecret

OLD_LIVES = timedelta(hours=24)
"""How long the former secret signs beside the new one."""
MOST = 5
"""Secrets that sign at the same time."""
_BYTES = 32


class SecretsUnreadable(Exception):
    """SECRET_KEY is not the one that they were kept under."""


def fresh() -> str:
    """A new secret, of 256 random bits."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def sealed(secret: str) -> SealedSecret:
    """As it is kept."""
    return {
        "sealed": _fernet(settings().secret_key.get_secret_value()).encrypt(secret.encode()).decode(),
        "until": None,
    }


def rotated(kept: Sequence[SealedSecret], secret: str) -> list[SealedSecret]:
    """With a new secret in front; those before it sign for a day more. Rotating twice takes nobody's secret away.

    Raises:
        StateInvalid: when so many sign already.
    """
    live = [each for each in kept if _lives(each)]
    if len(live) >= MOST:
        raise StateInvalid(f"{MOST} secrets sign already. Wait until the oldest has ended.", "rotating")
    until = (now() + OLD_LIVES).isoformat()
    former: list[SealedSecret] = [{"sealed": each["sealed"], "until": each["until"] or until} for each in live]
    return [sealed(secret), *former]


def opened(kept: Sequence[SealedSecret]) -> list[str]:
    """Those that sign now, newest first. A former one that cannot be read is left out.

    Raises:
        SecretsUnreadable: when the one that stays cannot be.
    """
    found = []
    for each in filter(_lives, kept):
        try:
            found.append(_fernet(_key()).decrypt(each["sealed"]).decode())
        except InvalidToken:
            if each["until"] is None:
                raise SecretsUnreadable("SECRET_KEY has changed since the secret was made. Rotate it.") from None
    return found


def _lives(secret: SealedSecret) -> bool:
    return secret["until"] is None or datetime.fromisoformat(secret["until"]) > now()


def old_until(kept: Sequence[SealedSecret]) -> datetime | None:
    """Until when a former secret signs, too; None when there is none."""
    ends = [datetime.fromisoformat(each["until"]) for each in kept if each["until"] is not None and _lives(each)]
    return max(ends, default=None)


def _key() -> str:
    return settings().secret_key.get_secret_value()


@lru_cache(maxsize=4)
def _fernet(secret_key: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"yourmapart webhook secrets").derive(secret_key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
