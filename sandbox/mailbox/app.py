"""The mailbox in a browser, and as JSON for whoever tests with it. It works without JavaScript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sandbox.mailbox.folder import WEB_ADDRESS, Folder, Letter, Summary

_HERE = Path(__file__).parent
_PAGE = 50
WIDTHS = (375, 700)
"""CSS pixels: a phone, and a mail program's window."""
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'self' 'unsafe-inline'; frame-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
}
_MAIL_HEADERS = {
    **_HEADERS,
    # What a mail program grants: styles and pictures, no scripts, no forms, links in a window of their own.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src http: https: data:; "
    "sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'",
}
_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)")
_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


def create_app(data: Path, allowed_hosts: Sequence[str] = ("127.0.0.1", "localhost")) -> Starlette:
    """The mailbox over a folder of .eml files. Mails open accounts, so only `allowed_hosts` are answered."""
    mailbox = Mailbox(Folder(data))
    return Starlette(
        routes=[
            Route("/", mailbox.list_page),
            Route("/mails.json", mailbox.list_json),
            Route("/mails/{id}", mailbox.mail_page),
            Route("/mails/{id}/html", mailbox.mail_html),
            Route("/mails/{id}/source", mailbox.mail_source),
            Route("/healthz", lambda request: JSONResponse({"status": "alive"})),
            Mount("/static", StaticFiles(directory=_HERE / "static")),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(allowed_hosts))],
    )


class Mailbox:
    """Handlers over one folder."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def list_page(self, request: Request) -> Response:
        """`/?to=ada@example.com&page=2`"""
        everything = self._folder.summaries()
        recipients = Counter(summary.to for summary in everything)
        to = request.query_params.get("to", "")
        chosen = [summary for summary in everything if not to or summary.to == to]
        pages = max(1, -(-len(chosen) // _PAGE))
        page = min(_number(request.query_params.get("page"), 1), pages)
        return _page(
            "list.html", mails=chosen[(page - 1) * _PAGE : page * _PAGE], total=len(everything),
            recipients=sorted(recipients.items()), to=to, page=page, pages=pages,
        )  # fmt: skip

    def list_json(self, request: Request) -> Response:
        """`/mails.json?to=ada@example.com`: the newest 50, with their texts and links."""
        to = request.query_params.get("to", "")
        chosen = [summary for summary in self._folder.summaries() if not to or summary.to == to][:_PAGE]
        letters = [letter for summary in chosen if (letter := self._folder.letter(summary.id))]
        return JSONResponse({"mails": [_json(letter) for letter in letters]}, headers=_HEADERS)

    def mail_page(self, request: Request) -> Response:
        """`/mails/{id}?view=html|text|headers&width=375&scheme=dark`"""
        letter = self._letter(request)
        if letter is None:
            return _page("gone.html", 404)
        query = request.query_params
        width = _number(query.get("width"), WIDTHS[-1])
        shown: dict[str, Any] = {
            "view": query.get("view") if query.get("view") in {"text", "headers"} else "html",
            "width": width if width in WIDTHS else WIDTHS[-1],
            "scheme": "dark" if query.get("scheme") == "dark" else "light",
        }
        return _page("mail.html", letter=letter, mail=letter.summary, text=_linked(letter.text), widths=WIDTHS,
                     address=lambda **changes: "?" + urlencode({**shown, **changes}), **shown)  # fmt: skip

    def mail_html(self, request: Request) -> Response:
        """`/mails/{id}/html?scheme=dark`: the HTML part, as a mail program in the light or in the dark shows it."""
        letter = self._letter(request)
        if letter is None:
            return _page("gone.html", 404)
        html = _in_scheme(letter.html, request.query_params.get("scheme", "light"))
        html = html.replace("<head>", '<head><base target="_blank">', 1)
        return HTMLResponse(html or "This mail has no HTML part.", headers=_MAIL_HEADERS)

    def mail_source(self, request: Request) -> Response:
        """The .eml file as it is."""
        raw = self._folder.raw(request.path_params["id"])
        if raw is None:
            return _page("gone.html", 404)
        return Response(raw, media_type="text/plain; charset=utf-8", headers=_HEADERS)

    def _letter(self, request: Request) -> Letter | None:
        return self._folder.letter(request.path_params["id"])


def _page(name: str, status: int = 200, **values: Any) -> Response:
    return HTMLResponse(_environment.get_template(name).render(values), status, _HEADERS)


def _json(letter: Letter) -> dict[str, Any]:
    summary: Summary = letter.summary
    return {
        "id": summary.id,
        "from": summary.sender,
        "to": summary.to,
        "subject": summary.subject,
        "date": summary.date.isoformat(),
        "text": letter.text,
        "links": letter.links,
    }


def _in_scheme(html: str, scheme: str) -> str:
    """The mail with its questions about the reader's colour scheme answered, whatever this browser's is."""
    return _SCHEME.sub(lambda match: "(min-width: 0)" if match[1] == scheme else "(max-width: 0)", html)


def _number(value: str | None, otherwise: int) -> int:
    return max(1, int(value)) if value and value.isascii() and value.isdigit() and len(value) < 7 else otherwise


def _linked(text: str) -> Markup:
    """The text with its web addresses to click on."""
    parts: list[str] = []
    end = 0
    for match in WEB_ADDRESS.finditer(text):
        parts.append(str(escape(text[end : match.start()])))
        parts.append(str(Markup('<a href="{0}" target="_blank" rel="noreferrer">{0}</a>').format(match.group())))
        end = match.end()
    return Markup("".join([*parts, str(escape(text[end:]))]))  # noqa: S704 (every part is escaped)
