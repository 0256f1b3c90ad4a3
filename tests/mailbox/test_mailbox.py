"""sandbox/mailbox: mails as their readers would see them, and nothing else of the folder or to anybody else."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from playwright.async_api import async_playwright

from adapters.mail import Message
from adapters.mail.folder import FolderMailer
from core.ids import new_id
from core.settings import Settings
from emails.contexts import MailTemplate
from emails.render import render
from sandbox.mailbox.app import create_app
from tests.emails.samples import LINK, samples
from tests.support.outside import server_process
from tests.support.ports import free_port
from tests.support.shop import RunningShop

DATE = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
_BASE = "http://127.0.0.1"


class Sender:
    """Writes mails as the shop does."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings = settings.model_copy(update={"data_dir": folder})
        self.folder = folder / "mails"

    async def send(
        self, template: MailTemplate = MailTemplate.VERIFY_EMAIL, to: str = "ada@example.com", minute: int = 0
    ) -> UUID:
        mail = render(template, samples()[template], self.settings)
        message = Message(new_id(), to, mail.subject, mail.text, mail.html, DATE + timedelta(minutes=minute))
        await FolderMailer(self.settings).send(message)
        return message.id


@pytest.fixture
def sender(settings: Settings, tmp_path: Path) -> Sender:
    return Sender(settings, tmp_path)


@pytest.fixture
async def box(sender: Sender) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app=create_app(sender.folder))
    async with httpx.AsyncClient(transport=transport, base_url=_BASE) as http:
        yield http


async def test_an_empty_mailbox_says_so(box: httpx.AsyncClient, sender: Sender) -> None:
    page = await box.get("/")

    assert not sender.folder.exists()
    assert page.status_code == 200
    assert "No mail yet" in page.text
    assert (await box.get("/mails.json")).json() == {"mails": []}


async def test_the_newest_mail_is_first_and_people_have_their_own(box: httpx.AsyncClient, sender: Sender) -> None:
    await sender.send(MailTemplate.WELCOME, minute=1)
    await sender.send(MailTemplate.RESET_PASSWORD, minute=5)
    await sender.send(MailTemplate.PASSWORD_CHANGED, to="grace@example.com", minute=3)

    everybody = (await box.get("/mails.json")).json()["mails"]
    ada = (await box.get("/mails.json", params={"to": "ada@example.com"})).json()["mails"]
    page = (await box.get("/", params={"to": "grace@example.com"})).text

    assert [mail["to"] for mail in everybody] == ["ada@example.com", "grace@example.com", "ada@example.com"]
    assert [mail["subject"].split()[0] for mail in ada] == ["Choose", "Welcome"]
    assert LINK in ada[0]["links"]
    assert page.count('<li><a href="/mails/') == 1
    assert "Your password at" in page


async def test_a_mail_that_is_replaced_is_read_again(box: httpx.AsyncClient, sender: Sender) -> None:
    mail_id = await sender.send()
    before = (await box.get("/")).text
    message = Message(mail_id, "ada@example.com", "Another subject", "text", "<p>html", DATE)
    await FolderMailer(sender.settings).send(message)

    assert "Another subject" not in before
    assert "Another subject" in (await box.get("/")).text


async def test_long_lists_have_pages(box: httpx.AsyncClient, sender: Sender) -> None:
    for minute in range(53):
        await sender.send(MailTemplate.WELCOME, minute=minute)

    first, second, beyond = [(await box.get("/", params={"page": page})).text for page in ("1", "2", "99")]

    assert first.count('<li><a href="/mails/') == 50
    assert second.count('<li><a href="/mails/') == 3
    assert "Page 2 of 2" in second
    assert beyond == second


