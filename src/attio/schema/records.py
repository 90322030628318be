"""Read-only data classes for objects, lists, attributes, options and members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from attio._support.argument_types import check_text
from attio._support.names import brief, did_you_mean


class Named(Protocol):
    """A part of the schema with an id."""

    @property
    def id(self) -> str:
        """Id of the part."""
        ...


N = TypeVar("N", bound=Named)


class UnknownNameError(KeyError):
    """There is no part of the schema with this id or name."""

    def __init__(self, message: str, names: tuple[str, ...] = ()) -> None:
        """Create an error; `names` are the existing names."""
        super().__init__(message)
        self.names = names


def find(what: str, who: str, among: Iterable[N], name: str, *, owner: str | None = None) -> N:
    """Return the part with an id or name.

    Args:
        what: Kind of the part, for the message.
        who: The id or name.
        among: The parts to search.
        name: The field with the name, such as `api_slug`.
        owner: Slug of the object, list or attribute that the parts belong to, for the message.

    Raises:
        KeyError: There is no such part. The message suggests a similar name.
    """
    check_text("name", who=who)
    parts = tuple(among)
    for part in parts:
        if who in (part.id, getattr(part, name)):
            return part
    names = [str(getattr(part, name)) for part in parts]
    missing = f"there is no {what} {brief(who)}" if owner is None else f"{owner!r} has no {what} {brief(who)}"
    message = f"{missing}{did_you_mean(str(who), names)}"
    raise UnknownNameError(message, tuple(names))


@dataclass(frozen=True)
class OptionSchema:
    """An option of a select attribute, or a status."""

    id: str
    """Id of the option or status."""
    title: str
    """Title in the app."""
    is_archived: bool = False
    """Whether the option is archived."""
    celebration_enabled: bool = False
    """Whether Attio celebrates when a record reaches the status; statuses only."""
    target_time_in_status: str | None = None
    """Target time for records in the status, as an ISO 8601 duration; statuses only."""


@dataclass(frozen=True)
class AttributeSchema:
    """An attribute of an object or list."""

    id: str
    """Id of the attribute."""
    api_slug: str
    """Slug of the attribute."""
    title: str
    """Title in the app."""
    type: str
    """Type of the values, such as `text`."""
    description: str | None = None
    """Description of the attribute."""
    is_system_attribute: bool = False
    """Whether Attio created the attribute."""
    is_writable: bool = True
    """Whether values can be written."""
    is_required: bool = False
    """Whether new records must have a value."""
    is_unique: bool = False
    """Whether each value can belong to one record only."""
    is_multiselect: bool = False
    """Whether a record can have several values."""
    is_archived: bool = False
    """Whether the attribute is archived."""
    has_default: bool = False
    """Whether new records get a default value."""
    currency_code: str | None = None
    """Currency of the amounts; None for other types."""
    allowed_objects: tuple[str, ...] = ()
    """Slugs of the objects that values can refer to; empty for any object."""
    options: tuple[OptionSchema, ...] | None = None
    """The options or statuses; None if they are not fetched."""

    @property
    def has_options(self) -> bool:
        """Whether the type is `select` or `status`."""
        return self.type in {"select", "status"}

    def option(self, who: str) -> OptionSchema:
        """Return an option or status by title or id.

        Raises:
            KeyError: There is no such option. The message suggests a similar title.
            LookupError: The options are not fetched.
        """
        if self.options is None:
            message = f"the options of {self.api_slug!r} are not fetched; call client.schema.options(...)"
            raise LookupError(message)
        return find("option", who, self.options, "title", owner=self.api_slug)


@dataclass(frozen=True)
class ObjectSchema:
    """An object with its attributes."""

    id: str
    """Id of the object."""
    api_slug: str
    """Slug of the object."""
    singular_noun: str
    """Name of one record, such as `Company`."""
    plural_noun: str
    """Name of several records, such as `Companies`."""
    attributes: tuple[AttributeSchema, ...] = ()
    """Attributes of the records, in the order of the app."""

    def attribute(self, who: str) -> AttributeSchema:
        """Return an attribute by slug or id.

        Raises:
            KeyError: There is no such attribute. The message suggests a similar slug.
        """
        return find("attribute", who, self.attributes, "api_slug", owner=self.api_slug)


@dataclass(frozen=True)
class ListSchema:
    """A list with the attributes of its entries."""

    id: str
    """Id of the list."""
    api_slug: str
    """Slug of the list."""
    name: str
    """Name in the app."""
    parent_objects: tuple[str, ...] = ()
    """Slugs of the objects whose records can be added."""
    attributes: tuple[AttributeSchema, ...] = ()
    """Attributes of the entries."""

    def attribute(self, who: str) -> AttributeSchema:
        """Return an attribute by slug or id.

        Raises:
            KeyError: There is no such attribute. The message suggests a similar slug.
        """
        return find("attribute", who, self.attributes, "api_slug", owner=self.api_slug)


@dataclass(frozen=True)
class MemberSchema:
    """A member of the workspace."""

    id: str
    """Id of the member."""
    email_address: str
    """E-mail address of the member."""
    first_name: str = ""
    """First name."""
    last_name: str = ""
    """Last name."""
    access_level: str = "member"
    """`admin`, `member` or `suspended`."""
