"""The small commands, and what they are compared with."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cli import seed
from cli.__main__ import COMMANDS, main
from cli.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from cli.settings import PAGE, page, table
from core.settings import Settings
from models import Price, Product, ProductOptionValue, ProductSize, Template, User
from tests.support import services
from tests.support.services import ROOT


def _cli(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    whole = services.environment("postgres://127.0.0.1:1/none", "redis://127.0.0.1:1", **environment)
    command = [sys.executable, "-m", "cli", *arguments]
    return subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT, env=whole)


def test_the_settings_page_is_what_the_code_reads() -> None:
    assert PAGE.read_text() == page(), "python -m cli settings --write"


def test_the_table_names_every_setting_its_default_and_its_bounds() -> None:
    lines = table().splitlines()

    assert len(lines) == 2 + len(Settings.model_fields)
    assert any(line.startswith("| `SECRET_KEY` | secret text | **required** |") for line in lines)
    assert any(line.startswith("| `DATABASE_POOL_SIZE` | number ≥ 1 ≤ 200 | `10` |") for line in lines)


def test_the_exported_schema_is_the_schema() -> None:
    done = _cli("schema", "--check")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main([name, "--help"])

    assert ending.value.code == 0
    assert f"python -m cli {name}" in capsys.readouterr().out


def test_an_unknown_command_shows_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["paint"]) == 2
    said = capsys.readouterr().err
    assert "there is no command 'paint'" in said
    assert all(name in said for name in COMMANDS)


def test_a_missing_setting_is_one_sentence() -> None:
    done = _cli("migrate", SECRET_KEY="", DATA_DIR="/nowhere")

    assert done.returncode == 1
    assert done.stderr.startswith("SECRET_KEY is not set: set it")
    assert len(done.stderr.splitlines()) == 1


def test_the_doctor_names_what_does_not_answer() -> None:
    done = _cli("doctor", STRIPE_API_BASE="http://127.0.0.1:1")

    assert done.returncode == 1
    lines = {line.split()[1]: line.split()[0] for line in done.stdout.splitlines()}
    assert lines == {
        "settings": "ok",
        "database": "FAIL",
        "redis": "FAIL",
        "stripe": "FAIL",
        "storage": "ok",
        "mail": "ok",
        "posters": "ok",
    }


def test_a_container_whose_api_is_gone_is_not_healthy() -> None:
    done = _cli("healthy", "--port", "1")

    assert done.returncode == 1
    assert done.stderr.startswith("no answer")


async def test_seeding_fills_an_empty_shop_once(db: None) -> None:
    first = await seed.seed_shop(accounts=True)
    second = await seed.seed_shop(accounts=True)

    assert first.startswith("seeded 6 products")
    assert second == "the shop has 6 products already: nothing to seed"
    assert await Product.all().count() == 6
    assert await ProductSize.all().count() == 31
    assert await User.all().count() == len(DEMO_ACCOUNTS)
    assert await Template.all().count() == len(seed.template_files()) > 8


async def test_production_gets_no_demo_accounts(db: None) -> None:
    await seed.seed_shop(accounts=False)

    assert await User.all().count() == 0


async def test_demo_accounts_have_the_password_that_is_printed(db: None) -> None:
    from argon2 import PasswordHasher

    await seed.seed_accounts()

    for email, name, role in DEMO_ACCOUNTS:
        user = await User.get(email=email)
        assert (user.name, user.role.value) == (name, role)
        assert user.password_hash is not None
        assert PasswordHasher().verify(user.password_hash, DEMO_PASSWORD)


async def test_everything_seeded_has_a_price_in_every_currency(db: None) -> None:
    await seed.seed_catalogue(seed.catalogue())

    prices = await Price.all()
    for currency in ("USD", "EUR", "GBP", "JPY"):
        own = [price for price in prices if price.currency == currency]
        based = {price.product_id for price in own if not price.size_id and not price.option_value_id}
        sized = {price.size_id for price in own}
        valued = {price.option_value_id for price in own}
        assert all(size.id in sized or size.product_id in based for size in await ProductSize.all())
        assert all(value.id in valued for value in await ProductOptionValue.all())
