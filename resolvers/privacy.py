"""People's data: their own, by themselves; anybody's, by staff."""

from __future__ import annotations

from commerce.permissions import Permission
from commerce.privacy import privacy
from models import Job, Role, User
from resolvers.accounts import gate_of, signed_in
from resolvers.audit import actor_of
from resolvers.context import Context
from resolvers.ids import key_of


async def export_own(context: Context) -> Job:
    return await privacy.request_export(signed_in(context))


async def delete_own(context: Context, password: str) -> None:
    await privacy.delete_account(gate_of(context), signed_in(context), password)


async def export_of(context: Context, user_id: str) -> Job:
    """The job belongs to the member of staff who asks, or whose API key does.

    Raises:
        NotFound
    """
    return await privacy.request_export_of(actor_of(context), key_of(user_id, "User"))


async def delete_of(context: Context, user_id: str, reason: str) -> User:
    """Erase somebody; staff only by those who assign roles.

    Raises:
        NotFound, StateInvalid, InvalidInput
    """
    roles = frozenset(Role) if context.viewer.may(Permission.ASSIGN_ROLES) else frozenset({Role.USER})
    return await privacy.delete_account_of(actor_of(context), key_of(user_id, "User"), reason, roles)
