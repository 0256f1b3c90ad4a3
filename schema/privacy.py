"""What people may ask about their own data: a copy of it, and its end."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from typing import Annotated

import strawberry

from commerce.permissions import Permission
from resolvers import privacy
from resolvers.context import Info
from schema.jobs import Job, JobResult
from schema.permissions import requires, signed_in
from schema.users import User, UserResult


@strawberry.type
class Mutation:
    @strawberry.mutation(extensions=[requires(signed_in)])
    async def account_data_export(self, info: Info) -> JobResult:
        """Pack everything that the shop has about the viewer: a ZIP of JSON files, profile, orders, carts, designs,
        mails, sessions and events. Asked for again while it runs, it is the same job.
        """
        return Job.of(await privacy.export_own(info.context))

    @strawberry.mutation(extensions=[requires(signed_in)])
    async def account_delete(
        self,
        info: Info,
        password: Annotated[
            str, strawberry.argument(description="The account's; one without a password gets one by a reset first.")
        ],
    ) -> bool:
        """Delete the viewer's account for good, and end its logins. Orders stay for the books, without a name or an
        address; those that are still to be sent keep theirs until then. Carts, designs, files, mails and what the
        payment provider keeps about the customer go, too. Errors: CREDENTIALS_INVALID, RATE_LIMITED, STATE_INVALID.
        """
        await privacy.delete_own(info.context, password)
        return True

    @strawberry.mutation(extensions=[requires(Permission.EXPORT_USERS)])
    async def user_data_export(self, info: Info, id: strawberry.ID) -> JobResult:
        """The same as accountDataExport, for somebody who asked the shop. The file is the admin's to fetch."""
        return Job.of(await privacy.export_of(info.context, id))

    @strawberry.mutation(extensions=[requires(Permission.DELETE_USERS)])
    async def user_delete(
        self,
        info: Info,
        id: strawberry.ID,
        reason: Annotated[str, strawberry.argument(description="For the audit log: 1 to 500 characters.")],
    ) -> UserResult:
        """The same as accountDelete, for somebody who asked the shop; accounts of staff need users:assign_roles.
        What is left of the account.
        """
        return User.of(await privacy.delete_of(info.context, id, reason))
