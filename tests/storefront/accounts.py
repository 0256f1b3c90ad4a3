"""What somebody with an account does in the demo storefront."""

from __future__ import annotations

import asyncio
import re
from secrets import token_hex

import httpx
from playwright.async_api import expect

from tests.storefront.visitor import Visitor

PASSWORD = "where we met, once"


def new_address() -> str:
    """One that nobody has used."""
    return f"ada.{token_hex(5)}@example.com"


async def mailed_link(visitor: Visitor, to: str, path: str) -> str:
    """The link to a page of the storefront in the newest mail that has one, as soon as it came."""
    async with httpx.AsyncClient(timeout=60) as http:
        for _ in range(300):
            mails = (await http.get(f"{visitor.mailbox}/mails.json", params={"to": to})).json()["mails"]
            links = [link for mail in mails for link in mail["links"] if link.startswith(visitor.storefront + path)]
            if links:
                return str(links[0])
            await asyncio.sleep(0.2)
    raise AssertionError(f"no mail to {to} leads to {path}")


async def register(visitor: Visitor, email: str, name: str = "Ada Lovelace") -> None:
    """Fill in the form and press its button."""
    page = visitor.page
    await visitor.open("/account/register")
    await page.get_by_label("Your name").fill(name)
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await visitor.press("Open an account")
    await expect(page.get_by_role("heading", name="One more step")).to_be_visible()


async def open_account(visitor: Visitor, email: str, name: str = "Ada Lovelace") -> str:
    """Register and follow the mail's link; that link."""
    await register(visitor, email, name)
    link = await mailed_link(visitor, email, "/account/verify?token=")
    await visitor.page.goto(link)
    await expect(visitor.page.get_by_role("heading", name="Welcome")).to_be_visible()
    return link


async def log_in(visitor: Visitor, email: str, password: str = PASSWORD) -> None:
    """Open the form, fill it in, and press its button."""
    await visitor.open("/account/login")
    await try_login(visitor, email, password)


async def try_login(visitor: Visitor, email: str, password: str) -> None:
    """Fill in the form on this page, and press its button."""
    await visitor.page.get_by_label("E-mail").fill(email)
    await visitor.page.get_by_label("Password", exact=True).fill(password)
    await visitor.press("Log in")


async def logged_in(visitor: Visitor, name: str = "Ada Lovelace") -> None:
    """The head of the page says so."""
    await expect(visitor.page.get_by_role("link", name=f"Account of {name}")).to_be_visible()


async def buy_as_guest(visitor: Visitor, email: str, slug: str = "where-we-met") -> str:
    """Buy a digital poster, wait for its files; the order's number."""
    await visitor.design(slug)
    await visitor.press("Buy now")
    await visitor.pay(email=email)
    await visitor.files_ready()
    return await order_number(visitor)


async def order_number(visitor: Visitor) -> str:
    """Of the order whose page is open."""
    eyebrow = visitor.page.locator(".eyebrow")
    await expect(eyebrow).to_have_text(re.compile(r"^Order YMA-"))
    return (await eyebrow.inner_text()).split()[-1].upper()
