"""Every operation of README.md and docs/ does what its guide says, sent to a whole shop as whom the guide speaks to.

A new operation needs a row in table.txt; the shop is put back before each.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    FieldNode,
    NameNode,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    get_named_type,
    is_composite_type,
    print_ast,
    visit,
)

from schema import schema
from tests.docs.given import Given
from tests.docs.guides import BLOCKS, TABLE, Block


def test_every_operation_has_a_name_and_a_row() -> None:
    names = Counter(block.name for block in BLOCKS)

    assert [name for name, times in names.items() if times > 1] == []
    assert sorted(names) == sorted(TABLE)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
async def test_an_operation_does_what_its_guide_says(given: Given, block: Block) -> None:
    row = TABLE[block.name]
    for thing in row.first:
        await given.value(thing)
    replaced = {name: await given.value(thing) for name, thing in row.variables.items()}
    assert block.variables == replaced.keys() | block.shown.keys(), "the guide shows every variable, or the row has it"
    assert replaced.keys() <= block.shown.keys() or not block.shown, "the guide shows all variables, or none"

    answer = await given.stage.viewer(row.viewer).raw(with_type_names(block), **{**block.shown, **replaced})

    body = answer.json()
    assert "errors" not in body, body["errors"]
    assert outcome(body["data"]) == row.answer, json.dumps(body["data"], indent=1)


class _AskForTypes(Visitor):
    """Adds `__typename` to whatever is an object."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self._types = types

    def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> SelectionSetNode | None:
        parent = self._types.get_parent_type()
        if not is_composite_type(get_named_type(parent)):
            return None
        asked = FieldNode(
            name=NameNode(value="__typename"), alias=NameNode(value="typeAsked"), directives=(), arguments=()
        )
        return SelectionSetNode(selections=(asked, *node.selections))


def with_type_names(block: Block) -> str:
    """The operation, such that an error among its answers cannot be overlooked."""
    types = TypeInfo(schema._schema)
    return print_ast(visit(block.document, TypeInfoVisitor(types, _AskForTypes(types))))


def outcome(data: dict[str, Any]) -> str:
    """`ok`; the first error that was answered anywhere; `null` or `empty` where there is nothing to see."""
    for error in _errors(data):
        return error
    answers = [value for name, value in data.items() if name != "typeAsked"]
    if any(value is None for value in answers):
        return "null"
    empty = any(isinstance(value, dict) and value.get("nodes", value) == [] for value in answers)
    return "empty" if empty or [] in answers else "ok"


def _errors(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _errors(each)
    elif isinstance(value, dict):
        if str(value.get("typeAsked")).endswith("Error"):
            yield value["typeAsked"]
        for each in value.values():
            yield from _errors(each)
