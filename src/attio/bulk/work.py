"""The work of a bulk write: validation of rows, and the calls for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, cast

from attio._call.functions import FunctionCall
from attio.bulk.rows import InvalidRowError, Missing, Row, canonical, id_of, key_texts, values_of

Kind = Literal["assert", "create", "update", "append", "delete", "run"]
KeyOf = str | Callable[[Mapping[str, Any]], object] | None
PARENT = ("parent_record_id", "parent_object")


class Prepared(NamedTuple):
    """A valid row."""

    values: dict[str, object]
    """Values of attributes; for `run`, the arguments."""
    ids: dict[str, str]
    """Ids in the row, such as `record_id`."""
    keys: tuple[str, ...]
    """Keys of the row. Rows with the same key are sent in order."""
    shown_key: str | None
    """The keys as text for reports."""
    text: str
    """The row as canonical JSON."""


class Work(NamedTuple):
    """The operation of a bulk write, and its target."""

    kind: Kind
    resource: Literal["records", "entries", "run"]
    target: str
    """Slug or id of the object or list; for `run`, the operation."""
    matching: str | None = None
    """Attribute that upserts match by; None for other operations."""
    key: KeyOf = None
    """Name of the value that identifies a row, or a function that returns it."""
    function: str = ""
    """Name of the function to call."""
    is_repeatable: bool = True
    """Whether a request may be sent again if its effect is not known."""
    missing: Missing = "leave"

    @property
    def name(self) -> str:
        """Name of the method, such as `assert_records`."""
        return "run" if self.kind == "run" else f"{'update' if self.kind == 'append' else self.kind}_{self.resource}"

    @property
    def id_name(self) -> str:
        """Name of the id in rows: `record_id` or `entry_id`."""
        return "record_id" if self.resource == "records" else "entry_id"

    @property
    def needs_intent(self) -> bool:
        """Whether the checkpoint must record each row before it is sent."""
        return not self.is_repeatable or self.kind == "delete"

    def describe(self) -> dict[str, object]:
        """Return the description of the work, which a checkpoint must match."""
        key = self.key if self.key is None or isinstance(self.key, str) else getattr(self.key, "__name__", "function")
        return {"operation": self.function, "target": self.target, "matching": self.matching, "key": key}

    def prepare(self, row: object) -> Prepared:
        """Validate a row.

        Raises:
            InvalidRowError: The row is invalid.
        """
        if self.kind == "delete":
            item_id = id_of(row, self.id_name)
            return Prepared({}, {self.id_name: item_id}, (item_id,), item_id, canonical({self.id_name: item_id}))
        values = values_of(
            row, missing=self.missing, matching=self.matching, with_ids=self.kind in {"update", "append"}
        )
        text = canonical(values)
        ids: dict[str, str] = {}
        if self.kind in {"update", "append"}:
            ids[self.id_name] = id_of(values, self.id_name)
            values.pop(self.id_name)
            if not isinstance(row, Mapping | Row):
                for name in PARENT:  # part of an entry of the API, but not writable in an update
                    values.pop(name, None)
        if self.resource == "entries" and self.kind in {"assert", "create"}:
            for name in PARENT:
                parent = values.pop(name, None)
                if not isinstance(parent, str) or not parent:
                    raise InvalidRowError(f"the row has no {name}", "missing_id", name)
                ids[name] = parent
        keys = self._keys(values, ids)
        return Prepared(values, ids, keys, ", ".join(keys) or None, text)

    def _keys(self, values: Mapping[str, object], ids: Mapping[str, str]) -> tuple[str, ...]:
        if self.kind in {"update", "append"}:
            return (ids[self.id_name],)
        if self.kind == "assert":
            if self.resource == "entries":
                return (ids["parent_record_id"],)
            keys = key_texts(values.get(cast("str", self.matching)))
            if not keys:
                message = f"the row has no value of the matching attribute {self.matching!r}"
                raise InvalidRowError(message, "missing_key", self.matching)
            return keys
        if self.key is None:
            return ()
        all_values = {**values, **ids}
        keys = key_texts(self.key(all_values) if callable(self.key) else all_values.get(self.key))
        if not keys and self.kind == "create":
            name = self.key if isinstance(self.key, str) else None
            raise InvalidRowError(f"the row has no value for its key {name or ''!r}", "missing_key", name)
        return keys

    def call(self, row: Prepared, options: Mapping[str, object]) -> FunctionCall:
        """Return the call for a row."""
        if self.kind == "run":
            return FunctionCall(self.function, (), {**options, **row.values})
        if self.kind == "delete":
            return FunctionCall(self.function, (self.target, row.ids[self.id_name]), options)
        values_name = "values" if self.resource == "records" else "entry_values"
        data: dict[str, object] = {values_name: row.values}
        arguments: tuple[object, ...] = (self.target,)
        if self.kind in {"update", "append"}:
            arguments = (self.target, row.ids[self.id_name])
        else:
            data.update(row.ids)
        matching = {"matching_attribute": self.matching} if self.matching else {}
        return FunctionCall(self.function, arguments, {**options, **matching, "data": data})

    def update_call(self, item_id: str, values: Mapping[str, object], options: Mapping[str, object]) -> FunctionCall:
        """Return the call that updates some values of an existing item."""
        values_name = "values" if self.resource == "records" else "entry_values"
        return FunctionCall(
            f"{self.resource}_update", (self.target, item_id), {**options, "data": {values_name: values}}
        )
