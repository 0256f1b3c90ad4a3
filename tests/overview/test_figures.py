"""commerce/reporting/overview.py: what counts, on which day, in which currency; and that it is what the rows say."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commerce.errors import InvalidInput
from commerce.reporting.overview import Figures
from commerce.reporting.rollups import roll_up
from core.database import execute, fetch
from models import Dispute, Milestone, Order, OrderLine, Product, PromoCode, PromoRedemption, Refund, RolledDay
from tests.overview.conftest import Books, at, figures, it_is, look


async def test_a_shop_in_which_nothing_happened(books: Books) -> None:
    seen = await look("2026-03-01", "2026-03-03")

    (usd,) = seen.currencies
    assert usd.currency == "USD"
    assert usd.current == usd.previous == Figures()
    assert usd.by_day == {date(2026, 3, day): Figures() for day in (1, 2, 3)}
    assert (usd.current.average_order, usd.current.conversion, usd.current.cart_abandonment) == (None, None, None)
    assert (usd.top_products, usd.top_promo_codes) == ([], [])


async def test_an_order_counts_on_the_day_it_was_paid(books: Books) -> None:
    order = await books.paid(at("2026-03-02 12:00"), subtotal=5000, discount=500, shipping=999, tax=300)
    await Order.filter(id=order.id).update(created_at=at("2026-02-27 12:00"))

    day = await figures("2026-03-02", "2026-03-02")

    assert (day.orders, day.gross, day.discounts, day.sales, day.net) == (1, 6299, 500, 5799, 5799)
    assert (day.subtotal, day.shipping, day.tax, day.average_order, day.new_customers) == (5000, 999, 300, 5799, 1)
    assert await figures("2026-02-01", "2026-03-01") == Figures()


@pytest.mark.parametrize("status", ["pending", "failed"])
async def test_what_was_not_paid_does_not_count(books: Books, status: str) -> None:
    order = await books.paid(at("2026-03-02 12:00"))
    await Order.filter(id=order.id).update(paid_at=None, payment_status=status)
    await Milestone.all().delete()

    assert await figures("2026-03-02", "2026-03-02") == Figures()


async def test_money_given_back_counts_on_the_day_it_was_given_back(books: Books) -> None:
    order = await books.paid(at("2026-03-02 12:00"), subtotal=5000)
    await books.refund(order, at("2026-03-04 12:00"), 1500)
    await books.refund(order, at("2026-03-04 13:00"), 500, "pending")
    await books.refund(order, at("2026-03-04 14:00"), 700, "failed")
    await books.refund(order, at("2026-03-04 15:00"), 700, "canceled")
    await books.lose(order, at("2026-03-05 12:00"), 3000)

    assert (await figures("2026-03-02", "2026-03-02")).net == 5000
    given = await figures("2026-03-04", "2026-03-04")
    assert (given.orders, given.refunds, given.refunded, given.net) == (0, 2, 2000, -2000)
    lost = await figures("2026-03-05", "2026-03-05")
    assert (lost.lost, lost.net) == (3000, -3000)
    assert (await figures("2026-03-01", "2026-03-07")).net == 0


async def test_the_period_before_is_as_long_and_just_before(books: Books) -> None:
    for day, subtotal in (("01", 100), ("02", 1000), ("03", 2000), ("04", 4000), ("05", 8000)):
        await books.paid(at(f"2026-03-{day} 12:00"), subtotal=subtotal)

    (usd,) = (await look("2026-03-04", "2026-03-05")).currencies

    assert (usd.current.gross, usd.previous.gross) == (12000, 3000)
    assert {day.isoformat(): each.gross for day, each in usd.by_day.items()} == {"2026-03-04": 4000, "2026-03-05": 8000}


async def test_currencies_are_never_added(books: Books) -> None:
    await books.paid(at("2026-03-02 12:00"), subtotal=1000, currency="EUR", email="eve@example.com")
    await books.paid(at("2026-03-02 12:00"), subtotal=2000, currency="USD")
    await books.paid(at("2026-03-01 12:00"), subtotal=400, currency="CHF")

    seen = await look("2026-03-02", "2026-03-02")

    assert [each.currency for each in seen.currencies] == ["USD", "CHF", "EUR"]
    assert [each.current.gross for each in seen.currencies] == [2000, 0, 1000]
    assert [each.previous.gross for each in seen.currencies] == [0, 400, 0]
    (alone,) = (await look("2026-03-02", "2026-03-02", "EUR")).currencies
    assert (alone.currency, alone.current.gross) == ("EUR", 1000)
    (nothing,) = (await look("2026-03-02", "2026-03-02", "JPY")).currencies
    assert (nothing.currency, nothing.current) == ("JPY", Figures())


async def test_a_customer_is_new_once(books: Books) -> None:
    await books.paid(at("2026-03-02 12:00"))
    await books.paid(at("2026-03-02 13:00"))
    await books.paid(at("2026-03-03 12:00"), currency="EUR")
    await books.paid(at("2026-03-03 12:00"), email="bob@example.com")

    assert (await figures("2026-03-02", "2026-03-02")).new_customers == 1
    assert (await figures("2026-03-03", "2026-03-03")).new_customers == 1
    assert (await figures("2026-03-03", "2026-03-03", "EUR")).new_customers == 0


async def test_conversion_and_abandonment(books: Books) -> None:
    for _ in range(5):
        await books.cart(at("2026-03-02 12:00"))
    for _ in range(2):
        await books.cart(at("2026-03-02 12:00"), checkout=True)
    await books.cart(at("2026-03-02 12:00"), paid=True)

    day = await figures("2026-03-02", "2026-03-02")

    assert (day.carts, day.checkouts, day.purchases) == (8, 3, 1)
    assert (day.conversion, day.cart_abandonment) == (0.125, 0.875)
    assert day.checkout_abandonment == pytest.approx(2 / 3)


async def test_carts_of_the_day_before_do_not_make_abandonment_negative(books: Books) -> None:
    await books.cart(at("2026-03-02 12:00"))
    cart = await books.cart(at("2026-03-01 12:00"), paid=True)
    await books.cart(at("2026-03-01 12:00"), paid=True)
    await execute("UPDATE milestones SET at = $1 WHERE kind <> 'cart'", at("2026-03-02 12:00"))

    day = await figures("2026-03-02", "2026-03-02")

    assert cart
    assert (day.conversion, day.cart_abandonment, day.checkout_abandonment) == (2.0, 0.0, 0.0)


async def test_top_products_and_what_they_came_to_before(books: Books) -> None:
    poster, digital = await Product.get(slug="poster"), await Product.get(slug="digital")
    await books.paid(at("2026-03-02 12:00"), subtotal=6000, quantity=2, discount=600, product_id=poster.id)
    await books.paid(at("2026-03-02 12:00"), subtotal=1000, product_id=digital.id)
    await books.paid(at("2026-03-01 12:00"), subtotal=3000, product_id=poster.id)
    await books.paid(at("2026-03-01 12:00"), subtotal=900, product_id=(await Product.get(slug="framed")).id)

    (usd,) = (await look("2026-03-02", "2026-03-02")).currencies

    assert [(each.name, each.quantity, each.revenue, each.revenue_before) for each in usd.top_products] == [
        (poster.name, 2, 5400, 3000),
        (digital.name, 1, 1000, 0),
    ]


async def test_promo_codes_by_use(books: Books) -> None:
    summer = await PromoCode.create(code="SUMMER", percent_off=10)
    winter = await PromoCode.create(code="WINTER", percent_off=50)
    for _ in range(2):
        await books.paid(at("2026-03-02 12:00"), subtotal=1000, discount=100, code=summer)
    await books.paid(at("2026-03-02 12:00"), subtotal=1000, discount=500, code=winter)
    await books.paid(at("2026-03-01 12:00"), subtotal=1000, discount=500, code=winter)

    (usd,) = (await look("2026-03-02", "2026-03-02")).currencies

    assert [(each.code, each.redemptions, each.discounts, each.revenue) for each in usd.top_promo_codes] == [
        ("SUMMER", 2, 200, 1800),
        ("WINTER", 1, 500, 500),
    ]
    assert (usd.current.redemptions, usd.previous.redemptions) == (3, 1)


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("2026-03-02", "2026-03-01", "to must not be before from."),
        ("2024-01-01", "2026-01-02", "A period has at most 732 days, not 733."),
        ("0001-01-01", "0001-01-02", "from and to must lie in 2000 to 2100."),
        ("9999-12-31", "9999-12-31", "from and to must lie in 2000 to 2100."),
    ],
)
async def test_periods_that_there_are_not(books: Books, first: str, last: str, message: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await look(first, last)

    assert refused.value.message == message


async def naive(first: date, last: date, zone: ZoneInfo) -> dict[tuple[date, str], Figures]:
    """Every row of the shop, looked at in Python."""
    found: dict[tuple[date, str], Figures] = defaultdict(Figures)

    def of(moment: datetime | None, currency: str) -> Figures | None:
        day = moment.astimezone(zone).date() if moment else None
        return found[day, currency] if day and first <= day <= last else None

    seen: set[str] = set()
    redeemed = {row.order_id for row in await PromoRedemption.all()}
    for order in await Order.exclude(payment_status__in=["pending", "failed"]).order_by("paid_at", "id"):
        fresh = order.email not in seen
        seen.add(str(order.email))
        if day := of(order.paid_at, order.currency):
            day.orders += 1
            day.subtotal += order.subtotal
            day.discounts += order.discount
            day.shipping += order.shipping
            day.tax += order.tax
            day.redemptions += order.id in redeemed
            day.new_customers += fresh
    for refund in await Refund.filter(status__in=["pending", "succeeded"]).select_related("order"):
        if day := of(refund.created_at, refund.order.currency):
            day.refunds += 1
            day.refunded += refund.amount
    for dispute in await Dispute.filter(status="lost").select_related("order"):
        if day := of(dispute.closed_at, dispute.order.currency):
            day.lost += dispute.lost
    for milestone in await Milestone.exclude(kind="customer"):
        if day := of(milestone.at, milestone.currency):
            name = f"{milestone.kind.value}s"
            setattr(day, name, getattr(day, name) + 1)
    return found


async def history(books: Books, seed: int) -> None:
    """A few weeks of a shop, about the days when clocks are changed."""
    dice = random.Random(seed)
    begins = datetime(2026, 3, 20, tzinfo=UTC)
    code = await PromoCode.create(code="SUMMER", percent_off=10)
    products = [product.id for product in await Product.all()]
    moments = sorted(begins + timedelta(minutes=dice.randrange(20 * 24 * 60)) for _ in range(80))
    for moment in moments:
        subtotal, used = dice.randrange(500, 20_000, 2), dice.random() < 0.3
        order = await books.paid(
            moment, subtotal=subtotal, discount=subtotal // 10 if used else 0, shipping=dice.choice([0, 999]),
            tax=dice.randrange(500), currency=dice.choice(["USD", "USD", "EUR"]), code=code if used else None,
            email=f"{dice.randrange(40)}@example.com", product_id=dice.choice(products), quantity=dice.choice([1, 2]),
        )  # fmt: skip
        later = moment + timedelta(minutes=dice.randrange(5 * 24 * 60))
        if dice.random() < 0.3:
            status = dice.choice(["pending", "succeeded", "failed", "canceled"])
            await books.refund(order, later, dice.randrange(1, order.total // 2), status)
        if dice.random() < 0.1:
            await books.lose(order, later, order.total // 2)
        await books.cart(moment, checkout=dice.random() < 0.5, paid=dice.random() < 0.3, currency=order.currency)


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kathmandu", "Australia/Lord_Howe"]
)
@pytest.mark.parametrize("rolled", ["live", "rolled up", "half of it"])
async def test_every_day_is_what_its_rows_say(books: Books, in_zone: object, zone: str, rolled: str) -> None:
    assert callable(in_zone)
    in_zone(zone)
    await history(books, seed=5)
    if rolled != "live":
        await roll_up()
    if rolled == "half of it":
        await RolledDay.filter(day__lt=date(2026, 3, 30)).update(stale=True)
        await execute("UPDATE daily_sales SET orders = 1000000 WHERE day < '2026-03-30'")

    seen = await look("2026-03-22", "2026-04-10")

    expected = await naive(date(2026, 3, 22), date(2026, 4, 10), ZoneInfo(zone))
    assert {
        (day, each.currency): sums for each in seen.currencies for day, sums in each.by_day.items() if sums != Figures()
    } == expected
    before = await naive(date(2026, 3, 2), date(2026, 3, 21), ZoneInfo(zone))
    for each in seen.currencies:
        assert sum(sums.net for sums in each.by_day.values()) == each.current.net
        assert each.previous.net == sum(sums.net for (_, code), sums in before.items() if code == each.currency)


@pytest.mark.parametrize("rolled", [False, True])
async def test_all_of_it_is_what_the_orders_say(books: Books, rolled: bool) -> None:
    """As customers' figures do: totals less what was refunded and lost."""
    await history(books, seed=6)
    if rolled:
        await roll_up()

    seen = await look("2026-03-01", "2026-05-01")

    kept = await fetch(
        "SELECT currency, sum(total - refunded - lost)::int AS kept, count(*) AS n FROM orders GROUP BY 1"
    )
    assert {each.currency: (each.current.net, each.current.orders) for each in seen.currencies} == {
        row["currency"]: (row["kept"], row["n"]) for row in kept
    }
    lines = await OrderLine.all().select_related("order")
    for each in seen.currencies:
        mine = [line for line in lines if line.order.currency == each.currency]
        assert sum(product.revenue for product in each.top_products) == sum(line.total - line.discount for line in mine)
        assert sum(product.quantity for product in each.top_products) == sum(line.quantity for line in mine)


async def test_days_of_23_and_25_hours(books: Books, in_zone: object) -> None:
    assert callable(in_zone)
    in_zone("Europe/Berlin")
    # 29 March begins at 23:00 UTC and ends at 22:00; 25 October begins at 22:00 UTC and ends at 23:00.
    for moment in ("03-28 22:59", "03-28 23:00", "03-29 21:59", "03-29 22:00"):
        await books.paid(at(f"2026-{moment}"))
    for moment in ("10-24 21:59", "10-24 22:00", "10-25 00:30", "10-25 01:30", "10-25 22:59", "10-25 23:00"):
        await books.paid(at(f"2026-{moment}"))

    for _ in ("live", "rolled up"):
        (spring,) = (await look("2026-03-28", "2026-03-30")).currencies
        assert [each.orders for each in spring.by_day.values()] == [1, 2, 1]
        (autumn,) = (await look("2026-10-24", "2026-10-26")).currencies
        assert [each.orders for each in autumn.by_day.values()] == [1, 4, 1]
        with it_is(at("2026-12-01 12:00")):
            await roll_up()
