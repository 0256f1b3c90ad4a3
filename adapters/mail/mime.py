"""A message in the form that mail servers take."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy

from adapters.mail import MailRefused, Message
from core.settings import Settings

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class _Whole(UnstructuredHeader):
    """A header that stays in one line: Python would encode a long address, and mail programs do not decode it."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]  # BaseHeader's


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Whole)  # type: ignore[arg-type]  # as the standard library's own
_POLICY = SMTP.clone(header_factory=_HEADERS)


def sender_address(settings: Settings) -> str:
    """MAIL_FROM; where it is not set, an address that nobody can have."""
    return settings.mail_from or "shop@mail.invalid"


def to_mime(message: Message, settings: Settings) -> EmailMessage:
    """Headers, a text part and an HTML part.

    The Message-ID is made of the message's id, so that a mail that is sent twice can be known as one.

    Raises:
        MailRefused: when the recipient is not an address.
    """
    sender = sender_address(settings)
    reply_to = settings.mail_reply_to or settings.support_email
    mime = EmailMessage(policy=_POLICY)
    mime["From"] = _address(sender, settings.shop_name)
    mime["To"] = _address(message.recipient)
    if reply_to:
        mime["Reply-To"] = _address(reply_to)
    mime["Subject"] = one_line(message.subject)
    mime["Date"] = message.date
    mime["Message-ID"] = f"<{message.id}@{_domain(sender)}>"
    mime["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    for name, value in unsubscribe_headers(message).items():
        mime[name] = value
    mime.set_content(message.text, cte="quoted-printable")
    mime.add_alternative(message.html, subtype="html", cte="quoted-printable")
    return mime


def unsubscribe_headers(message: Message) -> dict[str, str]:
    """RFC 2369 and RFC 8058: how a mail program ends such mails with one click."""
    if message.unsubscribe_url is None:
        return {}
    return {
        "List-Unsubscribe": f"<{message.unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def one_line(text: str) -> str:
    """The text without what could end a header."""
    return " ".join(_CONTROLS.sub(" ", text).split())


def _address(address: str, name: str = "") -> Address:
    local, _, _ = address.rpartition("@")
    if _CONTROLS.search(address) or any(sign in address for sign in "<>,; \t"):
        raise MailRefused("the recipient is not an e-mail address")
    try:
        return Address(one_line(name), addr_spec=f"{local}@{_domain(address)}")
    except (MessageError, ValueError, IndexError) as error:
        raise MailRefused("the recipient is not an e-mail address") from error


def _domain(address: str) -> str:
    """The part behind the @, in ASCII."""
    domain = address.rpartition("@")[2]
    try:
        return domain.encode("idna").decode()
    except UnicodeError as error:
        raise MailRefused("the recipient's domain is none") from error
