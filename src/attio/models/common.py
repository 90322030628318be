# Generated from codegen/spec/common.yaml by `make generate`; edit that file instead.
"""What several resources share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio.models.base import OPEN, Model


class Pagination(Model):
    """Where the next page of a list begins."""

    next_cursor: str | None
    """The `cursor` of the next page; null on the last."""


SortDirection: TypeAlias = Annotated[Literal["asc", "desc"], OPEN]
"""Smallest or largest first."""


class SortByAttribute(TypedDict, total=False):
    """Sort by an attribute of what is listed."""

    direction: Required[SortDirection]
    """`asc` or `desc`."""
    attribute: Required[str]
    """Slug or id of the attribute."""
    field: str
    """Part of the value to sort by, such as `last_name` of a name."""


class SortByPath(TypedDict, total=False):
    """Sort by an attribute of a referenced record, or of a list entry's parent record."""

    direction: Required[SortDirection]
    """`asc` or `desc`."""
    path: Required[Sequence[Annotated[tuple[str, str], Field(strict=False)]]]
    """Steps from what is listed to the value, each an object or list and an attribute of it:
    `[("sales", "parent_record"), ("companies", "name")]`."""
    field: str
    """Part of the value to sort by, such as `last_name` of a name."""


class LinkedRecord(Model):
    """A record that something is linked to."""

    object_slug: str
    """Slug of the object the record belongs to."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record."""
