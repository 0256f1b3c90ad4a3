"""What keeps two from placing the same order at the print house, as clients see it."""

from __future__ import annotations

from datetime import datetime

import strawberry

from commerce.fulfillment.fulfillment_errors import FulfillmentClaimed, FulfillmentPlaced
from schema.errors import Error, error_type


@error_type(raised_as=FulfillmentClaimed)
class FulfillmentClaimedError(Error):
    by: str = strawberry.field(description="What they are called.")
    until: datetime = strawberry.field(description="From then on it is free again.")


@error_type(raised_as=FulfillmentPlaced)
class FulfillmentPlacedError(Error):
    by: str = strawberry.field(description="What whoever placed it is called.")
    at: datetime
    reference: str | None = strawberry.field(description="The print house's own number for it, if it was given.")
