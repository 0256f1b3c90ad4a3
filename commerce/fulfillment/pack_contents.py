"""What a work pack holds for one order: its prints with their files, and the words that go with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from commerce.catalog import print_codes
from commerce.fulfillment import fulfillment_claims
from commerce.jobs.csv_cells import Cell
from commerce.orders.order_mails import address_lines
from commerce.payments.order_figures import is_given_back
from core.settings import settings
from models import Download, DownloadKind, DownloadStatus, FulfillmentType, Order, OrderLine

_ODD = re.compile(r"[^A-Za-z0-9.]+")
_LONGEST = 90


class NotReady(Exception):
    """An order that cannot be placed at the print house yet. The text says why, as the end of a sentence."""


@dataclass(frozen=True)
class Print:
    """A line of an order that is to be printed, and its file. `number` counts from 1, as in file names."""

    number: int
    line: OrderLine
    file: Download
    copies: int
    code: str | None

    @property
    def file_name(self) -> str:
        """`YMA-2026-8H3K9C2D-1-flat_18x24-inch_200gsm-matte_4-0_ver-18x24-2x.pdf`"""
        code = _plain(self.code or self.line.product_type)
        parts = [self.file.file_name.split(f"-{self.number}-", maxsplit=1)[0], str(self.number), code]
        size = _plain(self.line.size or "")
        return "-".join([*parts, *([size] if size else []), f"{self.copies}x"]) + f".{self.file.format.value}"

    @property
    def options(self) -> str:
        """`Finish: Matte, Frame: Black`"""
        return ", ".join(f"{option['name']}: {option['label']}" for option in self.line.options)


def _plain(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._]+", "-", text)[:_LONGEST].strip("-.")


@dataclass(frozen=True)
class Parcel:
    """An order with prints to be placed. `address` is the order's, as Stripe collected it."""

    number: str
    date: str
    """When it was paid, on the shop's calendar."""
    address: dict[str, Any]
    address_block: list[str]
    prints: list[Print]
    placed: str | None = None
    """By whom and when, if it was placed at the print house already."""

    @property
    def printed(self) -> list[tuple[object, ...]]:
        """How many of which files: what has changed with a line that is given back, or a file that is drawn anew."""
        return [(each.number, each.copies, each.file.storage_key, each.file.ready_at) for each in self.prints]

    @property
    def text(self) -> str:
        """The address to paste and, line by line, what to order."""
        phone = self.address.get("phone")
        lines = [
            *([f"DO NOT PLACE IT AGAIN: it was {self.placed}.", ""] if self.placed else []),
            f"Order {self.number}, paid on {self.date}",
            "",
            *self.address_block,
            *([f"Phone: {phone}"] if phone else []),
            "",
        ]
        for each in self.prints:
            lines.append(f"{each.number}. {each.copies} x {each.code or 'NO PRODUCT CODE'}")
            lines.append(f"   {each.line.title}, {each.line.description}")
            lines.append(f"   {each.file_name}")
        return "\n".join([*lines, ""])

    @property
    def rows(self) -> list[list[Cell]]:
        """Of the CSV, one a print; none of what was placed, because the CSV is for placing."""
        if self.placed:
            return []
        told = self.address.get
        where = [told(name) or "" for name in ("name", "line1", "line2", "city", "state", "postal_code", "country")]
        return [
            [
                self.number, each.number, each.code or "", each.copies, f"{self.number}/{each.file_name}",
                each.line.size or "", each.options, *where, _dialled(told("phone") or ""),
            ]
            for each in self.prints
        ]  # fmt: skip


def _dialled(phone: str) -> str:
    """`+33 1 23…` is a formula to a spreadsheet, and `0033123…` a number that has lost its zeros."""
    return f"00 {phone[1:].lstrip()}" if phone.startswith("+") else phone


COLUMNS = [
    "order", "line", "product_code", "quantity", "file", "size", "options", "name", "address_1", "address_2", "city",
    "state", "postal_code", "country", "phone",
]  # fmt: skip


async def parcel_of(order: Order) -> Parcel:
    """What is to be printed of an order, less what was given back.

    Raises:
        NotReady
    """
    lines = await OrderLine.filter(order=order).order_by("position")
    printed = [
        line for line in lines if line.fulfillment_type is FulfillmentType.PHYSICAL and not is_given_back(line)
    ]  # fmt: skip
    if not printed:
        raise NotReady("all of its prints were given back")
    address = order.shipping_address or {}
    if not address.get("line1"):
        raise NotReady("it has no address to be sent to")
    files = {file.order_line_id: file for file in await Download.filter(order=order, kind=DownloadKind.PRINT)}
    codes = await print_codes.codes_of(printed)
    prints = [_print(line, files.get(line.id), codes.get(line.id)) for line in printed]
    paid = (order.paid_at or order.created_at).astimezone(settings().time_zone)
    return Parcel(order.number, f"{paid:%Y-%m-%d}", address, address_lines(order), prints, await _placed(order))


async def _placed(order: Order) -> str | None:
    """`placed on 2026-05-20 16:05 by Grace, reference 37365096`, where the shop is."""
    if order.placed_at is None:
        return None
    known = await fulfillment_claims.placed(order)
    reference = f", reference {known.reference}" if known.reference else ""
    return f"placed on {known.at.astimezone(settings().time_zone):%Y-%m-%d %H:%M} by {known.by}{reference}"


def _print(line: OrderLine, file: Download | None, code: str | None) -> Print:
    number = line.position + 1
    if file is None:
        raise NotReady(f"line {number} has no print file")
    if file.status is not DownloadStatus.READY or file.storage_key is None:
        hint = "; draw it again with downloadRetry" if file.status is DownloadStatus.FAILED else ""
        raise NotReady(f"the print file of line {number} is {file.status.value}{hint}")
    return Print(number, line, file, line.quantity - line.refunded_quantity, code)
