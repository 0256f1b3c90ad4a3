from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter

from posters.api import Output, render_to_file
from posters.client import run_check, run_render
from posters.tiles import DEMO_ARCHIVE
from tests.posters.designs import GOLDENS, TEMPLATES, demo, difference, pixels_off, raw_demo, source

TOLERANCE = 8


def share_alike(one: Image.Image, other: Image.Image, tolerance: int) -> float:
    """The share of pixels that differ by at most `tolerance` in every channel."""
    return 1 - pixels_off(one, other, tolerance) / (one.width * one.height)


def assert_alike(name: str, one: Image.Image, other: Image.Image, *, share: float, tolerance: int) -> None:
    assert one.size == other.size
    alike = share_alike(one, other, tolerance)
    if alike < share:
        folder = Path(tempfile.mkdtemp(prefix="posters-"))
        visible = difference(one, other).point([min(255, value * 8) for value in range(256)])
        for part, image in (("found", one), ("expected", other), ("difference", visible)):
            image.save(folder / f"{name}-{part}.png")
        pytest.fail(f"{name}: only {alike:.3%} of the pixels are as expected; see {folder}")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_looks_as_it_did(name: str, tmp_path: Path) -> None:
    rendered = render_to_file(demo(name), source(), Output.preview(600), tmp_path / "poster.png")

    with Image.open(rendered.path) as found, Image.open(GOLDENS / f"{name}.png") as expected:
        assert_alike(name, found, expected, share=0.995, tolerance=TOLERANCE)


def test_a_golden_would_notice_a_missing_pin(tmp_path: Path) -> None:
    bare = demo("template-1", style__pin__show=False, text__custom__text="jason and sara")
    rendered = render_to_file(bare, source(), Output.preview(600), tmp_path / "poster.png")

    with Image.open(rendered.path) as found, Image.open(GOLDENS / "template-1.png") as expected:
        assert share_alike(found, expected, TOLERANCE) < 0.998


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_pdf_looks_like_the_png(name: str, tmp_path: Path) -> None:
    png = render_to_file(demo(name), source(), Output.from_inches("png", 12, 16, dpi=50), tmp_path / "a.png")
    pdf = render_to_file(demo(name), source(), Output.from_inches("pdf", 12, 16), tmp_path / "a.pdf")

    page = pypdfium2.PdfDocument(pdf.path)[0].render(scale=50 / 72).to_pil()

    # Two rasterisers disagree about edges and hairlines; what they agree on shows a little blurred.
    with Image.open(png.path) as expected:
        soft = ImageFilter.GaussianBlur(2.5)
        assert_alike(
            name, page.convert("RGB").filter(soft), expected.convert("RGB").filter(soft), share=0.97, tolerance=20
        )


def test_a_file_is_what_its_description_says(tmp_path: Path) -> None:
    rendered = render_to_file(
        demo("template-1"), source(), Output.from_inches("jpg", 8, 10, dpi=60, bleed_mm=3), tmp_path / "a.jpg"
    )

    with Image.open(rendered.path) as image:
        assert image.size == (rendered.width_px, rendered.height_px) == (494, 614)
        assert image.format == "JPEG"
    assert rendered.size == rendered.path.stat().st_size
    assert rendered.mime == "image/jpeg"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_a_failed_file_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nothing at this place"):
        render_to_file(demo("template-1", location__lat=-40), source(), Output.preview(480), tmp_path / "poster.png")

    assert list(tmp_path.iterdir()) == []


async def test_a_process_of_its_own_draws_the_same_file(tmp_path: Path) -> None:
    output = Output.preview(480)
    here = render_to_file(demo("template-22"), source(), output, tmp_path / "here.png")

    there = await run_render(
        raw_demo("template-22"), str(DEMO_ARCHIVE), output, tmp_path / "there.png", memory_mb=600, seconds=30
    )

    assert there.path == tmp_path / "there.png"
    assert (there.sha256, there.size, there.width_px) == (here.sha256, here.size, 480)


async def test_a_check_needs_no_map() -> None:
    await run_check(raw_demo("template-1"))


def test_the_largest_print_stays_within_its_memory(tmp_path: Path) -> None:
    job = {
        "document": raw_demo("template-9"),
        "tiles": str(DEMO_ARCHIVE),
        "output": asdict(Output.from_inches("png", 24, 36)),
        "path": str(tmp_path / "large.png"),
        "limits": {"memory_mb": 600, "seconds": 60},
    }
    # A process reports its own peak: what it inherits from the one that started it would count otherwise.
    program = (
        "import sys; from posters.__main__ import main; code = main(); "
        "print(open('/proc/self/status').read(), file=sys.stderr); sys.exit(code)"
    )

    started = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", program], input=json.dumps(job).encode(), capture_output=True, check=True
    )

    answer = json.loads(ended.stdout)
    peak = next(line for line in ended.stderr.decode().splitlines() if line.startswith("VmHWM"))
    megabytes = int(peak.split()[1]) / 1024
    print(f"24 x 36 in at 300 dpi: {time.monotonic() - started:.1f} s, {megabytes:.0f} MB, {os.cpu_count()} cores")  # noqa: T201
    assert (answer["width_px"], answer["height_px"]) == (7200, 10800)
    assert megabytes < 250
