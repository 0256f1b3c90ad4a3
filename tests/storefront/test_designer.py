"""The designer: what is changed is drawn, what is wrong is said beside its field, what it costs is shown."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.storefront.conftest import Enter
from tests.storefront.visitor import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(120)]


async def test_words_look_and_map_each_give_another_poster(enter: Enter) -> None:
    visitor = await enter()
    page = visitor.page
    await visitor.design("where-we-met")
    first = await visitor.drawn()

    await page.get_by_label("City", exact=True).first.fill("Nur-Sultan")
    await page.get_by_label("Your own words").fill("Ana & Tom\n14.02.2021")
    await page.get_by_label("Lettering", exact=True).select_option("oswald")
    with_words = await visitor.drawn(other_than=first)
    await visitor.tab("Look")
    await page.get_by_role("radio", name="Midnight").check()
    await page.get_by_role("radio", name="Heart").check()
    with_looks = await visitor.drawn(other_than=with_words)
    await visitor.tab("Map")
    await visitor.press("Closer")
    await visitor.press("Look further east")
    await page.get_by_role("radio", name="Needle").check()
    with_map = await visitor.drawn(other_than=with_looks)
    assert len({first, with_words, with_looks, with_map}) == 4

    await visitor.press("Start over")
    await expect(page.get_by_label("City", exact=True).first).to_have_value("Astana")
    assert await visitor.drawn() == first


async def test_words_that_cannot_be_drawn_are_named_at_their_field(enter: Enter) -> None:
    visitor = await enter(PHONE)
    page = visitor.page
    await visitor.design("where-we-met")
    headline = page.get_by_label("Headline")

    await headline.fill("Egypt 𓀀")

    await expect(headline).to_have_attribute("aria-invalid", "true")
    await expect(page.locator(".field-error:visible")).to_contain_text("no font of the shop can draw")
    await visitor.tab("Map")
    await visitor.press("Add to cart")
    await expect(page.get_by_role("alert").filter(has_text="cannot be printed")).to_be_visible()
    await expect(headline).to_be_focused()
    await expect(page.get_by_role("link", name=re.compile("^Cart, 1"))).to_have_count(0)

    await headline.fill("Egypt")
    await visitor.drawn()
    await expect(headline).not_to_have_attribute("aria-invalid", "true")
    await visitor.press("Add to cart")
    await expect(page.get_by_role("link", name="Cart, 1 piece")).to_be_visible()


async def test_the_price_follows_every_choice(enter: Enter) -> None:
    visitor = await enter()
    page = visitor.page
    await visitor.design("neon-nights")
    price = page.get_by_label("Price", exact=True)
    await expect(price).to_have_text("$9.99")
    await visitor.tab("Format")

    await page.get_by_role("radio", name="Paper Poster").check()
    await page.get_by_role("radio", name=re.compile("^18 × 24 in")).check()
    await expect(price).to_have_text("$59.99")
    await page.get_by_role("radio", name=re.compile("^170 GSM")).check()
    await expect(price).to_have_text("$54.99")
    await page.get_by_role("radio", name=re.compile("^Semi-Gloss")).check()
    await expect(price).to_have_text("$56.99")
    await visitor.press("One more")
    await expect(price).to_have_text("$113.98")

    await visitor.press("Add to cart")
    await page.get_by_role("link", name="View cart").click()
    await expect(page.locator(".cart-line")).to_contain_text("Semi-Gloss · 170 GSM")
    await expect(page.locator(".cart-line-price")).to_contain_text("$113.98")


async def test_it_works_with_the_keyboard_alone(enter: Enter) -> None:
    visitor = await enter()
    page = visitor.page
    await visitor.open("/cart")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    await visitor.design("where-we-met")

    await page.get_by_role("tab", name="Words").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="Look")).to_be_focused()
    await page.keyboard.press("Tab")
    chosen = page.get_by_role("group", name=re.compile("^Colours")).get_by_role("radio", checked=True)
    await expect(chosen).to_be_focused()
    await page.keyboard.press("ArrowRight")

    await expect(page.locator(".legend-value")).to_have_text("Ivory")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("End")
    await expect(page.get_by_role("tabpanel", name="Format")).to_be_visible()


async def test_a_template_that_does_not_exist(enter: Enter) -> None:
    visitor = await enter()

    await visitor.open("/design/no-such-template")

    await expect(visitor.page.get_by_role("heading", name="This template is gone")).to_be_visible()
