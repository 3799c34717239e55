"""Which addresses a webhook may reach: those of the public internet, and those that the settings allow.

A name tells nothing: whoever owns it can have it lead to this machine, to a neighbour, or to what clouds tell their
machines under 169.254.169.254. So the addresses that it leads to are looked at.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from relgraph.core.errors import ConfigurationError

Address = IPv4Address | IPv6Address

_GLOBAL = IPv6Network("2000::/3")
"""All IPv6 that is assigned to the public internet."""
_SPECIAL = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
"""Some versions of Python count parts of these to the public internet."""
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: Address) -> bool:
    """Whether it is one machine on the public internet."""
    if isinstance(address, IPv6Address) and (address not in _GLOBAL or address.teredo):
        return False
    special = address.is_multicast or address.is_reserved or any(address in network for network in _SPECIAL)
    return address.is_global and not special


def unwrapped(address: Address) -> Address:
    """Where packets go in the end: the IPv4 address that an IPv6 address may hold."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or address


def as_address(host: str) -> Address | None:
    """The address that is written there; None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


@dataclass(frozen=True)
class Allowed:
    """Hosts and networks that may be reached though they are private."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def read(cls, parts: Iterable[str]) -> "Allowed":
        """Names, addresses and networks as people write them. Raises ConfigurationError for what is none."""
        hosts, networks = set(), []
        for part in parts:
            try:
                networks.append(ip_network(part.strip("[]")))
            except ValueError:
                if not re.fullmatch(r"[\w-]*[^\W\d][\w-]*|[\w-]+(\.[\w-]+)*\.[^\W\d][\w-]*", part.rstrip(".")):
                    raise ConfigurationError(
                        f"RELGRAPH_WEBHOOK_ALLOW holds '{part}', which is neither a host nor a network.",
                        remedy="Write hosts without port, and networks as 10.20.0.0/16, with commas between.",
                    ) from None
                hosts.add(_plain(part))
        return cls(frozenset(hosts), tuple(networks))

    def names(self, host: str) -> bool:
        """Whether a host is allowed as it is written: a name, or an address."""
        address = as_address(host)
        return _plain(host) in self.hosts or (address is not None and self._holds(address))

    def may_reach(self, host: str, address: Address) -> bool:
        """Whether a host may be reached at an address that its name leads to."""
        inner = unwrapped(address)
        return is_public(inner) or self.names(host) or self._holds(address) or self._holds(inner)

    def _holds(self, address: Address) -> bool:
        return any(address in network for network in self.networks)


def _plain(host: str) -> str:
    try:
        return host.lower().rstrip(".").encode("idna").decode()
    except UnicodeError:
        return host.lower()
