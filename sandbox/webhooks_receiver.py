"""Shows the webhooks that come, once their signature was verified. To try an endpoint on a laptop:

    python -m sandbox.webhooks_receiver --port 8030 --secret whsec_…

Without a secret (an endpoint has one only when it is made) everything is shown, and marked as not verified.
"""

from __future__ import annotations

import argparse
import json
import sys

import uvicorn
from standardwebhooks import Webhook, WebhookVerificationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def create_app(secret: str | None) -> Starlette:
    """Answers 204 to what is genuine, and 401 to everything else."""

    async def receive(request: Request) -> Response:
        body, headers = await request.body(), dict(request.headers)
        try:
            event = Webhook(secret).verify(body, headers) if secret else json.loads(body)
        except (WebhookVerificationError, ValueError) as error:
            _show(f"refused: {error}")
            return Response(status_code=401)
        _show(f"{'' if secret else '(not verified) '}{headers.get('webhook-id')} {json.dumps(event, indent=2)}")
        return Response(status_code=204)

    return Starlette(routes=[Route("/{path:path}", receive, methods=["POST"])])


def _show(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="sandbox.webhooks_receiver", description="Shows webhooks that come.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8030)
    parser.add_argument("--secret", help="whsec_…, as webhookEndpointCreate answered it")
    args = parser.parse_args()
    uvicorn.run(create_app(args.secret), host=args.host, port=args.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    main()
