"""One sample of everything that a mail can be told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.clock import now
from emails.contexts import MailTemplate

LINK = "https://shop.example.com/account/verify?token=Zk3b1o9vQmJ8s2uXcH0yT6nRw5pEaLdGfIi4KqVtBSM"


ORDER_LINK = (
    "https://shop.example.com/order?number=YMA-2026-8H3K9C2D&token=eyJhbGciOiJFZERTQSIsImtpZCI6IjIwMjYtMDEifQ."
    "eyJpc3MiOiJodHRwczovL2FwaS5zaG9wLmV4YW1wbGUuY29tIiwiYXVkIjoib3JkZXIiLCJzdWIiOiIwMTk0In0.c2lnbmF0dXJl"
)
LINES: list[dict[str, Any]] = [
    {"title": "Where we met", "description": "Framed print · 45 × 60 cm · Frame: Oak", "quantity": 2, "total": 13800},
    {"title": "Home sweet home", "description": "Digital file · 30 × 40 cm", "quantity": 1, "total": 2400},
]
ADDRESS = ["Ada Lovelace", "12 St James's Square", "Flat 3", "SW1Y 4LE London", "United Kingdom"]


def samples() -> dict[MailTemplate, dict[str, Any]]:
    """A context for each template."""
    return {**_of_accounts(), **_of_orders(), **_of_staff()}


def _of_accounts() -> dict[MailTemplate, dict[str, Any]]:
    return {
        MailTemplate.VERIFY_EMAIL: {"link": LINK, "expires_at": now() + timedelta(hours=24)},
        MailTemplate.ACCOUNT_EXISTS: {},
        MailTemplate.RESET_PASSWORD: {"name": "Ada", "link": LINK, "expires_at": now() + timedelta(hours=1)},
        MailTemplate.PASSWORD_CHANGED: {"name": "Ada", "changed_at": now()},
        MailTemplate.WELCOME: {"name": "Ada"},
    }


def _of_orders() -> dict[MailTemplate, dict[str, Any]]:
    link = {"link": ORDER_LINK, "expires_at": now() + timedelta(days=30)}
    order = {"number": "YMA-2026-8H3K9C2D", **link}
    return {
        MailTemplate.ORDER_CONFIRMATION: {
            **order,
            "name": "Ada Lovelace",
            "paid_at": now(),
            "currency": "GBP",
            "lines": LINES,
            "subtotal": 16200,
            "discount": 1620,
            "promo_code": "SPRING10",
            "shipping": 900,
            "tax": 2916,
            "total": 18396,
            "address": ADDRESS,
            "files": True,
        },
        MailTemplate.FILES_READY: {
            **order,
            "files": [
                {"file_name": "YMA-2026-8H3K9C2D-2-30x40.png", "title": "Home sweet home", "size": 8_412_345},
                {"file_name": "YMA-2026-8H3K9C2D-2-30x40.pdf", "title": "Home sweet home", "size": 912_345},
            ],
            "prints": True,
        },
        MailTemplate.ORDER_SHIPPED: {
            **order,
            "carrier": "DHL",
            "tracking_number": "00340434161094022115",
            "tracking_url": "https://www.dhl.example.com/track?id=00340434161094022115",
            "lines": LINES[:1],
            "address": ADDRESS,
        },
        MailTemplate.ORDER_DELIVERED: order,
        MailTemplate.REFUND_ISSUED: {
            **order,
            "amount": 7200,
            "currency": "GBP",
            "lines": [{**LINES[0], "quantity": 1, "total": 7200}],
        },
        MailTemplate.ORDER_MESSAGE: {
            **order,
            "text": "Hello Ada,\n\nthe street's name in your design is cut off at the left edge. Shall we move the map "
            "a little, or print it as it is?\n\nKind regards\nGrace",
        },
        MailTemplate.ORDER_LINK: order,
        MailTemplate.ORDER_EMAIL_CHANGED: {"number": "YMA-2026-8H3K9C2D"},
        MailTemplate.ABANDONED_CART: {
            "link": "https://shop.example.com/cart?restore=AZQJm0nPcAKRd6P0nmBdSAAAAABpZ2tQk2Qm8bq3pSg1LZQmW3U0",
            "expires_at": now() + timedelta(days=30),
            "stage": 2,
            "currency": "GBP",
            "lines": LINES,
            "total": 16200,
            "promo_code": "COMEBACK10",
            "promo_percent": 10,
            "promo_until": now() + timedelta(days=7),
        },
        MailTemplate.REVIEW_REQUEST: {**order, "titles": ["Where we met", "Home sweet home"], "prints": True},
    }


def _of_staff() -> dict[MailTemplate, dict[str, Any]]:
    return {
        MailTemplate.ADMIN_NEW_ORDER: {
            "number": "YMA-2026-8H3K9C2D",
            "email": "ada@example.com",
            "customer": "Ada Lovelace",
            "country": "GB",
            "currency": "GBP",
            "lines": LINES,
            "total": 18396,
            "paid_at": now(),
            "prints": True,
        },
        MailTemplate.DAILY_DIGEST: {
            "day": now().date(),
            "figures": [
                {"currency": "GBP", "orders": 12, "revenue": 184_250, "refunds": 1, "refunded": 7200},
                {"currency": "USD", "orders": 1, "revenue": 2400},
            ],
            "top_products": [
                {"title": "Framed print", "quantity": 7, "revenue": 96_600, "currency": "GBP"},
                {"title": "Digital file", "quantity": 9, "revenue": 21_600, "currency": "GBP"},
            ],
            "stuck_orders": [
                {"number": "YMA-2026-7G2J8B1C", "why": "its files are not drawn", "since": now() - timedelta(hours=3)}
            ],
            "problems": ["2 events of Stripe could not be processed: see python -m cli replay."],
        },
        MailTemplate.ADMIN_ALERT: {
            "headline": "2 refunds failed",
            "alerts": [
                {
                    "title": "The refund of £72.00 for YMA-2026-8H3K9C2D did not reach the customer.",
                    "detail": "The bank says: the account is closed.\nAsk the customer for another way.",
                    "at": now(),
                    "number": "YMA-2026-8H3K9C2D",
                },
                {"title": "The refund of £24.00 for YMA-2026-7G2J8B1C did not reach the customer.", "at": now()},
            ],
            "more": 0,
        },
    }
