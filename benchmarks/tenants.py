"""An OAuth app with 200 tenants: the time to create a client, and the connections of all clients."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from attio.oauth import Installation, MemoryInstallations, OAuthApp
from benchmarks.harness import Row, main

TENANTS = 200
THREADS = 8


class CountingServer(ThreadingHTTPServer):
    """Counts connections."""

    daemon_threads = True
    connections = 0

    def process_request(self, request: object, client_address: object) -> None:
        """Count a new connection."""
        self.connections += 1
        super().process_request(request, client_address)  # type: ignore[arg-type]


class Identity(BaseHTTPRequestHandler):
    """Responds with an inactive token, and keeps the connection open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Respond to an identity request."""
        content = b'{"active": false}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server names it
        """Do not log requests."""


def rows(factor: float) -> Iterator[Row]:
    """Create a client for each tenant, then make a call with each on eight threads."""
    del factor
    store = MemoryInstallations()
    for number in range(TENANTS):
        tenant = f"tenant-{number}"
        store.save(
            Installation(
                f"token-{number}",
                workspace_id=tenant,
                workspace_slug=tenant,
                workspace_name=tenant,
                scopes=(),
                installed_at=dt.datetime.now(dt.timezone.utc),
            )
        )
    server = CountingServer(("127.0.0.1", 0), Identity)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    oauth = OAuthApp("id", "secret", "https://app.test/callback", store=store, server_url=url)
    start = time.perf_counter()
    for number in range(TENANTS):
        oauth.client(f"tenant-{number}")
    each = (time.perf_counter() - start) * 1000 / TENANTS

    def call(number: int) -> None:
        with oauth.client(f"tenant-{number}") as client:
            client.meta.identify()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(call, range(TENANTS)))
    oauth.close()
    server.shutdown()
    thread.join()
    server.server_close()
    yield Row("creating a client for one of 200 tenants", each, target=0.2)
    note = f"{THREADS} threads, one HTTPClient"
    yield Row("connections of 200 tenants", server.connections, target=THREADS, unit="", note=note)


if __name__ == "__main__":
    main(rows)
