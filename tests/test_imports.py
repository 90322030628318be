"""Modules that imports load, each measured in a process of its own."""

from __future__ import annotations

import pytest

from attio import funcs
from tests.programs import modules_after, run

HEAVY = {"httpx", "pydantic", "pydantic_core", "anyio"}


def test_importing_the_package_loads_few_modules() -> None:
    loaded = modules_after("import attio")
    assert not loaded & HEAVY
    assert len(loaded) <= 60
    assert {name for name in loaded if name.startswith("attio")} == {"attio", "attio._support", "attio._support.lazy"}


@pytest.mark.parametrize("name", ["Attio", "AttioCore", "HTTPClient", "RetryConfig", "errors", "funcs", "models"])
def test_importing_a_name_loads_neither_httpx_nor_pydantic(name: str) -> None:
    assert not modules_after(f"from attio import {name}") & {"httpx", "pydantic"}


def test_creating_a_client_loads_neither_httpx_nor_pydantic() -> None:
    assert not modules_after("from attio import Attio\nAttio('0' * 64)") & {"httpx", "pydantic"}


def test_errors_load_neither_httpx_nor_pydantic() -> None:
    assert not modules_after("from attio.errors import AttioError, RateLimitError") & {"httpx", "pydantic"}


def test_a_resource_loads_only_its_own_modules() -> None:
    loaded = modules_after("from attio import Attio\nAttio('0' * 64).meta")
    for layer in ("errors", "funcs", "models", "resources"):
        generated = {name for name in loaded if name.startswith(f"attio.{layer}.")}
        assert generated <= {
            f"attio.{layer}.{name}" for name in ("base", "headers", "markers", "meta", "reading", "tree", "values")
        }


def test_a_function_loads_only_its_own_module() -> None:
    loaded = modules_after("from attio.funcs import meta_identify")
    assert {name for name in loaded if name.startswith("attio.funcs.")} == {"attio.funcs.meta"}


def test_many_threads_can_use_lazy_names_at_once() -> None:
    script = """
import threading
barrier, results = threading.Barrier(32), []
def use():
    barrier.wait()
    import attio
    from attio.errors import NotFoundError
    from attio.funcs import records_query
    client = attio.Attio("0" * 64)
    results.append((attio.Attio, NotFoundError, records_query, client.records.query.__func__, attio.models.Record))
threads = [threading.Thread(target=use) for _ in range(32)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(results) == 32 and len(set(results)) == 1, results
"""
    run(script)


@pytest.mark.parametrize("package", ["attio", "attio.errors", "attio.funcs", "attio.models"])
def test_an_unknown_name_is_an_attribute_error(package: str) -> None:
    run(f"""
import {package} as package
try:
    package.Atio
except AttributeError as error:
    assert "Atio" in str(error) and "{package}" in str(error)
else:
    raise SystemExit("no error")
""")


def test_names_resolve_to_the_same_object_each_time() -> None:
    assert funcs.meta_identify is funcs.meta_identify
    assert "meta_identify" in vars(funcs)
