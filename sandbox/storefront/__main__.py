"""``python -m sandbox.storefront --port 8010 --api http://127.0.0.1:8000``."""

from __future__ import annotations

import argparse

import uvicorn

from sandbox.storefront.app import create_app


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="sandbox.storefront", description="A demo shop window on the public API.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8010)
    parser.add_argument("--api", default="http://127.0.0.1:8000", help="where browsers reach the API")
    parser.add_argument("--shop-name", default="YourMapArt")
    parser.add_argument("--log-level", default="warning")
    args = parser.parse_args()
    uvicorn.run(
        create_app(args.api, args.shop_name), host=args.host, port=args.port, log_level=args.log_level,
        access_log=False, server_header=False, timeout_graceful_shutdown=3,
    )  # fmt: skip


if __name__ == "__main__":
    main()
