"""Real PostgreSQL, Redis, S3 and Stripe sandbox for whichever test asks for them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import httpx
import hypothesis
import pytest
import redis.asyncio

from core import clock, database
from core.settings import Settings
from core.settings import settings as read_settings
from tests.support import services
from tests.support.scheduling import ShopScheduling
from tests.support.sql import Cleaner, Statements, count_statements, listen_to_connections

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractContextManager

    from starlette.applications import Starlette

    from adapters import Adapters

pytest_plugins = ("tests.support.outside",)


# How fast examples are made, or run, is the machine's business: it may be busy with something else. The suite says
# whether a change is good, by the same examples each time; `make properties` looks for new ones.
_PATIENT: Any = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("suite", derandomize=True, **_PATIENT)
hypothesis.settings.register_profile("search", max_examples=1000, **_PATIENT)
hypothesis.settings.load_profile("suite")


def _controls(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that all workers share; nothing is started yet."""
    if _controls(config):
        services.make_place()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what the run started."""
    if _controls(config):
        services.remove_place()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Long texts are no names, and made-up ids differ between workers, which must collect the same names."""
    return argname if isinstance(val, str) and len(val) > 40 else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ShopScheduling:
    """Tests that share a whole shop go to one worker."""
    return ShopScheduling(config, log)


@pytest.fixture(scope="session")
def worker_number(worker_id: str) -> int:
    """0, 1, 2 … : which pytest-xdist worker this is."""
    return int(worker_id.removeprefix("gw")) if worker_id.startswith("gw") else 0


@pytest.fixture(scope="session")
def settings(
    worker_number: int, free_ports: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """The worker's own settings, also what `core.settings.settings()` answers from now on."""
    cluster, store = services.services()
    api, stripe = free_ports
    data = tmp_path_factory.mktemp("data")
    environment = services.environment(
        services.create_database(cluster, f"shop_{worker_number}"),
        store.url(worker_number),
        DATA_DIR=str(data),
        PUBLIC_URL=f"http://127.0.0.1:{api}",
        STOREFRONT_URL=f"http://127.0.0.1:{api}/storefront",
        STRIPE_API_BASE=f"http://127.0.0.1:{stripe}",
    )
    before = dict(os.environ)
    os.environ.update(environment)
    read_settings.cache_clear()
    yield read_settings()
    os.environ.clear()
    os.environ.update(before)
    read_settings.cache_clear()


@pytest.fixture(scope="session")
async def _database(settings: Settings) -> AsyncIterator[Cleaner]:
    listen_to_connections()
    await database.connect(settings)
    cleaner = await Cleaner.open(settings.database_url)
    yield cleaner
    await cleaner.close()
    await database.disconnect()


@pytest.fixture(scope="session")
async def _redis(settings: Settings) -> AsyncIterator[redis.asyncio.Redis]:
    client = redis.asyncio.from_url(settings.redis_url)
    yield client
    await client.aclose()


@pytest.fixture
async def db(_database: Cleaner, _redis: redis.asyncio.Redis) -> AsyncIterator[None]:
    """A migrated, empty PostgreSQL that Tortoise is connected to, and an empty Redis; emptied again after."""
    yield
    await _database.clean()
    await _redis.flushdb()


@pytest.fixture(scope="session")
async def app(_database: Cleaner, settings: Settings) -> AsyncIterator[Starlette]:
    """The application, its lifespan running."""
    from server import create_app
    from tests.support.lifespan import running

    application = create_app()
    async with running(application):
        yield application


@pytest.fixture
def still_clock() -> Iterator[None]:
    """No time passes during the test, however busy the machine is; it can travel."""
    with clock.stand_still():
        yield


@pytest.fixture
def reconfigure(app: Starlette, settings: Settings) -> Iterator[Callable[..., None]]:
    """`reconfigure(redis_url=…)`: what the application was configured with, changed until the test ends.

    Not monkeypatch: it deletes what an object answers by `__getattr__`, as `app.state` does, when it undoes.
    """

    def change(**changes: object) -> None:
        app.state.settings = settings.model_copy(update=changes)

    yield change
    app.state.settings = settings


@pytest.fixture
async def client(app: Starlette, db: None, settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of the application, without a network between them."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=settings.public_url) as http:
        yield http


@pytest.fixture
def query_counter(db: None) -> Callable[[], AbstractContextManager[Statements]]:
    """`with query_counter() as statements: …`; then `len(statements)` and `statements.sql`."""
    return count_statements


@pytest.fixture(scope="session")
async def adapters(settings: Settings) -> AsyncIterator[Adapters]:
    """The worker's adapters, over the sandbox, the disk and Redis."""
    from adapters import open_adapters

    async with open_adapters(settings) as opened:
        yield opened


@pytest.fixture
def run_outbox(db: None, adapters: Adapters) -> Callable[[], Awaitable[int]]:
    """`await run_outbox()` does all work that is due, as a worker would; how many runs that took."""
    from tasks.outbox import run_due

    async def run() -> int:
        return await run_due(adapters)

    return run


@pytest.fixture
async def catalog(db: None) -> None:
    """A small line-up: a digital product, a poster and a framed print, in four currencies."""
    from cli import seed

    async with database.transaction():
        await seed.seed_catalogue(seed.catalogue(["digital", "poster", "framed"]))


@pytest.fixture
async def templates(db: None) -> None:
    """The first three templates."""
    from cli import seed

    async with database.transaction():
        await seed.seed_templates(seed.template_files()[:3])
