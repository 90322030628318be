"""Arguments of a wrong type: the error names the parameter, and nothing was sent."""

from __future__ import annotations

import datetime as dt
import inspect
import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import anyio
import pytest

from attio.bulk import BulkReport, read_rows, to_arrow, write_rows
from attio.limits import RateLimit
from attio.limits import RedisStore as LimitStore
from attio.models import RecordCreatedEvent
from attio.oauth import Installation, OAuthApp, SqliteInstallations
from attio.sandbox import Sandbox
from attio.schema import ObjectSchema, WorkspaceSchema
from attio.typed import TypedRecord, attr, read_only, required
from attio.webhooks import (
    Delivery,
    MemoryStore,
    Receiver,
    RedisStore,
    SigningSecrets,
    SqliteStore,
    ensure_webhook,
    ensure_webhook_async,
    read_payload,
    sign,
    verify_signature,
)


class Company(TypedRecord, object="companies"):
    """A class of typed records."""

    name: attr.Text = attr.Text()


class Case(NamedTuple):
    """A function with arguments that work, and the parameters to replace."""

    name: str
    function: Callable[..., Any]
    arguments: dict[str, Any]
    parameters: tuple[str, ...] = ()
    """The parameters that 5 does not fit; by default all arguments that are not in `numbers`."""
    numbers: tuple[str, ...] = ()
    """The parameters that 5 fits, and an object does not."""


SANDBOX = Sandbox()
SCHEMA = WorkspaceSchema("w")
OBJECT = ObjectSchema("i", "deals", "Deal", "Deals")


@pytest.fixture(autouse=True)
def no_requests() -> Iterator[None]:
    """Check that nothing was sent."""
    SANDBOX.requests.clear()
    yield
    assert not list(SANDBOX.requests)


def bulk_cases() -> Iterator[Case]:
    bulk = SANDBOX.client().bulk
    texts = {"filter": None, "changed_since": None, "attributes": None, "resume": None, "on_progress": None}
    for owner, kind in (("object", "records"), ("list", "entries")):
        for twin in ("", "_async"):
            export = getattr(bulk, f"export_{kind}{twin}")
            yield Case(
                export.__name__,
                export,
                {owner: "x", **texts, "page_size": 5, "parallel": 1},
                (owner, *texts),
                ("page_size", "parallel"),
            )
            for write in ("create", "update", "delete"):
                function = getattr(bulk, f"{write}_{kind}{twin}")
                rows = "ids" if write == "delete" else "rows"
                yield Case(function.__name__, function, {owner: "x", rows: []})
            function = getattr(bulk, f"assert_{kind}{twin}")
            by = {"matching_attribute": "domains"} if kind == "records" else {}
            yield Case(function.__name__, function, {owner: "x", "rows": [], **by})
    for twin in ("", "_async"):
        how = {"resume": None, "on_progress": None}
        notes = {"parent_object": None, "parent_record_id": None, **how}
        yield Case("notes", getattr(bulk, f"export_notes{twin}"), notes)
        tasks = {"linked_object": None, "linked_record_id": None, "is_completed": None, **how}
        yield Case("tasks", getattr(bulk, f"export_tasks{twin}"), tasks)
        history = {"object": "x", "attributes": ["a"], "record_ids": [], "concurrency": 2}
        names = ("object", "attributes", "record_ids")
        yield Case("history", getattr(bulk, f"export_history{twin}"), history, names, ("concurrency",))
    yield Case("read_rows", read_rows, {"path_or_file": "x", "format": "csv", "columns": None, "schema": None})
    yield Case("write_rows", write_rows, {"path_or_file": io.StringIO(), "rows": [], "format": "csv", "columns": None})
    yield Case("to_arrow", to_arrow, {"records": [], "schema": OBJECT})
    yield Case("BulkReport.open", BulkReport.open, {"path": "x"})


