"""The migrations, applied by `python -m cli migrate` to a real PostgreSQL."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import asyncpg
import pytest

from core.settings import Settings
from models import Cart, CartLine, Order, Price, Product, User
from tests.support import services
from tests.support.services import ROOT


def _cli(*arguments: str, url: str = "postgres://nobody@127.0.0.1:1/none") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=services.environment(url, "redis://127.0.0.1:1"),
    )


def test_the_models_and_the_migrations_agree() -> None:
    done = _cli("makemigration", "--check")

    assert done.returncode == 0, done.stderr


def test_two_that_migrate_at_once_do_it_once(worker_number: int) -> None:
    cluster, _ = services.services()
    url = services.create_empty_database(cluster, f"race_{worker_number}")
    environment = services.environment(url, "redis://127.0.0.1:1")
    command = [sys.executable, "-m", "cli", "migrate"]

    both = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT, env=environment
        )
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=60)[0] for process in both]

    assert [process.returncode for process in both] == [0, 0], outputs
    assert sum("applying" in output for output in outputs) == 1
    assert sum("up to date" in output for output in outputs) == 1


def test_a_database_that_does_not_answer_is_named_in_one_sentence() -> None:
    done = _cli("migrate")

    assert done.returncode == 1
    assert done.stderr.startswith("DATABASE_URL: PostgreSQL at 127.0.0.1:1/none does not answer")
    assert len(done.stderr.strip().splitlines()) == 1


async def test_a_busy_table_fails_a_migration_instead_of_blocking_the_shop(
    settings: Settings, worker_number: int
) -> None:
    cluster, _ = services.services()
    url = services.create_empty_database(cluster, f"busy_{worker_number}")
    holder = await asyncpg.connect(url)
    await holder.execute("CREATE TABLE designs (id int)")

    done = await asyncio.to_thread(_cli, "migrate", url=url)
    left = await holder.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    await holder.close()

    assert done.returncode == 1
    assert "was rolled back" in done.stderr
    assert [row["tablename"] for row in left] == ["designs"]


async def _product() -> Product:
    return await Product.create(slug="poster", name="Poster", fulfillment_type="physical")


async def test_one_price_per_product_size_option_and_currency_even_where_they_are_null(db: None) -> None:
    product = await _product()
    await Price.create(product=product, currency="USD", amount=100)

    with pytest.raises(Exception, match="prices_one_amount"):
        await Price.create(product=product, currency="USD", amount=200)
    with pytest.raises(Exception, match="prices_currency_upper"):
        await Price.create(product=product, currency="eur", amount=200)


async def test_one_active_cart_a_user(db: None) -> None:
    from core.clock import now

    user = await User.create(email="ada@example.com")
    times = {"expires_at": now(), "updated_at": now(), "currency": "USD"}
    await Cart.create(user=user, status="checked_out", **times)
    await Cart.create(user=user, **times)
    await Cart.create(**times)
    await Cart.create(**times)

    with pytest.raises(Exception, match="carts_one_active_per_user"):
        await Cart.create(user=user, **times)


@pytest.mark.parametrize("quantity", [0, -1, 100])
async def test_a_cart_line_holds_1_to_99(db: None, quantity: int) -> None:
    from core.clock import now

    cart = await Cart.create(expires_at=now(), updated_at=now(), currency="USD")
    product = await _product()

    with pytest.raises(Exception, match="cart_lines_quantity"):
        await CartLine.create(cart=cart, product=product, identity="x", quantity=quantity, seen_unit_price=1)


@pytest.mark.parametrize(
    ("amounts", "constraint"),
    [
        ({"subtotal": 1000, "discount": 100, "shipping": 50, "tax": 7, "total": 958}, "orders_total"),
        ({"subtotal": 1000, "total": 1000, "refunded": 1001}, "orders_amounts"),
        ({"subtotal": 1000, "discount": 1100, "total": -100}, "orders_amounts"),
    ],
)
async def test_an_order_whose_amounts_do_not_add_up_cannot_be_written(
    db: None, amounts: dict[str, int], constraint: str
) -> None:
    from core.clock import now

    with pytest.raises(Exception, match=constraint):
        await Order.create(
            number="YMA-2026-AAAAAAAA",
            fulfillment_type="digital",
            currency="USD",
            fingerprint="f",
            success_url="",
            cancel_url="",
            checkout_params={},
            checkout_expires_at=now(),
            **amounts,
        )


async def test_the_suite_empties_every_table_between_tests(db: None) -> None:
    assert await Product.all().count() == 0
    assert await User.all().count() == 0
