"""The playground in a real browser, on the whole server."""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from graphql import parse, validate
from playwright.async_api import Browser, Page, Request, async_playwright, expect

from commerce.accounts import passwords
from core.clock import now
from models import Role, Session, User
from schema import schema
from schema.playground import STATIC
from tests.support.outside import StripeSandbox

LOG_IN = """mutation { accountLogin(email: "grace@example.com", password: "map-poster-demo") {
  ... on Session { accessToken refreshToken user { email role } } ... on Error { code } } }"""
ME = "query Me { me { email role } }"
SHOTS = os.environ.get("PLAYGROUND_SHOTS")


@dataclass
class Visit:
    """A page, what its console said, and where it asked for anything."""

    page: Page
    console: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    introspections: int = 0

    def note(self, request: Request) -> None:
        self.hosts.add(urlsplit(request.url).netloc)
        self.introspections += "IntrospectionQuery" in (request.post_data or "")

    async def run(self) -> str:
        """Press the button; the answer as the page shows it."""
        await self.page.click(".graphiql-execute-button")
        result = self.page.locator(".result-window .CodeMirror-code")
        await expect(result).to_contain_text('"', timeout=30_000)
        await expect(self.page.locator(".graphiql-response .graphiql-spinner")).to_have_count(0)
        text = await self.page.evaluate("document.querySelector('.result-window .CodeMirror').CodeMirror.getValue()")
        return str(text)

    async def ask(self, query: str, variables: str = "") -> dict[str, Any]:
        """Paste an operation and its variables into the open tab, and send it; the answer's data."""
        await self._paste(".graphiql-query-editor", query)
        await self.page.get_by_role("button", name="Variables", exact=True).click()
        await self._paste(".graphiql-editor-tool .graphiql-editor:not(.hidden)", variables)
        return dict(json.loads(await self.run())["data"])

    async def _paste(self, editor: str, text: str) -> None:
        await self.page.click(f"{editor} .CodeMirror-scroll")
        await self.page.keyboard.press("ControlOrMeta+A")
        await self.page.keyboard.insert_text(text)

    async def open_tab(self, name: str) -> None:
        await self.page.get_by_role("tab", name=name, exact=True).click()

    async def shot(self, name: str) -> None:
        if SHOTS:
            await self.page.screenshot(path=Path(SHOTS) / f"{name}.png")


