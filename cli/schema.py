"""`python -m cli schema`: the contract as SDL, as `schema.graphql` has it. Needs no settings."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

EXPORT = Path(__file__).resolve().parents[1] / "schema.graphql"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--write` and `--check`, against the exported file."""
    parser.add_argument("--write", action="store_true", help="write schema.graphql")
    parser.add_argument("--check", action="store_true", help="fail when schema.graphql is not the schema")


def main(args: argparse.Namespace) -> int:
    """Print, write or check."""
    from schema import schema

    sdl = schema.as_str().rstrip() + "\n"
    if args.write:
        EXPORT.write_text(sdl)
    elif args.check:
        return _check(sdl)
    else:
        print(sdl, end="")
    return 0


def _check(sdl: str) -> int:
    from difflib import unified_diff

    exported = EXPORT.read_text() if EXPORT.exists() else ""
    if exported == sdl:
        print("schema.graphql is the schema")
        return 0
    lines = unified_diff(exported.splitlines(), sdl.splitlines(), "schema.graphql", "the code's schema", lineterm="")
    print("\n".join(lines), file=sys.stderr)
    print("if the change is meant: python -m cli schema --write", file=sys.stderr)
    return 1
