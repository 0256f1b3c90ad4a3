"""What the stand-in remembers: mails, keys with their end, failures to come. In memory; mails are files, too."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate
from pathlib import Path
from typing import Any
from uuid import uuid4

KEY_SECONDS = 30 * 60
"""How long Brevo keeps an idempotencyKey: developers.brevo.com/docs/heterogenous-versions-batch-emails"""


@dataclass(frozen=True)
class Config:
    data: Path
    key: str
    webhook_url: str | None = None
    webhook_secret: str = ""


@dataclass(frozen=True)
class Sent:
    """One mail that was taken."""

    message_id: str
    document: dict[str, Any]
    at: float

    @property
    def recipient(self) -> str:
        return str(self.document["to"][0]["email"])

    @property
    def tags(self) -> list[str]:
        return [str(tag) for tag in self.document.get("tags") or []]

    @property
    def custom(self) -> str | None:
        """What comes back with every event."""
        value = (self.document.get("headers") or {}).get("X-Mailin-custom")
        return str(value) if value is not None else None


@dataclass
class Fault:
    """The next `times` sends answer `status`, or hang up when it is 0; with `after`, the mail is taken first."""

    status: int
    times: int = 1
    after: bool = False
    code: str = "internal_error"


@dataclass
class Store:
    config: Config
    sent: list[Sent] = field(default_factory=list)
    keys: dict[str, float] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    requests: int = 0
    offset: float = 0.0
    forgetful: bool = False
    """Whether what was sent cannot be looked up (yet): Brevo's statistics lag behind."""

    def now(self) -> float:
        return time.time() + self.offset

    def reset(self) -> None:
        """As it was in the beginning; files stay."""
        self.sent.clear()
        self.keys.clear()
        self.faults.clear()
        self.requests, self.offset, self.forgetful = 0, 0.0, False

    def fault(self) -> Fault | None:
        """The failure that hits this send, used up by one."""
        if not self.faults:
            return None
        fault = self.faults[0]
        fault.times -= 1
        if fault.times <= 0:
            self.faults.pop(0)
        return fault

    def is_duplicate(self, key: str | None) -> bool:
        """Whether a key was used within its time."""
        return key is not None and self.keys.get(key, 0.0) > self.now()

    def take(self, document: dict[str, Any], key: str | None) -> Sent:
        """Keep a mail, and put it into the folder."""
        if key is not None:
            self.keys[key] = self.now() + KEY_SECONDS
        mail = Sent(f"<{uuid4().hex}@smtp-relay.sandbox.invalid>", document, self.now())
        self.sent.append(mail)
        self.config.data.mkdir(parents=True, exist_ok=True)
        path = self.config.data / f"{mail.message_id[1:33]}.eml"
        path.write_bytes(_letter(mail).as_bytes())
        return mail

    def find(self, tags: list[str], email: str | None) -> list[Sent]:
        """What was sent with one of those tags, newest first."""
        if self.forgetful:
            return []
        return [
            mail
            for mail in reversed(self.sent)
            if (not tags or set(tags) & set(mail.tags)) and (email is None or mail.recipient == email)
        ]

    def by_id(self, message_id: str) -> Sent | None:
        return next((mail for mail in self.sent if mail.message_id == message_id), None)


def _letter(mail: Sent) -> EmailMessage:
    document = mail.document
    letter = EmailMessage(policy=SMTP.clone(max_line_length=998))
    letter["From"] = formataddr((document["sender"].get("name", ""), document["sender"]["email"]))
    letter["To"] = mail.recipient
    letter["Subject"] = document["subject"]
    letter["Date"] = formatdate(mail.at)
    letter["Message-ID"] = mail.message_id
    for name, value in (document.get("headers") or {}).items():
        if name != "idempotencyKey":
            letter[name] = value
    letter.set_content(document.get("textContent") or "", cte="base64")
    letter.add_alternative(document["htmlContent"], subtype="html", cte="base64")
    return letter
