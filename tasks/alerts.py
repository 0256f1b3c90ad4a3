"""Staff, told of what it has to hear of."""

from __future__ import annotations

from uuid import UUID

import structlog

from adapters import Adapters
from commerce.operations import alert_messages, alert_notices

log = structlog.get_logger(__name__)


async def announce_alert(alert_id: UUID, adapters: Adapters) -> None:
    """Tell of an alert and of all of its kind that wait, unless something of that kind was told a moment ago."""
    del adapters
    await alert_notices.announce(alert_id)


async def post_alert(notice_id: UUID, adapters: Adapters) -> None:
    """Tell staff's chat."""
    await alert_messages.post(notice_id, adapters.alerts)


async def give_up_post(notice_id: UUID, reason: str, adapters: Adapters) -> None:
    """The chat was away for hours. The mails were sent, and an alert about alerts would go the same way."""
    del adapters
    log.error("alert_not_posted", notice_id=str(notice_id), reason=reason)
