"""What an address has agreed to. Marketing goes to nobody who has not; transactional mails go to everybody.

Anybody can type anybody's address into a cart, so what is agreed to there counts only for an address that has never
said no; whoever has shown that they read its mailbox (an account, a link out of a mail) may change their mind. What
they leave of an earlier yes is their own word from then on, which no cart changes.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from core import links
from core.clock import now
from core.database import fetch
from core.ids import new_id
from core.settings import settings
from emails.contexts import MailTemplate
from models import MailPreferences

PURPOSE = "mail-preferences"
"""Of core/links.py: the key is the row's. These links have no end: whoever has had enough can always say so."""
CART, ACCOUNT, LINK = "cart", "account", "link"


async def of_email(email: str) -> MailPreferences | None:
    """What an address has said; None: nothing, ever."""
    return await MailPreferences.get_or_none(email=email.lower())


async def by_token(token: str) -> MailPreferences | None:
    """What the address that a link is for has said; None when that was forgotten meanwhile.

    Raises:
        LinkInvalid
    """
    key = links.read(PURPOSE, token, settings().secret_key).key
    return await MailPreferences.get_or_none(id=key)


def token_of(preferences: MailPreferences) -> str:
    """What a link carries to stop, look at or change these."""
    return links.sign(PURPOSE, preferences.id, settings().secret_key)


def unsubscribe_url(preferences: MailPreferences) -> str:
    """Where one click ends it (RFC 8058)."""
    return f"{settings().public_url}/unsubscribe/{token_of(preferences)}"


async def agreed(email: str, template: MailTemplate) -> bool:
    """Whether that marketing mail may go to an address."""
    return wants(await of_email(email), template)


def wants(preferences: MailPreferences | None, template: MailTemplate) -> bool:
    """The same, of what is known of the address."""
    if preferences is None or preferences.bounced_at or preferences.complained_at:
        return False
    agreed = preferences.review_requests if template is MailTemplate.REVIEW_REQUEST else preferences.marketing
    return bool(agreed)


_AGREE_IN_CART = """
INSERT INTO mail_preferences AS p (id, created_at, updated_at, email, marketing, review_requests, consent_at,
                                   consent_source)
VALUES ($1, $2, $2, $3, true, true, $2, 'cart')
ON CONFLICT (email) DO UPDATE SET marketing = true, review_requests = true, consent_at = EXCLUDED.consent_at,
    consent_source = EXCLUDED.consent_source, updated_at = EXCLUDED.updated_at
WHERE p.unsubscribed_at IS NULL AND p.complained_at IS NULL AND NOT (p.marketing AND p.review_requests)
    AND COALESCE(p.consent_source, 'cart') = 'cart'
RETURNING id
"""
_WITHDRAW_IN_CART = """
UPDATE mail_preferences SET marketing = false, review_requests = false, updated_at = $1
WHERE email = $2 AND consent_source = 'cart' RETURNING id
"""


async def agree_in_cart(email: str, agreed: bool) -> None:
    """What was ticked, or unticked, beside an address that anybody may have typed."""
    if agreed:
        await fetch(_AGREE_IN_CART, new_id(), now(), email.lower())
    else:
        await fetch(_WITHDRAW_IN_CART, now(), email.lower())


