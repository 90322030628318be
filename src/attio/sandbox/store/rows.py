"""Rows of a workspace. They are immutable, so that snapshots can share them, and have slots, to be small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal, TypeAlias

Payload: TypeAlias = dict[str, object]
"""The normalized content of a value. Its keys depend on the attribute type. It is never changed once it is stored."""

Key: TypeAlias = str | tuple[str | None, ...]
"""Identity of a value: two values of an attribute with the same key are the same value."""

Origin: TypeAlias = Literal["user", "communication", "enrichment"]
"""Who sets an attribute: people and the API, Attio from e-mails and calendars, or Attio from its own data."""

Target: TypeAlias = Literal["objects", "lists", "activities"]
"""Kind of a collection, as in paths of the API."""

KINDS: dict[str, type[Row]] = {}
"""Row classes by the name of their kind. Subclasses of `Row` are added when they are defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table. Each subclass has a kind, which is the name of its table and its name in state files."""

    kind: ClassVar[str] = ""

    id: str

    def __init_subclass__(cls) -> None:
        if cls.kind:
            KINDS[cls.kind] = cls

    @property
    def table(self) -> str:
        """Name of the table of the row."""
        return self.kind

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Return the names of indexes and the keys in them, for `Workspace.find`.

        The index `record` has the rows that belong to a record. They are deleted or merged with the record.
        """
        return ()

    def detach(self, record_id: str) -> Row | None:  # noqa: ARG002 - for rows that belong to several records
        """Return the row without a deleted record that it belongs to; None to delete the row too."""
        return None

    def move(self, old_ids: frozenset[str], record: Record) -> Row:  # noqa: ARG002 - for rows that belong to records
        """Return the row after records that it belongs to were merged."""
        return self


@dataclass(frozen=True, slots=True)
class Actor:
    """The actor of a change or an event."""

    type: str
    id: str | None

    def wire(self) -> dict[str, object]:
        """Return the actor as JSON values."""
        return {"type": self.type, "id": self.id}


SYSTEM = Actor("system", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Row):
    """A member of the workspace."""

    kind: ClassVar[str] = "member"

    first_name: str
    last_name: str
    email_address: str
    access_level: str
    created_at: str = ""
    avatar_url: str | None = None

    @property
    def actor(self) -> Actor:
        """The member as an actor."""
        return Actor("workspace-member", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Token(Row):
    """An access token."""

    kind: ClassVar[str] = "token"

    secret: str
    scopes: frozenset[str] | None
    """Granted scopes; None for all."""
    issued_at: int
    member_id: str | None = None
    """Id of the member for whom the token acts; None for a token of the workspace."""
    client_id: str | None = None
    """Id of the OAuth app with the token, if any."""
    authorized_by: str | None = None
    """Id of the member who granted the token; None for the first member."""

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the token by its secret."""
        return (("secret", self.secret),)

    @property
    def actor(self) -> Actor:
        """The actor of writes with this token."""
        if self.member_id is not None:
            return Actor("workspace-member", self.member_id)
        return Actor("api-token", self.id) if self.client_id is None else Actor("app", self.client_id)

    def grants(self, scope: str) -> bool:
        """Return whether the token has a scope. A write scope includes the read scope."""
        return self.scopes is None or scope in self.scopes or f"{scope}-write" in self.scopes


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a select attribute or a status of a status attribute."""

    id: str
    title: str
    is_archived: bool = False
    celebration_enabled: bool = False
    target_time_in_status: str | None = None


@dataclass(frozen=True, slots=True)
class AttributeRef:
    """A reference to the attribute on the other side of a relationship."""

    owner_id: str
    attribute_id: str


@dataclass(frozen=True, slots=True)
class StaticDefault:
    """A default of fixed values."""

    payloads: tuple[Payload, ...]


@dataclass(frozen=True, slots=True)
class DynamicDefault:
    """A default that is evaluated when a record is created: `current-user`, or a duration from now."""

    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Row):
    """An attribute of an object, a list or an activity."""

    kind: ClassVar[str] = "attribute"

    owner_id: str
    """Id of the object, list or activity."""
    api_slug: str
    title: str
    type: str
    created_at: str
    description: str | None = None
    is_system: bool = False
    is_derived: bool = False
    """Whether the value is a field of the record itself, such as its id, and not stored in a cell."""
    is_writable: bool = True
    is_required: bool = False
    is_unique: bool = False
    is_multiselect: bool = False
    is_archived: bool = False
    origin: Origin = "user"
    default: StaticDefault | DynamicDefault | None = None
    allowed_object_ids: tuple[str, ...] | None = None
    relationship: AttributeRef | None = None
    currency_code: str | None = None
    currency_display: str | None = None
    choices: tuple[Choice, ...] = ()

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the attribute by its collection."""
        return (("owner", self.owner_id),)

    def choice(self, reference: str) -> Choice | None:
        """Return an option or status by id, otherwise by title; None if there is none."""
        for choice in self.choices:
            if choice.id == reference:
                return choice
        for choice in self.choices:
            if choice.title == reference:
                return choice
        return None


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an attribute, with the period in which it was active."""

    payload: Payload
    key: Key
    active_from: str
    created_by: Actor
    active_until: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """All values of one attribute of one record."""

    active: tuple[Value, ...] = ()
    closed: tuple[Value, ...] = ()

    def history(self) -> list[Value]:
        """Return every value, oldest first."""
        return sorted([*self.closed, *self.active], key=lambda value: value.active_from)


