"""Templates, and the few words that they need."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jinja2
from babel import Locale
from starlette.responses import HTMLResponse

from sandbox.stripe.money import show
from sandbox.stripe.store import Obj

_TERRITORIES = Locale("en").territories
_NOT_COUNTRIES = {"EU", "UN", "EZ", "ZZ", "XA", "XB", "QO"}
_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=jinja2.Undefined,
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
}


def country_name(code: str) -> str:
    """A country in English."""
    return str(_TERRITORIES.get(code, code))


def all_countries() -> list[str]:
    """Codes of all countries, by name."""
    codes = [str(code) for code in _TERRITORIES]
    countries = (code for code in codes if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES)
    return sorted(countries, key=country_name)


def delivery_time(rate: Obj) -> str:
    """``3–5 business days``, or nothing where a rate does not say."""
    estimate = rate["delivery_estimate"] or {}
    ends = [end for end in (estimate.get("minimum"), estimate.get("maximum")) if end]
    if not ends:
        return ""
    values = sorted({end["value"] for end in ends})
    unit = ends[-1]["unit"].replace("_", " ")
    return f"{'–'.join(map(str, values))} {unit}{'' if values[-1] == 1 else 's'}"


def moment(timestamp: float | None) -> str:
    """A time of the sandbox's clock, in UTC."""
    return "" if timestamp is None else datetime.fromtimestamp(timestamp, UTC).strftime("%d %b %Y, %H:%M:%S UTC")


def fragment(name: str, **values: Any) -> str:
    """A template as text."""
    return _environment.get_template(name).render(**values)


def page(name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as an answer."""
    return HTMLResponse(fragment(name, **values), status, _HEADERS)


_environment.globals.update(money=show, country_name=country_name, delivery_time=delivery_time, moment=moment)
