"""Fixtures for what is outside the application: Stripe's stand-in, S3, and the road back to us."""

from __future__ import annotations

import pytest

from tests.support.ports import free_port


@pytest.fixture(scope="session")
def free_ports() -> tuple[int, int]:
    """Where the worker's API listens, when something has to reach it over HTTP, and its Stripe sandbox."""
    return free_port(), free_port()
