"""A sandbox per worker, and a look at everything that it answered after every test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sandbox.server import Receiver, SandboxProcess
from tests.sandbox.shop import Shop
from tests.support.faithful import check_everything


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The SDK hands bytes to httpx in the old way."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore:Use 'content=<...>':DeprecationWarning"))


@pytest.fixture(scope="session")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """The worker's own sandbox. Bank debits and late failures take a minute of its clock."""
    process = SandboxProcess(tmp_path_factory.mktemp("stripe")).start()
    yield process
    process.stop()


@pytest.fixture(scope="session")
async def _client(sandbox: SandboxProcess) -> AsyncIterator[Shop]:
    shop = Shop.open(sandbox)
    yield shop
    await shop.close()


@pytest.fixture
async def shop(_client: Shop) -> AsyncIterator[Shop]:
    """A client of the worker's sandbox, whose faults and rules are gone afterwards."""
    shop = _client
    yield shop
    for knob in ("/_sandbox/faults", "/_sandbox/webhooks/rules"):
        await shop.http.delete(knob)
    await shop.http.post("/_sandbox/webhooks/resume")


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """An HTTP server for webhooks; nothing is sent to it yet."""
    receiver = Receiver()
    await receiver.start()
    yield receiver
    await receiver.stop()


@pytest.fixture
async def hook(shop: Shop, receiver: Receiver) -> AsyncIterator[Hook]:
    """A webhook endpoint for all events that leads to ``receiver``."""
    made = await shop.v1.webhook_endpoints.create_async({"url": receiver.url, "enabled_events": ["*"]})
    assert made.secret
    yield Hook(made.id, made.secret)
    await shop.v1.webhook_endpoints.delete_async(made.id)


@dataclass
class Hook:
    """A webhook endpoint and the secret that signs what it gets."""

    id: str
    secret: str


@pytest.fixture(scope="session")
def _seen() -> dict[str, str]:
    return {}


@pytest.fixture(autouse=True)
def _faithful(sandbox: SandboxProcess, _seen: dict[str, str]) -> Iterator[None]:
    """After every test: each request, answer and event since the last one fits the SDK's own shapes."""
    yield
    check_everything(sandbox.url, _seen)
