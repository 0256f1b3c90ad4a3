"""`python -m cli reconcile`: ask Stripe about orders that wait for their money, now."""

from __future__ import annotations

import argparse
import asyncio
import sys

from adapters import open_adapters
from adapters.payments import PaymentError
from commerce.payments import reconciler
from commerce.payments.reconciler import Findings
from core.database import connect, disconnect
from core.settings import Settings, settings


def arguments(parser: argparse.ArgumentParser) -> None:
    """None: everything is in the settings."""
    del parser


def main(args: argparse.Namespace) -> int:
    """One run, as a worker makes every five minutes; 1 when Stripe does not answer."""
    del args
    try:
        found = asyncio.run(_reconcile(settings()))
    except PaymentError as error:
        print(error, file=sys.stderr)
        return 1
    print(
        f"{found.events} lost events taken in, {found.asked} orders asked about: "
        f"{found.paid} paid, {found.canceled} canceled"
    )
    return 0


async def _reconcile(configured: Settings) -> Findings:
    await connect(configured)
    try:
        async with open_adapters(configured) as adapters:
            return await reconciler.reconcile(adapters.payments, adapters.order_updates)
    finally:
        await disconnect()
