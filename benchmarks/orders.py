"""Does every question to the staff's list of orders stay in its budget, at a million orders as at ten thousand?

    python -m benchmarks.orders [--orders 1000000] [--small 10000] [--data-dir DIR] [--every 1] [--rounds 3]
        [--first 20]

A PostgreSQL of its own, as `python -m cli run` starts it, with a database of each size (benchmarks/seed_orders.py).
Every combination of filters, dates, searches and sorts (benchmarks/orders_questions.py) is asked for its first page and
for one in the middle of the list, with the plan that is made for its values and with the general one that PostgreSQL
may keep; the slower counts. Everything is in memory, so database time is what EXPLAIN ANALYZE reports for planning and
execution or, where that is less because others had the processors, the processor time of the server's process (Linux
tells): the median of the rounds. One over a budget is measured up to three times more, and the best median counts.

Fails when one takes more than 50 ms, has a sequential scan of orders in its plan (also one that never ran), or takes
1.5 times as long among a million. Up to FLOOR nothing counts as grown: what is looked up is bounded, and ten thousand
orders are fewer than the bound, so that a millisecond among them may be ten among a million, and stays ten.
`--data-dir` keeps the seeded databases for the next time; `--every 7` asks every seventh question.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.orders_questions import Question, questions
from benchmarks.seed_orders import OPTIONAL, prepare, seed
from benchmarks.serving import process, wait
from cli.run import postgres
from cli.run.postgres import Postgres
from commerce.orders import order_pages
from tests.support.services import environment

BUDGET, GROWTH, FLOOR = 50.0, 1.5, 20.0
"""Milliseconds, times, milliseconds."""
_AGAIN = 3
_EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "


@dataclass(frozen=True)
class Answer:
    """What a question took."""

    milliseconds: float
    buffers: int
    scanned: bool


@dataclass(frozen=True)
class How:
    """How questions are asked."""

    first: int
    """The size of a page; one more is fetched, to know whether there is a next one."""
    rounds: int


async def ask(connection: asyncpg.Connection, question: Question, how: How, best: float = BUDGET) -> Answer:
    """Measure a question until it takes less than `best`, a few times at most."""
    answer = await _measure(connection, question, how)
    for _ in range(_AGAIN):
        if answer.milliseconds < best:
            break
        again = await _measure(connection, question, how)
        answer = min(answer, again, key=lambda each: each.milliseconds)
    return answer


async def _measure(connection: asyncpg.Connection, question: Question, how: How) -> Answer:
    sql, *values = order_pages.page_statement(question.wanted, question.sort, how.first + 1, question.after)
    backend = await connection.fetchval("SELECT pg_backend_pid()")
    slowest = Answer(0, 0, False)
    for mode in ("force_custom_plan", "force_generic_plan"):
        await connection.execute(f"SET plan_cache_mode = {mode}")
        await connection.execute(f"DEALLOCATE ALL; PREPARE question AS {sql}")
        execute = f"{_EXPLAIN} EXECUTE question{_arguments(values)}"
        times = []
        for _ in range(how.rounds + 1):
            busy = processor_ms(backend)
            (plan,) = json.loads(await connection.fetchval(execute))
            times.append(min(plan["Execution Time"] + plan["Planning Time"], processor_ms(backend) - busy))
        took, plan = statistics.median(times[1:]), plan["Plan"]
        touched = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
        slowest = Answer(
            max(slowest.milliseconds, took), max(slowest.buffers, touched), slowest.scanned or _scans(plan)
        )
    return slowest


def processor_ms(process: int) -> float:
    """For how many milliseconds a process has run."""
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e6
    except OSError:
        return time.monotonic() * 1000


def _arguments(values: Sequence[Any]) -> str:
    """Values as SQL: EXECUTE takes no parameters of its own."""

    def literal(value: Any) -> str:
        if isinstance(value, list):
            return f"ARRAY[{', '.join(map(literal, value))}]::text[]"
        if isinstance(value, int):
            return str(value)
        text = value.isoformat() if isinstance(value, datetime) else str(value)
        return "'" + text.replace("'", "''") + "'"

    return f"({', '.join(map(literal, values))})" if values else ""


def _scans(plan: dict[str, Any]) -> bool:
    """Whether there is a sequential scan of orders anywhere below."""
    if plan["Node Type"] == "Seq Scan" and plan["Relation Name"] == "orders":
        return True
    return any(_scans(part) for part in plan.get("Plans", []))


async def compare(small: asyncpg.Connection, large: asyncpg.Connection, every: int, how: How) -> list[str]:
    """Ask everything, print a line a group and the slowest; what is over a budget."""
    asked = [each for place, each in enumerate(await questions(large)) if place % every == 0]
    answers: list[tuple[Question, Answer, Answer]] = []
    for place, question in enumerate(asked):
        before = await ask(small, question, how)
        after = await ask(large, question, how, min(BUDGET, GROWTH * max(FLOOR, before.milliseconds)))
        answers.append((question, before, after))
        if place % 500 == 499:
            print(f"… {place + 1} of {len(asked)}", flush=True)
    _print_table(answers)
    return [f"{reason}: {question}" for question, *both in answers if (reason := _broken(*both))]


def growth(before: Answer, after: Answer) -> float:
    """How many times as long."""
    return max(FLOOR, after.milliseconds) / max(FLOOR, before.milliseconds)


def _broken(before: Answer, after: Answer) -> str | None:
    if before.scanned or after.scanned:
        return "sequential scan"
    if after.milliseconds > BUDGET:
        return f"{after.milliseconds:.1f} ms"
    return f"{growth(before, after):.2f} times" if growth(before, after) >= GROWTH else None


def _print_table(answers: list[tuple[Question, Answer, Answer]]) -> None:
    print(f"\n{'':34}{'':>8}    10,000 orders        1,000,000 orders        growth     buffers")
    print(f"{'questions':34}{'number':>8}{'median':>9}{'worst':>9}{'median':>11}{'worst':>9}{'worst':>12}{'most':>12}")
    groups: dict[str, list[tuple[Answer, Answer]]] = {}
    for question, before, after in answers:
        groups.setdefault(question.group, []).append((before, after))
    groups["all"] = [both for each in list(groups.values()) for both in each]
    for name, pairs in groups.items():
        little, much = ([each.milliseconds for each in side] for side in zip(*pairs, strict=True))
        grown, most = max(growth(*pair) for pair in pairs), max(after.buffers for _, after in pairs)
        print(
            f"{name:34}{len(pairs):8}{statistics.median(little):9.2f}{max(little):9.2f}"
            f"{statistics.median(much):11.2f}{max(much):9.2f}{grown:12.2f}{most:12}"
        )
    print("\nslowest among a million:")
    for question, before, after in sorted(answers, key=lambda each: -each[2].milliseconds)[:10]:
        print(f"  {after.milliseconds:6.2f} ms (of 10,000: {before.milliseconds:.2f})  {question}")


@contextlib.contextmanager
def _cluster(kept: Path | None) -> Iterator[Postgres]:
    """A PostgreSQL, for as long as the block runs."""
    place = kept or Path(tempfile.mkdtemp(prefix="yourmapart-bench-"))
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o711)
    try:
        cluster = postgres.prepare(place)
        with process(cluster.command, place / "servers.log", signal.SIGINT, cwd="/", **cluster.as_user):
            wait(cluster.answers)
            yield cluster
    finally:
        if kept is None:
            shutil.rmtree(place, ignore_errors=True)


@contextlib.asynccontextmanager
async def _shop(cluster: Postgres, orders: int) -> AsyncIterator[asyncpg.Connection]:
    """A database with that many orders, seeded when there is none, and in memory."""
    name = f"orders_{orders}"
    first = await asyncpg.connect(cluster.url("postgres"))
    if not await first.fetchval("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", name):
        await first.execute(f'CREATE DATABASE "{name}"')
    await first.close()
    await asyncio.to_thread(prepare, cluster.url(name), "migrate")
    connection = await asyncpg.connect(cluster.url(name), statement_cache_size=0)
    if not await connection.fetchval("SELECT EXISTS (SELECT FROM orders)"):
        print(f"seeding {orders} orders", flush=True)
        await seed(connection, orders, without=OPTIONAL)
    await connection.execute("VACUUM (ANALYZE) orders")
    try:
        yield connection
    finally:
        await connection.close()


async def run(args: argparse.Namespace) -> list[str]:
    """What is over a budget."""
    with _cluster(args.data_dir) as cluster:
        async with _shop(cluster, args.small) as small, _shop(cluster, args.orders) as large:
            return await compare(small, large, args.every, How(args.first, args.rounds))


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--orders", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--data-dir", type=Path, help="where the seeded databases stay; nowhere unless given")
    parser.add_argument("--every", type=int, default=1, help="ask every n-th question only")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--first", type=int, default=20, help="the size of a page, 100 at most")
    args = parser.parse_args()
    os.environ |= environment("postgres://nowhere", "redis://nowhere", ENVIRONMENT="development")
    broken = asyncio.run(run(args))
    if not broken:
        print(f"\nall within {BUDGET:.0f} ms and {GROWTH} times, and no sequential scan")
        return 0
    print(f"\n{len(broken)} over budget:")
    print("\n".join(f"  {each}" for each in broken[:50]))
    return 1


if __name__ == "__main__":
    sys.exit(main())
