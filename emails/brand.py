"""The shop's looks in mails: its name, its colour where that can be read, and where it is."""

from __future__ import annotations

from dataclasses import dataclass

from core.settings import Settings

_READABLE = 4.5
"""WCAG 2.2's contrast for text."""
_LIGHT, _DARK = "#f4f2ed", "#252928"
"""What words stand on, where they are hardest to read: the page in the light, a box in the dark."""
_INK = "#171a19"
_WHITE = "#ffffff"


@dataclass(frozen=True)
class Brand:
    """Colours as `#rrggbb`."""

    name: str
    url: str
    logo_url: str | None
    support_email: str | None
    review_url: str | None
    admin_url: str | None
    color: str
    """Buttons."""
    on_color: str
    """Words on buttons."""
    link: str
    """Links on white."""
    link_on_dark: str


def brand_of(settings: Settings) -> Brand:
    """What the settings say, made readable."""
    color = settings.brand_color.lower()
    return Brand(
        name=settings.shop_name,
        url=settings.storefront_url,
        logo_url=settings.brand_logo_url,
        support_email=settings.support_email,
        review_url=settings.review_url,
        admin_url=settings.admin_url,
        color=color,
        on_color=_WHITE if contrast(color, _WHITE) >= _READABLE else _INK,
        link=_towards(color, _LIGHT, "#000000"),
        link_on_dark=_towards(color, _DARK, _WHITE),
    )


def _towards(color: str, background: str, end: str) -> str:
    """The colour, moved towards `end` until it can be read on `background`."""
    for step in range(21):
        mixed = _mix(color, end, step / 20)
        if contrast(mixed, background) >= _READABLE:
            return mixed
    return end


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(color)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _mix(color: str, end: str, share: float) -> str:
    mixed = (a + (b - a) * share for a, b in zip(_parts(color), _parts(end), strict=True))
    return "#" + "".join(f"{round(part * 255):02x}" for part in mixed)


def _parts(color: str) -> list[float]:
    return [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
