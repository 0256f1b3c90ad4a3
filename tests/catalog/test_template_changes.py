"""`templateCreate`, `templateUpdate`, `templateDelete`."""

from __future__ import annotations

from typing import Any

import pytest

from models import Design, Template
from tests.catalog.managing import gid, held, noted, run
from tests.support.storefront import DOCUMENT, Shopper, design

NEW: dict[str, Any] = {"slug": "first-date", "name": "First date", "category": "Love", "document": DOCUMENT}
SHOWN = "{ templates { nodes { slug name category previewUrl } } }"


async def test_a_template_is_on_offer_at_once(guest: Shopper, admin: Shopper) -> None:
    made = await run(admin, "templateCreate", input=NEW)
    before = await held()
    again = await run(admin, "templateCreate", input=NEW)

    assert (made["__typename"], made["slug"], made["active"]) == ("Template", "first-date", True)
    assert made["document"]["location"]["city"] == "Astana"
    assert again == made
    assert await held() == before
    action, was, became = await noted()
    assert (action, was, became["slug"]) == ("template_create", None, "first-date")
    (shown,) = (await guest.ask(SHOWN))["templates"]["nodes"]
    assert (shown["name"], shown["category"]) == ("First date", "Love")
    row = await Template.get(slug="first-date").select_related("design")
    assert row.design.hash in shown["previewUrl"]


async def test_a_slug_that_is_taken(admin: Shopper) -> None:
    await run(admin, "templateCreate", input=NEW)
    before = await held()

    for other in ({"name": "x"}, {"document": design(text="elsewhere")}):
        refused = await run(admin, "templateCreate", input={**NEW, **other})
        assert (refused["__typename"], refused["value"]) == ("ValueTakenError", "first-date")

    assert await held() == before


async def test_what_changes_and_what_stays(guest: Shopper, admin: Shopper) -> None:
    made = await run(admin, "templateCreate", input=NEW)
    first = await Template.get(slug="first-date")

    renamed = await run(admin, "templateUpdate", id=made["id"], input={"name": "Second date"})
    redrawn = await run(admin, "templateUpdate", id=made["id"], input={"document": design(text="again")})
    hidden = await run(admin, "templateUpdate", id=made["id"], input={"active": False})

    assert (renamed["name"], renamed["category"], renamed["document"]) == ("Second date", "Love", made["document"])
    assert redrawn["document"]["text"]["headline"]["text"] == "again"
    assert hidden["active"] is False
    assert (await guest.ask(SHOWN))["templates"]["nodes"] == []
    assert await Design.exists(id=first.design_id), "what was made from it leads to it"
    assert await noted() == ("template_update", {"active": True}, {"active": False})


async def test_a_template_is_deleted_and_its_design_stays(admin: Shopper) -> None:
    made = await run(admin, "templateCreate", input=NEW)
    row = await Template.get(slug="first-date")

    gone = await run(admin, "templateDelete", id=made["id"])
    again = await run(admin, "templateDelete", id=made["id"])

    assert gone == {"__typename": "TemplateDeleted", "id": gid(row)}
    assert again["__typename"] == "NotFoundError"
    assert await Design.exists(id=row.design_id)
    action, before, after = await noted()
    assert (action, before["slug"], after) == ("template_delete", "first-date", None)


@pytest.mark.parametrize(
    "document", [None, {}, [], "x", {**DOCUMENT, "location": {"lat": 1000}}, design(text="W" * 299, size="L")]
)
async def test_a_document_that_cannot_be_drawn(admin: Shopper, document: Any) -> None:
    made = await run(admin, "templateCreate", input=NEW)
    before = await held()

    refused = await run(admin, "templateUpdate", id=made["id"], input={"document": document})

    if document is None:
        assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", "document"])
    else:
        assert (refused["__typename"], refused["code"]) == ("DesignInvalidError", "DESIGN_INVALID")
        assert refused["problems"]
    assert await held() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [("slug", "First Date"), ("name", ""), ("name", "n" * 121), ("category", ""), ("category", "c" * 41)],
)
async def test_what_can_never_be_right(admin: Shopper, field: str, value: Any) -> None:
    before = await held()

    refused = await run(admin, "templateCreate", input={**NEW, field: value})

    assert (refused["__typename"], refused["path"]) == ("InvalidInputError", ["input", field])
    assert await held() == before
