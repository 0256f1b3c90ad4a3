"""README.md and docs/, read: every GraphQL operation that people are told to paste, and how table.txt has it sent."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode, parse

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLLOWED = {"catalog.md": "test_catalog_guide.py"}
"""Guides whose operations a test of their own sends, each with what the one before has answered."""

_BLOCK = re.compile(r"```graphql\n(.*?)```(?:\n\n```json\n(.*?)```)?", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """An operation of a guide, and the variables that the guide shows below it."""

    guide: str
    text: str
    shown: dict[str, Any] = field(default_factory=dict)

    @property
    def document(self) -> DocumentNode:
        return parse(self.text)

    @property
    def operation(self) -> OperationDefinitionNode:
        """The only one: a playground sends what is pasted."""
        (operation,) = self.document.definitions
        assert isinstance(operation, OperationDefinitionNode)
        return operation

    @property
    def name(self) -> str:
        """`admin-guide.md FindOrders`"""
        assert self.operation.name, f"an operation of {self.guide} has no name: {self.text}"
        return f"{self.guide} {self.operation.name.value}"

    @property
    def variables(self) -> set[str]:
        """Those that it declares."""
        return {each.variable.name.value for each in self.operation.variable_definitions or ()}


@dataclass(frozen=True)
class Row:
    """How an operation is sent: as whom, what comes of it, what is there first, and what stands in for shown ids."""

    viewer: str
    answer: str
    first: list[str]
    variables: dict[str, str]


def read_blocks() -> list[Block]:
    """In the order of the guides."""
    return [
        Block(guide.name, text, json.loads(shown) if shown else {})
        for guide in GUIDES
        for text, shown in _BLOCK.findall(guide.read_text())
    ]


def read_table() -> dict[str, Row]:
    """By the block's name. Cells are two spaces apart; a heading names the guide of the rows below it."""
    rows: dict[str, Row] = {}
    guide = ""
    for line in (Path(__file__).parent / "table.txt").read_text().splitlines():
        if line.startswith("## "):
            guide = line.removeprefix("## ")
        elif line.strip() and not line.startswith("#"):
            name, viewer, answer, *things = line.split()
            assert f"{guide} {name}" not in rows, f"{guide} {name} is there twice"
            first = [thing[1:] for thing in things if thing.startswith("+")]
            pairs = (thing.partition("=") for thing in things if not thing.startswith("+"))
            rows[f"{guide} {name}"] = Row(viewer, answer, first, {left: right or left for left, _, right in pairs})
    return rows


BLOCKS = [block for block in read_blocks() if block.guide not in FOLLOWED]
TABLE = read_table()
