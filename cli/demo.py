"""The demo accounts of a shop that was seeded outside production."""

from __future__ import annotations

DEMO_PASSWORD = "map-poster-demo"  # noqa: S105 (printed at every start)
DEMO_ACCOUNTS = (
    ("ada@example.com", "Ada Lovelace", "user"),
    ("grace@example.com", "Grace Hopper", "admin"),
    ("katherine@example.com", "Katherine Johnson", "superadmin"),
)
"""E-mail, name, role."""
