"""Where webhooks may go: to the internet, and nowhere behind the shop's own door, whatever names pretend."""

from __future__ import annotations

import datetime
import socket
import ssl
from collections.abc import AsyncIterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from adapters.webhook_addresses import AddressRefused, on_the_internet
from adapters.webhooks_out import Answer, Post, WebhookSender
from core.settings import Settings
from tests.webhooks_out.receiver import Receiver, status

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
INSIDE = """
168.63.129.16
127.0.0.1 127.8.8.8 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 0.0.0.0
0.1.2.3 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1 239.1.1.1 240.0.0.1
255.255.255.255
::1 :: ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 ::10.0.0.1 fe80::1 fe80::1%eth0 fec0::1
fc00::1 fd00:ec2::254 ff02::1 ff0e::1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 2002:7f00:1:: 2002:808:808::
2001:0:1::1 2001:db8::1 2001:20::1 3fff::1 5f00::1 100::1 2a00:1450:4001::5efe:a00:1 2a00:1450:4001::200:5efe:a00:1
"""
OUTSIDE = (
    "8.8.8.8 1.1.1.1 100.63.255.255 100.128.0.1 172.32.0.1 2a00:1450:4001:81b::200e ::ffff:8.8.8.8 64:ff9b::808:808"
)


@pytest.mark.parametrize("address", INSIDE.split())
def test_inside(address: str) -> None:
    assert not on_the_internet(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE.split())
def test_outside(address: str) -> None:
    assert on_the_internet(ip_address(address))


class Names:
    """A name server under attack: each name's answers, one a question, the last one for ever."""

    def __init__(self) -> None:
        self.answers: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []

    def getaddrinfo(self, host: Any, port: Any, *args: Any, **kwargs: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        self.asked.append(name)
        if name not in self.answers:
            return _REAL(host, port, *args, **kwargs)
        known = self.answers[name]
        addresses = known.pop(0) if len(known) > 1 else known[0]
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [_entry(address, int(port)) for address in addresses]


_REAL = socket.getaddrinfo


def _entry(address: str, port: int) -> Any:
    if ":" in address:
        return (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
    return (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    names = Names()
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    return names


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.start()
    yield receiver
    await receiver.stop()


def shop(settings: Settings, environment: str = "production", *allowed: str) -> Settings:
    return settings.model_copy(update={"environment": environment, "webhook_allowed_hosts": allowed})


async def sent(sender: WebhookSender, url: str) -> Answer:
    try:
        return await sender.send(Post(url, "msg_1", "{}", [SECRET]))
    finally:
        await sender.close()


@pytest.mark.parametrize("environment", ["production", "test"])
@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/", "https://127.0.0.1/", "https://127.1/", "https://0x7f.1/", "https://2130706433/",
        "https://017700000001/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fe80::1%25lo]/",
        "https://localhost/", "https://169.254.169.254/latest/meta-data/", "https://hooks.example:22/",
        "https://user:secret@hooks.example/", "https://hooks.example/#x", "gopher://hooks.example/", "https:///x",
        "https://hooks.example\\@127.0.0.1/", "https://１２７.0.0.1/", "https://" + "x" * 2000, "", "https://a b/",
    ],
)  # fmt: skip
async def test_refused_before_anything_is_called(settings: Settings, names: Names, environment: str, url: str) -> None:
    names.answers["hooks.example"] = [["10.0.0.1"]]
    sender = WebhookSender(shop(settings, environment))

    with pytest.raises(AddressRefused):
        await sender.check(url)
    answer = await sent(sender, url)

    assert answer.status is None
    assert answer.error is not None
    assert "10.0.0.1" not in answer.error


@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], ["2a00:1450:4001:81b::200e", "127.0.0.1"], ["8.8.8.8", "::1"], ["fd00:ec2::254"]]
)
async def test_a_name_that_stands_for_something_inside(
    settings: Settings, names: Names, receiver: Receiver, addresses: list[str]
) -> None:
    names.answers["evil.example"] = [addresses]
    sender = WebhookSender(shop(settings))

    with pytest.raises(AddressRefused) as refused:
        await sender.check("https://evil.example/")
    answer = await sent(sender, "https://evil.example/")

    assert answer.error == str(refused.value) == "The host is not on the public internet: webhooks are not sent there."
    assert receiver.got == []


async def test_a_name_that_was_honest_when_the_endpoint_was_made(settings: Settings, names: Names) -> None:
    names.answers["rebinding.example"] = [["8.8.8.8"], ["127.0.0.1"]]
    sender = WebhookSender(shop(settings))

    await sender.check("https://rebinding.example/")
    answer = await sent(sender, "https://rebinding.example/")

    assert answer.error == "The host is not on the public internet: webhooks are not sent there."


