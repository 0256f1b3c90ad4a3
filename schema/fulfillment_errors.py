"""What stands in the way of a claim, as clients see it."""

from __future__ import annotations

from datetime import datetime

import strawberry

from commerce.fulfillment.fulfillment_errors import FulfillmentClaimed
from schema.errors import Error, error_type


@error_type(raised_as=FulfillmentClaimed)
class FulfillmentClaimedError(Error):
    by: str = strawberry.field(description="What they are called.")
    until: datetime = strawberry.field(description="From then on it is free again.")
