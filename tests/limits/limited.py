"""A server on loopback that enforces rate limits: with sliding windows, clock seconds, or a token bucket."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import floor
from time import monotonic
from typing import Literal, TypeAlias

from typing_extensions import Self

Rule: TypeAlias = Literal["sliding", "clock", "bucket"]


class Window:
    """Decides which requests exceed the limit."""

    def __init__(self, rate: float, rule: Rule, period: float = 1.0) -> None:
        """Allow `rate * period` requests per period, counted by the rule."""
        self.rate, self.rule, self.period = rate, rule, period
        self.most = max(1, floor(rate * period))
        self._taken: deque[float] = deque()
        self._left, self._at = float(self.most), 0.0

    def take(self, now: float) -> float:
        """Count a request: return 0 if it is allowed, else the seconds until it would be."""
        if self.rule == "bucket":
            self._left = min(self.most, self._left + (now - self._at) * self.rate)
            self._at = now
            if self._left >= 1:
                self._left -= 1
                return 0
            return self.period
        start = now - self.period if self.rule == "sliding" else floor(now / self.period) * self.period
        while self._taken and (self._taken[0] < start or (self._taken[0] == start and self.rule == "sliding")):
            self._taken.popleft()
        if len(self._taken) < self.most:
            self._taken.append(now)
            return 0
        return self.period if self.rule == "sliding" else start + self.period - now


class LimitedServer(ThreadingHTTPServer):
    """Responds with an empty page, or with status 429 above the limit."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, rate: float, rule: Rule = "sliding", *, foreign: float = 0.0, latency: float = 0.0) -> None:
        """Create a server on a free port.

        Args:
            rate: Allowed requests per second.
            rule: How requests are counted.
            foreign: Requests per second of another program that shares the limit.
            latency: Seconds before each response.
        """
        super().__init__(("127.0.0.1", 0), _Handler)
        self.window = Window(rate, rule)
        self.latency = latency
        self.served: list[str] = []
        """Targets of the requests that were carried out."""
        self.rejected = 0
        self.first = 0.0
        """Time of the first request, by `time.monotonic()`."""
        self.authorizations: set[str] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._running = [threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True)]
        if foreign:
            self._running.append(threading.Thread(target=self._other_program, args=(foreign,), daemon=True))
        for thread in self._running:
            thread.start()

    @property
    def url(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def take(self, target: str, authorization: str = "") -> float:
        """Count a request: return 0 if it is carried out, else the seconds for `Retry-After`."""
        with self._lock:
            self.authorizations.add(authorization)
            self.first = self.first or monotonic()
            pause = self.window.take(monotonic())
            if pause:
                self.rejected += 1
            else:
                self.served.append(target)
            return pause

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore clients that disconnect."""

    def _other_program(self, rate: float) -> None:
        while not self._stopped.wait(1 / rate):
            with self._lock:
                self.window.take(monotonic())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._stopped.set()
        self.shutdown()
        self.server_close()
        for thread in self._running:
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: LimitedServer  # pyright: ignore[reportIncompatibleVariableOverride] - what it is made for
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def _respond(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", 0)))
        pause = self.server.take(self.path, self.headers.get("authorization", ""))
        if self.server.latency:
            self.server._stopped.wait(self.server.latency)
        body = b'{"data": []}' if not pause else b'{"status_code": 429, "type": "rate_limit_error"}'
        self.send_response(429 if pause else 200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if pause:
            self.send_header("Retry-After", f"{pause:.3f}")
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = _respond  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing."""


def crowd(work: Callable[[int], object], count: int, workers: int) -> list[BaseException]:
    """Run a function `count` times in threads; return the exceptions."""
    numbers = iter(range(count))
    lock = threading.Lock()
    problems: list[BaseException] = []

    def run() -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            try:
                work(number)
            except Exception as error:  # noqa: BLE001 - the test looks at all of them
                problems.append(error)

    threads = [threading.Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return problems
