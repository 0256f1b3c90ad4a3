"""Every mail there is, and what it has to be told."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class MailTemplate(StrEnum):
    """The name of a folder beside this file."""

    VERIFY_EMAIL = "verify_email"
    ACCOUNT_EXISTS = "account_exists"
    RESET_PASSWORD = "reset_password"  # noqa: S105 (a mail)
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (a mail)
    WELCOME = "welcome"


class Context(BaseModel):
    """Nothing, and nothing more than is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Context):
    """`name` is what the owner of the account calls themself, and may be empty."""

    name: str = ""


class VerifyEmail(Context):
    """No name: whoever registers may not be whoever gets this, and could have us say anything to them."""

    link: str
    expires_at: datetime


class ResetPassword(Named):
    link: str
    expires_at: datetime


class PasswordChanged(Named):
    changed_at: datetime


CONTEXTS: dict[MailTemplate, type[Context]] = {
    MailTemplate.VERIFY_EMAIL: VerifyEmail,
    MailTemplate.ACCOUNT_EXISTS: Context,
    MailTemplate.RESET_PASSWORD: ResetPassword,
    MailTemplate.PASSWORD_CHANGED: PasswordChanged,
    MailTemplate.WELCOME: Named,
}
