"""Carriers: what they are called, what their numbers look like, and where their parcels can be followed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from commerce.errors import InvalidInput

MAX_CARRIER, MAX_URL = 60, 500
_NUMBER = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._/-]{2,58})[A-Za-z0-9]")
# The pages that the carriers themselves link to. Gelato has none that takes a number: its link comes with the parcel.
_KNOWN: dict[str, tuple[str, str | None]] = {
    "usps": ("USPS", "https://tools.usps.com/go/TrackConfirmAction?tLabels={}"),
    "ups": ("UPS", "https://www.ups.com/track?tracknum={}"),
    "fedex": ("FedEx", "https://www.fedex.com/fedextrack/?trknbr={}"),
    "dhl": ("DHL", "https://www.dhl.com/global-en/home/tracking.html?tracking-id={}"),
    "gelato": ("Gelato", None),
}


@dataclass(frozen=True)
class Tracking:
    """Who carries a parcel and, where it can be followed, under which number and at which page."""

    carrier: str | None = None
    number: str | None = None
    url: str | None = None


def tracking(carrier: str | None, number: str | None, url: str | None) -> Tracking:
    """What somebody typed, made right: known carriers in their own spelling and with their link, unless one is given.

    Raises:
        InvalidInput: naming the field.
    """
    if carrier is None:
        for name, value in (("trackingNumber", number), ("trackingUrl", url)):
            if value is not None:
                raise InvalidInput(f"Say who the carrier is, too, or leave {name} out.", path=("carrier",))
        return Tracking()
    label, page = _carrier(carrier)
    if number is None:
        if url is not None:
            raise InvalidInput("A link needs its tracking number beside it.", path=("trackingNumber",))
        return Tracking(label)
    plain = _number(number)
    derived = page.format(quote(plain, safe="")) if page else None
    return Tracking(label, plain, _url(url) if url is not None else derived)


def _carrier(typed: str) -> tuple[str, str | None]:
    label = " ".join(typed.split())
    if not 1 <= len(label) <= MAX_CARRIER or not label.isprintable():
        raise InvalidInput(f"A carrier's name has from 1 to {MAX_CARRIER} characters.", path=("carrier",))
    return _KNOWN.get(label.casefold().replace(" ", "").replace("-", ""), (label, None))


def _number(typed: str) -> str:
    """Numbers are pasted as they are printed, in groups."""
    number = "".join(typed.split())
    if not _NUMBER.fullmatch(number):
        message = "A tracking number has from 4 to 60 letters, digits, dots, dashes or slashes."
        raise InvalidInput(message, path=("trackingNumber",))
    return number


def _url(typed: str) -> str:
    parts = urlsplit(typed)
    if parts.scheme != "https" or not parts.hostname or len(typed) > MAX_URL:
        message = f"A tracking link is an https URL of at most {MAX_URL} characters."
        raise InvalidInput(message, path=("trackingUrl",))
    return typed
