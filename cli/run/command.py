"""`python -m cli run`."""

from __future__ import annotations

import argparse
import asyncio
import os

from cli.run.lock import Guard
from cli.run.places import clear_sockets
from cli.run.plan import data_directory, make_plan
from cli.run.supervisor import supervise


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: PORT, HOST, DATA_DIR and every setting come from the environment."""
    parser.epilog = "PORT (8000), HOST (127.0.0.1), DATA_DIR (.data) and every setting come from the environment."


def main(args: argparse.Namespace) -> int:
    """Run until Ctrl-C or SIGTERM."""
    del args
    data_dir = data_directory(os.environ)
    with Guard(data_dir) as guard:
        try:
            return asyncio.run(supervise(make_plan(data_dir, os.environ), guard))
        finally:
            clear_sockets(data_dir)
