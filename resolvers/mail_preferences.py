"""What an address has agreed to be sent: an account's own, or that of whoever holds a link."""

from __future__ import annotations

from commerce import limits
from commerce.errors import InvalidInput, TokenInvalid
from commerce.mail import mail_preferences
from core.links import LinkInvalid
from models import MailPreferences
from resolvers.accounts import signed_in
from resolvers.context import Context


async def own(context: Context) -> MailPreferences:
    """The account's; an address that has never said anything has agreed to nothing."""
    email = signed_in(context).email
    return await mail_preferences.of_email(email) or MailPreferences(email=email)


async def by_token(context: Context, token: str) -> MailPreferences | None:
    await _spend(context)
    try:
        return await mail_preferences.by_token(token)
    except LinkInvalid:
        return None


async def choose(
    context: Context, marketing: bool | None, review_requests: bool | None, token: str | None
) -> MailPreferences:
    """Say what is wanted.

    Raises:
        InvalidInput: nothing is said.
        TokenInvalid, RateLimited, Unauthenticated
    """
    if marketing is None and review_requests is None:
        raise InvalidInput("Say something: marketing, reviewRequests or both.", path=("marketing",))
    if token is None:
        email, source = signed_in(context).email, mail_preferences.ACCOUNT
    else:
        email, source = (await _opened(context, token)).email, mail_preferences.LINK
    return await mail_preferences.choose(email, source, marketing=marketing, review_requests=review_requests)


async def unsubscribe(context: Context, token: str) -> MailPreferences:
    """End all marketing.

    Raises:
        TokenInvalid, RateLimited
    """
    await _opened(context, token)
    return await mail_preferences.unsubscribe(token) or await _opened(context, token)


async def _opened(context: Context, token: str) -> MailPreferences:
    found = await by_token(context, token)
    if found is None:
        raise TokenInvalid("The link is not valid. Copy all of it out of the mail.", path=("token",))
    return found


async def _spend(context: Context) -> None:
    await limits.spend(
        context.services.limits, limits.TOKEN_FROM_ADDRESS.per(limits.network_of(context.ip))
    )  # fmt: skip
