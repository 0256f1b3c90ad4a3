"""`python -m cli settings`: every setting as a Markdown table, from the code that reads them."""

from __future__ import annotations

import argparse
import ast
import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from core.settings import Settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"
_MARK = "<!-- From here on: python -m cli settings --write -->"


_PLAIN = {
    "str": "text",
    "int": "number",
    "float": "number",
    "bool": "true or false",
    "Path": "path",
    "AuthIssuer": "issuer|audience|JWKS URL",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--write`."""
    parser.add_argument("--write", action="store_true", help="write the table into docs/settings.md")


def main(args: argparse.Namespace) -> int:
    """Print the table, or write it into its page."""
    if args.write:
        PAGE.write_text(page())
    else:
        print(table())
    return 0


def page() -> str:
    """docs/settings.md as it should be: what people wrote, then the table."""
    written = PAGE.read_text().partition(_MARK)[0]
    return f"{written}{_MARK}\n\n{table()}\n"


def table() -> str:
    """One row a setting: the variable, what it takes, its default, and what it is for."""
    notes = _notes()
    rows = ["| Variable | Takes | Default | |", "|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        cells = (f"`{name.upper()}`", _takes(field), _default(field), notes.get(name, ""))
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def _notes() -> dict[str, str]:
    """The sentence under each field in core/settings.py."""
    body = ast.parse(textwrap.dedent(inspect.getsource(Settings))).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 (the source of a class)
    notes = {}
    for field, after in zip(body.body, body.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(after, ast.Expr)
            and isinstance(after.value, ast.Constant)
        ):
            notes[field.target.id] = " ".join(str(after.value.value).split())
    return notes


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**required**"
    value = field.default
    if value is None or value == ():
        return ""
    return f"`{','.join(map(str, value)) if isinstance(value, tuple) else value}`"


def _takes(field: FieldInfo) -> str:
    words = ", ".join(_words(field.annotation))
    bounds = []
    for bound in field.metadata:
        for attribute, sign in (("ge", "≥"), ("gt", ">"), ("le", "≤"), ("lt", "<")):
            if getattr(bound, attribute, None) is not None:
                bounds.append(f"{sign} {getattr(bound, attribute)}")
    return " ".join([words, *bounds])


def _words(annotation: Any) -> Iterator[str]:
    origin = get_origin(annotation)
    if origin is Literal:
        yield from (f"`{choice}`" for choice in get_args(annotation))
    elif origin is tuple:
        yield f"{' '.join(_words(get_args(annotation)[0]))}, comma separated"
    elif origin in (Union, UnionType):
        for choice in get_args(annotation):
            if choice is not NoneType:
                yield from _words(choice)
    elif origin is not None and hasattr(annotation, "__metadata__"):
        yield from _words(get_args(annotation)[0])
    elif annotation is SecretStr:
        yield "secret text"
    else:
        yield _PLAIN[annotation.__name__]
