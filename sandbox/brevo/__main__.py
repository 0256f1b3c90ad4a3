"""``python -m sandbox.brevo --port 8030 --data .data/mails --key xkeysib-test``."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from sandbox.brevo.app import create_app
from sandbox.brevo.store import Config


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="sandbox.brevo", description="A stand-in for Brevo's HTTP API.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8030)
    parser.add_argument("--data", type=Path, required=True, help="the folder for .eml files, as the mailbox shows it")
    parser.add_argument("--key", required=True, help="the API key to let in")
    parser.add_argument("--webhook-url", help="where events go")
    parser.add_argument("--webhook-secret", default="", help="the bearer token that events carry")
    parser.add_argument("--log-level", default="warning")
    args = parser.parse_args()
    config = Config(args.data, args.key, args.webhook_url, args.webhook_secret)
    uvicorn.run(
        create_app(config), host=args.host, port=args.port, log_level=args.log_level, access_log=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip


if __name__ == "__main__":
    main()
