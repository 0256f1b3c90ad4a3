"""Makes a schema out of subjects, with the guards that every operation passes, whatever brings it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import ModuleType
from typing import Any

import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLError,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    Undefined,
)
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.tools import merge_types
from strawberry.types.execution import ExecutionContext

from resolvers.context import Context
from resolvers.errors import BadUserInput, Refusal
from schema.cost import check_cost
from schema.documents import ValidDocuments
from schema.errors import exception_handlers
from schema.masking import mask
from schema.scalars import SCALARS
from schema.shape import check_shape
from schema.variables import check_variables

MAX_TOKENS = 8_000
"""Lexical tokens of a document, counted while it is parsed. The usual introspection query has 400."""


class Guards(SchemaExtension):
    """The caps on a document, cheapest first: tokens, shape, variables, cost; then graphql-core validates."""

    def on_parse(self) -> Iterator[None]:
        execution = self.execution_context
        execution.parse_options = {"max_tokens": MAX_TOKENS}
        execution.graphql_document = self._known.get(execution.query or "")
        self._was_known = execution.graphql_document is not None
        yield

    def on_validate(self) -> Iterator[None]:
        execution = self.execution_context
        try:
            self._check()
        except Refusal as refusal:
            error = GraphQLError(refusal.message, original_error=refusal)
            execution.pre_execution_errors = [error]
        if self._was_known:
            execution.validation_rules = ()
        yield
        if not execution.pre_execution_errors and execution.query and execution.graphql_document:
            self._known.keep(execution.query, execution.graphql_document)

    def on_stream_result(self, result: Any) -> Iterator[None]:
        yield
        self._context.forget()

    @property
    def _known(self) -> ValidDocuments:
        schema = self.execution_context.schema
        assert isinstance(schema, ShopSchema)  # noqa: S101 (build_schema makes no other)
        return schema.documents

    @property
    def _context(self) -> Context:
        context: Context = self.execution_context.context
        return context

    def _check(self) -> None:
        execution = self.execution_context
        document = execution.graphql_document
        assert document is not None  # noqa: S101 (it was parsed)
        if not self._was_known:
            check_shape(document)
        check_variables(execution.variables)
        operations = sum(node.kind == "operation_definition" for node in document.definitions)
        if operations > 1 and execution._provided_operation_name is None:
            raise BadUserInput("operationName must say which of the document's operations to run.")
        check_cost(
            execution.schema._schema,
            document,
            execution.operation_name,
            execution.variables,
            self._context.settings.max_query_cost,
        )


class ShopSchema(strawberry.Schema):
    """A Strawberry schema whose errors are masked on every transport."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.documents = ValidDocuments()

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Strawberry hands every list of errors through here before it leaves; what is in it is replaced."""
        errors[:] = [mask(error) for error in errors]


def build_schema(subjects: Iterable[ModuleType]) -> ShopSchema:
    """A schema of what the modules define as `Query`, `Mutation` and `Subscription`.

    Docstrings of types and resolvers become the descriptions that have not been given otherwise, and an
    argument that may be left out is written as `argument: Type`, not `argument: Type = null`.
    """
    modules = tuple(subjects)
    query = _merged("Query", modules)
    if query is None:
        raise ValueError("a schema needs a Query")
    schema = ShopSchema(
        query=query,
        mutation=_merged("Mutation", modules),
        subscription=_merged("Subscription", modules),
        extensions=[Guards],
        exception_handlers=exception_handlers(),
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    _finish(schema)
    return schema


def _merged(name: str, modules: tuple[ModuleType, ...]) -> type | None:
    types = tuple(getattr(module, name) for module in modules if hasattr(module, name))
    return merge_types(name, types) if types else None


def _finish(schema: ShopSchema) -> None:
    for type_ in schema._schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            _drop_null_defaults(type_.fields.values())
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            continue
        definition = type_.extensions.get("strawberry-definition")
        if definition is not None and type_.description is None:
            type_.description = _own_doc(definition.origin)
        for field in type_.fields.values():
            _drop_null_defaults(field.args.values())
            declared = field.extensions.get("strawberry-definition")
            if field.description is None and declared is not None and declared.base_resolver is not None:
                field.description = _one_line(declared.base_resolver.wrapped_func.__doc__)


def _drop_null_defaults(arguments: Iterable[GraphQLArgument | GraphQLInputField]) -> None:
    for argument in arguments:
        if argument.default_value is None:
            argument.default_value = Undefined


def _own_doc(cls: type) -> str | None:
    """A class's docstring, unless dataclasses wrote it (`Name(field: type …)`)."""
    doc = cls.__dict__.get("__doc__")
    return None if doc is None or doc.startswith(f"{cls.__name__}(") else _one_line(doc)


def _one_line(doc: str | None) -> str | None:
    return " ".join(doc.split()) if doc else None
