"""A folder of .eml files, read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser, BytesParser
from pathlib import Path

_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{0,79}")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Summary:
    """One line of the list. `id` is the file's name without `.eml`."""

    id: str
    sender: str
    to: str
    subject: str
    date: datetime


@dataclass(frozen=True)
class Letter:
    """A whole mail."""

    summary: Summary
    headers: list[tuple[str, str]]
    text: str
    html: str

    @property
    def links(self) -> list[str]:
        """The web addresses in the text part, in order, each once."""
        return list(dict.fromkeys(WEB_ADDRESS.findall(self.text)))


class Folder:
    """Summaries are remembered, so that a list of thousands of mails reads only what is new."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: dict[str, tuple[int, Summary]] = {}

    def summaries(self) -> list[Summary]:
        """All mails, newest first."""
        found: dict[str, tuple[int, Summary]] = {}
        for file in self._path.glob("*.eml"):
            try:
                changed = file.stat().st_mtime_ns
                known = self._seen.get(file.stem)
                if known is None or known[0] != changed:
                    known = (changed, _summary(file))
            except FileNotFoundError:
                continue
            found[file.stem] = known
        self._seen = found
        return sorted((summary for _, summary in found.values()), key=lambda each: (each.date, each.id), reverse=True)

    def letter(self, name: str) -> Letter | None:
        """One mail, or None."""
        raw = self.raw(name)
        if raw is None:
            return None
        mail = BytesParser(policy=policy.default).parsebytes(raw)
        summary = _summary_of(mail, name, datetime.now(UTC))
        headers = [(key, str(value)) for key, value in mail.items()]
        return Letter(summary, headers, _part(mail, "plain"), _part(mail, "html"))

    def raw(self, name: str) -> bytes | None:
        """The file, or None."""
        if not _NAME.fullmatch(name):
            return None
        try:
            return (self._path / f"{name}.eml").read_bytes()
        except FileNotFoundError:
            return None


def _summary(file: Path) -> Summary:
    with file.open("rb") as opened:
        mail = BytesHeaderParser(policy=policy.default).parse(opened)
    return _summary_of(mail, file.stem, datetime.fromtimestamp(file.stat().st_mtime, UTC))


def _summary_of(mail: EmailMessage, name: str, fallback: datetime) -> Summary:
    date = mail["Date"].datetime if mail["Date"] is not None else None
    aware = date.replace(tzinfo=UTC) if date is not None and date.tzinfo is None else date
    return Summary(name, str(mail["From"] or ""), str(mail["To"] or ""), str(mail["Subject"] or ""), aware or fallback)


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""
