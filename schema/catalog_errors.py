"""Errors of the catalogue's management, each with the facts a client needs."""

from __future__ import annotations

import strawberry

from commerce import catalog_errors
from schema.errors import Error, error_type


@error_type(raised_as=catalog_errors.ValueTaken)
class ValueTakenError(Error):
    value: str


@error_type(raised_as=catalog_errors.ProductIncomplete)
class ProductIncompleteError(Error):
    missing: list[str] = strawberry.field(description="Sentences, in English, as `Product.problems` has them.")
