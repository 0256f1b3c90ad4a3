"""Signed tokens: who an account is (15 minutes) and which order a guest may see (7 days, a mail's link longer).

Ed25519 keys live in SIGNING_KEYS_DIR as `<name>.pem`. The newest name (they sort as text, so a date makes
a good one) signs, all of them verify, so that a key is replaced by adding a file and removed once the longest link
(ORDER_LINK_DAYS) has ended.
Processes look into the folder once a minute, and when they meet a key's name for the first time: none has to be
restarted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from uuid import UUID, uuid4

import jwt
import structlog
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from jwt.algorithms import OKPAlgorithm

from core.clock import now
from core.errors import ConfigurationError
from core.settings import Settings

ACCESS_TOKEN_LIFETIME = timedelta(minutes=15)
ORDER_TOKEN_LIFETIME = timedelta(days=7)
_ALGORITHM = "EdDSA"
_MAX_TOKEN_LENGTH = 2048
_CLOCK_SKEW = timedelta(seconds=5)
_RELOAD_EVERY = timedelta(seconds=5)
"""How often a key's name that is made up can make us look for new keys."""
_SIGN_FRESH = timedelta(minutes=1)
"""How long a process signs without looking for a newer key."""

log = structlog.get_logger(__name__)


class TokenError(Exception):
    """A token that is not ours, not of this kind, or past its time. Its text may be shown."""


@dataclass(frozen=True)
class AccessClaims:
    """What an access token says. `role`, as it was at the time of issue, is a hint: nothing may rest on it."""

    user_id: UUID
    session_id: UUID
    role: str
    token_id: str
    expires_at: datetime


@dataclass(frozen=True)
class IssuedToken:
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class OrderClaims:
    """What an order token proves."""

    order_id: UUID
    issued_at: datetime
    """To the second."""
    expires_at: datetime


