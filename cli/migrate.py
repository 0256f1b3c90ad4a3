"""`python -m cli migrate`."""

from __future__ import annotations

import argparse
import asyncio

from cli import migrations
from core.settings import settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: everything is in the settings."""
    del parser


def main(args: argparse.Namespace) -> int:
    """Apply what is pending and say so."""
    del args
    if not asyncio.run(migrations.apply(settings())):
        print("the database is up to date")
    return 0
