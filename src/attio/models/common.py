# Generated from codegen/spec/common.yaml by `make generate`; edit that file instead.
"""Models that several resources share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio.models.base import OPEN, Model


class Pagination(Model):
    """Position of the next page of a list."""

    next_cursor: str | None
    """The `cursor` of the next page; `None` on the last page."""


SortDirection: TypeAlias = Annotated[Literal["asc", "desc"], OPEN]
"""Sort direction: ascending or descending."""


class SortByAttribute(TypedDict, total=False):
    """Sort by an attribute of the listed records or entries.

    Keys:
        direction: SortDirection (required)
        attribute: str (required)
        field: str
    """

    direction: Required[SortDirection]
    """`asc` or `desc`."""
    attribute: Required[str]
    """Slug or id of the attribute."""
    field: str
    """Property of the value to sort by, such as `last_name` of a name."""


class SortByPath(TypedDict, total=False):
    """Sort by an attribute of a referenced record, or of a list entry's parent record.

    Keys:
        direction: SortDirection (required)
        path: Sequence[tuple[str, str]] (required)
        field: str
    """

    direction: Required[SortDirection]
    """`asc` or `desc`."""
    path: Required[Sequence[Annotated[tuple[str, str], Field(strict=False)]]]
    """Path from the listed records or entries to the value. Each step is an object or list and one of its
    attributes: `[("sales", "parent_record"), ("companies", "name")]`."""
    field: str
    """Property of the value to sort by, such as `last_name` of a name."""


class LinkedRecord(Model):
    """A linked record."""

    object_slug: str
    """Slug of the object the record belongs to."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record."""
