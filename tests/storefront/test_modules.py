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


async def test_every_operation_is_valid_in_the_shops_schema(enter: Enter) -> None:
    operations = await exported(enter, "operations.js", "({...m})")

    assert len(operations) >= 14
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
    asked = ("CartResult", "CheckoutResult", "DownloadResult", "DesignPreviewResult")
    members: set[str] = set()
    for name in asked:
        union = schema._schema.type_map[name]
        assert isinstance(union, GraphQLUnionType)
        members |= {member.name for member in union.types if member.name.endswith("Error")}

    said = await exported(
        enter, "errors.js", f"{sorted(members)}.map(t => [t, m.friendly({{__typename: t, message: 'raw'}})])"
    )

    assert [name for name, words in said if words == "raw"] == []
