"""The playground in a real browser, on the whole server."""

from __future__ import annotations

import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from graphql import parse, validate
from playwright.async_api import Page, async_playwright, expect

from schema import schema
from schema.playground import STATIC
from tests.support.outside import StripeSandbox

SHOTS = os.environ.get("PLAYGROUND_SHOTS")


@dataclass
class Visit:
    """A page, what its console said, and where it asked for anything."""

    page: Page
    console: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)

    async def run(self) -> str:
        """Press the button; the answer as the page shows it."""
        await self.page.click(".graphiql-execute-button")
        result = self.page.locator(".result-window .CodeMirror-code")
        await expect(result).to_contain_text('"', timeout=10_000)
        await expect(self.page.locator(".graphiql-response .graphiql-spinner")).to_have_count(0)
        text = await self.page.evaluate("document.querySelector('.result-window .CodeMirror').CodeMirror.getValue()")
        return str(text)

    async def open_tab(self, name: str) -> None:
        await self.page.get_by_role("tab", name=name, exact=True).click()

    async def shot(self, name: str) -> None:
        if SHOTS:
            await self.page.screenshot(path=Path(SHOTS) / f"{name}.png")


@pytest.fixture(params=[1280, 375])
async def visit(
    request: pytest.FixtureRequest, chromium: str, served: str, catalog: None, templates: None
) -> AsyncIterator[Visit]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": request.param, "height": 800})
        visit = Visit(page)
        page.on("console", lambda message: visit.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: visit.console.append(f"error: {error}"))
        page.on("request", lambda sent: visit.hosts.add(urlsplit(sent.url).netloc))
        await page.goto(f"{served}/graphql")
        await page.wait_for_selector(".graphiql-execute-button")
        yield visit
        assert visit.hosts == {urlsplit(served).netloc}
        assert [line for line in visit.console if line.startswith(("error", "warning"))] == []
        await browser.close()


async def test_it_opens_on_a_purchase_in_tabs_and_shows_the_headers(visit: Visit) -> None:
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
    await visit.shot(f"open-{visit.page.viewport_size['width']}")  # type: ignore[index]


async def test_it_runs_a_query(visit: Visit) -> None:
    answer = json.loads(await visit.run())

    assert answer["data"]["products"]["totalCount"] == 3
    await visit.shot(f"query-{visit.page.viewport_size['width']}")  # type: ignore[index]


async def test_a_guest_fills_a_cart_and_its_token_is_kept_and_sent(visit: Visit) -> None:
    await visit.open_tab("AddToCart")
    answer = json.loads(await visit.run())
    assert "errors" not in answer, answer
    first = answer["data"]["cartLinesAdd"]
    await expect(visit.page.locator(".shop-tokens")).to_contain_text(f"X-Cart-Token …{first['token'][-6:]}")
    await visit.shot(f"cart-{visit.page.viewport_size['width']}")  # type: ignore[index]

    await visit.page.click(".graphiql-execute-button")
    await expect(visit.page.locator(".result-window")).to_contain_text('"quantity": 2')

    assert (first["__typename"], first["quantity"]) == ("Cart", 1)


async def test_a_purchase_is_started_and_watched(visit: Visit, stripe_sandbox: StripeSandbox) -> None:
    await visit.open_tab("AddToCart")
    await visit.run()
    await visit.open_tab("StartCheckout")
    checkout = json.loads(await visit.run())["data"]["checkoutStart"]
    assert checkout["sessionUrl"].startswith(stripe_sandbox.url)

    await visit.open_tab("OrderUpdates")
    await visit.page.get_by_role("button", name="Variables").click()
    variables = json.dumps({"id": checkout["order"]["id"]})
    await visit.page.evaluate(
        "text => document.querySelector('section[aria-label=Variables] .CodeMirror').CodeMirror.setValue(text)",
        variables,
    )
    await visit.page.wait_for_timeout(300)
    await visit.page.click(".graphiql-execute-button")

    await expect(visit.page.locator(".result-window")).to_contain_text(f'"number": "{checkout["order"]["number"]}"')
    await visit.shot(f"watched-{visit.page.viewport_size['width']}")  # type: ignore[index]
    await visit.page.click(".graphiql-execute-button")


async def test_the_documentation_explains_itself(visit: Visit) -> None:
    await visit.page.get_by_role("button", name="Show Documentation Explorer").click()

    await expect(visit.page.locator(".graphiql-doc-explorer")).to_contain_text("Query")
    await visit.shot(f"docs-{visit.page.viewport_size['width']}")  # type: ignore[index]


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
