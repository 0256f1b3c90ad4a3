"""Balance transactions: what a payment, a refund or a dispute moved, with Stripe's fee."""

from __future__ import annotations

from typing import Any

from stripe.params import BalanceTransactionListParams, BalanceTransactionRetrieveParams

from sandbox.stripe.ids import new_id
from sandbox.stripe.lists import page
from sandbox.stripe.money import percent
from sandbox.stripe.routing import endpoint
from sandbox.stripe.store import Obj
from sandbox.stripe.work import Work

_SETTLES_AFTER = 2 * 24 * 3600


def make(work: Work, kind: str, amount: int, currency: str, source: str, category: str | None = None) -> Obj:
    """Store a movement of ``amount`` (negative when money leaves). Charges cost 2.9 % and 30."""
    fee = percent(amount, "2.9") + 30 if kind in {"charge", "payment"} else 0
    return work.store.insert(
        {
            "id": new_id("txn_"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": work.now + _SETTLES_AFTER,
            "balance_type": "payments",
            "created": work.now,
            "currency": currency,
            "description": None,
            "exchange_rate": None,
            "fee": fee,
            "fee_details": [_fee(fee, currency)] if fee else [],
            "net": amount - fee,
            "reporting_category": category or kind,
            "source": source,
            "status": "pending",
            "type": kind,
        }
    )


def _fee(amount: int, currency: str) -> Obj:
    return {
        "amount": amount, "application": None, "currency": currency,
        "description": "Stripe processing fees", "type": "stripe_fee",
    }  # fmt: skip


@endpoint("GET", "/v1/balance_transactions/{id}", BalanceTransactionRetrieveParams)
def retrieve(work: Work, params: dict[str, Any], id: str) -> Obj:
    """One movement."""
    return work.require("balance_transaction", id)


@endpoint("GET", "/v1/balance_transactions", BalanceTransactionListParams)
def list_(work: Work, params: dict[str, Any]) -> Obj:
    """Movements, newest first."""
    where = {name: params.get(name) for name in ("currency", "source", "type")}
    return page(work, "balance_transaction", params, "/v1/balance_transactions", where=where)
