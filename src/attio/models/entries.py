# Generated from codegen/spec/entries.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.entries`."""

from __future__ import annotations

from typing_extensions import TypedDict

from attio._paging.items import ItemList
from attio._paging.page import Page
from attio.models.base import Envelope, Model, Timestamp
from attio.models.reading import HasValues
from attio.models.values import AttributeValue
from attio.models.writing import WriteValues


class EntryId(Model):
    """Id of an entry."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list that contains the entry."""
    entry_id: str
    """Id of the entry."""


class Entry(HasValues):
    """A list entry: a record in a list, with values of its own."""

    id: EntryId
    """Id of the entry."""
    parent_record_id: str
    """Id of the parent record."""
    parent_object: str
    """Slug or id of the object the parent record belongs to."""
    created_at: Timestamp
    """Time at which the record was added to the list."""
    entry_values: dict[str, list[AttributeValue]]
    """Values by slug of the list's attributes; an empty list for an attribute without a value. Values of the record
    are not included."""


class EntryWrite(TypedDict):
    """An entry to write.

    Keys:
        parent_record_id: str
        parent_object: str
        entry_values: WriteValues
    """

    parent_record_id: str
    """Id of the parent record."""
    parent_object: str
    """Slug or id of the object the parent record belongs to."""
    entry_values: WriteValues
    """Values by slug or id of the list's attributes; may be `{}`. A multiselect attribute needs a list, even for
    one value."""


class EntryUpdate(TypedDict):
    """Values to write to an entry.

    Keys:
        entry_values: WriteValues
    """

    entry_values: WriteValues
    """Values by slug or id of the list's attributes. A multiselect attribute needs a list, even for one value."""


class EntriesQueryResponse(Page[Entry]):
    """Response to `entries.query`."""

    data: list[Entry]
    """The entries of this page."""


class EntriesCreateResponse(Envelope):
    """Response to `entries.create`."""

    data: Entry
    """The new entry."""


class EntriesAssertResponse(Envelope):
    """Response to `entries.assert`."""

    data: Entry
    """The updated or new entry."""


class EntriesGetResponse(Envelope):
    """Response to `entries.get`."""

    data: Entry
    """The entry."""


class EntriesUpdateResponse(Envelope):
    """Response to `entries.update`."""

    data: Entry
    """The updated entry."""


class EntriesUpdateAppendingResponse(Envelope):
    """Response to `entries.update_appending`."""

    data: Entry
    """The updated entry."""


class EntriesListAttributeValuesResponse(Page[AttributeValue]):
    """Response to `entries.list_attribute_values`."""

    data: list[AttributeValue]
    """The values of this page, oldest first."""


class EntriesWriteAttributeValuesResponse(ItemList[AttributeValue]):
    """Response to `entries.write_attribute_values`."""

    data: list[AttributeValue]
    """The values that were written."""
