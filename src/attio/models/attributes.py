# Generated from codegen/spec/attributes.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.attributes`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import Field
from typing_extensions import Required, TypedDict

from attio._paging.items import ItemList
from attio._paging.page import Page
from attio.models.base import AS_IS, OPEN, Envelope, Model, Timestamp, Unknown
from attio.models.options import SelectOption, Status
from attio.models.values import AttributeValue

AttributeTarget: TypeAlias = Annotated[Literal["objects", "lists"], OPEN]
"""What an attribute belongs to: objects or lists."""


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
"""Type of an attribute."""


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
"""Type of a new attribute."""


CurrencyDisplayTypeInput: TypeAlias = Annotated[Literal["code", "name", "narrowSymbol", "symbol"], OPEN]
"""How the currency of an amount is displayed: code, name, short symbol (`$`) or symbol (`US$`)."""


CurrencyDisplayType: TypeAlias = Annotated[CurrencyDisplayTypeInput | str, OPEN]
"""How the currency of an amount is displayed: code, name, short symbol (`$`) or symbol (`US$`). The API may add
values."""


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
"""ISO 4217 code of a currency that Attio supports."""


class AttributeId(Model):
    """Id of an attribute."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object or list that has the attribute."""
    attribute_id: str
    """Id of the attribute."""


class StaticDefaultValue(Model):
    """A fixed default value."""

    type: Literal["static"]
    """Always `static`."""
    template: list[AttributeValue]
    """The values, without `active_from`, `active_until` and `created_by_actor`."""


class DynamicDefaultValue(Model):
    """A default value computed when a record or entry is created."""

    type: Literal["dynamic"]
    """Always `dynamic`."""
    template: str
    """`current-user` for actor references; for dates and timestamps, the offset from the creation time as an ISO
    8601 duration, such as `P1M`."""


class UnknownDefaultValue(Unknown):
    """A `AttributeDefaultValue` that this version does not know, or that has another form; see `raw`."""


AttributeDefaultValue: TypeAlias = Annotated[
    Annotated[StaticDefaultValue | DynamicDefaultValue, Field(discriminator="type")] | UnknownDefaultValue,
    Field(union_mode="left_to_right"),
]
"""Default value of new records or entries; `type` distinguishes the variants."""


class AttributeRelationship(Model):
    """The counterpart of an attribute. Writing to one of the two updates the other."""

    id: AttributeId
    """Id of the counterpart."""
    object_slug: str
    """Slug of the object that has the counterpart."""
    title: str
    """Title shown in the app."""
    api_slug: str
    """Slug of the counterpart."""
    is_multiselect: bool
    """Whether the counterpart can hold several values."""


class CurrencyConfig(Model):
    """Settings of a currency attribute; all fields are `None` for other types."""

    default_currency_code: CurrencyCode | None
    """Currency of all values."""
    display_type: CurrencyDisplayType | None
    """How amounts are displayed."""


class RecordReferenceConfig(Model):
    """Objects that a record-reference attribute can refer to."""

    allowed_object_ids: list[str] | None
    """Ids of the objects whose records the attribute can refer to; empty or `None` for all objects."""


class AttributeConfig(Model):
    """Type-specific settings of an attribute."""

    currency: CurrencyConfig
    """Settings of a currency attribute."""
    record_reference: RecordReferenceConfig
    """Settings of a record-reference attribute."""


class Attribute(Model):
    """An attribute of an object or list."""

    id: AttributeId
    """Id of the attribute."""
    title: str
    """Title shown in the app."""
    description: str | None
    """Description shown in the app."""
    api_slug: str
    """Slug of the attribute, in snake case."""
    type: AttributeType
    """Type of the values."""
    is_system_attribute: bool
    """Whether Attio defines the attribute."""
    is_writable: bool
    """Whether values can be written. Formulas and attributes that Attio maintains are read-only."""
    is_required: bool
    """Whether new records or entries must have a value."""
    is_unique: bool
    """Whether values must be unique."""
    is_multiselect: bool
    """Whether the attribute can hold several values."""
    is_default_value_enabled: bool
    """Whether `default_value` is applied to new records or entries."""
    is_archived: bool
    """Whether the attribute is archived, which hides it in the app."""
    default_value: AttributeDefaultValue | None
    """Default value of new records or entries; `None` if there is none."""
    relationship: AttributeRelationship | None
    """The counterpart on another object; `None` if there is none."""
    created_at: Timestamp
    """Creation time."""
    config: AttributeConfig
    """Type-specific settings."""


