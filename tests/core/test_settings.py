"""Settings that are wrong stop the start with a sentence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import ConfigurationError
from core.settings import Settings, load_settings


def test_the_shops_days_are_utc_unless_it_says_where_it_is(settings: Settings) -> None:
    assert settings.shop_timezone == "UTC"
    assert settings.time_zone.utcoffset(datetime(2026, 7, 1)) == timedelta()


def test_a_shop_may_be_anywhere(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOP_TIMEZONE", "Europe/Berlin")

    zone = load_settings().time_zone

    assert datetime(2026, 7, 1, 22, 30, tzinfo=UTC).astimezone(zone).date().isoformat() == "2026-07-02"


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "Europe", "../etc/passwd", "+02:00", "/etc/localtime", "Europe/Berlin "]
)
def test_a_time_zone_that_nobody_knows_stops_the_start(
    settings: Settings, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOP_TIMEZONE", name)

    with pytest.raises(ConfigurationError, match=r"^SHOP_TIMEZONE: must be the IANA name of a time zone"):
        load_settings()


def test_hosts_that_may_receive_webhooks(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_ALLOWED_HOSTS", "ERP.internal, 10.0.0.7:8080, [::1]:8443")

    assert load_settings().webhook_allowed_hosts == ("erp.internal", "10.0.0.7:8080", "::1:8443")


@pytest.mark.parametrize(
    "host", ["https://erp.internal", "erp.internal/hooks", "a:b@erp", "erp internal", ":80", "erp:x"]
)
def test_a_host_that_is_none_stops_the_start(settings: Settings, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEBHOOK_ALLOWED_HOSTS", host)

    with pytest.raises(ConfigurationError, match=r"^WEBHOOK_ALLOWED_HOSTS: .*must (be host names|have ports)"):
        load_settings()


def test_origins_are_kept_as_browsers_write_them(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_ORIGINS", "https://Admin.example.com/, https://a.example.com:443,http://b.example:8080")

    origins = load_settings().origins

    assert {"https://admin.example.com", "https://a.example.com", "http://b.example:8080"} < origins


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ALLOWED_ORIGINS", "admin.example.com", r"must be origins, such as https://admin\.example\.com"),
        ("ALLOWED_ORIGINS", "*", "must be origins"),
        ("ALLOWED_ORIGINS", "https://a.example.com/shop", "must be origins"),
        ("PUBLIC_URL", "https://shop.example.com:http", "must have a port"),
        ("DATABASE_URL", "postgres://shop:pass/word@db:5432/shop", "must have a port .* / is written %2F"),
        ("REDIS_URL", "redis://cache:99999/0", "must have a port"),
        ("SMTP_URL", "smtp://mail:smtp", "must have a port"),
        ("SHIPPING_COUNTRIES", "us,Germany", "must be ISO 3166-1 alpha-2 codes"),
        ("SHIPPING_COUNTRIES", ",", "must name at least one country"),
        ("DOWNLOAD_FORMATS", ",", "must name at least one"),
        ("MAX_BODY_BYTES", "0", "Input should be greater than or equal to 1024"),
    ],
)
def test_what_could_not_work_stops_the_start(
    settings: Settings, name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(ConfigurationError, match=rf"^{name}: (0: )?{sentence}") as refused:
        load_settings()

    assert "pass" not in str(refused.value).replace("password", "")
