"""What the storefront takes for granted about the shop: operations, palettes, faces and errors."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLUnionType, parse, validate

from posters.fonts import font
from posters.palettes import PALETTES
from schema import schema
from tests.storefront.conftest import Enter

pytestmark = [pytest.mark.e2e, pytest.mark.browser]


async def exported(enter: Enter, module: str, expression: str) -> Any:
    """A value that a module of the storefront has, read in the browser."""
    visitor = await enter()
    await visitor.open("/cart")
    return await visitor.page.evaluate(f"import('/static/js/{module}').then(m => {expression})")


@pytest.mark.parametrize(("module", "at_least"), [("operations.js", 15), ("account-operations.js", 17)])
async def test_every_operation_is_valid_in_the_shops_schema(enter: Enter, module: str, at_least: int) -> None:
    operations = await exported(enter, module, "({...m})")

    assert len(operations) >= at_least
    for name, document in operations.items():
        assert [error.message for error in validate(schema._schema, parse(document))] == [], name


async def test_the_offered_colours_are_those_of_the_shop(enter: Enter) -> None:
    offered = await exported(enter, "palettes.js", "m.PALETTES")

    wished = {
        each.name: [each.name, each.label, each.background, each.land, each.water, each.park, each.highway]
        for each in PALETTES.values()
    }
    assert {name: [name, *rest] for name, *rest in offered} == wished


async def test_the_offered_faces_are_those_of_the_shop(enter: Enter) -> None:
    groups = await exported(enter, "lettering.js", "m.FACES")

    ids = [face for _, faces in groups for face, _ in faces]
    assert len(ids) == len(set(ids)) > 20
    assert [font(face).id for face in ids] == ids


async def test_every_error_that_can_come_has_words_for_people(enter: Enter) -> None:
    asked = (
        "CartResult", "CheckoutResult", "DownloadResult", "DesignPreviewResult", "SessionResult", "RegistrationResult",
        "PasswordChangeResult", "SessionRevokeResult", "OrderResult", "OrderLookupResult", "OrderAccountOfferResult",
        "JobResult",
    )  # fmt: skip
    members: set[str] = set()
    for name in asked:
        union = schema._schema.type_map[name]
        assert isinstance(union, GraphQLUnionType)
        members |= {member.name for member in union.types if member.name.endswith("Error")}

    said = await exported(
        enter, "errors.js", f"{sorted(members)}.map(t => [t, m.friendly({{__typename: t, message: 'raw'}})])"
    )

    assert [name for name, words in said if words == "raw"] == []


async def test_waits_are_told_in_words_and_never_too_short(enter: Enter) -> None:
    said = await exported(enter, "errors.js", "[1, 20, 89, 90, 840, 3600, 5000].map(m.wait)")

    assert said == ["a second", "20 seconds", "89 seconds", "2 minutes", "14 minutes", "an hour", "2 hours"]


@pytest.mark.parametrize(
    ("search", "place"),
    [("?next=/cart", "/cart"), ("", "/account"), ("?next=//evil.example", "/account"),
     ("?next=/%5Cevil.example", "/account"), ("?next=https://evil.example", "/account")],
)  # fmt: skip
async def test_a_login_leads_to_pages_of_the_shop_only(enter: Enter, search: str, place: str) -> None:
    assert await exported(enter, "pages/login.js", f"m.nextOf({search!r})") == place
