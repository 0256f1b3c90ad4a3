"""`python -m posters`: draw one poster and exit. The application starts one such process per file.

Reads a job as JSON from standard input and prints one line of JSON:

    {"document": {…}, "tiles": "/maps/city.pmtiles", "path": "/tmp/poster.png",
     "output": {"format": "png", "width_mm": 609.6, "height_mm": 914.4, "dpi": 300, "bleed_mm": 0},
     "limits": {"memory_mb": 600, "seconds": 30}}

    {"ok": true, "path": …, "size": …, "sha256": …, "width_px": …, "height_px": …, "dpi": …, "mime": …}
    {"ok": false, "kind": "invalid_design|tiles|limit|internal", "message": …, "permanent": …, "problems": […]}

Exits with 0 or 1. Without `tiles` and `path` it only checks that the words fit. With a `picture` in place of a document
it makes that file anew at `path`, or says why it is `refused`.
"""

from __future__ import annotations

import gc
import json
import math
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

_CORES = 2  # drawing on one thread, deflating on two: processor time passes about twice as fast as the clock
_GRACE = 2  # seconds between the polite end and the kernel's


class _OutOfTime(BaseException):
    """The processor time is used up."""


def main() -> int:
    """Run the job on standard input; its answer is the process's only output."""
    try:
        result = {"ok": True, **_run(json.load(sys.stdin))}
    except (Exception, _OutOfTime) as error:
        result = {"ok": False, **_failure(error)}
    sys.stdout.write(json.dumps(result) + "\n")
    return 0 if result["ok"] else 1


def _run(job: dict[str, Any]) -> dict[str, Any]:
    _limit(**job["limits"])
    gc.disable()  # one short job makes millions of small objects and no cycles worth looking for
    if "picture" in job:
        return _remade(Path(job["picture"]), Path(job["path"]))
    from posters.api import Output, check_fits, render_to_file
    from posters.model import parse_document

    document = parse_document(job["document"])
    if "path" not in job:
        check_fits(document)
        return {}
    from posters.tiles import open_source

    output = Output(**job["output"])
    rendered = render_to_file(document, open_source(job["tiles"]), output, Path(job["path"]))
    return {**asdict(rendered), "path": str(rendered.path)}


def _remade(source: Path, target: Path) -> dict[str, Any]:
    from posters.pictures import PictureRefused, remake

    try:
        return asdict(remake(source, target))
    except PictureRefused as refusal:
        return {"refused": {name: getattr(refusal, name) for name in ("reason", "expected", "found")}}


def _limit(memory_mb: int, seconds: float) -> None:
    """Have the kernel bound this process.

    RLIMIT_DATA and not RLIMIT_AS: address space also counts what is only mapped, and a map archive of a country is
    mapped whole. RLIMIT_DATA counts what can be written: heap, buffers, thread stacks.
    """
    time = math.ceil(seconds) * _CORES
    signal.signal(signal.SIGXCPU, _out_of_time)
    _lower(resource.RLIMIT_CPU, time, time + _GRACE)
    _lower(resource.RLIMIT_DATA, memory_mb << 20, memory_mb << 20)
    _lower(resource.RLIMIT_CORE, 0, 0)


def _lower(which: int, soft: int, hard: int) -> None:
    ceiling = resource.getrlimit(which)[1]
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(which, (soft, hard))


def _out_of_time(signum: int, frame: object) -> None:
    raise _OutOfTime


def _failure(error: BaseException) -> dict[str, Any]:
    """What the caller can act on. Only a damaged or silent map may be better on another day."""
    if isinstance(error, _OutOfTime | MemoryError):
        what = "memory" if isinstance(error, MemoryError) else "time"
        return _described("limit", f"the poster took more {what} than it may", permanent=False)
    from posters.errors import InvalidDesign, NoMapData, TooManyTiles
    from posters.tiles import TileSourceError
    from posters.tiles.mvt import TileError

    if isinstance(error, InvalidDesign):
        problems = [asdict(problem) for problem in error.problems]
        return {**_described("invalid_design", str(error), permanent=True), "problems": problems}
    if isinstance(error, NoMapData | TooManyTiles):
        return _described("tiles", str(error), permanent=True)
    if isinstance(error, TileError | TileSourceError):
        return _described("tiles", str(error), permanent=False)
    return _described("internal", f"{type(error).__name__}: {error}", permanent=False)


def _described(kind: str, message: str, *, permanent: bool) -> dict[str, Any]:
    return {"kind": kind, "message": message, "permanent": permanent}


if __name__ == "__main__":
    sys.exit(main())
