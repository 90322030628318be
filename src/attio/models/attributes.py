# Generated from codegen/spec/attributes.yaml by `make generate`; edit that file instead.
"""What the operations of `client.attributes` take and answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import AS_IS, OPEN, Envelope, Model, Timestamp, Unknown
from attio.models.values import AttributeValue, SelectOption, Status

AttributeTarget: TypeAlias = Annotated[Literal["objects", "lists"], OPEN]
"""What an attribute is an attribute of."""


AttributeType: TypeAlias = Annotated[
    Literal[
        "text",
        "number",
        "checkbox",
        "currency",
        "date",
        "timestamp",
        "rating",
        "status",
        "select",
        "record-reference",
        "actor-reference",
        "location",
        "domain",
        "email-address",
        "phone-number",
        "interaction",
        "personal-name",
    ]
    | str,
    OPEN,
]
"""What an attribute holds."""


CreatableAttributeType: TypeAlias = Annotated[
    Literal[
        "text",
        "number",
        "checkbox",
        "currency",
        "date",
        "timestamp",
        "rating",
        "status",
        "select",
        "record-reference",
        "actor-reference",
        "location",
        "domain",
        "email-address",
        "phone-number",
    ],
    OPEN,
]
"""What a new attribute can hold."""


CurrencyDisplayTypeInput: TypeAlias = Annotated[Literal["code", "name", "narrowSymbol", "symbol"], OPEN]
"""How amounts show their currency: by code, by name, by short symbol (`$`) or by symbol (`US$`)."""


CurrencyDisplayType: TypeAlias = Annotated[CurrencyDisplayTypeInput | str, OPEN]
"""How amounts show their currency: by code, by name, by short symbol (`$`) or by symbol (`US$`). The API may add to
these."""


CurrencyCode: TypeAlias = Annotated[
    Literal[
        "AED",
        "ARS",
        "AUD",
        "BGN",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "FJD",
        "GBP",
        "GHS",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "ISK",
        "JPY",
        "KES",
        "KRW",
        "MXN",
        "MYR",
        "NGN",
        "NOK",
        "NTD",
        "NZD",
        "OMR",
        "PEN",
        "PHP",
        "PLN",
        "QAR",
        "RWF",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TRY",
        "USD",
        "UYU",
        "XPF",
        "ZAR",
    ]
    | str,
    OPEN,
]
"""A currency that Attio is known to take."""


class AttributeId(Model):
    """Identifies an attribute."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object or list that has the attribute."""
    attribute_id: str
    """Id of the attribute."""


class StaticDefaultValue(Model):
    """A default that is always the same."""

    type: Literal["static"]
    """Always `static`."""
    template: list[AttributeValue]
    """The values, without `active_from`, `active_until` and `created_by_actor`."""


class DynamicDefaultValue(Model):
    """A default that depends on when and by whom something is created."""

    type: Literal["dynamic"]
    """Always `dynamic`."""
    template: str
    """`current-user` for actors; for dates and timestamps how long from then, such as `P1M`."""


class UnknownDefaultValue(Unknown):
    """A `AttributeDefaultValue` of a kind this version does not know, or in another shape; see `raw`."""


AttributeDefaultValue: TypeAlias = Annotated[
    Annotated[StaticDefaultValue | DynamicDefaultValue, Field(discriminator="type")] | UnknownDefaultValue,
    Field(union_mode="left_to_right"),
]
"""What new records or entries get, told apart by `type`."""


class AttributeRelationship(Model):
    """The counterpart of an attribute. Writing one of the two changes the other."""

    id: AttributeId
    """Identifies the counterpart."""
    object_slug: str
    """Slug of the object that has the counterpart."""
    title: str
    """What people see."""
    api_slug: str
    """Slug of the counterpart."""
    is_multiselect: bool
    """Whether the counterpart can hold several values."""


