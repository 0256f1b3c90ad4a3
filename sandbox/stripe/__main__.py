"""``python -m sandbox.stripe --port 4242 --data .data/stripe``."""

from __future__ import annotations

import argparse
import logging
import sqlite3
from pathlib import Path

import uvicorn

from sandbox.stripe.app import create_app
from sandbox.stripe.config import Config


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="sandbox.stripe", description="A stateful stand-in for Stripe.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=4242)
    parser.add_argument("--data", type=Path, required=True, help="folder for the state, kept over restarts")
    parser.add_argument("--public-url", help="where browsers reach this server; http://127.0.0.1:PORT by default")
    parser.add_argument("--webhook-url", help="where events go")
    parser.add_argument("--webhook-secret", help="whsec_… to sign them with")
    parser.add_argument("--key", help="the only secret key to let in; any sk_test_… by default")
    parser.add_argument("--merchant", default="YourMapArt", help="the shop's name on the payment page")
    parser.add_argument("--settle-seconds", type=int, default=3, help="how long debits and late failures take")
    parser.add_argument("--log-level", default="warning")
    args = parser.parse_args()
    logging.basicConfig(level=args.log_level.upper(), format="%(asctime)s stripe %(levelname)s %(message)s")
    config = Config(
        data=args.data,
        public_url=(args.public_url or f"http://127.0.0.1:{args.port}").rstrip("/"),
        webhook_url=args.webhook_url,
        webhook_secret=args.webhook_secret,
        key=args.key,
        merchant=args.merchant,
        settle_seconds=args.settle_seconds,
    )
    try:
        app = create_app(config)
    except (OSError, sqlite3.Error) as error:
        parser.exit(1, f"The state in {config.database} cannot be used: {error}\n")
    uvicorn.run(
        app, host=args.host, port=args.port, log_level=args.log_level, access_log=False,
        timeout_graceful_shutdown=3,
    )  # fmt: skip


if __name__ == "__main__":
    main()
