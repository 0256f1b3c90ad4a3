"""Which tests pytest-xdist gives to one worker: those that share a whole shop, so that it is started once.

(xdist's own `--dist loadgroup` writes into a node id that pytest 9.2 no longer lets it change.)
"""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

_TOGETHER = {
    "tests/e2e/": "the running shop",
    "tests/storefront/": "the running shop",
    "tests/mailbox/": "the running shop",
    "tests/cli/test_run.py": "the shop that is hurt",
}


class ShopScheduling(LoadScopeScheduling):
    """Every test alone, but for the groups above, which come first because they take longest."""

    def _split_scope(self, nodeid: str) -> str:
        return next((group for start, group in _TOGETHER.items() if nodeid.startswith(start)), nodeid)
