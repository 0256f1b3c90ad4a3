"""Tokens: who may make one, which are believed, and for how long."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from core.clock import now, travel
from core.errors import ConfigurationError
from core.settings import Settings
from core.tokens import TokenError, Tokens

USER = UUID("0198c0de-0000-7000-8000-0000000000aa")
SESSION = UUID("0198c0de-0000-7000-8000-0000000000bb")


def pem(key: Any) -> bytes:
    return bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    (tmp_path / "2026-01.pem").write_bytes(pem(Ed25519PrivateKey.generate()))
    return tmp_path


def tokens_of(keys: Path | None, public_url: str = "https://shop.test") -> Tokens:
    return Tokens(
        Settings(
            secret_key="k" * 32,
            database_url="postgres://127.0.0.1:1/none",
            redis_url="redis://127.0.0.1:1/0",
            stripe_secret_key="sk_test_none",
            stripe_webhook_secrets="whsec_none",  # type: ignore[arg-type]
            public_url=public_url,
            signing_keys_dir=keys,
        )
    )


def forged(key: Any, algorithm: str = "EdDSA", kid: str | None = "2026-01", **claims: Any) -> str:
    payload = {
        "iss": "https://shop.test",
        "aud": "api",
        "sub": str(USER),
        "sid": str(SESSION),
        "jti": "x",
        "iat": now(),
        "exp": now() + timedelta(minutes=5),
        "role": "superadmin",
        **claims,
    }
    payload = {name: value for name, value in payload.items() if value is not None}
    return jwt.encode(payload, key, algorithm=algorithm, headers={"kid": kid} if kid else None)


def test_an_access_token_says_who_and_what(keys: Path) -> None:
    tokens = tokens_of(keys)

    issued = tokens.issue_access_token(USER, SESSION, "admin")
    claims = tokens.verify_access_token(issued.token)

    assert (claims.user_id, claims.session_id, claims.role) == (USER, SESSION, "admin")
    assert claims.expires_at == issued.expires_at
    assert timedelta(minutes=14) < issued.expires_at - now() <= timedelta(minutes=15)
    header = jwt.get_unverified_header(issued.token)
    assert (header["alg"], header["kid"]) == ("EdDSA", "2026-01")


def test_an_order_token_opens_one_order_for_a_week(keys: Path) -> None:
    tokens = tokens_of(keys)
    order = uuid4()
    token = tokens.issue_order_token(order).token

    assert tokens.read_order_token(token).order_id == order
    with travel(timedelta(days=6, hours=23)):
        assert tokens.read_order_token(token).order_id == order
    with travel(timedelta(days=7, seconds=1)), pytest.raises(TokenError, match="The order token has expired"):
        tokens.read_order_token(token)


def test_two_tokens_are_never_the_same(keys: Path) -> None:
    tokens = tokens_of(keys)
    issued = {tokens.issue_access_token(USER, SESSION, "user").token for _ in range(20)}

    assert len({tokens.verify_access_token(token).token_id for token in issued}) == 20


def test_the_newest_key_signs_and_the_older_one_still_verifies(keys: Path) -> None:
    before = tokens_of(keys).issue_access_token(USER, SESSION, "user").token
    (keys / "2026-02.pem").write_bytes(pem(Ed25519PrivateKey.generate()))

    rotated = tokens_of(keys)

    assert jwt.get_unverified_header(rotated.issue_access_token(USER, SESSION, "user").token)["kid"] == "2026-02"
    assert rotated.verify_access_token(before).user_id == USER

    (keys / "2026-01.pem").unlink()
    with pytest.raises(TokenError, match="not valid"):
        tokens_of(keys).verify_access_token(before)


def test_a_key_that_comes_while_the_shop_runs_is_found_by_its_name(keys: Path) -> None:
    running = tokens_of(keys)
    before = running.issue_access_token(USER, SESSION, "user").token
    (keys / "2026-02.pem").write_bytes(pem(Ed25519PrivateKey.generate()))
    signed_by_another_process = tokens_of(keys).issue_access_token(USER, SESSION, "user").token

    with travel(timedelta(seconds=6)):
        assert running.verify_access_token(signed_by_another_process).user_id == USER
        assert running.verify_access_token(before).user_id == USER
        after = running.issue_access_token(USER, SESSION, "user").token

    assert jwt.get_unverified_header(after)["kid"] == "2026-02"


def test_a_new_key_signs_within_a_minute(keys: Path) -> None:
    running = tokens_of(keys)
    (keys / "2026-02.pem").write_bytes(pem(Ed25519PrivateKey.generate()))
    signers = []
    for seconds in (50, 61):
        with travel(timedelta(seconds=seconds)):
            token = running.issue_access_token(USER, SESSION, "user").token
            signers.append(jwt.get_unverified_header(token)["kid"])

    assert signers == ["2026-01", "2026-02"]


def test_a_made_up_key_name_makes_us_look_at_most_every_five_seconds(keys: Path) -> None:
    running = tokens_of(keys)
    (keys / "2026-02.pem").write_bytes(b"nonsense, half written")
    made_up = forged(Ed25519PrivateKey.generate(), kid="2026-02")

    for seconds in (1, 6, 7):
        with travel(timedelta(seconds=seconds)), pytest.raises(TokenError, match="not valid"):
            running.verify_access_token(made_up)

    assert running.verify_access_token(running.issue_access_token(USER, SESSION, "user").token).user_id == USER


def test_the_public_keys_are_a_key_set_that_others_verify_with(keys: Path) -> None:
    (keys / "2026-02.pem").write_bytes(pem(Ed25519PrivateKey.generate()))
    tokens = tokens_of(keys)
    token = tokens.issue_access_token(USER, SESSION, "user").token

    published = tokens.public_keys()

    assert [(key["kid"], key["kty"], key["crv"], key["alg"], key["use"]) for key in published["keys"]] == [
        ("2026-01", "OKP", "Ed25519", "EdDSA", "sig"),
        ("2026-02", "OKP", "Ed25519", "EdDSA", "sig"),
    ]
    assert not any("d" in key for key in published["keys"])
    key = jwt.PyJWKSet.from_dict(published)["2026-02"]
    claims = jwt.decode(token, key, algorithms=["EdDSA"], audience="api", issuer="https://shop.test")
    assert claims["sub"] == str(USER)


def test_another_shops_token_is_not_believed(keys: Path) -> None:
    foreign = tokens_of(keys, "https://other.test").issue_access_token(USER, SESSION, "admin").token

    with pytest.raises(TokenError, match="not valid"):
        tokens_of(keys).verify_access_token(foreign)


def test_forgeries(keys: Path) -> None:
    tokens = tokens_of(keys)
    own = jwt.api_jws.get_algorithm_by_name("EdDSA").prepare_key((keys / "2026-01.pem").read_bytes())
    public = own.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)  # type: ignore[union-attr]
    good = forged(own)
    assert tokens.verify_access_token(good).role == "superadmin"  # what follows differs from it in one thing
    head, body, signature = good.split(".")

    forgeries = [
        forged(Ed25519PrivateKey.generate()),
        forged(public.hex(), "HS256"),
        forged(None, "none"),
        forged(generate_private_key(SECP256R1()), "ES256"),
        forged(own, kid=None),
        forged(own, kid="2025-12"),
        forged(own, kid="../2026-01"),
        forged(own, aud="order"),
        forged(own, aud=None),
        forged(own, iss=None),
        forged(own, exp=None),
        forged(own, iat=None),
        forged(own, jti=None),
        forged(own, sub="not-a-uuid"),
        forged(own, sub=None),
        forged(own, sid=None),
        forged(own, sid="not-a-uuid"),
        forged(own, sid=7),
        forged(own, role=None),
        forged(own, role=["superadmin"]),
        forged(own, exp="soon"),
        forged(own, exp=10**400),
        f"{head}.{body}.",
        f"{head}.{body[:-2]}.{signature}",
        f"{body}.{head}.{signature}",
        f"{good}.x",
        "",
        "...",
        "x" * 5000,
        "\0",
        "ü.ü.ü",
    ]
    for token in forgeries:
        with pytest.raises(TokenError, match="not valid"):
            tokens.verify_access_token(token)


def test_a_token_of_the_future_is_not_believed(keys: Path) -> None:
    tokens = tokens_of(keys)
    with travel(timedelta(minutes=1)):
        token = tokens.issue_access_token(USER, SESSION, "user").token

    with pytest.raises(TokenError):
        tokens.verify_access_token(token)


def test_without_keys_there_is_one_for_the_life_of_the_process() -> None:
    tokens = tokens_of(None)

    assert tokens.verify_access_token(tokens.issue_access_token(USER, SESSION, "user").token).user_id == USER
    with pytest.raises(TokenError):
        tokens_of(None).verify_access_token(tokens.issue_access_token(USER, SESSION, "user").token)


@pytest.mark.parametrize("content", [None, b"", b"nonsense", pem(generate_private_key(SECP256R1()))])
def test_a_folder_without_usable_keys_stops_the_start(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "2026-01.pem").write_bytes(content)

    with pytest.raises(ConfigurationError, match=r"^SIGNING_KEYS_DIR: "):
        tokens_of(tmp_path)
