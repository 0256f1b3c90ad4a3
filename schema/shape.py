"""How large a document may be written, and what its literals may hold: one pass, linear in its length.

It keeps graphql-core's own validation, some of whose rules compare pairs, within bounds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import isfinite

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FloatValueNode,
    FragmentSpreadNode,
    IntValueNode,
    Node,
    SelectionSetNode,
    StringValueNode,
)

from resolvers.errors import BadUserInput, QueryTooComplex

MAX_WRITTEN = {
    "field": 1_000,
    "alias": 300,
    "fragment": 100,
    "fragment spread": 300,
    "directive": 200,
    "operation": 20,
    "argument": 1_000,
    "variable": 200,
}
MAX_REPEATS = 30
_INCREMENTAL = frozenset({"defer", "stream"})
"""There is none of it here, and graphql-core's rule about @stream falls over unions before the one that says so."""
_KINDS = {
    "field": "field",
    "fragment_definition": "fragment",
    "fragment_spread": "fragment spread",
    "inline_fragment": "fragment spread",
    "directive": "directive",
    "operation_definition": "operation",
    "argument": "argument",
    "variable_definition": "variable",
}


def nodes_of(document: DocumentNode) -> Iterator[Node]:
    """Every node of the document once, without recursion."""
    stack: list[Node] = [document]
    while stack:
        node = stack.pop()
        yield node
        for key in node.keys:
            value = getattr(node, key, None)
            if isinstance(value, Node):
                stack.append(value)
            elif isinstance(value, list | tuple):
                stack.extend(item for item in value if isinstance(item, Node))


def check_shape(document: DocumentNode) -> None:
    """Refuse what is written too large, and NUL characters, which PostgreSQL cannot store.

    Raises:
        QueryTooComplex, BadUserInput
    """
    written = dict.fromkeys(MAX_WRITTEN, 0)
    for node in nodes_of(document):
        kinds = [_KINDS[node.kind]] if node.kind in _KINDS else []
        if isinstance(node, FieldNode) and node.alias:
            kinds.append("alias")
        for kind in kinds:
            written[kind] += 1
            if written[kind] > MAX_WRITTEN[kind]:
                raise QueryTooComplex(
                    f"The document has more than {MAX_WRITTEN[kind]} of one thing: {kind}.",
                    cost=written[kind],
                    limit=MAX_WRITTEN[kind],
                )
        if isinstance(node, SelectionSetNode):
            _check_repeats(node)
        if isinstance(node, StringValueNode) and "\0" in node.value:
            raise BadUserInput("Text must not have NUL characters.")
        if isinstance(node, DirectiveNode) and node.name.value in _INCREMENTAL:
            raise BadUserInput(f"Unknown directive '@{node.name.value}'.")
        if isinstance(node, IntValueNode | FloatValueNode) and not _is_sane(node.value):
            raise BadUserInput("A number is too large.")


def _check_repeats(node: SelectionSetNode) -> None:
    """Validation compares fields of one name pair by pair."""
    names = Counter(
        (each.alias or each.name).value if isinstance(each, FieldNode) else "..."
        for each in node.selections
        if not isinstance(each, FragmentSpreadNode)
    )
    most = max(names.values(), default=0)
    if most > MAX_REPEATS:
        message = "The document asks for the same field too often in one place."
        raise QueryTooComplex(message, cost=most, limit=MAX_REPEATS)


def _is_sane(number: str) -> bool:
    """Fits 64 bits, or a double: Python refuses to read numbers of thousands of digits, and JSON has no infinity."""
    if len(number) > 40:
        return False
    return abs(int(number)) < 2**63 if number.lstrip("-").isdigit() else isfinite(float(number))
