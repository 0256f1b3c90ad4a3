"""What a document may ask for, reckoned before it is validated or run, in one pass that is linear in its length.

An object costs 1, a leaf a tenth of that, a root field 10, and everything under a list as many times as the
list is long (`first` where the field takes it). A fragment is reckoned once, however often it is spread.

Introspection has a limit of its own, twice the complete introspection query's cost, so that tools work whatever
the shop's limit is set to.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_introspection_query,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
    parse,
)
from graphql.type import SchemaMetaFieldDef, TypeMetaFieldDef

from resolvers.errors import QueryTooComplex
from resolvers.paging import DEFAULT_PAGE, MAX_PAGE

LEAF, OBJECT, ROOT = 1, 10, 100
"""In tenths: what is reported and compared with the limit is a tenth of it, rounded up."""
LIST_SIZE = 5
"""How long a plain list is taken to be, unless its field's metadata has `list_size`."""
_INTROSPECTION_SIZES = {"types": 100, "fields": 10, "enumValues": 5, "inputFields": 5, "possibleTypes": 5}
_INTROSPECTION_ROOTS = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}
_CEILING = 10**12
MAX_DEPTH = 100


def check_cost(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation_name: str | None,
    variables: Mapping[str, Any] | None,
    limit: int,
) -> int:
    """The cost of the operation that would run.

    Raises:
        QueryTooComplex: when it, or its introspection, is above its limit.
    """
    cost = Reckoner(schema, document, variables).cost(operation_name)
    if cost > limit:
        raise QueryTooComplex("The query asks for too much at once.", cost=cost, limit=limit)
    introspection = Reckoner(schema, document, variables, introspection=True).cost(operation_name)
    if introspection and introspection > (most := introspection_limit(schema)):
        raise QueryTooComplex("The introspection asks for too much at once.", cost=introspection, limit=most)
    return cost


@lru_cache(maxsize=8)
def introspection_limit(schema: GraphQLSchema) -> int:
    """Twice the cost of everything that the usual tools ask a schema."""
    query = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
        one_of=True,
    )
    return 2 * Reckoner(schema, parse(query), {}, introspection=True).cost(None)


class _Cost(NamedTuple):
    """In tenths. `each` is what one entry of a connection costs, which only the field above can multiply."""

    once: int
    each: int = 0


class Reckoner:
    """Reckons one document: what it takes from the shop, or else its introspection.

    `visited` counts the selections that were looked at, for tests of its linearity.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        variables: Mapping[str, Any] | None,
        *,
        introspection: bool = False,
    ) -> None:
        self._schema = schema
        self._document = document
        self._variables: dict[str, Any] = dict(variables or {})
        self._introspection = introspection
        self._fragments = {
            node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
        }
        self._known: dict[str, _Cost] = {}
        self._depth = 0
        self.visited = 0

    def cost(self, operation_name: str | None) -> int:
        """Of the named operation, or of all there are; whole, rounded up."""
        total = 0
        for node in self._document.definitions:
            if isinstance(node, OperationDefinitionNode):
                name = node.name.value if node.name else None
                if operation_name is None or name == operation_name:
                    self._defaults(node)
                    total += self._selections(node.selection_set, self._schema.get_root_type(node.operation)).once
        return -(-total // OBJECT)

    def _defaults(self, operation: OperationDefinitionNode) -> None:
        for definition in operation.variable_definitions or ():
            if isinstance(definition.default_value, IntValueNode):
                self._variables.setdefault(definition.variable.name.value, _int(definition.default_value))

    def _selections(self, node: SelectionSetNode, parent: GraphQLNamedType | None) -> _Cost:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryTooComplex("The query is nested too deeply.", cost=self._depth, limit=MAX_DEPTH)
        once = each = 0
        for selection in node.selections:
            self.visited += 1
            cost = self._selection(selection, parent)
            once, each = min(once + cost.once, _CEILING), min(each + cost.each, _CEILING)
        self._depth -= 1
        return _Cost(once, each)

    def _selection(self, node: SelectionNode, parent: GraphQLNamedType | None) -> _Cost:
        if isinstance(node, FieldNode):
            return self._field(node, parent)
        if isinstance(node, FragmentSpreadNode):
            return self._spread(node.name.value)
        assert isinstance(node, InlineFragmentNode)  # noqa: S101 (there is no fourth kind)
        condition = node.type_condition
        inner = self._schema.get_type(condition.name.value) if condition else parent
        return self._selections(node.selection_set, inner)

    def _spread(self, name: str) -> _Cost:
        if name not in self._known:
            fragment = self._fragments.get(name)
            self._known[name] = _Cost(0)  # unknown, or meanwhile: a cycle; validation refuses both
            if fragment is not None:
                parent = self._schema.get_type(fragment.type_condition.name.value)
                self._known[name] = self._selections(fragment.selection_set, parent)
        return self._known[name]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None) -> _Cost:
        introspects = node.name.value in _INTROSPECTION_ROOTS
        definition = _INTROSPECTION_ROOTS.get(node.name.value) or _definition(parent, node.name.value)
        at_root = parent is not None and parent in self._roots
        if at_root and introspects != self._introspection:
            return _Cost(0)
        type_ = get_named_type(definition.type) if definition else None
        if definition is None or type_ is None or is_leaf_type(type_):
            return _Cost(ROOT if at_root else LEAF)
        if node.selection_set is None:
            return _Cost(OBJECT)  # validation refuses it
        inner = self._selections(node.selection_set, type_)
        size = self._size(node, definition, type_)
        entries = inner.each if is_connection(type_) else OBJECT + inner.once
        once = size * entries + (OBJECT + inner.once if is_connection(type_) else 0)
        once = min(once + (ROOT if at_root else 0), _CEILING)
        if is_connection(parent) and node.name.value in {"edges", "nodes"}:
            return _Cost(0, once)
        return _Cost(once)

    @property
    def _roots(self) -> tuple[GraphQLObjectType | None, ...]:
        return self._schema.query_type, self._schema.mutation_type, self._schema.subscription_type

    def _size(self, node: FieldNode, definition: GraphQLField, type_: GraphQLNamedType) -> int:
        if is_connection(type_):
            return self._page_size(node)
        if not is_list_type(get_nullable_type(definition.type)):
            return 1
        if type_.name.startswith("__"):
            return _INTROSPECTION_SIZES.get(node.name.value, 2)
        if node.name.value in {"edges", "nodes"}:
            return 1  # the connection's field knows how many
        declared = definition.extensions.get("strawberry-definition")
        return int(getattr(declared, "metadata", {}).get("list_size", LIST_SIZE))

    def _page_size(self, node: FieldNode) -> int:
        for argument in node.arguments or ():
            if argument.name.value == "first":
                value: Any = argument.value
                if isinstance(value, VariableNode):
                    given = self._variables.get(value.name.value)
                    return _within_page(given) if given is not None else DEFAULT_PAGE
                return _within_page(_int(value) if isinstance(value, IntValueNode) else DEFAULT_PAGE)
        return DEFAULT_PAGE


def is_connection(type_: GraphQLNamedType | None) -> bool:
    """Whether a type is a page of a list."""
    return isinstance(type_, GraphQLObjectType) and type_.name.endswith("Connection") and "pageInfo" in type_.fields


def _definition(parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
    return parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None


def _int(node: IntValueNode) -> int:
    return int(node.value) if len(node.value) < 10 else MAX_PAGE


def _within_page(value: Any) -> int:
    return max(0, min(value, MAX_PAGE)) if isinstance(value, int) else MAX_PAGE
