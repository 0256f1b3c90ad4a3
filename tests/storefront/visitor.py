"""Somebody with a browser in the demo storefront, and what a test wants to see of them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Page, Request, expect

GOOD_CARD = "4242 4242 4242 4242"
DECLINED_CARD = "4000 0000 0000 0002"
PHONE, DESK = (375, 740), (1280, 860)


class Visitor:
    """One guest with one tab. Broken scripts, console errors and foreign servers are remembered in `complaints`."""

    def __init__(
        self, context: BrowserContext, page: Page, *, storefront: str, api: str, stripe: str, mailbox: str
    ) -> None:
        self.page = page
        self.context = context
        self.storefront = storefront
        self.stripe = stripe
        self.mailbox = mailbox
        self.complaints: list[str] = []
        self._origins = {storefront, api, stripe}
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", self._listen)
        context.on("request", self._watch)

    def _listen(self, message: ConsoleMessage) -> None:
        # A declined card is a 402 of the payment page, which Chromium reports as an error.
        if message.type == "error" and not message.location["url"].startswith(self.stripe):
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _watch(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and f"{parts.scheme}://{parts.netloc}" not in self._origins:
            self.complaints.append(f"foreign server: {request.url}")

    def allow(self, origin: str) -> None:
        """Another server that the test sends them to."""
        self._origins.add(origin)

    def forgive(self, text: str) -> None:
        """A complaint that the test provoked, and expects."""
        kept = [complaint for complaint in self.complaints if text not in complaint]
        assert kept != self.complaints, f"nobody complained of {text!r}: {self.complaints}"
        self.complaints = kept

    async def open(self, path: str = "/") -> None:
        await self.page.goto(self.storefront + path)
        await expect(self.page.locator("main h1").first).to_be_visible()

    async def design(self, slug: str) -> None:
        """Open the designer and wait for the first preview."""
        await self.open(f"/design/{slug}")
        await self.drawn()

    async def drawn(self, other_than: str | None = None) -> str:
        """Wait until the preview is up to date, and another than before; its design's hash."""
        wall = self.page.locator(".wall")
        if other_than is not None:
            await expect(wall).not_to_have_attribute("data-hash", other_than)
        await expect(wall).to_have_attribute("data-hash", re.compile("[0-9a-f]{64}"))
        await expect(wall).not_to_have_attribute("aria-busy", "true")
        return str(await wall.get_attribute("data-hash"))

    async def tab(self, name: str) -> None:
        await self.page.get_by_role("tab", name=name).click()

    async def press(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def pay(self, card: str = GOOD_CARD, *, ships: bool = False, email: str = "ada@example.com") -> None:
        """Fill in the payment page and press its button; the address only where the shop has not named one."""
        page = self.page
        await expect(page).to_have_url(re.compile(re.escape(self.stripe) + "/c/pay/cs_test_"))
        receipt = page.get_by_label("E-mail")
        if await receipt.is_editable():
            await receipt.fill(email)
        if ships:
            await page.get_by_label("Phone").fill("+1 650 555 0100")
            await page.get_by_label("Full name").fill("Ada Lovelace")
            await page.get_by_label("Address", exact=True).fill("354 Oyster Point Blvd")
            await page.get_by_label("Postal code").fill("94080")
            await page.get_by_label("City").fill("South San Francisco")
        await page.get_by_label("Card number").fill(card)
        await page.get_by_label("Expiry").fill("12 / 34")
        await page.get_by_label("CVC").fill("123")
        await page.get_by_label("Name on card").fill("Ada Lovelace")
        await page.get_by_role("button", name=re.compile("^Pay")).click()

    async def files_ready(self, count: int = 2) -> None:
        """Wait on the thank-you page until all files can be downloaded."""
        await expect(self.page).to_have_url(re.compile(r"/order\?session_id=cs_test_"))
        await expect(self.page.locator(".file[data-status=READY] a")).to_have_count(count, timeout=90_000)

    async def download(self, file_format: str, folder: Path) -> Path:
        """Press a file's button; where the file is."""
        async with self.page.expect_download() as started:
            await self.page.get_by_role("link", name=f"Download {file_format}").click()
        download = await started.value
        place = folder / download.suggested_filename
        await download.save_as(place)
        return place

    async def fits(self) -> None:
        """Nothing has to be scrolled sideways."""
        over = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, f"{self.page.url} is {over} px too wide"