def schema_cases() -> Iterator[Case]:
    schema = SANDBOX.client().schema
    for twin in ("", "_async"):
        yield Case("object", getattr(schema, f"object{twin}"), {"who": "x"})
        yield Case("list", getattr(schema, f"list{twin}"), {"who": "x"})
        yield Case("attribute", getattr(schema, f"attribute{twin}"), {"owner": "x", "who": "x"})
        yield Case("options", getattr(schema, f"options{twin}"), {"owner": "x", "attribute": "x"})
        yield Case("member", getattr(schema, f"member{twin}"), {"who": "x"})
        flags = {"options": True, "lists": True, "members": True}
        yield Case("snapshot", getattr(schema, f"snapshot{twin}"), flags)
    yield Case("use", schema.use, {"snapshot": SCHEMA})
    yield Case("invalidate", schema.invalidate, {"what": None})
    yield Case("snapshot.object", SCHEMA.object, {"who": "x"})
    yield Case("snapshot.attribute", SCHEMA.attribute, {"owner": "x", "who": "x"}, ("owner",))
    yield Case("snapshot.options", SCHEMA.options, {"owner": "x", "attribute": "x"})
    yield Case("snapshot.diff", SCHEMA.diff, {"new": SCHEMA})
    yield Case("snapshot.save", SCHEMA.save, {"path": "x"})
    yield Case("snapshot.load", WorkspaceSchema.load, {"path": "x"})
    yield Case("snapshot.from_json", WorkspaceSchema.from_json, {"text": "x"})
    rates = dict.fromkeys(("reads", "writes", "merges", "sql", "uploads", "call_recordings", "note_lists"), 5)
    yield Case(
        "RateLimit",
        RateLimit,
        {**rates, "share": 1, "adapt": True, "scope": None, "store": None},
        ("share", "adapt", "scope", "store"),
        tuple(rates),
    )
    yield Case("RateLimit.rate", RateLimit().rate, {"budget": "read"})
    yield Case("limits.RedisStore", LimitStore, {"url_or_client": "redis://127.0.0.1:1", "prefix": "x"})


def oauth_cases() -> Iterator[Case]:
    app = {
        "client_id": "id",
        "client_secret": "secret",
        "redirect_uri": "https://app.test/callback",
        "store": None,
        "on_install": None,
        "state_key": None,
        "state_seconds": 600,
        "default_next": "/",
        "http_client": None,
        "server_url": None,
        "authorize_url": "https://app.test/a",
        "token_url": "https://app.test/t",
        "clock": time.time,
    }
    names = tuple(name for name in app if name != "state_seconds")
    yield Case("OAuthApp", OAuthApp, app, names, ("state_seconds",))
    oauth = OAuthApp("id", "secret", "https://app.test/callback")
    yield Case("start", oauth.start, {"next": None, "cookie": None})
    for twin in ("", "_async"):
        yield Case("complete", getattr(oauth, f"complete{twin}"), {"query": "x", "cookie": None})
        for name in ("client", "installation", "check"):
            yield Case(name, getattr(oauth, f"{name}{twin}"), {"workspace": "x", "member": None})
    installation: dict[str, Any] = {
        "token": "t",
        "workspace_id": "w",
        "workspace_slug": "w",
        "workspace_name": "w",
        "scopes": [],
        "token_level": "user",
        "member_id": None,
        "installed_at": dt.datetime.now(dt.timezone.utc),
    }
    yield Case("Installation", Installation, installation)
    yield Case("SqliteInstallations", SqliteInstallations, {"path": "x", "encrypt": bytes, "decrypt": bytes})


