"""Drawing in a process of its own, from a program that must go on answering. Light: imports no drawing library."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from posters.api import Rendered
from posters.errors import Problem
from posters.output import Output
from posters.pictures import Picture, PictureRefused

__all__ = ["Output", "Picture", "PictureRefused", "RenderFailed", "Rendered", "run_check", "run_remake", "run_render"]

_ROOT = Path(__file__).resolve().parents[1]
# Nothing of the caller's environment: its secrets stay out of the process that reads foreign map data.
_ENVIRONMENT = {"PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "2"}
_TIME_SIGNALS = (signal.SIGXCPU, signal.SIGKILL)


class RenderFailed(Exception):
    """No file was made. `kind`: invalid_design, tiles, limit or internal; `permanent`: trying again is no help."""

    def __init__(self, kind: str, message: str, permanent: bool, problems: tuple[Problem, ...] = ()) -> None:
        self.kind, self.message, self.permanent, self.problems = kind, message, permanent, problems
        super().__init__(f"{kind}: {message}")


async def run_render(
    document: Mapping[str, Any], tiles: str, output: Output, path: Path, *, memory_mb: int, seconds: float
) -> Rendered:
    """Draw `document` over the map at the URL `tiles` into `path`. Raises RenderFailed.

    The process is killed after `seconds`, and when the caller is cancelled; `path` appears whole or not at all.
    """
    job = {"document": document, "tiles": tiles, "path": str(path), "output": asdict(output)}
    try:
        answer = await _run(job, memory_mb, seconds)
    finally:
        path.with_name(path.name + ".part").unlink(missing_ok=True)
    return Rendered(**{**answer, "path": path})


async def run_check(document: Mapping[str, Any], *, memory_mb: int = 600, seconds: float = 10) -> None:
    """Raise RenderFailed if `document` is not valid or its words do not fit on a sheet of the shop."""
    await _run({"document": document}, memory_mb, seconds)


async def run_remake(source: Path, path: Path, *, memory_mb: int = 700, seconds: float = 20) -> Picture:
    """Make a picture from outside anew: see `pictures.remake`. Raises PictureRefused, RenderFailed."""
    answer = await _run({"picture": str(source), "path": str(path)}, memory_mb, seconds)
    if "refused" in answer:
        raise PictureRefused(**answer["refused"])
    return Picture(**answer)


async def _run(job: dict[str, Any], memory_mb: int, seconds: float) -> dict[str, Any]:
    job["limits"] = {"memory_mb": memory_mb, "seconds": seconds}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "posters", cwd=_ROOT, env=_ENVIRONMENT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(seconds):
            said, complaint = await process.communicate(json.dumps(job).encode())
    except TimeoutError:
        raise RenderFailed("limit", f"drawing took longer than {seconds:g} s", permanent=False) from None
    finally:
        if process.returncode is None:
            process.kill()
            await asyncio.shield(process.wait())
    return _answer(process.returncode, said, complaint)


def _answer(code: int | None, said: bytes, complaint: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise _died(code, complaint) from None
    if not answer.pop("ok"):
        problems = tuple(Problem(**problem) for problem in answer.pop("problems", ()))
        raise RenderFailed(**answer, problems=problems)
    return answer


def _died(code: int | None, complaint: bytes) -> RenderFailed:
    """A process that ended without a word: killed by a limit, or crashed in native code."""
    if code is not None and -code in _TIME_SIGNALS:
        return RenderFailed("limit", f"the process was ended by {signal.Signals(-code).name}", permanent=False)
    last = complaint.decode(errors="replace").strip()[-300:]
    return RenderFailed("internal", f"the process ended with {code}: {last}", permanent=False)
