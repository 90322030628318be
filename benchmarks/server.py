"""A loopback server in a separate process, so that serving does not slow down the measured process."""

from __future__ import annotations

import asyncio
import json
import ssl
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import certifi
import trustme

from benchmarks import payload


@dataclass(frozen=True)
class Address:
    """URLs of the server."""

    http: str
    https: str
    ca_file: str
    """The default trust store plus the root of the server; takes as long to load as the trust store of users."""


@dataclass(frozen=True)
class Walk:
    """A list of small records that the server sends in pages."""

    total: int = 0
    """Number of records in the list."""
    latency: float = 0
    """Seconds before the server responds."""


class Responder(asyncio.Protocol):
    """Responds with prepared bytes: the identity, the records, or a page of the walk."""

    def __init__(self, identity: bytes, records: bytes, walk: Walk) -> None:
        self.identity, self.records, self.walk = identity, records, walk
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Handle a new connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Respond to each request once it is complete."""
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, rest = self.buffer.partition(b"\r\n\r\n")
            _, _, after = head.lower().partition(b"\r\ncontent-length:")
            size = int(after.split(b"\r\n")[0] or 0)
            if len(rest) < size:
                return
            self.buffer = rest[size:]
            self.respond(head, rest[:size])

    def respond(self, head: bytes, body: bytes) -> None:
        """Respond to one request."""
        if head.startswith(b"GET"):
            self.transport.write(self.identity)
        elif b"/objects/walk/" not in head:
            self.transport.write(self.records)
        else:
            query = json.loads(body)
            start = query.get("offset", 0)
            page = _response(payload.small_records(start, min(start + query["limit"], self.walk.total)))
            if self.walk.latency:
                asyncio.get_running_loop().call_later(self.walk.latency, self.transport.write, page)
            else:
                self.transport.write(page)


def _response(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def serving(count: int = 1, *, walk: Walk | None = None) -> Generator[Address, None, None]:
    """Run a server that responds to queries with `count` records, and for the object `walk` with a page of the walk."""
    walk = walk or Walk()
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    with TemporaryDirectory() as folder:
        ca_file, certificate_file = Path(folder, "ca.pem"), Path(folder, "certificate.pem")
        ca_file.write_bytes(Path(certifi.where()).read_bytes() + authority.cert_pem.bytes())
        certificate.private_key_and_cert_chain_pem.write_to_path(str(certificate_file))
        options = map(str, (certificate_file, count, walk.total, walk.latency))
        command = [sys.executable, "-m", "benchmarks.server", *options]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            http, https = process.stdout.readline().split()
            yield Address(f"http://127.0.0.1:{http}", f"https://localhost:{https}", str(ca_file))


async def _serve(certificate_file: str, count: int, walk: Walk) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file)
    loop = asyncio.get_running_loop()
    responses = _response(payload.IDENTITY), _response(payload.records(count)), walk
    plain = await loop.create_server(lambda: Responder(*responses), "127.0.0.1", 0)
    secure = await loop.create_server(lambda: Responder(*responses), "127.0.0.1", 0, ssl=context)
    print(*(server.sockets[0].getsockname()[1] for server in (plain, secure)), flush=True)
    await asyncio.to_thread(sys.stdin.read)  # Until the benchmark closes the pipe or exits.


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], int(sys.argv[2]), Walk(int(sys.argv[3]), float(sys.argv[4]))))
