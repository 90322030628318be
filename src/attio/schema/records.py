"""Objects, lists, attributes, options and members as read-only values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from attio._support.names import brief, did_you_mean


class Named(Protocol):
    """What is looked up by id or by name."""

    @property
    def id(self) -> str:
        """Id, unique in the workspace."""
        ...


N = TypeVar("N", bound=Named)


class UnknownNameError(KeyError):
    """Nothing has this id or name."""

    def __init__(self, message: str, names: tuple[str, ...] = ()) -> None:
        """Create an error; `names` are those that exist."""
        super().__init__(message)
        self.names = names


def find(what: str, who: str, among: Iterable[N], name: str, *, owner: str | None = None) -> N:
    """Look one up by id or by name; the message names the owner, if it has one.

    Raises:
        KeyError: There is none; the message names the nearest one.
    """
    known = tuple(among)
    for one in known:
        if who in (one.id, getattr(one, name)):
            return one
    names = [str(getattr(one, name)) for one in known]
    missing = f"there is no {what} {brief(who)}" if owner is None else f"{owner!r} has no {what} {brief(who)}"
    message = f"{missing}{did_you_mean(str(who), names)}"
    raise UnknownNameError(message, tuple(names))


@dataclass(frozen=True)
class OptionSchema:
    """An option of a select, or a status."""

    id: str
    """Id of the option or status."""
    title: str
    """What people see."""
    is_archived: bool = False
    """Whether it is no longer offered."""
    celebration_enabled: bool = False
    """Whether Attio celebrates when a record reaches it; statuses only."""
    target_time_in_status: str | None = None
    """How long a record should stay in it, an ISO 8601 duration; statuses only."""


@dataclass(frozen=True)
class AttributeSchema:
    """An attribute of an object or list."""

    id: str
    """Id of the attribute."""
    api_slug: str
    """Its slug."""
    title: str
    """What people see."""
    type: str
    """What it holds, such as `text`."""
    description: str | None = None
    """What it is for."""
    is_system_attribute: bool = False
    """Whether Attio made it."""
    is_writable: bool = True
    """Whether values can be written."""
    is_required: bool = False
    """Whether new records must have a value."""
    is_unique: bool = False
    """Whether no two records may have the same value."""
    is_multiselect: bool = False
    """Whether it can hold several values."""
    is_archived: bool = False
    """Whether it is no longer offered."""
    has_default: bool = False
    """Whether new records get a default value."""
    currency_code: str | None = None
    """Currency of all its amounts."""
    allowed_objects: tuple[str, ...] = ()
    """Slugs of the objects it can refer to; empty for any."""
    options: tuple[OptionSchema, ...] | None = None
    """Its options or statuses; None until they were asked for."""

    @property
    def has_options(self) -> bool:
        """Whether it is a select or status."""
        return self.type in {"select", "status"}

    def option(self, who: str) -> OptionSchema:
        """Look an option or status up by title or id.

        Raises:
            KeyError: There is none; the message names the nearest one.
            LookupError: The options were not asked for.
        """
        if self.options is None:
            message = f"the options of {self.api_slug!r} were not asked for; client.schema.options(...) gets them"
            raise LookupError(message)
        return find("option", who, self.options, "title", owner=self.api_slug)


@dataclass(frozen=True)
class ObjectSchema:
    """An object, and its attributes in the order of the app."""

    id: str
    """Id of the object."""
    api_slug: str
    """Its slug."""
    singular_noun: str
    """What one record is called."""
    plural_noun: str
    """What several records are called."""
    attributes: tuple[AttributeSchema, ...] = ()
    """Its attributes."""

    def attribute(self, who: str) -> AttributeSchema:
        """Look an attribute up by slug or id.

        Raises:
            KeyError: There is none; the message names the nearest one.
        """
        return find("attribute", who, self.attributes, "api_slug", owner=self.api_slug)


@dataclass(frozen=True)
class ListSchema:
    """A list, and the attributes of its entries."""

    id: str
    """Id of the list."""
    api_slug: str
    """Its slug."""
    name: str
    """What people see."""
    parent_objects: tuple[str, ...] = ()
    """Slugs of the objects whose records it holds."""
    attributes: tuple[AttributeSchema, ...] = ()
    """Attributes of its entries."""

    def attribute(self, who: str) -> AttributeSchema:
        """Look an attribute up by slug or id.

        Raises:
            KeyError: There is none; the message names the nearest one.
        """
        return find("attribute", who, self.attributes, "api_slug", owner=self.api_slug)


@dataclass(frozen=True)
class MemberSchema:
    """A member of the workspace."""

    id: str
    """Id of the member."""
    email_address: str
    """Address the member signs in with."""
    first_name: str = ""
    """First name."""
    last_name: str = ""
    """Last name."""
    access_level: str = "member"
    """`admin`, `member` or `suspended`."""
