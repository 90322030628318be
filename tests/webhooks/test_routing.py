"""Routing of events to handlers: by class, object, list and attribute, and by conditions."""

from __future__ import annotations

from typing import Any

import pytest

from attio import models
from attio.errors import InvalidRequestError
from attio.models import RecordCreatedEvent, RecordUpdatedEvent
from attio.sandbox import Sandbox
from attio.webhooks import Delivery, not_me
from attio.webhooks.events import CLASSES
from tests.webhooks.sides import LOOPS, Errors, Make, Side, request, unwanted


@pytest.mark.parametrize("kind", CLASSES.values(), ids=lambda kind: kind.__name__)
def test_every_class_of_events_reaches_its_handler(make: Make, kind: Any) -> None:
    seen: list[Any] = []
    hooks = make()
    hooks.on(kind)(seen.append)
    delivery = Delivery.build(kind)
    assert Side("sync").deliver(hooks, delivery) == [200]
    assert seen == [delivery.event]


@pytest.mark.parametrize("kind", CLASSES.values(), ids=lambda kind: kind.__name__)
def test_an_event_that_lacks_a_field_is_unknown_and_handled_by_otherwise(make: Make, kind: Any) -> None:
    seen: list[Any] = []
    hooks = make()
    hooks.on(kind)(unwanted)
    hooks.otherwise(seen.append)
    whole = Delivery.build(kind).raw
    odd: list[dict[str, Any]] = []
    for name in whole:
        if name != "event_type":
            odd.append({key: value for key, value in whole.items() if key != name})
            odd.append({**whole, name: 5})
            if whole[name] is not None:
                odd.append({**whole, name: None})
    for name in whole["id"]:
        odd.append({**whole, "id": {key: value for key, value in whole["id"].items() if key != name}})
        odd.append({**whole, "id": {**whole["id"], name: None}})
    assert Side("sync").send(hooks, request(*odd))[0].status == 200
    assert [type(event) for event in seen] == [models.UnknownEvent] * len(odd)
    assert sorted(map(str, (event.raw for event in seen))) == sorted(map(str, odd))


def test_handlers_run_in_order_and_each_on_its_own(side: Side, make: Make) -> None:
    seen: list[str] = []
    hooks = make(backoff=(0,), attempts=2)

    @hooks.on(RecordCreatedEvent)
    def first(event: RecordCreatedEvent) -> None:
        seen.append("first")

    @hooks.on(RecordCreatedEvent, RecordUpdatedEvent)
    def second(event: RecordCreatedEvent | RecordUpdatedEvent, delivery: Delivery[Any]) -> None:
        seen.append(f"second {delivery.attempt}")
        raise ValueError

    @hooks.on(RecordCreatedEvent)
    def third(event: RecordCreatedEvent) -> None:
        seen.append("third")

    side.deliver(hooks, Delivery.build(RecordCreatedEvent))
    assert seen == ["first", "second 1", "third", "second 2"]
    ((_, _, reason),) = side.call(hooks, "failed")
    assert reason.endswith(".second: ValueError: ")


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_handlers_and_conditions_may_be_async(side: Side, make: Make) -> None:
    seen: list[str] = []
    hooks = make()

    async def is_noor(event: RecordCreatedEvent) -> bool:
        return event.id.record_id == "noor"

    @hooks.on(RecordCreatedEvent, where=is_noor)
    async def created(event: RecordCreatedEvent) -> None:
        seen.append(event.id.record_id)

    side.deliver(hooks, *[Delivery.build(RecordCreatedEvent, record_id=name) for name in ("piet", "noor")])
    assert seen == ["noor"]


@pytest.mark.parametrize("call", ["handle", "run", "wsgi", "resume", "retry", "replay"])
def test_async_handlers_are_rejected_by_name(make: Make, call: str) -> None:
    hooks = make()

    @hooks.otherwise
    async def everything(event: object) -> None: ...

    known: dict[str, tuple[Any, ...]] = {"handle": request(), "run": ("",), "retry": ("",), "replay": ([],)}
    arguments = known.get(call, ())
    with pytest.raises(InvalidRequestError, match="everything is async: use handle_async"):
        getattr(hooks, call)(*arguments)


