"""Runs commands in this process, against a sandbox on a local port."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from attio.cli import main
from attio.sandbox import Sandbox
from tests.ports import Port


@dataclass
class Result:
    """Exit status and output of a command."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON objects in the output, one per line."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Shell:
    """Runs commands in an environment."""

    capture: pytest.CaptureFixture[str]
    patch: pytest.MonkeyPatch
    sandbox: Sandbox
    url: str
    companies: Mapping[str, str] = field(default_factory=dict[str, str])
    """Ids of the companies, by name."""

    def __call__(self, *words: str) -> Result:
        self.capture.readouterr()
        code = main(words)
        written = self.capture.readouterr()
        return Result(code, written.out, written.err)


DOMAINS = {
    "Analytical Engines": ["analytical-engines.com"],
    "Harbor Lines": ["harborlines.com", "harbor.example.org"],
    "Northwind Coffee": ["northwindcoffee.com"],
}


def _fill(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        for name, domains in DOMAINS.items():
            client.records.create("companies", data={"values": {"name": name, "domains": domains}})
        person = {"name": "de Vries, Maartje", "company": "harborlines.com"}
        client.records.create("people", data={"values": person})
        owner = sandbox.members[0].email_address
        client.records.create("deals", data={"values": {"name": "Engines", "stage": "Lead", "owner": owner}})


def make_shell(capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch, port: Port) -> Shell:
    """Serve a small workspace on the port, and point commands to it."""
    sandbox = Sandbox(seed=1)
    _fill(sandbox)
    port.handle = sandbox.door()
    for name in ("ATTIO_OAUTH2", "ATTIO_CRM_READ_ONLY", "ATTIO_CRM_PROFILE", "ATTIO_CRM_TRACEBACK", "NO_COLOR"):
        patch.delenv(name, raising=False)
    patch.setenv("ATTIO_SERVER_URL", port.url)
    patch.setenv("ATTIO_API_KEY", sandbox.token)
    with sandbox.client() as client:
        found = {str(record.first("name", str)): record.id.record_id for record in client.records.query("companies")}
    return Shell(capture, patch, sandbox, port.url, found)
