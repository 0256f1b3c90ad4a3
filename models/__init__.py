"""The shop's tables, one subject a file: nothing but shape, indexes and tiny properties."""

from models.alerts import Alert, AlertKind, AlertNotice, AlertWindow
from models.api_keys import ApiKey
from models.audit import AuditEntry
from models.carts import Cart, CartLine, CartStatus
from models.catalog import (
    FulfillmentType,
    Price,
    Product,
    ProductImage,
    ProductOption,
    ProductOptionValue,
    ProductSize,
    ShippingTier,
)
from models.clock import ScheduledJob
from models.designs import Design, Template
from models.disputes import Dispute, DisputeStatus
from models.downloads import Download, DownloadKind, DownloadStatus, FileFormat
from models.events import Bookmark, InboxEvent, OutboxMessage
from models.figures import DailyProduct, DailyPromoCode, DailySales, Milestone, MilestoneKind, RolledDay
from models.jobs import Job, JobState
from models.mails import Mail, MailCategory, MailEvent, MailEventType, MailPreferences, MailStatus
from models.orders import (
    FulfillmentStatus,
    Order,
    OrderEvent,
    OrderLine,
    PaymentStatus,
)
from models.promo_codes import PromoCode, PromoRedemption
from models.recoveries import CartRecovery
from models.refunds import Refund, RefundLine, RefundSource, RefundStatus
from models.sessions import MailToken, MailTokenPurpose, RefreshToken, Session
from models.uploads import ImageUpload, RenderUpload, StagedUpload
from models.users import CustomerFigures, CustomerTotals, Role, User
from models.webhook_endpoints import (
    OutgoingEvent,
    WebhookAttempt,
    WebhookDelivery,
    WebhookDeliveryStatus,
    WebhookEndpoint,
    WebhookEventType,
)

__all__ = [
    "Alert",
    "AlertKind",
    "AlertNotice",
    "AlertWindow",
    "ApiKey",
    "AuditEntry",
    "Bookmark",
    "Cart",
    "CartLine",
    "CartRecovery",
    "CartStatus",
    "CustomerFigures",
    "CustomerTotals",
    "DailyProduct",
    "DailyPromoCode",
    "DailySales",
    "Design",
    "Dispute",
    "DisputeStatus",
    "Download",
    "DownloadKind",
    "DownloadStatus",
    "FileFormat",
    "FulfillmentStatus",
    "FulfillmentType",
    "ImageUpload",
    "InboxEvent",
    "Job",
    "JobState",
    "Mail",
    "MailCategory",
    "MailEvent",
    "MailEventType",
    "MailPreferences",
    "MailStatus",
    "MailToken",
    "MailTokenPurpose",
    "Milestone",
    "MilestoneKind",
    "Order",
    "OrderEvent",
    "OrderLine",
    "OutboxMessage",
    "OutgoingEvent",
    "PaymentStatus",
    "Price",
    "Product",
    "ProductImage",
    "ProductOption",
    "ProductOptionValue",
    "ProductSize",
    "PromoCode",
    "PromoRedemption",
    "RefreshToken",
    "Refund",
    "RefundLine",
    "RefundSource",
    "RefundStatus",
    "RenderUpload",
    "Role",
    "RolledDay",
    "ScheduledJob",
    "Session",
    "ShippingTier",
    "StagedUpload",
    "Template",
    "User",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookDeliveryStatus",
    "WebhookEndpoint",
    "WebhookEventType",
]
