"""The edge in front of a small schema. Only accounts need a database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute

from commerce.accounts import sessions
from commerce.accounts.sessions import Client, Login
from core.clock import now
from core.database import transaction
from core.log import configure_logging
from core.settings import Settings
from models import Role, User
from resolvers.services import Services, open_services
from schema import node
from schema.build import ShopSchema, build_schema
from schema.http import GraphQLEndpoint
from schema.http.middleware import RequestMiddleware
from tests.edge import sample

Ask = Callable[..., Awaitable[dict[str, Any]]]
LogIn = Callable[..., Awaitable[Login]]


@pytest.fixture(scope="session")
def sample_schema() -> ShopSchema:
    return build_schema([node, sample])


@pytest.fixture(scope="session")
def edge_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose database and Redis nobody listens for."""
    return Settings(
        secret_key="k" * 32,
        database_url="postgres://127.0.0.1:1/none",
        redis_url="redis://127.0.0.1:1/0",
        stripe_secret_key="sk_test_none",
        stripe_webhook_secrets="whsec_none",  # type: ignore[arg-type]
        public_url="http://shop.test",
        storefront_url="http://shop.test/storefront",
        data_dir=Path(tmp_path_factory.mktemp("edge")),
        trusted_proxies=1,
    )


@pytest.fixture(scope="session")
async def services(edge_settings: Settings) -> AsyncIterator[Services]:
    configure_logging(edge_settings)
    async with open_services(edge_settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def edge_app(sample_schema: ShopSchema, services: Services) -> RequestMiddleware:
    endpoint = GraphQLEndpoint(sample_schema)
    app = Starlette(routes=[Route("/graphql", endpoint), WebSocketRoute("/graphql", endpoint)])
    app.state.services = services
    return RequestMiddleware(app)


@pytest.fixture
async def edge(edge_app: RequestMiddleware) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of the small schema."""
    transport = httpx.ASGITransport(app=edge_app)
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.test") as client:
        yield client


@pytest.fixture
def ask(edge: httpx.AsyncClient) -> Ask:
    """`await ask(query, variables, **headers)`: the answer's JSON."""

    async def send(query: str, variables: dict[str, Any] | None = None, **headers: str) -> dict[str, Any]:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        response = await edge.post("/graphql", json={"query": query, "variables": variables}, headers=sent)
        return dict(response.json())

    return send


@pytest.fixture
def log_in(db: None, services: Services) -> LogIn:
    """`await log_in(Role.ADMIN)`: a new account's login."""

    async def log_in(role: Role = Role.USER) -> Login:
        user = await User.create(email=f"{role}@example.com", role=role, email_verified_at=now())
        async with transaction():
            return await sessions.begin(user, Client("127.0.0.1", "tests"), services.tokens)

    return log_in
