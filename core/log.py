"""Structured logs: one line an event, with the request's id on it and without secrets."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from contextvars import ContextVar
from io import StringIO
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer

from core.settings import Settings

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
"""The id of the request (or message) being worked on; every log line carries it."""

_HIDDEN = "[redacted]"
_SECRET_NAME = re.compile(
    r"authorization|cookie|password|secret|token|api_?key|access_?key|private_?key|credential|signature", re.I
)
_SECRET_VALUE = re.compile(
    r"(?:sk|rk)_(?:test|live)_\w+"  # Stripe keys
    r"|whsec_[\w+/=]+"
    r"|yma_[a-z0-9]{8}_[\w-]+"  # our own API keys
    r"|xkeysib-[\w-]+"  # Brevo's
    r"|Bearer\s+[^\s,;\"']+"
    r"|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*"  # JSON web tokens
    r"|(?<=://)[^\s/@:]*:[^\s/@]+(?=@)",  # user:password@ in a URL, and Redis's :password@
    re.I,
)
_MAX_DEPTH = 6
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a terminal obeys instead of showing it. Paths and addresses are written by whoever sends the request."""


def configure_logging(settings: Settings) -> None:
    """Send structlog's and the standard library's records to standard error, in one format."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _add_request_id,
        _redact,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = _ErrorStream()
    handler.setFormatter(_formatter(settings, shared))
    root = logging.getLogger()
    root.handlers[:] = [*(each for each in root.handlers if not isinstance(each, _ErrorStream)), handler]
    root.setLevel(settings.log_level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = name != "uvicorn.access"  # the access line is our own, with the request's id
    for name in ("httpx", "httpcore", "botocore", "aiobotocore", "asyncio", "tortoise", "stripe"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


class _ErrorStream(logging.Handler):
    """Writes to what is standard error when the record comes, not when logging was configured."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            print(self.format(record), file=sys.stderr)  # noqa: T201 (this is the log)
        except Exception:
            self.handleError(record)


def _formatter(settings: Settings, shared: list[structlog.typing.Processor]) -> logging.Formatter:
    last: list[structlog.typing.Processor]
    if settings.log_format == "json":
        last = [
            structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False)),
            _redact,
            structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
        ]
    else:
        last = [
            _spell_out,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_plain_traceback),
        ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )


def _plain_traceback(stream: Any, exc_info: Any) -> None:
    """A traceback without local variables, which may hold what must not be logged."""
    text = StringIO()
    structlog.dev.plain_traceback(text, exc_info)
    stream.write(_shown(redact(text.getvalue())))


def _spell_out(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _shown(value)
    return event


def _shown(text: str) -> str:
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def _add_request_id(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    current = request_id.get()
    if current is not None:
        event.setdefault("request_id", current)
    return event


def _redact(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    for name, value in event.items():
        if not name.startswith("_") and name not in {"exc_info", "timestamp", "level", "logger"}:
            event[name] = _HIDDEN if _is_secret(name, value) else _clean(value, 0)
    return event


def _is_secret(name: str, value: object) -> bool:
    return isinstance(value, str | bytes) and bool(_SECRET_NAME.search(name))


def _clean(value: Any, depth: int) -> Any:
    if isinstance(value, str):
        return redact(value)
    if depth >= _MAX_DEPTH:
        return value if isinstance(value, int | float | bool) else "…"
    if isinstance(value, Mapping):
        return {k: _HIDDEN if _is_secret(str(k), v) else _clean(v, depth + 1) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(item, depth + 1) for item in value]
    return value


def redact(text: str) -> str:
    """The text without keys, tokens and passwords that are recognisable by their form."""
    return _SECRET_VALUE.sub(_HIDDEN, text)
