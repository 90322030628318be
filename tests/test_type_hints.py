"""`typing.get_type_hints` and `inspect.signature` work on every public object."""

from __future__ import annotations

import importlib
import inspect
import typing
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from attio import Attio, HTTPClient, RetryConfig
from attio.errors import AttioBaseError

PACKAGES = [
    "attio",
    "attio.bulk",
    "attio.limits",
    "attio.errors",
    "attio.filters",
    "attio.funcs",
    "attio.models",
    "attio.oauth",
    "attio.resources",
    "attio.sandbox",
    "attio.schema",
    "attio.typed",
    "attio.values",
    "attio.webhooks",
]


def functions_of(cls: type) -> Iterator[Callable[..., Any]]:
    """Yield the public methods, properties and `__init__` of a class, including those inherited within this package."""
    for name in dir(cls):
        if name.startswith("_") and name != "__init__":
            continue
        member: Any = inspect.getattr_static(cls, name)
        if isinstance(member, property):
            member = member.fget
        elif isinstance(member, staticmethod | classmethod):
            member = cast("Any", member).__func__
        if inspect.isfunction(member) and member.__module__.partition(".")[0] == "attio":
            yield member


@pytest.mark.parametrize("package", PACKAGES)
def test_everything_public_can_be_inspected(package: str) -> None:
    module = importlib.import_module(package)
    assert set(module.__all__) <= set(dir(module))
    for name in module.__all__:
        value = getattr(module, name)
        if inspect.isclass(value):
            typing.get_type_hints(value)
            for function in functions_of(value):
                typing.get_type_hints(function)
                inspect.signature(function)
        elif inspect.isroutine(value):
            typing.get_type_hints(value)
            inspect.signature(value)


def test_hints_are_the_classes_themselves() -> None:
    import httpx

    from attio.models import RecordsQueryResponse
    from attio.resources import Records

    hints = typing.get_type_hints(Attio.__init__)
    assert hints["retry_config"] == RetryConfig | None
    assert hints["http_client"] == HTTPClient | None
    response = cast("property", AttioBaseError.raw_response)
    assert typing.get_type_hints(response.fget)["return"] == httpx.Response | None
    records = cast("property", Attio.records)
    assert typing.get_type_hints(records.fget)["return"] is Records
    assert typing.get_type_hints(Records.query)["return"] is RecordsQueryResponse


def test_only_public_names_are_listed() -> None:
    for package in PACKAGES:
        module = importlib.import_module(package)
        listed = [name for name in dir(module) if not name.startswith("_")]
        if package != "attio.values":  # a module, not a package
            assert set(listed) == set(module.__all__) - {"__version__"}, package
