"""`scheduledJobs` and `python -m cli jobs`: what comes by the clock, seen and run by hand."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from datetime import timedelta

from commerce import outbox
from core.clock import now
from core.settings import Settings
from models import AlertKind, OutboxMessage, Role
from tasks.recurring import message_id, plan_recurring
from tasks.scheduled import SCHEDULED
from tests.support import services
from tests.support.services import ROOT
from tests.support.shoppers import SignIn, account

__all__ = ["account"]

JOBS = """
{ scheduledJobs {
    name schedule running dueAt lastStartedAt lastFinishedAt lastDurationMs lastCount lastError runs failures
} }
"""


async def cli(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = services.environment(
        settings.database_url, settings.redis_url, DATA_DIR=str(settings.data_dir), ENVIRONMENT="test"
    )
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "cli", "jobs", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
    )


def test_the_guide_names_every_job_and_every_alert() -> None:
    guide = (ROOT / "docs" / "clock.md").read_text()
    named = re.findall(r"^\| `(\w+)` \|", guide, re.MULTILINE)

    assert sorted(named) == sorted([*SCHEDULED, *AlertKind.__members__])


async def test_staff_sees_every_job(account: SignIn, catalog: None) -> None:
    admin = await account(Role.ADMIN)
    assert (await admin.shopper.ask(JOBS))["scheduledJobs"] == []
    await plan_recurring()

    found = {job["name"]: job for job in (await admin.shopper.ask(JOBS))["scheduledJobs"]}

    assert found.keys() == SCHEDULED.keys()
    assert found["reconcile"]["schedule"] == "every 5 minutes"
    assert found["daily_digest"]["schedule"] == "daily at 07:00 UTC"
    assert (found["reconcile"]["running"], found["reconcile"]["runs"], found["reconcile"]["lastCount"]) == (
        False,
        0,
        None,
    )


async def test_by_hand_from_the_command_line(db: None, settings: Settings) -> None:
    done = await cli(settings, "run", outbox.SWEEP_OUTBOX)
    listed = await cli(settings)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "sweep_outbox: 0 done")
    lines = listed.stdout.splitlines()
    assert listed.returncode == 0
    assert lines[0].split() == ["JOB", "WHEN", "LAST", "RUN", "TOOK", "DID", "RUNS", "FAILED", "NEXT"]
    assert {line.split()[0] for line in lines[1:]} == SCHEDULED.keys()
    (swept,) = [line for line in lines if line.startswith("sweep_outbox")]
    assert swept.split()[-5:-2] == ["0", "1", "0"]


async def test_by_hand_it_says_when_it_cannot(db: None, settings: Settings) -> None:
    await plan_recurring()
    # For longer than a command takes to start where everything is slow.
    await OutboxMessage.filter(id=message_id(outbox.SWEEP_OUTBOX)).update(running_until=now() + timedelta(hours=1))

    busy = await cli(settings, "run", outbox.SWEEP_OUTBOX)
    unknown = await cli(settings, "run", "no_such_job")

    assert (busy.returncode, busy.stderr.splitlines()[-1]) == (
        1,
        "sweep_outbox is running already; look again in a moment",
    )
    assert unknown.returncode == 2
    assert "there is no job 'no_such_job'" in unknown.stderr
