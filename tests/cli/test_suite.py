"""The suite's own servers: what every other test stands on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager

import httpx

from adapters.storage import open_storage
from models import Price, Product, Template
from tests.support.outside import S3, StripeSandbox
from tests.support.sql import Statements


async def test_the_application_answers(client: httpx.AsyncClient) -> None:
    answer = await client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "down": []})


async def test_the_application_answers_behind_a_socket(served: str, db: None) -> None:
    async with httpx.AsyncClient(timeout=60) as http:
        answer = await http.get(f"{served}/healthz")

    assert answer.status_code == 200


async def test_the_sandbox_answers_the_shops_key_only(stripe_sandbox: StripeSandbox) -> None:
    events = await stripe_sandbox.call("GET", "/v1/events")
    refused = await stripe_sandbox.http.get("/v1/events", auth=("sk_test_other", ""))

    assert events["object"] == "list"
    assert refused.status_code == 401


async def test_the_bucket_is_there_and_empty(s3: S3) -> None:
    async with open_storage(s3.settings) as storage:
        assert await storage.head("nothing.png") is None


async def test_statements_are_counted_but_not_transaction_control(
    query_counter: Callable[[], AbstractContextManager[Statements]],
) -> None:
    from core import database

    with query_counter() as statements:
        async with database.transaction():
            await database.fetch("SELECT 1")
            await Product.all().count()

    assert len(statements) == 2


async def test_the_small_catalogue(catalog: None) -> None:
    assert await Product.all().order_by("display_order").values_list("slug", flat=True) == [
        "digital",
        "poster",
        "framed",
    ]
    assert sorted(set(await Price.all().values_list("currency", flat=True))) == ["EUR", "GBP", "JPY", "USD"]


async def test_the_templates(templates: None) -> None:
    assert await Template.all().count() == 3


async def test_an_empty_outbox_has_nothing_to_run(run_outbox: Callable[[], Awaitable[int]]) -> None:
    assert await run_outbox() == 0
