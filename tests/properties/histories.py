"""Histories of a shop: what customers, an admin, banks and Stripe's dashboard may do, in any order."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from core.ids import to_global_id
from models import Order, OrderLine
from tests.promo_codes.conftest import CREATE, DELETE, UPDATE
from tests.properties.balance import UNPAID, census, everything_balances
from tests.properties.town import CURRENCIES, DESIGNS, Surroundings, Town
from tests.refunds.conftest import REFUND
from tests.support.storefront import session_of

CANCEL = """mutation ($id: ID!) { orderCancel(id: $id, reason: "changed their mind") {
  __typename ... on Error { code } } }"""
CLEAR = "mutation { cartClear { __typename } }"

WHO = st.integers(0, len(CURRENCIES) - 1)
PICK = st.integers(0, 1_000)
"""One of however many there are."""
GOODS = st.sampled_from(["digital/8x10", "digital/18x24", "poster/8x10"])
METHODS = st.sampled_from(
    [
        *["pm_card_visa"] * 6, "pm_card_chargeDeclined", "pm_card_refundFail", "pm_card_pendingRefund",
        "pm_card_createDispute", "pm_card_createDisputeInquiry", "pm_usBankAccount_success",
        "pm_usBankAccount_accountClosed",
    ]
)  # fmt: skip
CODE = st.one_of(st.none(), PICK)
PURCHASE = st.fixed_dictionaries(
    {
        "who": WHO,
        "goods": st.lists(st.tuples(GOODS, st.integers(1, 3), st.integers(0, 1)), min_size=1, max_size=3),
        "method": METHODS,
        "code": CODE,
    }
)
OFF = st.sampled_from([{"percentOff": 15}, {"percentOff": 100}, {"amountOff": 700, "currency": "USD"}])
FAULTS = st.sampled_from(
    [
        {"kind": "429", "times": 1},
        {"kind": "500", "times": 1},
        {"kind": "reset", "times": 1, "after": True},
        {"kind": "500", "times": 3, "after": True},
    ]
)
OUTCOMES = st.sampled_from(["lost", "under_review", "won", "lost", "appeal_needs_response", "prevented"])
CALLS = st.sampled_from(
    [
        "POST /v1/refunds",
        "POST /v1/checkout/sessions",
        "GET /v1/refunds*",
        "GET /v1/disputes*",
        "GET /v1/checkout/sessions*",
        "POST /v1/promotion_codes*",
    ]
)


class History(RuleBasedStateMachine):
    """One shop's. The class's attributes are set by the test."""

    around: Surroundings
    loop: asyncio.AbstractEventLoop
    seen: Counter[str]
    """What all histories of the test came to."""

    def __init__(self) -> None:
        super().__init__()
        self.town = Town(self.around)
        self.open: list[tuple[str, int]] = []
        """Checkout sessions that may be paid, with their totals."""
        self.codes: list[tuple[str, str]] = []
        """Global ids and words."""
        self.told: list[str] = []

    def do(self, what: Coroutine[Any, Any, Any]) -> Any:
        """Run something to its end."""
        return self.loop.run_until_complete(what)

    @initialize(codes=st.lists(OFF, max_size=2), purchases=st.lists(PURCHASE, min_size=1, max_size=3))
    def begin(self, codes: list[dict[str, Any]], purchases: list[dict[str, Any]]) -> None:
        """A shop in which a few things have been bought."""
        self.do(self.town.begin())
        for off in codes:
            self._make_promo_code(off)
        for purchase in purchases:
            self.do(self._buy(**purchase))
        self.do(self._hear_everything())

    async def _hear_everything(self) -> None:
        await self.town.collect()
        await self.town.post(list(self.town.waiting))
        await self.town.work()

    def teardown(self) -> None:
        if self.town.customers:
            self.do(self.town.settle())
            self.seen.update(self.do(census()))
            self.do(everything_balances(self.town))

    # What customers do

    @rule(purchase=PURCHASE)
    def buys(self, purchase: dict[str, Any]) -> None:
        self.do(self._buy(**purchase))

    async def _buy(self, who: int, goods: list[tuple[str, int, int]], method: str, code: int | None) -> None:
        for what, quantity, design in goods:
            await self._fill(who, what, quantity, design)
        before = len(self.open)
        await self._check_out(who)
        if len(self.open) > before:
            await self._pay(self.open[-1][0], method, code)

    @precondition(lambda self: len(self.codes) < 4)
    @rule(who=WHO)
    def gets_a_file_for_nothing(self, who: int) -> None:
        self._make_promo_code({"percentOff": 100})
        self.do(self._buy(who, [("digital/8x10", 1, 0)], "pm_card_visa", len(self.codes) - 1 if self.codes else None))

    @rule(who=WHO, what=GOODS, quantity=st.integers(1, 3), design=st.integers(0, 1))
    def fills_the_cart(self, who: int, what: str, quantity: int, design: int) -> None:
        self.do(self._fill(who, what, quantity, design))

    async def _fill(self, who: int, what: str, quantity: int, design: int) -> None:
        shopper = self.town.customers[who]
        line = await shopper.line(what, quantity=quantity, design=DESIGNS[design])
        result = await shopper.add(line, currency=CURRENCIES[who])
        assert result["__typename"] in {"Cart", "CartLimitReachedError", "QuantityInvalidError"}, result

    @rule(who=WHO)
    def empties_the_cart(self, who: int) -> None:
        self.do(self.town.customers[who].ask(CLEAR))

    @rule(who=WHO)
    def goes_to_checkout(self, who: int) -> None:
        self.do(self._check_out(who))

    async def _check_out(self, who: int) -> None:
        result = await self.town.customers[who].checkout()
        if result["__typename"] != "Checkout":
            assert result["code"] in {"CART_EMPTY", "PAYMENT_UNAVAILABLE", "ORDER_ALREADY_PAID"}, result
            return
        session = (session_of(result), result["order"]["total"]["amount"])
        self.open = [*(each for each in self.open if each[0] != session[0]), session]

    @precondition(lambda self: self.open)
    @rule(pick=PICK, method=METHODS, code=CODE)
    def pays(self, pick: int, method: str, code: int | None) -> None:
        self.do(self._pay(self.open[pick % len(self.open)][0], method, code))

    async def _pay(self, session_id: str, method: str, code: int | None) -> None:
        form = {"payment_method": method, "email": "somebody@example.com"}
        if code is not None and self.codes:
            form["promotion_code"] = self.codes[code % len(self.codes)][1]
        page = f"/v1/payment_pages/{session_id}/confirm"
        if await self.town.happens(page, **form) == 400 and "promotion_code" in form:
            del form["promotion_code"]
            await self.town.happens(page, **form)

    @precondition(lambda self: self.open)
    @rule(pick=PICK)
    def the_payment_page_expires(self, pick: int) -> None:
        session_id, _ = self.open.pop(pick % len(self.open))
        self.do(self.town.happens(f"/v1/checkout/sessions/{session_id}/expire"))

    # What the admin does

    @rule(pick=PICK, share=st.integers(1, 120))
    def gives_an_amount_back(self, pick: int, share: int) -> None:
        self._with_order(pick, lambda order: self._refund(order, amount=max(1, order.total * share // 100)))

    @rule(pick=PICK)
    def gives_all_back(self, pick: int) -> None:
        self._with_order(pick, self._refund)

    @rule(pick=PICK, which=PICK, quantity=st.integers(1, 3))
    def gives_units_of_a_line_back(self, pick: int, which: int, quantity: int) -> None:
        async def refund(order: Order) -> None:
            lines = await OrderLine.filter(order=order).order_by("position")
            line = lines[which % len(lines)]
            await self._refund(order, lines=[{"lineId": to_global_id("OrderLine", line.id), "quantity": quantity}])

        self._with_order(pick, refund)

    async def _refund(self, order: Order, **wanted: Any) -> None:
        answer = dict((await self.town.admin.ask(REFUND, id=to_global_id("Order", order.id), **wanted))["orderRefund"])
        allowed = {
            "Refund", "StateInvalidError", "NothingToRefundError", "RefundTooLargeError", "RefundRefusedError",
            "QuantityInvalidError", "PaymentUnavailableError",
        }  # fmt: skip
        assert answer["__typename"] in allowed, answer

    @rule(pick=PICK)
    def cancels(self, pick: int) -> None:
        async def cancel(order: Order) -> None:
            answer = await self.town.admin.ask(CANCEL, id=to_global_id("Order", order.id))
            assert answer["orderCancel"]["__typename"] != "NotFoundError", answer

        self._with_order(pick, cancel, paid=False)

    @precondition(lambda self: len(self.codes) < 4)
    @rule(off=OFF, limit=st.one_of(st.none(), st.integers(1, 2)))
    def makes_a_promo_code(self, off: dict[str, Any], limit: int | None) -> None:
        self._make_promo_code(off, limit)

    def _make_promo_code(self, off: dict[str, Any], limit: int | None = None) -> None:
        word = f"CODE-{len(self.codes)}"
        wanted = {"code": word, **off, **({"maxRedemptions": limit} if limit else {})}
        result = self.do(self.town.admin.ask(CREATE, input=wanted))["result"]
        assert result["__typename"] in {"PromoCode", "PaymentUnavailableError", "PromoCodeTakenError"}, result
        if result["__typename"] == "PromoCode":
            self.codes.append((result["id"], word))

    @precondition(lambda self: self.codes)
    @rule(pick=PICK, active=st.booleans())
    def switches_a_promo_code(self, pick: int, active: bool) -> None:
        self.do(self.town.admin.ask(UPDATE, id=self.codes[pick % len(self.codes)][0], active=active))

    @precondition(lambda self: self.codes)
    @rule(pick=PICK)
    def deletes_a_promo_code(self, pick: int) -> None:
        self.do(self.town.admin.ask(DELETE, id=self.codes[pick % len(self.codes)][0]))

    # What happens at Stripe

    @rule(pick=PICK, share=st.integers(1, 100))
    def gives_back_in_the_dashboard(self, pick: int, share: int) -> None:
        async def refund(order: Order) -> None:
            amount = max(1, order.total * share // 100)
            await self.town.happens("/v1/refunds", payment_intent=order.payment_intent_id, amount=amount)

        self._with_order(pick, refund, with_payment=True)

    @precondition(lambda self: self.codes)
    @rule(pick=PICK, active=st.booleans())
    def switches_a_code_in_the_dashboard(self, pick: int, active: bool) -> None:
        async def switch() -> None:
            promotions = await self.town.list_all("/v1/promotion_codes")
            if promotions:
                path = f"/v1/promotion_codes/{promotions[pick % len(promotions)]['id']}"
                await self.town.happens(path, active=str(active).lower())

        self.do(switch())

    @rule(pick=PICK, status=st.sampled_from(["failed", "succeeded"]))
    def a_bank_decides_about_a_refund(self, pick: int, status: str) -> None:
        async def decide() -> None:
            refunds = await self.town.list_all("/v1/refunds")
            if refunds:
                path = f"/_sandbox/refunds/{refunds[pick % len(refunds)]['id']}"
                await self.town.stripe.http.post(path, json={"status": status, "reason": "lost_or_stolen_card"})

        self.do(decide())

    @rule(pick=PICK, share=st.integers(10, 100), inquiry=st.booleans())
    def a_bank_asks_for_a_payment(self, pick: int, share: int, inquiry: bool) -> None:
        async def dispute(order: Order) -> None:
            charges = await self.town.list_all("/v1/charges", payment_intent=str(order.payment_intent_id))
            paid = next((charge for charge in charges if charge["paid"]), None)
            if paid is not None and not paid["disputed"]:
                left = paid["amount"] - paid["amount_refunded"]
                wanted = {"charge": paid["id"], "amount": max(1, left * share // 100), "inquiry": inquiry}
                await self.town.stripe.http.post("/_sandbox/disputes", json=wanted)

        self._with_order(pick, dispute, with_payment=True)

    @rule(pick=PICK, status=OUTCOMES)
    def a_bank_moves_a_dispute(self, pick: int, status: str) -> None:
        self.do(self._decide(pick, status))

    async def _decide(self, pick: int, status: str) -> None:
        disputes = await self.town.list_all("/v1/disputes")
        if disputes:
            path = f"/_sandbox/disputes/{disputes[pick % len(disputes)]['id']}"
            await self.town.stripe.http.post(path, json={"status": status})

    @rule(pick=PICK, share=st.integers(10, 100))
    def a_bank_takes_a_payment_back(self, pick: int, share: int) -> None:
        self.a_bank_asks_for_a_payment(pick, share, inquiry=False)
        self.do(self._decide(0, "lost"))  # the newest

    @rule(match=CALLS, fault=FAULTS)
    def stripe_stumbles(self, match: str, fault: dict[str, Any]) -> None:
        self.do(self.town.stripe.control("POST", "/faults", {"match": match, **fault}))

    @rule()
    def time_passes(self) -> None:
        self.do(self.town.stripe.control("POST", "/clock", {"advance_seconds": 60}))

    # How it reaches the shop

    @rule()
    def everything_arrives_and_is_done(self) -> None:
        self.do(self._hear_everything())

    @rule(data=st.data())
    def the_postman_comes(self, data: st.DataObject) -> None:
        """With some of what waits, and some of what he brought before, in any order."""
        self.do(self.town.collect())
        fresh = data.draw(st.permutations(range(len(self.town.waiting))), label="order")
        some = fresh[: data.draw(st.integers(0, len(fresh)), label="how many")]
        again = st.lists(st.integers(0, max(0, len(self.town.delivered) - 1)), max_size=3)
        old = data.draw(again, label="once more") if self.town.delivered else []
        events = [self.town.waiting[place] for place in some] + [self.town.delivered[place] for place in old]
        self.do(self.town.post([*events, *events[:2]]))

    @rule(at_most=st.integers(1, 5))
    def a_worker_works(self, at_most: int) -> None:
        self.do(self.town.work(at_most=at_most))

    def _with_order(
        self,
        pick: int,
        act: Callable[[Order], Coroutine[Any, Any, None]],
        *,
        paid: bool = True,
        with_payment: bool = False,
    ) -> None:
        """Do something to one of the orders, if there is one."""

        async def run() -> None:
            orders = [
                order
                for order in await self.town.orders()
                if (not paid or order.payment_status not in UNPAID) and (not with_payment or order.payment_intent_id)
            ]
            if orders:
                await act(orders[pick % len(orders)])

        self.do(run())
