"""What in the shop needs somebody. Whether the database, Redis and the file store answer, /readyz says."""

# mypy: disallow-untyped-decorators=False
from __future__ import annotations

from datetime import datetime

import strawberry

from commerce.operations import health as rules
from commerce.operations.health import HealthKind
from commerce.permissions import Permission
from core.ids import to_global_id
from resolvers import health, webhook_events
from resolvers.context import Info
from schema.downloads import Download
from schema.mails import Mail
from schema.orders import Order
from schema.permissions import requires
from schema.webhook_events import WebhookEvent

strawberry.enum(HealthKind, description="What is wrong. docs/overview.md says when, and what to do about it.")

_SAMPLE = {"list_size": rules.SAMPLE}
_KINDS = {"list_size": len(HealthKind)}
_TYPES = {
    HealthKind.STUCK_ORDERS: "Order",
    HealthKind.HELD_ORDERS: "Order",
    HealthKind.FAILED_DOWNLOADS: "Download",
    HealthKind.FAILED_WEBHOOKS: "WebhookEvent",
    HealthKind.LATE_WEBHOOKS: "WebhookEvent",
    HealthKind.FAILED_MAILS: "Mail",
    HealthKind.LATE_MAILS: "Mail",
    HealthKind.GIVEN_UP_WORK: "FailedWork",
}


@strawberry.type(description="Something that is wrong at least once.")
class HealthFinding:
    kind: HealthKind
    count: int = strawberry.field(description=f"How often; {rules.COUNTED} at most.")
    more: bool = strawberry.field(description="Whether it is even more often.")
    oldest: datetime = strawberry.field(description="Since when.")
    ids: list[strawberry.ID] = strawberry.field(
        description=f"The {rules.SAMPLE} that have been so the longest, for `node`. Empty for LATE_WORK, FAILING_JOBS."
    )
    jobs: list[str] = strawberry.field(description="Of FAILING_JOBS: their names.")

    @classmethod
    def of(cls, found: rules.Finding) -> HealthFinding:
        kind = _TYPES.get(found.kind)
        keys = found.sample if kind else ()
        return cls(
            kind=found.kind,
            count=found.count,
            more=found.more,
            oldest=found.oldest,
            ids=[strawberry.ID(to_global_id(kind or "", key)) for key in keys],
            jobs=list(found.names),
        )


@strawberry.type(
    description="Owed work of one kind that was given up. failedWork lists it, failedWorkRetry retries it."
)
class GivenUpWork:
    job: str
    count: int
    oldest: datetime
    last_error: str | None = strawberry.field(description="Of the latest.")


@strawberry.type(description="Work that is owed: files to draw, mails to send, webhooks to process.")
class WorkBacklog:
    due: int = strawberry.field(description=f"Not handed to a worker although it is time; {rules.COUNTED} at most.")
    oldest_due: datetime | None
    waiting: int = strawberry.field(description=f"Handed over, and not begun yet; {rules.COUNTED} at most.")
    given_up: list[GivenUpWork]

    @classmethod
    def of(cls, found: rules.Backlog) -> WorkBacklog:
        given_up = [
            GivenUpWork(job=each.job, count=each.count, oldest=each.oldest, last_error=each.last_error)
            for each in found.given_up
        ]
        return cls(due=found.due, oldest_due=found.oldest_due, waiting=found.waiting, given_up=given_up)


@strawberry.type(description="A file that nobody will draw by itself any more. downloadRetry draws it again.")
class FailedDownload:
    download: Download
    order: Order


@strawberry.type(description="What in the shop needs somebody. Lists have the 20 that have waited the longest.")
class ShopHealth:
    healthy: bool = strawberry.field(description="Whether nothing is wrong.")
    checked_at: datetime
    findings: list[HealthFinding] = strawberry.field(metadata=_KINDS)
    backlog: WorkBacklog
    reconciled_at: datetime | None = strawberry.field(
        description="When Stripe was last asked about orders that wait for their money; null when that failed."
    )
    found: strawberry.Private[rules.ShopHealth]

    @classmethod
    def of(cls, found: rules.ShopHealth) -> ShopHealth:
        return cls(
            healthy=not found.findings,
            checked_at=found.checked_at,
            findings=[HealthFinding.of(each) for each in found.findings],
            backlog=WorkBacklog.of(found.backlog),
            reconciled_at=found.reconciled_at,
            found=found,
        )

    @strawberry.field(metadata=_SAMPLE)
    async def stuck_orders(self, info: Info) -> list[Order]:
        """Paid for more than an hour, and not all of their files are there. Takes orders:read, too."""
        return await self._orders(info, HealthKind.STUCK_ORDERS)

    @strawberry.field(metadata=_SAMPLE)
    async def held_orders(self, info: Info) -> list[Order]:
        """Waiting for somebody to look at them; adminOrders has them all (`held`). Takes orders:read, too."""
        return await self._orders(info, HealthKind.HELD_ORDERS)

    @strawberry.field(metadata=_SAMPLE)
    async def failed_downloads(self, info: Info) -> list[FailedDownload]:
        """Files that could not be drawn. Takes orders:read, too."""
        records = await health.downloads(info.context, self.found.sample(HealthKind.FAILED_DOWNLOADS))
        return [FailedDownload(download=Download.of(each, each.order), order=Order.of(each.order)) for each in records]

    @strawberry.field(metadata=_SAMPLE)
    async def failed_webhooks(self, info: Info) -> list[WebhookEvent]:
        """Events that were tried for the last time; webhookEventReplay processes one again."""
        keys = self.found.sample(HealthKind.FAILED_WEBHOOKS)
        processing = await webhook_events.processing(keys) if keys else {}
        return [
            WebhookEvent.of(record, processing.get(record.id))
            for record in (await webhook_events.of_keys(keys) if keys else [])
        ]

    @strawberry.field(metadata=_SAMPLE)
    async def unsent_mails(self, info: Info) -> list[Mail]:
        """Due for a quarter of an hour, or failed within seven days; adminMails has them all. Takes mails:read, too."""
        keys = [*self.found.sample(HealthKind.LATE_MAILS), *self.found.sample(HealthKind.FAILED_MAILS)]
        return [Mail.of(each) for each in await health.mails(info.context, keys[: rules.SAMPLE])]

    async def _orders(self, info: Info, kind: HealthKind) -> list[Order]:
        return [Order.of(each) for each in await health.orders(info.context, self.found.sample(kind))]


@strawberry.type
class Query:
    @strawberry.field(extensions=[requires(Permission.READ_HEALTH)])
    async def shop_health(self, info: Info) -> ShopHealth:
        """What in the shop needs somebody: orders that do not move, and files, webhooks, mails and work that fail or
        wait too long.
        """
        return ShopHealth.of(await health.shop_health())
