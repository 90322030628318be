"""The public surface: one golden for each operation, equal signatures in all forms, and the error classes."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from collections.abc import Callable
from operator import attrgetter
from typing import Any, cast

import pytest
from typing_extensions import is_typeddict

import attio
import attio.funcs
from attio import Attio, errors, models
from attio.errors.codes import CLASS_NAMES
from tests.contract.golden import load
from tests.contract.scripts import CODE_CLASSES, FAMILIES, SCIM_CLASSES
from tests.contract.table import Golden

GOLDENS = load()

every_operation = pytest.mark.parametrize("golden", GOLDENS, ids=lambda golden: golden.function)


def function_of(golden: Golden, suffix: str = "") -> Callable[..., Any]:
    """Return the standalone function of an operation."""
    return cast("Callable[..., Any]", getattr(attio.funcs, golden.function + suffix))


def test_every_function_has_a_golden_and_every_golden_a_function() -> None:
    expected = {golden.function + suffix for golden in GOLDENS for suffix in ("", "_async")}
    assert set(attio.funcs.__all__) == expected


def test_goldens_are_distinct() -> None:
    assert len({golden.function for golden in GOLDENS}) == len(GOLDENS)
    assert len({golden.member for golden in GOLDENS}) == len(GOLDENS)
    assert len({(golden.method, golden.template) for golden in GOLDENS}) == len(GOLDENS)


@every_operation
def test_the_signature_follows_the_golden(golden: Golden) -> None:
    """Path parameters are positional; others are keywords, required if the minimal case has them."""
    parameters = inspect.signature(function_of(golden)).parameters
    kinds = inspect.Parameter
    in_path = [part[1:-1] for part in golden.template.split("/") if part.startswith("{")]
    positional = [name for name, item in parameters.items() if item.kind is kinds.POSITIONAL_OR_KEYWORD]
    assert positional == ["client", *in_path]
    assert all(parameters[name].default is kinds.empty for name in positional)
    keywords = {name: item for name, item in parameters.items() if item.kind is kinds.KEYWORD_ONLY}
    assert set(keywords) == {name for case in golden.cases for name in case.kwargs} - set(in_path)
    required = {name for name, item in keywords.items() if item.default is kinds.empty}
    assert required == set(golden.case("minimal").kwargs) - set(in_path)
    options = [item for item in parameters.values() if item.kind is kinds.VAR_KEYWORD]
    expected = "Unpack[PageOptions]" if golden.pages else "Unpack[RequestOptions]"
    assert [(item.name, item.annotation) for item in options] == [("options", expected)]
    assert len(positional) + len(keywords) + len(options) == len(parameters)


@every_operation
def test_twins_have_the_same_signature(golden: Golden) -> None:
    function, twin = function_of(golden), function_of(golden, "_async")
    assert inspect.iscoroutinefunction(inspect.unwrap(twin))
    assert not inspect.iscoroutinefunction(inspect.unwrap(function))
    assert inspect.signature(function) == inspect.signature(twin)
    assert function.__module__ == twin.__module__ == f"attio.funcs.{golden.resource}"
    client = Attio("token")
    method = attrgetter(golden.member)(client)
    method_async = attrgetter(f"{golden.operation}_async")(client)
    assert inspect.signature(method) == _without_first(function)
    assert inspect.signature(method_async) == _without_first(twin)
    deprecated = [hasattr(form, "__deprecated__") for form in (function, twin, method, method_async)]
    assert deprecated == [golden.deprecated] * 4
    if golden.deprecated:  # a deprecated method is written out, with an example of its own
        return
    assert method.__doc__ == function.__doc__
    assert method_async.__doc__ == twin.__doc__


def _without_first(function: Callable[..., Any]) -> inspect.Signature:
    signature = inspect.signature(function)
    return signature.replace(parameters=list(signature.parameters.values())[1:])


@every_operation
def test_documentation_names_every_parameter_and_error(golden: Golden) -> None:
    for function in (function_of(golden), function_of(golden, "_async")):
        text = inspect.getdoc(function) or ""
        missing = [name for name in inspect.signature(function).parameters if name != "client" and name not in text]
        missing += [case.error for case in golden.errors if case.error not in text]
        missing += ["ScimError"] if golden.scim and "ScimError" not in text else []
        missing += [code for case in golden.errors for code in case.codes if f"`{code}`" not in text]
        assert missing == []


@every_operation
def test_help_describes_the_method(golden: Golden) -> None:
    """The docstring that functions and methods share does not list `client` among the arguments."""
    for suffix in ("", "_async"):
        text = inspect.getdoc(function_of(golden, suffix)) or ""
        assert "client:" not in text
        assert f"client.{golden.operation if suffix else golden.member}{suffix}(" in text
        returned = text.partition("Returns:")[2].partition("Raises:")[0]
        # The value, not what happened: "The new record", not "The record was created".
        assert " was " not in returned.partition(" if ")[0]


def test_help_of_inputs_lists_their_keys() -> None:
    """`help()` of a TypedDict shows only its docstring, so the docstring must list the keys."""
    inputs = [getattr(package, name) for package in (attio, models) for name in package.__all__]
    inputs = [cls for cls in inputs if is_typeddict(cls)]
    assert len(inputs) > 50
    for cls in inputs:
        lines = {line.strip().partition(":")[0] for line in (cls.__doc__ or "").splitlines()}
        public = [base for base in getattr(cls, "__orig_bases__", ()) if not base.__name__.startswith("_")]
        elsewhere = {key for base in public for key in getattr(base, "__annotations__", {})}
        assert set(cls.__annotations__) - elsewhere - lines == set(), cls.__name__


def declared_errors(golden: Golden) -> tuple[type[errors.AttioError], ...]:
    """Return the tuple of error classes of an operation; empty if it documents no error."""
    name = f"attio.errors.{golden.resource}"
    if importlib.util.find_spec(name) is None:
        return ()
    module = importlib.import_module(name)
    return cast("tuple[type[errors.AttioError], ...]", getattr(module, f"{golden.function.upper()}_ERRORS", ()))


@every_operation
def test_the_error_classes_follow_the_golden(golden: Golden) -> None:
    """The classes are the documented ones. Each is in the family of its status, and its docstring lists its codes."""
    declared = declared_errors(golden)
    assert {error.__name__ for error in declared} == {case.error for case in golden.errors}
    assert len(declared) == len(golden.errors)
    for case in golden.errors:
        error = cast("type[errors.AttioError]", getattr(errors, case.error))
        assert error in declared
        assert issubclass(error, getattr(errors, FAMILIES[case.status])), case.error
        assert error.__name__ in errors.__all__
        assert error.__module__ == f"attio.errors.{golden.resource}"
        text = error.__doc__ or ""
        assert [fact for fact in (golden.operation, str(case.status)) if fact not in text] == []
        assert [code for code in case.codes if f"`{code}`" not in text] == []


def test_no_error_class_without_a_golden() -> None:
    named = {case.error for golden in GOLDENS for case in golden.errors} | set(SCIM_CLASSES.values())
    shared = {"attio.errors.base", "attio.errors.statuses"}
    own = {name for name in errors.__all__ if getattr(getattr(errors, name), "__module__", "") not in shared}
    classes = {name for name in own if inspect.isclass(getattr(errors, name))}
    classes = {name for name in classes if issubclass(getattr(errors, name), errors.AttioError)}
    assert classes == named | set(CODE_CLASSES.values()) - set(FAMILIES.values())


def test_every_code_has_a_class() -> None:
    documented = {code for golden in GOLDENS for case in golden.errors for code in case.codes}
    assert documented <= set(CODE_CLASSES)
    assert set(CODE_CLASSES) == set(CLASS_NAMES)
    for code, name in CODE_CLASSES.items():
        assert CLASS_NAMES[code] == name
        assert issubclass(getattr(errors, name), errors.AttioError)


def test_an_error_class_belongs_to_one_operation() -> None:
    names = [case.error for golden in GOLDENS for case in golden.errors]
    assert len(set(names)) == len(names)


def test_error_classes_share_the_family_of_their_status() -> None:
    """The SDK has the same class for each status as the contract."""
    for status, name in FAMILIES.items():
        assert getattr(errors, name).family in {status, 500}


@pytest.mark.parametrize("name", ["users", "groups", "schemas"])
def test_scim_is_found_under_its_flat_names(name: str) -> None:
    client = Attio("token")
    nested, flat = getattr(client.scim, name), getattr(client, f"scim_{name}")
    assert type(nested) is type(flat)
    assert flat.list.__doc__ == nested.list.__doc__