class CurrencyConfigInput(TypedDict):
    """Settings of a currency attribute.

    Keys:
        default_currency_code: CurrencyCode
        display_type: CurrencyDisplayTypeInput
    """

    default_currency_code: CurrencyCode
    """Currency of all values."""
    display_type: CurrencyDisplayTypeInput
    """How amounts are displayed."""


class RecordReferenceConfigInput(TypedDict):
    """Objects that a record-reference attribute can refer to.

    Keys:
        allowed_objects: Sequence[str]
    """

    allowed_objects: Annotated[Sequence[str], Field(min_length=1)]
    """Slugs or ids of the objects whose records the attribute can refer to; with `relationship`, only the object of
    the relationship."""


class AttributeConfigInput(TypedDict, total=False):
    """Type-specific settings of an attribute.

    Keys:
        currency: CurrencyConfigInput
        record_reference: RecordReferenceConfigInput
    """

    currency: CurrencyConfigInput
    """Settings of a currency attribute."""
    record_reference: RecordReferenceConfigInput
    """Settings of a record-reference attribute."""


class StaticDefaultValueInput(TypedDict):
    """A fixed default value.

    Keys:
        type: Literal['static']
        template: Sequence[Mapping[str, object]]
    """

    type: Literal["static"]
    """Always `static`."""
    template: Sequence[Annotated[Mapping[str, object], AS_IS]]
    """The values, each as an object: `[{"value": 5}]` or `[{"option": "Medium"}]`."""


class DynamicDefaultValueInput(TypedDict):
    """A default value computed when a record or entry is created.

    Keys:
        type: Literal['dynamic']
        template: str
    """

    type: Literal["dynamic"]
    """Always `dynamic`."""
    template: str
    """`current-user` for actor references; for dates and timestamps, the offset from the creation time as an ISO
    8601 duration, such as `P1M`."""


AttributeDefaultValueInput: TypeAlias = Annotated[
    StaticDefaultValueInput | DynamicDefaultValueInput, Field(discriminator="type")
]
"""Default value of new records or entries."""


class RelationshipCreate(TypedDict):
    """The counterpart to create on another object.

    Keys:
        object: str
        title: str
        api_slug: str
        is_multiselect: bool
    """

    object: str
    """Slug or id of the other object."""
    title: str
    """Title of the counterpart, shown in the app."""
    api_slug: str
    """Slug of the counterpart."""
    is_multiselect: bool
    """Whether the counterpart can hold several values."""


class AttributeCreate(TypedDict, total=False):
    """An attribute to create.

    Keys:
        title: str (required)
        description: str | None
        api_slug: str (required)
        type: CreatableAttributeType (required)
        is_required: bool
        is_unique: bool
        is_multiselect: bool
        config: AttributeConfigInput
        default_value: AttributeDefaultValueInput | None
        relationship: RelationshipCreate | None
    """

    title: Required[str]
    """Title shown in the app."""
    description: str | None
    """Description shown in the app; `None` by default."""
    api_slug: Required[str]
    """Slug of the attribute, in snake case."""
    type: Required[CreatableAttributeType]
    """Type of the values. It cannot be changed later."""
    is_required: bool
    """Whether new records or entries must have a value; `False` by default. Existing ones are not affected."""
    is_unique: bool
    """Whether new values must be unique; `False` by default. Existing ones are not affected."""
    is_multiselect: bool
    """Whether the attribute can hold several values; `False` by default. It cannot be changed later."""
    config: AttributeConfigInput
    """Type-specific settings; `{}` by default, since most types have none."""
    default_value: AttributeDefaultValueInput | None
    """Default value of new records or entries; not supported for people and companies."""
    relationship: RelationshipCreate | None
    """The counterpart to create on another object; for record-reference attributes only."""


