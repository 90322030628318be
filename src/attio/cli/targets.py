"""Servers to which deliveries are sent: on this machine, unless another one is allowed."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from attio._support.names import brief
from attio.cli import exits
from attio.cli.exits import CommandError

SECONDS = 10.0
"""Longest time to wait for a response."""
ATTIO_WAITS = 5.0
"""Seconds that Attio waits."""
_IN_PATHS = "/?:@!$&'()*+,;=~%"
"""What a path and a query may hold as it is (RFC 3986); others, such as umlauts, are percent-encoded."""


@dataclass(frozen=True)
class Sent:
    """The outcome of a request."""

    status: int | None
    """Status of the response; None if there was none."""
    error: str | None
    """Why there was no response."""
    seconds: float

    @property
    def succeeded(self) -> bool:
        """Whether Attio would count it as delivered, had it waited."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The outcome in words."""
        found = f"{self.error or self.status} in {self.seconds * 1000:.0f} ms"
        return f"{found}, and Attio waits {ATTIO_WAITS:.0f} s only" if self.seconds > ATTIO_WAITS else found

    def to_json(self) -> dict[str, object]:
        """Return the outcome as JSON values."""
        return {"status": self.status, "error": self.error, "ms": round(self.seconds * 1000)}


class Target:
    """A server that takes deliveries."""

    def __init__(self, url: str, *, allow_remote: bool = False) -> None:
        """Check a URL.

        Args:
            url: Where to send deliveries.
            allow_remote: Whether that may be another machine.

        Raises:
            CommandError: It is no URL of a server, or one of another machine.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise CommandError(f"{brief(url)} is no URL: {error}") from None
        if parts.scheme not in ("http", "https") or not host:
            raise CommandError(f"{brief(url)} must be the URL of a server, such as http://127.0.0.1:8000/attio")
        if parts.username is not None:
            raise CommandError("the URL of the server must hold no user name or password")
        if not allow_remote and not is_this_machine(host):
            raise CommandError(f"{host} is another machine: add --allow-remote", exits.GUARDED)
        self.url = url
        self._host, self._port, self._is_https = host, port, parts.scheme == "https"
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        self._path = quote(path, safe=_IN_PATHS)

    def send(self, body: bytes, headers: Mapping[str, str]) -> Sent:
        """Send a delivery; a redirect is a response like any other, as for Attio."""
        import http.client  # not at the top: it loads ssl

        kind = http.client.HTTPSConnection if self._is_https else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=SECONDS)
        status, error, begun = None, None, time.perf_counter()
        try:
            connection.request("POST", self._path, body, dict(headers))
            status = connection.getresponse().status
        except TimeoutError:
            error = "no response"
        except (OSError, http.client.HTTPException) as failure:
            error = getattr(failure, "strerror", None) or str(failure) or type(failure).__name__
        finally:
            connection.close()
        return Sent(status, error, time.perf_counter() - begun)


def is_this_machine(host: str) -> bool:
    """Whether a host name or address is this machine's loopback."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
