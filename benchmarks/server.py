"""A loopback server in a process of its own, so that serving takes no time from what is measured."""

from __future__ import annotations

import asyncio
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
    """Where the server listens."""

    http: str
    https: str
    ca_file: str
    """The machine's trust store and the server's own root: as long to load as the one users load."""


class Answers(asyncio.Protocol):
    """Gives the identity to every GET and the records to every POST, byte for byte the same."""

    def __init__(self, identity: bytes, records: bytes) -> None:
        self.identity, self.records = identity, records
        self.buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin a connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request once the whole of it is there."""
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, rest = self.buffer.partition(b"\r\n\r\n")
            _, _, after = head.lower().partition(b"\r\ncontent-length:")
            size = int(after.split(b"\r\n")[0] or 0)
            if len(rest) < size:
                return
            self.buffer = rest[size:]
            self.transport.write(self.identity if head.startswith(b"GET") else self.records)


def _response(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@contextmanager
def serving(count: int = 1) -> Generator[Address, None, None]:
    """Run a server whose queries give so many records."""
    authority = trustme.CA()
    certificate = authority.issue_cert("localhost")
    with TemporaryDirectory() as folder:
        ca_file, certificate_file = Path(folder, "ca.pem"), Path(folder, "certificate.pem")
        ca_file.write_bytes(Path(certifi.where()).read_bytes() + authority.cert_pem.bytes())
        certificate.private_key_and_cert_chain_pem.write_to_path(str(certificate_file))
        command = [sys.executable, "-m", "benchmarks.server", str(certificate_file), str(count)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            http, https = process.stdout.readline().split()
            yield Address(f"http://127.0.0.1:{http}", f"https://localhost:{https}", str(ca_file))


async def _serve(certificate_file: str, count: int) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file)
    loop = asyncio.get_running_loop()
    answers = _response(payload.IDENTITY), _response(payload.records(count))
    plain = await loop.create_server(lambda: Answers(*answers), "127.0.0.1", 0)
    secure = await loop.create_server(lambda: Answers(*answers), "127.0.0.1", 0, ssl=context)
    print(*(server.sockets[0].getsockname()[1] for server in (plain, secure)), flush=True)
    await asyncio.to_thread(sys.stdin.read)  # until the benchmark closes it, or dies


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1], int(sys.argv[2])))
