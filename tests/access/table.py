"""The table and its operations, read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from graphql import OperationDefinitionNode, parse

from commerce.permissions import KEY_PERMISSIONS
from schema import schema
from tests.access.world import COLUMNS

_HERE = Path(__file__).parent
_ROOTS = ("Query", "Mutation", "Subscription")


@dataclass(frozen=True)
class Row:
    """A root field, asked about one thing by everybody."""

    name: str
    expected: dict[str, str]
    operation: str

    @property
    def field(self) -> str:
        """`Mutation.userBlock`"""
        return self.name.split(" ", maxsplit=1)[0]

    @property
    def root(self) -> str:
        return self.field.split(".", maxsplit=1)[0]

    @property
    def variables(self) -> list[str]:
        """The names of what is asked about."""
        (operation,) = parse(self.operation).definitions
        assert isinstance(operation, OperationDefinitionNode)
        assert operation.operation.value == self.root.lower(), self.name
        return [variable.variable.name.value for variable in operation.variable_definitions or ()]

    @property
    def key_permissions(self) -> list[str]:
        """All that a key may have, but what the field's description asks for."""
        described = described_fields()[self.field]
        return sorted(each.value for each in KEY_PERMISSIONS if not re.search(rf"\b{each.value}\b", described))


def described_fields() -> dict[str, str]:
    """Every root field of the schema, and its description."""
    types = {root: schema._schema.get_type(root) for root in _ROOTS}
    fields = {root: getattr(type_, "fields", {}) for root, type_ in types.items()}
    return {f"{root}.{name}": field.description or "" for root in _ROOTS for name, field in fields[root].items()}


def read_cells(text: str) -> dict[str, dict[str, str]]:
    """Rows by name. The name ends where two spaces are; no cell may be left open."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert tuple(lines[0].split()) == COLUMNS
    cells: dict[str, dict[str, str]] = {}
    for line in lines[1:]:
        name, *answers = re.split(r"\s{2,}", line.strip())
        assert len(answers) == len(COLUMNS), f"{name}: {answers}"
        assert name not in cells, f"{name} is there twice"
        cells[name] = dict(zip(COLUMNS, answers, strict=True))
    return cells


def read_operations() -> dict[str, str]:
    """Operations by the row's name."""
    operations: dict[str, str] = {}
    for path in sorted((_HERE / "operations").glob("*.graphql")):
        for part in path.read_text().split("## ")[1:]:
            name, _, text = part.partition("\n")
            assert name not in operations, f"{name} is there twice"
            operations[name] = text.strip()
    return operations


CELLS = read_cells((_HERE / "table.txt").read_text())
OPERATIONS = read_operations()
ROWS = [Row(name, cells, OPERATIONS.get(name, "")) for name, cells in CELLS.items()]
