"""What people are told about their accounts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from commerce.mail import mails
from commerce.mail.mail_links import TOKEN_ID
from core.clock import now
from core.database import transaction
from core.ids import new_id
from emails.contexts import MailTemplate
from models import MailToken, MailTokenPurpose, User


async def answer_request(request_id: UUID) -> None:
    """In the worker: write the mail that a registration or a reset has coming. Twice is once."""
    async with transaction():
        asked = await MailToken.filter(id=request_id).select_for_update().first()
        if asked is None or asked.used_at is not None:
            return
        user = await User.get_or_none(email=asked.email, deleted_at=None)
        if asked.purpose is MailTokenPurpose.VERIFY_EMAIL and user is None:
            told = {TOKEN_ID: str(asked.id)}
            locale = (asked.registration or {}).get("locale")
            await mails.queue(
                MailTemplate.VERIFY_EMAIL, asked.email, key=f"verify:{asked.id}", context=told, locale=locale
            )  # fmt: skip
        elif asked.purpose is MailTokenPurpose.VERIFY_EMAIL:
            locale = user.locale if user else None
            await mails.queue(MailTemplate.ACCOUNT_EXISTS, asked.email, key=f"exists:{asked.id}", locale=locale)
            await asked.delete()
        elif user is not None:
            await MailToken.filter(id=asked.id).update(user_id=user.id)
            told = {TOKEN_ID: str(asked.id), "name": user.name}
            await _queue(user, MailTemplate.RESET_PASSWORD, f"reset:{asked.id}", told)
        else:
            await asked.delete()


async def welcome(user: User) -> None:
    """The account is open."""
    await _queue(user, MailTemplate.WELCOME, f"welcome:{user.id}", {"name": user.name})


async def password_changed(user: User) -> None:
    """The owner hears of it, whoever did it."""
    told = {"name": user.name, "changed_at": now()}
    await _queue(user, MailTemplate.PASSWORD_CHANGED, f"password:{new_id()}", told)


async def _queue(user: User, template: MailTemplate, key: str, told: dict[str, Any]) -> None:
    entity = mails.Entity("User", user.id)
    await mails.queue(template, user.email, key=key, context=told, entity=entity, locale=user.locale)
