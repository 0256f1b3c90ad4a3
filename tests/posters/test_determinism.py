from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from posters.api import Output, render_key
from posters.client import run_render
from posters.tiles import DEMO_ARCHIVE
from tests.posters.designs import demo, raw_demo, source

OUTPUTS = (
    Output.preview(480),
    Output.from_inches("jpg", 8, 10, dpi=100),
    Output.from_inches("pdf", 24, 36, bleed_mm=3),
)


@pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: str(output.format))
async def test_two_processes_write_the_same_bytes(output: Output, tmp_path: Path) -> None:
    one, other = await asyncio.gather(
        *(
            run_render(
                raw_demo("template-16"),
                str(DEMO_ARCHIVE),
                output,
                tmp_path / name,
                memory_mb=600,
                seconds=60,
            )
            for name in ("one", "other")
        )
    )

    assert one.sha256 == other.sha256
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


def test_the_key_of_a_file_names_all_that_shapes_it() -> None:
    document, prints = source().fingerprint, Output.from_inches("png", 24, 36)
    keys = {
        render_key(demo("template-1"), document, prints),
        render_key(demo("template-9"), document, prints),
        render_key(demo("template-1"), "another map", prints),
        render_key(demo("template-1"), document, Output.from_inches("jpg", 24, 36)),
        render_key(demo("template-1"), document, Output.from_inches("png", 18, 24)),
        render_key(demo("template-1"), document, Output.from_inches("png", 24, 36, dpi=150)),
        render_key(demo("template-1"), document, Output.from_inches("png", 24, 36, bleed_mm=3)),
    }

    assert len(keys) == 7
    assert render_key(demo("template-1"), document, prints) in keys


def test_a_server_process_never_loads_the_drawing_library() -> None:
    program = "import sys, posters.client, posters.model; print(sorted({'skia', 'PIL', 'numpy'} & set(sys.modules)))"

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)

    assert ended.stdout == "[]\n"
