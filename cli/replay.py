"""`python -m cli replay`: process events of Stripe's again. What has had its effects changes nothing."""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from datetime import UTC, datetime, timedelta

from adapters import open_adapters
from commerce.inbox.replay import Selection, replay
from core.clock import now
from core.database import connect, disconnect
from core.settings import Settings, settings

_AGO = re.compile(r"(\d{1,5})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--id`, `--type`, `--since`; at least one of them."""
    parser.add_argument("--id", action="append", default=[], metavar="EVT", help="an event, evt_…; may be repeated")
    parser.add_argument(
        "--type", action="append", default=[], help="a type such as refund.failed, or refund.*; may be repeated"
    )
    parser.add_argument(
        "--since", type=moment, help="those that came in since then: 2026-01-31T12:00 (UTC), or 30m, 6h, 2d ago"
    )


def main(args: argparse.Namespace) -> int:
    """One line an event; 1 when one failed or there is none, 2 when nothing says which."""
    selection = Selection(tuple(args.id), tuple(args.type), args.since)
    if selection == Selection():
        print("say which events: --id, --type or --since", file=sys.stderr)
        return 2
    return asyncio.run(_replay(settings(), selection))


def moment(text: str) -> datetime:
    """A time, or how long ago it was; without an offset it is UTC."""
    ago = _AGO.fullmatch(text)
    try:
        if ago:
            return now() - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
        given = datetime.fromisoformat(text)
        return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a time nor an age such as 6h") from None


async def _replay(configured: Settings, selection: Selection) -> int:
    done = failed = 0
    await connect(configured)
    try:
        async with open_adapters(configured) as adapters:
            async for each in replay(selection, adapters.payments, adapters.order_updates):
                done += 1
                failed += each.failed
                print(f"{each.event_id}  {each.type}: {each.now}  (before: {each.before or 'not processed'})")
    finally:
        await disconnect()
    print(f"{done} events, {failed} failed")
    return 1 if failed or not done else 0