class CurrencyConfig(Model):
    """What a currency attribute holds; all null for other types."""

    default_currency_code: CurrencyCode | None
    """The currency of all its values."""
    display_type: CurrencyDisplayType | None
    """How amounts are shown."""


class RecordReferenceConfig(Model):
    """What a record-reference attribute can point to."""

    allowed_object_ids: list[str] | None
    """Ids of the objects whose records it can point to; empty or null for all."""


class AttributeConfig(Model):
    """What only some types of attributes need."""

    currency: CurrencyConfig
    """Of currency attributes."""
    record_reference: RecordReferenceConfig
    """Of record-reference attributes."""


class Attribute(Model):
    """An attribute of an object or list: something that its records or entries can hold."""

    id: AttributeId
    """Identifies the attribute."""
    title: str
    """What people see."""
    description: str | None
    """What the attribute is for."""
    api_slug: str
    """Slug of the attribute, in snake case."""
    type: AttributeType
    """What it holds."""
    is_system_attribute: bool
    """Whether Attio made it."""
    is_writable: bool
    """Whether values can be written; formulas and what Attio fills in by itself cannot."""
    is_required: bool
    """Whether new records or entries must have a value."""
    is_unique: bool
    """Whether no two records or entries may have the same value."""
    is_multiselect: bool
    """Whether it can hold several values."""
    is_default_value_enabled: bool
    """Whether new records or entries get `default_value`."""
    is_archived: bool
    """Whether it is hidden and no longer offered."""
    default_value: AttributeDefaultValue | None
    """What new records or entries get; null for nothing."""
    relationship: AttributeRelationship | None
    """Its counterpart on another object; null if it has none."""
    created_at: Timestamp
    """When it was created."""
    config: AttributeConfig
    """What only some types need."""


class CurrencyConfigInput(TypedDict):
    """What a currency attribute shall hold."""

    default_currency_code: CurrencyCode
    """The currency of all its values."""
    display_type: CurrencyDisplayTypeInput
    """How amounts are shown."""


class RecordReferenceConfigInput(TypedDict):
    """What a record-reference attribute shall be able to point to."""

    allowed_objects: Annotated[Sequence[str], Field(min_length=1)]
    """Slugs or ids of the objects whose records it can point to; with `relationship`, that one object only."""


class AttributeConfigInput(TypedDict, total=False):
    """What only some types of attributes need."""

    currency: CurrencyConfigInput
    """For currency attributes."""
    record_reference: RecordReferenceConfigInput
    """For record-reference attributes."""


class StaticDefaultValueInput(TypedDict):
    """A default that is always the same."""

    type: Literal["static"]
    """Always `static`."""
    template: Sequence[Annotated[Mapping[str, object], AS_IS]]
    """The values, each as an object: `[{"value": 5}]` or `[{"option": "Medium"}]`."""


class DynamicDefaultValueInput(TypedDict):
    """A default that depends on when and by whom something is created."""

    type: Literal["dynamic"]
    """Always `dynamic`."""
    template: str
    """`current-user` for actors; for dates and timestamps how long from then, such as `P1M`."""


AttributeDefaultValueInput: TypeAlias = Annotated[
    StaticDefaultValueInput | DynamicDefaultValueInput, Field(discriminator="type")
]
"""What new records or entries shall get."""


class RelationshipCreate(TypedDict):
    """The counterpart to create on another object."""

    object: str
    """Slug or id of the other object."""
    title: str
    """What people see there."""
    api_slug: str
    """Slug of the counterpart."""
    is_multiselect: bool
    """Whether the counterpart can hold several values."""


