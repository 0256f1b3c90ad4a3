"""Lists as files for a spreadsheet."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated

import strawberry

from commerce.permissions import Permission
from resolvers import exports
from resolvers.context import Info
from schema.admin_orders import OrderFilter
from schema.jobs import Job, JobResult
from schema.permissions import requires
from schema.users import UserFilter


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(Permission.EXPORT_ORDERS)])
    async def orders_export(self, info: Info, filter: OrderFilter | None = None) -> JobResult:
        """Write the orders that adminOrders finds with the same filter as CSV, a row an order, newest first. Ask for
        the job until it SUCCEEDED, then fetch its `url`; the file is kept for seven days. Asked for again while it
        runs, it is the same job. 20 exports an hour.
        """
        return Job.of(await exports.orders(info.context, (filter or OrderFilter()).wanted()))

    @strawberry.mutation(extensions=[requires(Permission.EXPORT_USERS)])
    async def users_export(self, info: Info, filter: UserFilter | None = None) -> JobResult:
        """The same for the accounts that adminUsers finds, with what they have spent in each currency."""
        return Job.of(await exports.users(info.context, (filter or UserFilter()).wanted()))

    @strawberry.mutation(extensions=[requires(Permission.READ_PROMO_CODES)])
    async def promo_codes_export(
        self,
        info: Info,
        active: Annotated[
            bool | None, strawberry.argument(description="Only those that are active, or are not.")
        ] = None,
    ) -> JobResult:
        """The same for the promo codes that adminPromoCodes finds, with what they have brought."""
        return Job.of(await exports.promo_codes(info.context, active))
