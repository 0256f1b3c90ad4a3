"""`python -m cli superadmin EMAIL`: make the first superadmin, who can make the others."""

from __future__ import annotations

import argparse
import asyncio
import sys

from graphql import GraphQLError

from commerce.accounts import accounts, passwords, users
from commerce.accounts.users import Appointment
from commerce.errors import AccountBlocked, InvalidInput, PasswordTooWeak
from core.database import connect, disconnect
from core.settings import Settings, settings
from schema.scalars import parse_email


def arguments(parser: argparse.ArgumentParser) -> None:
    """EMAIL, `--name`, `--password-stdin`."""
    parser.add_argument("email", help="whose account to promote, or to open")
    parser.add_argument("--name", default="", help="the name of a new account")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input, not from a link"
    )


def main(args: argparse.Namespace) -> int:
    """Promote or open the account, and say what was done; 1 when it cannot be."""
    try:
        email = accounts.normal_email(parse_email(args.email))
        name = accounts.check_name(args.name) if args.name else ""
        password = _password(email) if args.password_stdin else None
        appointment = asyncio.run(_appoint(settings(), email, name, password))
    except (GraphQLError, InvalidInput, PasswordTooWeak, AccountBlocked) as error:
        print(error.message, file=sys.stderr)
        return 1
    print(_report(appointment))
    return 0


def _password(email: str) -> str:
    password = sys.stdin.readline().rstrip("\r\n")
    passwords.check_strength(password, email=email)
    return password


async def _appoint(configured: Settings, email: str, name: str, password: str | None) -> Appointment:
    await connect(configured)
    try:
        hashed = await passwords.hash_password(password) if password is not None else None
        return await users.appoint_superadmin(email, name, hashed)
    finally:
        await disconnect()


def _report(appointment: Appointment) -> str:
    email = appointment.user.email
    if appointment.created:
        done = f"opened the account {email}, a superadmin"
    elif appointment.promoted:
        done = f"{email} is a superadmin now"
    else:
        done = f"{email} is a superadmin already"
    if appointment.link is None:
        return done
    until = f"{appointment.link.expires_at:%H:%M} UTC"
    return f"{done}. Choose the password here, once, until {until}:\n{appointment.link.url}"
