"""Outside identity providers: whom they vouch for, by tokens that are verified against the keys they publish."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import jwt
import orjson
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from core.clock import now
from core.database import forbid_transaction
from core.errors import AdapterError
from core.settings import AuthIssuer, Settings

log = structlog.get_logger(__name__)

REFETCH_EVERY = timedelta(seconds=10)
"""At most: how often a key name that is made up can make us ask the provider."""
KEYS_LIFETIME = timedelta(hours=1)
"""Keys are fetched again after this, so that withdrawn ones are no longer believed."""
KEYS_OUTAGE = timedelta(hours=24)
"""How long the last keys are believed while the provider does not answer."""
_SKEW = timedelta(seconds=30)
_SECONDS = 5.0
_MAX_TOKEN, _MAX_KEYS = 8192, 262_144
_MIN_RSA_BITS = 2048
_ALGORITHMS: Mapping[tuple[str, str | None], str] = {
    ("RSA", None): "RS256",
    ("EC", "P-256"): "ES256",
    ("OKP", "Ed25519"): "EdDSA",
}
"""The one algorithm that a key of that type and curve may be used with. There is no symmetric one."""


class IdentityRefused(AdapterError):
    """The token is not one to believe. Its text may be shown."""

    def __init__(self, message: str) -> None:
        super().__init__(message, transient=False)


class IdentityUnavailable(AdapterError):
    """The provider's keys cannot be had."""


@dataclass(frozen=True)
class Identity:
    """Somebody whose e-mail address a provider has verified."""

    issuer: str
    subject: str
    email: str
    name: str


class IdentityProviders:
    """The providers that AUTH_ISSUERS names. Nothing is fetched before a token comes."""

    def __init__(self, settings: Settings) -> None:
        self._http = httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False)
        self._keys = {provider.issuer: _Keys(provider, self._http) for provider in settings.auth_issuers}

    async def close(self) -> None:
        await self._http.aclose()

    def issued(self, token: str) -> bool:
        """Whether a token says that it comes from one of them. Nothing is proven by that."""
        if not self._keys or len(token) > _MAX_TOKEN:
            return False
        try:
            return jwt.decode(token, options={"verify_signature": False}).get("iss") in self._keys
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            return False

    async def verify(self, token: str) -> Identity:
        """Whom a token is about.

        Raises:
            IdentityRefused: when it cannot be trusted, or names no verified address.
            IdentityUnavailable: when the keys to tell by cannot be had.
        """
        forbid_transaction("an identity provider")
        try:
            header = jwt.get_unverified_header(token)
            issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
            keys, kid = self._keys[issuer], header["kid"]
        except (jwt.PyJWTError, KeyError, ValueError, TypeError, RecursionError):
            raise _refused() from None
        key = await keys.find(str(kid))
        if key is None:
            raise _refused()
        return _identity(_claims(token, key, keys.provider))


@dataclass(frozen=True)
class _Key:
    algorithm: str
    public: Any


class _Keys:
    """One provider's keys, by their `kid`."""

    def __init__(self, provider: AuthIssuer, http: httpx.AsyncClient) -> None:
        self.provider = provider
        self._http = http
        self._known: dict[str, _Key] = {}
        self._fetched_at: datetime | None = None
        self._asked_at: datetime | None = None
        self._fetching = asyncio.Lock()

    async def find(self, kid: str) -> _Key | None:
        """The key of that name. Fetches them when it is unknown, or all are old.

        Raises:
            IdentityUnavailable: when there are none to tell by.
        """
        if not self._knows(kid):
            async with self._fetching:  # whoever waited here finds the work done
                if not self._knows(kid) and self._may_ask():
                    await self._fetch()
        if self._fetched_at is None or now() - self._fetched_at > KEYS_OUTAGE:
            raise IdentityUnavailable(f"the keys of {self.provider.issuer} cannot be fetched")
        return self._known.get(kid)

    def _knows(self, kid: str) -> bool:
        return kid in self._known and self._fetched_at is not None and now() - self._fetched_at < KEYS_LIFETIME

    def _may_ask(self) -> bool:
        return self._asked_at is None or now() - self._asked_at >= REFETCH_EVERY

    async def _fetch(self) -> None:
        self._asked_at = now()
        try:
            self._known = _key_set(await self._download())
        except (httpx.HTTPError, ValueError) as error:
            log.warning("identity_keys_not_fetched", issuer=self.provider.issuer, error=str(error) or repr(error))
            return
        self._fetched_at = now()

    async def _download(self) -> bytes:
        content = bytearray()
        async with self._http.stream("GET", self.provider.jwks_url, headers={"Accept": "application/json"}) as answer:
            answer.raise_for_status()
            async for chunk in answer.aiter_bytes():
                content += chunk
                if len(content) > _MAX_KEYS:
                    raise ValueError("the key set is too large")
        return bytes(content)


def _key_set(content: bytes) -> dict[str, _Key]:
    """The usable keys of a JSON Web Key Set.

    Raises:
        ValueError: when it is none.
    """
    document = orjson.loads(content)
    entries = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(entries, list):
        raise ValueError("not a key set")
    keys = {}
    for entry in entries:
        key = _key(entry) if isinstance(entry, dict) else None
        if key is not None:
            keys[str(entry["kid"])] = key
    return keys


def _key(entry: dict[str, Any]) -> _Key | None:
    kind = entry.get("kty")
    algorithm = _ALGORITHMS.get((str(kind), None if kind == "RSA" else entry.get("crv")))
    meant_otherwise = entry.get("use", "sig") != "sig" or entry.get("alg", algorithm) != algorithm
    if algorithm is None or meant_otherwise or not isinstance(entry.get("kid"), str):
        return None
    try:
        public = jwt.PyJWK({name: value for name, value in entry.items() if name != "d"}, algorithm).key
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    weak = isinstance(public, RSAPublicKey) and public.key_size < _MIN_RSA_BITS
    return None if weak else _Key(algorithm, public)


def _claims(token: str, key: _Key, provider: AuthIssuer) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key.public,
            algorithms=[key.algorithm],
            audience=provider.audience,
            issuer=provider.issuer,
            # Time is checked below, by the shop's own clock.
            options={
                "require": ["exp", "iss", "aud", "sub"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
        moments = {name: float(claims[name]) for name in ("exp", "nbf", "iat") if name in claims}
        expired = moments["exp"] <= (now() - _SKEW).timestamp()
        early = max(moments.get("nbf", 0), moments.get("iat", 0)) > (now() + _SKEW).timestamp()
    except (jwt.PyJWTError, KeyError, ValueError, TypeError, OverflowError, RecursionError):
        raise _refused() from None
    if expired or early:
        raise IdentityRefused("The access token has expired.")
    return claims


def _identity(claims: Mapping[str, Any]) -> Identity:
    """OpenID Connect's claims; `emailVerified` is Better Auth's."""
    email = claims.get("email")
    verified = claims.get("email_verified", claims.get("emailVerified"))
    if not isinstance(email, str) or not _looks_like_an_address(email) or not (verified is True or verified == "true"):
        raise IdentityRefused("The access token names no verified e-mail address.")
    name = claims.get("name")
    return Identity(str(claims["iss"]), str(claims["sub"]), email, name if isinstance(name, str) else "")


def _looks_like_an_address(email: str) -> bool:
    local, _, domain = email.partition("@")
    return (
        bool(local and domain) and "@" not in domain and len(email) <= 254 and email.isprintable() and " " not in email
    )


def _refused() -> IdentityRefused:
    return IdentityRefused("The access token is not valid.")
