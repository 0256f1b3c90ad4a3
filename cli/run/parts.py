"""The shop's parts as processes: what each is started with."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

from cli import serve, work
from cli.run.child import Part
from cli.run.plan import ROOT, Plan
from cli.run.ports import base_url, reachable
from cli.run.probes import answers_http, lives_for, says_yes


def servers(plan: Plan) -> list[Part]:
    """What the application stands on: the embedded PostgreSQL and Redis, where no setting names real ones."""
    found = []
    if plan.postgres is not None:
        found.append(
            Part(
                name="postgres",
                command=plan.postgres.command,
                environment={"LC_ALL": "C"},
                directory=Path("/"),
                ready=says_yes(plan.postgres.answers),
                rank=0,
                stop_signal=signal.SIGINT,  # do not wait for clients
                quiet=True,
                options=plan.postgres.as_user,
            )
        )
    if plan.redis is not None:
        found.append(
            Part(
                name="redis",
                command=plan.redis.command,
                environment={},
                directory=plan.redis.data,
                ready=says_yes(plan.redis.answers),
                rank=0,
                quiet=True,
            )
        )
    return found


def sandboxes(plan: Plan) -> list[Part]:
    """What stands beside the shop: Stripe's stand-in, the demo storefront, the mailbox. They need no others."""
    found = []
    if plan.stripe_port is not None:
        found.append(_stripe(plan, plan.stripe_port))
    if plan.storefront_port is not None:
        found.append(_storefront(plan, plan.storefront_port))
    if plan.mailbox_port is not None:
        found.append(_mailbox(plan, plan.mailbox_port))
    return found


def application(plan: Plan) -> list[Part]:
    """The API and the worker."""
    chatty = plan.settings.log_level in {"DEBUG", "INFO"}
    return [
        Part(
            name="api",
            command=serve.command(plan.host, plan.port),
            environment=plan.environment,
            directory=ROOT,
            ready=answers_http(reachable(plan.host), plan.port, "/healthz"),
            rank=2,
        ),
        Part(
            name="worker",
            command=work.command(),
            environment=plan.environment,
            directory=ROOT,
            ready="worker_ready" if chatty else lives_for(3),
            rank=2,
        ),
    ]


def _storefront(plan: Plan, port: int) -> Part:
    command = [sys.executable, "-m", "sandbox.storefront", "--port", str(port), "--api", plan.settings.public_url]
    return Part(
        name="storefront",
        command=[*command, "--shop-name", plan.settings.shop_name],
        environment={"PYTHONUNBUFFERED": "1"},
        directory=ROOT,
        ready=answers_http("127.0.0.1", port, "/healthz"),
        rank=1,
    )


def _mailbox(plan: Plan, port: int) -> Part:
    command = [sys.executable, "-m", "sandbox.mailbox", "--port", str(port), "--data", str(plan.data_dir / "mails")]
    return Part(
        name="mailbox",
        command=command,
        environment={"PYTHONUNBUFFERED": "1"},
        directory=ROOT,
        ready=answers_http("127.0.0.1", port, "/healthz"),
        rank=1,
    )


def _stripe(plan: Plan, port: int) -> Part:
    command = [sys.executable, "-m", "sandbox.stripe", "--port", str(port)]
    command += ["--data", str(plan.data_dir / "stripe")]
    command += ["--webhook-url", f"{base_url(plan.host, plan.port)}/webhooks/stripe"]
    command += ["--webhook-secret", plan.settings.stripe_webhook_secrets[0].get_secret_value()]
    command += ["--key", plan.settings.stripe_secret_key.get_secret_value()]
    return Part(
        name="stripe",
        command=command,
        environment=plan.environment,
        directory=ROOT,
        ready=answers_http("127.0.0.1", port),
        rank=1,
    )
