"""Hostile documents are refused for little work. Work is counted, not timed."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLSchema, get_introspection_query, parse

from resolvers.errors import QueryTooComplex
from schema.build import ShopSchema
from schema.cost import MAX_DEPTH, Reckoner, check_cost
from schema.shape import MAX_REPEATS, MAX_WRITTEN, check_shape, nodes_of
from tests.edge.conftest import Ask

LIMIT = 5_000


@pytest.fixture(scope="module")
def graph(sample_schema: ShopSchema) -> GraphQLSchema:
    return sample_schema._schema


def cost(graph: GraphQLSchema, query: str, variables: dict[str, Any] | None = None) -> int:
    return Reckoner(graph, parse(query), variables).cost(None)


def doubling(levels: int) -> str:
    fragments = [
        f"fragment F{n} on Thing {{ a: friend {{ ...F{n + 1} }} b: friend {{ ...F{n + 1} }} }}" for n in range(levels)
    ]
    return " ".join(["{ thing { ...F0 } }", *fragments, f"fragment F{levels} on Thing {{ name }}"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ thing { name } }", 12),  # root 10, object 1, leaf 0.1
        ("{ thing { a: name b: name c: name } }", 12),
        ("{ thing { friend { name } } }", 13),
        ("{ thing { parts { name } } }", 17),  # a plain list counts 5 times: 11 + 5 × 1.1
        ("{ thing { few { name } } }", 14),  # list_size: 2
        ("{ a: thing { name } b: thing { name } }", 23),
        ("{ mine }", 10),
        ("{ things { totalCount } }", 12),
        ("{ things { nodes { name } } }", 33),  # 20 by default: 11 + 20 × 1.1
        ("{ things(first: 100) { nodes { name } } }", 121),
        ("{ things(first: 100000000000) { nodes { name } } }", 121),
        ("{ things(first: 3) { edges { cursor node { name } } } }", 18),  # 11 + 3 × (1 + 0.1 + 1.1)
        ("{ things(first: 3) { ...F } } fragment F on ThingConnection { nodes { name } }", 15),
        ("{ things(first: 2) { nodes { parts { parts { name } } } } }", 78),
        ("mutation { thingAdd(quantity: 1) { ... on Thing { name } } }", 12),
        ("subscription { count }", 10),
    ],
)
def test_what_things_cost(graph: GraphQLSchema, query: str, expected: int) -> None:
    assert cost(graph, query) == expected


@pytest.mark.parametrize(
    ("variables", "expected"), [({"n": 50}, 66), ({}, 19), ({"n": None}, 33), ({"n": "x"}, 121), ({"n": -5}, 11)]
)
def test_a_page_size_may_be_a_variable(graph: GraphQLSchema, variables: dict[str, Any], expected: int) -> None:
    query = "query ($n: Int = 7) { things(first: $n) { nodes { name } } }"

    assert cost(graph, query, variables) == expected


def test_only_the_operation_that_runs_is_reckoned(graph: GraphQLSchema) -> None:
    document = parse("query A { thing { name } } query B { a: mine b: mine c: mine }")

    assert Reckoner(graph, document, None).cost("A") == 12
    assert Reckoner(graph, document, None).cost("B") == 30


def test_doubling_fragments_are_looked_at_once_each(graph: GraphQLSchema) -> None:
    document = parse(doubling(30))
    reckoner = Reckoner(graph, document, None)

    assert reckoner.cost(None) > 2**30
    assert reckoner.visited == 2 + 30 * 4 + 1  # as many selections as are written


async def test_doubling_fragments_are_refused(ask: Ask) -> None:
    [error] = (await ask(doubling(30)))["errors"]

    assert error["message"] == "The query asks for too much at once."
    assert error["extensions"]["code"] == "QUERY_TOO_COMPLEX"
    assert error["extensions"]["limit"] == LIMIT
    assert error["extensions"]["cost"] > 2**30


async def test_spreads_that_double_without_aliases_are_refused(ask: Ask) -> None:
    fragments = " ".join(f"fragment F{n} on Thing {{ ...F{n + 1} ...F{n + 1} }}" for n in range(30))

    [error] = (await ask(f"{{ thing {{ ...F0 }} }} {fragments} fragment F30 on Thing {{ name }}"))["errors"]

    assert error["extensions"]["code"] == "QUERY_TOO_COMPLEX"


@pytest.mark.parametrize(
    "query",
    [
        "{ thing { ...A } } fragment A on Thing { friend { ...A } }",
        "{ thing { ...A } } fragment A on Thing { ...B } fragment B on Thing { ...A }",
        "{ thing { ...Missing } }",
        "{ thing { ... on Nothing { name } } }",
    ],
)
async def test_cycles_and_unknown_fragments_are_left_to_validation(ask: Ask, query: str) -> None:
    errors = (await ask(query))["errors"]

    assert {error["extensions"]["code"] for error in errors} == {"BAD_USER_INPUT"}


async def test_a_fan_out_of_lists_is_refused(ask: Ask) -> None:
    query = "{ thing {" + "parts {" * 12 + "name" + "}" * 12 + "} }"

    [error] = (await ask(query))["errors"]

    assert error["extensions"]["code"] == "QUERY_TOO_COMPLEX"
    assert error["extensions"]["cost"] > 5**12


async def test_a_thousand_aliases_are_refused(ask: Ask) -> None:
    query = "{" + " ".join(f"a{n}: thing {{ name }}" for n in range(1000)) + "}"

    [error] = (await ask(query))["errors"]

    assert error["message"] == "The document has more than 300 of one thing: alias."
    assert error["extensions"] == {"code": "QUERY_TOO_COMPLEX", "cost": 301, "limit": 300}


async def test_too_many_root_fields_are_refused_before_there_are_too_many_aliases(ask: Ask) -> None:
    query = "{" + " ".join(f"a{n}: thing(name: {n}) {{ name }}" for n in range(300)) + "}"
    wide = "{" + " ".join(f"a{n}: thing {{ price {{ amount formatted }} parts {{ name }} }}" for n in range(299)) + "}"

    assert (await ask(query))["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"  # a string was due
    assert (await ask(wide))["errors"][0]["extensions"]["code"] == "QUERY_TOO_COMPLEX"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("{ thing {" + "".join(f" name{n}" for n in range(1001)) + "} }", "field"),
        ("{ thing { name" + " @skip(if: false)" * 201 + "} }", "directive"),
        ("{ thing { name } }" + "".join(f" fragment F{n} on Thing {{ name }}" for n in range(101)), "fragment"),
        ("{ thing {" + " ...F" * 301 + "} } fragment F on Thing { name }", "fragment spread"),
        ("{ thing {" + " ...F" * 300 + " ...{name}} } fragment F on Thing { name }", "fragment spread"),
        ("".join(f"query Q{n} {{ thing {{ name }} }} " for n in range(21)), "operation"),
        ("{ thing(" + " ".join(f"a{n}: 1" for n in range(1001)) + ") { name } }", "argument"),
        ("query (" + " ".join(f"$a{n}: Int" for n in range(201)) + ") { thing { name } }", "variable"),
    ],
)
async def test_what_is_written_has_a_cap(ask: Ask, query: str, kind: str) -> None:
    [error] = (await ask(query))["errors"]

    assert error["extensions"] == {
        "code": "QUERY_TOO_COMPLEX",
        "cost": MAX_WRITTEN[kind] + 1,
        "limit": MAX_WRITTEN[kind],
    }


@pytest.mark.parametrize("again", ["name", "a: name", "friend { name }", "... on Thing { name }"])
async def test_the_same_field_again_and_again_is_refused(ask: Ask, again: str) -> None:
    often, too_often = f" {again}" * MAX_REPEATS, f" {again}" * (MAX_REPEATS + 1)

    assert (await ask(f"{{ thing {{ {often} }} }}"))["data"]["thing"]
    [error] = (await ask(f"{{ thing {{ {too_often} }} }}"))["errors"]
    assert error["message"] == "The document asks for the same field too often in one place."


async def test_tokens_are_counted_while_they_are_parsed(ask: Ask) -> None:
    for query in ("{ thing { name" + " #\n name" * 5000 + "} }", "{ thing(name: [" + "1 " * 9000 + "]) }"):
        [error] = (await ask(query))["errors"]

        assert error["extensions"]["code"] == "BAD_USER_INPUT"
        assert "8000 tokens" in error["message"]


def test_the_shape_is_looked_at_once(graph: GraphQLSchema) -> None:
    document = parse(doubling(30))

    assert sum(1 for _ in nodes_of(document)) < 1_000
    check_shape(document)


def test_depth_has_a_cap_also_through_fragments(graph: GraphQLSchema) -> None:
    chain = " ".join(f"fragment F{n} on Thing {{ friend {{ ...F{n + 1} }} }}" for n in range(MAX_DEPTH))
    document = parse(f"{{ thing {{ ...F0 }} }} {chain} fragment F{MAX_DEPTH} on Thing {{ name }}")

    with pytest.raises(QueryTooComplex) as refusal:
        check_cost(graph, document, None, None, 10**9)

    assert refusal.value.details == {"cost": MAX_DEPTH + 1, "limit": MAX_DEPTH}


@pytest.mark.parametrize("complete", [False, True])
async def test_the_introspection_of_tools_is_let_through(ask: Ask, complete: bool) -> None:
    query = get_introspection_query(
        specified_by_url=complete,
        directive_is_repeatable=complete,
        schema_description=complete,
        input_value_deprecation=complete,
        one_of=complete,
    )

    answer = await ask(query)

    assert "errors" not in answer
    assert {"Thing", "Money", "Error"} <= {type_["name"] for type_ in answer["data"]["__schema"]["types"]}


@pytest.mark.parametrize(
    "query",
    [
        "{ __schema {" + " ".join(f"a{n}: types {{ fields {{ args {{ name }} }} }}" for n in range(50)) + "} }",
        "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }",
    ],
)
async def test_introspection_that_fans_out_is_refused(ask: Ask, query: str) -> None:
    errors = (await ask(query))["errors"]

    assert errors
    assert {error["extensions"]["code"] for error in errors} <= {"QUERY_TOO_COMPLEX", "BAD_USER_INPUT"}


async def test_typename_and_small_introspection_cost_next_to_nothing(ask: Ask) -> None:
    answer = await ask('{ __typename __type(name: "Thing") { name kind } }')

    assert answer == {"data": {"__typename": "Query", "__type": {"name": "Thing", "kind": "OBJECT"}}}
