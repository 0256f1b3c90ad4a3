"""Valid documents are validated once; whatever depends on the request is checked every time."""

from __future__ import annotations

import pytest
from graphql import parse

from schema.build import ShopSchema
from schema.documents import MAX_DOCUMENT, MAX_TOTAL, ValidDocuments
from tests.edge.conftest import Ask


def test_the_budget_holds_whatever_is_sent() -> None:
    documents = ValidDocuments()
    sources = [f"{{ a{number} }}".ljust(1000, "#") for number in range(MAX_TOTAL // 1000 + 5)]

    for source in sources:
        documents.keep(source, parse(source))
        documents.get(sources[0])  # the first is in use

    assert [documents.get(source) is not None for source in sources] == [True, *[False] * 5, *[True] * 99]


def test_large_documents_are_not_kept() -> None:
    documents = ValidDocuments()
    large = "{ a }".ljust(MAX_DOCUMENT + 1)

    documents.keep(large, parse(large))

    assert documents.get(large) is None


async def test_a_valid_document_is_parsed_and_validated_once(
    ask: Ask, sample_schema: ShopSchema, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "query Once($first: Int) { things(first: $first) { totalCount } thing { name } }"
    first = await ask(query, {"first": 1})
    monkeypatch.setattr("strawberry.schema.schema.parse", None)
    monkeypatch.setattr("strawberry.schema.schema.validate_document", None)

    again = await ask(query, {"first": 1})

    assert again["errors"][0]["path"] == first["errors"][0]["path"] == ["things"]  # as the sample has it


async def test_a_document_that_is_known_is_not_excused_from_the_cost_of_its_variables(ask: Ask) -> None:
    query = "query Cost($n: Int) { things(first: $n) { nodes {" + "parts { parts { parts {" + "name" + "}}}" + "} } }"

    cheap = await ask(query, {"n": 0})
    dear = await ask(query, {"n": 100})

    assert cheap["errors"][0]["extensions"]["code"] == "INTERNAL"  # as the sample has it
    assert dear["errors"][0]["extensions"]["code"] == "QUERY_TOO_COMPLEX"


async def test_a_document_that_is_known_is_not_excused_from_bad_variables(ask: Ask) -> None:
    query = "query Nul($n: String!) { thing(name: $n) { name } }"

    assert await ask(query, {"n": "a"}) == {"data": {"thing": {"name": "a"}}}
    assert (await ask(query, {"n": "\0"}))["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert (await ask(query, {"n": 7}))["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert await ask(query, {"n": "b"}) == {"data": {"thing": {"name": "b"}}}


async def test_invalid_documents_are_refused_every_time(ask: Ask) -> None:
    for _ in range(3):
        assert (await ask("{ nothing }"))["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("name", ["defer", "stream"])
@pytest.mark.parametrize("kind", ["{ thing { name @%s } }", "mutation { thingAdd(quantity: 1) { __typename @%s } }"])
async def test_nothing_is_delivered_bit_by_bit(ask: Ask, kind: str, name: str) -> None:
    [error] = (await ask(kind % name))["errors"]

    assert error == {"message": f"Unknown directive '@{name}'.", "extensions": {"code": "BAD_USER_INPUT"}}
