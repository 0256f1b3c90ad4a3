"""adapters/mail: files that appear whole, and a real SMTP server that takes, refuses, hangs up and says nothing."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import stat
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pydantic import SecretStr

from adapters.mail import MailError, MailRefused, Message, open_mailer
from adapters.mail.folder import FolderMailer
from adapters.mail.mime import to_mime
from adapters.mail.smtp import SmtpMailer
from core.database import transaction
from core.settings import Settings
from tests.support.ports import free_port

ID = UUID("019a0000-0000-7000-8000-000000000001")
DATE = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def message(**changes: Any) -> Message:
    text = "Grüße & more\n" + "https://shop.example.com/account/verify?token=" + "x" * 90 + "\n.\nend\n"
    plain = {"recipient": "ada@example.com", "subject": "Hällo", "text": text, "html": f"<p>{text}</p>"}
    return Message(id=ID, date=DATE, **{**plain, **changes})


def parsed(raw: bytes) -> EmailMessage:
    return BytesParser(policy=policy.default).parsebytes(raw)


def content(letter: EmailMessage, kind: str) -> str:
    body = letter.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.fixture
def shop(settings: Settings, tmp_path: Path) -> Settings:
    changes = {"data_dir": tmp_path, "mail_from": "shop@shop.example.com", "shop_name": "Käthe, Söhne <Maps>"}
    return settings.model_copy(update={**changes, "support_email": "help@shop.example.com"})


def test_headers(shop: Settings) -> None:
    letter = parsed(to_mime(message(), shop).as_bytes())

    (sender,) = letter["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Käthe, Söhne <Maps>", "shop@shop.example.com")
    assert letter["To"] == "ada@example.com"
    assert letter["Reply-To"] == "help@shop.example.com"
    assert letter["Subject"] == "Hällo"
    assert letter["Date"].datetime == DATE
    assert letter["Message-ID"] == f"<{ID}@shop.example.com>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert content(letter, "plain") == message().text
    assert content(letter, "html").rstrip("\n") == message().html.rstrip("\n")


def test_lines_are_short_enough_for_every_server(shop: Settings) -> None:
    long = shop.model_copy(update={"mail_from": f"shop@{'sub.' * 20}example.com", "shop_name": "ü" * 120})

    raw = to_mime(message(subject="wörd " * 60, html="<p>" + "x" * 5000), long).as_bytes()

    assert max(len(line) for line in raw.split(b"\r\n")) <= 200
    letter = parsed(raw)
    assert letter["Subject"] == ("wörd " * 60).strip()
    assert letter["Message-ID"] == f"<{ID}@{'sub.' * 20}example.com>"


def test_nothing_gets_out_of_a_header(shop: Settings) -> None:
    sly = shop.model_copy(update={"shop_name": "Shop\r\nBcc: eve@example.com"})

    letter = parsed(to_mime(message(subject="Hi\r\nBcc: eve@example.com\n\nbody\u2028x\x00"), sly).as_bytes())

    assert letter["Bcc"] is None
    assert letter["Subject"] == "Hi Bcc: eve@example.com body x"
    assert letter["From"].addresses[0].addr_spec == "shop@shop.example.com"


@pytest.mark.parametrize(
    "recipient",
    [
        "ada@example.com\nBcc: eve@example.com",
        "ada@example.com\r",
        "a@example.com,b@example.com",
        "Ada <ada@example.com>",
        "ada@",
        "@example.com",
        "ada",
        "ada@ex..ample.com",
        "ada@example.com\ud800",
    ],
)
def test_what_is_no_address_is_refused(recipient: str, shop: Settings) -> None:
    with pytest.raises(MailRefused):
        to_mime(message(recipient=recipient), shop)


def test_an_international_domain_is_written_in_ascii(shop: Settings) -> None:
    assert to_mime(message(recipient="ada@müller.example"), shop)["To"] == "ada@xn--mller-kva.example"


async def test_a_file_is_whole_for_its_owner_and_replaced_by_its_like(shop: Settings) -> None:
    mailer = FolderMailer(shop)

    names = [await mailer.send(message(subject=subject)) for subject in ("one", "two")]
    probed = await mailer.probe()

    folder = shop.data_dir / "mails"
    assert names == [f"{ID}.eml"] * 2
    assert [file.name for file in folder.iterdir()] == [f"{ID}.eml"]
    assert parsed((folder / f"{ID}.eml").read_bytes())["Subject"] == "two"
    assert stat.S_IMODE((folder / f"{ID}.eml").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert probed == str(folder)


async def test_a_folder_that_cannot_be_written_is_trouble_that_may_pass(shop: Settings) -> None:
    (shop.data_dir / "mails").write_text("in the way")

    with pytest.raises(MailError) as caught:
        await FolderMailer(shop).send(message())

    assert caught.value.transient


@dataclass
class Post:
    """An SMTP server on a free port, and how it answers."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    taken: list[Envelope] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    hang_up_after_data: bool = False

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get("RCPT", "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answers.get("DATA", "250").startswith("250"):
            self.taken.append(envelope)
        if self.hang_up_after_data:
            assert server.transport is not None
            server.transport.abort()
        return self.answers.get("DATA", "250 queued as 4711")

    def login(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, auth: Any) -> AuthResult:
        assert isinstance(auth, LoginPassword)
        self.logins.append((auth.login, auth.password))
        return AuthResult(success=auth.password == b"p@ss word", handled=False)


@contextlib.asynccontextmanager
async def serving(*, tls: ssl.SSLContext | None = None, start_tls: ssl.SSLContext | None = None) -> AsyncIterator[Post]:
    state = Post()
    loop = asyncio.get_running_loop()

    def serve() -> SMTP:
        return SMTP(
            state, authenticator=state.login, auth_require_tls=start_tls is not None, tls_context=start_tls,
            hostname="post.example", loop=loop,
        )  # fmt: skip

    server = await loop.create_server(serve, "127.0.0.1", 0, ssl=tls)
    state.port = server.sockets[0].getsockname()[1]
    try:
        yield state
    finally:
        server.close()
        await server.wait_closed()


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    async with serving() as state:
        yield state


@pytest.fixture(scope="module")
def contexts(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's certificate for 127.0.0.1, and a client that trusts it and nothing else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "post.example")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=str(pem))


def mailer_of(shop: Settings, post: Post, who: str = "") -> SmtpMailer:
    return SmtpMailer(shop, SecretStr(f"smtp://{who}127.0.0.1:{post.port}"))


async def test_a_server_gets_the_mail_and_its_answer_is_kept(shop: Settings, post: Post) -> None:
    answer = await mailer_of(shop, post).send(message())

    (envelope,) = post.taken
    assert answer == "queued as 4711"
    assert envelope.mail_from == "shop@shop.example.com"
    assert envelope.rcpt_tos == ["ada@example.com"]
    assert isinstance(envelope.original_content, bytes)
    assert content(parsed(envelope.original_content), "plain") == message().text


async def test_the_settings_choose(shop: Settings, post: Post) -> None:
    async with open_mailer(shop) as mailer:
        assert isinstance(mailer, FolderMailer)
    url = SecretStr(f"smtp://127.0.0.1:{post.port}")
    async with open_mailer(shop.model_copy(update={"smtp_url": url})) as mailer:
        assert isinstance(mailer, SmtpMailer)
        assert await mailer.probe() == f"127.0.0.1:{post.port} takes mails"
    assert post.taken == []


@pytest.mark.parametrize(
    ("command", "answer", "refused"),
    [
        ("RCPT", "550 no such user", True),
        ("RCPT", "450 greylisted", False),
        ("DATA", "554 looks like spam", True),
        ("DATA", "451 try again", False),
    ],
)
async def test_a_no_is_for_good_or_for_now(
    command: str, answer: str, refused: bool, shop: Settings, post: Post
) -> None:
    post.answers[command] = answer

    with pytest.raises(MailError) as caught:
        await mailer_of(shop, post).send(message())

    assert isinstance(caught.value, MailRefused) is refused
    assert caught.value.transient is not refused
    assert not caught.value.uncertain
    assert answer[4:] in str(caught.value)


async def test_a_line_that_breaks_after_the_mail_leaves_it_uncertain(shop: Settings, post: Post) -> None:
    post.hang_up_after_data = True

    with pytest.raises(MailError) as caught:
        await mailer_of(shop, post).send(message())

    assert caught.value.uncertain
    assert len(post.taken) == 1


async def test_a_password_is_not_said_without_tls(shop: Settings, post: Post) -> None:
    with pytest.raises(MailError) as caught:
        await mailer_of(shop, post, "shop:p%40ss%20word@").send(message())

    assert caught.value.transient
    assert "p@ss" not in str(caught.value)
    assert post.logins == []
    assert post.taken == []


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_password_is_said_over_tls(
    scheme: str, shop: Settings, contexts: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    server, client = contexts
    async with serving(**{"tls" if scheme == "smtps" else "start_tls": server}) as post:
        for word, right in (("p%40ss%20word", True), ("wrong", False)):
            mailer = SmtpMailer(shop, SecretStr(f"{scheme}://shop:{word}@127.0.0.1:{post.port}"), tls=client)
            with contextlib.nullcontext() if right else pytest.raises(MailError, match="535"):
                await mailer.send(message())

    assert list(dict.fromkeys(post.logins)) == [(b"shop", b"p@ss word"), (b"shop", b"wrong")]  # by PLAIN, then by LOGIN
    assert len(post.taken) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
async def test_a_server_that_cannot_prove_its_name_gets_nothing(
    scheme: str, shop: Settings, contexts: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    async with serving(**{"tls" if scheme == "smtps" else "start_tls": contexts[0]}) as post:
        with pytest.raises(MailError, match="certificate"):
            await SmtpMailer(shop, SecretStr(f"{scheme}://shop:p@127.0.0.1:{post.port}")).send(message())

    assert (post.logins, post.taken) == ([], [])


async def test_nobody_there(shop: Settings, post: Post) -> None:
    port = free_port()

    with pytest.raises(MailError, match=f"127.0.0.1:{port}"):
        await SmtpMailer(shop, SecretStr(f"smtp://127.0.0.1:{port}")).send(message())


async def test_no_mail_is_sent_inside_a_transaction(db: None, shop: Settings, post: Post) -> None:
    for mailer in (FolderMailer(shop), mailer_of(shop, post)):
        with pytest.raises(RuntimeError):
            async with transaction():
                await mailer.send(message())

    assert post.taken == []


@pytest.mark.parametrize(
    ("answer", "nobody"), [("550 5.1.1 no such user", True), ("550 5.7.1 you are not welcome", False)]
)
async def test_an_address_where_nobody_is(answer: str, nobody: bool, shop: Settings, post: Post) -> None:
    post.answers["RCPT"] = answer

    with pytest.raises(MailRefused) as caught:
        await mailer_of(shop, post).send(message())

    assert caught.value.no_mailbox is nobody
