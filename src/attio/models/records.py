# Generated from codegen/spec/records.yaml by `make generate`; edit that file instead.
"""What the operations of `client.records` take and answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import Envelope, Model, Timestamp
from attio.models.reading import HasValues
from attio.models.values import AttributeValue
from attio.models.writing import WriteItem, WriteValues


class RecordId(Model):
    """Identifies a record."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


class Record(HasValues):
    """A person, a company or another record."""

    id: RecordId
    """Identifies the record."""
    created_at: Timestamp
    """When it was created."""
    web_url: str
    """Where people see the record in the app."""
    values: dict[str, list[AttributeValue]]
    """What the record holds, by slug of the attribute; an empty list where it holds nothing."""


class RecordEntry(Model):
    """An entry of a record in a list."""

    list_id: str
    """Id of the list."""
    list_api_slug: str
    """Slug of the list."""
    entry_id: str
    """Id of the entry."""
    created_at: Timestamp
    """When the record was put in the list."""


class RecordWrite(TypedDict):
    """What to write to a record."""

    values: WriteValues
    """What to write, by slug or id of the attribute: one value, or a list of them, which multiselect attributes
    always need."""


class MergeRecords(TypedDict):
    """Which records to merge."""

    primary_record_id: str
    """Id of the record whose values are kept."""
    secondary_record_id: str
    """Id of the record whose values are kept only where the primary record has none."""


class MergeResult(Model):
    """What came out of a merge."""

    new_record_id: str
    """Id of the new record."""


class HistoricValue(TypedDict):
    """A value, and from when until when it holds."""

    value: WriteItem
    """One value, in any form that writing a record takes."""
    active_from: dt.datetime | str
    """Since when the value holds; not in the future."""
    active_until: dt.datetime | str | None
    """Until when it held, after `active_from` and not in the future; `None` if it still holds."""


class ValueHistoryWrite(TypedDict, total=False):
    """The history of an attribute's values."""

    values: Required[Annotated[Sequence[HistoricValue], Field(min_length=1, max_length=400)]]
    """All values the attribute shall have had and have, 1 to 400 of them."""
    replace_history: Literal[True]
    """Says that the present history may be destroyed; always `True`."""


class SearchAsWorkspace(TypedDict):
    """Search everything in the workspace."""

    type: Literal["workspace"]
    """Always `workspace`."""


class SearchAsMember(TypedDict):
    """Search what one workspace member may see, named by id."""

    type: Literal["workspace-member"]
    """Always `workspace-member`."""
    workspace_member_id: str
    """Id of the member."""


class SearchAsEmailAddress(TypedDict):
    """Search what one workspace member may see, named by e-mail address."""

    type: Literal["workspace-member"]
    """Always `workspace-member`."""
    email_address: str
    """E-mail address of the member."""


SearchContext: TypeAlias = SearchAsWorkspace | SearchAsMember | SearchAsEmailAddress
"""Whose view to search."""


class PersonSearchResult(Model):
    """A person that was found."""

    id: RecordId
    """Identifies the record."""
    record_text: str
    """The person's name."""
    record_image: str | None
    """Where a picture of the person is."""
    object_slug: Literal["people"]
    """Slug of the object the record belongs to."""
    email_addresses: list[str]
    """E-mail addresses of the person."""
    phone_numbers: list[str]
    """Phone numbers of the person."""


class CompanySearchResult(Model):
    """A company that was found."""

    id: RecordId
    """Identifies the record."""
    record_text: str
    """The company's name."""
    record_image: str | None
    """Where the company's logo is."""
    object_slug: Literal["companies"]
    """Slug of the object the record belongs to."""
    domains: list[str]
    """Domains of the company."""


class RecordSearchResult(Model):
    """A record of any object that was found."""

    id: RecordId
    """Identifies the record."""
    record_text: str
    """The record's label."""
    record_image: str | None
    """Where a picture of the record is."""
    object_slug: str
    """Slug of the object the record belongs to."""


SearchResult: TypeAlias = Annotated[
    Annotated[PersonSearchResult | CompanySearchResult, Field(discriminator="object_slug")] | RecordSearchResult,
    Field(union_mode="left_to_right"),
]
"""A record that was found, told apart by `object_slug`."""


class RecordsQueryResponse(Page[Record]):
    """Answer to `records.query`."""

    data: list[Record]
    """The records of this page."""


class RecordsCreateResponse(Envelope):
    """Answer to `records.create`."""

    data: Record
    """The new record."""


class RecordsAssertResponse(Envelope):
    """Answer to `records.assert`."""

    data: Record
    """The record as it is now."""


class RecordsGetResponse(Envelope):
    """Answer to `records.get`."""

    data: Record
    """The record."""


class RecordsUpdateResponse(Envelope):
    """Answer to `records.update`."""

    data: Record
    """The record as it is now."""


class RecordsUpdateAppendResponse(Envelope):
    """Answer to `records.update_append`."""

    data: Record
    """The record as it is now."""


class RecordsMergeResponse(Envelope):
    """Answer to `records.merge`."""

    data: MergeResult
    """The outcome of the merge."""


class RecordsListAttributeValuesResponse(Page[AttributeValue]):
    """Answer to `records.list_attribute_values`."""

    data: list[AttributeValue]
    """The values of this page, the oldest first."""


class RecordsWriteAttributeValuesResponse(Envelope):
    """Answer to `records.write_attribute_values`."""

    data: list[AttributeValue]
    """The values as they were written."""


class RecordsListEntriesResponse(Page[RecordEntry]):
    """Answer to `records.list_entries`."""

    data: list[RecordEntry]
    """The entries of this page."""


class RecordsSearchResponse(Envelope):
    """Answer to `records.search`."""

    data: list[SearchResult]
    """The results, the best first."""