async def test_a_mail_has_its_views(box: httpx.AsyncClient, sender: Sender) -> None:
    mail_id = await sender.send()

    html = (await box.get(f"/mails/{mail_id}?width=375&scheme=dark")).text
    text = (await box.get(f"/mails/{mail_id}?view=text")).text
    headers = (await box.get(f"/mails/{mail_id}?view=headers")).text
    source = await box.get(f"/mails/{mail_id}/source")

    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in html
    assert "width: 375px" in html
    assert f'<a href="{LINK}" target="_blank" rel="noreferrer">{LINK}</a>' in text
    assert f"&lt;{mail_id}@" in headers
    assert source.headers["content-type"] == "text/plain; charset=utf-8"
    assert source.content == (sender.folder / f"{mail_id}.eml").read_bytes()


async def test_html_is_shown_as_a_mail_program_does(box: httpx.AsyncClient, sender: Sender) -> None:
    mail_id = await sender.send()

    light = await box.get(f"/mails/{mail_id}/html")
    dark = await box.get(f"/mails/{mail_id}/html?scheme=dark")

    policy = light.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert '<base target="_blank">' in light.text
    assert "@media (max-width: 0)" in light.text
    assert "@media (min-width: 0)" in dark.text


async def test_words_of_a_mail_cannot_act_in_the_mailbox(box: httpx.AsyncClient, sender: Sender) -> None:
    hostile = '<script>alert(1)</script> http://evil.example/"onclick=x <img src=x>'
    message = Message(new_id(), "ada@example.com", hostile, hostile, hostile, DATE)
    await FolderMailer(sender.settings).send(message)

    for address in ("/", f"/mails/{message.id}", f"/mails/{message.id}?view=text", f"/mails/{message.id}?view=headers"):
        page = (await box.get(address)).text
        assert "<script" not in page
        assert "<img" not in page
        assert '"onclick' not in page


@pytest.mark.parametrize("name", ["..%2Fsecret", "%2e%2e%2fsecret", "nothing", "secret%00", ".", "a" * 200])
async def test_nothing_but_mails_is_served(name: str, box: httpx.AsyncClient, sender: Sender) -> None:
    await sender.send()
    (sender.folder.parent / "secret.eml").write_text("Subject: secret\n\nsecret")

    for view in ("", "/html", "/source"):
        answer = await box.get(f"/mails/{name}{view}")
        assert answer.status_code == 404
        assert "secret" not in answer.text


async def test_another_name_for_this_machine_is_not_answered(box: httpx.AsyncClient, sender: Sender) -> None:
    """A page elsewhere whose name is made to lead to 127.0.0.1 must not read links that open accounts."""
    await sender.send()

    assert (await box.get("/mails.json", headers={"host": "evil.example"})).status_code == 400


@pytest.mark.browser
async def test_a_link_in_a_mail_is_clicked(chromium: str, sender: Sender, tmp_path: Path) -> None:
    port = free_port()
    landing = f"http://127.0.0.1:{port}/healthz"
    html = f"<!doctype html><html><head><title>x</title></head><body><a href='{landing}'>Click</a></body></html>"
    message = Message(new_id(), "ada@example.com", "Hello", landing, html, DATE)
    await FolderMailer(sender.settings).send(message)
    command = [sys.executable, "-m", "sandbox.mailbox", "--port", str(port), "--data", str(sender.folder)]

    with server_process(command, port, tmp_path / "log"):
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            page = await browser.new_page(viewport={"width": 375, "height": 800})
            await page.goto(f"http://127.0.0.1:{port}/")
            fits = await page.evaluate("document.documentElement.scrollWidth")
            await page.get_by_text("Hello").click()
            async with page.context.expect_page() as opened:
                await page.frame_locator("iframe").get_by_text("Click").click()
            target = await opened.value
            await target.wait_for_load_state()
            words = await target.text_content("body")
            await browser.close()

    assert fits == 375
    assert words == '{"status":"alive"}'


@pytest.mark.e2e
def test_it_opens_with_the_shop(running_shop: RunningShop) -> None:
    line = next(line for line in running_shop.output.splitlines() if line.startswith("  Mailbox"))

    answer = httpx.get(line.split()[1], timeout=30)

    assert answer.status_code == 200
    assert "<title>Mailbox" in answer.text
