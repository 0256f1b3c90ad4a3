"""Access tokens: which are believed, and for how long their account is."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate_ec_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from commerce.accounts import sessions
from core.clock import now, travel
from core.settings import Settings
from core.tokens import Tokens, tokens
from models import Cart, Role, Session, User
from tests.accounts.conftest import PASSWORD, Open
from tests.accounts.forging import hmac_signed, packed, parts
from tests.accounts.people import ME, Visitor, people_rows
from tests.support.sql import Statements

ADA = "ada@example.com"
SET_EMAIL = 'mutation { cartEmailSet(email: "x@example.com") { __typename } }'


@pytest.fixture
async def ada(visitor: Visitor, open_account: Open) -> Visitor:
    await open_account()
    await visitor.log_in(ADA, PASSWORD)
    return visitor


@pytest.fixture
def own(settings: Settings) -> Tokens:
    """The shop's tokens, private keys and all."""
    return tokens(settings)


async def refused(ada: Visitor, token: str, what: str = "") -> None:
    """Neither a query nor a mutation is answered, and nothing has changed."""
    before = await people_rows()
    for query in (ME, SET_EMAIL):
        answer = await Visitor(ada.http, ada.headers, access=token).raw(query)
        assert answer.status_code == 401, (what, answer.text)
        assert answer.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
        assert "data" not in answer.json()
    assert await people_rows() == before
    assert await Cart.all().count() == 0


async def test_what_a_token_says(ada: Visitor, own: Tokens) -> None:
    head, claims, _ = parts(str(ada.access))

    user, session = await User.get(), await Session.get()
    assert (head["alg"], head["kid"]) == ("EdDSA", own.public_keys()["keys"][0]["kid"])
    assert {name: claims[name] for name in ("sub", "sid", "role", "aud")} == {
        "sub": str(user.id), "sid": str(session.id), "role": "user", "aud": "api"
    }  # fmt: skip
    assert claims["exp"] - claims["iat"] == 900
    assert set(claims) == {"iss", "aud", "sub", "sid", "jti", "iat", "exp", "role"}


async def test_forgeries(ada: Visitor, own: Tokens, settings: Settings) -> None:
    head, claims, signature = parts(str(ada.access))
    name = head["kid"]
    signer = own._keys[name]
    raised = {**claims, "role": "superadmin"}
    public = signer.public_key()
    secrets = [
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        public.public_bytes(Encoding.Raw, PublicFormat.Raw),
        own.public_keys()["keys"][0]["x"].encode(),
        settings.secret_key.get_secret_value().encode(),
        json.dumps(own.public_keys()).encode(),
    ]
    rsa, curve, foreign = generate_rsa_key(65537, 2048), generate_ec_key(SECP256R1()), Ed25519PrivateKey.generate()

    def signed(key: Any, algorithm: str = "EdDSA", kid: str | None = name, **changes: Any) -> str:
        payload = {key: value for key, value in {**claims, **changes}.items() if value is not None}
        return jwt.encode(payload, key, algorithm=algorithm, headers={"kid": kid} if kid else {})

    assert (await Visitor(ada.http, access=signed(signer)).ask(ME))["me"][
        "email"
    ] == ADA  # the rest differ in one thing
    forged = {
        "alg none": f"{packed({**head, 'alg': 'none'})}.{packed(raised)}.",
        "alg None": f"{packed({**head, 'alg': 'None'})}.{packed(raised)}.",
        "alg none, signed": f"{packed({**head, 'alg': 'none'})}.{packed(raised)}.{signature}",
        "role edited": f"{packed(head)}.{packed(raised)}.{signature}",
        "no signature": f"{packed(head)}.{packed(claims)}.",
        "foreign key under our kid": signed(foreign),
        "RS256 under our kid": signed(rsa, "RS256"),
        "ES256 under our kid": signed(curve, "ES256"),
        "unknown kid": signed(foreign, kid="foreign"),
        "kid that is a path": signed(foreign, kid="../../etc/passwd"),
        "no kid": signed(signer, kid=None),
        "key of the token's own": _with_own_key(claims, foreign, name),
        "another issuer": signed(signer, iss="https://evil.example"),
        "another audience": signed(signer, aud="order"),
        "several audiences, not ours": signed(signer, aud=["web", "order"]),
        "no audience": signed(signer, aud=None),
        "no expiry": signed(signer, exp=None),
        "expired": signed(signer, exp=claims["iat"] - 1),
        "of the future": signed(signer, iat=claims["iat"] + 3600, exp=claims["exp"] + 3600),
        "another subject": signed(signer, sub=str(uuid4())),
        "no subject": signed(signer, sub=None),
        "another session": signed(signer, sid=str(uuid4())),
        "no session": signed(signer, sid=None),
        "an order token": own.issue_order_token(uuid4()).token,
        "critical header": jwt.encode(claims, signer, "EdDSA", headers={"kid": name, "crit": ["exp"]}),
        **{
            f"HS256 with {n}": hmac_signed(str(ada.access), secret, role="superadmin")
            for n, secret in enumerate(secrets)
        },
    }
    for what, token in forged.items():
        await refused(ada, token, what)


