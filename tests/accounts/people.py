"""Somebody at the door of the shop: what they send, and the mails they get."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

import httpx
from starlette.applications import Starlette

from core.settings import Settings
from models import AuditEntry, Mail, MailToken, OutboxMessage, RefreshToken, Session, User
from tests.support.gql import gql_raw

FACTS = """
  __typename
  ... on Session { accessToken refreshToken expiresAt user { id email name role emailVerified } }
  ... on RegistrationReceived { email }
  ... on User { id email }
  ... on AccountSession { id }
  ... on Error { code message path }
  ... on AccountBlockedError { blockedAt }
  ... on PasswordTooWeakError { reason minLength maxLength }
  ... on RateLimitedError { retryAt retryAfterSeconds }
"""


def _facts(members: str) -> str:
    """The lines of FACTS about those types, for a union has no place for others."""
    wanted = {"__typename", "Error", *members.split()}
    return " ".join(line for line in FACTS.splitlines() if any(f" {name}" in f"{line} " for name in wanted))


_LOGIN = _facts("Session AccountBlockedError PasswordTooWeakError RateLimitedError")
REGISTER = (
    "mutation ($email: EmailAddress!, $password: String!, $name: String!) "
    "{ result: accountRegister(email: $email, password: $password, name: $name) {"
    + _facts("RegistrationReceived PasswordTooWeakError RateLimitedError")
    + "} }"
)
VERIFY = "mutation ($token: String!) { result: accountVerifyEmail(token: $token) {" + _LOGIN + "} }"
LOGIN = (
    "mutation ($email: EmailAddress!, $password: String!) "
    "{ result: accountLogin(email: $email, password: $password) {" + _LOGIN + "} }"
)
REFRESH = "mutation ($token: String!) { result: accountRefresh(refreshToken: $token) {" + _LOGIN + "} }"
LOGOUT = "mutation ($token: String!) { result: accountLogout(refreshToken: $token) }"
ASK_RESET = "mutation ($email: EmailAddress!) { result: accountPasswordResetRequest(email: $email) }"
RESET = (
    "mutation ($token: String!, $password: String!) "
    "{ result: accountPasswordReset(token: $token, password: $password) {" + _LOGIN + "} }"
)
CHANGE = (
    "mutation ($current: String!, $new: String!) "
    "{ result: accountPasswordChange(currentPassword: $current, newPassword: $new) {"
    + _facts("User PasswordTooWeakError RateLimitedError")
    + "} }"
)
SESSIONS = "{ accountSessions { nodes { id current createdAt lastUsedAt expiresAt } } }"
REVOKE = "mutation ($id: ID!) { result: accountSessionRevoke(id: $id) { __typename ... on Error { code path } } }"
ME = "{ me { id email role } }"


@dataclass
class Visitor:
    """One browser at one address. `access` is sent once they have logged in."""

    http: httpx.AsyncClient
    headers: dict[str, str] = field(default_factory=dict)
    access: str | None = None
    refresh_token: str = ""

    async def raw(self, query: str, **variables: Any) -> httpx.Response:
        """The HTTP response."""
        return await gql_raw(self.http, query, variables, token=self.access, headers=self.headers)

    async def ask(self, query: str, **variables: Any) -> Any:
        """The data of an operation that must be answered."""
        body = (await self.raw(query, **variables)).json()
        assert "errors" not in body, body["errors"]
        return body["data"]

    async def act(self, mutation: str, **variables: Any) -> Any:
        """The result of a mutation above; its tokens are kept."""
        result = (await self.ask(mutation, **variables))["result"]
        if isinstance(result, dict) and result["__typename"] == "Session":
            self.access, self.refresh_token = result["accessToken"], result["refreshToken"]
        return result

    async def refused(self, query: str, **variables: Any) -> tuple[int, str]:
        """HTTP status and code of an operation that must end as a GraphQL error."""
        answer = await self.raw(query, **variables)
        body = answer.json()
        assert body.get("errors"), body
        return answer.status_code, body["errors"][0]["extensions"]["code"]

    async def log_in(self, email: str, password: str) -> Any:
        return await self.act(LOGIN, email=email, password=password)


def at_address(app: Starlette, settings: Settings, ip: str) -> httpx.AsyncClient:
    """An HTTP client somewhere else."""
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False, client=(ip, 40_000))
    return httpx.AsyncClient(transport=transport, base_url=settings.public_url)


async def people_rows() -> dict[str, Any]:
    """Everything that accounts are made of: a refusal must leave it as it was."""
    tables = (User, Session, RefreshToken, MailToken, Mail, OutboxMessage, AuditEntry)
    return {table.__name__: sorted(map(str, await table.all().values())) for table in tables}


@dataclass(frozen=True)
class Mailbox:
    """The mails that were sent in a test."""

    settings: Settings

    async def mails(self, recipient: str) -> list[tuple[str, str]]:
        """Template and text of the mails to somebody, oldest first."""
        rows = await Mail.filter(recipient=recipient, status="sent").order_by("id")
        return [(row.template, self._text(str(row.provider_id))) for row in rows]

    async def token(self, recipient: str) -> str:
        """The token in the link of the newest mail to somebody."""
        _, text = (await self.mails(recipient))[-1]
        found = re.search(r"[?&]token=([\w-]{43})\b", text)
        assert found, text
        return found[1]

    def _text(self, file_name: str) -> str:
        content = (self.settings.data_dir / "mails" / file_name).read_bytes()
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
        body = message.get_body(("plain",))
        assert body is not None
        return str(body.get_content())
