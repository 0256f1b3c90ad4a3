"""Every mail there is, and what it has to be told.

Amounts are integers in minor units of the context's currency. What `Linked` asks for is a secret: it is made when the
mail is sent (commerce/mail/mail_links.py) and kept nowhere.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class MailTemplate(StrEnum):
    """The name of a folder beside this file."""

    VERIFY_EMAIL = "verify_email"
    ACCOUNT_EXISTS = "account_exists"
    RESET_PASSWORD = "reset_password"  # noqa: S105 (a mail)
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (a mail)
    WELCOME = "welcome"
    ORDER_CONFIRMATION = "order_confirmation"
    FILES_READY = "files_ready"
    ORDER_SHIPPED = "order_shipped"
    ORDER_DELIVERED = "order_delivered"
    REFUND_ISSUED = "refund_issued"
    ORDER_MESSAGE = "order_message"
    ORDER_LINK = "order_link"
    ORDER_EMAIL_CHANGED = "order_email_changed"
    ABANDONED_CART = "abandoned_cart"
    REVIEW_REQUEST = "review_request"
    ADMIN_NEW_ORDER = "admin_new_order"
    DAILY_DIGEST = "daily_digest"
    ADMIN_ALERT = "admin_alert"


class Context(BaseModel):
    """Nothing, and nothing more than is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Context):
    """`name` is what the owner of the account calls themself, and may be empty."""

    name: str = ""


class Linked(Context):
    """A link into the storefront that carries a token, and when that ends."""

    link: str
    expires_at: datetime


class VerifyEmail(Linked):
    """No name: whoever registers may not be whoever gets this, and could have us say anything to them."""


class ResetPassword(Named, Linked):
    pass


class PasswordChanged(Named):
    changed_at: datetime


class Line(Context):
    """A line of an order or a cart."""

    title: str
    description: str = ""
    quantity: int
    total: int


class Ordered(Linked):
    """What every mail about an order says; the link opens its page."""

    number: str


class OrderEmailChanged(Context):
    """No link, and not where the mails go now: whoever gets this is not the order's reader any more."""

    number: str


class OrderConfirmation(Ordered):
    name: str = ""
    """What the payment page was told."""
    paid_at: datetime
    currency: str
    lines: list[Line]
    subtotal: int
    discount: int = 0
    promo_code: str | None = None
    shipping: int = 0
    tax: int = 0
    total: int
    address: list[str] = Field(default_factory=list)
    """Where the prints go, a line each; empty for files alone."""
    files: bool = False
    """Whether there are files to download."""
    again: bool = False
    """Whether this is a copy that was asked for."""


class ReadyFile(Context):
    file_name: str
    """What the browser will call it."""
    title: str
    size: int | None = None
    """Bytes."""


class FilesReady(Ordered):
    files: list[ReadyFile]
    prints: bool = False
    """Whether prints of the same order are still to come."""


class OrderShipped(Ordered):
    carrier: str | None = None
    tracking_number: str | None = None
    tracking_url: str | None = None
    lines: list[Line] = Field(default_factory=list)
    """What is in the parcel."""
    address: list[str] = Field(default_factory=list)


class OrderDelivered(Ordered):
    pass


class RefundIssued(Ordered):
    amount: int
    """Of this refund."""
    currency: str
    lines: list[Line] = Field(default_factory=list)
    """What was given back, when it was lines."""
    whole: bool = False
    """Whether nothing of the order is left."""


class OrderMessage(Ordered):
    text: str
    """The staff's words, paragraphs apart by an empty line."""


class AbandonedCart(Linked):
    """The link opens the cart, on any device."""

    stage: int = Field(ge=1, le=2)
    """1 after a few hours, 2 after a day: the last one."""
    currency: str
    lines: list[Line]
    total: int
    promo_code: str | None = None
    promo_percent: int | None = None
    promo_amount: int | None = None
    """In minor units of `currency`."""
    promo_until: datetime | None = None


class ReviewRequest(Ordered):
    titles: list[str]
    """What they bought."""
    prints: bool
    """Whether it came by mail, or as files."""


class AdminNewOrder(Context):
    number: str
    email: str | None
    customer: str = ""
    country: str | None = None
    """ISO 3166-1, of the address."""
    currency: str
    lines: list[Line]
    total: int
    paid_at: datetime
    prints: bool = False
    """Whether somebody has to send something."""


class DayFigures(Context):
    """One currency's."""

    currency: str
    orders: int
    revenue: int
    """Net of refunds."""
    refunds: int = 0
    refunded: int = 0


class TopProduct(Context):
    title: str
    quantity: int
    revenue: int
    currency: str


class StuckOrder(Context):
    number: str
    why: str
    since: datetime


class DailyDigest(Context):
    day: date
    """In the shop's own time zone."""
    figures: list[DayFigures]
    """Empty on a day without orders."""
    top_products: list[TopProduct] = Field(default_factory=list)
    stuck_orders: list[StuckOrder] = Field(default_factory=list)
    problems: list[str] = Field(default_factory=list)
    """What else needs a look, a sentence each: failed webhooks, refunds, mails."""


class Alert(Context):
    title: str
    """One sentence: what happened, to what."""
    detail: str = ""
    """What to do, or what was said. May have several lines."""
    at: datetime
    number: str | None = None
    """The order's."""


class AdminAlert(Context):
    headline: str
    """What all of them are: `A refund failed`, `3 refunds failed`."""
    alerts: list[Alert] = Field(min_length=1)
    more: int = 0
    """How many are left out."""


CONTEXTS: dict[MailTemplate, type[Context]] = {
    MailTemplate.VERIFY_EMAIL: VerifyEmail,
    MailTemplate.ACCOUNT_EXISTS: Context,
    MailTemplate.RESET_PASSWORD: ResetPassword,
    MailTemplate.PASSWORD_CHANGED: PasswordChanged,
    MailTemplate.WELCOME: Named,
    MailTemplate.ORDER_CONFIRMATION: OrderConfirmation,
    MailTemplate.FILES_READY: FilesReady,
    MailTemplate.ORDER_SHIPPED: OrderShipped,
    MailTemplate.ORDER_DELIVERED: OrderDelivered,
    MailTemplate.REFUND_ISSUED: RefundIssued,
    MailTemplate.ORDER_MESSAGE: OrderMessage,
    MailTemplate.ORDER_LINK: Ordered,
    MailTemplate.ORDER_EMAIL_CHANGED: OrderEmailChanged,
    MailTemplate.ABANDONED_CART: AbandonedCart,
    MailTemplate.REVIEW_REQUEST: ReviewRequest,
    MailTemplate.ADMIN_NEW_ORDER: AdminNewOrder,
    MailTemplate.DAILY_DIGEST: DailyDigest,
    MailTemplate.ADMIN_ALERT: AdminAlert,
}
