"""`Workspace`: the tables of a workspace, and its source of ids and timestamps."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attio.sandbox.engine.collection import Collection
from attio.sandbox.store.rows import (
    ActivityRow,
    Attribute,
    Key,
    ListRow,
    Member,
    ObjectRow,
    Owner,
    Payload,
    Record,
    Row,
    Target,
    Token,
)
from attio.sandbox.store.table import Table
from attio.sandbox.timestamps import add_nanoseconds, timestamp

if TYPE_CHECKING:
    from attio.sandbox.sql.run import Database

R = TypeVar("R", bound=Row)

_OWNERS: Mapping[Target, type[Owner]] = {"objects": ObjectRow, "lists": ListRow, "activities": ActivityRow}


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of a workspace."""

    billing: bool = True
    """Whether paid features are included."""
    quota: int | None = None
    """Maximum number of custom objects; None for no limit."""


@dataclass(frozen=True, slots=True)
class WorkspaceState:
    """The state of a workspace. The tables are shared with the workspace until they change."""

    tables: Mapping[str, dict[Any, Any]]
    ids: int
    last_moment: str
    plan: Plan


class Workspace:
    """A workspace. Handlers read it directly, and write with `Changes`."""

    def __init__(self, name: str, *, clock: Callable[[], datetime], seed: str, slug: str | None = None) -> None:
        """Create an empty workspace."""
        self.name = name
        self.slug = slug or "-".join(name.lower().split())
        self.tables: dict[str, Table[Any, Any]] = {}
        self.plan = Plan()
        self.secret = hashlib.sha256(f"secret:{seed}".encode()).digest()
        self._clock = clock
        self.seed = seed
        self._seed = seed.encode()
        self._ids = 0
        self._calls = 0
        self._last_moment = ""
        self._collections: dict[str, Collection] = {}
        self.id = self.new_id()

    @functools.cached_property
    def database(self) -> Database:
        """The tables for SQL. A table is filled when a statement names it."""
        from attio.sandbox.sql.run import Database

        return Database()

    def new_id(self) -> str:
        """Return a new UUID. Workspaces with the same seed return the same UUIDs in the same order."""
        self._ids += 1
        return _uuid(self._seed, b"id", self._ids)

    def new_execution_id(self) -> str:
        """Return a new UUID for a response. They are counted separately, so that reads do not change later ids."""
        self._calls += 1
        return _uuid(self._seed, b"execution", self._calls)

    def clock(self) -> datetime:
        """Return the current time."""
        return self._clock()

    def now(self) -> str:
        """Return the current time as a timestamp."""
        return timestamp(self._clock())

    def next_moment(self) -> str:
        """Return the timestamp of a write: now, or a nanosecond after the last write if the clock has not moved."""
        moment = self.now()
        if moment <= self._last_moment and moment[:20] == self._last_moment[:20]:
            moment = add_nanoseconds(self._last_moment, 1)
        self._last_moment = moment
        return moment

    def begin(self) -> None:
        """Forget the timestamp of the last write, so that the next write has the current time exactly."""
        self._last_moment = ""

    def table(self, kind: type[R]) -> Table[str, R]:
        """Return the table of a kind of row."""
        return cast("Table[str, R]", self._table(kind.kind))

    def records(self, owner_id: str) -> Table[str, Record]:
        """Return the records of an object or activity, or the entries of a list."""
        return cast("Table[str, Record]", self._table(owner_id))

    def table_of(self, row: Row) -> Table[str, Row]:
        """Return the table of a row."""
        return cast("Table[str, Row]", self._table(row.table))

    def index(self, name: str) -> Table[Any, tuple[Any, ...]]:
        """Return an index: row ids, or ids of records with their collection, by key."""
        return self._table(f"#{name}")

    def _table(self, name: str) -> Table[Any, Any]:
        table = self.tables.get(name)
        if table is None:
            table = self.tables[name] = Table()
        return table

    def find(self, kind: type[R], index: str, key: str) -> list[R]:
        """Return the rows of a kind with a key in an index, in the order of their creation."""
        table = self.table(kind)
        return [table[row_id] for row_id in self.index(f"{kind.kind}.{index}").get(key) or ()]

    def collections(self, target: Target) -> list[Collection]:
        """Return all objects, lists or activities, in the order of their creation."""
        return [self._collection(row) for row in self.table(_OWNERS[target]) if not _is_archived(row)]

    def collection(self, target: Target, reference: object) -> Collection | None:
        """Return an object, list or activity by id or slug; None if there is none, or if it is archived."""
        if not isinstance(reference, str):
            return None
        table = self.table(_OWNERS[target])
        row = table.get(reference)
        if row is None:
            row = next((row for row in table if row.api_slug == reference), None)
        return None if row is None or _is_archived(row) else self._collection(row)

    def object(self, reference: object) -> Collection | None:
        """Return an object by id or slug; None if there is none."""
        return self.collection("objects", reference)

    def owner(self, owner_id: str) -> Collection | None:
        """Return the object, list or activity with an id, archived objects included; None if there is none."""
        cached = self._collections.get(owner_id)
        if cached is not None:
            return cached
        for kind in _OWNERS.values():
            row = self.table(kind).get(owner_id)
            if row is not None:
                return self._collection(row)
        return None

    def _collection(self, row: Owner) -> Collection:
        collection = self._collections.get(row.id)
        if collection is None:
            attributes = self.find(Attribute, "owner", row.id)
            collection = self._collections[row.id] = Collection(row, attributes, self.records(row.id))
        return collection

    def forget_collections(self) -> None:
        """Clear the cache of collections, after a change of attributes."""
        self._collections.clear()

    def unique_ids(self, row: Row | None) -> frozenset[str]:
        """Return the ids of the unique attributes of a record's collection."""
        owner = self.owner(row.owner_id) if isinstance(row, Record) else None
        return owner.unique if owner else frozenset()

    def member(self, reference: str) -> Member | None:
        """Return a member by id or e-mail address; None if there is none."""
        members = self.table(Member)
        member = members.get(reference)
        if member is None:
            address = reference.strip().lower()
            member = next((each for each in members if each.email_address.lower() == address), None)
        return member

    def token(self, secret: str) -> Token | None:
        """Return a token by its secret; None if there is none."""
        return next(iter(self.find(Token, "secret", secret)), None)

    def inverse(self, attribute: Attribute) -> Attribute | None:
        """Return the other side of a relationship attribute; None for any other attribute."""
        if attribute.relationship is None:
            return None
        return self.table(Attribute).get(attribute.relationship.attribute_id)

    def holders(self, attribute: Attribute, key: Key) -> tuple[str, ...]:
        """Return the ids of the records in which a unique attribute has this value."""
        if attribute.is_derived:
            return (str(key),) if str(key) in self.records(attribute.owner_id) else ()
        return self.index("unique").get((attribute.id, key)) or ()

    def referrers(self, record_id: str) -> Iterator[tuple[Record, Attribute]]:
        """Iterate over the records that refer to a record, now or in the past, with the attribute that refers."""
        for owner_id, holder_id, attribute_id in self.index("referrers").get(record_id) or ():
            yield self.records(owner_id)[holder_id], self.table(Attribute)[attribute_id]

    def target(self, payload: Payload) -> Record:
        """Return the record of an active reference. It exists: deleting a record removes the references to it."""
        return self.records(str(payload["object_id"]))[str(payload["record_id"])]

    def entries(self, record_id: str) -> list[Record]:
        """Return the list entries of a record."""
        return [self.records(list_id)[entry_id] for list_id, entry_id in self.index("entries").get(record_id) or ()]

    def snapshot_counters(self) -> tuple[int, str]:
        """Return the number of ids that were created, and the timestamp of the last write."""
        return self._ids, self._last_moment

    def resume(self, ids: int, last_moment: str) -> None:
        """Restore the counters of `snapshot_counters`."""
        self._ids, self._last_moment = ids, last_moment

    def snapshot(self) -> WorkspaceState:
        """Return the state. Nothing is copied."""
        tables = {name: table.share() for name, table in self.tables.items()}
        return WorkspaceState(tables, self._ids, self._last_moment, self.plan)

    def restore(self, snapshot: WorkspaceState) -> None:
        """Restore a state, including the sequence of ids. It may be of another workspace with the same seed."""
        for name in {**snapshot.tables, **self.tables}:
            self._table(name).adopt(snapshot.tables.get(name, {}))
        self._ids, self._last_moment = snapshot.ids, snapshot.last_moment
        self.plan = snapshot.plan
        self.forget_collections()


def _is_archived(row: Owner) -> bool:
    return isinstance(row, ObjectRow) and row.is_archived


def _uuid(seed: bytes, purpose: bytes, number: int) -> str:
    digest = hashlib.blake2b(b"%b:%b:%d" % (purpose, seed, number), digest_size=16).digest()
    digits = digest.hex()
    variant = "89ab"[digest[8] & 3]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
