"""Rows of a workspace: frozen, with slots, so that they are small and can be shared between snapshots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal, TypeAlias

Payload: TypeAlias = dict[str, object]
"""The normalized content of one value; its keys depend on the attribute type. Never changed once it is stored."""

Key: TypeAlias = str | tuple[str | None, ...]
"""What makes two values of an attribute the same."""

Origin: TypeAlias = Literal["user", "communication", "enrichment"]
"""Who fills an attribute: people and the API, Attio from e-mails and calendars, or Attio from its own data."""

Target: TypeAlias = Literal["objects", "lists", "activities"]
"""What a collection is, as it stands in paths."""

KINDS: dict[str, type[Row]] = {}
"""Every kind of row by its name; a class enters itself when it is defined."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table. A subclass names its kind, which is also its table's name and how files store it."""

    kind: ClassVar[str] = ""

    id: str

    def __init_subclass__(cls) -> None:
        if cls.kind:
            KINDS[cls.kind] = cls

    @property
    def table(self) -> str:
        """Name of the table it stands in."""
        return self.kind

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Return the names and keys under which `Workspace.find` finds it.

        Rows that hang on records use the name `record`: they are looked up when a record is deleted or merged.
        """
        return ()

    def detach(self, record_id: str) -> Row | None:  # noqa: ARG002 - for rows that hang on several records
        """Return what remains when a record goes it hangs on; None when it goes as well."""
        return None

    def move(self, old_ids: frozenset[str], record: Record) -> Row:  # noqa: ARG002 - for rows that hang on records
        """Return it after a merge made one record out of those it hangs on."""
        return self


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something."""

    type: str
    id: str | None

    def wire(self) -> dict[str, object]:
        """Return the actor as the API writes it."""
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
    """An access token and what it may do."""

    kind: ClassVar[str] = "token"

    secret: str
    scopes: frozenset[str] | None
    """Scopes it was granted; None for all."""
    issued_at: int
    member_id: str | None = None
    """The member it acts for; None for a token of the workspace itself."""
    client_id: str | None = None
    """The OAuth app it was granted to, if any."""
    authorized_by: str | None = None
    """The member who granted it; None for the first one."""

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Find it by its secret."""
        return (("secret", self.secret),)

    @property
    def actor(self) -> Actor:
        """The actor that writes with this token."""
        if self.member_id is not None:
            return Actor("workspace-member", self.member_id)
        return Actor("api-token", self.id) if self.client_id is None else Actor("app", self.client_id)

    def grants(self, scope: str) -> bool:
        """Whether the token has a scope; the right to write includes the right to read."""
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
    """Where the other side of a relationship stands."""

    owner_id: str
    attribute_id: str


@dataclass(frozen=True, slots=True)
class StaticDefault:
    """A default made of fixed values."""

    payloads: tuple[Payload, ...]


@dataclass(frozen=True, slots=True)
class DynamicDefault:
    """A default found when the record is made: `current-user`, or a duration from now."""

    template: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute(Row):
    """A column of an object, a list or an activity."""

    kind: ClassVar[str] = "attribute"

    owner_id: str
    """Id of the collection it belongs to."""
    api_slug: str
    title: str
    type: str
    created_at: str
    description: str | None = None
    is_system: bool = False
    is_derived: bool = False
    """Whether the value is a field of the record itself, such as its id, and no cell."""
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
        """Find it by its collection."""
        return (("owner", self.owner_id),)

    def choice(self, reference: str) -> Choice | None:
        """Find an option or status by id, else by title."""
        by_id = next((choice for choice in self.choices if choice.id == reference), None)
        return by_id or next((choice for choice in self.choices if choice.title == reference), None)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an attribute, with the time it was active."""

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
    """By id of the attribute; replaced as a whole, never changed."""
    parent: tuple[str, str] | None = None
    """Object and record that an entry is about."""

    @property
    def table(self) -> str:
        """Each collection has a table of its own."""
        return self.owner_id

    def cell(self, attribute: Attribute) -> Cell:
        """Return the cell of an attribute; an empty one if nothing was ever written."""
        return self.cells.get(attribute.id, EMPTY)

    def active(self, attribute: Attribute) -> tuple[Value, ...]:
        """Return the values that are active now."""
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
        """Return a copy with another cell."""
        return replace(self, cells={**self.cells, attribute_id: cell})


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Row):
    """A saved view; only its filter matters to the API."""

    kind: ClassVar[str] = "view"

    owner_id: str
    title: str
    created_at: str
    filter: Mapping[str, object] | None = None
    is_archived: bool = False

    def index_keys(self) -> Iterable[tuple[str, str]]:
        """Find it by its collection."""
        return (("owner", self.owner_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner(Row):
    """What has attributes, records and views; see `engine.collection`."""

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
    """Whether the API does not show it: it was archived, or is a standard object that was disabled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow(Owner):
    """A list of records."""

    kind: ClassVar[str] = "list"
    target: ClassVar[Target] = "lists"

    name: str
    parent_object_ids: tuple[str, ...]
    workspace_access: str | None
    member_access: tuple[tuple[str, str], ...] = ()
    """Ids of members and the level of each."""
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
