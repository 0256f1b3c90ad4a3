"""The commands: `python -m cli NAME …`.

Each one is a module with `arguments(parser)` and `main(args) -> exit code`, imported only when it is asked
for, so that a command pays for its own imports alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from core.errors import ConfigurationError

COMMANDS = {
    "run": ("cli.run.command", "start a whole shop in this terminal"),
    "serve": ("cli.serve", "start API processes"),
    "work": ("cli.work", "start worker processes"),
    "migrate": ("cli.migrate", "bring the database up to date"),
    "makemigration": ("cli.makemigration", "write a migration from the models, or check that none is missing"),
    "seed": ("cli.seed", "fill an empty shop with the demo catalogue, templates and accounts"),
    "superadmin": ("cli.superadmin", "promote an account to superadmin, or open one"),
    "schema": ("cli.schema", "print the GraphQL schema"),
    "settings": ("cli.settings", "print the settings as a Markdown table"),
    "keys": ("cli.keys", "make the key that signs tokens, when there is none"),
    "healthy": ("cli.healthy", "ask the process in this container how it is"),
    "jobs": ("cli.jobs", "show what comes by the clock, or run one of it by hand"),
    "reconcile": ("cli.reconcile", "ask Stripe about orders that wait for their money"),
    "replay": ("cli.replay", "process events of Stripe's again"),
    "doctor": ("cli.doctor", "check the settings, everything they name, and the books"),
}
_OF_A_SHOP = frozenset({"migrate", "seed", "superadmin", "jobs", "reconcile", "replay", "doctor"})
"""They work on a shop, and find the one of `make run` by themselves."""


def main(argv: list[str]) -> int:
    """Run one command; its exit code."""
    if not argv or argv[0] not in COMMANDS:
        return _usage(argv)
    module = import_module(COMMANDS[argv[0]][0])
    parser = argparse.ArgumentParser(prog=f"python -m cli {argv[0]}", description=COMMANDS[argv[0]][1])
    module.arguments(parser)
    try:
        args = parser.parse_args(argv[1:])
        if argv[0] in _OF_A_SHOP:
            _find_shop()
        return int(module.main(args))
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # `… | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _find_shop() -> None:
    from cli.run.beside import borrow

    borrow(os.environ)


def _usage(argv: list[str]) -> int:
    asked = bool(argv) and argv[0] in {"-h", "--help", "help"}
    out = sys.stdout if asked else sys.stderr
    if argv and not asked:
        print(f"there is no command {argv[0]!r}", file=out)
    print("usage: python -m cli COMMAND [--help]\n", file=out)
    for name, (_, summary) in COMMANDS.items():
        print(f"  {name:<14} {summary}", file=out)
    return 0 if asked else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
