"""What registrations and password resets have coming."""

from __future__ import annotations

from uuid import UUID

from adapters import Adapters
from commerce.accounts import account_mails


async def answer_account_request(request_id: UUID, adapters: Adapters) -> None:
    """Write the mail that is true for the address: verify, reset, or there is an account already."""
    del adapters
    await account_mails.answer_request(request_id)
