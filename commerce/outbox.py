"""What a transaction promises to have done after it: written here, inside it, carried out by tasks/."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from core.clock import now
from core.database import in_open_transaction
from models import OutboxMessage

PROCESS_INBOX_EVENT = "process_inbox_event"
RENDER_DOWNLOAD = "render_download"
CLEAR_UPLOAD = "clear_upload"
CLEAR_IMAGE = "clear_image"
FINISH_REFUND = "finish_refund"
CLOSE_CHECKOUT = "close_checkout"
SEND_MAIL = "send_mail"
PUSH_PROMO_CODE = "push_promo_code"
ANSWER_ACCOUNT_REQUEST = "answer_account_request"
EXPORT_LIST = "export_list"
EXPORT_ACCOUNT_DATA = "export_account_data"
ERASE_ACCOUNT = "erase_account"
REMOVE_JOB_FILE = "remove_job_file"
ANNOUNCE_ALERT = "announce_alert"
POST_ALERT = "post_alert"
MAKE_WORK_PACK = "make_work_pack"
EXPIRE_CARTS = "expire_carts"
SWEEP_OUTBOX = "sweep_outbox"
OWE_LOST_EVENTS = "owe_lost_events"
FORGET_PROCESSED_EVENTS = "forget_processed_events"
FORGET_EXPIRED_TOKENS = "forget_expired_tokens"
FORGET_OLD_ALERTS = "forget_old_alerts"
CLEAR_UPLOADS = "clear_uploads"
SWEEP_PICTURES = "sweep_pictures"
MIRROR_PROMO_CODES = "mirror_promo_codes"
REMIND_OF_CARTS = "remind_of_carts"
REQUEST_REVIEWS = "request_reviews"
DAILY_DIGEST = "daily_digest"
WATCH_SHOP = "watch_shop"
RECONCILE = "reconcile"
RECONCILE_ORDER = "reconcile_order"
ROLL_UP = "roll_up"
DELIVER_WEBHOOK = "deliver_webhook"
FORGET_WEBHOOK_EVENTS = "forget_webhook_events"


async def enqueue(actor: str, key: UUID, *, delay: timedelta = timedelta()) -> None:
    """Owe one run of `actor` with one row's id, from the moment the open transaction is committed.

    Raises:
        RuntimeError: outside a transaction, where the promise could outlive its reason.
    """
    if not in_open_transaction():
        raise RuntimeError(f"{actor} was promised outside a transaction")
    await OutboxMessage.create(actor=actor, args=[str(key)], available_at=now() + delay)
