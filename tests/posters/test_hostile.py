"""What a renderer that strangers can reach must survive: every answer is a poster or a refusal, soon and small."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from posters.api import Output
from posters.client import RenderFailed, run_check, run_render
from posters.errors import Problem
from posters.tiles import DEMO_ARCHIVE
from tests.posters.designs import raw_demo

PREVIEW = Output.preview(300)


async def refusal(path: Path, document: Any, *, tiles: str = str(DEMO_ARCHIVE), **limits: Any) -> RenderFailed:
    bounds = {"memory_mb": 600, "seconds": 20, **limits}
    with pytest.raises(RenderFailed) as refused:
        await run_render(document, tiles, bounds.pop("output", PREVIEW), path, **bounds)
    assert os.listdir(path.parent) == []
    return refused.value


@pytest.mark.parametrize(
    ("path", "value", "problem"),
    [
        ("text__custom__text", "a" * 10_000, "text.custom.text"),
        ("text__custom__text", "x\n" * 5_000, "text.custom.text"),
        ("text__custom__text", "e" + "\u0301" * 250, "text.custom.text"),
        ("text__headline__text", "a\ud800b", "text.headline.text"),
        ("location__lat", float("nan"), "location.lat"),
        ("location__zoom", -5, "location.zoom"),
        ("location__zoom", 40, "location.zoom"),
        ("style__background__color", "url(#x)", "style.background.color"),
    ],
)
async def test_a_hostile_value_is_an_invalid_design(path: str, value: Any, problem: str, tmp_path: Path) -> None:
    failed = await refusal(tmp_path / "a.png", raw_demo("template-16", **{path: value}))

    assert (failed.kind, failed.permanent) == ("invalid_design", True)
    assert [found.path for found in failed.problems] == [problem]


async def test_ten_thousand_emoji_are_refused(tmp_path: Path) -> None:
    document = raw_demo("template-16", text__custom__text="💞" * 10_000)

    assert (await refusal(tmp_path / "a.png", document)).problems == (Problem("", "must be smaller than 32 kB"),)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("text__custom__text", "\u202eabc\u202d" * 12),
        ("text__custom__text", "a\x00b\x07c\u2028d"),
        ("text__custom__text", "💞⭐👩\u200d🚀🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
        ("text__typography__letterSpacing", 1e9),
        ("style__glow__intensity", 1e6),
        ("location__mapOffsetX", -1e12),
        ("location__lng", 71.432 + 360 * 1000),
        ("location__city", "مدينة الكويت"),
    ],
)
async def test_an_odd_value_is_tamed_and_drawn(path: str, value: Any, tmp_path: Path) -> None:
    document = raw_demo("template-16", **{path: value})

    rendered = await run_render(document, str(DEMO_ARCHIVE), PREVIEW, tmp_path / "a.png", memory_mb=600, seconds=20)

    assert rendered.width_px == 300


async def test_words_that_fit_nowhere_are_refused_before_any_map_is_read() -> None:
    with pytest.raises(RenderFailed) as refused:
        await run_check(raw_demo("template-1", text__custom__text="x" * 300))

    assert refused.value.problems == (Problem("text.custom.text", "is too long to fit on the poster"),)


async def test_too_little_memory_is_a_clean_end(tmp_path: Path) -> None:
    large = Output.from_inches("png", 24, 36)

    failed = await refusal(tmp_path / "a.png", raw_demo("template-22"), output=large, memory_mb=90)

    assert (failed.kind, failed.message) == ("limit", "the poster took more memory than it may")


async def test_too_little_time_ends_the_process(tmp_path: Path) -> None:
    failed = await refusal(tmp_path / "a.png", raw_demo("template-22"), seconds=0.05)

    assert (failed.kind, failed.message) == ("limit", "drawing took longer than 0.05 s")


async def test_a_cancelled_caller_leaves_no_process(tmp_path: Path) -> None:
    large = Output.from_inches("png", 24, 36)
    drawing = asyncio.create_task(
        run_render(raw_demo("template-9"), str(DEMO_ARCHIVE), large, tmp_path / "a.png", memory_mb=600, seconds=60)
    )
    while not (tmp_path / "a.png.part").exists():
        await asyncio.sleep(0.02)

    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing

    assert os.listdir(tmp_path) == []


async def test_a_map_without_that_place_will_never_have_it(tmp_path: Path) -> None:
    failed = await refusal(tmp_path / "a.png", raw_demo("template-1", location__lat=-33.9))

    assert (failed.kind, failed.permanent) == ("tiles", True)
    assert failed.message == "the map has nothing at this place"


async def test_a_missing_map_may_come_back(tmp_path: Path) -> None:
    failed = await refusal(tmp_path / "a.png", raw_demo("template-1"), tiles="/nowhere/city.pmtiles")

    assert (failed.kind, failed.permanent) == ("tiles", False)


async def test_a_map_of_noise_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    noise = bytearray(DEMO_ARCHIVE.read_bytes())
    noise[20_000::7] = bytes(len(noise[20_000::7]))
    (folder / "city.pmtiles").write_bytes(noise)
    target = tmp_path / "out"
    target.mkdir()

    failed = await refusal(target / "a.png", raw_demo("template-1"), tiles=str(folder / "city.pmtiles"))

    assert (failed.kind, failed.permanent) == ("tiles", False)


async def test_a_folder_that_is_not_there_is_an_internal_failure(tmp_path: Path) -> None:
    with pytest.raises(RenderFailed) as refused:
        await run_render(
            raw_demo("template-1"), str(DEMO_ARCHIVE), PREVIEW, tmp_path / "no" / "a.png", memory_mb=600, seconds=20
        )

    assert refused.value.kind == "internal"
    assert refused.value.message.startswith("FileNotFoundError")


@pytest.mark.parametrize("job", ["", "null", "[]", "{", '{"document": {}}'])
def test_a_broken_job_is_answered_in_json(job: str) -> None:
    ended = subprocess.run([sys.executable, "-m", "posters"], input=job.encode(), capture_output=True, check=False)

    assert ended.returncode == 1
    assert json.loads(ended.stdout)["kind"] == "internal"
    assert ended.stdout.count(b"\n") == 1


def test_too_much_processor_time_is_a_clean_end(tmp_path: Path) -> None:
    job = {
        "document": raw_demo("template-9"),
        "tiles": str(DEMO_ARCHIVE),
        "output": asdict(Output.from_inches("png", 24, 36, dpi=360)),
        "path": str(tmp_path / "a.png"),
        "limits": {"memory_mb": 600, "seconds": 1},
    }

    ended = subprocess.run(
        [sys.executable, "-m", "posters"], input=json.dumps(job).encode(), capture_output=True, check=False
    )

    answer = json.loads(ended.stdout)
    assert (answer["kind"], answer["message"]) == ("limit", "the poster took more time than it may")
    assert os.listdir(tmp_path) == []
