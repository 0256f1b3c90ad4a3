"""Where the shop of `make run` listens, and where it is found then."""

from __future__ import annotations

import pytest

from cli.run.ports import base_url


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104 (what somebody sets)
        ("::", "http://[::1]:8000"),
        ("::1", "http://[::1]:8000"),
        ("192.168.1.20", "http://192.168.1.20:8000"),
        ("shop.local", "http://shop.local:8000"),
    ],
)
def test_its_url_is_one_that_answers(host: str, url: str) -> None:
    assert base_url(host, 8000) == url
