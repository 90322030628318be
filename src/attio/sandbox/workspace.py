"""One workspace: its tables, its members and its source of ids and moments."""

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
    """What the workspace pays for."""

    billing: bool = True
    """Whether features that cost something are included."""
    quota: int | None = None
    """How many custom objects there may be; None for any number."""


@dataclass(frozen=True, slots=True)
class WorkspaceState:
    """The state of a workspace; the tables are shared, not copied."""

    tables: Mapping[str, dict[Any, Any]]
    ids: int
    last_moment: str
    plan: Plan


class Workspace:
    """The state of one workspace. Handlers read it here and write through `Changes`."""

    def __init__(self, name: str, *, clock: Callable[[], datetime], seed: str, slug: str | None = None) -> None:
        """Make an empty workspace."""
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
        """The tables for SQL, filled when a statement names them."""
        from attio.sandbox.sql.run import Database

        return Database()

    def new_id(self) -> str:
        """Return a fresh UUID; a workspace with the same seed gives the same ones in the same order."""
        self._ids += 1
        return _uuid(self._seed, b"id", self._ids)

    def new_execution_id(self) -> str:
        """Return a fresh UUID for a response; these are counted apart, so that reads do not change ids."""
        self._calls += 1
        return _uuid(self._seed, b"execution", self._calls)

    def clock(self) -> datetime:
        """Return the present moment."""
        return self._clock()

    def now(self) -> str:
        """Return the present moment as a timestamp."""
        return timestamp(self._clock())

    def next_moment(self) -> str:
        """Return the moment of a write: now, or just after the last write where the clock has not moved since."""
        moment = self.now()
        if moment <= self._last_moment and moment[:20] == self._last_moment[:20]:
            moment = add_nanoseconds(self._last_moment, 1)
        self._last_moment = moment
        return moment

    def begin(self) -> None:
        """Let the next write have the present moment, although what the workspace began with has it as well."""
        self._last_moment = ""

    def table(self, kind: type[R]) -> Table[str, R]:
        """Return the table of a kind of row."""
        return cast("Table[str, R]", self._table(kind.kind))

    def records(self, owner_id: str) -> Table[str, Record]:
        """Return the records of an object or activity, or the entries of a list."""
        return cast("Table[str, Record]", self._table(owner_id))

    def table_of(self, row: Row) -> Table[str, Row]:
        """Return the table that a row stands in."""
        return cast("Table[str, Row]", self._table(row.table))

    def index(self, name: str) -> Table[Any, tuple[Any, ...]]:
        """Return an index: ids of rows, or a record with its collection, by key."""
        return self._table(f"#{name}")

    def _table(self, name: str) -> Table[Any, Any]:
        table = self.tables.get(name)
        if table is None:
            table = self.tables[name] = Table()
        return table

    def find(self, kind: type[R], index: str, key: str) -> list[R]:
        """Return the rows of a kind that have a key, in the order in which they were made."""
        table = self.table(kind)
        return [table[row_id] for row_id in self.index(f"{kind.kind}.{index}").get(key) or ()]

    def collections(self, target: Target) -> list[Collection]:
        """Return all objects, lists or activities, in the order in which they were made."""
        return [self._collection(row) for row in self.table(_OWNERS[target]) if not _is_archived(row)]

    def collection(self, target: Target, reference: object) -> Collection | None:
        """Find an object, list or activity by id or slug; archived objects are not found."""
        if not isinstance(reference, str):
            return None
        table = self.table(_OWNERS[target])
        row = table.get(reference) or next((row for row in table if row.api_slug == reference), None)
        return None if row is None or _is_archived(row) else self._collection(row)

    def object(self, reference: object) -> Collection | None:
        """Find an object by id or slug."""
        return self.collection("objects", reference)

    def owner(self, owner_id: str | None) -> Collection | None:
        """Find what a record belongs to, by id."""
        known = self._collections.get(owner_id or "")
        if known is not None:
            return known
        rows = (self.table(kind).get(owner_id or "") for kind in _OWNERS.values())
        return next((self._collection(row) for row in rows if row is not None), None)

    def _collection(self, row: Owner) -> Collection:
        found = self._collections.get(row.id)
        if found is None:
            attributes = self.find(Attribute, "owner", row.id)
            found = self._collections[row.id] = Collection(row, attributes, self.records(row.id))
        return found

    def forget_collections(self) -> None:
        """Look attributes up again, after a change of them."""
        self._collections.clear()

    def unique_ids(self, row: Row | None) -> frozenset[str]:
        """Return the ids of the unique attributes of a record's collection."""
        owner = self.owner(row.owner_id) if isinstance(row, Record) else None
        return owner.unique if owner else frozenset()

    def member(self, reference: str) -> Member | None:
        """Find a member by id or e-mail address."""
        members = self.table(Member)
        wanted = reference.strip().lower()
        return members.get(reference) or next((item for item in members if item.email_address.lower() == wanted), None)

    def token(self, secret: str) -> Token | None:
        """Find a token by its secret."""
        return next(iter(self.find(Token, "secret", secret)), None)

    def inverse(self, attribute: Attribute) -> Attribute | None:
        """Return the other side of a relationship attribute."""
        return (
            None if attribute.relationship is None else self.table(Attribute).get(attribute.relationship.attribute_id)
        )

    def holders(self, attribute: Attribute, key: Key) -> tuple[str, ...]:
        """Return the ids of the records in which a unique attribute has this value."""
        if attribute.is_derived:
            return (str(key),) if str(key) in self.records(attribute.owner_id) else ()
        return self.index("unique").get((attribute.id, key)) or ()

    def referrers(self, record_id: str) -> Iterator[tuple[Record, Attribute]]:
        """Iterate over the records, and their attributes, that point to a record, now or in the past."""
        for owner_id, holder_id, attribute_id in self.index("referrers").get(record_id) or ():
            yield self.records(owner_id)[holder_id], self.table(Attribute)[attribute_id]

    def target(self, payload: Payload) -> Record:
        """Return the record that an active reference points to; when one goes, so do the references to it."""
        return self.records(str(payload["object_id"]))[str(payload["record_id"])]

    def entries(self, record_id: str) -> list[Record]:
        """Return the list entries of a record."""
        return [self.records(list_id)[entry_id] for list_id, entry_id in self.index("entries").get(record_id) or ()]

    def snapshot_counters(self) -> tuple[int, str]:
        """Return how many ids were made, and the moment of the last write."""
        return self._ids, self._last_moment

    def resume(self, ids: int, last_moment: str) -> None:
        """Go on from counters that a file kept."""
        self._ids, self._last_moment = ids, last_moment

    def snapshot(self) -> WorkspaceState:
        """Return the state; costs no copy."""
        tables = {name: table.share() for name, table in self.tables.items()}
        return WorkspaceState(tables, self._ids, self._last_moment, self.plan)

    def restore(self, snapshot: WorkspaceState) -> None:
        """Go back to a state, ids included; it may come from another workspace with the same seed."""
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
