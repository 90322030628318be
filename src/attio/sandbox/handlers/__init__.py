"""The operations that the sandbox offers, one module a resource.

How to add a resource, say `pins`:

1. Rows. In the handler's module (or `store.rows`, if others need them) a class of rows:

       @dataclass(frozen=True, slots=True, kw_only=True)
       class Pin(Row):
           kind: ClassVar[str] = "pin"  # its table, and how a state file stores it

           object_id: str
           record_id: str
           created_at: str

           def index_keys(self) -> Iterable[tuple[str, str]]:
               return (("record", self.record_id),)  # workspace.find(Pin, "record", record_id)

   Fields are strings, numbers, booleans, None, bytes, tuples, mappings and frozen dataclasses: what a state file can
   hold. A row never changes; `dataclasses.replace` makes the next version. Rows under the key `record` go with their
   record, unless `detach` returns what remains, and `move` says how they follow a merge.

2. A handler for each operation, named as in `routes`, with the scopes it needs:

       operations = Operations()

       @operations("pins.create", "pin:read-write")
       def create(call: Call) -> Response:
           fields = call.data(Shape({"object": Text(), "record_id": Text(pattern=UUID)}))
           owner = call.workspace.object(fields.get("object", str))
           ...
           pin = Pin(id=call.workspace.new_id(), ..., created_at=call.changes.now)
           call.changes.put(pin)
           return data_response(_wire(pin, call.workspace))

   Checks come in this order: shape of query and body, path, references, rules. `errors` makes the API's errors; raise
   them at any time, since nothing of a refused request stays. `call.token.actor` is who writes. `user_level=False`
   refuses tokens of members; `reads=True` marks a POST that only reads. `slice_page` and `cursor_page` make pages.

3. `RULES`: each rule of the resource with its mark and source, see `provenance`.

4. `EVENTS`, if webhooks report it: from the kind of a row to a function that gives the events of a change.
   Events that do not follow from rows go to `call.changes.events`; `put(row, quiet=True)` makes none.

5. Its module in `_MODULES` below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias, cast

from attio.sandbox.call import Operation
from attio.sandbox.engine.record_events import record_events
from attio.sandbox.events import Event
from attio.sandbox.handlers import (
    activities,
    activity_records,
    attributes,
    background,
    call_recordings,
    comments,
    emails,
    entries,
    files,
    history,
    lists,
    meetings,
    meta,
    notes,
    objects,
    options,
    queries,
    records,
    scim,
    search,
    sequences,
    sql,
    tasks,
    views,
    webhooks,
    workspace_members,
)
from attio.sandbox.provenance import Rule
from attio.sandbox.store.changes import Change
from attio.sandbox.store.rows import Record
from attio.sandbox.workspace import Workspace

Derive: TypeAlias = Callable[[Change, Workspace], Iterable[Event]]

_MODULES = (
    objects,
    attributes,
    options,
    records,
    history,
    search,
    lists,
    entries,
    notes,
    tasks,
    comments,
    workspace_members,
    webhooks,
    files,
    meetings,
    call_recordings,
    activities,
    activity_records,
    emails,
    sequences,
    sql,
    scim,
)

OPERATIONS: dict[str, Operation] = {
    name: operation for module in _MODULES for name, operation in module.operations.items()
}

RULES: tuple[Rule, ...] = tuple(
    rule for module in (*_MODULES, background, meta, queries, views) for rule in module.RULES
)

EVENTS: Mapping[str, Derive] = {
    Record.kind: record_events,
    **{
        kind: derive
        for module in _MODULES
        for kind, derive in cast("Mapping[str, Derive]", vars(module).get("EVENTS", {})).items()
    },
}

__all__ = ["EVENTS", "OPERATIONS", "RULES"]
