"""`python -m cli work`: worker processes. In production, and in `run`, the same flags."""

from __future__ import annotations

import argparse
import os
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Number of processes and threads."""
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--threads", type=int, default=4)


def command(processes: int = 1, threads: int = 4) -> list[str]:
    """The Dramatiq command. What a worker has in hand when it must stop is owed by the outbox, so three
    seconds of patience lose nothing."""
    flags = ["--processes", str(processes), "--threads", str(threads), "--worker-shutdown-timeout", "3000"]
    return [sys.executable, "-m", "dramatiq", "tasks.broker:start", "--path", ".", "--skip-logging", *flags]


def main(args: argparse.Namespace) -> int:
    """Become Dramatiq, once the settings are whole."""
    from core.settings import settings

    settings()
    os.execv(sys.executable, command(args.processes, args.threads))
