"""The little server behind the storefront, and what it serves."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from sandbox.storefront.app import STATIC, create_app

API = "http://127.0.0.1:8123"


def client(api: str = API) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=create_app(api, "Maps & More"))
    return httpx.AsyncClient(transport=transport, base_url="http://storefront.test")


@pytest.mark.parametrize(
    "path",
    [
        "/", "/cart", "/design/where-we-met", "/order?session_id=cs_test_1", "/find-order", "/account",
        "/account/login", "/account/register", "/account/verify?token=t", "/account/reset?token=t",
    ],
)  # fmt: skip
async def test_every_address_of_the_router_gets_the_page(path: str) -> None:
    async with client() as http:
        answer = await http.get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.text == (STATIC / "index.html").read_text()


async def test_the_page_may_load_from_here_and_from_the_api_only() -> None:
    async with client(f"{API}/") as http:
        policy = (await http.get("/")).headers["content-security-policy"]
        config = (await http.get("/config.json")).json()

    assert policy.split("; ") == [
        "default-src 'self'",
        f"connect-src 'self' {API}",
        f"img-src 'self' {API}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
    assert config == {"api": f"{API}/graphql", "shopName": "Maps & More"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/nowhere", "text/html"), ("/static/js/none.js", "text/plain"), ("/static/../app.py", "text/html")],
)
async def test_what_is_not_there(path: str, kind: str) -> None:
    async with client() as http:
        answer = await http.get(path)

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith(kind)
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("api", ["", "127.0.0.1:8000", "ftp://127.0.0.1", "javascript:alert(1)"])
def test_an_api_that_is_no_url_is_refused(api: str) -> None:
    with pytest.raises(ValueError, match="http or https URL"):
        create_app(api)


def sources() -> list[Path]:
    return [path for path in STATIC.rglob("*") if path.suffix in {".js", ".css", ".html"}]


def test_no_html_is_made_of_strings_and_nothing_comes_from_elsewhere() -> None:
    dangerous = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
    foreign = re.compile(r"""(?:src|href|url|from|import)\W{1,3}(?:https?:)?//""")

    assert len(sources()) > 20
    for path in sources():
        text = path.read_text()
        assert not dangerous.search(text), path.name
        assert not foreign.search(text), path.name
        assert len(text.splitlines()) < 300, path.name
