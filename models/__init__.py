"""The shop's tables, one subject a file: nothing but shape, indexes and tiny properties."""

from models.carts import Cart, CartLine, CartStatus
from models.catalog import (
    FulfillmentType,
    Price,
    Product,
    ProductOption,
    ProductOptionValue,
    ProductSize,
    ShippingTier,
)
from models.designs import Design, Template
from models.downloads import Download, DownloadKind, DownloadStatus, FileFormat
from models.events import InboxEvent, OutboxMessage
from models.orders import (
    FulfillmentStatus,
    Order,
    OrderEvent,
    OrderLine,
    PaymentStatus,
)
from models.refunds import Refund, RefundLine, RefundStatus
from models.users import CustomerFigures, Role, User

__all__ = [
    "Cart",
    "CartLine",
    "CartStatus",
    "CustomerFigures",
    "Design",
    "Download",
    "DownloadKind",
    "DownloadStatus",
    "FileFormat",
    "FulfillmentStatus",
    "FulfillmentType",
    "InboxEvent",
    "Order",
    "OrderEvent",
    "OrderLine",
    "OutboxMessage",
    "PaymentStatus",
    "Price",
    "Product",
    "ProductOption",
    "ProductOptionValue",
    "ProductSize",
    "Refund",
    "RefundLine",
    "RefundStatus",
    "Role",
    "ShippingTier",
    "Template",
    "User",
]
