"""Kills parts of a running shop, and times how long each takes to come back."""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx

from tests.support.shop import RunningShop

PARTS = ("api", "worker", "redis", "postgres")
_SECONDS = 60


@dataclass
class Havoc:
    """A thread that ends one or two parts at a time with SIGKILL, waits until they work again, and goes on."""

    shop: RunningShop
    seed: int
    recoveries: dict[str, list[float]] = field(default_factory=lambda: {part: [] for part in PARTS})
    failure: BaseException | None = None

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Havoc:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Goes on until every part has been killed."""
        self._stop.set()
        self._thread.join()

    def report(self) -> str:
        """A line a part."""
        lines = [f"{'killed':10} times  median  longest recovery in seconds (seed {self.seed})"]
        for part, times in self.recoveries.items():
            lines.append(f"{part:10} {len(times):5}  {statistics.median(times):6.1f}  {max(times):7.1f}")
        return "\n".join(lines)

    def _run(self) -> None:
        try:
            for victims in self._rounds():
                if self._stop.is_set() and all(self.recoveries.values()):
                    return
                self._kill(victims)
                time.sleep(self._chance.uniform(0.2, 2.0))
        except BaseException as error:
            self.failure = error

    def _rounds(self) -> Iterator[list[str]]:
        """Each part once, in any order; then one or two of them at a time, for ever."""
        yield from ([part] for part in self._chance.sample(PARTS, len(PARTS)))
        while True:
            yield self._chance.sample(PARTS, self._chance.choice([1, 1, 2]))

    def _kill(self, victims: list[str]) -> None:
        before = {part: self.shop.part(part) for part in victims}
        ready = self._workers_ready()
        begun = time.monotonic()
        for part in victims:
            self.shop.kill(part)
        for part in victims:
            self.shop.wait_for_another(part, before[part], _SECONDS)
        waiting = dict.fromkeys(victims)
        while waiting:
            for part in list(waiting):
                if self._works(part, ready):
                    del waiting[part]
                    self.recoveries[part].append(time.monotonic() - begun)
            if time.monotonic() - begun > _SECONDS:
                raise AssertionError(f"{', '.join(waiting)} did not recover: {self.shop.output[-4000:]}")
            time.sleep(0.05)
        # What was not killed has lost its connections and comes back by itself, too.
        self.shop.wait_healthy(_SECONDS)

    def _works(self, part: str, ready: int) -> bool:
        if part == "worker":
            return self._workers_ready() > ready
        try:
            answer = httpx.get(f"{self.shop.url}/readyz", timeout=5).json()
        except (httpx.HTTPError, ValueError):
            return False
        name = {"postgres": "database"}.get(part, part)
        return name not in answer["down"]

    def _workers_ready(self) -> int:
        return self.shop.output.count("worker_ready")
