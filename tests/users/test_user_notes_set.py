"""`userNotesSet`: what the staff notes about somebody, for themselves, until the account goes."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from commerce.privacy import erasure
from core.database import transaction
from core.ids import new_id, to_global_id
from models import AuditEntry, User
from tests.support.storefront import Shopper
from tests.users.conftest import Account, SignIn, user_gid

SET = """
mutation ($id: ID!, $notes: String!) {
  result: userNotesSet(id: $id, notes: $notes) {
    __typename ... on User { id notes } ... on Error { code path message }
  }
}
"""


async def note(staff: Account, who: str, notes: str) -> dict[str, Any]:
    return dict((await staff.shopper.ask(SET, id=who, notes=notes))["result"])


async def test_kept_replaced_and_taken_away(admin: Account, customer: Account) -> None:
    gid = user_gid(customer)

    assert await note(admin, gid, "Collects maps of Kraków 🗺️\n") == {
        "__typename": "User", "id": gid, "notes": "Collects maps of Kraków 🗺️\n",
    }  # fmt: skip
    assert (await note(admin, gid, "Moved."))["notes"] == "Moved."
    assert (await note(admin, gid, ""))["notes"] is None


async def test_the_audit_log_has_not_what_was_written(admin: Account, customer: Account) -> None:
    await note(admin, user_gid(customer), "secret words")
    await note(admin, user_gid(customer), "secret words")

    entry = await AuditEntry.get()

    assert (entry.action, entry.actor, entry.target_id) == ("user_notes_set", admin.user.email, customer.user.id)
    assert (entry.before, entry.after) == ({"characters": 0}, {"characters": 12})


async def test_the_person_does_not_read_them(admin: Account, customer: Account) -> None:
    await note(admin, user_gid(customer), "difficult")

    assert (await customer.shopper.ask("{ me { notes } }"))["me"] == {"notes": None}


async def test_gone_with_the_account(admin: Account, customer: Account) -> None:
    await note(admin, user_gid(customer), "difficult")

    async with transaction():
        await erasure.erase(await User.get(id=customer.user.id))

    assert (await User.get(id=customer.user.id)).notes is None
    assert (await note(admin, user_gid(customer), "still here"))["__typename"] == "NotFoundError"


async def test_at_once(admin: Account, customer: Account) -> None:
    answers = await asyncio.gather(*(note(admin, user_gid(customer), f"note {n}") for n in range(5)))

    assert sorted(answer["notes"] for answer in answers) == [f"note {n}" for n in range(5)]
    assert await AuditEntry.all().count() == 5


async def test_too_long_changes_nothing(admin: Account, customer: Account) -> None:
    await note(admin, user_gid(customer), "x" * 10_000)

    refused = await note(admin, user_gid(customer), "y" * 10_001)

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["notes"])
    assert (await User.get(id=customer.user.id)).notes == "x" * 10_000
    assert await AuditEntry.all().count() == 1


@pytest.mark.parametrize(("id", "notes"), [("nonsense", "x"), (to_global_id("User", new_id()), "a\0b")])
async def test_malformed_input(admin: Account, id: str, notes: str) -> None:
    assert (await admin.shopper.refused(SET, id=id, notes=notes))[1] == "BAD_USER_INPUT"


async def test_not_for_customers(account: SignIn, customer: Account) -> None:
    other = await account()

    for who, code in ((other.shopper, "FORBIDDEN"), (Shopper(other.shopper.http), "UNAUTHENTICATED")):
        assert (await who.refused(SET, id=user_gid(customer), notes="x"))[1] == code
    assert (await User.get(id=customer.user.id)).notes is None
    assert await AuditEntry.all().count() == 0