@pytest.fixture(scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
async def visit(
    request: pytest.FixtureRequest, browser: Browser, served: str, catalog: None, templates: None
) -> AsyncIterator[Visit]:
    """The playground, opened for the first time; its console must stay silent, and its requests at home."""
    page = await browser.new_page(viewport={"width": getattr(request, "param", 1280), "height": 800})
    visit = Visit(page)
    page.on("console", lambda message: visit.console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: visit.console.append(f"error: {error}"))
    page.on("request", visit.note)
    await page.goto(f"{served}/graphql")
    await page.wait_for_selector(".graphiql-execute-button")
    yield visit
    await page.close()
    assert visit.hosts == {urlsplit(served).netloc}
    assert [line for line in visit.console if line.startswith(("error", "warning"))] == []


@pytest.mark.parametrize("visit", [1280, 375], indirect=True)
async def test_it_opens_on_a_purchase_in_tabs_and_runs_a_query(visit: Visit) -> None:
    width = visit.page.viewport_size["width"]  # type: ignore[index]
    tabs = await visit.page.get_by_role("tab").all_inner_texts()
    assert [tab.strip() for tab in tabs] == [
        "Catalogue",
        "Templates",
        "AddToCart",
        "StartCheckout",
        "OrderBySession",
        "OrderUpdates",
    ]
    await expect(visit.page.get_by_text('"X-Cart-Token"')).to_be_visible()

    answer = json.loads(await visit.run())
    assert answer["data"]["products"]["totalCount"] == 3
    await visit.shot(f"query-{width}")

    await visit.page.get_by_role("button", name="Show Documentation Explorer").click()
    await expect(visit.page.locator(".graphiql-doc-explorer")).to_contain_text("Subscription")
    await visit.shot(f"docs-{width}")
    assert await visit.page.evaluate("document.documentElement.scrollWidth") <= width


async def test_the_tabs_run_one_after_the_other_up_to_a_watched_order(
    visit: Visit, stripe_sandbox: StripeSandbox
) -> None:
    await visit.open_tab("AddToCart")
    cart = json.loads(await visit.run())["data"]["cartLinesAdd"]
    assert (cart["__typename"], cart["quantity"]) == ("Cart", 1)
    await expect(visit.page.locator(".shop-tokens")).to_contain_text(f"X-Cart-Token …{cart['token'][-6:]}")

    await visit.open_tab("StartCheckout")
    checkout = json.loads(await visit.run())["data"]["checkoutStart"]
    assert checkout["sessionUrl"].startswith(stripe_sandbox.url)

    await visit.open_tab("OrderBySession")
    order = json.loads(await visit.run())["data"]["orderByCheckoutSession"]
    assert order["number"] == checkout["order"]["number"]

    await visit.open_tab("OrderUpdates")
    await visit.page.click(".graphiql-execute-button")
    await expect(visit.page.locator(".result-window")).to_contain_text(f'"number": "{order["number"]}"')
    await visit.shot("watched")
    await visit.page.click(".graphiql-execute-button")  # it is the stop button now


async def test_a_login_is_kept_renewed_and_ended(visit: Visit) -> None:
    password_hash = await passwords.hash_password("map-poster-demo")
    grace = await User.create(
        email="grace@example.com", role=Role.ADMIN, password_hash=password_hash, email_verified_at=now()
    )
    kept = visit.page.locator(".shop-tokens")
    shown = {"email": "grace@example.com", "role": "ADMIN"}

    await visit.page.click(".graphiql-tab-add")
    assert (await visit.ask(LOG_IN))["accountLogin"]["user"] == shown
    await visit.page.click(".graphiql-tab-add")
    assert await visit.ask(ME) == {"me": shown}
    await expect(kept).to_contain_text("grace@example.com (ADMIN) is logged in")

    first = await visit.page.evaluate("sessionStorage.login")
    await visit.page.evaluate("sessionStorage.login = JSON.stringify({...JSON.parse(sessionStorage.login), until: 0})")
    assert await visit.ask(ME) == {"me": shown}
    assert await visit.page.evaluate("sessionStorage.login") != first

    await visit.shot("logged-in")
    assert visit.introspections == 1
    await visit.page.get_by_role("button", name="log out").click()
    assert await visit.ask(ME) == {"me": None}
    assert await Session.filter(user=grace, revoked_at=None).count() == 0


async def test_one_logs_in_without_a_password_in_a_tab(visit: Visit) -> None:
    password_hash = await passwords.hash_password("map-poster-demo")
    await User.create(email="grace@example.com", role=Role.ADMIN, password_hash=password_hash, email_verified_at=now())
    footer = visit.page.locator(".shop-tokens")

    await footer.get_by_text("log in", exact=True).click()
    await footer.get_by_label("E-mail").fill("grace@example.com")
    for password, said in (
        ("wrong-password", "The e-mail address or the password is wrong."),
        ("map-poster-demo", "grace@example.com (ADMIN) is logged in"),
    ):
        await footer.get_by_label("Password").fill(password)
        await footer.get_by_role("button", name="go").click()
        await expect(footer).to_contain_text(said)

    assert await visit.ask(ME) == {"me": {"email": "grace@example.com", "role": "ADMIN"}}
    assert "map-poster-demo" not in await visit.page.evaluate("JSON.stringify([localStorage, sessionStorage])")


async def test_a_login_that_somebody_else_has_ended_is_told(visit: Visit) -> None:
    password_hash = await passwords.hash_password("map-poster-demo")
    await User.create(email="grace@example.com", role=Role.ADMIN, password_hash=password_hash, email_verified_at=now())
    await visit.ask(LOG_IN)

    await User.all().update(blocked_at=now())
    await visit.page.evaluate("sessionStorage.login = JSON.stringify({...JSON.parse(sessionStorage.login), until: 0})")

    assert await visit.ask(ME) == {"me": None}
    await expect(visit.page.get_by_role("status")).to_have_text("The login has ended. Log in again.")


def test_the_examples_are_valid_in_the_schema_as_it_is() -> None:
    source = (STATIC.parent / "source" / "examples.js").read_text()
    documents = [text for text in re.findall(r"`([^`]*)`", source) if "query " in text or "products" in text]
    documents += [
        text for text in re.findall(r"`([^`]*)`", source) if re.search(r"^(mutation|subscription) ", text, re.M)
    ]

    assert len(documents) == 7
    for document in documents:
        assert validate(schema._schema, parse(document)) == []


def test_what_is_served_names_no_other_host() -> None:
    page = (STATIC / "index.html").read_text()

    assert "http" not in page.replace("http-equiv", "")
    for asset in ("playground.js", "playground.css", "favicon.svg", "licences.txt"):
        assert (STATIC / asset).stat().st_size > 200
    assert "@import" not in (STATIC / "playground.css").read_text()


def test_the_notices_name_what_is_bundled() -> None:
    notices = (STATIC / "licences.txt").read_text()

    for package in ("graphiql", "react", "graphql", "graphql-ws", "codemirror"):
        assert f"\n{package} " in notices