async def test_a_name_is_asked_for_once_and_that_answer_is_called(settings: Settings, names: Names) -> None:
    first, second = Receiver(), Receiver()
    await first.start("127.0.0.1")
    await second.start("127.0.0.2", first.port)
    names.answers["rebinding.example"] = [["127.0.0.1"], ["127.0.0.2"]]
    sender = WebhookSender(shop(settings, "production", "rebinding.example"))

    answer = await sent(sender, f"http://rebinding.example:{first.port}/hooks")
    await first.stop()
    await second.stop()

    assert (answer.status, answer.error) == (204, None)
    assert (len(first.got), len(second.got)) == (1, 0)
    assert first.got[0].headers["host"] == f"rebinding.example:{first.port}"
    assert names.asked == ["rebinding.example"]


async def test_the_next_address_is_tried_when_nobody_is_at_the_first(settings: Settings, names: Names) -> None:
    receiver = Receiver()
    await receiver.start("127.0.0.2")
    names.answers["two.example"] = [["127.0.0.3", "127.0.0.2"]]
    sender = WebhookSender(shop(settings, "production", "two.example"))

    answer = await sent(sender, f"http://two.example:{receiver.port}/")
    await receiver.stop()

    assert (answer.status, len(receiver.got)) == (204, 1)


async def test_a_name_that_is_none_may_come_into_being(settings: Settings, names: Names) -> None:
    names.answers["soon.example"] = [[]]
    sender = WebhookSender(shop(settings))

    await sender.check("https://soon.example/")
    answer = await sent(sender, "https://soon.example/")

    assert answer.error == "The name soon.example cannot be resolved."


async def test_a_redirect_inside_is_not_followed(settings: Settings, receiver: Receiver) -> None:
    inside = Receiver()
    await inside.start()
    receiver.answers = [status(302, location=inside.url)]

    answer = await sent(WebhookSender(shop(settings, "production", "127.0.0.1")), receiver.url)
    await inside.stop()

    assert (answer.status, inside.got) == (302, [])
    assert answer.error == "HTTP 302: redirects are not followed. Give the endpoint its final URL."


async def test_no_proxy_of_the_environment_is_asked(
    settings: Settings, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    answer = await sent(WebhookSender(shop(settings, "production", "127.0.0.1")), receiver.url)

    assert answer.status == 204


async def test_hosts_that_the_shop_allows(settings: Settings, receiver: Receiver) -> None:
    by_port = WebhookSender(shop(settings, "production", f"127.0.0.1:{receiver.port}"))
    another = WebhookSender(shop(settings, "production", f"127.0.0.1:{receiver.port + 1}", "erp.internal"))

    await by_port.check(receiver.url)
    with pytest.raises(AddressRefused):
        await another.check(receiver.url)


@pytest.mark.parametrize(
    ("allowed", "url"),
    [
        ("10.0.0.7:443", "https://10.0.0.7/"),
        ("10.0.0.7:443", "https://10.0.0.7:443/"),
        ("10.0.0.7:80", "http://10.0.0.7/"),
    ],
)
async def test_an_allowed_port_may_be_the_one_that_goes_without_saying(
    settings: Settings, allowed: str, url: str
) -> None:
    await WebhookSender(shop(settings, "production", allowed)).check(url)


async def test_a_laptop_may_call_itself(settings: Settings, receiver: Receiver) -> None:
    answer = await sent(WebhookSender(shop(settings, "development")), receiver.url.replace("127.0.0.1", "localhost"))

    assert answer.status == 204


def _certificate(name: str, folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server of that name shows, and what believes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(1).not_valid_before(today).not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )  # fmt: skip
    pem = certificate.public_bytes(Encoding.PEM)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "server.pem").write_bytes(pem + private)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "server.pem")
    return server, ssl.create_default_context(cadata=pem.decode())


@pytest.mark.parametrize(("shown", "believed"), [("hooks.example", True), ("others.example", False)])
async def test_the_certificate_must_be_of_the_name_that_was_called(
    settings: Settings, names: Names, tmp_path: Path, shown: str, believed: bool
) -> None:
    server, client = _certificate(shown, tmp_path)
    receiver = Receiver()
    await receiver.start(tls=server)
    names.answers["hooks.example"] = [["127.0.0.1"]]
    sender = WebhookSender(shop(settings, "production", "hooks.example"), tls=client)

    answer = await sent(sender, f"https://hooks.example:{receiver.port}/")
    await receiver.stop()

    assert (answer.status == 204, len(receiver.got) == 1) == (believed, believed)
    assert believed or "certificate" in str(answer.error).lower()
