# Generated from codegen/spec/records.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.records`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.items import ItemList
from attio._paging.page import Page
from attio.models.base import TIME_OR_TEXT, Envelope, Model, Timestamp
from attio.models.reading import HasValues
from attio.models.values import AttributeValue
from attio.models.writing import WriteItem, WriteValues


class RecordId(Model):
    """Id of a record."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


class Record(HasValues):
    """A person, a company or another record."""

    id: RecordId
    """Id of the record."""
    created_at: Timestamp
    """Creation time."""
    web_url: str
    """URL of the record in the app."""
    values: dict[str, list[AttributeValue]]
    """Values by attribute slug; an empty list for an attribute without a value."""


class RecordEntry(Model):
    """An entry of a record in a list."""

    list_id: str
    """Id of the list."""
    list_api_slug: str
    """Slug of the list."""
    entry_id: str
    """Id of the entry."""
    created_at: Timestamp
    """Time at which the record was added to the list."""


class RecordWrite(TypedDict):
    """Values to write to a record.

    Keys:
        values: WriteValues
    """

    values: WriteValues
    """Values by attribute slug or id. A multiselect attribute needs a list, even for one value."""


class MergeRecords(TypedDict):
    """Records to merge.

    Keys:
        primary_record_id: str
        secondary_record_id: str
    """

    primary_record_id: str
    """Id of the record whose values are kept."""
    secondary_record_id: str
    """Id of the record whose values are kept only where the primary record has none."""


class MergeResult(Model):
    """Result of a merge."""

    new_record_id: str
    """Id of the new record."""


class HistoricValue(TypedDict):
    """A value and the time during which it is valid.

    Keys:
        value: WriteItem
        active_from: datetime | str
        active_until: datetime | str | None
    """

    value: WriteItem
    """One value, in any form that `records.create` accepts."""
    active_from: Annotated[dt.datetime | str, TIME_OR_TEXT]
    """Start of the value's validity; not in the future."""
    active_until: Annotated[dt.datetime | str, TIME_OR_TEXT] | None
    """End of the value's validity, after `active_from` and not in the future; `None` if it is still valid."""


class ValueHistoryWrite(TypedDict, total=False):
    """History to write to an attribute.

    Keys:
        values: Sequence[HistoricValue] (required)
        replace_history: Literal[True]
    """

    values: Required[Annotated[Sequence[HistoricValue], Field(min_length=1, max_length=400)]]
    """All former and current values of the attribute, 1 to 400."""
    replace_history: Literal[True]
    """Confirms that the existing history is deleted; always `True`."""


class SearchAsWorkspace(TypedDict):
    """Search with the access rights of the workspace.

    Keys:
        type: Literal['workspace']
    """

    type: Literal["workspace"]
    """Always `workspace`."""


class SearchAsMember(TypedDict):
    """Search with the access rights of a workspace member, identified by id.

    Keys:
        type: Literal['workspace-member']
        workspace_member_id: str
    """

    type: Literal["workspace-member"]
    """Always `workspace-member`."""
    workspace_member_id: str
    """Id of the member."""


class SearchAsEmailAddress(TypedDict):
    """Search with the access rights of a workspace member, identified by e-mail address.

    Keys:
        type: Literal['workspace-member']
        email_address: str
    """

    type: Literal["workspace-member"]
    """Always `workspace-member`."""
    email_address: str
    """E-mail address of the member."""


SearchContext: TypeAlias = SearchAsWorkspace | SearchAsMember | SearchAsEmailAddress
"""Whose access rights a search uses."""


class PersonSearchResult(Model):
    """A person in the search results."""

    id: RecordId
    """Id of the record."""
    record_text: str
    """Name of the person."""
    record_image: str | None
    """URL of a picture of the person."""
    object_slug: Literal["people"]
    """Slug of the object the record belongs to."""
    email_addresses: list[str]
    """E-mail addresses of the person."""
    phone_numbers: list[str]
    """Phone numbers of the person."""


class CompanySearchResult(Model):
    """A company in the search results."""

    id: RecordId
    """Id of the record."""
    record_text: str
    """Name of the company."""
    record_image: str | None
    """URL of the company's logo."""
    object_slug: Literal["companies"]
    """Slug of the object the record belongs to."""
    domains: list[str]
    """Domains of the company."""


class RecordSearchResult(Model):
    """A record of any object in the search results."""

    id: RecordId
    """Id of the record."""
    record_text: str
    """Label of the record."""
    record_image: str | None
    """URL of a picture of the record."""
    object_slug: str
    """Slug of the object the record belongs to."""


SearchResult: TypeAlias = Annotated[
    Annotated[PersonSearchResult | CompanySearchResult, Field(discriminator="object_slug")] | RecordSearchResult,
    Field(union_mode="left_to_right"),
]
"""A search result; `object_slug` distinguishes the variants."""


class RecordsQueryResponse(Page[Record]):
    """Response to `records.query`."""

    data: list[Record]
    """The records of this page."""


class RecordsCreateResponse(Envelope):
    """Response to `records.create`."""

    data: Record
    """The new record."""


class RecordsAssertResponse(Envelope):
    """Response to `records.assert`."""

    data: Record
    """The updated or new record."""


class RecordsGetResponse(Envelope):
    """Response to `records.get`."""

    data: Record
    """The record."""


class RecordsUpdateResponse(Envelope):
    """Response to `records.update`."""

    data: Record
    """The updated record."""


class RecordsUpdateAppendResponse(Envelope):
    """Response to `records.update_append`."""

    data: Record
    """The updated record."""


class RecordsMergeResponse(Envelope):
    """Response to `records.merge`."""

    data: MergeResult
    """Result of the merge."""


class RecordsListAttributeValuesResponse(Page[AttributeValue]):
    """Response to `records.list_attribute_values`."""

    data: list[AttributeValue]
    """The values of this page, oldest first."""


class RecordsWriteAttributeValuesResponse(ItemList[AttributeValue]):
    """Response to `records.write_attribute_values`."""

    data: list[AttributeValue]
    """The values that were written."""


class RecordsListEntriesResponse(Page[RecordEntry]):
    """Response to `records.list_entries`."""

    data: list[RecordEntry]
    """The entries of this page."""


class RecordsSearchResponse(ItemList[SearchResult]):
    """Response to `records.search`."""

    data: list[SearchResult]
    """The results, best match first."""
