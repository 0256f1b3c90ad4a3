"""A poster is bought on one device; its mails are read on another, and their links bring the file."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from PIL import Image
from playwright.async_api import Page, expect

from cli.demo import DEMO_ACCOUNTS
from core.ids import from_global_id
from core.settings import Settings
from core.tokens import Tokens
from tests.storefront.accounts import mailed_link, new_address
from tests.storefront.conftest import Enter
from tests.storefront.visitor import PHONE, Visitor
from tests.support.shop import RunningShop

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(150)]


async def buy(visitor: Visitor, email: str) -> str:
    """A digital poster, paid and drawn; the order's number."""
    page = visitor.page
    await visitor.design("where-we-met")
    await visitor.press("Add to cart")
    await page.get_by_role("link", name="View cart").click()
    await page.get_by_label("E-mail for your receipt").fill(email)
    await visitor.press("Check out")
    await visitor.pay()
    await visitor.files_ready()
    words = await page.locator(".eyebrow").inner_text()
    return words.split()[-1].upper()


async def mail_in(visitor: Visitor, to: str, subject: re.Pattern[str]) -> Page:
    """A mail on the mailbox's page, as soon as it came."""
    visitor.allow(visitor.mailbox)
    page = await visitor.context.new_page()
    for _ in range(600):
        await page.goto(f"{visitor.mailbox}/?to={to}")
        found = page.get_by_role("link", name=subject)
        if await found.count():
            await found.first.click()
            await page.wait_for_url(f"{visitor.mailbox}/mails/**")  # loaded, with its frame: nothing moves any more
            return page
        await asyncio.sleep(0.2)
    raise AssertionError(f"no mail to {to} is called {subject.pattern}")


async def click(page: Page, words: str) -> Page:
    """Press a link of the mail that is shown; what it opens."""
    async with page.expect_popup() as opened:
        await page.frame_locator("iframe").get_by_role("link", name=words).click()
    return await opened.value


async def test_the_mails_link_brings_the_file_on_another_device(enter: Enter, tmp_path: Path) -> None:
    email = new_address()
    number = await buy(await enter(), email)
    phone = await enter(PHONE)

    receipt = await mail_in(phone, email, re.compile(f"Your order {number}"))
    await expect(
        receipt.frame_locator("iframe").get_by_role("heading", name="Thank you for your order")
    ).to_be_visible()
    mail = await mail_in(phone, email, re.compile("Your files are ready"))
    phone.page = await click(mail, "Download your files")

    await expect(phone.page.locator(".file[data-status=READY] a")).to_have_count(2)
    assert "token=" not in phone.page.url
    await phone.fits()
    with Image.open(await phone.download("PNG", tmp_path)) as image:
        assert image.format == "PNG"
    await phone.page.reload()
    await expect(phone.page.locator(".file[data-status=READY] a")).to_have_count(2)


async def test_staff_hears_of_orders(enter: Enter) -> None:
    """Of the first one at once; of those that come in its wake together, later."""
    visitor = await enter()
    await buy(visitor, new_address())
    admin = next(email for email, _, role in DEMO_ACCOUNTS if role == "admin")

    async with httpx.AsyncClient(timeout=60) as http:
        for _ in range(600):
            mails = (await http.get(f"{visitor.mailbox}/mails.json", params={"to": admin})).json()["mails"]
            heard = [mail for mail in mails if mail["subject"].startswith("New order YMA-")]
            if heard:
                break
            await asyncio.sleep(0.2)

    assert heard
    assert "Files only: nothing is to be done." in " ".join(heard[-1]["text"].split())


async def test_a_link_that_has_ended_offers_a_new_one(enter: Enter, running_shop: RunningShop) -> None:
    email = new_address()
    visitor = await enter()
    number = await buy(visitor, email)
    kept = await visitor.page.evaluate("JSON.parse(localStorage.getItem('shop.orders'))[0]")
    key = from_global_id(kept["id"])[1]
    keys = Settings.model_construct(public_url=running_shop.url, signing_keys_dir=running_shop.data_dir / "keys")
    ended = Tokens(keys).issue_order_token(key, timedelta(0)).token
    stranger = await enter(PHONE)
    before = await mailed_link(stranger, email, "/order")

    await stranger.open(f"/order?number={number}&token={ended}")
    await expect(stranger.page.get_by_role("heading", name="This link has ended")).to_be_visible()
    assert "token=" not in stranger.page.url
    await stranger.fits()
    await stranger.press("Send me a new link")

    await expect(stranger.page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    assert email not in await stranger.page.content()
    while (fresh := await mailed_link(stranger, email, "/order")) == before:
        await asyncio.sleep(0.2)
    await stranger.page.goto(fresh)
    await expect(stranger.page.locator(".file[data-status=READY] a")).to_have_count(2)
    stranger.forgive("401")


async def test_a_link_that_is_not_whole_leads_to_the_search(enter: Enter) -> None:
    visitor = await enter()

    await visitor.open("/order?number=YMA-2026-AAAAAAAA&token=cut-off")
    await visitor.press("Send me a new link")

    await expect(visitor.page.get_by_role("alert")).to_contain_text("This link is not whole")
    await visitor.page.get_by_role("link", name="Find it by its number").click()
    await expect(visitor.page.get_by_label("Order number")).to_have_value("YMA-2026-AAAAAAAA")
    visitor.forgive("401")
