"""A whole shop in processes of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.support.services import ROOT


class RunningShop:
    """`python -m cli run` on a port and a folder, with its terminal in `output`."""

    def __init__(self, data_dir: Path, port: int, **environment: str) -> None:
        self.data_dir = data_dir
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._more = environment
        self._log = data_dir / "terminal.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def output(self) -> str:
        """What the terminal shows so far."""
        return self._log.read_text(errors="replace")

    @property
    def stripe_url(self) -> str:
        """Where its Stripe sandbox is."""
        line = next(line for line in self.output.splitlines() if "Stripe sandbox" in line)
        return next(word for word in line.split() if word.startswith("http"))

    @property
    def pid(self) -> int:
        """The supervisor's."""
        assert self._process is not None
        return self._process.pid

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start it and come back at once."""
        environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        environment |= {"PORT": str(self.port), "DATA_DIR": str(self.data_dir), **self._more}
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with self._log.open("w") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "cli", "run"], stdout=out, stderr=out, cwd=ROOT, env=environment
            )
        return self._process

    def start(self, seconds: float = 90) -> float:
        """Start it and wait until it is open; how long that took."""
        begun = time.monotonic()
        process = self.spawn()
        while "is open" not in self.output:
            if process.poll() is not None or time.monotonic() - begun > seconds:
                self.stop()
                raise AssertionError(f"the shop did not open:\n{self.output}")
            time.sleep(0.02)
        return time.monotonic() - begun

    def stop(self, number: int = signal.SIGTERM, seconds: float = 60) -> int:
        """Stop it; its exit code."""
        assert self._process is not None
        if self._process.poll() is None:
            self._process.send_signal(number)
            try:
                self._process.wait(seconds)
            except subprocess.TimeoutExpired:
                self._process.kill()
        return self._process.wait()

    def part(self, name: str) -> int:
        """The process number of `api`, `worker`, `stripe`, `postgres` or `redis`."""
        return int((self.data_dir / "run" / f"{name}.pid").read_text())

    def parts(self) -> dict[str, int]:
        """All of them; without those that just end or start."""
        found = {}
        for file in (self.data_dir / "run").glob("*.pid"):
            with contextlib.suppress(FileNotFoundError, ValueError):
                found[file.stem] = int(file.read_text())
        return found

    def kill(self, name: str) -> None:
        """SIGKILL a part and all of its process group."""
        os.killpg(self.part(name), signal.SIGKILL)

    def wait_for_another(self, name: str, pid: int, seconds: float = 60) -> int:
        """Until a part runs under another number than `pid`; that number."""
        deadline = time.monotonic() + seconds
        while (found := self.parts().get(name, pid)) == pid:
            assert time.monotonic() < deadline, f"{name} did not come back:\n{self.output}"
            time.sleep(0.05)
        return found

    def wait_healthy(self, seconds: float = 60) -> None:
        """Until the API has its database and its Redis."""
        deadline = time.monotonic() + seconds
        while not self._healthy():
            assert time.monotonic() < deadline, f"the API is not ready:\n{self.output}"
            time.sleep(0.05)

    def _healthy(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False


def processes_of(text: str) -> list[str]:
    """Command lines of live processes that mention `text`."""
    listed = subprocess.run(["ps", "-eo", "pid,stat,args", "-ww"], check=True, capture_output=True, text=True)
    lines = [line for line in listed.stdout.splitlines() if text in line and " ps " not in line]
    return [line for line in lines if line.split()[1][0] != "Z"]
