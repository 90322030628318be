"""Responses that are small on the wire and large in memory, each read in a process of its own."""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

from attio import Attio, AttioSDKError, HTTPClient

ROOT = Path(__file__).parents[2]
COUNT = 100_000
RECORD = b'{"data": {"id": {"workspace_id": "w", "object_id": "o", "record_id": "r"}, "values": %s}}'


def _list(item: bytes) -> bytes:
    return b"[" + b",".join([item] * COUNT) + b"]"


def _dict(item: bytes) -> bytes:
    return b"{" + b",".join(b'"%d":%s' % (number, item) for number in range(COUNT)) + b"}"


def _empty_blocks() -> bytes:
    """Return gzip data nested three times, whose innermost data are 100 MB of empty gzip blocks."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    inner = packer.compress(b"\x1f\x8b\x08\0\0\0\0\0\0\xff")
    blocks = b"\0\0\0\xff\xff" * 200_000
    for _ in range(100):
        inner += packer.compress(blocks)
    return gzip.compress(inner + packer.flush(), 9)


FLOODS: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "a list of numbers where objects are due": ("query", lambda: b'{"data": %s}' % _list(b"1"), ""),
    "a list of empty objects": ("query", lambda: b'{"data": %s}' % _list(b"{}"), ""),
    "a value with numbers where objects are due": ("get", lambda: RECORD % (b'{"a": %s}' % _list(b"1")), ""),
    "values that are numbers": ("get", lambda: RECORD % _dict(b"1"), ""),
    "values with one number each": ("get", lambda: RECORD % _dict(b"[1]"), ""),
    "an unknown field": ("query", lambda: b'{"data": [], "new": %s}' % _list(b"[]"), ""),
    "JSON that is all brackets": ("query", lambda: b"[" * 10 * COUNT, ""),
    "gzip bomb": ("query", lambda: gzip.compress(bytes(100_000_000), 9), "gzip"),
    "gzip bomb in three layers": ("query", _empty_blocks, "gzip, gzip, gzip"),
    "compressed 10,000 times over": ("query", lambda: b"\x1f\x8b\x08\0", ",".join(["gzip"] * 10_000)),
}
"""By name: the method of `records`, the body, and its Content-Encoding."""

MOST_BYTES = 2_000_000
"""The `max_response_bytes` of the client."""


MOST_GROWN = 200
"""Most bytes of memory per byte of a response."""
FLOOR = 64 << 20
"""Bytes of memory that any response may take."""


@dataclass(frozen=True)
class Measured:
    """The cost of reading a flood."""

    sent: int
    """Bytes of the body and of its Content-Encoding."""
    grown: int
    """Largest growth of the process, in bytes."""
    seconds: float
    """Processor time, which does not depend on other load."""
    became: str
    """The name of the class of the error or the result."""

    @property
    def is_bounded(self) -> bool:
        """Whether the growth is within the limits."""
        return self.grown <= FLOOR + MOST_GROWN * self.sent


def measure(name: str) -> Measured:
    """Read a flood in another process, so that nothing else is measured."""
    command = [sys.executable, "-m", "tests.faults.floods", name]
    body = FLOODS[name][1]()  # made in this process, since making the body takes much memory
    done = subprocess.run(command, cwd=ROOT, check=True, input=body, stdout=subprocess.PIPE, timeout=60)
    return Measured(**json.loads(done.stdout))


class _Pieces(httpx.SyncByteStream):
    """A body in pieces, as from a network."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        for start in range(0, len(self._body), 65_536):
            yield self._body[start : start + 65_536]


def _read(name: str, body: bytes) -> Measured:
    method, _, coding = FLOODS[name]
    headers = {"content-encoding": coding} if coding else {}

    def fetch(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v2/self":
            return httpx.Response(200, json={"active": False})
        return httpx.Response(200, headers=headers, stream=_Pieces(body))

    client = Attio("t" * 20, http_client=HTTPClient(fetcher=fetch), max_response_bytes=MOST_BYTES)
    client.meta.identify()  # load all modules before measuring
    before, began = _peak(), time.process_time()
    try:
        result = client.records.query("people") if method == "query" else client.records.get("people", "r")
        became = type(result).__name__
    except AttioSDKError as error:
        became = type(error).__name__
    return Measured(len(body) + len(coding), _peak() - before, time.process_time() - began, became)


def _peak() -> int:
    """Return the peak memory of this process in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux, `resource` would include the memory of the parent
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(_read(sys.argv[1], sys.stdin.buffer.read()))))
