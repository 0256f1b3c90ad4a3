"""The public keys that others verify our tokens with."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from resolvers.services import Services


async def published(request: Request) -> Response:
    """`GET /.well-known/jwks.json`: a JSON Web Key Set."""
    services: Services = request.app.state.services
    headers = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
    return JSONResponse(services.tokens.public_keys(), headers=headers)
