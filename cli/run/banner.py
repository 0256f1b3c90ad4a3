"""What is where, once everything runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cli.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from cli.run.plan import Plan
from cli.run.terminal import Terminal


def lines(plan: Plan, terminal: Terminal, seconds: float) -> Iterator[str]:
    """The table."""
    yield ""
    yield terminal.strong(f"{plan.settings.shop_name} is open (ready in {seconds:.1f} s)")
    yield ""
    for name, what in _places(plan):
        yield f"  {name:<16} {what}"
    yield ""
    yield "Ctrl-C stops everything; the data stays."
    yield ""


def _places(plan: Plan) -> Iterator[tuple[str, str]]:
    settings = plan.settings
    yield "Storefront", settings.storefront_url
    yield "Playground", f"{settings.public_url}/graphql"
    if plan.stripe_port is not None:
        yield "Stripe sandbox", f"http://127.0.0.1:{plan.stripe_port}  (card 4242 4242 4242 4242, any date and CVC)"
    else:
        yield "Stripe", str(settings.stripe_api_base or "https://api.stripe.com")
    if plan.mailbox_port is not None:
        yield "Mailbox", f"http://127.0.0.1:{plan.mailbox_port}"
    else:
        yield "Mail", "as SMTP_URL says"
    yield "PostgreSQL", _psql(plan)
    yield "Redis", settings.redis_url if plan.redis is not None else "as REDIS_URL says"
    yield "Files", f"s3://{settings.s3_bucket}" if settings.s3_bucket else str(plan.data_dir / "files")
    yield "Logs", str(plan.data_dir / "logs")
    if settings.environment != "production":
        for email, _, role in DEMO_ACCOUNTS:
            yield f"Demo {role}", f"{email}  password {DEMO_PASSWORD}"


def _psql(plan: Plan) -> str:
    if plan.postgres is None:
        return "as DATABASE_URL says"
    psql = plan.postgres.binaries / "psql"
    shown = psql.relative_to(Path.cwd()) if psql.is_relative_to(Path.cwd()) else psql
    return f"{shown} -h {plan.postgres.sockets} -U postgres"
