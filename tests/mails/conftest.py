"""Orders whose customers are told, and the folder that their mails go to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest

from adapters import Adapters
from adapters.mail.folder import FolderMailer
from core.settings import Settings
from models import OutboxMessage, Role, User
from tasks.outbox import run_due
from tests.orders.conftest import Buy, buy
from tests.refunds.conftest import Staff, buyer, customer, staff, till
from tests.support.shoppers import Account, SignIn, account, guest

__all__ = ["Account", "Buy", "SignIn", "Staff", "account", "buy", "buyer", "customer", "guest", "staff", "till"]


class Mailbox:
    """Everything that customers were sent: `await mailbox.sent()`, oldest first."""

    def __init__(self, folder: Path, adapters: Adapters) -> None:
        self._folder = folder
        self._adapters = adapters

    async def sent(self) -> list[EmailMessage]:
        """Send what is due, and read all that was ever sent."""
        await OutboxMessage.filter(actor="render_download").delete()
        await run_due(self._adapters)
        files = sorted(self._folder.glob("*.eml"))
        letters = [BytesParser(policy=policy.default).parsebytes(file.read_bytes()) for file in files]
        staff = await User.filter(role__not=Role.USER).values_list("email", flat=True)
        return [letter for letter in letters if letter["To"] not in staff]


@pytest.fixture
def mailbox(db: None, adapters: Adapters, settings: Settings, tmp_path: Path) -> Mailbox:
    """Mails of one test go to a folder of its own. Nothing is drawn."""
    mailer = FolderMailer(settings.model_copy(update={"data_dir": tmp_path}))
    return Mailbox(tmp_path / "mails", replace(adapters, mailer=mailer))


def text_of(letter: EmailMessage) -> str:
    """The text part."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def link_in(letter: EmailMessage, beginning: str) -> str:
    """The first link of the text part that begins so."""
    return next(line for line in text_of(letter).splitlines() if line.startswith(beginning))


Work = Callable[[], Awaitable[int]]
