"""Protocols for the parts of a schema that models use, so that models need not import `attio.schema`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeAlias


class AttributeLike(Protocol):
    """The schema of an attribute."""

    @property
    def api_slug(self) -> str:
        """Slug of the attribute."""
        ...

    @property
    def type(self) -> str:
        """Type of the values."""
        ...

    @property
    def is_multiselect(self) -> bool:
        """Whether the attribute may have several values."""
        ...

    @property
    def is_writable(self) -> bool:
        """Whether the values can be written."""
        ...

    @property
    def is_archived(self) -> bool:
        """Whether the attribute is archived."""
        ...


class OwnerLike(Protocol):
    """The schema of an object or list."""

    @property
    def id(self) -> str:
        """Id of the object or list."""
        ...

    @property
    def attributes(self) -> Iterable[AttributeLike]:
        """The attributes, in the order of the API."""
        ...


class WorkspaceLike(Protocol):
    """The schema of a workspace."""

    @property
    def object_schemas(self) -> Iterable[OwnerLike]:
        """The schemas of the objects."""
        ...

    @property
    def list_schemas(self) -> Iterable[OwnerLike]:
        """The schemas of the lists."""
        ...


SchemaLike: TypeAlias = OwnerLike | WorkspaceLike
"""The schema of an object, of a list, or of the whole workspace."""

__all__: list[str] = []