def receiver_cases() -> Iterator[Case]:
    options = dict.fromkeys(("client", "store", "enqueue", "on_error", "record"))
    flags = dict.fromkeys(("inline", "ignore_own", "ignore_system"), False)
    numbers = dict.fromkeys(("workers", "attempts", "max_body", "max_pending", "lease"), 5)
    given = {"secret": "s", **options, **flags, **numbers, "backoff": [1], "me": ()}
    texts = tuple(name for name in given if name not in numbers)
    yield Case("Receiver", Receiver, given, texts, tuple(numbers))
    hooks = Receiver("s")

    def on_one(kinds: Any, **how: Any) -> object:
        return hooks.on(kinds, **how)

    on = {"kinds": RecordCreatedEvent, "object": None, "list": None, "attribute": None, "actor": None, "where": None}
    yield Case("on", on_one, {**on, "coalesce": 0}, tuple(on), ("coalesce",))
    yield Case("otherwise", hooks.otherwise, {"handler": print})
    inline = Receiver("s", inline=True)
    yield Case("aws_lambda", inline.aws_lambda, {"event": {}})
    for twin in ("", "_async"):
        request: dict[str, Any] = {"body": b"{}", "headers": {}, "method": "POST"}
        yield Case("handle", getattr(hooks, f"handle{twin}"), request)
        yield Case("run", getattr(hooks, f"run{twin}"), {"message": "x"})
        yield Case("replay", getattr(hooks, f"replay{twin}"), {"lines": []})
        yield Case("retry", getattr(hooks, f"retry{twin}"), {"key": "x"})
        yield Case("drain", getattr(hooks, f"drain{twin}"), {"timeout": 0.1}, (), ("timeout",))
        yield Case("check", getattr(hooks, f"check{twin}"), {"workspace_id": None})
        yield Case("subscriptions", getattr(hooks, f"subscriptions{twin}"), {"workspace_id": None})


def webhook_cases() -> Iterator[Case]:
    webhook: dict[str, Any] = {
        "client": SANDBOX.client(),
        "url": "https://x.test",
        "subscriptions": [],
        "on_secret": print,
    }
    for function in (ensure_webhook, ensure_webhook_async):
        yield Case(function.__name__, function, {**webhook, "recreate": False})
    yield Case("SigningSecrets", SigningSecrets, {"secrets": "s", "workspace_id": None})
    yield Case("MemoryStore", MemoryStore, {"keep": 5, "most": 5}, (), ("keep", "most"))
    yield Case("SqliteStore", SqliteStore, {"path": "x", "keep": 5}, ("path",), ("keep",))
    redis = {"redis": "redis://127.0.0.1:1", "prefix": "x", "keep": 5}
    yield Case("RedisStore", RedisStore, redis, ("redis", "prefix"), ("keep",))
    yield Case("Delivery.build", Delivery.build, {"kind": RecordCreatedEvent})
    headers = {"Attio-Signature": sign(b"{}", "s")}
    for check in (verify_signature, read_payload):
        yield Case(check.__name__, check, {"body": b"{}", "headers": headers, "secret": "s"})
    yield Case("sign", sign, {"body": b"{}", "secret": "s"})


def typed_cases() -> Iterator[Case]:
    client = SANDBOX.client()
    query = {"client": client, "filter": None, "sorts": None, "with_": None}
    for twin in ("", "_async"):
        yield Case("query", getattr(Company, f"query{twin}"), query)
        yield Case("get", getattr(Company, f"get{twin}"), {"client": client, "id": "x"})
        yield Case("create", getattr(Company(name="Acme"), f"create{twin}"), {"client": client})
    for mark in (required, read_only):
        yield Case(mark.__name__, mark, {"attribute": attr.Text()})


def wrong_arguments() -> Iterator[Any]:
    cases = [*bulk_cases(), *schema_cases(), *oauth_cases(), *receiver_cases(), *webhook_cases(), *typed_cases()]
    for number, case in enumerate(cases):
        names = case.parameters or tuple(name for name in case.arguments if name not in case.numbers)
        wrong = [(name, value) for name in names for value in (5, object())]
        wrong += [(name, object()) for name in case.numbers]
        for name, value in wrong:
            yield pytest.param(case, name, value, id=f"{number}-{case.name}-{name}-{type(value).__name__}")


@pytest.mark.parametrize(("case", "name", "value"), [*wrong_arguments()])
def test_an_argument_of_a_wrong_type_is_named(
    case: Case, name: str, value: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = {**case.arguments, name: value}

    async def call() -> None:
        result = case.function(**arguments)
        if inspect.isawaitable(result):
            await result

    with pytest.raises((TypeError, ValueError), match=name):
        anyio.run(call)
    assert not list(tmp_path.iterdir())
