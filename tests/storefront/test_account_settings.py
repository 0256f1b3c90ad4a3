"""What people may do about their account: its logins, its password, its data, its end."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.storefront.accounts import PASSWORD, log_in, logged_in, new_address, open_account, try_login
from tests.storefront.conftest import Enter
from tests.storefront.visitor import PHONE

pytestmark = [pytest.mark.e2e, pytest.mark.browser, pytest.mark.timeout(120)]


async def test_a_login_elsewhere_is_ended(enter: Enter) -> None:
    owner, lost, email = await enter(PHONE), await enter(), new_address()
    await open_account(owner, email)
    await log_in(lost, email)
    await expect(lost.page.get_by_text("Nothing yet.")).to_be_visible()
    await owner.open("/account")
    await expect(owner.page.locator(".session")).to_have_count(2)
    await expect(owner.page.locator(".session", has_text="This browser")).to_have_count(1)
    await owner.fits()

    await owner.press("Log out there")

    await expect(owner.page.locator(".session")).to_have_count(1)
    await lost.page.get_by_role("button", name="Done", exact=True).click()  # its access token has ended, too
    await expect(lost.page.get_by_role("link", name="Account", exact=True)).to_be_visible()
    await expect(lost.page).to_have_url(f"{lost.storefront}/account/login?next=/account")
    lost.forgive("401 (Unauthorized)")
    await owner.page.reload()
    await logged_in(owner)


async def test_the_password_is_changed(enter: Enter) -> None:
    visitor, other, email = await enter(PHONE), await enter(), new_address()
    page = visitor.page
    await open_account(visitor, email)
    await visitor.open("/account")
    await page.get_by_text("Change it").click()

    await page.get_by_label("Your password now", exact=True).fill("not this one")
    await page.get_by_label("New password", exact=True).fill("a new one of mine")
    await visitor.press("Change password")
    await expect(page.get_by_role("alert")).to_have_text("This is not your password.")
    await expect(page.get_by_label("Your password now", exact=True)).to_be_focused()
    await visitor.fits()
    await page.get_by_label("Your password now", exact=True).fill(PASSWORD)
    await page.get_by_label("New password", exact=True).fill("password1")
    await visitor.press("Change password")
    await expect(page.get_by_role("alert")).to_contain_text("Many people have this password")
    await page.get_by_label("New password", exact=True).fill("a new one of mine")
    await visitor.press("Change password")
    await expect(page.get_by_text("Your password is changed.")).to_be_visible()

    await log_in(other, email)
    await expect(other.page.get_by_role("alert")).to_contain_text("do not belong together")
    await try_login(other, email, "a new one of mine")
    await logged_in(other)


async def test_a_copy_of_the_data_then_the_end(enter: Enter, tmp_path: Path) -> None:
    visitor, email = await enter(PHONE), new_address()
    page = visitor.page
    await open_account(visitor, email)
    await visitor.open("/account")
    await visitor.press("Ask for a copy")
    async with page.expect_download() as started:
        await page.get_by_role("link", name="Download my data").click()
    download = await started.value
    await download.save_as(tmp_path / "data.zip")
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        profile = json.loads(archive.read("profile.json"))
    assert email in json.dumps(profile)
    await page.reload()
    await expect(page.get_by_role("link", name="Download my data")).to_be_visible()
    await visitor.fits()

    await page.get_by_text("Delete my account").click()
    await page.get_by_label("Your password, to be sure", exact=True).fill("not this one")
    await visitor.press("Delete everything")
    await expect(page.get_by_role("alert")).to_have_text("This is not your password.")
    await visitor.fits()
    await page.get_by_label("Your password, to be sure", exact=True).fill(PASSWORD)
    await visitor.press("Delete everything")

    await expect(page.get_by_text("Your account is deleted.")).to_be_visible()
    await expect(page).to_have_url(f"{visitor.storefront}/")
    await log_in(visitor, email)
    await expect(page.get_by_role("alert")).to_contain_text("do not belong together")
