"""`cartRecovery`: what mails about abandoned carts brought, by day where the shop is, for staff."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from core.ids import new_id
from models import CartRecovery, Role
from tests.support.shoppers import Account, SignIn, account

__all__ = ["account"]

RECOVERY = """
query ($from: Date!, $to: Date!) {
  cartRecovery(from: $from, to: $to) { currency mails carts returned orders revenue { amount currency } }
}
"""


async def asked(who: Account, first: str, last: str) -> list[dict[str, Any]]:
    answer = await who.shopper.ask(RECOVERY, **{"from": first, "to": last})
    return list(answer["cartRecovery"])


async def test_mails_of_the_period_and_what_became_of_them(account: SignIn, catalog: None) -> None:
    admin = await account(Role.ADMIN)
    cart = new_id()
    for day, stage, returned in ((1, 1, None), (2, 2, datetime(2031, 3, 9, tzinfo=UTC))):
        row = await CartRecovery.create(first_cart_id=cart, stage=stage, mail_id=new_id(), returned_at=returned)
        await CartRecovery.filter(id=row.id).update(created_at=datetime(2031, 3, day, 23, 59, tzinfo=UTC))
    await CartRecovery.create(first_cart_id=new_id(), stage=1, mail_id=None)  # there was nothing to say

    both = {"currency": "USD", "mails": 2, "carts": 1, "returned": 1, "orders": 0}
    nothing = {"amount": 0, "currency": "USD"}
    assert await asked(admin, "2031-03-01", "2031-03-02") == [{**both, "revenue": nothing}]
    assert await asked(admin, "2031-03-01", "2031-03-01") == [{**both, "mails": 1, "returned": 0, "revenue": nothing}]
    assert await asked(admin, "2031-03-03", "2031-03-31") == []
