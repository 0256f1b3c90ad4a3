"""Does the time of a refused login tell whether there is an account?

    python -m benchmarks.login_timing [--tries 50] [--rounds 3]

Logs in, by turns, with an unknown address and with a wrong password, over a real socket against a server with a
PostgreSQL and a Redis of its own, and compares the medians. Fails when they differ by 5 % or more in the middle round.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time

import httpx

from benchmarks.serving import serving
from commerce.accounts import passwords
from core.clock import now
from models import User

LOGIN = "mutation ($email: EmailAddress!) { accountLogin(email: $email, password: %s) { __typename } }"
_LIMIT = 0.05


async def measure(tries: int, rounds: int) -> float:
    """Print one line a round; the middle one's difference, as a share of the faster median."""
    differences = []
    async with serving(TRUSTED_PROXIES="1", LOG_LEVEL="WARNING") as url, httpx.AsyncClient(base_url=url) as http:
        hashed = await passwords.hash_password("walnut-orbit-42")
        await _round(http, 5, "warm-up", hashed)
        for number in range(rounds):
            wrong, unknown = await _round(http, tries, f"round-{number}", hashed)
            differences.append(abs(wrong - unknown) / min(wrong, unknown))
            print(f"wrong password {wrong:6.2f} ms  unknown address {unknown:6.2f} ms  differ by {differences[-1]:.2%}")
    return statistics.median(differences)


async def _round(http: httpx.AsyncClient, tries: int, name: str, hashed: str) -> tuple[float, float]:
    """Medians in milliseconds: wrong password, unknown address. Each round has an account of its own, and each
    pair of tries an address of its own, or the limits would answer.
    """
    known = f"{name}@example.com"
    await User.create(email=known, password_hash=hashed, email_verified_at=now())
    wrong: list[float] = []
    unknown: list[float] = []
    for number in range(tries):
        nobody, address = (
            f"nobody-{number}-{name}@example.com",
            f"10.{name.encode()[-1]}.{number // 250}.{number % 250}",
        )
        pair = [(wrong, known), (unknown, nobody)]
        for times, email in pair if number % 2 else reversed(pair):
            times.append(await _login(http, email, address))
    return statistics.median(wrong) * 1000, statistics.median(unknown) * 1000


async def _login(http: httpx.AsyncClient, email: str, address: str) -> float:
    """Seconds."""
    body = {"query": LOGIN % '"not the password"', "variables": {"email": email}}
    started = time.perf_counter()
    answer = await http.post("/graphql", json=body, headers={"x-forwarded-for": address})
    took = time.perf_counter() - started
    if answer.json() != {"data": {"accountLogin": {"__typename": "CredentialsInvalidError"}}}:
        raise RuntimeError(answer.text)
    return took


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tries", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    return 0 if asyncio.run(measure(args.tries, args.rounds)) < _LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
