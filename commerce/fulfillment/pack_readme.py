"""README.txt of a work pack: what is in it and whose it is for now, and everything that wants a second look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from commerce.fulfillment import fulfillment_claims
from commerce.fulfillment.pack_contents import Parcel
from core.clock import now
from core.settings import settings


def readme(
    parcels: Mapping[UUID, Parcel], made_for: str, earlier: Mapping[UUID, str], skipped: Sequence[Mapping[str, str]]
) -> str:
    """The whole text. `earlier` says of orders that they were in another pack; `skipped` what is not in this one."""
    to_place = {key: parcel for key, parcel in parcels.items() if not parcel.placed}
    sections = {
        "PLACED ALREADY (do not place them again; gelato.csv has no rows of them)": [
            f"{parcel.number}: {parcel.placed}" for parcel in parcels.values() if parcel.placed
        ],
        "WITHOUT A PRODUCT CODE (the product's size has none): choose the product by hand": [*_codeless(to_place)],
        "IN AN EARLIER PACK (make sure that nobody has placed it yet)": [
            told for key, told in earlier.items() if key in to_place
        ],
        "LEFT OUT": [f"{each['what']}: {each['reason']}" for each in skipped],
    }
    lines = _head(to_place, made_for)
    for heading, entries in sections.items():
        if entries:
            lines += ["", heading, *entries]
    return "\n".join([*lines, ""])


def _head(to_place: Mapping[UUID, Parcel], made_for: str) -> list[str]:
    zone = settings().time_zone
    until = now() + fulfillment_claims.LIFETIME
    return [
        f"{settings().shop_name}: {_counted(len(to_place), 'order')} to be placed at the print house",
        f"Made {now().astimezone(zone):%Y-%m-%d %H:%M} ({settings().shop_timezone}) for {made_for}",
        "",
        "gelato.csv has a row for each print. Each order has a folder with its print files, its packing slip, and",
        "order.txt with the address and the product codes.",
        f"They are claimed for you until about {until.astimezone(zone):%H:%M}. Mark each as placed once it is, and as",
        "sent, with its tracking number, when the print house says so; release what you do not place, so that others",
        "can.",
        "",
        *[
            f"{parcel.number}  {_counted(sum(each.copies for each in parcel.prints), 'print')}"
            for parcel in to_place.values()
        ],
    ]


def _codeless(parcels: Mapping[UUID, Parcel]) -> Iterator[str]:
    for parcel in parcels.values():
        for each in parcel.prints:
            if each.code is None:
                yield f"{parcel.number}, line {each.number}: {each.line.title}, {each.line.description}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
