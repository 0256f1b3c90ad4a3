"""A poster is chosen, changed, bought and downloaded in a browser, in a shop that was started with one command."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.async_api import expect

from tests.storefront.conftest import Enter
from tests.storefront.visitor import DECLINED_CARD, DESK, PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(120)]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
async def test_a_poster_goes_through_the_cart_to_its_files(enter: Enter, tmp_path: Path, size: tuple[int, int]) -> None:
    visitor = await enter(size)
    page = visitor.page
    await visitor.open()
    await visitor.fits()
    await page.get_by_role("link", name="Emerald Evening").click()
    first = await visitor.drawn()
    await visitor.fits()

    await page.get_by_label("Headline").fill("Where Ana met Tom")
    await visitor.drawn(other_than=first)
    picture = page.locator(".wall img")
    await expect(picture).to_have_attribute("alt", re.compile("Where Ana met Tom"))
    assert await picture.evaluate("image => image.naturalWidth") in {480, 960}
    await visitor.tab("Format")
    await page.get_by_role("radio", name=re.compile("11 × 14 in")).check()
    await visitor.fits()
    await visitor.press("Add to cart")
    await page.get_by_role("link", name="View cart").click()

    await expect(page.get_by_role("listitem", name="Where Ana met Tom – Astana")).to_contain_text("11 × 14 in")
    await expect(page.locator(".sum-total")).to_contain_text("$9.99")
    await visitor.fits()
    await page.get_by_label("E-mail for your receipt").fill("tom@example.com")
    await visitor.press("Check out")
    await visitor.pay()

    await visitor.files_ready()
    await expect(page.get_by_role("heading", name="Your poster is ready")).to_be_visible()
    await expect(page.get_by_label("What happened so far")).to_contain_text("The payment was received.")
    await expect(page.get_by_text("Receipt to tom@example.com")).to_be_visible()
    await expect(page.get_by_role("link", name="Cart, empty")).to_be_visible()
    await expect(page.locator(".file[data-format=PNG]")).to_contain_text("3300\u00a0×\u00a04200\u00a0px")
    await visitor.fits()
    with Image.open(await visitor.download("PNG", tmp_path)) as image:
        assert (image.format, image.size) == ("PNG", (3300, 4200))
    document = pypdfium2.PdfDocument(await visitor.download("PDF", tmp_path))
    assert (len(document), document[0].get_size()) == (1, (792.0, 1008.0))
    document.close()


async def test_buying_now_with_a_declined_card_first(enter: Enter) -> None:
    visitor = await enter()
    page = visitor.page
    await visitor.design("where-we-met")
    await visitor.press("Add to cart")
    await expect(page.get_by_role("link", name="Cart, 1 piece")).to_be_visible()
    await visitor.press("Buy now")

    await visitor.pay(DECLINED_CARD)
    await expect(page.get_by_role("alert")).to_contain_text("declined")
    await visitor.pay()

    await visitor.files_ready()
    await expect(page.get_by_role("link", name="Cart, 1 piece")).to_be_visible()


async def test_a_framed_print_ships(enter: Enter) -> None:
    visitor = await enter(PHONE)
    page = visitor.page
    await visitor.design("our-first-home")
    await visitor.tab("Format")
    await page.get_by_role("radio", name="Framed Print").check()
    await page.get_by_role("radio", name=re.compile("^16 × 20 in")).check()
    await page.get_by_role("radio", name=re.compile("^Oak")).check()
    await expect(page.get_by_label("Price")).to_have_text("$124.99")
    await visitor.press("Buy now")

    await visitor.pay(ships=True)

    await expect(page.get_by_role("heading", name="Thank you. Your poster is in good hands.")).to_be_visible()
    bought = page.get_by_label("What you bought")
    for text in ("Framed Print", "Shipping", "$134.98", "Ada Lovelace", "94080 South San Francisco"):
        await expect(bought).to_contain_text(text)
    await expect(page.locator(".file")).to_have_count(0)
    await visitor.fits()


async def test_leaving_the_payment_page_loses_nothing(enter: Enter) -> None:
    visitor = await enter()
    page = visitor.page
    await visitor.design("the-blueprint")
    before = await visitor.drawn()
    await page.get_by_label("Headline").fill("Not yet")
    drawn = await visitor.drawn(other_than=before)
    await visitor.press("Buy now")
    await expect(page).to_have_url(re.compile("/c/pay/"))

    await page.get_by_role("link", name="YourMapArt").click()

    await expect(page.get_by_label("Headline")).to_have_value("Not yet")
    assert await visitor.drawn() == drawn
