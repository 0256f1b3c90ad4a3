"""Who asks, as the headers prove it. A header that proves nothing is refused, never passed over."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from core.clock import travel
from models import Role, User
from resolvers.client import client_ip
from resolvers.services import Services
from tests.edge.conftest import Ask, LogIn

WHO = "{ viewer }"


async def test_nobody(ask: Ask) -> None:
    assert await ask(WHO) == {"data": {"viewer": ["None", None, None, "None", "127.0.0.1"]}}


async def test_an_account_a_cart_and_an_order_at_once(ask: Ask, services: Services, log_in: LogIn) -> None:
    login, order = await log_in(Role.ADMIN), uuid4()

    answer = await ask(
        WHO,
        authorization=f"bearer {login.access_token}",
        x_cart_token="c" * 43,
        x_order_token=services.tokens.issue_order_token(order).token,
        x_forwarded_for="6.6.6.6, 2001:db8::1",
    )

    assert answer["data"]["viewer"] == [str(login.user.id), "admin", "c" * 43, str(order), "2001:db8::1"]


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer"},
        {"authorization": "Bearer "},
        {"authorization": "Basic YTpi"},
        {"authorization": "Bearer not.a.token"},
        {"authorization": "Bearer " + "x" * 5000},
        {"authorization": "Bearer \xff\xfe"},
        {"x-order-token": "nonsense"},
        {"x-order-token": "\xff"},
        {"x-cart-token": "short"},
        {"x-cart-token": "' OR 1=1 --  padding padding"},
        {"x-cart-token": "c" * 129},
    ],
)
async def test_a_malformed_credential_is_401(edge: httpx.AsyncClient, headers: dict[str, str]) -> None:
    raw = {name: value.encode("latin-1") for name, value in headers.items()}

    response = await edge.post("/graphql", json={"query": WHO}, headers=raw)  # type: ignore[arg-type]

    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}


async def test_an_order_token_opens_no_account_nor_the_other_way(ask: Ask, services: Services) -> None:
    order = services.tokens.issue_order_token(uuid4())
    access = services.tokens.issue_access_token(uuid4(), uuid4(), Role.USER)

    as_account = await ask(WHO, authorization=f"Bearer {order.token}")
    as_order = await ask(WHO, x_order_token=access.token)

    assert as_account["errors"][0]["message"] == "The access token is not valid."
    assert as_order["errors"][0]["message"] == "The order token is not valid."


async def test_the_role_is_the_accounts_and_not_the_tokens(ask: Ask, services: Services, log_in: LogIn) -> None:
    login = await log_in(Role.USER)
    token = services.tokens.issue_access_token(login.user.id, login.session_id, "superadmin").token

    as_it_was = await ask(WHO, authorization=f"Bearer {token}")
    await User.filter(id=login.user.id).update(role=Role.ADMIN)
    promoted = await ask(WHO, authorization=f"Bearer {login.access_token}")

    assert as_it_was["data"]["viewer"][:2] == [str(login.user.id), "user"]
    assert promoted["data"]["viewer"][:2] == [str(login.user.id), "admin"]


async def test_an_expired_token_says_that_it_expired(ask: Ask, log_in: LogIn) -> None:
    token = (await log_in()).access_token

    with travel(timedelta(minutes=14, seconds=58)):
        before = await ask("{ mine }", authorization=f"Bearer {token}")
    with travel(timedelta(minutes=15, seconds=1)):
        after = await ask("{ mine }", authorization=f"Bearer {token}")

    assert before == {"data": {"mine": "mine"}}
    assert after["errors"][0]["message"] == "The access token has expired."


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ([], 1, "10.0.0.1"),
        (["1.2.3.4"], 0, "10.0.0.1"),
        (["1.2.3.4"], 1, "1.2.3.4"),
        (["6.6.6.6, 1.2.3.4"], 1, "1.2.3.4"),
        (["6.6.6.6", "1.2.3.4, 10.0.0.9"], 2, "1.2.3.4"),
        (["1.2.3.4"], 2, "10.0.0.1"),
        (["nonsense"], 1, "10.0.0.1"),
        ([""], 1, "10.0.0.1"),
    ],
)
def test_the_clients_address(forwarded: list[str], proxies: int, expected: str) -> None:
    assert client_ip("10.0.0.1", forwarded, proxies) == expected
