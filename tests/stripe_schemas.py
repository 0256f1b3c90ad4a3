"""JSON Schemas of Stripe's objects, events and requests, out of the installed SDK's own annotations.

The SDK is generated from the API's description, so its classes are that description for exactly its API
version. Every class becomes a resource of its own that is made the first time a validator asks for it.
Objects and requests are closed: a field that the SDK does not know is an error, and so is a value outside
an enum, even one that the SDK leaves open for the future.
"""

from __future__ import annotations

import importlib
import inspect
import re
import sys
import types
import typing
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import referencing
import stripe
import typing_extensions
from stripe._error_object import ErrorObject
from stripe._list_object import ListObject
from stripe._request_options import RequestOptions
from stripe._stripe_object import StripeObject, UntypedStripeObject

Schema = dict[str, Any]

_SCHEME = "stripe:"
_ROOT = Path(inspect.getfile(stripe)).parent
_OPTIONS = frozenset(RequestOptions.__annotations__)
_NOT_REQUIRED = (typing.NotRequired, typing_extensions.NotRequired)
_CLASSES: dict[str, Any] = {}


def validate_object(obj: dict[str, Any]) -> None:
    """Check an answer of the API: any object, list, error body or deleted object. Raises ValidationError."""
    if "error" in obj and "object" not in obj:
        _validate(obj["error"], _reference(ErrorObject))
        return
    kind = obj.get("object")
    if kind == "list":
        _validate(obj, _list_schema({}))
        for item in obj["data"]:
            validate_object(item)
        return
    if obj.get("deleted") is True:
        _validate(obj, {"required": ["id", "object", "deleted"], "maxProperties": 3})
        return
    _validate(obj, _reference(object_class(str(kind))))


def validate_event(event: dict[str, Any]) -> None:
    """Check an event and the object inside it. Raises ValidationError."""
    _validate(event, _reference(stripe.Event))
    validate_object(event["data"]["object"])
    previous = event["data"].get("previous_attributes")
    if previous is not None:
        known = object_class(event["data"]["object"]["object"]).__annotations__
        if unknown := previous.keys() - known.keys():
            raise jsonschema.ValidationError(f"previous_attributes has unknown fields: {sorted(unknown)}")


def validate_request(method: str, path: str, params: dict[str, Any]) -> None:
    """Check the parameters of a call (typed values, as the sandbox logs them). Raises ValidationError."""
    _validate(params, _reference(params_class(method, path)))


@cache
def object_class(kind: str) -> Any:
    """The SDK's class of an object such as ``checkout.session``. Raises LookupError for an unknown kind."""
    from stripe._object_classes import get_object_class

    found = get_object_class("V1", kind)
    if found is StripeObject:
        raise LookupError(f"the SDK knows no object {kind!r}")
    return found


@cache
def params_class(method: str, path: str) -> Any:
    """The ``TypedDict`` of a call such as ``POST /v1/refunds/re_1``. Raises LookupError for an unknown call."""
    for (verb, template), (module, name) in _operations().items():
        if verb == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path):
            return getattr(importlib.import_module(module), name)
    raise LookupError(f"the SDK has no call {method} {path}")


@cache
def _operations() -> dict[tuple[str, str], tuple[str, str]]:
    """(method, path template) → (module, class) of the params, read out of the SDK's services."""
    call = re.compile(
        r'def \w+\((?:(?!\n    def ).)*?params: (?:Optional\[)?"(\w+)"(?:(?!\n    def ).)*?'
        r'self\._request\(\s*"(\w+)",\s*"(/v1/[^"]+)"',
        re.DOTALL,
    )
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for file in sorted(_ROOT.rglob("_*_service.py")):
        source = file.read_text()
        homes = {name: module for module, names in _imports(source) for name in names}
        for params, method, path in call.findall(source):
            if params in homes:
                found[method.upper(), path] = (homes[params], params)
    return dict(sorted(found.items(), key=lambda item: item[0][1].count("{")))


def _imports(source: str) -> Iterator[tuple[str, list[str]]]:
    """What a module imports for type checkers only: (module, names)."""
    for match in re.finditer(r"^    from (stripe[\w.]*) import (\([^)]*\)|[^\n]*)$", source, re.MULTILINE):
        names = [part.strip() for part in match[2].strip("()").split(",")]
        yield match[1], [name for name in names if name]