_SET = """
INSERT INTO mail_preferences AS p (id, created_at, updated_at, email, marketing, review_requests, consent_at,
                                   consent_source, unsubscribed_at)
SELECT $1, said.at, said.at, $3, COALESCE(said.marketing, false), COALESCE(said.reviews, false),
    CASE WHEN said.yes THEN said.at END, CASE WHEN said.yes THEN said.source END,
    CASE WHEN NOT said.yes THEN said.at END
FROM (SELECT $2::timestamptz AS at, $4::boolean AS marketing, $5::boolean AS reviews, $6::text AS source,
             COALESCE($4::boolean, false) OR COALESCE($5::boolean, false) AS yes) said
ON CONFLICT (email) DO UPDATE SET
    marketing = COALESCE($4::boolean, p.marketing),
    review_requests = COALESCE($5::boolean, p.review_requests),
    consent_at = COALESCE(EXCLUDED.consent_at, p.consent_at),
    consent_source = CASE WHEN COALESCE($4::boolean, p.marketing) OR COALESCE($5::boolean, p.review_requests)
        THEN $6::text ELSE p.consent_source END,
    unsubscribed_at = CASE WHEN EXCLUDED.consent_at IS NOT NULL THEN NULL
        WHEN NOT (COALESCE($4::boolean, p.marketing) OR COALESCE($5::boolean, p.review_requests))
        THEN COALESCE(p.unsubscribed_at, EXCLUDED.unsubscribed_at) ELSE p.unsubscribed_at END,
    complained_at = CASE WHEN EXCLUDED.consent_at IS NULL THEN p.complained_at END,
    updated_at = EXCLUDED.updated_at
RETURNING id
"""


async def choose(email: str, source: str, *, marketing: bool | None, review_requests: bool | None) -> MailPreferences:
    """What whoever reads the address's mailbox wants; None leaves it as it is. Agreeing takes back an earlier no."""
    await fetch(_SET, new_id(), now(), email.lower(), marketing, review_requests, source)
    return await MailPreferences.get(email=email.lower())


_UNSUBSCRIBE = """
UPDATE mail_preferences SET marketing = false, review_requests = false, updated_at = $2,
    unsubscribed_at = COALESCE(unsubscribed_at, $2)
WHERE id = $1 RETURNING id
"""


async def unsubscribe(token: str) -> MailPreferences | None:
    """End all marketing to the address that a link is for. Twice is once.

    Raises:
        LinkInvalid
    """
    key = links.read(PURPOSE, token, settings().secret_key).key
    await fetch(_UNSUBSCRIBE, key, now())
    return await MailPreferences.get_or_none(id=key)


_REFUSED = """
INSERT INTO mail_preferences AS p (id, created_at, updated_at, email, marketing, review_requests, unsubscribed_at,
                                   complained_at)
VALUES ($1, $2, $2, $3, false, false, $4, $5)
ON CONFLICT (email) DO UPDATE SET marketing = false, review_requests = false, updated_at = EXCLUDED.updated_at,
    unsubscribed_at = COALESCE(p.unsubscribed_at, EXCLUDED.unsubscribed_at),
    complained_at = COALESCE(p.complained_at, EXCLUDED.complained_at)
WHERE p.consent_at IS NULL OR p.consent_at <= COALESCE(EXCLUDED.unsubscribed_at, EXCLUDED.complained_at)
RETURNING id
"""


async def refused(email: str, at: datetime, *, complained: bool) -> UUID | None:
    """Somebody told the provider that they have had enough; None when they have agreed again since."""
    told = (None, at) if complained else (at, None)
    rows = await fetch(_REFUSED, new_id(), now(), email.lower(), *told)
    return rows[0]["id"] if rows else None


_BOUNCED = """
INSERT INTO mail_preferences AS p (id, created_at, updated_at, email, marketing, review_requests, bounced_at)
VALUES ($1, $2, $2, $3, false, false, $4)
ON CONFLICT (email) DO UPDATE SET bounced_at = GREATEST(p.bounced_at, EXCLUDED.bounced_at),
    updated_at = EXCLUDED.updated_at
RETURNING id
"""


async def bounced(email: str, at: datetime) -> None:
    """There is no such mailbox."""
    await fetch(_BOUNCED, new_id(), now(), email.lower(), at)


async def reached(email: str, at: datetime) -> None:
    """A mail was delivered: an earlier bounce was not the end."""
    await MailPreferences.filter(email=email.lower(), bounced_at__lt=at).update(bounced_at=None, updated_at=now())