class AttributeCreate(TypedDict, total=False):
    """An attribute to create."""

    title: Required[str]
    """What people see."""
    description: Required[str | None]
    """What the attribute is for."""
    api_slug: Required[str]
    """Slug of the attribute, in snake case."""
    type: Required[CreatableAttributeType]
    """What it holds; this cannot change later."""
    is_required: Required[bool]
    """Whether new records or entries must have a value; existing ones are left alone."""
    is_unique: Required[bool]
    """Whether new values must be unlike all others; existing ones are left alone."""
    is_multiselect: Required[bool]
    """Whether it can hold several values; this cannot change later."""
    config: Required[AttributeConfigInput]
    """What the type needs; `{}` for most."""
    default_value: AttributeDefaultValueInput | None
    """What new records or entries get; not on people and companies."""
    relationship: RelationshipCreate | None
    """The counterpart to create on another object; for record-reference attributes only."""


class AttributeUpdate(TypedDict, total=False):
    """What to change about an attribute."""

    title: str
    """What people see."""
    description: str | None
    """What the attribute is for."""
    api_slug: str
    """Slug of the attribute, in snake case."""
    is_required: bool
    """Whether new records or entries must have a value; existing ones are left alone."""
    is_unique: bool
    """Whether new values must be unlike all others; existing ones are left alone."""
    default_value: AttributeDefaultValueInput | None
    """What new records or entries get, `None` for nothing; not on people and companies."""
    config: AttributeConfigInput
    """What the type needs."""
    is_archived: bool
    """Whether to hide it and offer it no longer."""


class SelectOptionCreate(TypedDict):
    """An option to add."""

    title: Annotated[str, Field(min_length=1)]
    """What people see; no other option may have it."""


class SelectOptionUpdate(TypedDict, total=False):
    """What to change about an option."""

    title: Annotated[str, Field(min_length=1)]
    """What people see; no other option may have it."""
    is_archived: bool
    """Whether to hide it and offer it no longer."""


class StatusCreate(TypedDict, total=False):
    """A status to add."""

    title: Required[Annotated[str, Field(min_length=1)]]
    """What people see; no other status may have it."""
    celebration_enabled: bool
    """Whether the app celebrates when something reaches it; `False` if not given."""
    target_time_in_status: str | None
    """How long something should stay here at most, an ISO 8601 duration such as `P14D`."""


class StatusUpdate(TypedDict, total=False):
    """What to change about a status."""

    title: Annotated[str, Field(min_length=1)]
    """What people see; no other status may have it."""
    celebration_enabled: bool
    """Whether the app celebrates when something reaches it."""
    target_time_in_status: str | None
    """How long something should stay here at most, an ISO 8601 duration; `None` for no target."""
    is_archived: bool
    """Whether to hide it and offer it no longer."""


class AttributesListAllResponse(Page[Attribute]):
    """Answer to `attributes.list_all`."""

    data: list[Attribute]
    """The attributes of this page."""


class AttributesCreateNewResponse(Envelope):
    """Answer to `attributes.create_new`."""

    data: Attribute
    """The new attribute."""


class AttributesGetResponse(Envelope):
    """Answer to `attributes.get`."""

    data: Attribute
    """The attribute."""


class AttributesUpdateResponse(Envelope):
    """Answer to `attributes.update`."""

    data: Attribute
    """The attribute as it is now."""


class AttributesOptionsListResponse(Envelope):
    """Answer to `attributes.options.list`."""

    data: list[SelectOption]
    """The options."""


class AttributesOptionsCreateResponse(Envelope):
    """Answer to `attributes.options.create`."""

    data: SelectOption
    """The new option."""


class AttributesUpdateSelectOptionResponse(Envelope):
    """Answer to `attributes.update_select_option`."""

    data: SelectOption
    """The option as it is now."""


class AttributesListStatusesResponse(Envelope):
    """Answer to `attributes.list_statuses`."""

    data: list[Status]
    """The statuses."""


class AttributesCreateStatusResponse(Envelope):
    """Answer to `attributes.create_status`."""

    data: Status
    """The new status."""


class AttributesUpdateStatusResponse(Envelope):
    """Answer to `attributes.update_status`."""

    data: Status
    """The status as it is now."""
