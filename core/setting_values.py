"""What a setting may look like: each check says in a few words what to write instead."""

from __future__ import annotations

import json
import re
from typing import Annotated
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr


def without_slash(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an http or https URL, such as https://shop.example.com")
    _check_port(parts)
    return url.rstrip("/")


def _check_port(parts: SplitResult) -> None:
    """What stands in the port's place may be the rest of a password: it is not repeated."""
    try:
        _ = parts.port
    except ValueError:
        raise ValueError(
            "must have a port from 1 to 65535 or none; in a password, / is written %2F, : %3A, @ %40 and # %23"
        ) from None


def origin_of(url: str) -> str:
    """`scheme://host[:port]` of a URL as browsers write it: in lower case, without the scheme's own port."""
    parts = urlsplit(url)
    usual = {"http": ":80", "https": ":443"}.get(parts.scheme, "")
    return f"{parts.scheme}://{parts.netloc.removesuffix(usual)}".lower()


def check_origin(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise ValueError("must be origins, such as https://admin.example.com: each one whole, without a path or *")
    _check_port(parts)
    return origin_of(url)


def check_country(code: str) -> str:
    if not re.fullmatch("[A-Z]{2}", code):
        raise ValueError("must be ISO 3166-1 alpha-2 codes in upper case, such as US,CA,DE")
    return code


def check_postgres_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql", "asyncpg"}:
        raise ValueError("must be a PostgreSQL URL, such as postgres://user:password@host:5432/shop")
    _check_port(parts)
    return url


def check_redis_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss", "unix"}:
        raise ValueError("must be a Redis URL, such as redis://host:6379/0")
    _check_port(parts)
    return url


def email_address(address: str) -> str:
    local, _, domain = address.rpartition("@")
    if not local or not domain or len(address) > 254 or any(sign.isspace() or sign in "<>,;:" for sign in address):
        raise ValueError("must be an e-mail address alone, such as hello@shop.example.com")
    return address


def check_secret_http_url(url: SecretStr) -> SecretStr:
    return SecretStr(without_slash(url.get_secret_value()))


def check_smtp_url(url: SecretStr) -> SecretStr:
    parts = urlsplit(url.get_secret_value())
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("must be an SMTP URL, such as smtp://user:password@host:587 or smtps://user:password@host:465")
    _check_port(parts)
    return url


def check_host(host: str) -> str:
    parts = urlsplit(f"//{host}")
    if parts.netloc != host or not parts.hostname or "@" in host or any(sign.isspace() for sign in host):
        raise ValueError(
            "must be host names or addresses, with a port or without, such as erp.internal or 10.0.0.7:8080"
        )
    try:
        port = parts.port
    except ValueError:
        raise ValueError("must have ports from 1 to 65535, such as 10.0.0.7:8080") from None
    return f"{parts.hostname}:{port}" if port else parts.hostname


def check_time_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones, such as Europe
        raise ValueError("must be the IANA name of a time zone, such as Europe/Berlin") from None
    return name


def split_list(value: object) -> object:
    return [item.strip() for item in value.split(",") if item.strip()] if isinstance(value, str) else value


def read_issuers(value: object) -> object:
    """AUTH_ISSUERS: a JSON list of objects, or `issuer|audience|JWKS URL` entries, comma separated."""
    if not isinstance(value, str):
        return value
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            raise ValueError("AUTH_ISSUERS: is not valid JSON") from None
    entries = [[part.strip() for part in entry.split("|")] for entry in value.split(",") if entry.strip()]
    if any(len(parts) != 3 for parts in entries):
        raise ValueError("AUTH_ISSUERS: each entry must read issuer|audience|JWKS URL")
    return [dict(zip(("issuer", "audience", "jwks_url"), parts, strict=True)) for parts in entries]


Host = Annotated[str, AfterValidator(check_host)]
HttpUrl = Annotated[str, AfterValidator(without_slash)]
Origin = Annotated[str, AfterValidator(check_origin)]
Country = Annotated[str, AfterValidator(check_country)]
EmailAddress = Annotated[str, AfterValidator(email_address)]


class AuthIssuer(BaseModel):
    """An outside identity provider whose tokens are believed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str = Field(min_length=1)
    """The `iss` of its tokens, to the letter: a slash at the end counts."""
    audience: str = Field(min_length=1)
    """The `aud` of the tokens that it issues for this shop."""
    jwks_url: HttpUrl
    """Where it publishes its public keys."""
