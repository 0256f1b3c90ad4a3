"""Failures on demand: the next calls that match answer 500, 429, 409, late, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from sandbox.stripe.errors import StripeError

Kind = Literal["500", "429", "409", "timeout", "reset", "slow"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass
class Fault:
    """``times`` calls matching ``match`` fail; with ``after`` their effect happens first.

    ``match`` is a method and a path, where ``*`` stands for anything: ``POST /v1/refunds``,
    ``GET /v1/checkout/sessions/*``, or ``*``. ``seconds`` is how long ``timeout`` and ``slow`` hold back.
    """

    match: str
    kind: str
    times: int = 1
    after: bool = False
    seconds: float = 30.0
    hits: int = field(default=0)

    def fits(self, method: str, path: str) -> bool:
        """Whether this call is to fail."""
        pattern = re.escape(self.match).replace(r"\*", ".*")
        return self.times > 0 and re.fullmatch(pattern, f"{method} {path}") is not None

    def error(self) -> StripeError:
        """The answer of the kinds that answer."""
        return {
            "500": lambda: StripeError(500, "An unknown error occurred.", kind="api_error"),
            "429": lambda: StripeError(429, "Too many requests hit the API too quickly.", code="rate_limit"),
            "409": lambda: StripeError(
                409, "This object cannot be accessed right now because another API request is using it.",
                code="lock_timeout",
            ),
        }[self.kind]()  # fmt: skip


class Faults:
    """The failures that are still to come."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def plan(self, document: Any) -> Fault:
        """Add a fault from its JSON description. Raises ValueError with a sentence that says what is wrong."""
        if not isinstance(document, dict):
            raise ValueError("A fault is a JSON object.")
        unknown = document.keys() - {"match", "kind", "times", "after", "seconds"}
        if unknown:
            raise ValueError(f"Unknown fields: {', '.join(sorted(unknown))}.")
        kind = str(document.get("kind", ""))
        if kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}.")
        fault = Fault(
            match=str(document.get("match", "*")),
            kind=kind,
            times=int(document.get("times", 1)),
            after=bool(document.get("after", False)),
            seconds=float(document.get("seconds", 30 if kind == "timeout" else 1)),
        )
        self.planned.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        """The fault that hits this call, used up by one."""
        for fault in self.planned:
            if fault.fits(method, path):
                fault.times -= 1
                fault.hits += 1
                if fault.times <= 0:
                    self.planned.remove(fault)
                return fault
        return None
