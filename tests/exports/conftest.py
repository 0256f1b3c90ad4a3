"""Staff who ask for lists, and read what they get."""

from __future__ import annotations

import csv
import io
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from commerce import outbox
from models import OutboxMessage, Role
from tests.orders.conftest import Buy, buy
from tests.support.shoppers import Account, SignIn, account, guest
from tests.support.storefront import Shopper

__all__ = ["Account", "Buy", "SignIn", "account", "buy", "guest", "read"]

_FACTS = (
    "{ __typename ... on Job { id kind status } ... on Error { code } ... on RateLimitedError { retryAfterSeconds } }"
)
ORDERS = f"mutation ($filter: OrderFilter) {{ export: ordersExport(filter: $filter) {_FACTS} }}"
USERS = f"mutation ($filter: UserFilter) {{ export: usersExport(filter: $filter) {_FACTS} }}"
PROMO_CODES = f"mutation ($active: Boolean) {{ export: promoCodesExport(active: $active) {_FACTS} }}"
JOB = "query ($id: ID!) { job(id: $id) { status done total attempts fileName fileSize expiresAt url error } }"
CANCEL = "mutation ($id: ID!) { jobCancel(id: $id) { __typename ... on Job { status } } }"
RunOutbox = Callable[[], Awaitable[int]]


async def asked(shopper: Shopper, mutation: str, **variables: Any) -> dict[str, Any]:
    return dict((await shopper.ask(mutation, **variables))["export"])


async def job_of(shopper: Shopper, job_id: str) -> dict[str, Any]:
    return dict((await shopper.ask(JOB, id=job_id))["job"])


def read(content: bytes) -> list[dict[str, str]]:
    """The records of a file, by the names of its header."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.fixture
async def admin(account: SignIn) -> Account:
    return await account(Role.ADMIN)


@pytest.fixture
def exported(run_outbox: RunOutbox) -> Callable[..., Awaitable[list[dict[str, str]]]]:
    """`await exported(shopper, ORDERS, filter=…)`: the records that come of it."""

    async def export(shopper: Shopper, mutation: str, **variables: Any) -> list[dict[str, str]]:
        job = await asked(shopper, mutation, **variables)
        await OutboxMessage.exclude(actor=outbox.EXPORT_LIST).delete()  # nobody waits for posters here
        await run_outbox()
        done = await job_of(shopper, job["id"])
        assert done["status"] == "SUCCEEDED", done
        answer = await shopper.http.get(done["url"])
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        assert len(answer.content) == done["fileSize"]
        records = read(answer.content)
        assert done["done"] == done["total"] == len(records)
        return records

    return export
