"""`apiKeyRevoke`: at once, and for good."""

from __future__ import annotations

import pytest

from core.ids import new_id, to_global_id
from models import ApiKey, AuditEntry, Role
from tests.api_keys.conftest import ADMIN_USERS, REVOKE, Account, MakeKey, SignIn, create
from tests.support.state import fingerprint
from tests.support.storefront import Shopper


async def test_at_once(admin: Account) -> None:
    made = await create(admin)
    script = Shopper(admin.shopper.http, access=made["secret"])
    await script.ask(ADMIN_USERS)

    revoked = (await admin.shopper.ask(REVOKE, id=made["id"]))["result"]

    assert (revoked["id"], revoked["active"], revoked["secret"]) == (made["id"], False, None)
    assert revoked["revokedAt"] is not None
    assert await script.refused(ADMIN_USERS) == (401, "UNAUTHENTICATED")
    actions = await AuditEntry.all().order_by("id").values_list("action", flat=True)
    assert actions == ["api_key_create", "api_key_revoke"]


async def test_twice_is_once(admin: Account) -> None:
    made = await create(admin)
    first = (await admin.shopper.ask(REVOKE, id=made["id"]))["result"]
    before = await fingerprint()

    second = (await admin.shopper.ask(REVOKE, id=made["id"]))["result"]

    assert second == first
    assert await fingerprint() == before


async def test_another_admins_key_is_not_there(admin: Account, account: SignIn) -> None:
    theirs = await create(await account(Role.ADMIN))
    before = await fingerprint()

    refused = (await admin.shopper.ask(REVOKE, id=theirs["id"]))["result"]
    unknown = (await admin.shopper.ask(REVOKE, id=to_global_id("ApiKey", new_id())))["result"]

    assert refused == unknown
    assert (refused["__typename"], refused["path"]) == ("NotFoundError", ["id"])
    assert await fingerprint() == before


async def test_superadmins_revoke_anybodys(admin: Account, superadmin: Account) -> None:
    made = await create(admin)

    revoked = (await superadmin.shopper.ask(REVOKE, id=made["id"]))["result"]

    assert (revoked["active"], revoked["owner"]) == (False, {"email": admin.user.email})
    entry = (await AuditEntry.all().order_by("-id"))[0]
    assert (entry.actor, entry.target_id) == (superadmin.user.email, (await ApiKey.get()).id)


async def test_a_key_revokes_none(superadmin: Account, make_key: MakeKey) -> None:
    script = await make_key(superadmin)
    await script.ask(ADMIN_USERS)  # from here on, and for a minute, its use is not noted again
    before = await fingerprint()

    assert (await script.refused(REVOKE, id=to_global_id("ApiKey", (await ApiKey.get()).id)))[1] == "FORBIDDEN"
    assert await fingerprint() == before


@pytest.mark.parametrize("wrong", ["", "x", to_global_id("User", new_id())])
async def test_an_id_that_is_none(admin: Account, wrong: str) -> None:
    assert (await admin.shopper.refused(REVOKE, id=wrong))[1] == "BAD_USER_INPUT"
