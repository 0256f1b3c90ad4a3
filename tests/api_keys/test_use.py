"""What a key opens, and for how long: its own permissions, as far as its owner still has them, and nobody's account."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import httpx
import pytest

from adapters import Adapters
from commerce.checkout.carts import CartOwner
from commerce.permissions import Permission
from core.clock import now, travel
from core.ids import to_global_id
from models import ApiKey, AuditEntry, Cart, Role, User
from tests.api_keys.conftest import ADMIN_USERS, CREATE, REVOKE, Account, Buy, MakeKey, SignIn
from tests.orders.conftest import order_gid
from tests.support.outside import StripeSandbox
from tests.support.sql import Statements
from tests.support.state import fingerprint
from tests.support.storefront import Shopper
from tests.users.conftest import BLOCK, ROLE_SET, user_gid

Counter = Callable[[], AbstractContextManager[Statements]]
ME = "{ me { email } cart { id } }"
ORDER = "query ($id: ID!) { order(id: $id) { number notes } }"
START = "mutation { checkoutStart { __typename ... on Error { code } } }"


async def test_one_statement_and_its_use_noted_once_a_minute(
    admin: Account, make_key: MakeKey, query_counter: Counter
) -> None:
    script = await make_key(admin)
    assert (await ApiKey.get()).last_used_at is None
    uses, before = [], now()

    for seconds in (0, 20, 40, 61):
        with travel(timedelta(seconds=seconds)):
            with query_counter() as statements:
                await script.ask("{ me { id } }")
            assert len(statements) == 1, statements.sql
            uses.append((await ApiKey.get()).last_used_at)

    assert uses[0] is not None
    assert uses[0] == uses[1] == uses[2] < uses[3]
    assert before <= uses[0] <= now()


async def test_forty_at_once_are_all_let_in(admin: Account, make_key: MakeKey) -> None:
    script = await make_key(admin)

    answers = await asyncio.gather(*(script.raw(ADMIN_USERS) for _ in range(40)))

    assert {answer.status_code for answer in answers} == {200}


async def test_what_the_owner_lost_the_key_lost(admin: Account, superadmin: Account, make_key: MakeKey) -> None:
    script = await make_key(admin)
    await script.ask(ADMIN_USERS)

    await superadmin.shopper.ask(ROLE_SET, id=user_gid(admin), role="USER")
    demoted = await script.refused(ADMIN_USERS)
    await superadmin.shopper.ask(ROLE_SET, id=user_gid(admin), role="ADMIN")

    assert demoted == (200, "FORBIDDEN")
    await script.ask(ADMIN_USERS)


async def test_what_the_owner_lost_in_part(superadmin: Account, account: SignIn, make_key: MakeKey) -> None:
    owner = await account(Role.SUPERADMIN)
    script = await make_key(owner, "READ_USERS", "READ_AUDIT")
    audit = "{ auditEntries { totalCount } }"
    await script.ask(audit)

    await superadmin.shopper.ask(ROLE_SET, id=user_gid(owner), role="ADMIN")

    assert (await script.refused(audit))[1] == "FORBIDDEN"
    await script.ask(ADMIN_USERS)


async def test_a_raised_owner_raises_no_key(admin: Account, superadmin: Account, make_key: MakeKey) -> None:
    script = await make_key(admin)

    await superadmin.shopper.ask(ROLE_SET, id=user_gid(admin), role="SUPERADMIN")

    assert (await script.refused("{ auditEntries { totalCount } }"))[1] == "FORBIDDEN"


@pytest.mark.parametrize("gone", ["blocked_at", "deleted_at"])
async def test_an_owner_who_is_out(admin: Account, make_key: MakeKey, gone: str) -> None:
    script = await make_key(admin)
    await User.filter(id=admin.user.id).update(**{gone: now()})
    before = await fingerprint()

    assert await script.refused(ADMIN_USERS) == (401, "UNAUTHENTICATED")
    assert await fingerprint() == before


async def test_even_a_forged_row_grants_neither_roles_nor_keys(superadmin: Account, make_key: MakeKey) -> None:
    script = await make_key(superadmin)
    everything = [permission.value for permission in Permission]
    await ApiKey.all().update(permissions=[*everything, "no:such"], last_used_at=now())
    before = await fingerprint()

    refusals = [
        await script.refused(ROLE_SET, id=user_gid(superadmin), role="USER"),
        await script.refused(CREATE, name="x", permissions=["READ_USERS"]),
        await script.refused(REVOKE, id=to_global_id("ApiKey", (await ApiKey.get()).id)),
        await script.refused("{ apiKeys { totalCount } }"),
    ]

    assert {code for _, code in refusals} == {"FORBIDDEN"}
    assert await fingerprint() == before


async def test_it_is_told_what_it_lacks_and_who_has_it(admin: Account, make_key: MakeKey) -> None:
    script = await make_key(admin, "READ_ORDERS")

    async def refusal(query: str) -> tuple[str, dict[str, str]]:
        error = (await script.raw(query)).json()["errors"][0]
        return error["message"], error["extensions"]

    assert await refusal("{ adminUsers { totalCount } }") == (
        "This takes the permission users:read, which this API key does not have, or its owner has no more.",
        {"code": "FORBIDDEN", "permission": "users:read"},
    )
    assert await refusal("{ apiKeys { totalCount } }") == (
        "This takes the permission api_keys:manage, which no API key may have: log in for this.",
        {"code": "FORBIDDEN", "permission": "api_keys:manage"},
    )
    assert await refusal("{ accountSessions { totalCount } }") == (
        "This is about an account of one's own, and an API key has none: log in for this.",
        {"code": "FORBIDDEN"},
    )


async def test_a_superadmins_key_blocks_customers_and_no_staff(
    superadmin: Account, account: SignIn, make_key: MakeKey
) -> None:
    script = await make_key(superadmin, "BLOCK_USERS", name="fraud watch")
    customer, admin = await account(), await account(Role.ADMIN)

    staff = (await script.ask(BLOCK, id=user_gid(admin), reason="x"))["result"]
    itself = (await script.ask(BLOCK, id=user_gid(superadmin), reason="x"))["result"]
    done = (await script.ask(BLOCK, id=user_gid(customer), reason="fraud"))["result"]

    assert (staff["__typename"], itself["__typename"]) == ("NotPermittedError", "NotPermittedError")
    assert done["__typename"] == "User"
    assert done["blocked"] is None  # a key without users:read
    entry = (await AuditEntry.all().order_by("-id"))[0]
    assert (entry.actor_id, entry.actor) == (superadmin.user.id, f"{superadmin.user.email}, API key fraud watch")


async def test_it_is_not_the_person(
    guest: Shopper, account: SignIn, buy: Buy, make_key: MakeKey, stripe_sandbox: StripeSandbox
) -> None:
    owner = await account(Role.ADMIN)
    order = await buy(owner.shopper, owner=CartOwner(user_id=owner.user.id))
    await owner.shopper.add(await guest.line())
    script = await make_key(owner)

    assert await script.ask(ME) == {"me": None, "cart": None}
    assert (await script.ask(ORDER, id=order_gid(order)))["order"] is None
    assert (await script.ask(START))["checkoutStart"] == {"__typename": "CartEmptyError", "code": "CART_EMPTY"}
    for personal in (
        "{ accountSessions { totalCount } }",
        '{ node(id: "x") { id } accountSessions { totalCount } }',
        'mutation { accountPasswordChange(currentPassword: "a", newPassword: "b") { __typename } }',
        'mutation { cartMerge(token: "aaaaaaaaaaaaaaaaaaaa") { __typename } }',
        'mutation { orderClaim(number: "YMA-2026-AAAAAAAA") { __typename } }',
    ):
        assert (await script.refused(personal))[1] in {"FORBIDDEN", "BAD_USER_INPUT"}


async def test_it_shops_like_a_guest(guest: Shopper, admin: Account, make_key: MakeKey) -> None:
    script = await make_key(admin)

    added = await script.add(await guest.line())

    assert added["token"] is not None
    assert (await Cart.get()).user_id is None


async def test_with_orders_read_it_sees_orders_as_the_staff_does(
    guest: Shopper, admin: Account, buy: Buy, make_key: MakeKey
) -> None:
    order = await buy(guest)
    script = await make_key(admin, "READ_ORDERS")
    await type(order).filter(id=order.id).update(notes="a good customer")

    assert (await script.ask(ORDER, id=order_gid(order)))["order"] == {
        "number": order.number, "notes": "a good customer",
    }  # fmt: skip


@pytest.mark.parametrize(
    "token",
    ["yma_", "yma_abcdefgh", "yma_abcdefgh_" + "x" * 43, "yma_" + "x" * 5000, "yma_\u00e9", "YMA_abcdefgh_" + "x" * 43,
     "yma_abcdefgh_' OR 1=1 --"],
)  # fmt: skip
async def test_what_is_no_key(admin: Account, make_key: MakeKey, token: str, client: httpx.AsyncClient) -> None:
    await make_key(admin)
    before = await fingerprint()

    answer = await client.post(
        "/graphql", json={"query": "{ me { id } }"}, headers={"authorization": f"Bearer {token}".encode()}
    )

    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"] == {"code": "UNAUTHENTICATED"}
    assert await fingerprint() == before


async def test_a_key_that_is_revoked_stops_watching(
    guest: Shopper, admin: Account, buy: Buy, make_key: MakeKey, served: str, adapters: Adapters
) -> None:
    order = await buy(guest, paid=False)
    script = await make_key(admin, "READ_ORDERS")
    body = {
        "query": "subscription ($id: ID!) { orderUpdated(id: $id) { number } }",
        "variables": {"id": order_gid(order)},
    }
    headers = {**script.headers, "accept": "text/event-stream"}

    async with (
        httpx.AsyncClient(timeout=30) as http,
        http.stream("POST", f"{served}/graphql", json=body, headers=headers) as answer,
    ):
        payloads = (json.loads(line[6:]) async for line in answer.aiter_lines() if line.startswith("data: {"))
        first = await anext(payloads)
        await ApiKey.all().update(revoked_at=now())
        await adapters.order_updates.publish(order.id)
        second = await anext(payloads)

    assert first["data"]["orderUpdated"] == {"number": order.number}
    assert second["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


async def test_logging_in_beside_a_key_makes_the_person_of_it(
    admin: Account, account: SignIn, make_key: MakeKey
) -> None:
    """A login in the same document is the account's from there on, without the key's permissions."""
    from commerce.accounts import passwords

    customer = await account()
    await User.filter(id=customer.user.id).update(password_hash=await passwords.hash_password("walnut-orbit-42"))
    script = await make_key(admin)
    login = (
        'mutation ($email: EmailAddress!) { accountLogin(email: $email, password: "walnut-orbit-42") '
        "{ ... on Session { user { email blocked } } } }"
    )

    session = (await script.ask(login, email=customer.user.email))["accountLogin"]

    assert session["user"] == {"email": customer.user.email, "blocked": None}
