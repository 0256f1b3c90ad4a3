"""`/unsubscribe/{token}`: what a newsletter's foot and a mail program's button lead to."""

from __future__ import annotations

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from commerce.mail import mail_preferences
from core.links import LinkInvalid
from core.settings import Settings
from emails.brand import brand_of

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
_DONE = "<p>You get no more reminders or questions from us. Mails about your orders still come.</p>"
_FORGOTTEN = "<p>What this link was for has been forgotten. Newer mails of ours have a link of their own.</p>"
_NOT_WHOLE = "<p>Copy all of it out of the mail, please.</p>"
_ASK = """<p>Reminders and questions of ours to {address} will end. Mails about your orders still come.</p>
<form method="post"><button>Unsubscribe</button></form>"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ margin: 0; display: grid; min-height: 100vh; place-items: center; font: 16px/1.6 system-ui, sans-serif;
  background: Canvas; color: CanvasText; }}
main {{ max-width: 28rem; padding: 2rem 1.5rem; }}
h1 {{ margin: 0 0 .75rem; font: 500 1.75rem/1.2 Georgia, serif; }}
button {{ font: inherit; font-weight: 600; padding: .75rem 1.5rem; border: 0; border-radius: 8px; cursor: pointer;
  background: {color}; color: {on_color}; }}
a {{ color: inherit; }}
</style>
</head>
<body><main><h1>{title}</h1>{content}<p><a href="{shop_url}">{shop}</a></p></main></body>
</html>
"""


async def page(request: Request) -> Response:
    """GET shows a button and changes nothing: programs that look at links must not unsubscribe anybody. POST, the
    button's or a mail program's (RFC 8058), ends all marketing to the address, without a login or a cookie.
    """
    settings: Settings = request.app.state.settings
    token = request.path_params["token"]
    try:
        read = mail_preferences.unsubscribe if request.method == "POST" else mail_preferences.by_token
        preferences = await read(token)
    except LinkInvalid:
        return _page(settings, "This link is not whole", _NOT_WHOLE, 404)
    if preferences is None:
        return _page(settings, "Nothing is left to end", _FORGOTTEN)
    if not (preferences.marketing or preferences.review_requests):
        return _page(settings, "You are unsubscribed", _DONE)
    return _page(settings, "No more such mails?", _ASK.format(address=escape(_veiled(preferences.email))))


def _veiled(email: str) -> str:
    """`a…@example.com`: enough for its owner, and a link may be seen by others."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}…@{domain}"


def _page(settings: Settings, title: str, content: str, status: int = 200) -> Response:
    brand = brand_of(settings)
    html = _PAGE.format(
        title=title,
        content=content,
        color=brand.color,
        on_color=brand.on_color,
        shop=escape(brand.name),
        shop_url=escape(brand.url),
    )
    return HTMLResponse(html, status, headers=_HEADERS)