class Tokens:
    """Issues and verifies tokens with the keys that the settings name."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.public_url
        self._directory = settings.signing_keys_dir
        self._take(_load_keys(self._directory))

    def issue_access_token(self, user_id: UUID, session_id: UUID, role: str) -> IssuedToken:
        """For `Authorization: Bearer`, 15 minutes, as long as the session lives."""
        return self._issue("api", str(user_id), ACCESS_TOKEN_LIFETIME, sid=str(session_id), role=role)

    def issue_order_token(self, order_id: UUID, lifetime: timedelta = ORDER_TOKEN_LIFETIME) -> IssuedToken:
        """For `X-Order-Token`, 7 days for whoever has just ordered."""
        return self._issue("order", str(order_id), lifetime)

    def verify_access_token(self, token: str) -> AccessClaims:
        """The claims of an access token.

        Raises:
            TokenError: when it cannot be trusted.
        """
        claims = self._verify("api", token)
        role = claims.get("role")
        try:
            session_id = UUID(claims["sid"])
        except (KeyError, ValueError, AttributeError, TypeError):
            session_id = None
        if session_id is None or not isinstance(role, str):
            raise TokenError("The access token is not valid.")
        expires_at = datetime.fromtimestamp(claims["exp"], tz=now().tzinfo)
        return AccessClaims(claims["sub"], session_id, role, str(claims["jti"]), expires_at)

    def read_order_token(self, token: str) -> OrderClaims:
        """The order that a token opens, and since when.

        Raises:
            TokenError: when it cannot be trusted.
        """
        claims = self._verify("order", token)
        issued_at, expires_at = (datetime.fromtimestamp(claims[name], tz=now().tzinfo) for name in ("iat", "exp"))
        return OrderClaims(claims["sub"], issued_at, expires_at)

    def order_of_expired_token(self, token: str) -> UUID:
        """The key of the order that a token opens, or once did. It proves that its bearer had a link, and no more.

        Raises:
            TokenError: when it was never ours, or its signing key has gone.
        """
        order_id: UUID = self._verify("order", token, expired=True)["sub"]
        return order_id

    def public_keys(self) -> dict[str, Any]:
        """The JSON Web Key Set that others verify our tokens with."""
        self._look_again()
        keys = [
            {**OKPAlgorithm.to_jwk(key, as_dict=True), "kid": name, "use": "sig", "alg": _ALGORITHM}
            for name, key in sorted(self._public.items())
        ]
        return {"keys": keys}

    def _take(self, keys: dict[str, Ed25519PrivateKey]) -> None:
        self._keys = keys
        self._signer = max(keys)
        self._public: dict[str, Ed25519PublicKey] = {name: key.public_key() for name, key in keys.items()}
        self._loaded_at = now()

    def _look_again(self, every: timedelta = _RELOAD_EVERY) -> None:
        """Take the keys that have come since; a folder that makes no sense right now changes nothing."""
        if self._directory is None or now() - self._loaded_at < every:
            return
        try:
            self._take(_load_keys(self._directory))
        except ConfigurationError as error:
            self._loaded_at = now()
            log.warning("signing_keys_not_reloaded", error=str(error))

    def _public_key(self, name: str) -> Ed25519PublicKey:
        if name not in self._public:
            self._look_again()
        return self._public[name]

    def _issue(self, audience: str, subject: str, lifetime: timedelta, **claims: str) -> IssuedToken:
        self._look_again(_SIGN_FRESH)
        issued_at = now().replace(microsecond=0)
        expires_at = issued_at + lifetime
        payload = {
            "iss": self._issuer,
            "aud": audience,
            "sub": subject,
            "jti": uuid4().hex,
            "iat": issued_at,
            "exp": expires_at,
            **claims,
        }
        token = jwt.encode(payload, self._keys[self._signer], algorithm=_ALGORITHM, headers={"kid": self._signer})
        return IssuedToken(token, expires_at)

    def _verify(self, audience: Literal["api", "order"], token: str, *, expired: bool = False) -> dict[str, Any]:
        kind = "access" if audience == "api" else "order"
        try:
            if len(token) > _MAX_TOKEN_LENGTH:
                raise ValueError("too long")
            claims: dict[str, Any] = jwt.decode(
                token,
                self._public_key(str(jwt.get_unverified_header(token).get("kid"))),
                algorithms=[_ALGORITHM],
                audience=audience,
                issuer=self._issuer,
                # Time is checked below, by the shop's own clock.
                options={
                    "require": ["exp", "iat", "sub", "jti", "iss", "aud"],
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
            claims["sub"] = UUID(claims["sub"])
            late = now().timestamp() >= float(claims["exp"])
            early = float(claims["iat"]) > (now() + _CLOCK_SKEW).timestamp()
        except (jwt.PyJWTError, KeyError, ValueError, TypeError, OverflowError, RecursionError):
            raise TokenError(f"The {kind} token is not valid.") from None
        if (late and not expired) or early:
            raise TokenError(f"The {kind} token has expired.")
        return claims


@lru_cache(maxsize=8)
def tokens(settings: Settings) -> Tokens:
    """The tokens of this shop; the keys are read once a process."""
    return Tokens(settings)


def _load_keys(directory: Path | None) -> dict[str, Ed25519PrivateKey]:
    if directory is None:
        name = f"ephemeral-{uuid4().hex[:8]}"
        log.warning("signing_keys_ephemeral", hint="set SIGNING_KEYS_DIR, or tokens end with this process")
        return {name: Ed25519PrivateKey.generate()}
    paths = sorted(directory.glob("*.pem")) if directory.is_dir() else []
    if not paths:
        raise ConfigurationError(
            f"SIGNING_KEYS_DIR: {directory} has no *.pem file; make one with "
            f"'openssl genpkey -algorithm ed25519 -out {directory}/2026-01.pem'"
        )
    return {path.stem: _load_key(path) for path in paths}


def _load_key(path: Path) -> Ed25519PrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        raise ConfigurationError(f"SIGNING_KEYS_DIR: {path} is not a readable private key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError(f"SIGNING_KEYS_DIR: {path} must be an Ed25519 key")
    return key
