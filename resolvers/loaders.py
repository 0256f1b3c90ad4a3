"""Dataloaders: whatever hangs off a list is fetched once for the whole list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Loaders:
    """One of each kind for one operation, or for one event of a subscription; never shared by two.

    Add a loader as a field with a default factory, such as
    `product: DataLoader[UUID, models.Product | None] = field(default_factory=lambda: DataLoader(_products))`.
    """
