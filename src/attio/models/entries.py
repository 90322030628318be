# Generated from codegen/spec/entries.yaml by `make generate`; edit that file instead.
"""What the operations of `client.entries` take and answer."""

from __future__ import annotations

from typing_extensions import TypedDict

from attio._paging.page import Page
from attio.models.base import Envelope, Model, Timestamp
from attio.models.reading import HasValues
from attio.models.values import AttributeValue
from attio.models.writing import WriteValues


class EntryId(Model):
    """Identifies an entry."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list the entry is in."""
    entry_id: str
    """Id of the entry."""


class Entry(HasValues):
    """A record in a list, with values of its own."""

    id: EntryId
    """Identifies the entry."""
    parent_record_id: str
    """Id of the record that is in the list."""
    parent_object: str
    """Slug or id of the object the record belongs to."""
    created_at: Timestamp
    """When the record was put in the list."""
    entry_values: dict[str, list[AttributeValue]]
    """What the entry holds, by slug of the list's attribute; an empty list where it holds nothing. What the record
    holds is not here."""


class EntryWrite(TypedDict):
    """An entry to write."""

    parent_record_id: str
    """Id of the record that is in the list or shall be."""
    parent_object: str
    """Slug or id of the object the record belongs to."""
    entry_values: WriteValues
    """What to write, by slug or id of the list's attribute: one value, or a list of them, which multiselect
    attributes always need; `{}` for nothing."""


class EntryUpdate(TypedDict):
    """What to write to an entry."""

    entry_values: WriteValues
    """What to write, by slug or id of the list's attribute: one value, or a list of them, which multiselect
    attributes always need."""


class EntriesQueryResponse(Page[Entry]):
    """Answer to `entries.query`."""

    data: list[Entry]
    """The entries of this page."""


class EntriesCreateResponse(Envelope):
    """Answer to `entries.create`."""

    data: Entry
    """The new entry."""


class EntriesAssertResponse(Envelope):
    """Answer to `entries.assert`."""

    data: Entry
    """The entry as it is now."""


class EntriesGetResponse(Envelope):
    """Answer to `entries.get`."""

    data: Entry
    """The entry."""


class EntriesUpdateResponse(Envelope):
    """Answer to `entries.update`."""

    data: Entry
    """The entry as it is now."""


class EntriesUpdateAppendingResponse(Envelope):
    """Answer to `entries.update_appending`."""

    data: Entry
    """The entry as it is now."""


class EntriesListAttributeValuesResponse(Page[AttributeValue]):
    """Answer to `entries.list_attribute_values`."""

    data: list[AttributeValue]
    """The values of this page, the oldest first."""


class EntriesWriteAttributeValuesResponse(Envelope):
    """Answer to `entries.write_attribute_values`."""

    data: list[AttributeValue]
    """The values as they were written."""
