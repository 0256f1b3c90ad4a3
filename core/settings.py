"""The shop's settings, read once from the environment into one frozen object.

Nothing else in the application reads the environment. A missing or wrong value stops the start with a
sentence that names the variable and says what to set.
"""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import ConfigurationError
from core.setting_values import (
    AuthIssuer,
    Country,
    EmailAddress,
    Host,
    HttpUrl,
    Origin,
    check_postgres_url,
    check_redis_url,
    check_secret_http_url,
    check_smtp_url,
    check_time_zone,
    origin_of,
    read_issuers,
    split_list,
)

__all__ = ["AuthIssuer", "Settings", "load_settings", "origin_of", "settings"]


class Settings(BaseSettings):
    """Every setting of the shop. The environment variable has the field's name in upper case."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    environment: Literal["development", "test", "production"] = "development"
    """Production refuses the Stripe sandbox and makes no demo accounts."""
    data_dir: Path = Path(".data")
    """What the shop keeps on disk: files without S3_BUCKET, mails that go nowhere else, and all of `make run`."""
    public_url: HttpUrl = "http://127.0.0.1:8000"
    """Where the world reaches the API; file links and token issuers are made of it."""
    secret_key: SecretStr
    """Signs file and preview links. At least 32 characters."""
    signing_keys_dir: Path | None = None
    """Ed25519 private keys (`*.pem`) for access and order tokens; the newest name signs, all verify."""
    auth_issuers: Annotated[tuple[AuthIssuer, ...], NoDecode] = ()
    """Identity providers whose tokens are taken beside the shop's own; they must say `email` and
    `email_verified`. `issuer|audience|JWKS URL` entries, or a JSON list of objects with those three
    (`issuer`, `audience`, `jwks_url`)."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"
    """One line of text, or one JSON object, an entry."""

    database_url: Annotated[str, AfterValidator(check_postgres_url)]
    database_pool_size: int = Field(default=10, ge=1, le=200)
    """Connections that one process may open."""
    redis_url: Annotated[str, AfterValidator(check_redis_url)]
    """Carries work, limits and order updates; what it loses is handed over again."""

    shop_name: str = "YourMapArt"
    order_prefix: str = Field(default="YMA", pattern=r"^[A-Z0-9]{1,8}$")
    """How order numbers begin: `YMA-2026-8H3K9C2D`."""
    default_currency: str = Field(default="USD", pattern=r"^[A-Z]{3}$")
    """The currency of a new cart whose client names none."""
    shop_timezone: Annotated[str, AfterValidator(check_time_zone)] = "UTC"
    """Where the shop's days begin and end, in figures, digests and exports: an IANA name such as Europe/Berlin."""
    storefront_url: HttpUrl = "http://127.0.0.1:8000/storefront"
    """Where customers come back to after paying, unless a client names another allowed URL."""
    allowed_origins: Annotated[tuple[Origin, ...], NoDecode] = ()
    """Origins (comma separated) that may call the API from a browser and receive paying customers."""

    brand_color: str = Field(default="#23483c", pattern=r"^#[0-9a-fA-F]{6}$")
    """Buttons and links of mails."""
    brand_logo_url: HttpUrl | None = None
    """A picture of at most 320 × 80 pixels for the head of mails. Without it, the shop's name."""
    support_email: EmailAddress | None = None
    """Where mails send people who need help."""
    order_link_days: int = Field(default=30, ge=1, le=365)
    """How long a mail's link opens an order and its files; an expired one is renewed by mail."""
    review_url: HttpUrl | None = None
    """Where customers write reviews. Without it, review requests ask for an answer by mail."""
    admin_url: HttpUrl | None = None
    """Where staff manages the shop: mails to admins link to `<ADMIN_URL>/orders/<number>`."""

    mail_from: EmailAddress | None = None
    """The sender's address; required with BREVO_API_KEY or SMTP_URL. The sender's name is SHOP_NAME."""
    mail_reply_to: EmailAddress | None = None
    """Where answers go; SUPPORT_EMAIL when it is not set."""
    brevo_api_key: SecretStr | None = None
    """Brevo's HTTP API (`xkeysib-…`). It goes before SMTP_URL; without either, mails are files."""
    brevo_api_base: HttpUrl | None = None
    """Another Brevo than api.brevo.com: a stand-in."""
    brevo_webhook_secret: SecretStr | None = None
    """What Brevo shows at `/webhooks/brevo`: as a bearer token, or as the password in the webhook's URL. At least 16
    characters; without it, nothing is taken there."""
    smtp_url: Annotated[SecretStr, AfterValidator(check_smtp_url)] | None = None
    """smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465 (TLS). Without it, mails are
    files under DATA_DIR/mails."""

    alert_emails: Annotated[tuple[EmailAddress, ...], NoDecode] = ()
    """Who hears of new orders and of trouble (comma separated). Without it, every admin with a verified address."""
    alert_webhook_url: Annotated[SecretStr, AfterValidator(check_secret_http_url)] | None = None
    """An incoming webhook that is told, too: Slack's, or one that takes the same JSON (`text`, `blocks`)."""
    outbox_keep_days: int = Field(default=30, ge=1, le=365)
    """How long work that was given up is kept for somebody to look at."""
    inbox_keep_days: int = Field(default=90, ge=31, le=3650)
    """How long processed events are kept, and can be replayed. Stripe may repeat them for 30 days."""
    digest_at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "07:00"
    """When staff gets the digest of the day before, by the shop's clock (SHOP_TIMEZONE)."""
    abandoned_cart_promo_code: str | None = None
    """A promo code that the last mail about an abandoned cart offers, as long as it can be used."""

    stripe_secret_key: SecretStr
    stripe_webhook_secrets: Annotated[tuple[SecretStr, ...], NoDecode]
    """One secret, or several while one is being rotated (comma separated)."""
    stripe_api_base: HttpUrl | None = None
    """Another Stripe API than api.stripe.com: the sandbox."""
    stripe_automatic_tax: bool = False
    """Let Stripe Tax compute and collect tax; it must be set up in the Stripe account."""
    stripe_shipping_rates: Annotated[tuple[str, ...], NoDecode] = ()
    """Stripe shipping rate ids to offer instead of the tiers in the database."""
    shipping_countries: Annotated[tuple[Country, ...], NoDecode] = ("US", "CA", "GB", "DE", "FR", "NL", "AU")
    checkout_session_minutes: int = Field(default=1435, ge=31, le=1435)
    """How long a payment page stays open."""

    webhook_allowed_hosts: Annotated[tuple[Host, ...], NoDecode] = ()
    """Hosts (`erp.internal` or `10.0.0.7:8080`, comma separated) that may receive webhooks although they are not
    on the internet, by http too and on any port."""

    s3_bucket: str | None = None
    """The bucket that files live in. Without it, a folder under DATA_DIR."""
    s3_region: str = "us-east-1"
    s3_endpoint_url: HttpUrl | None = None
    """Another S3 than Amazon's."""
    s3_public_endpoint_url: HttpUrl | None = None
    """Where browsers reach the bucket, when that differs from S3_ENDPOINT_URL."""
    s3_access_key_id: str | None = None
    s3_secret_access_key: SecretStr | None = None
    download_url_hours: int = Field(default=48, ge=1, le=168)
    """How long a pre-signed link opens."""

    tiles_url: str | None = None
    """PMTiles or MBTiles archive, or an XYZ template. Without it, the demo city that comes along."""
    download_formats: Annotated[tuple[Literal["png", "pdf", "jpg"], ...], NoDecode] = ("png", "pdf")
    render_seconds: float = Field(default=60, gt=0, le=150)
    """How long one drawing may take before it is ended and tried again. A worker ends what takes 170."""
    render_memory_mb: int = Field(default=700, ge=200)
    """How much memory one drawing may use."""
    render_concurrency: int = Field(default=2, ge=1)
    """How many drawings one process has at a time; a core each is a good number."""

    max_body_bytes: int = Field(default=262_144, ge=1_024)
    """The largest GraphQL request."""
    max_upload_bytes: int = Field(default=104_857_600, ge=1, le=2_000_000_000)
    """Of a poster that a browser drew."""
    max_image_bytes: int = Field(default=10_485_760, ge=1, le=50_000_000)
    """Of a product's picture, as it is uploaded."""
    max_query_cost: int = Field(default=5_000, ge=100)
    """What one GraphQL operation may cost; the catalogue page of the playground costs about 400."""
    trusted_proxies: int = Field(default=0, ge=0, le=8)
    """How many proxies in front add to X-Forwarded-For; 0 takes the peer's own address."""

    @model_validator(mode="before")
    @classmethod
    def _split_lists(cls, values: dict[str, object]) -> dict[str, object]:
        names = ("allowed_origins", "stripe_webhook_secrets", "stripe_shipping_rates", "shipping_countries")
        for name in (*names, "download_formats", "webhook_allowed_hosts", "alert_emails"):
            if name in values:
                values[name] = split_list(values[name])
        if "auth_issuers" in values:
            values["auth_issuers"] = read_issuers(values["auth_issuers"])
        return values

    @model_validator(mode="after")
    def _whole(self) -> Settings:
        if len(self.secret_key.get_secret_value()) < 32:
            raise ValueError("SECRET_KEY: must have at least 32 characters")
        if not self.stripe_webhook_secrets:
            raise ValueError("STRIPE_WEBHOOK_SECRETS: must name at least one whsec_… secret")
        if not self.download_formats:
            raise ValueError("DOWNLOAD_FORMATS: must name at least one of png, pdf and jpg")
        if not self.shipping_countries:
            raise ValueError("SHIPPING_COUNTRIES: must name at least one country, such as US")
        if (self.smtp_url or self.brevo_api_key) and not self.mail_from:
            raise ValueError("MAIL_FROM: must be set when SMTP_URL or BREVO_API_KEY is, such as hello@shop.example.com")
        if self.environment == "production" and self.brevo_api_base:
            raise ValueError("BREVO_API_BASE: must be empty in production, where only Brevo sends mails")
        if self.brevo_webhook_secret and len(self.brevo_webhook_secret.get_secret_value()) < 16:
            raise ValueError("BREVO_WEBHOOK_SECRET: must have at least 16 characters")
        if self.environment == "production" and self.stripe_api_base:
            raise ValueError("STRIPE_API_BASE: must be empty in production, where only Stripe takes money")
        self._check_issuers()
        return self

    def _check_issuers(self) -> None:
        names = [self.public_url, *(provider.issuer for provider in self.auth_issuers)]
        if len(set(names)) < len(names):
            raise ValueError(
                "AUTH_ISSUERS: must name each issuer once, and not PUBLIC_URL, whose tokens are the shop's"
            )
        plain = [provider for provider in self.auth_issuers if not provider.jwks_url.startswith("https://")]
        if self.environment == "production" and plain:
            raise ValueError("AUTH_ISSUERS: JWKS URLs must be https in production: whoever answers them logs people in")

    @property
    def time_zone(self) -> ZoneInfo:
        """The shop's."""
        return ZoneInfo(self.shop_timezone)

    @property
    def checkout_lifetime(self) -> timedelta:
        """How long a customer has to pay."""
        return timedelta(minutes=self.checkout_session_minutes)

    @property
    def origins(self) -> frozenset[str]:
        """Origins that customers may be sent back to: our own, the storefront's and the allowed ones."""
        own = (origin_of(self.public_url), origin_of(self.storefront_url))
        return frozenset((*own, *self.allowed_origins))


def load_settings() -> Settings:
    """Read the environment.

    Raises:
        ConfigurationError: naming every variable that is missing or wrong, one sentence each.
    """
    try:
        return Settings()  # type: ignore[call-arg]  # the environment gives them
    except ValidationError as error:
        raise ConfigurationError("; ".join(_sentence(dict(problem)) for problem in error.errors())) from None


def _sentence(problem: dict[str, object]) -> str:
    location = problem["loc"]
    name = str(location[0]).upper() if isinstance(location, tuple) and location else ""
    inside = ".".join(map(str, location[1:])) if isinstance(location, tuple) else ""
    if problem["type"] == "missing" and not inside:
        return f"{name} is not set: set it (docs/settings.md says how), or start everything with 'make run'"
    message = str(problem["msg"]).removeprefix("Value error, ")
    return f"{name}: {f'{inside}: ' if inside else ''}{message}" if name else message


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The process's settings. Read at first use, the same object ever after."""
    return load_settings()
