"""Passwords: which are taken, and how they are kept. Argon2id, worked out beside the event loop.

The list of common ones (common_passwords.txt) is the head of zxcvbn's (MIT), from eight characters on.
"""

from __future__ import annotations

import asyncio
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError
from argon2.low_level import Type

from commerce.errors import PasswordTooWeak, PasswordWeakness

MIN_LENGTH, MAX_LENGTH = 8, 128
"""Characters."""
_COMMON = Path(__file__).with_name("common_passwords.txt")
_T = TypeVar("_T")

# OWASP's Password Storage Cheat Sheet: 19 MiB and two passes, for one lane. As strong as 46 MiB and one pass, and
# twice as many logins fit into memory. Raise them freely: every password is hashed anew at its next login.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1, hash_len=32, salt_len=16, type=Type.ID)
# Argon2 releases the interpreter's lock. Two at a time keep the other cores for everybody who is not logging in.
_THREADS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")


def check_strength(password: str, *, email: str, path: tuple[str, ...] = ("password",)) -> None:
    """Refuse what keeps nobody out.

    Raises:
        PasswordTooWeak: too short, too long, among the most common ones, or the account's own address.
    """
    normal = _normal(password)
    reason = None
    if len(normal) < MIN_LENGTH:
        reason = PasswordWeakness.TOO_SHORT
    elif len(normal) > MAX_LENGTH:
        reason = PasswordWeakness.TOO_LONG
    elif _is_common(normal.casefold(), email.casefold()):
        reason = PasswordWeakness.TOO_COMMON
    if reason is not None:
        raise PasswordTooWeak(reason, MIN_LENGTH, MAX_LENGTH, path=path)


async def hash_password(password: str) -> str:
    """What is stored of a password."""
    return await _aside(lambda: _HASHER.hash(_normal(password)))


async def matches(password: str, stored: str | None) -> bool:
    """Whether it is the password that `stored` was made of.

    Without a hash it takes as long as with one, and is wrong: nobody learns from the time that an account has
    no password, or that there is no account.
    """
    return await _aside(lambda: _verify(password, stored))


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other parameters than those of now."""
    return _HASHER.check_needs_rehash(stored)


def _verify(password: str, stored: str | None) -> bool:
    try:
        # What is too long for a password is no reason to hash megabytes.
        _HASHER.verify(stored or _nobodys(), _normal(password[: MAX_LENGTH * 4]))
    except VerifyMismatchError:
        return False
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """The hash that is compared with where there is none."""
    return _HASHER.hash("nobody's")


def warm_up() -> None:
    """Make now what the first login would otherwise wait for."""
    _nobodys()
    _common()


def _normal(password: str) -> str:
    """The same characters, however the keyboard composes them (NIST SP 800-63B)."""
    return unicodedata.normalize("NFKC", password)


def _is_common(password: str, email: str) -> bool:
    repeated = len(set(password)) <= 2
    return repeated or password in _common() or password in {email, email.partition("@")[0]}


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_COMMON.read_text(encoding="utf-8").split())


async def _aside(work: Callable[[], _T]) -> _T:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, work)