def _with_own_key(claims: dict[str, Any], key: Ed25519PrivateKey, kid: str) -> str:
    jwk = jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    headers = {"kid": kid, "jwk": jwk, "jku": "https://evil.example/keys"}
    return jwt.encode(claims, key, algorithm="EdDSA", headers=headers)


async def test_it_ends_after_fifteen_minutes(ada: Visitor) -> None:
    with travel(timedelta(minutes=14, seconds=55)):
        assert (await ada.ask(ME))["me"]["email"] == ADA
    with travel(timedelta(minutes=15, seconds=1)):
        await refused(ada, str(ada.access))


@pytest.mark.parametrize("fields", [{"deleted_at": now()}, {"blocked_at": now(), "blocked_reason": "fraud"}])
async def test_it_ends_with_its_account_at_once(ada: Visitor, fields: dict[str, Any]) -> None:
    await User.all().update(**fields)

    await refused(ada, str(ada.access))


async def test_it_ends_with_its_session_at_once(ada: Visitor) -> None:
    user = await User.get()
    other = Visitor(ada.http)
    await other.log_in(ADA, PASSWORD)
    kept = (await Session.all().order_by("-id"))[0]

    assert await sessions.end_all(user.id, "blocked", keep=kept.id) == 1
    await refused(ada, str(ada.access))
    assert (await other.ask(ME))["me"]["email"] == ADA
    assert await sessions.end_all(user.id, "blocked") == 1
    await refused(other, str(other.access))


async def test_a_row_that_is_gone_ends_it(ada: Visitor) -> None:
    await User.all().delete()

    await refused(ada, str(ada.access))


async def test_a_session_of_somebody_else_does_not_help(ada: Visitor, open_account: Open, own: Tokens) -> None:
    mallory = await open_account("mallory@example.com")
    session = await Session.get()

    await refused(ada, own.issue_access_token(mallory.id, session.id, "user").token)


async def test_the_role_counts_as_it_is_now(ada: Visitor) -> None:
    staff_only = "{ me { blocked } }"
    as_user = (await ada.ask(staff_only))["me"]["blocked"]

    await User.all().update(role=Role.ADMIN)
    as_admin = (await ada.ask(staff_only))["me"]["blocked"]
    await User.all().update(role=Role.USER)
    again = (await ada.ask(staff_only))["me"]["blocked"]

    assert (as_user, as_admin, again) == (None, False, None)


async def test_knowing_who_asks_costs_one_statement(
    ada: Visitor, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    query = "{ products { nodes { id } } templates { nodes { id } } }"
    nobody = Visitor(ada.http)

    with query_counter() as anonymous:
        await nobody.ask(query)
    with query_counter() as signed_in:
        await ada.ask(query)
    with query_counter() as own_account:
        await ada.ask(ME)

    assert len(signed_in) == len(anonymous) + 1
    assert len(own_account) == 1


async def test_forged_and_malformed_requests_cost_none(
    ada: Visitor, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    with query_counter() as statements:
        await refused_quickly(ada)

    assert len(statements) == 0


async def refused_quickly(ada: Visitor) -> None:
    forged = await Visitor(ada.http, access="not.a.token").raw(ME)
    malformed = await ada.http.post("/graphql", json={"query": 7}, headers={"authorization": f"Bearer {ada.access}"})
    assert (forged.status_code, malformed.status_code) == (401, 400)


async def test_the_public_keys_are_published(ada: Visitor, client: httpx.AsyncClient, settings: Settings) -> None:
    answer = await client.get("/.well-known/jwks.json")

    assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, max-age=300")
    [key] = answer.json()["keys"]
    assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}
    verified = jwt.decode(
        str(ada.access),
        jwt.PyJWKSet.from_dict(answer.json())[parts(str(ada.access))[0]["kid"]],
        algorithms=["EdDSA"],
        audience="api",
        issuer=settings.public_url,
    )
    assert verified["role"] == "user"
