"""Which proxy a request goes through, as the environment says; no I/O."""

from __future__ import annotations

import os
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias
from urllib.parse import urlsplit

from attio.errors.base import InvalidRequestError

SCHEMES = ("http", "https", "socks5", "socks5h")
"""Supported schemes of proxy URLs."""

_Address: TypeAlias = IPv4Address | IPv6Address
_Network: TypeAlias = IPv4Network | IPv6Network


class ProxyRules:
    """The proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`) and the hosts that need none.

    `NO_PROXY` is read as curl reads it, and more: domains with all below them, addresses and networks of IPv4 and IPv6,
    with or without brackets, each with or without a port; `*` for every host.

    Raises:
        InvalidRequestError: An entry cannot be used; names the variable, and the entry unless it may hold a password.
    """

    def __init__(self, given: dict[str, str]) -> None:
        """Parse the result of `urllib.request.getproxies`."""
        self._proxies = {
            scheme: _proxy(scheme, given[scheme]) for scheme in ("http", "https", "all") if given.get(scheme)
        }
        entries = [entry.strip() for entry in given.get("no", "").split(",")]
        self._exceptions = [_Exception(entry) for entry in entries if entry and entry != "*"]
        if "*" in entries:
            self._proxies = {}

    @classmethod
    def from_environment(cls) -> ProxyRules | None:
        """Read the environment; None when it names no proxy."""
        from urllib.request import getproxies  # loads ssl; the HTTP library has loaded both by now

        given = getproxies()
        rules = cls(given) if any(given.get(scheme) for scheme in ("http", "https", "all")) else None
        return rules if rules is not None and rules._proxies else None

    def proxy_for(self, scheme: str, host: str, port: int | None) -> str | None:
        """Tell through which proxy a server is reached; None for directly."""
        proxy = self._proxies.get(scheme) or self._proxies.get("all")
        if proxy is None:
            return None
        name, port = host.strip("[]").rstrip(".").lower(), port or (443 if scheme == "https" else 80)
        address = _address(name)
        return None if any(one.matches(scheme, name, address, port) for one in self._exceptions) else proxy


class _Exception:
    """One entry of `NO_PROXY`."""

    def __init__(self, entry: str) -> None:
        scheme, separator, rest = entry.partition("://")
        self._scheme = scheme.lower() if separator and scheme.lower() != "all" else None
        host, self._port = _split(rest if separator else entry)
        self._network = _network(host, entry)
        self._domain = host.lower().removeprefix("*").strip(".")

    def matches(self, scheme: str, name: str, address: _Address | None, port: int) -> bool:
        """Tell whether a server is meant."""
        if (self._scheme and self._scheme != scheme) or (self._port is not None and self._port != port):
            return False
        if self._network is not None:
            return address is not None and address in self._network
        return address is None and (name == self._domain or name.endswith(f".{self._domain}"))


def check_certificates() -> None:
    """Check the environment variables that name certificates, as far as they are used.

    Raises:
        InvalidRequestError: `SSL_CERT_FILE` or `SSL_CERT_DIR` names what is not there.
    """
    for name, exists, kind in (("SSL_CERT_FILE", os.path.isfile, "file"), ("SSL_CERT_DIR", os.path.isdir, "directory")):
        path = os.environ.get(name)
        if path:
            if not exists(path):
                message = f"the environment variable {name} names {path!r}, and there is no such {kind}"
                raise InvalidRequestError(message)
            return


def _proxy(scheme: str, given: str) -> str:
    url = given if "://" in given else f"http://{given}"
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        variable = _variable(scheme)
        message = f"{variable} must be a URL of a proxy that begins with {', '.join(f'{one}://' for one in SCHEMES)}"
        raise InvalidRequestError(message)  # without the URL, which may hold a password
    return url


def _variable(scheme: str) -> str:
    names = (f"{scheme.upper()}_PROXY", f"{scheme}_proxy")
    name = next((one for one in names if os.environ.get(one)), None)
    return f"the environment variable {name}" if name else f"the proxy that the system names for {scheme}"


def _split(entry: str) -> tuple[str, int | None]:
    """Split an entry into host and port; an IPv6 address has colons of its own."""
    if entry.startswith("["):
        host, _, rest = entry[1:].partition("]")
        slash, port = (rest, "") if rest.startswith("/") else ("", rest.removeprefix(":"))
        return host + slash, int(port) if port.isdecimal() else None
    host, separator, port = entry.rpartition(":")
    if separator and port.isdecimal() and ":" not in host:
        return host, int(port)
    return entry, None


def _network(host: str, entry: str) -> _Network | None:
    try:
        return ip_network(host, strict=False)
    except ValueError:
        if "/" in host or ":" in host:
            message = f"the environment variable NO_PROXY has the entry {entry!r}, which is no host, address or network"
            raise InvalidRequestError(message) from None
        return None


def _address(name: str) -> _Address | None:
    try:
        return ip_address(name.partition("%")[0])
    except ValueError:
        return None
