"""The world of tests/access, with Stripe and a worker beside it."""

from __future__ import annotations

import pytest

from adapters import Adapters
from tests.access.conftest import Stage, _kept, stage
from tests.docs.given import Given
from tests.support.outside import StripeSandbox
from tests.support.till import Till

__all__ = ["_kept", "stage"]


@pytest.fixture
def given(stage: Stage, served: str, stripe_sandbox: StripeSandbox, adapters: Adapters) -> Given:
    """What operations are about."""
    return Given(stage, Till(stripe_sandbox, adapters))
