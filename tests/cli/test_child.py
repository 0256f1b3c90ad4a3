"""One process of `make run`, and what becomes of what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cli.run.child import Child, Part
from cli.run.lock import Guard
from cli.run.terminal import Terminal


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
@pytest.mark.timeout(60)
async def test_a_full_disk_does_not_hold_up_who_writes_a_log(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "run").mkdir()
    (tmp_path / "logs" / "talker.log").symlink_to("/dev/full")
    talk = "for number in range(40): print(str(number) * 8192, flush=True)\nprint('said it all', flush=True)"
    part = Part("talker", [sys.executable, "-c", talk], {}, tmp_path, ready="said it all", rank=0, quiet=True)
    with Guard(tmp_path) as guard:
        child = Child(part, tmp_path, guard, Terminal())
        await child.start()
        try:
            await child.wait_ready(50)
        finally:
            await child.stop(1)

    assert child.tail[-1] == "said it all"
