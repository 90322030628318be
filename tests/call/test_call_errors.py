"""Invalid arguments of an operation: the error names the parameter and what to write instead."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from attio import Attio, AttioCore, InvalidRequestError, funcs
from attio._call.input_types import type_at
from attio.errors import UnknownParameterError

CLIENT: Any = Attio("token", server_url="http://127.0.0.1:9")  # this module sends nothing


def calls() -> Iterator[tuple[str, Callable[..., Any]]]:
    for name in funcs.__all__:
        yield name, getattr(funcs, name)


def _run(function: Callable[..., Any], *args: object, **named: object) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        result = function(*args, **named)
        if inspect.iscoroutine(result):
            asyncio.run(result)


def error_of(function: Callable[..., Any], *args: object, **named: object) -> TypeError:
    """Make an invalid call, sync or async, and return its error."""
    with pytest.raises(TypeError) as caught:
        _run(function, *args, **named)
    assert caught.value.__suppress_context__ or isinstance(caught.value, UnknownParameterError)
    return caught.value


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: CLIENT.records.create("people", values={}), "no parameter 'values'; give data={'values': ...}"),
        (lambda: CLIENT.records.create(values={}, data2=1), "records_create() has no parameter 'values'; give data"),
        (
            lambda: CLIENT.records.create("people", data={"values": {}}, values={}),
            "records.create: records_create() has no parameter 'values'; give data={'values': ...}",
        ),
        (
            lambda: CLIENT.records.create("people", name="Ada", job="x"),
            "no parameter 'name'; values of attributes are given as data={'values': {'name': ..., 'job': ...}}",
        ),
        (lambda: CLIENT.entries.update("sales", "e", entry_values={}), "give data={'entry_values': ...}"),
        (
            lambda: CLIENT.comments.create(record={}, content="x"),
            "give data={'record': ..., 'content': ..., 'author': ...}",
        ),
        (lambda: CLIENT.records.create("people"), "is missing data={'values': ...}"),
        (partial(CLIENT.records.get), "is missing object=... and record_id=..."),
        (lambda: CLIENT.records.get("people", id="x"), "no parameter 'id'; did you mean 'record_id'?"),
        (lambda: CLIENT.records.get("people", "x", timeout=5), "no parameter 'timeout'; did you mean 'timeout_ms'?"),
        (lambda: CLIENT.records.query("people", {"name": "x"}), "takes only object by position; give filter=..."),
        (lambda: CLIENT.records.query("people", [{}]), "takes only object by position; give sorts=..."),
        (lambda: CLIENT.records.query("people", 5), "takes only object by position; give limit=..."),
        (lambda: CLIENT.meetings.list(50), "takes no arguments by position; give limit=..."),
        (lambda: CLIENT.meetings.list("x"), "takes no arguments by position; give limit=... or cursor=... or "),
        (lambda: CLIENT.tasks.get("x", "y"), "takes only task_id by position; give options by name"),
        (lambda: CLIENT.lists.create({"name": "x"}), "takes no arguments by position; give data={'name': ..., "),
        (lambda: CLIENT.lists.update("x", {"name": "y"}), "takes only list by position; give data={...}"),
        (lambda: CLIENT.tasks.list(pages=2), "no parameter 'pages'; it has limit, "),
        (lambda: funcs.records_get("people", "x"), "records_get() takes a client first: records_get(client, object, "),  # type: ignore[arg-type,call-arg]  # the mistake
        (lambda: funcs.records_get(object="people"), "records_get() takes a client first"),  # type: ignore[call-arg]  # the mistake
        (lambda: funcs.records_get(AttioCore("token"), "people"), "records_get() is missing record_id=..."),  # type: ignore[call-arg]  # the mistake
    ],
)
def test_a_mistake_names_what_to_write_instead(call: Callable[[], object], expected: str) -> None:
    with pytest.raises(TypeError) as caught:
        call()
    assert expected in str(caught.value)


def test_repeated_and_missing_arguments_keep_the_message_of_python() -> None:
    assert "multiple values for argument 'object'" in str(error_of(CLIENT.records.get, "people", "x", object="people"))
    assert "missing" in str(error_of(funcs.records_get, client=CLIENT, object="people"))


@pytest.mark.parametrize(("name", "function"), list(calls()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_operation_names_missing_and_surplus_arguments(name: str, function: Callable[..., Any]) -> None:
    base = name.removesuffix("_async")
    _, *parameters = inspect.signature(function).parameters.values()
    needed = [
        parameter
        for parameter in parameters
        if parameter.default is parameter.empty and parameter.kind is not parameter.VAR_KEYWORD
    ]
    places = [parameter for parameter in parameters if parameter.kind is parameter.POSITIONAL_OR_KEYWORD]
    if needed:
        message = str(error_of(function, CLIENT))
        assert message.startswith(f"{base}() is missing ")
        assert all(f"{parameter.name}=" in message for parameter in needed)
    message = str(error_of(function, CLIENT, *["x"] * (len(places) + 1)))
    assert f"{base}() takes " in message
    assert "; give " in message
    error = error_of(function, CLIENT, *["x"] * len(places), xyzzy=1)
    assert isinstance(error, UnknownParameterError)
    assert f"{base}() has no parameter 'xyzzy'; " in str(error)


@pytest.mark.parametrize(("name", "function"), list(calls()), ids=lambda value: value if isinstance(value, str) else "")
def test_functions_keep_their_name_and_signature(name: str, function: Callable[..., Any]) -> None:
    assert function.__name__ == name
    # On Python 3.11 and older, `deprecated` wraps async functions in plain ones.
    function = inspect.unwrap(function) if hasattr(function, "__deprecated__") else function
    assert inspect.iscoroutinefunction(function) == name.endswith("_async")
    assert next(iter(inspect.signature(function).parameters)) == "client"


@pytest.mark.parametrize("suffix", ["", "_async"])
def test_a_type_error_raised_by_the_operation_is_not_changed(monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    def broken(*_: object) -> object:
        raise TypeError("from inside")

    monkeypatch.setattr(Attio, f"_call{suffix}", broken)
    with pytest.raises(TypeError, match=r"^from inside$"):
        _run(getattr(CLIENT.tasks, f"get{suffix}"), "x")


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (
            lambda: CLIENT.lists.create(data={}),
            (
                "lists.create: data.name: required, but not given (str); data.api_slug: required, but not given (str); "
                "data.parent_object: required, but not given (str); data.workspace_access: required, but not given "
                "('full-access', 'read-and-write', 'read-only' or None); data.workspace_member_access: required, but "
                "not given (a list of {'workspace_member_id': ..., 'level': ...})"
            ),
        ),
        (lambda: CLIENT.records.create("people", data={}), "data.values: required, but not given (dict)"),
        (
            lambda: CLIENT.webhooks.create(data={"target_url": "https://x", "subscriptions": [{"filter": None}]}),
            "data.subscriptions.0.event_type: required, but not given ('activity.created', ",
        ),
        (
            lambda: CLIENT.comments.create(data={"record": {}}),
            (
                "data.content: required, but not given (str); data.author: required, but not given ({'id': ...}); "
                "data.record.object: required, but not given (str); data.record.record_id: required, but not given"
            ),
        ),
        (
            lambda: CLIENT.webhooks.create(
                data={"target_url": "https://x", "subscriptions": [{"event_type": "x", "filter": {"$and": [{}]}}]}
            ),
            "data.subscriptions.0.filter.$and.0.field: required, but not given (str)",
        ),
    ],
)
def test_missing_keys_are_named_with_their_accepted_values(call: Callable[[], object], expected: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        call()
    assert expected in str(caught.value)


def test_a_path_that_does_not_exist_has_no_type() -> None:
    assert type_at(str, ["x"]) is None
    assert type_at(list[str], [0]) is str
