"""Conditions on the actor of an event: kinds, functions, `me` and `not_me`."""

from __future__ import annotations

from typing import Any

import pytest

from attio import models
from attio.models import RecordCreatedEvent
from attio.sandbox import Sandbox
from attio.webhooks import Delivery, MemoryStore, me, not_me
from tests.webhooks.sides import Make, Side, request, unwanted


def is_noor(actor: models.Actor) -> bool:
    return actor.id == "noor"


ACTORS: list[dict[str, Any]] = [
    {"type": "system", "id": None},
    {"type": "workspace-member", "id": "noor"},
    {"type": "api-token", "id": "other"},
]


@pytest.mark.parametrize(
    ("actor", "wanted"),
    [
        ("system", [0]),
        (["system", "api-token"], [0, 2]),
        (is_noor, [1]),
        (me, [2]),
        (not_me, [0, 1]),
        (None, [0, 1, 2]),
    ],
    ids=["kind", "kinds", "function", "me", "not_me", "all"],
)
def test_a_handler_gets_events_of_the_actors_it_names(side: Side, make: Make, actor: Any, wanted: list[int]) -> None:
    seen: list[Any] = []
    hooks = make(me=["other"], store=MemoryStore())
    hooks.on(RecordCreatedEvent, actor=actor)(seen.append)
    deliveries = [Delivery.build(RecordCreatedEvent, actor=models.Actor(**fields)) for fields in ACTORS]
    for delivery in deliveries:
        side.deliver(hooks, delivery)
    assert seen == [deliveries[index].event for index in wanted]


def test_me_and_not_me_have_a_readable_repr() -> None:
    assert (repr(me), repr(not_me)) == ("me", "not_me")


def test_unknown_events_have_no_actor(side: Side, make: Make) -> None:
    seen: list[Any] = []
    hooks = make()
    hooks.on(models.UnknownEvent, actor="system")(unwanted)
    hooks.on(models.UnknownEvent)(seen.append)
    side.send(hooks, request({"event_type": "odd"}))
    assert len(seen) == 1


def test_me_is_the_actor_of_the_token(side: Side, make: Make, sandbox: Sandbox) -> None:
    client = sandbox.client()
    token: Any = client.meta.identify()
    mine: list[Any] = []
    others: list[Any] = []
    every: list[Any] = []
    hooks = make(client=client, ignore_system=True)
    ignoring = make(client=client, ignore_own=True)
    hooks.on(RecordCreatedEvent, actor=me)(mine.append)
    hooks.on(RecordCreatedEvent, actor=not_me)(others.append)
    ignoring.on(RecordCreatedEvent)(every.append)
    own, system, noor = [
        Delivery.build(RecordCreatedEvent, actor=actor)
        for actor in [{"type": "app", "id": token.client_id}, *ACTORS[:2]]
    ]
    for delivery in (own, system, noor):
        side.deliver(hooks, delivery)
        side.deliver(ignoring, delivery)
    assert (mine, others, every) == ([own.event], [noor.event], [system.event, noor.event])
    side.call(hooks, "check")
    side.call(ignoring, "check")


def test_a_revoked_token_matches_no_event_as_me(side: Side, make: Make, sandbox: Sandbox) -> None:
    seen: list[Any] = []
    client = sandbox.client()
    sandbox.revoke_token(sandbox.token)
    hooks = make(client=client)
    hooks.on(RecordCreatedEvent, actor=not_me)(seen.append)
    side.deliver(hooks, Delivery.build(RecordCreatedEvent))
    assert len(seen) == 1
