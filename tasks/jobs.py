"""Every kind of work there is: what runs, how often it is tried again, and what happens when nothing helps."""

from __future__ import annotations

from adapters.alerts import AlertWebhookRefused
from adapters.mail import MailRefused
from commerce import outbox
from commerce.files.renders import RenderImpossible
from tasks.accounts import answer_account_request
from tasks.alerts import announce_alert, give_up_post, post_alert
from tasks.checkout import close_checkout
from tasks.downloads import give_up_download, render_download
from tasks.exports import export_list
from tasks.inbox import give_up_inbox_event, process_inbox_event
from tasks.job import Job, waits
from tasks.mails import give_up_mail, send_mail
from tasks.privacy import erase_account, export_account_data, give_up_erasure, give_up_export, remove_job_file
from tasks.promo_codes import give_up_promo_code, push_promo_code
from tasks.reconciler import reconcile_order
from tasks.refunds import finish_refund, give_up_refund
from tasks.scheduled import SCHEDULED
from tasks.uploads import clear_image, clear_upload
from tasks.webhooks_out import deliver_webhook, give_up_webhook
from tasks.work_packs import give_up_work_pack, make_work_pack

__all__ = ["JOBS", "Job"]

JOBS: dict[str, Job] = {
    outbox.PROCESS_INBOX_EVENT: Job(
        run=process_inbox_event,
        # An event may come before its order is committed (soon mended) or while Stripe is down (hours).
        retries=waits(0.5, 1, 2, 5, 15, 60, 300, 900, 3600, 7200, 14400),
        give_up=give_up_inbox_event,
    ),
    outbox.RENDER_DOWNLOAD: Job(
        run=render_download,
        retries=waits(1, 5, 30, 120, 600),
        queue="renders",
        priority=10,
        hopeless=(RenderImpossible,),
        give_up=give_up_download,
    ),
    outbox.CLOSE_CHECKOUT: Job(run=close_checkout, retries=waits(1, 5, 30, 120, 600, 3600)),
    # As patient as the inbox: the money is promised, and Stripe may be away for hours.
    outbox.FINISH_REFUND: Job(
        run=finish_refund,
        retries=waits(5, 15, 30, 60, 300, 900, 3600, 7200, 14400, 43200, 86400),
        priority=-5,
        give_up=give_up_refund,
    ),
    outbox.ANSWER_ACCOUNT_REQUEST: Job(run=answer_account_request, retries=waits(1, 5, 30, 120, 600)),
    outbox.PUSH_PROMO_CODE: Job(
        run=push_promo_code, retries=waits(5, 30, 120, 600, 3600, 7200, 14400), give_up=give_up_promo_code
    ),
    outbox.SEND_MAIL: Job(
        run=send_mail,
        retries=waits(300, 1800, 7200),
        hopeless=(MailRefused,),
        give_up=give_up_mail,
    ),
    # A long list and a large pack take minutes: beside the threads, where nothing ends them, and which they leave to
    # what is urgent.
    outbox.EXPORT_LIST: Job(run=export_list, retries=waits(1, 5, 30, 120, 600), beside=1, give_up=give_up_export),
    outbox.EXPORT_ACCOUNT_DATA: Job(
        run=export_account_data, retries=waits(1, 5, 30, 120, 600), priority=5, give_up=give_up_export
    ),
    outbox.MAKE_WORK_PACK: Job(
        run=make_work_pack, retries=waits(1, 5, 30, 120, 600), beside=1, give_up=give_up_work_pack
    ),
    # Stripe or the store may be away for hours; nobody who has left is forgotten for that.
    outbox.ERASE_ACCOUNT: Job(
        run=erase_account, retries=waits(1, 5, 30, 120, 600, 3600, 7200, 14400, 43200, 86400), give_up=give_up_erasure
    ),
    outbox.ANNOUNCE_ALERT: Job(run=announce_alert, retries=waits(1, 5, 30, 120, 600, 3600), priority=-5),
    outbox.POST_ALERT: Job(
        run=post_alert, retries=waits(5, 30, 120, 600, 3600), hopeless=(AlertWebhookRefused,), give_up=give_up_post
    ),
    outbox.RECONCILE_ORDER: Job(run=reconcile_order, retries=waits(5, 30, 120, 600)),
    # When a receiver is called again is the delivery's own business. These are for a worker that died while calling it.
    outbox.DELIVER_WEBHOOK: Job(
        run=deliver_webhook,
        retries=waits(30, 45, 60, 300, 900, 3600),
        beside=16,
        give_up=give_up_webhook,
    ),
    outbox.CLEAR_UPLOAD: Job(run=clear_upload, retries=waits(60, 600, 3600, 14400, 86400)),
    outbox.CLEAR_IMAGE: Job(run=clear_image, retries=waits(60, 600, 3600, 14400, 86400)),
    outbox.REMOVE_JOB_FILE: Job(run=remove_job_file, retries=waits(60, 600, 3600, 14400, 86400)),
    **SCHEDULED,
}
