"""Protocols of the parts of a schema that models use, so that models do not import `attio.schema`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeAlias


class AttributeLike(Protocol):
    """The parts of the schema of an attribute that models use."""

    @property
    def api_slug(self) -> str:
        """Slug of the attribute."""
        ...

    @property
    def type(self) -> str:
        """Type of its values."""
        ...

    @property
    def is_multiselect(self) -> bool:
        """Whether it may hold several values."""
        ...

    @property
    def is_writable(self) -> bool:
        """Whether its values can be written."""
        ...

    @property
    def is_archived(self) -> bool:
        """Whether it is archived."""
        ...


class OwnerLike(Protocol):
    """The schema of an object or list."""

    @property
    def id(self) -> str:
        """Id of the object or list."""
        ...

    @property
    def attributes(self) -> Iterable[AttributeLike]:
        """Its attributes, in the order of the API."""
        ...


class WorkspaceLike(Protocol):
    """The schema of a workspace."""

    @property
    def object_schemas(self) -> Iterable[OwnerLike]:
        """Its objects."""
        ...

    @property
    def list_schemas(self) -> Iterable[OwnerLike]:
        """Its lists."""
        ...


SchemaLike: TypeAlias = OwnerLike | WorkspaceLike
"""The schema of an object, of a list, or of the whole workspace."""

__all__: list[str] = []
