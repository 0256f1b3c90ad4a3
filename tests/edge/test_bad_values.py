"""Values that no column could hold are bad input, wherever in a request they hide."""

from __future__ import annotations

from typing import Any

import httpx
import orjson
import pytest

from core.ids import to_global_id
from resolvers.errors import BadUserInput
from schema.variables import MAX_DEPTH, check_variables
from tests.edge.conftest import Ask
from tests.edge.sample import KEY

ADD = "mutation ($things: [ThingInput!]) { thingAdd(quantity: 1, things: $things) { __typename } }"


def nested(depth: int) -> Any:
    value: Any = "bottom"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "things",
    [
        [{"name": "a\0b"}],
        [{"data": {"deep": [{"down": "\0"}]}}],
        [{"data": {"key\0": 1}}],
    ],
)
async def test_nul_in_a_variable(ask: Ask, things: Any) -> None:
    [error] = (await ask(ADD, {"things": things}))["errors"]

    assert error == {"message": "Text must not have NUL characters.", "extensions": {"code": "BAD_USER_INPUT"}}


@pytest.mark.parametrize(
    "query",
    [
        r'{ thing(name: "a\u0000b") { name } }',
        r'{ thing(name: "a\u{0}b") { name } }',
        r'{ echo(json: {a: ["\u0000"]}) }',
        r'query ($n: String = "\u0000") { thing(name: $n) { name } }',
        '{ thing(name: """a\0b""") { name } }',
        '{ thing(name: "\0") { name } }',
    ],
)
async def test_nul_in_a_literal(ask: Ask, query: str) -> None:
    [error] = (await ask(query))["errors"]

    assert error["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("text", [r"\uD800", r"\uDFFF", r"\uDC00\uD800", r"\u{D800}", r"\u{110000}"])
async def test_half_a_surrogate_pair_in_a_literal(ask: Ask, text: str) -> None:
    [error] = (await ask(f'{{ thing(name: "{text}") {{ name }} }}'))["errors"]

    assert error["extensions"]["code"] == "BAD_USER_INPUT"


def test_half_a_surrogate_pair_in_a_variable() -> None:
    with pytest.raises(BadUserInput, match="valid Unicode"):
        check_variables({"a": ["fine", "\ud83d"]})


async def test_a_whole_surrogate_pair_is_one_character(ask: Ask) -> None:
    answer = await ask(r'{ thing(name: "\uD83D\uDDFA") { name } }')

    assert answer == {"data": {"thing": {"name": "🗺"}}}


async def test_towers_of_lists(ask: Ask) -> None:
    fits = await ask(ADD, {"things": [{"data": nested(MAX_DEPTH - 5)}]})
    too_high = await ask(ADD, {"things": [{"data": nested(900)}]})

    assert fits == {"data": {"thingAdd": {"__typename": "Thing"}}}
    assert too_high["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


async def test_integers_past_the_width(edge: httpx.AsyncClient) -> None:
    for number in (b"2147483648", b"-2147483649", b"18446744073709551616", b"1" + b"0" * 300, b"1.5", b'"1"', b"true"):
        body = b'{"query": "query ($to: Int!) { thingAdd: thing(name: \\"\\") { name } }", "variables": {"to": %s}}'

        response = await edge.post("/graphql", content=body % number, headers={"content-type": "application/json"})

        [error, *_] = orjson.loads(response.content)["errors"]
        assert error["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("digits", ["9" * 5000, "-" + "9" * 5000, "2147483648", "1e999", "1." + "0" * 5000])
async def test_integers_past_the_width_in_a_literal(ask: Ask, digits: str) -> None:
    errors = (await ask(f"mutation {{ thingAdd(quantity: {digits}) {{ __typename }} }}"))["errors"]

    assert errors[0]["extensions"]["code"] == "BAD_USER_INPUT"
    assert len(errors[0]["message"]) <= 500


@pytest.mark.parametrize(
    "value",
    [
        "",
        "x",
        "VGhpbmc6",
        "====",
        "ü",
        "VGhpbmc6AAAA",
        "A" * 5000,
        "VGhpbmc6MDE5OGMwZGUwMDAwNzAwMDgwMDAwMDAwMDAwMDAwMD",  # one character short
        "MDE5OGMwZGUwMDAwNzAwMDgwMDAwMDAwMDAwMDAwMDE",  # no type
    ],
)
async def test_malformed_ids(ask: Ask, value: str) -> None:
    answer = await ask("query ($id: ID!) { node(id: $id) { id } }", {"id": value})

    assert answer["data"] == {"node": None}
    assert (
        answer["errors"][0]["message"]
        == "id is not an id. Send one as the shop answers it, such as T3JkZXI6…; a number is none."
    )
    assert answer["errors"][0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "id"}


@pytest.mark.parametrize("type_name", ["Thing", "Money", "Query", "Nothing", "Error", "ErrorCode", "Currency", "Node"])
async def test_ids_of_what_is_not_there(ask: Ask, type_name: str) -> None:
    other = to_global_id(type_name, KEY.__class__(int=1))

    assert await ask("query ($id: ID!) { node(id: $id) { id } }", {"id": other}) == {"data": {"node": None}}


async def test_an_id_leads_back_to_its_node(ask: Ask) -> None:
    query = "query ($id: ID!) { node(id: $id) { __typename id ... on Thing { name } } }"
    own = to_global_id("Thing", KEY)

    assert await ask(query, {"id": own}) == {"data": {"node": {"__typename": "Thing", "id": own, "name": "loaded"}}}


async def test_numbers_are_no_ids(ask: Ask) -> None:
    [error] = (await ask("{ node(id: 7) { id } }"))["errors"]

    assert error["message"] == "id is not an id. Send one as the shop answers it, such as T3JkZXI6…; a number is none."
