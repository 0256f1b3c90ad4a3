"""``python -m sandbox.mailbox --port 8020 --data .data/mails``."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from sandbox.mailbox.app import create_app


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="sandbox.mailbox", description="Shows mails that are files in a folder.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8020)
    parser.add_argument("--data", type=Path, required=True, help="the folder of .eml files; it need not be there yet")
    parser.add_argument("--log-level", default="warning")
    args = parser.parse_args()
    uvicorn.run(
        create_app(args.data, allowed_hosts=["127.0.0.1", "localhost", args.host]), host=args.host, port=args.port,
        log_level=args.log_level, access_log=False, server_header=False, timeout_graceful_shutdown=3,
    )  # fmt: skip


if __name__ == "__main__":
    main()