class Slow:
    """A condition with `async def __call__`."""

    async def __call__(self, event: object) -> bool:
        return True


def test_a_callable_that_is_async_is_rejected_by_name(make: Make) -> None:
    hooks = make()
    hooks.on(RecordCreatedEvent, where=Slow())(print)
    with pytest.raises(InvalidRequestError, match="print is async"):
        hooks.handle(*request())


def test_a_sync_handler_that_returns_an_awaitable_fails(make: Make) -> None:
    errors = Errors()
    hooks = make(inline=True, on_error=errors)

    async def later() -> None: ...

    @hooks.otherwise
    def hidden(event: object) -> object:
        return later()

    assert hooks.handle(*request({})).status == 500
    assert "is async" in str(errors[0])


def test_unknown_events_without_a_handler_are_logged_once_a_type(
    side: Side, make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    hooks = make()
    known = Delivery.build(RecordCreatedEvent).raw
    side.send(hooks, request(known, {"event_type": "odd.one"}, {"event_type": "odd.one"}, 5))
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == [
        "events of type 'odd.one' are unknown or not as documented; register a handler with `otherwise` for them",
        "events of type 'None' are unknown or not as documented; register a handler with `otherwise` for them",
    ]


def test_slugs_are_resolved_once(side: Side, make: Make, sandbox: Sandbox) -> None:
    seen: list[str] = []
    client = sandbox.client()
    schema = client.schema
    company, person = schema.object("companies"), schema.object("people")
    name, domains = schema.attribute("companies", "name"), schema.attribute("companies", "domains")
    client.schema.invalidate()
    hooks = make(client=client)

    @hooks.on(RecordUpdatedEvent, object="companies", attribute=["name", "description"])
    def changed(event: RecordUpdatedEvent, delivery: Delivery[RecordUpdatedEvent]) -> None:
        seen.append(event.id.record_id)

    fields = [(company.id, name.id), (company.id, domains.id), (person.id, name.id)]
    for index, (object_id, attribute_id) in enumerate(fields):
        ids: Any = {"object_id": object_id, "attribute_id": attribute_id, "record_id": str(index)}
        side.deliver(hooks, *[Delivery.build(RecordUpdatedEvent, **ids) for _ in range(2)])
    assert seen == ["0", "0"]
    before = len(sandbox.requests)
    side.deliver(hooks, Delivery.build(RecordUpdatedEvent, object_id=company.id, attribute_id=name.id))
    assert len(sandbox.requests) == before
    changed_schema = Delivery.build(models.ObjectAttributeUpdatedEvent, object_id=company.id)
    side.deliver(hooks, changed_schema, Delivery.build(models.ListUpdatedEvent))
    side.deliver(hooks, Delivery.build(RecordUpdatedEvent, object_id=company.id, attribute_id=name.id))
    assert len(sandbox.requests) > before
    side.call(hooks, "check")


def test_a_slug_that_does_not_exist_is_an_error_that_names_the_nearest(
    side: Side, make: Make, sandbox: Sandbox
) -> None:
    errors = Errors()
    hooks = make(client=sandbox.client(), on_error=errors)
    hooks.on(RecordCreatedEvent, object="companeis")(unwanted)
    side.deliver(hooks, Delivery.build(RecordCreatedEvent))
    assert len(errors) == 1
    assert "companies" in str(errors[0])
    assert len(side.call(hooks, "failed")) == 1
    with pytest.raises(KeyError, match="companies"):
        side.call(hooks, "check")


def test_a_schema_that_could_not_be_fetched_is_fetched_again(side: Side, make: Make, sandbox: Sandbox) -> None:
    seen: list[Any] = []
    client = sandbox.client()
    company = client.schema.object("companies").id
    client.schema.invalidate()
    hooks = make(client=client, backoff=(0,))
    hooks.on(RecordCreatedEvent, object="companies")(seen.append)
    sandbox.fail_next(20, status=400)
    side.deliver(hooks, Delivery.build(RecordCreatedEvent, object_id="another"))
    sandbox.reset(controls=True)
    assert len(hooks.failed()) == 1
    sandbox.fail_next(1, status=400)
    side.deliver(
        hooks, *[Delivery.build(RecordCreatedEvent, object_id=object_id) for object_id in (company, "another")]
    )
    assert len(seen) == 1


def test_conditions_by_id_need_no_client(side: Side, make: Make) -> None:
    seen: list[str] = []
    one, two = "97052eb9-e65e-443f-a297-f2d9a4a7f795", "41252299-f8c7-4b5e-99c9-4ff8321d2f96"
    hooks = make()

    @hooks.on(models.ListEntryUpdatedEvent, list=[one, two], attribute=two)
    def updated(event: models.ListEntryUpdatedEvent) -> None:
        seen.append(event.id.entry_id)

    for list_id, attribute_id in [(one, two), (two, two), (one, one), ("three", two)]:
        event = Delivery.build(
            models.ListEntryUpdatedEvent, list_id=list_id, attribute_id=attribute_id, entry_id=list_id
        )
        side.deliver(hooks, event)
    assert seen == [one, two]


@pytest.mark.parametrize(
    ("kinds", "conditions", "problem"),
    [
        ([models.TaskCreatedEvent], {"object": "people"}, "object= cannot be used with TaskCreatedEvent"),
        ([RecordCreatedEvent], {"attribute": "name", "object": "people"}, "attribute= cannot be used"),
        ([RecordCreatedEvent], {"list": "x"}, "list= cannot be used with RecordCreatedEvent"),
        ([models.UnknownEvent], {"object": "people"}, "object= cannot be used with UnknownEvent"),
        ([RecordUpdatedEvent], {"attribute": "name"}, "is a slug: pass object= or list="),
        ([RecordCreatedEvent], {"object": "people"}, "pass client= to Receiver"),
        ([RecordCreatedEvent], {"object": ""}, "object='' must be a slug or id"),
        ([RecordCreatedEvent], {"object": []}, "must be a slug or id"),
        ([RecordCreatedEvent], {"object": [5]}, "must be a slug or id"),
        ([RecordCreatedEvent], {"actor": "robot"}, "actor='robot' must be one of api-token"),
        ([RecordCreatedEvent], {"actor": ()}, "must be one of"),
        ([RecordCreatedEvent], {"actor": 5}, "must be one of"),
        ([RecordCreatedEvent], {"actor": not_me}, "me and not_me need client= or me="),
        ([RecordCreatedEvent], {"where": True}, "where=True must be a function"),
        ([str], {}, "is not an event class"),
        (["record.created"], {}, "is not an event class"),
        ([], {}, "at least one event class"),
    ],
)
def test_conditions_that_cannot_match_are_rejected_at_once(
    make: Make, kinds: list[Any], conditions: dict[str, Any], problem: str
) -> None:
    with pytest.raises(InvalidRequestError, match=problem):
        make().on(*kinds, **conditions)


@pytest.mark.parametrize("coalesce", [-1, float("nan"), "2"])
def test_a_window_that_cannot_work_is_rejected(make: Make, coalesce: Any) -> None:
    with pytest.raises(ValueError, match="coalesce must be a number above 0"):
        make().on(RecordCreatedEvent, coalesce=coalesce)


@pytest.mark.parametrize("options", [{"inline": True}, {"enqueue": print}])
def test_a_window_needs_the_background(make: Make, options: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequestError, match="do not wait for more"):
        make(**options).on(RecordCreatedEvent, coalesce=1)


def takes_nothing() -> None: ...


def takes_three(event: object, delivery: object, more: object) -> None: ...


@pytest.mark.parametrize("handler", [takes_nothing, takes_three, 5])
def test_a_handler_takes_the_event_or_event_and_delivery(make: Make, handler: Any) -> None:
    with pytest.raises(InvalidRequestError, match=r"\(event\) or \(event, delivery\)"):
        make().on(RecordCreatedEvent)(handler)
