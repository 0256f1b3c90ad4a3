"""Mails in Chromium: on a phone and in a window, in the light and in the dark."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.async_api import async_playwright

from core.settings import Settings
from emails.brand import contrast
from emails.contexts import MailTemplate
from emails.render import render
from tests.emails.samples import samples

_COLORS = """
() => [...document.querySelectorAll('h1, p, td a, td.ink, span, .foot')].map(element => {
  let back = element;
  while (getComputedStyle(back).backgroundColor === 'rgba(0, 0, 0, 0)') back = back.parentElement;
  return [getComputedStyle(element).color, getComputedStyle(back).backgroundColor, element.textContent.trim()];
})
"""


def _hex(color: str) -> str:
    parts = color.removeprefix("rgb(").removesuffix(")").split(",")
    return "#" + "".join(f"{int(part):02x}" for part in parts)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_mail_fits_and_can_be_read(
    scheme: Literal["light", "dark"], chromium: str, settings: Settings
) -> None:
    branded = settings.model_copy(update={"support_email": "help@shop.example.com"})
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for width in (375, 700):
            page = await browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
            for template in MailTemplate:
                await page.set_content(render(template, samples()[template], branded).html)
                assert await page.evaluate("document.documentElement.scrollWidth") == width, template
                assert await page.locator("h1").is_visible()
                colors = await page.evaluate(_COLORS)
                assert len(colors) > 5
                for front, back, words in colors:
                    assert contrast(_hex(front), _hex(back)) >= 4.5, (template, words, front, back)
                dark = contrast(_hex(colors[1][1]), "#000000") < contrast(_hex(colors[1][1]), "#ffffff")
                assert dark is (scheme == "dark")
            await page.close()
        await browser.close()
