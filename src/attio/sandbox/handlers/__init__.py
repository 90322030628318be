"""The operations that the sandbox supports, one module per resource.

How to add a resource, for example `pins`:

1. Rows. Define a row class in the module of the handlers (or in `store.rows`, if other modules need it):

       @dataclass(frozen=True, slots=True, kw_only=True)
       class Pin(Row):
           kind: ClassVar[str] = "pin"  # name of its table, and its name in state files

           object_id: str
           record_id: str
           created_at: str

           def index_keys(self) -> Iterable[tuple[str, str]]:
               return (("record", self.record_id),)  # workspace.find(Pin, "record", record_id)

   Fields can be strings, numbers, booleans, None, bytes, tuples, mappings and frozen dataclasses, which state files can
   store. Rows are immutable: use `dataclasses.replace` for a new version. Rows with the index key `record` are deleted
   with their record, unless `detach` returns a row. `move` returns the row after a merge of its record.

2. Handlers. Define one for each operation, with the name in `routes` and the scopes that a token needs:

       operations = Operations()

       @operations("pins.create", "pin:read-write")
       def create(call: Call) -> Response:
           fields = call.data(Shape({"object": Text(), "record_id": Text(pattern=UUID)}))
           owner = call.workspace.object(fields.get("object", str))
           ...
           pin = Pin(id=call.workspace.new_id(), ..., created_at=call.changes.now)
           call.changes.put(pin)
           return data_response(_wire(pin, call.workspace))

   Check in this order: form of query and body, path, references, rules. Raise errors of `errors` at any time: the
   writes of a rejected request are discarded. `call.token.actor` is the actor of writes. `user_level=False` rejects
   tokens of members. `reads=True` marks a POST operation that only reads. Use `slice_page` and `cursor_page` for pages.

3. `RULES`. List each rule of the resource with its mark and source; see `provenance`.

4. `EVENTS`, if the resource has webhook events. Map the kind of a row to a function that derives events from a change.
   Append other events to `call.changes.events`. No event is derived from `put(row, quiet=True)`.

5. Add the module to `_MODULES` below.
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
