"""How many webhooks does one API process take, against bare inserts of the same row?

    python -m benchmarks.webhooks [--events 4000] [--connections 32] [--rounds 5]

By turns, over the same connection pool of the same process: signed events posted by another process over sockets, each
verified, parsed, and stored with the promise to process it; and the bare INSERT of such a row, as many at a time. The
promised work is not done meanwhile, as workers are other processes. Prints both and their ratio; the median round
counts. Fails when webhooks come to less than half of the inserts.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import orjson
import uvloop

from adapters.payments import API_VERSION
from benchmarks.load import request, send
from benchmarks.serving import serving
from core.clock import now
from core.database import execute
from core.ids import new_id

_TARGET = 0.5
_SECRET = b"whsec_suite"
_INSERT = """
INSERT INTO inbox_events (id, created_at, source, event_id, type, api_version, payload)
VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb)
"""
_EVENT: dict[str, Any] = orjson.loads(Path(__file__).with_name("checkout_session_completed.json").read_bytes())


def event() -> dict[str, Any]:
    """A new event, as large as Stripe's."""
    return {**_EVENT, "id": f"evt_{new_id().hex}", "api_version": API_VERSION}


def signed(body: bytes) -> bytes:
    """The request that Stripe would send."""
    moment = str(int(time.time()))
    signature = hmac.new(_SECRET, moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return request("/webhooks/stripe", body, {"Stripe-Signature": f"t={moment},v1={signature}"})


async def webhooks(port: int, events: int, connections: int) -> float:
    """Events a second."""
    requests = [signed(orjson.dumps(event())) for _ in range(events)]
    return (await send(port, connections, requests)).per_second()


async def inserts(events: int, connections: int) -> float:
    """Rows a second, as many statements at a time as there are connections that send webhooks."""
    rows = [
        (new_id(), now(), "bare", f"evt_{new_id().hex}", "checkout.session.completed", API_VERSION,
         orjson.dumps(event()).decode())
        for _ in range(events)
    ]  # fmt: skip
    waiting = iter(rows)

    async def insert() -> None:
        for row in waiting:
            await execute(_INSERT, *row)

    begun = time.perf_counter()
    await asyncio.gather(*(insert() for _ in range(connections)))
    return events / (time.perf_counter() - begun)


async def measure(events: int, connections: int, rounds: int) -> float:
    """Print a line a round; the median ratio."""
    ratios = []
    async with serving(LOG_LEVEL="INFO", LOG_FORMAT="json") as url:
        port = urlsplit(url).port or 80
        await webhooks(port, events // 4, connections)
        await inserts(events // 4, connections)
        for number in range(rounds):
            taken = await webhooks(port, events, connections)
            bare = await inserts(events, connections)
            ratios.append(taken / bare)
            print(f"round {number + 1}: {taken:7.0f} webhooks/s  {bare:7.0f} bare inserts/s  ratio {ratios[-1]:.2f}")
    return statistics.median(ratios)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=4000)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    with open(os.devnull, "w") as nowhere:  # the log is written, to nobody
        log, sys.stderr = sys.stderr, nowhere
        try:
            ratio = uvloop.run(measure(args.events, args.connections, args.rounds))
        finally:
            sys.stderr = log
    print(f"median ratio {ratio:.2f} (target {_TARGET})")
    return 0 if ratio >= _TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
