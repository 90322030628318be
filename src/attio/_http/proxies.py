"""Choose the proxy of a request from the environment variables; no I/O."""

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
    """The proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`), and the hosts without a proxy.

    `NO_PROXY` supports everything that curl does and more. An entry is one of:

    - a domain, which includes its subdomains
    - an IPv4 or IPv6 address or network, with or without brackets
    - `*` for every host

    An entry may begin with a scheme and end with a port.

    Raises:
        InvalidRequestError: An entry is not valid. The message names the variable, and the entry unless it may contain
            a password.
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
        """Read the environment; return None if it names no proxy."""
        from urllib.request import getproxies  # slow, because it imports ssl; by now the HTTP library has imported both

        given = getproxies()
        rules = cls(given) if any(given.get(scheme) for scheme in ("http", "https", "all")) else None
        return rules if rules is not None and rules._proxies else None

    def proxy_for(self, scheme: str, host: str, port: int | None) -> str | None:
        """Return the proxy for a server; None for a direct connection."""
        proxy = self._proxies.get(scheme) or self._proxies.get("all")
        if proxy is None:
            return None
        name, port = host.strip("[]").rstrip(".").lower(), port or (443 if scheme == "https" else 80)
        address = _address(name)
        is_exception = any(entry.matches(scheme, name, address, port) for entry in self._exceptions)
        return None if is_exception else proxy


class _Exception:
    """One entry of `NO_PROXY`."""

    def __init__(self, entry: str) -> None:
        scheme, separator, rest = entry.partition("://")
        self._scheme = scheme.lower() if separator and scheme.lower() != "all" else None
        host, self._port = _split(rest if separator else entry)
        self._network = _network(host, entry)
        self._domain = host.lower().removeprefix("*").strip(".")

    def matches(self, scheme: str, name: str, address: _Address | None, port: int) -> bool:
        """Return whether the entry applies to a server."""
        if (self._scheme and self._scheme != scheme) or (self._port is not None and self._port != port):
            return False
        if self._network is not None:
            return address is not None and address in self._network
        return address is None and (name == self._domain or name.endswith(f".{self._domain}"))


def check_certificates() -> None:
    """Check `SSL_CERT_FILE`, or without it `SSL_CERT_DIR`.

    Raises:
        InvalidRequestError: The variable names a file or directory that does not exist.
    """
    for name, exists, kind in (("SSL_CERT_FILE", os.path.isfile, "file"), ("SSL_CERT_DIR", os.path.isdir, "directory")):
        path = os.environ.get(name)
        if path:
            if not exists(path):
                message = f"the environment variable {name} names the {kind} {path!r}, which does not exist"
                raise InvalidRequestError(message)
            return


def _proxy(scheme: str, given: str) -> str:
    url = given if "://" in given else f"http://{given}"
    try:
        parts = urlsplit(url)
        is_valid = parts.scheme.lower() in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_valid = False
    if not is_valid:
        # Without the URL, which may contain a password.
        schemes = ", ".join(f"{supported}://" for supported in SCHEMES)
        message = f"{_source(scheme)} must be the URL of a proxy that begins with {schemes}"
        raise InvalidRequestError(message)
    return url


def _source(scheme: str) -> str:
    """Describe where the proxy for a scheme is set, for error messages."""
    for name in (f"{scheme.upper()}_PROXY", f"{scheme}_proxy"):
        if os.environ.get(name):
            return f"the environment variable {name}"
    return f"the proxy for {scheme} in the settings of the system"


def _split(entry: str) -> tuple[str, int | None]:
    """Split an entry into host and port; an IPv6 address contains colons, too."""
    from attio._support.digits import whole_number  # only entries of NO_PROXY need it

    if entry.startswith("["):
        host, _, rest = entry[1:].partition("]")
        slash, port = (rest, "") if rest.startswith("/") else ("", rest.removeprefix(":"))
        return host + slash, whole_number(port)
    host, separator, port = entry.rpartition(":")
    number = whole_number(port)
    if separator and number is not None and ":" not in host:
        return host, number
    return entry, None


def _network(host: str, entry: str) -> _Network | None:
    try:
        return ip_network(host, strict=False)
    except ValueError:
        if "/" in host or ":" in host:
            message = f"the environment variable NO_PROXY has the entry {entry!r}: it is not a host, address or network"
            raise InvalidRequestError(message) from None
        return None


def _address(name: str) -> _Address | None:
    try:
        return ip_address(name.partition("%")[0])
    except ValueError:
        return None