def _validate(value: Any, schema: Schema) -> None:
    jsonschema.Draft202012Validator(schema, registry=_REGISTRY).validate(value)


@cache
def _retrieve(uri: str) -> referencing.Resource[Any]:
    known = _CLASSES[uri]
    schema = _params_schema(known) if typing_extensions.is_typeddict(known) else _object_schema(known)
    return referencing.Resource.opaque(schema)  # nothing in it has an id of its own: no need to search


_REGISTRY: referencing.Registry[Any] = referencing.Registry(retrieve=_retrieve)  # type: ignore[call-arg]


def _reference(known: Any) -> Schema:
    uri = f"{_SCHEME}{known.__module__}/{known.__qualname__}"
    _CLASSES[uri] = known
    return {"$ref": uri}


def _object_schema(known: Any) -> Schema:
    names = {renamed: name for name, renamed in known._field_remappings.items()}
    properties: Schema = {}
    required: list[str] = []
    for field, annotation in known.__annotations__.items():
        hint = _evaluate(annotation, known)
        if (field.startswith("_") and field not in names) or typing.get_origin(hint) is typing.ClassVar:
            continue
        name = names.get(field, field)
        properties[name] = _schema(hint, known)
        if type(None) not in typing.get_args(hint):
            required.append(name)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _params_schema(known: Any) -> Schema:
    properties: Schema = {}
    required: list[str] = []
    for name, annotation in known.__annotations__.items():
        if name in _OPTIONS:
            continue
        hint = _evaluate(annotation, known)
        if typing.get_origin(hint) in _NOT_REQUIRED:
            hint = typing.get_args(hint)[0]
        else:
            required.append(name)
        properties[name] = _schema(hint, known)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


_SCALARS: dict[Any, Schema] = {
    type(None): {"type": "null"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": ["string", "number"]},
}


def _schema(annotation: Any, home: Any) -> Schema:
    hint = _evaluate(annotation, home)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in _SCALARS:
        return _SCALARS[hint]
    if origin in (typing.Union, types.UnionType):
        return _union(arguments, home)
    if origin is typing.Literal:
        return {"enum": list(arguments)}
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0], home)}
    if inspect.isclass(origin) and issubclass(origin, ListObject):
        return _list_schema(_schema(arguments[0], home))
    if origin is dict or (inspect.isclass(origin) and issubclass(origin, UntypedStripeObject)):
        return {"type": "object", "additionalProperties": _schema(arguments[-1], home)}
    if typing_extensions.is_typeddict(hint) or (inspect.isclass(hint) and issubclass(hint, StripeObject)):
        return _reference(hint)
    return {}


def _union(arguments: tuple[Any, ...], home: Any) -> Schema:
    """Alternatives. An enum that is open in the SDK (``Literal[…] | str``) is taken at its word."""
    members = [_evaluate(argument, home) for argument in arguments]
    enums = [member for member in members if typing.get_origin(member) is typing.Literal]
    if any(typing.get_args(member) != ("",) for member in enums):
        members = [member for member in members if member is not str]
    return {"anyOf": [_schema(member, home) for member in members]}


def _list_schema(items: Schema) -> Schema:
    fields = {
        "object": {"const": "list"},
        "data": {"type": "array", "items": items},
        "has_more": {"type": "boolean"},
        "url": {"type": "string"},
        "total_count": {"type": "integer"},
    }
    required = ["object", "data", "has_more", "url"]
    return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}


def _evaluate(annotation: Any, home: Any) -> Any:
    while isinstance(annotation, (str, typing.ForwardRef)):
        source = annotation if isinstance(annotation, str) else annotation.__forward_arg__
        annotation = eval(source, _names(home.__module__))  # noqa: S307 – the SDK's own annotations
    return annotation


@cache
def _names(module_name: str) -> dict[str, Any]:
    """Everything the annotations of a module may refer to, what it imports for type checkers included."""
    module = sys.modules[module_name]
    names = {**vars(typing), **vars(typing_extensions)}
    for source, imported in _imports(inspect.getsource(module)):
        found = importlib.import_module(source)
        for part in imported:
            name, _, alias = part.partition(" as ")
            names[alias or name] = getattr(found, name)
    return {**names, **vars(module)}
