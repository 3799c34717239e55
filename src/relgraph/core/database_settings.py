"""The settings that say which Neo4j holds the graph, and how long it is waited for: the first part of `Settings`."""

from pathlib import Path
from typing import Self

from platformdirs import user_data_path
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from relgraph.core.checks import check_no_secret_in
from relgraph.core.errors import ConfigurationError


def default_data_dir() -> Path:
    """The platform's folder for this user's data, e.g. ~/.local/share/relgraph."""
    return user_data_path("relgraph", appauthor=False)


class DatabaseSettings(BaseSettings):
    """Where the graph is."""

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

    local_linger: float = Field(
        default=600.0,
        ge=0,
        description="Seconds that the local Neo4j stays after a command, so that the next answers at once; 0: none.",
    )

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
    read_timeout: float = Field(
        default=15.0, gt=0, description="Seconds one read transaction may take; commands wait a minute."
    )
    bookmark_timeout: float = Field(
        default=5.0, gt=0, description="Seconds a request waits for the database to have what its bookmark stands for."
    )
    write_timeout: float = Field(default=60.0, gt=0, description="Seconds one write transaction may take.")

    @field_validator("neo4j_uri")
    @classmethod
    def _uri_holds_no_secret(cls, uri: str | None) -> str | None:
        return check_no_secret_in(uri) if uri else None

    @model_validator(mode="after")
    def _own_database_needs_password(self) -> Self:
        if self.neo4j_uri and self.neo4j_password is None:
            raise ConfigurationError(
                "RELGRAPH_NEO4J_URI is set but RELGRAPH_NEO4J_PASSWORD is not.",
                remedy="Set the password of that Neo4j, or unset the URI to use the local one.",
            )
        return self
