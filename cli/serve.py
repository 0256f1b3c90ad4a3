"""`python -m cli serve`: API processes. In production, and in `run`, the same flags."""

from __future__ import annotations

import argparse
import os
import sys


def arguments(parser: argparse.ArgumentParser) -> None:
    """Address and number of processes."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=1)


def command(host: str, port: int, processes: int = 1) -> list[str]:
    """The uvicorn command. Proxies are trusted by TRUSTED_PROXIES in the application, not by uvicorn."""
    flags = {
        "--host": host,
        "--port": str(port),
        "--workers": str(processes),
        "--loop": "uvloop",
        "--http": "httptools",
        "--ws": "websockets-sansio",
        "--ws-max-size": "262144",
        "--timeout-graceful-shutdown": "3",
        "--log-level": "warning",
    }
    pairs = [part for pair in flags.items() for part in pair]
    switches = ["--factory", "--no-access-log", "--no-proxy-headers", "--no-server-header"]
    return [sys.executable, "-m", "uvicorn", "server:create_app", *switches, *pairs]


def main(args: argparse.Namespace) -> int:
    """Become uvicorn, once the settings are whole."""
    from core.settings import settings

    settings()
    os.execv(sys.executable, command(args.host, args.port, args.processes))
