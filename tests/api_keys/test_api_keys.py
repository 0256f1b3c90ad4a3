"""`apiKeys`: one's own, or everybody's for superadmins."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from core.ids import new_id, to_global_id
from models import Role
from tests.api_keys.conftest import KEYS, Account, MakeKey, SignIn, create
from tests.support.sql import Statements
from tests.support.storefront import Shopper

NODE = "query ($id: ID!) { node(id: $id) { ... on ApiKey { name secret } } }"


async def test_ones_own_newest_first_page_by_page(admin: Account, account: SignIn) -> None:
    await create(await account(Role.ADMIN), name="theirs")
    for name in ("a", "b", "c"):
        await create(admin, name=name)

    first = (await admin.shopper.ask(KEYS, first=2))["apiKeys"]
    rest = (await admin.shopper.ask(KEYS, first=2, after=first["pageInfo"]["endCursor"]))["apiKeys"]

    assert [node["name"] for node in first["nodes"] + rest["nodes"]] == ["c", "b", "a"]
    assert (first["totalCount"], rest["pageInfo"]["hasNextPage"]) == (3, False)


async def test_superadmins_see_everybodys(admin: Account, superadmin: Account) -> None:
    await create(admin, name="admin's")
    await create(superadmin, name="superadmin's")

    nodes = (await superadmin.shopper.ask(KEYS))["apiKeys"]["nodes"]

    assert [(node["name"], node["owner"]["email"]) for node in nodes] == [
        ("superadmin's", superadmin.user.email), ("admin's", admin.user.email),
    ]  # fmt: skip
    assert {node["secret"] for node in nodes} == {None}


async def test_by_its_id(admin: Account, superadmin: Account, account: SignIn) -> None:
    made = await create(admin)
    colleague, customer = await account(Role.ADMIN), await account()

    for asker in (admin, superadmin):
        assert (await asker.shopper.ask(NODE, id=made["id"]))["node"] == {"name": "reports", "secret": None}
    for shopper in (colleague.shopper, customer.shopper, Shopper(admin.shopper.http)):
        theirs = await shopper.ask(NODE, id=made["id"])
        assert theirs == await shopper.ask(NODE, id=to_global_id("ApiKey", new_id())) == {"node": None}


async def test_the_same_statements_whatever_the_number(
    admin: Account, superadmin: Account, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    for _ in range(3):
        await create(admin)

    counts = []
    for first in (1, 3):
        with query_counter() as statements:
            await superadmin.shopper.ask(KEYS, first=first)
        counts.append(len(statements))

    assert counts == [3, 3]  # who asks, the page with its owners, its length


async def test_a_key_sees_no_keys(superadmin: Account, make_key: MakeKey) -> None:
    made = await create(superadmin)
    script = await make_key(superadmin)

    assert (await script.refused(KEYS))[1] == "FORBIDDEN"
    assert (await script.ask(NODE, id=made["id"]))["node"] is None


async def test_not_for_customers(account: SignIn) -> None:
    customer = await account()

    assert (await customer.shopper.refused(KEYS))[1] == "FORBIDDEN"
    assert (await Shopper(customer.shopper.http).refused(KEYS))[1] == "UNAUTHENTICATED"
