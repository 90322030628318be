"""What a workspace holds, in memory: objects with attributes and records, members, tokens and files."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from typing import Literal, TypeAlias

from attio.sandbox.timestamps import timestamp

Payload: TypeAlias = dict[str, object]
"""The normalized content of one value; its keys depend on the attribute type."""

Origin: TypeAlias = Literal["user", "communication", "enrichment"]
"""Who fills an attribute: people and the API, Attio from e-mails and calendars, or Attio from its own data."""


@dataclass(frozen=True)
class Actor:
    """Whoever did something."""

    type: str
    id: str | None

    def wire(self) -> dict[str, object]:
        """Return the actor as the API writes it."""
        return {"type": self.type, "id": self.id}


SYSTEM = Actor("system", None)


@dataclass(frozen=True)
class Member:
    """A member of the workspace."""

    id: str
    first_name: str
    last_name: str
    email_address: str
    access_level: str


@dataclass(frozen=True)
class Token:
    """An access token and what it may do."""

    id: str
    secret: str
    scopes: frozenset[str] | None
    """Scopes it was granted; None for all."""
    issued_at: int
    member: Member | None = None
    """The member it acts for; None for a token of the workspace itself."""

    @property
    def actor(self) -> Actor:
        """The actor that writes with this token."""
        return Actor("api-token", self.id) if self.member is None else Actor("workspace-member", self.member.id)


@dataclass
class Choice:
    """An option of a select attribute or a status of a status attribute."""

    id: str
    title: str
    is_archived: bool = False
    celebration_enabled: bool = False
    target_time_in_status: str | None = None


@dataclass(frozen=True)
class AttributeRef:
    """Where the other side of a relationship stands."""

    object_id: str
    attribute_id: str


@dataclass(frozen=True)
class StaticDefault:
    """A default made of fixed values."""

    payloads: tuple[Payload, ...]


@dataclass(frozen=True)
class DynamicDefault:
    """A default found when the record is made: `current-user`, or a duration from now."""

    template: str


@dataclass(kw_only=True)
class Attribute:
    """A column of an object or of a list."""

    id: str
    owner_id: str
    """Id of the object or list it belongs to."""
    api_slug: str
    title: str
    type: str
    created_at: str
    description: str | None = None
    is_system: bool = False
    is_writable: bool = True
    is_required: bool = False
    is_unique: bool = False
    is_multiselect: bool = False
    is_archived: bool = False
    origin: Origin = "user"
    default: StaticDefault | DynamicDefault | None = None
    allowed_object_ids: list[str] | None = None
    relationship: AttributeRef | None = None
    currency_code: str | None = None
    currency_display: str | None = None
    choices: list[Choice] = field(default_factory=list[Choice])

    def choice(self, reference: str) -> Choice | None:
        """Find an option or status by id, else by title."""
        by_id = next((choice for choice in self.choices if choice.id == reference), None)
        return by_id or next((choice for choice in self.choices if choice.title == reference), None)


@dataclass
class Value:
    """One value of an attribute, with the time it was active."""

    payload: Payload
    active_from: str
    created_by: Actor
    active_until: str | None = None


@dataclass
class Cell:
    """All values of one attribute of one record."""

    active: list[Value] = field(default_factory=list[Value])
    closed: list[Value] = field(default_factory=list[Value])

    def history(self) -> list[Value]:
        """Return every value, oldest first."""
        return sorted([*self.closed, *self.active], key=lambda value: value.active_from)


@dataclass
class Record:
    """A record of an object."""

    id: str
    object_id: str
    created_at: str
    cells: dict[str, Cell] = field(default_factory=dict[str, Cell])

    def cell(self, attribute: Attribute) -> Cell:
        """Return the cell of an attribute; an empty one if nothing was ever written."""
        return self.cells.setdefault(attribute.id, Cell())

    def active(self, attribute: Attribute) -> list[Value]:
        """Return the values that are active now."""
        cell = self.cells.get(attribute.id)
        return cell.active if cell else []


@dataclass
class View:
    """A saved view; only its filter matters to the API."""

    id: str
    title: str
    created_at: str
    filter: Mapping[str, object] | None = None


@dataclass
class ObjectType:
    """An object of the data model, such as people."""

    id: str
    api_slug: str
    singular_noun: str
    plural_noun: str
    created_at: str
    is_standard: bool = False
    attributes: dict[str, Attribute] = field(default_factory=dict[str, Attribute])
    records: dict[str, Record] = field(default_factory=dict[str, Record])
    views: dict[str, View] = field(default_factory=dict[str, View])

    def attribute(self, reference: str) -> Attribute | None:
        """Find an attribute by id or slug."""
        by_id = self.attributes.get(reference)
        return by_id or next((item for item in self.attributes.values() if item.api_slug == reference), None)

    def visible(self) -> Iterator[Attribute]:
        """Iterate over the attributes that are not archived, in their order."""
        return (attribute for attribute in self.attributes.values() if not attribute.is_archived)


@dataclass(kw_only=True)
class FileEntry:
    """A file or folder on a record."""

    id: str
    object_id: str
    record_id: str
    file_type: Literal["file", "folder", "connected-file", "connected-folder"]
    storage_provider: str
    created_by: Actor
    created_at: str
    name: str | None = None
    content_type: str | None = None
    content: bytes = b""
    parent_folder_id: str | None = None
    external_provider_file_id: str | None = None
    microsoft_drive_id: str | None = None


class Store:
    """The state of one workspace, its clock and its source of ids."""

    def __init__(self, *, workspace_name: str, clock: Callable[[], datetime] | None, seed: int | None) -> None:
        """Make an empty workspace."""
        # Ids need no secrecy here; with a seed two runs give the same ones.
        self._random = random.Random(seed)  # noqa: S311
        self._clock = clock or (lambda: datetime.now(timezone.utc))
        self.workspace_id = self.new_id()
        self.workspace_name = workspace_name
        self.workspace_slug = "-".join(workspace_name.lower().split())
        self.secret = self._random.randbytes(32)
        self.members: dict[str, Member] = {}
        self.tokens: dict[str, Token] = {}
        self.objects: dict[str, ObjectType] = {}
        self.files: dict[str, FileEntry] = {}
        self._unique: dict[str, dict[Hashable, dict[str, None]]] = {}

    def new_id(self) -> str:
        """Return a fresh UUID."""
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def clock(self) -> datetime:
        """Return the present moment."""
        return self._clock()

    def now(self) -> str:
        """Return the present moment as a timestamp."""
        return timestamp(self._clock())

    def object(self, reference: object) -> ObjectType | None:
        """Find an object by id or slug."""
        if not isinstance(reference, str):
            return None
        by_id = self.objects.get(reference)
        return by_id or next((item for item in self.objects.values() if item.api_slug == reference), None)

    def member(self, reference: str) -> Member | None:
        """Find a member by id or e-mail address."""
        by_id = self.members.get(reference)
        wanted = reference.strip().lower()
        return by_id or next((item for item in self.members.values() if item.email_address == wanted), None)

    def inverse(self, attribute: Attribute) -> Attribute | None:
        """Return the other side of a relationship attribute."""
        if attribute.relationship is None:
            return None
        owner = self.objects.get(attribute.relationship.object_id)
        return owner.attributes.get(attribute.relationship.attribute_id) if owner else None

    def holders(self, attribute: Attribute, key: Hashable) -> list[str]:
        """Return the ids of the records in which a unique attribute has this value."""
        return list(self._unique.get(attribute.id, {}).get(key, ()))

    def hold(self, attribute: Attribute, key: Hashable, record: Record) -> None:
        """Note that a record has this value of a unique attribute."""
        self._unique.setdefault(attribute.id, {}).setdefault(key, {})[record.id] = None

    def release(self, attribute: Attribute, key: Hashable, record: Record) -> None:
        """Note that a record no longer has this value."""
        holders = self._unique.get(attribute.id, {}).get(key, {})
        holders.pop(record.id, None)
