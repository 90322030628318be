"""The command line: time of `--help` and usage errors, and memory of exports, each in a new process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from attio.cli.app import VERBS
from attio.cli.tree import TREE
from benchmarks import fresh, payload
from benchmarks.bulk import PAGE, Records
from benchmarks.harness import ENVIRONMENT, TOKEN, Row, main

FEW, MANY = PAGE, 20_000
FORMATS = ("csv", "jsonl", "json", "parquet")
LIMIT = 150
"""Milliseconds that `--help` or a usage error may take."""
SLOWEST = 5
"""Number of the slowest help texts, which are measured again."""
MISTAKES = (("recrods",), ("records", "qurey"), ("query", "companies", "--jsno"), ("records", "create"))
EXPORT = """
import json, os, sys
from attio.cli import main
from benchmarks.memory import peak
code = main(sys.argv[1:])
assert code == 0, code
print(json.dumps(peak()))
"""


def _milliseconds(words: Sequence[str]) -> float:
    """Return the milliseconds of a whole process."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], env=ENVIRONMENT, check=False, capture_output=True)
    return (time.perf_counter() - start) * 1000


def _commands() -> Iterator[tuple[str, ...]]:
    """Yield the words of every command and group."""
    yield ()
    yield from ((name,) for name in VERBS)
    for name, noun in TREE.items():
        yield (name,)
        yield from ((name, group) for group in noun.nested)
        commands = import_module(f"attio.cli.commands.{noun.module}").COMMANDS
        yield from ((name, *words.split()) for words in commands)


def rows(factor: float) -> Iterator[Row]:
    """Measure help texts, usage errors and exports."""
    yield from _help(factor)
    yield from _memory(factor)


def _help(factor: float) -> Iterator[Row]:
    rounds = max(3, round(11 * factor))
    program = ("-m", "attio")
    _milliseconds((*program, "--help"))  # Compiles the modules.
    taken: dict[str, list[float]] = {"floor": [], "help": []}
    for _ in range(rounds):
        taken["floor"].append(_milliseconds(("-c", "pass")))
        taken["help"].append(_milliseconds((*program, "--help")))
    floor, root = median(taken["floor"]), median(taken["help"])
    yield Row("attio-crm --help", root, target=LIMIT)
    yield Row("attio-crm --help, against python -c pass", root, floor, 8)
    # Measure each once and the slowest ones again, since other programs may disturb a single measurement.
    every = list(_commands())[:: max(1, round(1 / max(factor, 0.01)))]
    once = sorted(((_milliseconds((*program, *words, "--help")), words) for words in every), reverse=True)
    slowest = max(_median((*program, *words, "--help"), rounds) for _, words in once[:SLOWEST])
    yield Row(f"attio-crm, slowest help of {len(every)}", slowest, target=LIMIT)
    mistakes = max(_median((*program, *words), rounds) for words in MISTAKES)
    yield Row(f"attio-crm, slowest usage error of {len(MISTAKES)}", mistakes, target=LIMIT)


def _median(words: Sequence[str], rounds: int) -> float:
    return median(_milliseconds(words) for _ in range(rounds))


def _memory(factor: float) -> Iterator[Row]:
    many = max(4 * PAGE, round(MANY * factor))
    with served(FEW) as few, served(many) as more:
        for kind in FORMATS:
            name = f"attio-crm export --to .{kind}, peak memory of {many:,} records, against {FEW}"
            yield Row(name, peak(more, kind), peak(few, kind), 1.15, unit="MB")


def peak(url: str, kind: str) -> float:
    """Export all records to a file in a separate process, and return its peak memory in MB."""
    with TemporaryDirectory() as folder:
        to = str(Path(folder, f"walk.{kind}"))
        variables = {"ATTIO_SERVER_URL": url, "ATTIO_API_KEY": TOKEN, "ATTIO_CRM_HOME": folder}
        memory: float = fresh.run(EXPORT, "export", "walk", "--to", to, "--quiet", **variables)
        if not os.path.getsize(to):  # noqa: PTH202 - `to` is a string
            raise RuntimeError(f"{to} is empty")
    return memory


@contextmanager
def served(total: int) -> Generator[str]:
    """Serve an object with records from a thread of this process; yield the URL."""
    records = Records(total)
    objects = [{"id": {"workspace_id": payload.WORKSPACE, "object_id": payload.OBJECT}, "api_slug": "walk",
                "singular_noun": "Step", "plural_noun": "Steps", "created_at": payload.TIME}]  # fmt: skip
    attributes = [_attribute(slug, kind) for slug, kind in {"name": "text", "created_at": "timestamp"}.items()]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content = attributes if self.path.partition("?")[0].endswith("/attributes") else objects
            self._respond(json.dumps({"data": content}).encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._respond(records.page(body))

        def _respond(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server names it
            """Do not log requests."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def _attribute(slug: str, kind: str) -> dict[str, object]:
    return {
        "id": {"workspace_id": payload.WORKSPACE, "object_id": payload.OBJECT, "attribute_id": slug},
        "title": slug, "description": None, "api_slug": slug, "type": kind, "is_system_attribute": True,
        "is_writable": True, "is_required": False, "is_unique": False, "is_multiselect": False,
        "is_default_value_enabled": False, "is_archived": False, "default_value": None, "relationship": None,
        "created_at": payload.TIME, "config": {"currency": {"default_currency_code": None, "display_type": None},
                                               "record_reference": {"allowed_object_ids": None}},
    }  # fmt: skip


if __name__ == "__main__":
    main(rows)
