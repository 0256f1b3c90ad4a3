"""One sample of everything that a mail can be told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.clock import now
from emails.contexts import MailTemplate

LINK = "https://shop.example.com/account/verify?token=Zk3b1o9vQmJ8s2uXcH0yT6nRw5pEaLdGfIi4KqVtBSM"


def samples() -> dict[MailTemplate, dict[str, Any]]:
    """A context for each template."""
    return {
        MailTemplate.VERIFY_EMAIL: {"link": LINK, "expires_at": now() + timedelta(hours=24)},
        MailTemplate.ACCOUNT_EXISTS: {},
        MailTemplate.RESET_PASSWORD: {"name": "Ada", "link": LINK, "expires_at": now() + timedelta(hours=1)},
        MailTemplate.PASSWORD_CHANGED: {"name": "Ada", "changed_at": now()},
        MailTemplate.WELCOME: {"name": "Ada"},
    }