class AttributeUpdate(TypedDict, total=False):
    """Changes to an attribute.

    Keys:
        title: str
        description: str | None
        api_slug: str
        is_required: bool
        is_unique: bool
        default_value: AttributeDefaultValueInput | None
        config: AttributeConfigInput
        is_archived: bool
    """

    title: str
    """Title shown in the app."""
    description: str | None
    """Description shown in the app."""
    api_slug: str
    """Slug of the attribute, in snake case."""
    is_required: bool
    """Whether new records or entries must have a value. Existing ones are not affected."""
    is_unique: bool
    """Whether new values must be unique. Existing ones are not affected."""
    default_value: AttributeDefaultValueInput | None
    """Default value of new records or entries, or `None` for no default. Not supported for people and companies."""
    config: AttributeConfigInput
    """Type-specific settings."""
    is_archived: bool
    """Whether to archive the attribute, which hides it in the app."""


class SelectOptionCreate(TypedDict):
    """An option to add.

    Keys:
        title: str
    """

    title: Annotated[str, Field(min_length=1)]
    """Title shown in the app; unique within the attribute."""


class SelectOptionUpdate(TypedDict, total=False):
    """Changes to an option.

    Keys:
        title: str
        is_archived: bool
    """

    title: Annotated[str, Field(min_length=1)]
    """Title shown in the app; unique within the attribute."""
    is_archived: bool
    """Whether to archive the option, which hides it in the app."""


class StatusCreate(TypedDict, total=False):
    """A status to add.

    Keys:
        title: str (required)
        celebration_enabled: bool
        target_time_in_status: str | None
    """

    title: Required[Annotated[str, Field(min_length=1)]]
    """Title shown in the app; unique within the attribute."""
    celebration_enabled: bool
    """Whether the app celebrates when a record or entry reaches the status; `False` by default."""
    target_time_in_status: str | None
    """Target time in the status, as an ISO 8601 duration such as `P14D`."""


class StatusUpdate(TypedDict, total=False):
    """Changes to a status.

    Keys:
        title: str
        celebration_enabled: bool
        target_time_in_status: str | None
        is_archived: bool
    """

    title: Annotated[str, Field(min_length=1)]
    """Title shown in the app; unique within the attribute."""
    celebration_enabled: bool
    """Whether the app celebrates when a record or entry reaches the status."""
    target_time_in_status: str | None
    """Target time in the status, as an ISO 8601 duration; `None` for no target."""
    is_archived: bool
    """Whether to archive the status, which hides it in the app."""


class AttributesListAllResponse(Page[Attribute]):
    """Response to `attributes.list_all`."""

    data: list[Attribute]
    """The attributes of this page."""


class AttributesCreateNewResponse(Envelope):
    """Response to `attributes.create_new`."""

    data: Attribute
    """The new attribute."""


class AttributesGetResponse(Envelope):
    """Response to `attributes.get`."""

    data: Attribute
    """The attribute."""


class AttributesUpdateResponse(Envelope):
    """Response to `attributes.update`."""

    data: Attribute
    """The updated attribute."""


class AttributesOptionsListResponse(ItemList[SelectOption]):
    """Response to `attributes.options.list`."""

    data: list[SelectOption]
    """The options."""


class AttributesOptionsCreateResponse(Envelope):
    """Response to `attributes.options.create`."""

    data: SelectOption
    """The new option."""


class AttributesUpdateSelectOptionResponse(Envelope):
    """Response to `attributes.update_select_option`."""

    data: SelectOption
    """The updated option."""


class AttributesListStatusesResponse(ItemList[Status]):
    """Response to `attributes.list_statuses`."""

    data: list[Status]
    """The statuses."""


class AttributesCreateStatusResponse(Envelope):
    """Response to `attributes.create_status`."""

    data: Status
    """The new status."""


class AttributesUpdateStatusResponse(Envelope):
    """Response to `attributes.update_status`."""

    data: Status
    """The updated status."""
