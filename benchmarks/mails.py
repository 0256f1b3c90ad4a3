"""How many mails does one worker send, and does its memory stay flat?

    python -m benchmarks.mails [--mails 1000 10000] [--at-once 500]

A real worker process takes order confirmations from the outbox, renders them and hands them to an SMTP sink in another
process, one connection a mail. Prints, for each number of mails, mails a second from the first commit to the last one
SENT, and the worker's peak of resident memory (all of its processes). Fails when a mail is missing or doubled, or when
the last peak is more than 15 % above the first.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import uvloop
from aiosmtpd.smtp import SMTP, Envelope, Session

from benchmarks.serving import process, servers, wait
from commerce.mail import mails
from core import database
from core.database import fetch, transaction
from core.settings import settings
from emails.contexts import MailTemplate
from tests.emails.samples import samples
from tests.support.ports import free_port
from tests.support.services import environment

_FLAT = 1.15


class Sink:
    """Takes everything, and writes down the Message-IDs."""

    def __init__(self, seen: Path) -> None:
        self._seen = seen.open("a", buffering=1)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        start = content.lower().index(b"message-id:")
        self._seen.write(bytes(content[start : content.index(b"\n", start)]).decode().strip() + "\n")
        return "250 taken"


async def sink(port: int, seen: Path) -> None:
    """Serve until interrupted."""
    loop = asyncio.get_running_loop()
    handler = Sink(seen)
    server = await loop.create_server(lambda: SMTP(handler, hostname="sink"), "127.0.0.1", port)
    async with server:
        await server.serve_forever()


def _listens(port: int) -> bool:
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


async def queue(count: int, start: int, at_once: int) -> None:
    """Owe that many order confirmations, as many in one transaction as is said."""
    sample = samples()[MailTemplate.ORDER_CONFIRMATION]
    for first in range(start, start + count, at_once):
        async with transaction():
            for number in range(first, min(first + at_once, start + count)):
                template, recipient = MailTemplate.ORDER_CONFIRMATION, f"buyer{number}@example.com"
                await mails.queue(template, recipient, key=f"bench:{number}", context=sample, locale="en-US")


async def sent() -> int:
    (row,) = await fetch("SELECT count(*) AS mails FROM mails WHERE status = 'sent'")
    return int(row["mails"])


def family(pid: int) -> list[int]:
    """A process and all that it started."""
    found = [pid]
    with contextlib.suppress(FileNotFoundError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


def resident(pids: list[int]) -> float:
    """MiB of resident memory that is their own: what they share counts once for each, so it is `Pss`."""
    total = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


@contextlib.contextmanager
def worker(log: Path) -> Iterator[int]:
    """A worker as it is deployed; its process number."""
    with log.open("w") as out:
        started = subprocess.Popen(
            [sys.executable, "-m", "cli", "work"], stdout=out, stderr=out, start_new_session=True
        )
    try:
        yield started.pid
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(60)


async def measure(sizes: list[int], at_once: int) -> int:
    """Print a line a size."""
    with servers() as (place, url, store):
        port, seen = free_port(), place / "seen"
        smtp = {"SMTP_URL": f"smtp://127.0.0.1:{port}", "MAIL_FROM": "shop@shop.example.com"}
        os.environ |= environment(url, store, DATA_DIR=str(place / "data"), LOG_LEVEL="WARNING", **smtp)
        subprocess.run([sys.executable, "-m", "cli", "migrate"], check=True, stdout=subprocess.DEVNULL)  # noqa: ASYNC221
        command = [sys.executable, "-m", "benchmarks.mails", "--sink", str(port), str(seen)]
        with process(command, place / "sink.log", signal.SIGINT), worker(place / "worker.log") as pid:
            wait(lambda: _listens(port))
            await database.connect(settings())
            peaks = [await _round(size, at_once, pid, seen) for size in sizes]
            await database.disconnect()
    flat = peaks[-1] <= peaks[0] * _FLAT
    print("memory is flat" if flat else f"memory grew from {peaks[0]:.0f} to {peaks[-1]:.0f} MiB")
    return 0 if flat else 1


async def _round(size: int, at_once: int, pid: int, seen: Path) -> float:
    before = await sent()
    began, peak = time.perf_counter(), 0.0
    queuing = asyncio.create_task(queue(size, before, at_once))
    while await sent() < before + size:
        peak = max(peak, resident(family(pid)))
        await asyncio.sleep(0.2)
    seconds = time.perf_counter() - began
    await queuing
    ids = (await asyncio.to_thread(seen.read_text)).split("\n")[:-1]
    if len(ids) != before + size or len(set(ids)) != len(ids):
        raise RuntimeError(f"{before + size} mails were owed, {len(ids)} came, {len(set(ids))} of them different")
    print(f"{size:6} mails  {size / seconds:5.0f} a second  {seconds:6.1f} s  peak {peak:5.0f} MiB")
    return peak


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mails", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--at-once", type=int, default=500, help="how many are owed in one transaction")
    parser.add_argument("--sink", nargs=2, metavar=("PORT", "FILE"), help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.sink:
        with contextlib.suppress(KeyboardInterrupt):
            uvloop.run(sink(int(args.sink[0]), Path(args.sink[1])))
        return 0
    return uvloop.run(measure(args.mails, args.at_once))


if __name__ == "__main__":
    sys.exit(main())
