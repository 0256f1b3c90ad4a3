"""`templates`: designs to start from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import httpx

from cli import seed
from core.database import transaction
from core.ids import to_global_id
from core.settings import Settings
from models import Template
from tests.support.gql import gql
from tests.support.sql import Statements

TEMPLATES = """
query ($category: String, $first: Int, $width: Int) {
  templates(category: $category, first: $first) {
    totalCount
    nodes { id slug name category document previewUrl(width: $width) }
  }
}
"""


async def test_templates_carry_a_whole_document_and_a_picture(
    client: httpx.AsyncClient, templates: None, settings: Settings
) -> None:
    shown = (await gql(client, TEMPLATES, {"width": 300}))["templates"]

    rows = await Template.all().select_related("design").order_by("display_order")
    assert [template["slug"] for template in shown["nodes"]] == [row.slug for row in rows]
    assert shown["totalCount"] == 3
    assert shown["nodes"][0]["document"] == rows[0].design.document
    address, _, drawn = shown["nodes"][0]["previewUrl"].partition("?drawn=1-")
    assert address == f"{settings.public_url}/previews/{rows[0].design.hash}/480.png"
    assert len(drawn) == 12


async def test_by_category_and_never_withdrawn(client: httpx.AsyncClient, templates: None) -> None:
    first, second, third = await Template.all().order_by("display_order")
    await Template.filter(id=third.id).update(active=False)
    await Template.filter(id__in=[first.id, third.id]).update(category="Travel")
    await Template.filter(id=second.id).update(category="Home")

    shown = (await gql(client, TEMPLATES, {"category": "Travel"}))["templates"]
    hidden = await gql(client, "query ($id: ID!) { node(id: $id) { id } }", {"id": to_global_id("Template", third.id)})

    assert [template["slug"] for template in shown["nodes"]] == [first.slug]
    assert hidden["node"] is None


async def test_two_statements_whatever_the_length(
    client: httpx.AsyncClient, templates: None, query_counter: Callable[[], AbstractContextManager[Statements]]
) -> None:
    counts = []
    for first in (1, 3):
        with query_counter() as statements:
            shown = (await gql(client, TEMPLATES, {"first": first}))["templates"]
        assert len(shown["nodes"]) == first
        counts.append(len(statements))

    assert counts == [2, 2]


async def test_every_template_that_a_new_shop_has_is_shown(client: httpx.AsyncClient, db: None) -> None:
    async with transaction():
        number = await seed.seed_templates(seed.template_files())

    shown = (await gql(client, TEMPLATES, {"first": 100}))["templates"]

    assert len(shown["nodes"]) == number > 3
