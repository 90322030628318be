"""Adding and removing hooks: at any moment, from any thread, and on clones."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from attio._http.client import HTTPClient
from tests.http.sides import TOKEN, Side, limits, prepared
from tests.server import Received, Reply, Server


def test_an_unknown_event_is_rejected_with_the_known_ones(http: HTTPClient) -> None:
    bad: Any = "before_send"
    for method in (http.add_hook, http.remove_hook):
        with pytest.raises(ValueError, match="'before_request', 'response', 'request_error'"):
            method(bad, print)


def test_a_hook_must_be_a_function(http: HTTPClient) -> None:
    bad: Any = "print"
    with pytest.raises(TypeError, match="response hook must be a function, not str"):
        http.add_hook("response", bad)


def test_a_hook_is_removed_once_for_each_time_it_was_added(server: Server, http: HTTPClient) -> None:
    seen: list[object] = []
    http.add_hook("before_request", seen.append).add_hook("before_request", seen.append)
    for left in (1, 0, 0):
        http.remove_hook("before_request", seen.append)
        server.reply()
        http.send(prepared(server.url), token=TOKEN, **limits())
        assert len(seen) == left
        seen.clear()


def test_hooks_that_change_while_a_call_runs_count_from_the_next(server: Server, http: HTTPClient, side: Side) -> None:
    seen: list[str] = []

    def late(*_: object) -> None:
        seen.append("late")

    http.add_hook("before_request", lambda _: (http.add_hook("response", late), None)[1])
    server.reply(times=2)
    side.send(http, prepared(server.url))
    assert seen == []
    side.send(http, prepared(server.url))
    assert seen == ["late"]


def test_hooks_can_be_added_from_many_threads(http: HTTPClient) -> None:
    def add() -> None:
        for _ in range(50):
            http.add_hook("response", print)

    threads = [threading.Thread(target=add) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(http._hooks.response) == 400


def test_a_clone_has_the_same_hooks_and_its_own_life(server: Server, http: HTTPClient) -> None:
    seen: list[str] = []

    def respond(request: Received) -> Reply:
        return Reply(body=request.target.encode())

    server.always(respond)
    http.add_hook("before_request", lambda _: seen.append("both"))
    http.send(prepared(server.url), token=TOKEN, **limits())
    twin = http.clone()
    http.add_hook("before_request", lambda _: seen.append("first only"))
    twin.add_hook("before_request", lambda _: seen.append("twin only"))
    http.close()
    seen.clear()
    twin.send(prepared(server.url), token=TOKEN, **limits())
    assert seen == ["both", "twin only"]
    assert server.connections == 2
    twin.close()
