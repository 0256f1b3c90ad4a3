"""Every kind of work there is: what runs, how often it is tried again, and what happens when nothing helps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from adapters import Adapters
from adapters.alerts import AlertWebhookRefused
from adapters.mail import MailRefused
from commerce import outbox, reconciler, rollups, webhook_deliveries
from commerce.renders import RenderImpossible
from tasks.accounts import answer_account_request
from tasks.alerts import announce_alert, give_up_post, post_alert
from tasks.checkout import close_checkout
from tasks.downloads import give_up_download, render_download
from tasks.exports import export_list
from tasks.inbox import give_up_inbox_event, process_inbox_event
from tasks.mails import give_up_mail, send_mail
from tasks.privacy import erase_account, export_account_data, give_up_erasure, give_up_export, remove_job_file
from tasks.promo_codes import give_up_promo_code, push_promo_code
from tasks.reconciler import reconcile, reconcile_order
from tasks.refunds import finish_refund, give_up_refund
from tasks.rollups import roll_up
from tasks.schedule import Every, Schedule
from tasks.uploads import clear_image, clear_upload
from tasks.webhooks_out import deliver_webhook, forget_webhook_events, give_up_webhook
from tasks.work_packs import give_up_work_pack, make_work_pack


@dataclass(frozen=True)
class Job:
    """`run` gets a row's id and may run twice; `retries` are the waits between attempts.

    With a `schedule` it comes by the clock instead (see tasks/recurring.py): `run` returns how much it did, and a tick
    that failed is tried again as `retries` say, unless the next one comes first. It is never given up.
    """

    run: Callable[[UUID, Adapters], Awaitable[int | None]]
    retries: tuple[timedelta, ...]
    queue: str = "default"
    priority: int = 0
    """Lower goes first among what waits in a worker."""
    beside: int = 0
    """So many at a time in a worker, beside its threads (tasks/beside.py) and without a queue; 0: in a thread."""
    hopeless: tuple[type[Exception], ...] = ()
    """Errors that no further attempt will mend."""
    schedule: Schedule | None = None
    full: int | None = None
    """A scheduled run that did this much stopped at its limit: there is more to do, and it goes on at once."""
    give_up: Callable[[UUID, str, Adapters], Awaitable[None]] | None = None


def _waits(*seconds: float) -> tuple[timedelta, ...]:
    return tuple(timedelta(seconds=each) for each in seconds)


JOBS: dict[str, Job] = {
    outbox.PROCESS_INBOX_EVENT: Job(
        run=process_inbox_event,
        # An event may come before its order is committed (soon mended) or while Stripe is down (hours).
        retries=_waits(0.5, 1, 2, 5, 15, 60, 300, 900, 3600, 7200, 14400),
        give_up=give_up_inbox_event,
    ),
    outbox.RENDER_DOWNLOAD: Job(
        run=render_download,
        retries=_waits(1, 5, 30, 120, 600),
        queue="renders",
        priority=10,
        hopeless=(RenderImpossible,),
        give_up=give_up_download,
    ),
    outbox.CLOSE_CHECKOUT: Job(run=close_checkout, retries=_waits(1, 5, 30, 120, 600, 3600)),
    # As patient as the inbox: the money is promised, and Stripe may be away for hours.
    outbox.FINISH_REFUND: Job(
        run=finish_refund,
        retries=_waits(5, 15, 30, 60, 300, 900, 3600, 7200, 14400, 43200, 86400),
        priority=-5,
        give_up=give_up_refund,
    ),
    outbox.ANSWER_ACCOUNT_REQUEST: Job(run=answer_account_request, retries=_waits(1, 5, 30, 120, 600)),
    outbox.PUSH_PROMO_CODE: Job(
        run=push_promo_code, retries=_waits(5, 30, 120, 600, 3600, 7200, 14400), give_up=give_up_promo_code
    ),
    outbox.SEND_MAIL: Job(
        run=send_mail,
        retries=_waits(300, 1800, 7200),
        hopeless=(MailRefused,),
        give_up=give_up_mail,
    ),
    # A long list takes minutes: beside the threads, where nothing ends it, and which it leaves to what is urgent.
    outbox.EXPORT_LIST: Job(run=export_list, retries=_waits(1, 5, 30, 120, 600), beside=1, give_up=give_up_export),
    outbox.EXPORT_ACCOUNT_DATA: Job(
        run=export_account_data, retries=_waits(1, 5, 30, 120, 600), priority=5, give_up=give_up_export
    ),
    outbox.MAKE_WORK_PACK: Job(
        run=make_work_pack, retries=_waits(1, 5, 30, 120, 600), priority=5, give_up=give_up_work_pack
    ),
    # Stripe or the store may be away for hours; nobody who has left is forgotten for that.
    outbox.ERASE_ACCOUNT: Job(
        run=erase_account, retries=_waits(1, 5, 30, 120, 600, 3600, 7200, 14400, 43200, 86400), give_up=give_up_erasure
    ),
    outbox.ANNOUNCE_ALERT: Job(run=announce_alert, retries=_waits(1, 5, 30, 120, 600, 3600), priority=-5),
    outbox.POST_ALERT: Job(
        run=post_alert, retries=_waits(5, 30, 120, 600, 3600), hopeless=(AlertWebhookRefused,), give_up=give_up_post
    ),
    outbox.RECONCILE: Job(run=reconcile, retries=(), schedule=Every(timedelta(minutes=5)), full=reconciler.MOST_ORDERS),
    outbox.RECONCILE_ORDER: Job(run=reconcile_order, retries=_waits(5, 30, 120, 600)),
    outbox.ROLL_UP: Job(
        run=roll_up, retries=(), priority=10, schedule=Every(timedelta(minutes=5)), full=rollups.MOST_DAYS
    ),
    # When a receiver is called again is the delivery's own business. These are for a worker that died while calling it.
    outbox.DELIVER_WEBHOOK: Job(
        run=deliver_webhook,
        retries=_waits(30, 45, 60, 300, 900, 3600),
        beside=16,
        give_up=give_up_webhook,
    ),
    outbox.FORGET_WEBHOOK_EVENTS: Job(
        run=forget_webhook_events,
        retries=(),
        schedule=Every(timedelta(hours=1)),
        full=webhook_deliveries.MOST_FORGOTTEN,
    ),
    outbox.CLEAR_UPLOAD: Job(run=clear_upload, retries=_waits(60, 600, 3600, 14400, 86400)),
    outbox.CLEAR_IMAGE: Job(run=clear_image, retries=_waits(60, 600, 3600, 14400, 86400)),
    outbox.REMOVE_JOB_FILE: Job(run=remove_job_file, retries=_waits(60, 600, 3600, 14400, 86400)),
}
