"""Control verbs during requests: a verb decides and writes while no request can write."""

from __future__ import annotations

import threading
from collections.abc import Callable

from attio.sandbox import ControlError, Sandbox
from tests.sandbox.api import Api


def beside(sandbox: Sandbox, verb: Callable[[], object], request: Callable[[], object]) -> list[str]:
    """Start a verb while a request holds the lock, finish the request, and return the errors of the verb."""
    rejected: list[str] = []
    waiting = threading.Event()

    def call() -> None:
        waiting.set()
        try:
            verb()
        except ControlError as error:
            rejected.append(str(error))

    thread = threading.Thread(target=call)
    with sandbox._pipeline.lock:
        thread.start()
        assert waiting.wait(5)
        thread.join(0.05)
        assert thread.is_alive()
        request()
    thread.join(5)
    return rejected


def test_an_option_created_while_others_are_reordered_is_kept(api: Api, sandbox: Sandbox) -> None:
    api.attribute("people", "color", "select")
    options = "/v2/objects/people/attributes/color/options"
    for title in ("red", "blue"):
        api("POST", options, {"data": {"title": title}})
    rejected = beside(
        sandbox,
        lambda: sandbox.app.reorder_options("people", "color", ["blue", "red"]),
        lambda: api("POST", options, {"data": {"title": "green"}}),
    )
    assert rejected == ["titles must name all of ['red', 'blue', 'green']"]
    assert [option["title"] for option in api("GET", options).data] == ["red", "blue", "green"]


def test_a_thread_that_is_deleted_cannot_be_resolved(api: Api, sandbox: Sandbox) -> None:
    place = {"object": "people", "record_id": api.record_id("people", name="Ada")}
    author = {"type": "workspace-member", "id": sandbox.members[0].id}
    body = {"format": "plaintext", "content": "x", "author": author, "record": place}
    thread = api("POST", "/v2/comments", {"data": body}).data["thread_id"]
    rejected = beside(
        sandbox, lambda: sandbox.app.resolve_thread(thread), lambda: api("DELETE", f"/v2/comments/{thread}")
    )
    assert rejected == [f"there is no thread {thread!r}"]
    assert api("GET", f"/v2/threads/{thread}").status == 404


def test_an_attribute_that_is_renamed_while_its_object_is_archived_keeps_its_name(api: Api, sandbox: Sandbox) -> None:
    api("POST", "/v2/objects", {"data": {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}})
    rename = {"data": {"singular_noun": "Boat"}}
    assert not beside(
        sandbox, lambda: sandbox.app.archive_object("ships"), lambda: api("PATCH", "/v2/objects/ships", rename)
    )
    sandbox.app.enable("ships")
    assert api("GET", "/v2/objects/ships").data["singular_noun"] == "Boat"


def test_one_address_makes_one_member(sandbox: Sandbox) -> None:
    rejected = beside(
        sandbox, lambda: sandbox.app.add_member("ada@acme.test"), lambda: sandbox.app.add_member("ada@acme.test")
    )
    assert rejected == ["a member with the address 'ada@acme.test' already exists"]


def test_one_slug_makes_one_workspace(sandbox: Sandbox) -> None:
    rejected = beside(sandbox, lambda: sandbox.add_workspace("Acme"), lambda: sandbox.add_workspace("Acme"))
    assert rejected == ["a workspace with the slug 'acme' already exists"]


def test_workspaces_created_at_the_same_time_have_different_ids(sandbox: Sandbox) -> None:
    assert not beside(sandbox, lambda: sandbox.add_workspace("One"), lambda: sandbox.add_workspace("Two"))
    assert len({workspace.id for workspace in sandbox.workspaces}) == 3
