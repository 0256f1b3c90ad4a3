"""core/links.py: one purpose, one thing, one end; nothing else opens."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from pydantic import SecretStr

from core import links
from core.clock import now, travel
from core.ids import new_id
from core.links import LinkInvalid

SECRET = SecretStr("x" * 32)


def test_a_link_says_what_it_is_for_and_until_when() -> None:
    key, ends = new_id(), now() + timedelta(days=30)

    token = links.sign("cart", key, SECRET, expires_at=ends)
    opened = links.read("cart", token, SECRET)

    assert (len(token), opened.key, opened.expires_at) == (59, key, ends.replace(microsecond=0))
    assert not opened.expired
    with travel(timedelta(days=30)):
        assert links.read("cart", token, SECRET).expired


def test_one_without_an_end_has_none() -> None:
    opened = links.read("x", links.sign("x", new_id(), SECRET), SECRET)

    assert (opened.expires_at, opened.expired) == (None, False)


def test_the_same_again_is_the_same() -> None:
    key = new_id()

    assert links.sign("x", key, SECRET) == links.sign("x", key, SECRET) != links.sign("x", new_id(), SECRET)


@pytest.mark.parametrize("at", [0, 20, 30, 58])
def test_no_letter_can_be_changed(at: int) -> None:
    token = links.sign("cart", new_id(), SECRET, expires_at=now())
    changed = token[:at] + ("A" if token[at] != "A" else "E") + token[at + 1 :]

    with pytest.raises(LinkInvalid):
        links.read("cart", changed, SECRET)


def test_another_purpose_or_secret_does_not_open() -> None:
    token = links.sign("cart", new_id(), SECRET)

    for purpose, secret in (("mail-preferences", SECRET), ("car", SECRET), ("cart", SecretStr("y" * 32))):
        with pytest.raises(LinkInvalid):
            links.read(purpose, token, secret)


@pytest.mark.parametrize("token", ["", "x", "A" * 59, "A" * 58 + "=", "é" * 59, "\0" * 59, "A" * 100_000])
def test_what_is_none(token: str) -> None:
    with pytest.raises(LinkInvalid):
        links.read("cart", token, SECRET)


def test_nothing_of_the_secret_is_in_it() -> None:
    token = links.sign("cart", new_id(), SECRET)

    assert SECRET.get_secret_value().encode() not in base64.urlsafe_b64decode(token + "=")
