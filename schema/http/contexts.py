"""What an operation knows of who asks for it, and of the connection that it came by."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import HTTPConnection

from core.locales import accepted_tag
from core.log import request_id
from resolvers.client import client_ip
from resolvers.context import Context
from resolvers.errors import Unauthenticated
from resolvers.services import Services
from resolvers.viewer import viewer_from
from schema.http.requests import BadRequest


async def context_for(
    connection: HTTPConnection, services: Services, credentials: Mapping[str, str] | None = None
) -> Context:
    """The context of one operation. Credentials are the connection's headers unless given otherwise.

    Raises:
        BadRequest: 401 when they are there and not valid.
    """
    settings = services.settings
    try:
        viewer = await viewer_from(connection.headers if credentials is None else credentials, services)
    except Unauthenticated as refusal:
        headers = {"WWW-Authenticate": "Bearer"}
        raise BadRequest(refusal.message, status=401, code=refusal.code, headers=headers) from None
    peer = connection.client.host if connection.client else None
    forwarded = connection.headers.getlist("x-forwarded-for")
    ip = client_ip(peer, forwarded, settings.trusted_proxies)
    user_agent = connection.headers.get("user-agent", "")
    locale = accepted_tag(connection.headers.get("accept-language"))
    return Context(viewer, services, request_id=request_id.get() or "", ip=ip, user_agent=user_agent, locale=locale)
