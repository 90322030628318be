"""Names that do not exist: the error says what to use instead."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator
from typing import Any, cast

import pytest

import attio
from attio import Attio, AttioCore, errors
from attio._support import wrong_names
from attio.resources.base import Resource

UNTYPED = cast("Any", Attio)


def sub_clients(client: object) -> Iterator[Resource]:
    for name in dir(type(client)):
        if isinstance(inspect.getattr_static(type(client), name), property):
            found = getattr(client, name)
            if isinstance(found, Resource):
                yield found
                yield from sub_clients(found)


ALL = list({type(sub_client): sub_client for sub_client in sub_clients(Attio("token"))}.values())
every_sub_client = pytest.mark.parametrize("sub", ALL, ids=lambda sub: type(sub).__name__)


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("api_key", "use oauth2"),
        ("token", "use oauth2"),
        ("base_url", "use server_url"),
        ("timeout", "use timeout_ms, in milliseconds"),
        ("max_retries", r"use retry_config=RetryConfig\(...\)"),
        ("client", r"use http_client=HTTPClient\(...\)"),
        ("timout_ms", "did you mean 'timeout_ms'"),
        ("server_uri", "did you mean 'server_url'"),
        ("xyzzy", r"has no argument 'xyzzy'$"),
    ],
)
@pytest.mark.parametrize("kind", [Attio, AttioCore])
def test_an_unknown_argument_of_the_client_names_the_right_one(kind: Any, argument: str, expected: str) -> None:
    with pytest.raises(TypeError, match=rf"{kind.__name__}\(\) has no argument '{argument}'") as caught:
        kind(**{argument: "x"})
    assert caught.match(expected)


def test_other_mistakes_keep_their_message() -> None:
    with pytest.raises(TypeError, match="positional"):
        UNTYPED("token", "https://api.attio.com")
    with pytest.raises(TypeError, match=r"http_client must be an attio\.HTTPClient"):
        UNTYPED("token", http_client=5)
    assert "server_url" in inspect.signature(Attio).parameters


def test_every_argument_that_is_proposed_exists() -> None:
    known = inspect.signature(Attio).parameters
    for use in set(wrong_names.ARGUMENTS.values()):
        name = use.replace("=", ",").split(",")[0].split()[0]
        assert name in known or name == "http_headers", use


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("people", r'use records, as in records\.query\("people"\)'),
        ("users", "use workspace_members"),
        ("lists_", "did you mean 'lists'"),
        ("meeting", "did you mean 'meetings'"),
        ("recrods", "did you mean 'records'"),
        ("xyzzy", "has no attribute 'xyzzy'$"),
    ],
)
def test_an_unknown_attribute_of_the_client_names_the_right_one(name: str, expected: str) -> None:
    with pytest.raises(AttributeError, match=expected):
        getattr(Attio("token"), name)


def test_every_attribute_that_is_proposed_exists() -> None:
    client: Any = Attio("token")
    for use in wrong_names.CLIENT.values():
        target = client
        for step in use.split(",")[0].split("."):
            target = getattr(target, step)


@every_sub_client
@pytest.mark.parametrize("name", [*wrong_names.METHODS, "xyzzy"])
def test_an_unknown_method_names_one_that_exists(sub: Resource, name: str) -> None:
    for asked, suffix in ((name, ""), (f"{name}_async", "_async")):
        if hasattr(type(sub), asked):
            continue
        with pytest.raises(AttributeError, match=f"has no method '{asked}'") as caught:
            getattr(sub, asked)
        expected = str(caught.value)
        if "; use " in expected:
            proposed = expected.rsplit("'", 2)[1]
            assert proposed.endswith(suffix)
            assert callable(getattr(sub, proposed))


def test_common_wrong_methods_of_records_name_the_right_one() -> None:
    records: Any = Attio("token").records
    for name, use in {"upsert": "assert_", "list": "query", "save": "create", "find_async": "query_async"}.items():
        with pytest.raises(AttributeError, match=f"; use '{use}'"):
            getattr(records, name)
    with pytest.raises(AttributeError, match="it has assert_, create, "):
        _ = records.xyzzy


def test_protocol_checks_find_no_invented_attributes() -> None:
    client = Attio("token")
    for target in (client, client.records):
        assert not hasattr(target, "__len__")
        assert not hasattr(target, "_repr_html_")
    with pytest.raises(TypeError, match="cannot be pickled"):
        copy.copy(client)


def test_an_error_inside_a_property_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> object:
        raise AttributeError("from inside")

    client = Attio("token")
    monkeypatch.setattr(Attio, "broken", property(broken), raising=False)
    monkeypatch.setattr(Resource, "broken", property(broken), raising=False)
    for target in (client, client.records):
        with pytest.raises(AttributeError, match="from inside"):
            _ = cast("Any", target).broken


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AsyncAttio", "use Attio, whose methods all have an _async version"),
        ("Client", "use Attio"),
        ("RateLimitErorr", "did you mean 'RateLimitError'"),
        ("xyzzy", "module 'attio' has no attribute 'xyzzy'$"),
        ("_xyzzy", "module 'attio' has no attribute '_xyzzy'$"),
    ],
)
def test_an_unknown_name_of_the_package_names_the_right_one(name: str, expected: str) -> None:
    with pytest.raises(AttributeError, match=expected):
        getattr(attio, name)


def test_the_main_errors_are_imported_from_the_package() -> None:
    names = [name for name in attio.__all__ if name.endswith("Error")]
    assert len(names) == 13
    for name in names:
        assert getattr(attio, name) is getattr(errors, name)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("from attio import AsyncAttio", r"^module 'attio' has no attribute 'AsyncAttio'; use Attio, whose methods"),
        ("from attio import Attio, RateLimitErorr", "did you mean 'RateLimitError'"),
        ("from attio.errors import NotFoundErorr", "did you mean 'NotFoundError'"),
        ("from attio import _xyzzy", "cannot import name '_xyzzy'"),
    ],
)
def test_an_import_of_an_unknown_name_names_the_right_one(statement: str, expected: str) -> None:
    with pytest.raises(ImportError, match=expected):
        exec(statement, {})


def test_modules_that_are_not_public_can_be_imported() -> None:
    exec("from attio import _call, core; from attio.errors import records", {})
    assert not hasattr(attio, "AsyncAttio")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bulk.assert_", "'Bulk' has no method 'assert_'; it has assert_entries, assert_records"),
        ("bulk.upsert_records", "'Bulk' has no method 'upsert_records'; use 'assert_records'"),
        ("bulk.insert_entries_async", "'Bulk' has no method 'insert_entries_async'; use 'assert_entries_async'"),
        ("bulk.export_people", "it has export_entries, export_history, export_notes, export_records, export_tasks"),
        ("bulk.add_entries", "'Bulk' has no method 'add_entries'; it has create_entries"),
        ("bulk.xyzzy", "'Bulk' has no method 'xyzzy'; it has assert_entries, assert_records, "),
        ("schema.attributes", "'Schema' has no method 'attributes'; use 'attribute'"),
        ("schema.objekt", "'Schema' has no method 'objekt'; use 'object'"),
    ],
)
def test_an_unknown_method_of_bulk_and_schema_names_the_right_one(asked: str, expected: str) -> None:
    place, _, name = asked.partition(".")
    client = Attio("token")
    with pytest.raises(AttributeError) as caught:
        getattr(getattr(client, place), name)
    assert expected in str(caught.value)
    assert not hasattr(client.bulk, "__deepcopy__")
