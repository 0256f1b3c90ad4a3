"""`python -m cli makemigration`. Needs neither settings nor a database."""

from __future__ import annotations

import argparse
import asyncio
import sys

from cli import migrations


def arguments(parser: argparse.ArgumentParser) -> None:
    """`NAME`, `--empty`, `--initial` or `--check`."""
    parser.add_argument("name", nargs="?", help="what changes, such as add_gift_notes")
    parser.add_argument("--empty", action="store_true", help="write an empty one, for SQL by hand")
    parser.add_argument("--initial", action="store_true", help="write the initial one anew")
    parser.add_argument("--check", action="store_true", help="fail when the models and the migrations differ")


def main(args: argparse.Namespace) -> int:
    """Write, or check."""
    if args.check:
        return _check()
    if args.initial:
        print(asyncio.run(migrations.create_initial()))
        return 0
    if not args.name:
        print("say what changes: python -m cli makemigration NAME", file=sys.stderr)
        return 2
    path = asyncio.run(migrations.create(args.name, empty=args.empty))
    if path is None:
        print("aerich sees nothing to change; for SQL by hand add --empty")
        return 0
    print(f"{path}: read it, and see docs/adr/0003-migrations.md for what locks a table")
    return 0


def _check() -> int:
    lines = asyncio.run(migrations.drift())
    if not lines:
        print("the migrations match the models")
        return 0
    print("\n".join(lines), file=sys.stderr)
    print("the models have moved on: python -m cli makemigration NAME", file=sys.stderr)
    return 1
