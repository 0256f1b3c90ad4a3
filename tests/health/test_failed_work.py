"""`failedWork` and `failedWorkRetry`: work that was given up, and having it begun again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from adapters import Adapters
from commerce import outbox
from core.clock import now
from core.ids import new_id, to_global_id
from models import AuditEntry, Job, Mail, OutboxMessage, Role
from tasks.outbox import run
from tests.health.conftest import Shop, ago
from tests.support.shoppers import SignIn

WORK = """
query ($first: Int, $after: String) {
  failedWork(first: $first, after: $after) {
    totalCount
    nodes { id job subjectId attempts lastError createdAt failedAt }
    pageInfo { hasNextPage endCursor }
  }
}
"""
RETRY = """
mutation ($id: ID!) {
  failedWorkRetry(id: $id) {
    __typename
    ... on FailedWork { id job attempts failedAt }
    ... on Error { code message path }
  }
}
"""


def gid(message: OutboxMessage) -> str:
    return to_global_id("FailedWork", message.id)


async def test_the_latest_first_page_by_page(shop: Shop, account: SignIn, query_counter: Callable[[], Any]) -> None:
    shopper = (await account(Role.ADMIN)).shopper
    made = [gid(await shop.work(ago(hours=9), given_up=True)) for _ in range(5)]
    await shop.work(ago(hours=9))

    with query_counter() as statements:
        first = (await shopper.ask(WORK, first=3))["failedWork"]
    rest = (await shopper.ask(WORK, first=3, after=first["pageInfo"]["endCursor"]))["failedWork"]

    assert [node["id"] for node in first["nodes"] + rest["nodes"]] == made[::-1]
    assert (first["totalCount"], rest["pageInfo"]["hasNextPage"]) == (5, False)
    assert len(statements) == 3, "whoever asks, the page and the count"


async def test_what_it_is_about(shop: Shop, account: SignIn) -> None:
    order = await shop.order(ago(hours=2))
    message = await shop.work(ago(hours=2), outbox.CLOSE_CHECKOUT, order.id, given_up=True)

    (node,) = (await (await account(Role.ADMIN)).shopper.ask(WORK))["failedWork"]["nodes"]

    assert node["failedAt"]
    assert node["createdAt"]
    assert {name: node[name] for name in ("id", "job", "subjectId", "attempts", "lastError")} == {
        "id": gid(message), "job": "close_checkout", "subjectId": to_global_id("Order", order.id), "attempts": 3,
        "lastError": "it does not answer",
    }  # fmt: skip


async def test_a_mail_that_was_given_up_goes_out(shop: Shop, account: SignIn, adapters: Adapters) -> None:
    staff = (await account(Role.ADMIN)).shopper
    mail = await shop.mail(ago(hours=5), "failed")
    message = await shop.work(ago(hours=5), outbox.SEND_MAIL, mail.id, given_up=True)

    answer = (await staff.ask(RETRY, id=gid(message)))["failedWorkRetry"]

    assert answer == {
        "__typename": "FailedWork",
        "id": gid(message),
        "job": "send_mail",
        "attempts": 0,
        "failedAt": None,
    }
    owed = await OutboxMessage.get(id=message.id)
    assert (owed.failed_at, owed.published, owed.running_until) == (None, 0, None)
    assert owed.available_at <= now()
    assert (await Mail.get(id=mail.id)).status == "pending"
    (entry,) = await AuditEntry.filter(action="work_retry")
    assert (entry.target_type, entry.target_id) == ("FailedWork", message.id)
    assert entry.before is not None
    assert set(entry.before) == {"job", "attempts", "failed_at"}, "and nothing that was said by others"


async def test_twice_is_once(shop: Shop, account: SignIn) -> None:
    staff = (await account(Role.ADMIN)).shopper
    message = await shop.work(ago(hours=5), given_up=True)

    answers = await asyncio.gather(*(staff.ask(RETRY, id=gid(message)) for _ in range(3)))

    assert {answer["failedWorkRetry"]["__typename"] for answer in answers} == {"FailedWork"}
    assert await AuditEntry.filter(action="work_retry").count() == 1


async def test_a_job_is_open_again(shop: Shop, account: SignIn) -> None:
    admin = await account(Role.ADMIN)
    job = await Job.create(kind="account_erasure", user=admin.user, state="failed", error="away")
    message = await shop.work(ago(hours=5), outbox.ERASE_ACCOUNT, job.id, given_up=True)

    await admin.shopper.ask(RETRY, id=gid(message))

    fresh = await Job.get(id=job.id)
    assert (fresh.state, fresh.error) == ("pending", None)


async def test_work_that_is_under_way_is_left_alone(shop: Shop, account: SignIn) -> None:
    staff = (await account(Role.ADMIN)).shopper
    message = await shop.work(ago(hours=5), running_until=ago(hours=-1))

    answer = (await staff.ask(RETRY, id=gid(message)))["failedWorkRetry"]

    assert answer["__typename"] == "FailedWork"
    assert dict(await OutboxMessage.get(id=message.id)) == dict(message)
    assert await AuditEntry.all().count() == 0


async def test_what_is_done_is_not_found(shop: Shop, account: SignIn, adapters: Adapters) -> None:
    staff = (await account(Role.ADMIN)).shopper
    message = await shop.work(ago(hours=5), outbox.CLOSE_CHECKOUT, new_id(), given_up=True)
    await staff.ask(RETRY, id=gid(message))
    await run(message.id, adapters)

    for key in (message.id, new_id()):
        answer = (await staff.ask(RETRY, id=to_global_id("FailedWork", key)))["failedWorkRetry"]
        assert (answer["__typename"], answer["code"]) == ("NotFoundError", "NOT_FOUND")
