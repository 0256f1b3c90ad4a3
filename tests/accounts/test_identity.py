"""Outside identity providers (AUTH_ISSUERS): a real HTTP server publishes keys, and its tokens log people in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as generate_ec_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as generate_rsa_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from core.clock import now, travel
from core.errors import ConfigurationError
from core.ids import to_global_id
from core.settings import AuthIssuer, Settings, load_settings
from models import Role, Session, User
from tests.accounts.conftest import Open
from tests.accounts.forging import hmac_signed
from tests.accounts.people import ME, Visitor, people_rows
from tests.support.sql import Statements

ADA = "ada@example.com"
ISSUER, AUDIENCE = "https://id.example.com/", "https://shop.example.com"
_TO_JWK: dict[str, Any] = {
    "RS256": jwt.algorithms.RSAAlgorithm.to_jwk,
    "ES256": jwt.algorithms.ECAlgorithm.to_jwk,
    "EdDSA": jwt.algorithms.OKPAlgorithm.to_jwk,
}


@dataclass
class Provider:
    """Publishes keys at a URL, and signs tokens with them."""

    url: str = ""
    keys: dict[str, tuple[str, Any]] = field(default_factory=dict)
    """Algorithm and private key by kid."""
    extra: list[dict[str, Any]] = field(default_factory=list)
    down: bool = False
    fetched: int = 0

    def add(self, kid: str, algorithm: str = "RS256") -> None:
        made = {
            "RS256": lambda: generate_rsa_key(65537, 2048),
            "ES256": lambda: generate_ec_key(SECP256R1()),
            "EdDSA": Ed25519PrivateKey.generate,
        }
        self.keys[kid] = (algorithm, made[algorithm]())

    def published(self) -> dict[str, Any]:
        keys = [
            {**_TO_JWK[algorithm](key.public_key(), as_dict=True), "kid": kid, "use": "sig", "alg": algorithm}
            for kid, (algorithm, key) in self.keys.items()
        ]
        return {"keys": [*self.extra, *keys]}

    def token(self, kid: str = "one", **changes: Any) -> str:
        algorithm, key = self.keys[kid]
        return self.signed(key, algorithm, kid, **changes)

    def signed(self, key: Any, algorithm: str, kid: str | None, **changes: Any) -> str:
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": "auth0|1",
            "iat": now(),
            "exp": now() + timedelta(hours=10),
            "email": ADA,
            "email_verified": True,
            "name": "Ada Lovelace",
            **changes,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else {})

    async def answer(self, request: Request) -> Response:
        self.fetched += 1
        return Response(status_code=503) if self.down else JSONResponse(self.published())


@pytest.fixture
async def provider() -> AsyncIterator[Provider]:
    provider = Provider()
    provider.add("one")
    app = Starlette(routes=[Route("/keys", provider.answer)])
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, lifespan="off", log_config=None))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    provider.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/keys"
    yield provider
    server.should_exit = True
    await serving


@pytest.fixture
async def nobody(provider: Provider, settings: Settings, db: None) -> AsyncIterator[Visitor]:
    """Somebody at a shop that trusts the provider."""
    from adapters import open_adapters
    from core.tokens import tokens
    from resolvers.services import Services
    from schema import schema
    from schema.http import GraphQLEndpoint

    issuer = AuthIssuer(issuer=ISSUER, audience=AUDIENCE, jwks_url=provider.url)
    trusting = settings.model_copy(update={"auth_issuers": (issuer,)})
    shop = Starlette(routes=[Route("/graphql", GraphQLEndpoint(schema))])
    async with open_adapters(trusting) as adapters:
        shop.state.services = Services(trusting, tokens(settings), adapters)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=shop), base_url="http://shop.test") as http:
            yield Visitor(http)


def with_token(nobody: Visitor, token: str) -> Visitor:
    return Visitor(nobody.http, access=token)


async def refused(nobody: Visitor, token: str) -> str:
    before = await people_rows()
    answer = await with_token(nobody, token).raw(ME)
    assert answer.status_code == 401, answer.text
    error = answer.json()["errors"][0]
    assert error["extensions"] == {"code": "UNAUTHENTICATED"}
    assert await people_rows() == before
    return str(error["message"])


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
async def test_an_account_is_made_at_the_first_token(nobody: Visitor, provider: Provider, algorithm: str) -> None:
    provider.add("one", algorithm)

    first = await with_token(nobody, provider.token(email="Ada@Example.com")).ask(ME)
    second = await with_token(nobody, provider.token(sub="google|7")).ask(ME)

    user = await User.get()
    assert first == second == {"me": {"id": to_global_id("User", user.id), "email": ADA, "role": "USER"}}
    assert (user.name, user.password_hash, user.email_verified_at is not None) == ("Ada Lovelace", None, True)
    assert await Session.all().count() == 0
    assert provider.fetched == 1


async def test_an_account_that_is_there_is_found_by_its_address(
    nobody: Visitor, provider: Provider, open_account: Open
) -> None:
    user = await open_account(role=Role.ADMIN, email_verified_at=None)

    seen = await with_token(nobody, provider.token()).ask(ME)

    assert seen["me"] == {"id": to_global_id("User", user.id), "email": ADA, "role": "ADMIN"}
    after = await User.get(id=user.id)
    assert (after.name, after.password_hash) == ("Ada", user.password_hash)
    assert after.email_verified_at is not None


async def test_two_first_requests_at_once_make_one_account(nobody: Visitor, provider: Provider) -> None:
    token = provider.token()

    answers = await asyncio.gather(*(with_token(nobody, token).ask(ME) for _ in range(8)))

    assert len({answer["me"]["id"] for answer in answers}) == 1
    assert await User.all().count() == 1
    assert provider.fetched == 1


async def test_better_auths_spelling(nobody: Visitor, provider: Provider) -> None:
    token = provider.token(email_verified=None, emailVerified=True)

    assert (await with_token(nobody, token).ask(ME))["me"]["email"] == ADA


async def test_it_costs_one_statement(
    nobody: Visitor, provider: Provider, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    visitor = with_token(nobody, provider.token())
    await visitor.ask(ME)

    with query_counter() as statements:
        await visitor.ask(ME)

    assert len(statements) == 1


@pytest.mark.parametrize("fields", [{"blocked_at": now()}, {"deleted_at": now()}])
async def test_who_is_shut_out_stays_out(
    nobody: Visitor, provider: Provider, open_account: Open, fields: dict[str, Any]
) -> None:
    await open_account(**fields)

    await refused(nobody, provider.token())


async def test_forgeries(nobody: Visitor, provider: Provider) -> None:
    algorithm, own = provider.keys["one"]
    rsa, curve, edwards = (
        generate_rsa_key(65537, 2048), generate_ec_key(SECP256R1()), Ed25519PrivateKey.generate()
    )  # fmt: skip
    assert (await with_token(nobody, provider.token()).ask(ME))["me"]["email"] == ADA
    forged = [
        provider.signed(rsa, "RS256", "one"),
        provider.signed(own, "RS512", "one"),
        provider.signed(own, "PS256", "one"),
        provider.signed(curve, "ES256", "one"),
        provider.signed(edwards, "EdDSA", "one"),
        provider.signed(None, "none", "one"),
        hmac_signed(provider.token(), json.dumps(provider.published()["keys"][0]).encode()),
        hmac_signed(provider.token(), provider.published()["keys"][0]["n"].encode()),
        hmac_signed(provider.token(), own.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)),
        provider.signed(own, algorithm, "two"),
        provider.signed(own, algorithm, None),
        provider.token(iss="https://id.example.com"),
        provider.token(aud="https://another-shop.example.com"),
        provider.token(aud=None),
        provider.token(sub=None),
        provider.token(exp=None),
        provider.token(exp=now() - timedelta(minutes=1)),
        provider.token(iat=now() + timedelta(minutes=5)),
        provider.token(nbf=now() + timedelta(minutes=5)),
        provider.token(email=None),
        provider.token(email=7),
        provider.token(email="not an address"),
        provider.token(email_verified=False),
        provider.token(email_verified=None),
        provider.token(email_verified="yes"),
        provider.token(email_verified=1),
        provider.token(email_verified=False, emailVerified=True),
    ]
    for token in forged:
        await refused(nobody, token)
    assert await User.all().count() == 1


async def test_an_address_that_nobody_verified_is_said_to_be_so(nobody: Visitor, provider: Provider) -> None:
    message = await refused(nobody, provider.token(email_verified=False))

    assert message == "The access token names no verified e-mail address."


async def test_a_new_key_is_fetched_when_a_token_names_it(nobody: Visitor, provider: Provider) -> None:
    old = provider.token()
    await with_token(nobody, old).ask(ME)
    provider.add("two", "ES256")
    new = provider.token("two")

    await refused(nobody, new)  # they were fetched this very moment
    with travel(timedelta(seconds=11)):
        assert (await with_token(nobody, new).ask(ME))["me"]["email"] == ADA
        assert (await with_token(nobody, old).ask(ME))["me"]["email"] == ADA
    assert provider.fetched == 2


async def test_made_up_key_names_do_not_make_us_ask_without_end(nobody: Visitor, provider: Provider) -> None:
    forged = [provider.signed(provider.keys["one"][1], "RS256", uuid4().hex) for _ in range(20)]

    for token in forged:
        await refused(nobody, token)

    assert provider.fetched == 1


async def test_a_withdrawn_key_is_believed_for_an_hour_at_most(nobody: Visitor, provider: Provider) -> None:
    token = provider.token()
    await with_token(nobody, token).ask(ME)
    provider.keys.clear()
    provider.add("two")

    with travel(timedelta(minutes=59)):
        assert (await with_token(nobody, token).ask(ME))["me"]["email"] == ADA
    with travel(timedelta(minutes=61)):
        await refused(nobody, token)


async def test_an_outage_of_the_provider_is_bridged_with_the_last_keys(nobody: Visitor, provider: Provider) -> None:
    token = provider.token(exp=now() + timedelta(days=3))
    await with_token(nobody, token).ask(ME)
    provider.down = True

    with travel(timedelta(hours=23)):
        assert (await with_token(nobody, token).ask(ME))["me"]["email"] == ADA
    with travel(timedelta(hours=25)):
        answer = await with_token(nobody, token).raw(ME)

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (500, "INTERNAL")


async def test_keys_that_are_none_are_passed_over(nobody: Visitor, provider: Provider) -> None:
    weak = generate_rsa_key(65537, 1024)  # noqa: S505 (that is the point)
    provider.extra = [
        {"kty": "oct", "k": "c2VjcmV0", "kid": "secret", "alg": "HS256"},
        {**jwt.algorithms.RSAAlgorithm.to_jwk(weak.public_key(), as_dict=True), "kid": "weak"},
        {"kty": "RSA", "n": "!", "e": "AQAB", "kid": "broken"},
        {"kty": "EC", "crv": "P-521", "kid": "curve"},
        "nonsense",  # type: ignore[list-item]
        {},
    ]

    assert (await with_token(nobody, provider.token()).ask(ME))["me"]["email"] == ADA
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        weakly_signed = provider.signed(weak, "RS256", "weak")
    await refused(nobody, weakly_signed)
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        hmac_signed = provider.signed("secret", "HS256", "secret")
    await refused(nobody, hmac_signed)


async def test_the_shops_own_tokens_go_on(nobody: Visitor, provider: Provider, open_account: Open) -> None:
    from tests.accounts.conftest import PASSWORD

    await open_account()
    await nobody.log_in(ADA, PASSWORD)

    assert (await nobody.ask(ME))["me"]["email"] == ADA
    assert provider.fetched == 0


async def test_a_provider_that_nobody_trusts_is_nobody(visitor: Visitor, provider: Provider) -> None:
    await refused(visitor, provider.token())
    assert provider.fetched == 0


BOTH = (
    AuthIssuer(issuer="https://a.example/", audience="shop", jwks_url="https://a.example/keys"),
    AuthIssuer(issuer="https://b.example", audience="web", jwks_url="https://b.example/jwks.json"),
)


@pytest.mark.parametrize(
    "value",
    [
        "https://a.example/|shop|https://a.example/keys, https://b.example|web|https://b.example/jwks.json",
        json.dumps([provider.model_dump() for provider in BOTH]),
    ],
)
def test_the_setting_is_read(settings: Settings, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("AUTH_ISSUERS", value)

    assert load_settings().auth_issuers == BOTH


@pytest.mark.parametrize(
    "value",
    [
        "https://a.example",
        "https://a.example|shop|ftp://a.example",
        "https://a.example||https://a.example/keys",
        "https://a.example|shop|https://a.example/keys,https://a.example|web|https://a.example/keys",
        "[",
        '[{"issuer": "https://a.example"}]',
        '["a"]',
    ],
)
def test_a_setting_that_makes_no_sense_stops_the_start(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("AUTH_ISSUERS", value)

    with pytest.raises(ConfigurationError, match="AUTH_ISSUERS: "):
        load_settings()


def test_production_trusts_no_keys_over_plain_http(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AUTH_ISSUERS", "https://a.example|shop|http://a.example/keys")
    monkeypatch.setenv("ENVIRONMENT", "production")
    monkeypatch.setenv("STRIPE_API_BASE", "")

    with pytest.raises(ConfigurationError, match="AUTH_ISSUERS: JWKS URLs must be https"):
        load_settings()
