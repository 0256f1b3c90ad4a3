"""emails/render.py: every mail has a subject, a text and HTML, and says nothing that it was not told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pydantic import ValidationError

from core.clock import now
from core.settings import Settings
from emails.brand import brand_of, contrast
from emails.contexts import CONTEXTS, MailTemplate
from emails.render import _environment, render
from tests.emails.samples import LINK, samples

FOLDER = Path(__file__).resolve().parents[2] / "emails"


class Page(HTMLParser):
    """What a mail program makes of a document: its words, its links, and the tags that were left open."""

    _VOID = frozenset({"meta", "br", "img", "link", "hr"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.words = ""
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a":
            self.links.append(values["href"] or "")
        if tag == "img":
            self.images.append(values)
        if tag not in self._VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.words += data


@pytest.fixture
def shop(settings: Settings) -> Settings:
    changes = {"shop_name": "Map & Wall", "support_email": "help@shop.example.com"}
    return settings.model_copy(update={**changes, "storefront_url": "https://shop.example.com"})


def test_every_folder_is_a_mail_and_every_mail_has_a_sample() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/subject.txt")}

    assert folders == set(MailTemplate) == set(CONTEXTS) == set(samples())


@pytest.mark.parametrize("template", MailTemplate)
def test_a_mail_has_all_its_parts(template: MailTemplate, shop: Settings) -> None:
    mail = render(template, samples()[template], shop)
    page = Page(mail.html)

    assert "Map & Wall" in mail.subject
    assert 10 < len(mail.subject) < 60
    assert page.open == []
    assert "Map & Wall" in page.words
    assert "help@shop.example.com" in page.words
    assert "help@shop.example.com" in mail.text
    assert "Map & Wall\nhttps://shop.example.com\n" in mail.text
    assert "&amp;" not in mail.text
    assert not re.search(r"<\w", mail.text)
    assert "\n\n\n" not in mail.text
    assert max(len(line) for line in mail.text.splitlines() if "http" not in line) <= 78
    assert "prefers-color-scheme: dark" in mail.html
    assert len(mail.html.encode()) < 20_000


@pytest.mark.parametrize("template", MailTemplate)
def test_a_mail_program_shows_the_preheader_beside_the_subject(template: MailTemplate, shop: Settings) -> None:
    mail = render(template, samples()[template], shop)

    preheader = " ".join(Page(mail.html).words.split("\u034f")[0].split())

    assert 20 < len(preheader) < 110


@pytest.mark.parametrize("template", [MailTemplate.VERIFY_EMAIL, MailTemplate.RESET_PASSWORD])
def test_a_link_is_whole_in_both_parts(template: MailTemplate, shop: Settings) -> None:
    link = f"{LINK}&next=%2Forders"

    mail = render(template, {**samples()[template], "link": link}, shop)

    assert link in mail.text.splitlines()
    assert Page(mail.html).links.count(link) == 2


def test_a_name_is_text_and_one_line_of_it(shop: Settings) -> None:
    name = "Ada\r\nBcc: everybody@example.com <script>alert(1)</script>"

    for template in (MailTemplate.RESET_PASSWORD, MailTemplate.PASSWORD_CHANGED, MailTemplate.WELCOME):
        mail = render(template, {**samples()[template], "name": name}, shop)

        assert "<script" not in mail.html
        assert "&lt;script&gt;" in mail.html
        assert "Ada Bcc: everybody" in mail.text
        assert "\n" not in mail.subject


def test_a_subject_is_one_line(shop: Settings) -> None:
    sly = shop.model_copy(update={"shop_name": "Shop\r\nBcc: everybody@example.com\u2028\x00x"})

    assert render(MailTemplate.WELCOME, {}, sly).subject == "Welcome to Shop Bcc: everybody@example.com x"


@pytest.mark.parametrize("name", ["", "Ada"])
def test_nobody_is_greeted_without_a_name(name: str, shop: Settings) -> None:
    mail = render(MailTemplate.WELCOME, {"name": name}, shop)

    assert mail.text.splitlines()[0] == ("Welcome, Ada." if name else "Welcome.")


def test_whoever_registers_cannot_put_words_into_our_mouth(shop: Settings) -> None:
    for template in (MailTemplate.VERIFY_EMAIL, MailTemplate.ACCOUNT_EXISTS):
        with pytest.raises(ValidationError):
            render(template, {**samples()[template], "name": "Win at evil.example"}, shop)


def test_a_mail_is_not_sent_with_holes(shop: Settings) -> None:
    with pytest.raises(ValidationError, match="expires_at"):
        render(MailTemplate.VERIFY_EMAIL, {"link": LINK}, shop)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=24), "24 hours"),
        (timedelta(hours=23, minutes=59, seconds=58), "24 hours"),
        (timedelta(hours=1), "60 minutes"),
        (timedelta(minutes=30), "30 minutes"),
        (timedelta(days=7), "7 days"),
    ],
)
def test_a_link_says_how_long_it_works(left: timedelta, words: str, shop: Settings) -> None:
    mail = render(MailTemplate.VERIFY_EMAIL, {"link": LINK, "expires_at": now() + left}, shop)

    assert f"The link works once, for {words}." in mail.text
    assert f"The link works once, for {words}." in mail.html


def test_a_logo_has_words_for_those_who_do_not_see_it(shop: Settings) -> None:
    branded = shop.model_copy(update={"brand_logo_url": "https://shop.example.com/logo.png"})

    (image,) = Page(render(MailTemplate.WELCOME, {}, branded).html).images

    assert (image["src"], image["alt"]) == ("https://shop.example.com/logo.png", "Map & Wall")
    assert Page(render(MailTemplate.WELCOME, {}, shop).html).images == []


@pytest.mark.parametrize("color", ["#23483c", "#ffffff", "#000000", "#ffe600", "#e4572e", "#7f7f7f", "#0055ff"])
def test_any_brand_colour_can_be_read(color: str, settings: Settings) -> None:
    brand = brand_of(settings.model_copy(update={"brand_color": color}))

    assert contrast(brand.color, brand.on_color) >= 4.3
    assert all(contrast(brand.link, ground) >= 4.5 for ground in ("#ffffff", "#f8f6f1", "#f4f2ed"))
    assert all(contrast(brand.link_on_dark, ground) >= 4.5 for ground in ("#111413", "#1c1f1e", "#252928"))


def test_contrast_is_wcags() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("locale", ["de-DE", "fr-CA", "ar", "ja", "zh-TW", "th", "nonsense"])
@pytest.mark.parametrize("template", MailTemplate)
def test_every_mail_can_be_read_everywhere(template: MailTemplate, locale: str, shop: Settings) -> None:
    mail = render(template, samples()[template], shop, locale)

    assert Page(mail.html).open == []
    assert "{" not in mail.subject + mail.text
    assert '<html lang="en"' in mail.html


def test_money_and_dates_are_the_readers_and_words_are_ours(shop: Settings) -> None:
    context = {**samples()[MailTemplate.ORDER_CONFIRMATION], "paid_at": datetime(2026, 3, 9, 12, tzinfo=UTC)}

    read = {
        tag: render(MailTemplate.ORDER_CONFIRMATION, context, shop, tag).text for tag in ("en-US", "en-GB", "de-DE")
    }

    assert "Total, paid on March 9, 2026" in read["en-US"]
    assert "Total, paid on 9 March 2026" in read["en-GB"]
    assert "Total, paid on 09.03.2026" in read["de-DE"]
    assert "183,96\xa0£" in read["de-DE"]
    assert "£183.96" in read["en-US"]


def test_a_translation_takes_the_place_of_what_it_translates(
    shop: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "de" / "welcome").mkdir(parents=True)
    (tmp_path / "de" / "welcome" / "subject.txt").write_text("Willkommen bei {{ brand.name }}")
    monkeypatch.setattr("emails.render._TRANSLATIONS", tmp_path)
    _environment.cache_clear()

    german = render(MailTemplate.WELCOME, {"name": "Ada"}, shop, "de-AT")
    french = render(MailTemplate.WELCOME, {"name": "Ada"}, shop, "fr")
    _environment.cache_clear()

    assert (german.subject, french.subject) == ("Willkommen bei Map & Wall", "Welcome to Map & Wall")
    assert german.text.startswith("Welcome, Ada.")


def test_the_foot_of_marketing_ends_it(shop: Settings) -> None:
    url = "https://api.example.com/unsubscribe/abc"

    mail = render(MailTemplate.ABANDONED_CART, samples()[MailTemplate.ABANDONED_CART], shop, unsubscribe_url=url)

    assert Page(mail.html).links[-1] == url
    assert mail.text.splitlines()[-1] == url
