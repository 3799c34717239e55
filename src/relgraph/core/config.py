"""Settings, read from the environment (prefix `RELGRAPH_`) or a `.env` file.

Every setting is listed in docs/settings.md; a test keeps that page and this class equal.
"""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from relgraph.core.addresses import Allowed
from relgraph.core.checks import check_webhooks, is_loopback, is_signing_secret
from relgraph.core.choices import ChosenSeverity, read_parameters, read_severities
from relgraph.core.clock import check_zone
from relgraph.core.database_settings import DatabaseSettings
from relgraph.core.errors import ConfigurationError, InputError
from relgraph.core.tokens import read_tokens

ADDRESS = r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+"
"""A plain mail address (RFC 5322's dot-atom)."""


class Settings(DatabaseSettings):
    """What a relgraph process needs to know. Without any setting it runs its own local Neo4j."""

    time_zone: str | None = Field(
        default=None,
        description="IANA time zone in which today is told, e.g. Asia/Shanghai; unset: the zone of this machine.",
    )

    playbook: Path | None = Field(
        default=None,
        description="File of your own playbook: what differs from relgraph's thresholds, cadences and words; see "
        "docs/playbook.md.",
    )
    audit_rules: Path | None = Field(
        default=None, description="Folder of your own audit rules, one `.cypher` file each; see docs/audit.md."
    )
    audit_parameters: Annotated[dict[str, float], NoDecode] = Field(
        default_factory=dict,
        description="Numbers to ask rules with, e.g. `key_contact_cold.cold_below=0.4`, comma-separated.",
    )
    audit_severities: Annotated[dict[str, ChosenSeverity], NoDecode] = Field(
        default_factory=dict,
        description="JSON of rules that are off or of another severity here, why and by whom; see docs/audit.md.",
    )

    scheduler: bool = Field(
        default=True,
        description="Whether `serve` carries out audit schedules and sends notifications; see docs/audit-schedule.md.",
    )
    webhook_urls: Annotated[list[SecretStr], NoDecode] = Field(
        default_factory=list,
        description="Addresses that are told when an audit ended, comma-separated; https://, or http:// to loopback.",
    )
    webhook_allow: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Hosts and networks that webhooks reach though they are private, e.g. `localhost,10.20.0.0/16`.",
    )
    webhook_proxy: SecretStr | None = Field(
        default=None, description="HTTP proxy for webhooks to all other hosts; those of the environment are not used."
    )
    webhook_secret: SecretStr | None = Field(
        default=None, description="Secret that signs webhooks: `whsec_` and 24 to 64 random bytes in Base64."
    )
    smtp_host: str | None = Field(default=None, description="Mail server that takes notifications.")
    smtp_port: int | None = Field(
        default=None, ge=1, le=65535, description="Its port; when unset 587 for starttls, 465 for tls, 25 for none."
    )
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="How mail is encrypted: starttls, tls, or none (to loopback only)."
    )
    smtp_user: str | None = Field(default=None, description="User at the mail server; unset: no login.")
    smtp_password: SecretStr | None = Field(default=None, description="Password at the mail server.")
    mail_from: str | None = Field(default=None, description="Address that notifications come from.")
    mail_to: Annotated[list[str], NoDecode] = Field(
        default_factory=list, description="Addresses that get a mail when an audit ended, comma-separated."
    )
    mail_always: bool = Field(
        default=False, description="Whether they get one also when nothing of `RELGRAPH_NOTIFY_SEVERITY` changed."
    )
    mail_report: bool = Field(default=True, description="Whether mails carry the whole report as an HTML file.")
    notify_severity: Literal["high", "medium", "low"] = Field(
        default="medium", description="Least severity of the changes that are told: high, medium or low."
    )
    notify_language: Literal["en", "zh"] = Field(default="en", description="Language of mails: en or zh.")
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s\"<>]+$",
        description="Address under which people reach `serve`, for links in notifications.",
    )

    host: str = Field(default="127.0.0.1", description="Address that `serve` listens on.")
    port: int = Field(default=8400, ge=0, le=65535, description="Port that `serve` listens on; 0 for a free one.")
    api_token_hashes: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Accepted bearer tokens, comma-separated: `NAME=HASH`, or `NAME:read=HASH` for one that may only "
        "read; the hash is SHA-256 in hex. See `relgraph token`.",
    )
    imports_folder: Path | None = Field(
        default=None,
        description="Folder of which files and sub-folders may be named in imports by the API; see docs/import.md.",
    )
    upload_most_bytes: int = Field(
        default=0, ge=0, description="Largest upload for an import by the API, in bytes; 0: none is taken."
    )
    upload_timeout: float = Field(default=600.0, gt=0, description="Seconds an upload may take to arrive in full.")
    cors_origins: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Origins allowed to call from a browser, comma-separated; none by default.",
    )
    path_index: bool = Field(
        default=True,
        description="Whether `serve` keeps in memory who leads to whom, so that paths are found in milliseconds; "
        "needs the extra `paths`.",
    )
    plan_ahead: bool = Field(
        default=True,
        description="Whether `serve` has Neo4j plan the common questions once it answers, for about a minute of one "
        "core, so that nobody waits for it.",
    )
    graphql_ide: bool = Field(
        default=False, description="Serve a page to try queries at /ide, and answer introspection."
    )
    trusted_documents: Path | None = Field(
        default=None,
        description="File or folder that lists the only GraphQL documents that are run; see docs/serving.md.",
    )
    operation_timeout: float = Field(default=75.0, gt=0, description="Seconds one GraphQL operation may take in all.")
    arrival_timeout: float = Field(
        default=20.0, gt=0, description="Seconds a request may take to arrive in full, and a client to take an answer."
    )
    keep_alive_timeout: float = Field(
        default=75.0,
        gt=0,
        description="Seconds a connection may rest between requests; more than a proxy in front keeps it, often 60.",
    )
    max_waiting_connections: int = Field(
        default=400, ge=1, description="Most connections without a whole request; beyond it the oldest is closed."
    )
    max_body_bytes: int = Field(default=100_000, ge=1_000, description="Largest request body, in bytes.")
    max_tokens: int = Field(default=2_000, ge=1, description="Most tokens in one GraphQL document.")
    max_depth: int = Field(default=12, ge=1, description="Deepest nesting of fields in one operation.")
    max_aliases: int = Field(default=30, ge=0, description="Most aliases in one operation, fragments spread out.")
    max_directives: int = Field(default=20, ge=0, description="Most directives in one operation, fragments spread out.")
    max_root_fields: int = Field(default=10, ge=1, description="Most fields at the root of one operation.")
    max_repeats: int = Field(
        default=50, ge=1, description="Most times that one field of one type may stand in one operation."
    )
    max_cost: int = Field(
        default=20_000,
        ge=1,
        description="Most that one operation may cost, counted while it runs: values, and what `@cost` tells.",
    )
    max_estimate: int = Field(
        default=100_000,
        ge=1,
        description="Most that one operation may be estimated to cost before it runs; most pages are not full.",
    )
    max_analyses: int = Field(
        default=4, ge=1, description="Most analyses (hubs, coverage), and searches for paths, under way at a time."
    )
    max_analyses_per_caller: int = Field(
        default=2, ge=1, description="Most of either for one API token (without tokens: for one address)."
    )
    max_waiting_analyses: int = Field(
        default=20, ge=0, description="Most of either that wait for one token; beyond it the answer is `BUSY`."
    )
    max_sockets: int = Field(default=100, ge=0, description="Most WebSockets open at a time; 0 for none.")
    max_sockets_per_caller: int = Field(
        default=25, ge=1, description="Most WebSockets of one API token (without tokens: of one address)."
    )
    max_new_sockets: int = Field(
        default=20, ge=1, description="Most WebSockets of one address whose client has not said who it is."
    )
    socket_greeting_timeout: float = Field(
        default=10.0, gt=0, description="Seconds after which a WebSocket is closed whose client has not said who it is."
    )
    max_subscriptions: int = Field(default=10, ge=1, description="Most subscriptions on one WebSocket.")
    socket_idle_timeout: float = Field(
        default=60.0, gt=0, description="Seconds after which a WebSocket without a subscription is closed."
    )
    metrics: bool = Field(
        default=False,
        description="Whether `serve` answers /metrics in Prometheus's format; needs the extra `telemetry`.",
    )
    traces_endpoint: str | None = Field(
        default=None,
        pattern=r"^https?://[^\s@]+$",
        description="OpenTelemetry collector that takes traces (OTLP over HTTP), e.g. http://127.0.0.1:4318; needs the "
        "extra `telemetry`.",
    )
    log_format: str = Field(default="console", pattern="^(console|json)$", description="console or json.")

    @property
    def is_watched(self) -> bool:
        """Whether `serve` tells anybody how it does."""
        return self.metrics or self.traces_endpoint is not None

    @model_validator(mode="before")
    @classmethod
    def _split_lists(cls, values: dict[str, object]) -> dict[str, object]:
        for name in ("api_token_hashes", "cors_origins", "webhook_urls", "webhook_allow", "mail_to"):
            value = values.get(name)
            if isinstance(value, str):
                values[name] = [part.strip() for part in value.split(",") if part.strip()]
        return values

    @field_validator("audit_parameters", mode="before")
    @classmethod
    def _split_parameters(cls, value: object) -> object:
        return read_parameters(value) if isinstance(value, str) else value

    @field_validator("audit_severities", mode="before")
    @classmethod
    def _read_severities(cls, value: object) -> object:
        return read_severities(value) if isinstance(value, str) else value

    @field_validator("time_zone")
    @classmethod
    def _zone_is_known(cls, zone: str | None) -> str | None:
        try:
            return check_zone(zone) if zone else None
        except InputError as error:
            raise ConfigurationError(f"RELGRAPH_TIME_ZONE: {error.message}", remedy=error.remedy) from None

    @field_validator("api_token_hashes")
    @classmethod
    def _tokens_can_be_read(cls, hashes: list[str]) -> list[str]:
        read_tokens(hashes)
        return hashes

    @field_validator("cors_origins")
    @classmethod
    def _origins_are_exact(cls, origins: list[str]) -> list[str]:
        if all(re.fullmatch(r"https?://[^/*\s]+", origin) for origin in origins):
            return [origin.lower() for origin in origins]
        raise ConfigurationError(
            "RELGRAPH_CORS_ORIGINS must list exact origins, such as https://sales.example.com.",
            remedy="Leave out paths, trailing slashes and wildcards.",
        )

    @field_validator("webhook_secret")
    @classmethod
    def _secret_is_strong(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is None or is_signing_secret(secret.get_secret_value()):
            return secret
        raise ConfigurationError(
            "RELGRAPH_WEBHOOK_SECRET is not `whsec_` and 24 to 64 bytes in Base64.",
            remedy='Make one: echo "whsec_$(openssl rand -base64 32)".',
        )

    @field_validator("mail_from", "mail_to")
    @classmethod
    def _addresses_are_plain(cls, given: str | list[str] | None) -> str | list[str] | None:
        addresses = [given] if isinstance(given, str) else given or []
        if all(re.fullmatch(ADDRESS, address, re.ASCII) for address in addresses):
            return given
        raise ConfigurationError(
            "RELGRAPH_MAIL_FROM or RELGRAPH_MAIL_TO holds something that is no plain mail address.",
            remedy="Write addresses as name@example.com, several with commas between them.",
        )

    @model_validator(mode="after")
    def _notifications_are_whole(self) -> Self:
        proxy = self.webhook_proxy.get_secret_value() if self.webhook_proxy else None
        check_webhooks((url.get_secret_value() for url in self.webhook_urls), Allowed.read(self.webhook_allow), proxy)
        if self.webhook_urls and not self.webhook_secret:
            raise ConfigurationError(
                "RELGRAPH_WEBHOOK_URLS is set but RELGRAPH_WEBHOOK_SECRET is not.",
                remedy='Make a secret, echo "whsec_$(openssl rand -base64 32)", and give it to the receivers too.',
            )
        if self.mail_to and not (self.smtp_host and self.mail_from):
            raise ConfigurationError(
                "RELGRAPH_MAIL_TO is set but RELGRAPH_SMTP_HOST or RELGRAPH_MAIL_FROM is not.",
                remedy="Name the mail server and the address that mails come from.",
            )
        if (self.smtp_user is None) != (self.smtp_password is None):
            raise ConfigurationError(
                "Only one of RELGRAPH_SMTP_USER and RELGRAPH_SMTP_PASSWORD is set.", remedy="Set both, or neither."
            )
        if self.smtp_host and self.smtp_security == "none" and not is_loopback(self.smtp_host):
            raise ConfigurationError(
                "RELGRAPH_SMTP_SECURITY=none would send mail to another machine in the clear.",
                remedy="Use starttls or tls; none is for a mail server on this machine.",
            )
        return self
