"""How a reading room is served."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Options:
    """Where the room is open, and by which names browsers may call it.

    `tls_proxy`: a proxy in front speaks HTTPS and sets X-Forwarded-For and X-Forwarded-Proto; cookies are
    then sent over HTTPS only.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    threads: int = 8
    trusted_hosts: tuple[str, ...] = ()
    tls_proxy: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the room."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host.strip("[]")).is_loopback
        except ValueError:
            return False

    @property
    def is_private(self) -> bool:
        """Whether whoever reaches the room sits at this machine: nothing passes requests on to it."""
        return self.is_loopback and not self.tls_proxy and not self.trusted_hosts

    def names(self) -> frozenset[str]:
        """The hosts, without port, that a request may be addressed to."""
        named = {name.lower() for name in self.trusted_hosts}
        if self.host in ("0.0.0.0", "::"):
            return frozenset(named | set(LOOPBACK_NAMES) | set(_own_names()))
        own = f"[{self.host}]" if ":" in self.host.strip("[]") else self.host
        return frozenset(named | {own.lower()} | (set(LOOPBACK_NAMES) if self.is_loopback else set()))


def _own_names() -> list[str]:
    """What this machine calls itself, and its addresses."""
    import socket

    name = socket.gethostname()
    try:
        found = socket.getaddrinfo(name, None)
    except OSError:
        return [name.lower()]
    addresses = {str(entry[4][0]) for entry in found}
    return [name.lower(), *(f"[{one}]" if ":" in one else one for one in addresses)]
