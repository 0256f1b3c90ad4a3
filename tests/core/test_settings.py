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
