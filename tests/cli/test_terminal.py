"""The supervisor's terminal, when nobody reads it."""

from __future__ import annotations

import subprocess
import sys

from tests.support.services import ROOT

_CHATTER = """
import sys
from cli.run.terminal import Terminal
terminal = Terminal()
for number in range(20_000):
    terminal.line("x" * 100, of="api")
terminal.flush(0.2)
sys.stderr.write("done")
"""


def test_a_pipe_that_nobody_reads_does_not_hold_up_the_shop() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _CHATTER], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        code = process.wait(60)

    assert (said, code) == (b"done", 0)


def test_a_reader_that_went_away_does_not_end_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import os\nos.close(1)\n{_CHATTER}"], check=False, capture_output=True, cwd=ROOT
    )

    assert (done.stderr, done.returncode) == (b"done", 0)


def test_lines_carry_the_name_of_their_part() -> None:
    program = (
        "from cli.run.terminal import Terminal\nt = Terminal()\nt.line('hello', of='api')\nt.line('all')\nt.flush()"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT)

    assert done.stdout == "api        | hello\nall\n"
