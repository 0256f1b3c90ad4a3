"""A browser, and visitors in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright

from tests.storefront.visitor import DESK, Visitor
from tests.support.shop import RunningShop

_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

Enter = Callable[..., Awaitable[Visitor]]


@pytest.fixture(scope="package")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    """Debian's Chromium; without it the tests are skipped."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="session")
def storefront_url(running_shop: RunningShop) -> str:
    """Where the shop's banner says that the storefront is."""
    line = next(line for line in running_shop.output.splitlines() if line.strip().startswith("Storefront"))
    return line.split()[1]


@pytest.fixture(scope="session")
def mailbox_url(running_shop: RunningShop) -> str:
    """Where the shop's mails can be read."""
    line = next(line for line in running_shop.output.splitlines() if line.strip().startswith("Mailbox"))
    return line.split()[1]


@pytest.fixture
async def enter(
    browser: Browser, running_shop: RunningShop, storefront_url: str, mailbox_url: str
) -> AsyncIterator[Enter]:
    """`visitor = await enter(PHONE)`: a new guest, whose browser must have nothing to complain of at the end."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    async def enter(size: tuple[int, int] = DESK) -> Visitor:
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="en-US")
        context.set_default_timeout(40_000)
        contexts.append(context)
        page = await context.new_page()
        urls = {"storefront": storefront_url, "api": running_shop.url, "stripe": running_shop.stripe_url}
        visitors.append(Visitor(context, page, mailbox=mailbox_url, **urls))
        return visitors[-1]

    yield enter
    for context in contexts:
        await context.close()
    assert [complaint for visitor in visitors for complaint in visitor.complaints] == []
