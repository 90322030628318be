"""Servers that receive deliveries. By default, only servers on this machine are allowed."""

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
"""Timeout for the response of the server, in seconds."""
ATTIO_WAITS = 5.0
"""Attio's timeout for the response to a delivery, in seconds."""
_PATH_CHARACTERS = "/?:@!$&'()*+,;=~%"
"""Characters that a path and a query may contain (RFC 3986). Others, such as umlauts, are percent-encoded."""


@dataclass(frozen=True)
class Sent:
    """The outcome of sending a delivery."""

    status: int | None
    """Status of the response; None if there was none."""
    error: str | None
    """Reason why there was no response; None if there was one."""
    seconds: float
    """Duration of the request, in seconds."""

    @property
    def succeeded(self) -> bool:
        """Whether the status is a 2xx, which Attio counts as delivered."""
        return self.status is not None and 200 <= self.status < 300

    @property
    def text(self) -> str:
        """The outcome in words."""
        text = f"{self.error or self.status} in {self.seconds * 1000:.0f} ms"
        return f"{text}, but Attio waits only {ATTIO_WAITS:.0f} s" if self.seconds > ATTIO_WAITS else text

    def to_json(self) -> dict[str, object]:
        """Return the outcome as JSON values."""
        return {"status": self.status, "error": self.error, "ms": round(self.seconds * 1000)}


class Target:
    """A server that receives deliveries."""

    def __init__(self, url: str, *, allow_remote: bool = False) -> None:
        """Check the URL of a server.

        Args:
            url: URL to send deliveries to.
            allow_remote: Whether the server may be on another machine.

        Raises:
            CommandError: The URL is not valid, or is on another machine without `allow_remote`.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise CommandError(f"{brief(url)} is not a URL: {error}") from None
        if parts.scheme not in ("http", "https") or not host:
            raise CommandError(f"{brief(url)} must be the URL of a server, such as http://127.0.0.1:8000/attio")
        if parts.username is not None:
            raise CommandError("the URL of the server must not contain a user name or password")
        if not allow_remote and not is_this_machine(host):
            raise CommandError(f"{host} is another machine: add --allow-remote", exits.GUARDED)
        self.url = url
        self._host, self._port, self._is_https = host, port, parts.scheme == "https"
        path = parts.path or "/"
        if parts.query:
            path += f"?{parts.query}"
        self._path = quote(path, safe=_PATH_CHARACTERS)

    def send(self, body: bytes, headers: Mapping[str, str]) -> Sent:
        """Send a delivery. Like Attio, this does not follow redirects."""
        import http.client  # imported here because it loads ssl

        connection_class = http.client.HTTPSConnection if self._is_https else http.client.HTTPConnection
        connection = connection_class(self._host, self._port, timeout=SECONDS)
        status, error, started = None, None, time.perf_counter()
        try:
            connection.request("POST", self._path, body, dict(headers))
            status = connection.getresponse().status
        except TimeoutError:
            error = "no response"
        except (OSError, http.client.HTTPException) as failure:
            error = getattr(failure, "strerror", None) or str(failure) or type(failure).__name__
        finally:
            connection.close()
        return Sent(status, error, time.perf_counter() - started)


def is_this_machine(host: str) -> bool:
    """Return whether a host name or address is a loopback address of this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
