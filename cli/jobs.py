"""`python -m cli jobs`: what comes by the clock, and one of them by hand."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import datetime

from adapters import open_adapters
from commerce.operations.scheduled_jobs import ScheduledWork, all_jobs
from core.clock import now
from core.database import connect, disconnect
from core.settings import Settings, settings
from tasks.jobs import JOBS
from tasks.recurring import RunsAlready, plan_recurring, run_by_hand


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing, or `run NAME`."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
    actions.add_parser("list", help="every job, how its last run went and when the next one is (the default)")
    run = actions.add_parser("run", help="run one now, as a worker would; never beside itself")
    run.add_argument("name", metavar="NAME", help="as `list` shows it")


def main(args: argparse.Namespace) -> int:
    """1 when the job failed or runs already, 2 when there is none of that name."""
    if args.action == "run":
        return asyncio.run(_run(settings(), args.name))
    return asyncio.run(_list(settings()))


async def _run(configured: Settings, name: str) -> int:
    if name not in JOBS or JOBS[name].schedule is None:
        print(f"there is no job {name!r}; `python -m cli jobs` shows those that there are", file=sys.stderr)
        return 2
    await connect(configured)
    try:
        async with open_adapters(configured) as adapters:
            count = await run_by_hand(name, adapters)
    except RunsAlready:
        print(f"{name} is running already; look again in a moment", file=sys.stderr)
        return 1
    except Exception as error:  # whatever the job raises is the answer
        print(f"{name} failed: {type(error).__name__}: {error}", file=sys.stderr)
        return 1
    finally:
        await disconnect()
    print(f"{name}: {count} done")
    return 0


async def _list(configured: Settings) -> int:
    await connect(configured)
    try:
        await plan_recurring()
        found = await all_jobs()
    finally:
        await disconnect()
    rows = [_row(job) for job in found]
    heads = ("JOB", "WHEN", "LAST RUN", "TOOK", "DID", "RUNS", "FAILED", "NEXT")
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    for row in [heads, *rows]:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for job in found:
        if job.last_error:
            print(f"\n{job.name}: {job.last_error}")
    return 0


def _row(job: ScheduledWork) -> tuple[str, ...]:
    did = "-" if job.last_count is None else str(job.last_count)
    took = "-" if job.last_duration_ms is None else f"{job.last_duration_ms / 1000:.1f} s"
    due = "now" if job.running else _moment(job.due_at)
    late = " (late)" if not job.running and job.due_at < now() else ""
    return (
        job.name,
        job.schedule,
        _moment(job.last_started_at),
        took,
        "failed" if job.last_error else did,
        str(job.runs),
        str(job.failures),
        f"{due}{late}",
    )


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}" if at else "never"
