"""Settings, read from the environment (prefix `RELGRAPH_`) or a `.env` file.

Every setting is listed in docs/settings.md; a test keeps that page and this class equal.
"""

import re
from pathlib import Path
from typing import Annotated, Self

from platformdirs import user_data_path
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from relgraph.errors import ConfigurationError


def default_data_dir() -> Path:
    """The platform's folder for this user's data, e.g. ~/.local/share/relgraph."""
    return user_data_path("relgraph", appauthor=False)


class Settings(BaseSettings):
    """What a relgraph process needs to know. Without any setting it runs its own local Neo4j."""

    model_config = SettingsConfigDict(env_prefix="RELGRAPH_", env_file=".env", extra="ignore", frozen=True)

    data_dir: Path = Field(
        default_factory=default_data_dir,
        description="Private folder of the local Neo4j: its data, password and logs.",
    )
    local_port: int | None = Field(
        default=None,
        ge=1024,
        le=65535,
        description="Loopback port of the local Neo4j; a free one is chosen when unset.",
    )
    local_heap_mb: int = Field(default=512, ge=256, description="Java heap of the local Neo4j, in MiB.")
    local_page_cache_mb: int = Field(default=256, ge=64, description="Page cache of the local Neo4j, in MiB.")

    neo4j_uri: str | None = Field(
        default=None,
        description="Address of your own Neo4j (bolt://, neo4j://, neo4j+s://). Unset: the local one.",
    )
    neo4j_user: str = Field(default="neo4j", description="User at your own Neo4j.")
    neo4j_password: SecretStr | None = Field(default=None, description="Password at your own Neo4j.")
    neo4j_database: str = Field(default="neo4j", description="Database at your own Neo4j.")
    neo4j_pool_size: int = Field(default=50, ge=1, description="Most connections one process opens.")
    neo4j_acquire_timeout: float = Field(default=15.0, gt=0, description="Seconds to wait for a free connection.")
    neo4j_connect_timeout: float = Field(default=5.0, gt=0, description="Seconds to wait for a connection to open.")
    neo4j_retry_time: float = Field(
        default=15.0, ge=0, description="Seconds during which a transient failure is tried again."
    )
    read_timeout: float = Field(default=15.0, gt=0, description="Seconds one read transaction may take.")
    write_timeout: float = Field(default=60.0, gt=0, description="Seconds one write transaction may take.")

    audit_rules: Path | None = Field(
        default=None, description="Folder of your own audit rules, one `.cypher` file each; see docs/audit.md."
    )
    audit_parameters: Annotated[dict[str, float], NoDecode] = Field(
        default_factory=dict,
        description="Numbers to ask rules with, e.g. `key_contact_cold.cold_below=0.4`, comma-separated.",
    )

    host: str = Field(default="127.0.0.1", description="Address that `serve` listens on.")
    port: int = Field(default=8400, ge=0, le=65535, description="Port that `serve` listens on; 0 for a free one.")
    api_token_hashes: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="SHA-256 hashes (hex) of accepted bearer tokens, comma-separated; see `relgraph token`.",
    )
    cors_origins: Annotated[list[str], NoDecode] = Field(
        default_factory=list,
        description="Origins allowed to call from a browser, comma-separated; none by default.",
    )
    path_index: bool = Field(
        default=True,
        description="Whether `serve` keeps in memory who leads to whom, so that paths are found in milliseconds.",
    )
    graphql_ide: bool = Field(
        default=False, description="Serve a page to try queries at /ide, and answer introspection."
    )
    operation_timeout: float = Field(default=75.0, gt=0, description="Seconds one GraphQL operation may take in all.")
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
        default=20_000, ge=1, description="Most objects and values one operation may ask for, estimated before it runs."
    )
    max_sockets: int = Field(default=100, ge=0, description="Most WebSockets open at a time; 0 for none.")
    max_subscriptions: int = Field(default=10, ge=1, description="Most subscriptions on one WebSocket.")
    socket_idle_timeout: float = Field(
        default=60.0, gt=0, description="Seconds after which a WebSocket without a subscription is closed."
    )
    log_format: str = Field(default="console", pattern="^(console|json)$", description="console or json.")

    @model_validator(mode="before")
    @classmethod
    def _split_lists(cls, values: dict[str, object]) -> dict[str, object]:
        for name in ("api_token_hashes", "cors_origins"):
            value = values.get(name)
            if isinstance(value, str):
                values[name] = [part.strip() for part in value.split(",") if part.strip()]
        return values

    @field_validator("audit_parameters", mode="before")
    @classmethod
    def _split_parameters(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        wrong = [part for part in parts if not re.fullmatch(r"\w+\.\w+\s*=\s*-?\d+(\.\d+)?", part)]
        if wrong:
            raise ConfigurationError(
                f"RELGRAPH_AUDIT_PARAMETERS has '{wrong[0]}', which cannot be read.",
                remedy="Write rule.parameter=number, e.g. key_contact_cold.cold_below=0.4, with commas between.",
            )
        return {name.strip(): float(number) for name, _, number in (part.partition("=") for part in parts)}

    @field_validator("api_token_hashes")
    @classmethod
    def _hashes_are_sha256(cls, hashes: list[str]) -> list[str]:
        if all(re.fullmatch(r"[0-9a-fA-F]{64}", value) for value in hashes):
            return [value.lower() for value in hashes]
        raise ConfigurationError(
            "RELGRAPH_API_TOKEN_HASHES holds something that is no SHA-256 hash (64 hex digits).",
            remedy="Make a token with `relgraph token` and put its hash there, never the token itself.",
        )

    @field_validator("cors_origins")
    @classmethod
    def _origins_are_exact(cls, origins: list[str]) -> list[str]:
        if all(re.fullmatch(r"https?://[^/*\s]+", origin) for origin in origins):
            return [origin.lower() for origin in origins]
        raise ConfigurationError(
            "RELGRAPH_CORS_ORIGINS must list exact origins, such as https://sales.example.com.",
            remedy="Leave out paths, trailing slashes and wildcards.",
        )

    @model_validator(mode="after")
    def _own_database_needs_password(self) -> Self:
        if self.neo4j_uri and self.neo4j_password is None:
            raise ConfigurationError(
                "RELGRAPH_NEO4J_URI is set but RELGRAPH_NEO4J_PASSWORD is not.",
                remedy="Set the password of that Neo4j, or unset the URI to use the local one.",
            )
        return self