EMPTY = Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Row):
    """A record of an object or activity, or an entry of a list."""

    kind: ClassVar[str] = "record"

    owner_id: str
    created_at: str
    created_by: Actor
    cells: Mapping[str, Cell] = field(default_factory=dict[str, Cell])
    """Cells by id of the attribute. The mapping is replaced, never changed."""
    parent: tuple[str, str] | None = None
    """Object and record of a list entry."""

    @property
    def table(self) -> str:
        """Name of the table of the record: each collection has one."""
        return self.owner_id

    def cell(self, attribute: Attribute) -> Cell:
        """Return the cell of an attribute; an empty cell if the attribute was never written."""
        return self.cells.get(attribute.id, EMPTY)

    def active(self, attribute: Attribute) -> tuple[Value, ...]:
        """Return the active values of an attribute."""
        if attribute.is_derived:
            return (self._derived(attribute.api_slug),)
        cell = self.cells.get(attribute.id)
        return cell.active if cell else ()

    def _derived(self, slug: str) -> Value:
        payload: Payload = {"value": self.id}
        key: Key = self.id
        if slug == "created_at":
            payload, key = {"value": self.created_at}, self.created_at
        elif slug == "created_by":
            actor = self.created_by
            payload = {"referenced_actor_type": actor.type, "referenced_actor_id": actor.id}
            key = (actor.type, actor.id)
        elif slug == "parent_record" and self.parent:
            payload, key = {"object_id": self.parent[0], "record_id": self.parent[1]}, self.parent[1]
        return Value(payload, key, self.created_at, self.created_by)

    def with_cell(self, attribute_id: str, cell: Cell) -> Record:
        """Return a copy with a cell replaced."""
        return replace(self, cells={**self.cells, attribute_id: cell})


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Row):
    """A saved view. The API uses only its filter."""

    kind: ClassVar[str] = "view"

    owner_id: str
    title: str
    created_at: str
    filter: Mapping[str, object] | None = None
    is_archived: bool = False

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Index the view by its collection."""
        return (("owner", self.owner_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner(Row):
    """Base class of rows that have attributes, records and views; see `engine.collection`."""

    target: ClassVar[Target]

    api_slug: str
    created_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectRow(Owner):
    """An object of the data model, such as people."""

    kind: ClassVar[str] = "object"
    target: ClassVar[Target] = "objects"

    singular_noun: str
    plural_noun: str
    is_standard: bool = False
    is_archived: bool = False
    """Whether a custom object was archived, or a standard object was disabled. The API does not return it then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow(Owner):
    """A list of records."""

    kind: ClassVar[str] = "list"
    target: ClassVar[Target] = "lists"

    name: str
    parent_object_ids: tuple[str, ...]
    workspace_access: str | None
    member_access: tuple[tuple[str, str], ...] = ()
    """Member ids, each with a level of access."""
    created_by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow(Owner):
    """A definition of activities, such as phone calls."""

    kind: ClassVar[str] = "activity"
    target: ClassVar[Target] = "activities"

    singular_noun: str
    plural_noun: str
    extends: str
    is_system: bool = False
