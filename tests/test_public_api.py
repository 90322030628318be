"""The public API: its names, and equal sync and async forms."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import attio
from attio import Attio, AttioCore, funcs
from attio._call.operation import Caller
from attio.resources.base import Resource
from tests.public_modules import PUBLIC_MODULES

PACKAGES = ["attio", "attio.errors", "attio.filters", "attio.funcs", "attio.models", "attio.schema"]


ALSO = {"__version__"}
"""Public names that begin with an underscore."""


def literal_all(module: ModuleType) -> list[str]:
    """Read `__all__` like a type checker."""
    assert module.__file__
    tree = ast.parse(Path(module.__file__).read_text("utf-8"))
    targets = {
        node.targets[0].id: node
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    return [str(name) for name in ast.literal_eval(targets["__all__"].value)]


@pytest.fixture(params=PACKAGES)
def package(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(str(request.param))


def test_all_is_literal_sorted_and_without_repeats(package: ModuleType) -> None:
    names = literal_all(package)
    # The order of ruff: constants, classes, functions.
    assert names == sorted(
        set(names), key=lambda name: (not name.isupper() or name == "F", not name[0].isupper(), name)
    )


def test_every_public_name_resolves(package: ModuleType) -> None:
    for name in literal_all(package):
        assert getattr(package, name) is not None


def test_dir_lists_every_public_name(package: ModuleType) -> None:
    assert set(literal_all(package)) == {name for name in dir(package) if not name.startswith("__") or name in ALSO}


def test_a_star_import_defines_every_public_name(package: ModuleType) -> None:
    namespace: dict[str, object] = {}
    exec(f"from {package.__name__} import *", namespace)
    assert set(literal_all(package)) <= set(namespace)


def test_static_and_lazy_names_agree(package: ModuleType) -> None:
    """A type checker sees exactly the exported names."""
    assert package.__file__
    tree = ast.parse(Path(package.__file__).read_text("utf-8"))
    guarded = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in guarded.body if isinstance(node, ast.ImportFrom)]
    assert {alias.name for node in imports for alias in node.names} == set(literal_all(package))


def test_public_modules_are_the_promised_ones() -> None:
    assert {name for name in attio.__all__ if isinstance(getattr(attio, name), ModuleType)} == PUBLIC_MODULES


# Twins


def functions(namespace: object) -> Iterator[tuple[str, FunctionType]]:
    for name in dir(namespace):
        value = inspect.getattr_static(namespace, name)
        if isinstance(value, FunctionType) and not name.startswith("_"):
            yield name, value


def resources() -> list[type[Resource]]:
    folder = Path(inspect.getfile(Resource)).parent
    modules = [importlib.import_module(f"attio.resources.{path.stem}") for path in sorted(folder.glob("[a-z]*.py"))]
    classes = {value for module in modules for value in vars(module).values() if isinstance(value, type)}
    return sorted(
        (kind for kind in classes if issubclass(kind, Resource) and kind is not Resource), key=lambda c: c.__name__
    )


def operations() -> list[str]:
    return [name for name in funcs.__all__ if not name.endswith("_async") and inspect.isfunction(getattr(funcs, name))]


@pytest.mark.parametrize("name", operations())
def test_every_function_has_an_async_twin(name: str) -> None:
    function, twin = getattr(funcs, name), getattr(funcs, f"{name}_async")
    assert inspect.signature(function) == inspect.signature(twin)
    # A deprecated function is wrapped in a function that warns.
    assert inspect.iscoroutinefunction(inspect.unwrap(twin))
    assert not inspect.iscoroutinefunction(inspect.unwrap(function))
    # The docstrings of sync and async forms are equal up to the example.
    assert described(function) == described(twin)


def described(function: FunctionType) -> str:
    assert function.__doc__
    return re.split(r"\n\s+Example:", function.__doc__)[0]


@pytest.mark.parametrize("name", operations())
def test_only_the_client_and_path_parameters_are_positional(name: str) -> None:
    function = getattr(funcs, name)
    first, *rest = inspect.signature(function).parameters.values()
    assert first.name == "client"
    assert first.annotation in {"Caller", Caller}
    positional = [parameter.name for parameter in rest if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
    operation = getattr(importlib.import_module(function.__module__), name.upper())
    assert positional == operation.path_names
    assert rest[-1].kind is inspect.Parameter.VAR_KEYWORD


@pytest.mark.parametrize("kind", resources())
def test_methods_are_the_standalone_functions(kind: type[Resource]) -> None:
    methods = dict(vars(kind))
    public = {name: value for name, value in methods.items() if not name.startswith("_") and inspect.isfunction(value)}
    assert public or any(isinstance(value, property) for value in methods.values())
    for name, function in public.items():
        if hasattr(function, "__deprecated__"):  # written out, so that the warning points to the caller
            assert f"{name.removesuffix('_async')}_async" in public
            continue
        assert getattr(funcs, function.__name__) is function
        if not name.endswith("_async"):
            twin = f"{name.removesuffix('_')}_async"
            assert public[twin].__name__ == f"{function.__name__}_async"


def test_every_function_is_a_method_of_the_client() -> None:
    reached = {function.__name__ for kind in resources() for _, function in functions(kind)}
    reached |= {
        f"{kind.__module__.rpartition('.')[2]}_{name}"
        for kind in resources()
        for name, function in functions(kind)
        if hasattr(function, "__deprecated__")
    }
    assert set(operations()) <= reached


@pytest.mark.parametrize("kind", [AttioCore, Attio, attio.HTTPClient, attio.Page])
def test_hand_written_methods_have_async_twins_with_the_same_parameters(kind: type) -> None:
    methods = dict(functions(kind))
    for name, twin in methods.items():
        if name.endswith("_async"):
            sync = methods[name.removesuffix("_async")]
            assert list(inspect.signature(sync).parameters) == list(inspect.signature(twin).parameters)


@pytest.mark.parametrize("kind", resources())
def test_a_sub_client_offers_its_operations_and_nothing_else(kind: type[Resource]) -> None:
    offered = {name for name in dir(kind) if not name.startswith("_")}
    own = {name for name, value in vars(kind).items() if isinstance(value, FunctionType | property)}
    assert offered == {name for name in own if not name.startswith("_")}
    assert not offered & {"call", "call_async", "close", "close_async"}
