"""What the log says, and what it must not."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from core.log import configure_logging, redact, request_id
from core.settings import Settings


@pytest.fixture
def configure() -> Iterator[object]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield lambda form: configure_logging(
        Settings(
            secret_key="k" * 32,
            database_url="postgres://127.0.0.1:1/none",
            redis_url="redis://127.0.0.1:1/0",
            stripe_secret_key="sk_test_none",
            stripe_webhook_secrets="whsec_none",  # type: ignore[arg-type]
            log_format=form,
        )
    )
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_one_line_of_json_with_the_request_id(configure, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    configure("json")
    token = request_id.set("request-0001")

    structlog.get_logger("shop").info("paid", order="YMA-1", total=1234, city="Zürich")
    logging.getLogger("library").warning("slow %s", "query")
    request_id.reset(token)

    [own, foreign] = lines(capsys)
    assert own.pop("timestamp")
    assert own == {
        "event": "paid",
        "level": "info",
        "logger": "shop",
        "order": "YMA-1",
        "total": 1234,
        "city": "Zürich",
        "request_id": "request-0001",
    }
    assert (foreign["event"], foreign["level"], foreign["request_id"]) == ("slow query", "warning", "request-0001")


def test_secrets_are_hidden_by_name_and_by_form(configure, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    configure("json")

    structlog.get_logger("shop").info(
        "request",
        headers={"Authorization": "Bearer abc", "x-cart-token": "abcdef", "accept": "*/*"},
        password="hunter2",
        url="postgres://shop:hunter2@db:5432/shop",
        note=["key sk_test_abc123", {"deep": "whsec_abc123"}],
    )

    [line] = lines(capsys)
    assert line["headers"] == {"Authorization": "[redacted]", "x-cart-token": "[redacted]", "accept": "*/*"}
    assert line["password"] == "[redacted]"
    assert line["url"] == "postgres://[redacted]@db:5432/shop"
    assert line["note"] == ["key [redacted]", {"deep": "[redacted]"}]


@pytest.mark.parametrize("form", ["text", "json"])
def test_tracebacks_show_neither_locals_nor_secrets(configure, capsys: pytest.CaptureFixture[str], form: str) -> None:  # type: ignore[no-untyped-def]
    configure(form)
    local = "only-in-a-local" + "-variable"

    try:
        raise RuntimeError(f"could not use sk_test_{len(local)}abc")
    except RuntimeError:
        structlog.get_logger("shop").exception("failed")

    written = capsys.readouterr().err
    assert "RuntimeError" in written
    assert "only-in-a-local-variable" not in written
    assert "sk_test_24abc" not in written


def test_nobody_writes_to_the_terminal_of_who_reads_the_log(configure, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    configure("text")

    structlog.get_logger("access").info("request", path="/\x1b]0;title\x07", peer="a\nb")
    try:
        raise RuntimeError("\x1b[2J")
    except RuntimeError:
        logging.getLogger("library").exception("\x9b31m")

    written = capsys.readouterr().err
    assert r"path=/\x1b]0;title\x07" in written
    assert r"peer='a\nb'" in written
    assert r"RuntimeError: \x1b[2J" in written
    assert not set(written) & {"\x1b", "\x07", "\x9b"}


def test_configuring_twice_does_not_write_twice(configure, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    configure("json")
    configure("json")

    structlog.get_logger("shop").info("once")

    assert len(lines(capsys)) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("token eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIx.c2ln end", "token [redacted] end"),
        ("rk_live_123", "[redacted]"),
        ("Bearer abc.def, next", "[redacted], next"),
        ("https://user:pa$$@host/x", "https://[redacted]@host/x"),
        ("redis://:hunter2@host:6379/0", "redis://[redacted]@host:6379/0"),
        ("yma_3fk20dxa_9-Zc_x is ours", "[redacted] is ours"),
        ("xkeysib-0a1b-Zz is Brevo's", "[redacted] is Brevo's"),
        ("nothing to hide: a@b.c", "nothing to hide: a@b.c"),
    ],
)
def test_redaction(text: str, shown: str) -> None:
    assert redact(text) == shown
