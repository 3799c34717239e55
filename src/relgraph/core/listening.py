"""Where a server may listen: addresses of others only where everybody has to say who they are."""

from relgraph.core.checks import is_loopback
from relgraph.core.config import Settings
from relgraph.core.errors import ConfigurationError


def check_may_listen(settings: Settings) -> None:
    """Refuse to open an address that others can reach while nobody has to say who they are."""
    if not is_loopback(settings.host) and not settings.api_token_hashes:
        raise ConfigurationError(
            f"relgraph will not listen on {settings.host} while no API token is configured.",
            remedy="Make one with `relgraph token` and set RELGRAPH_API_TOKEN_HASHES, or listen on 127.0.0.1.",
        )
