"""Everything that comes by the clock. docs/clock.md explains each; ticks are spread, so that not all come at once."""

from __future__ import annotations

from datetime import time, timedelta

from commerce import outbox
from commerce.checkout import cart_reminders
from commerce.operations import sweepers
from commerce.orders import review_requests
from commerce.payments import reconciler
from commerce.reporting import rollups
from commerce.webhooks_out import webhook_deliveries
from core.settings import settings
from tasks.customers import remind_of_carts, request_reviews
from tasks.job import Job, waits
from tasks.reconciler import reconcile
from tasks.rollups import roll_up
from tasks.schedule import Daily, Every
from tasks.staff import daily_digest, watch_shop
from tasks.sweepers import (
    clear_uploads,
    expire_carts,
    forget_expired_tokens,
    forget_old_alerts,
    forget_processed_events,
    mirror_promo_codes,
    owe_lost_events,
    sweep_outbox,
    sweep_pictures,
)
from tasks.webhooks_out import forget_webhook_events

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)


def _hourly(minute: int) -> Every:
    return Every(_HOUR, minute * _MINUTE)


def _digest_time() -> time:
    return time.fromisoformat(settings().digest_at)


SCHEDULED: dict[str, Job] = {
    outbox.RECONCILE: Job(run=reconcile, retries=(), schedule=Every(5 * _MINUTE), full=reconciler.MOST_ORDERS),
    outbox.ROLL_UP: Job(
        run=roll_up, retries=(), priority=10, schedule=Every(5 * _MINUTE, _MINUTE), full=rollups.MOST_DAYS
    ),
    outbox.WATCH_SHOP: Job(run=watch_shop, retries=(), schedule=Every(5 * _MINUTE, 2 * _MINUTE)),
    outbox.OWE_LOST_EVENTS: Job(
        run=owe_lost_events, retries=(), schedule=Every(15 * _MINUTE, 3 * _MINUTE), full=sweepers.BATCH
    ),
    outbox.REMIND_OF_CARTS: Job(
        run=remind_of_carts,
        retries=(),
        priority=10,
        schedule=Every(15 * _MINUTE, 4 * _MINUTE),
        full=cart_reminders.BATCH,
    ),
    outbox.EXPIRE_CARTS: Job(run=expire_carts, retries=(), schedule=_hourly(6), full=sweepers.BATCH),
    outbox.REQUEST_REVIEWS: Job(
        run=request_reviews, retries=(), priority=10, schedule=_hourly(11), full=review_requests.BATCH
    ),
    outbox.FORGET_EXPIRED_TOKENS: Job(
        run=forget_expired_tokens, retries=(), priority=20, schedule=_hourly(16), full=sweepers.BATCH
    ),
    outbox.MIRROR_PROMO_CODES: Job(run=mirror_promo_codes, retries=waits(60, 600), priority=20, schedule=_hourly(21)),
    outbox.SWEEP_PICTURES: Job(run=sweep_pictures, retries=waits(60, 600), priority=20, schedule=_hourly(26)),
    outbox.FORGET_WEBHOOK_EVENTS: Job(
        run=forget_webhook_events, retries=(), schedule=_hourly(31), full=webhook_deliveries.MOST_FORGOTTEN
    ),
    outbox.CLEAR_UPLOADS: Job(run=clear_uploads, retries=(), priority=20, schedule=_hourly(36), full=sweepers.BATCH),
    outbox.SWEEP_OUTBOX: Job(run=sweep_outbox, retries=(), priority=20, schedule=_hourly(41), full=sweepers.BATCH),
    outbox.FORGET_PROCESSED_EVENTS: Job(
        run=forget_processed_events, retries=(), priority=20, schedule=_hourly(46), full=sweepers.BATCH
    ),
    outbox.FORGET_OLD_ALERTS: Job(
        run=forget_old_alerts, retries=(), priority=20, schedule=_hourly(51), full=sweepers.BATCH
    ),
    outbox.DAILY_DIGEST: Job(run=daily_digest, retries=waits(60, 300, 900, 3600), schedule=Daily(_digest_time)),
}
