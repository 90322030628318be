"""The budgets that each operation counts against."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

from attio import funcs
from attio._call.operation import Operation
from attio._call.raw import raw_operation
from attio.limits.rate_limit import RATES


def _operations() -> list[Operation[Any]]:
    modules = [importlib.import_module(f"attio.funcs.{info.name}") for info in pkgutil.iter_modules(funcs.__path__)]
    found: list[Any] = [
        member for module in modules for member in vars(module).values() if isinstance(member, Operation)
    ]
    return list({operation.name: operation for operation in found}.values())


NARROW = {
    "records.query": ("query", "read"),
    "entries.query": ("query", "read"),
    "activity_records.query": ("query", "read"),
    "records.merge": ("merge", "write"),
    "sql.query": ("sql", "read"),
    "files.upload": ("upload", "write"),
    "call_recordings.create": ("call_recording", "write"),
    "notes.list": ("note_list", "read"),
}


def test_operations_with_a_limit_of_their_own_name_it_first() -> None:
    operations = {operation.name: operation for operation in _operations()}
    assert len(operations) > 80
    assert {name: operation.budgets for name, operation in operations.items() if len(operation.budgets) != 1} == NARROW


def test_every_other_operation_reads_or_writes() -> None:
    for operation in _operations():
        assert operation.budgets[-1] == ("write" if operation.writes else "read"), operation.name
        assert set(operation.budgets) <= RATES.keys()


@pytest.mark.parametrize(("method", "budget"), [("get", "read"), ("POST", "write"), ("DELETE", "write")])
def test_requests_to_unknown_endpoints_count_by_their_method(method: str, budget: str) -> None:
    assert raw_operation(method, "/v2/new", has_body=False, idempotent=None).budgets == (budget,)
