# Generated from codegen/spec/attributes.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.attributes`."""

from __future__ import annotations

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, Paging, explained
from attio._call.options import PageOptions, RequestOptions
from attio.errors.attributes import (
    ATTRIBUTES_CREATE_NEW_ERRORS,
    ATTRIBUTES_CREATE_STATUS_ERRORS,
    ATTRIBUTES_GET_ERRORS,
    ATTRIBUTES_LIST_STATUSES_ERRORS,
    ATTRIBUTES_OPTIONS_CREATE_ERRORS,
    ATTRIBUTES_OPTIONS_LIST_ERRORS,
    ATTRIBUTES_UPDATE_ERRORS,
    ATTRIBUTES_UPDATE_SELECT_OPTION_ERRORS,
    ATTRIBUTES_UPDATE_STATUS_ERRORS,
)
from attio.models.attributes import (
    AttributeCreate,
    AttributesCreateNewResponse,
    AttributesCreateStatusResponse,
    AttributesGetResponse,
    AttributesListAllResponse,
    AttributesListStatusesResponse,
    AttributesOptionsCreateResponse,
    AttributesOptionsListResponse,
    AttributesUpdateResponse,
    AttributesUpdateSelectOptionResponse,
    AttributesUpdateStatusResponse,
    AttributeTarget,
    AttributeUpdate,
    SelectOptionCreate,
    SelectOptionUpdate,
    StatusCreate,
    StatusUpdate,
)
from attio.models.base import Params


class AttributesListAllParams(Params):
    """Parameters of `attributes.list_all`."""

    target: AttributeTarget
    identifier: str
    limit: int | None = None
    offset: int | None = None
    show_archived: bool | None = None


ATTRIBUTES_LIST_ALL = Operation(
    name="attributes.list_all",
    method="GET",
    path="/v2/{target}/{identifier}/attributes",
    params=AttributesListAllParams,
    response=AttributesListAllResponse,
    query=("limit", "offset", "show_archived"),
    idempotent=True,
    budgets=("read",),
    paging=Paging(style="offset"),
    scopes_by_target={"objects": ("object_configuration:read",), "lists": ("list_configuration:read",)},
)


@explained
def attributes_list_all(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    *,
    limit: int | None = None,
    offset: int | None = None,
    show_archived: bool | None = None,
    **options: Unpack[PageOptions],
) -> AttributesListAllResponse:
    """List the attributes of an object or list.

    The attributes are in the order in which the app shows them.

    Scopes for objects: `object_configuration:read`.

    Scopes for lists: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        target: `objects` for the attributes of an object, `lists` for the attributes of a list.
        identifier: Slug or id of the object or list.
        limit: Maximum number of attributes per page.
        offset: Number of attributes to skip.
        show_archived: Whether to include archived attributes.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of attributes.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        for attribute in client.attributes.list_all("objects", "people"):
            print(attribute.api_slug, attribute.type)
    """
    return client._call(
        ATTRIBUTES_LIST_ALL,
        {"target": target, "identifier": identifier, "limit": limit, "offset": offset, "show_archived": show_archived},
        options,
    )


@explained
async def attributes_list_all_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    *,
    limit: int | None = None,
    offset: int | None = None,
    show_archived: bool | None = None,
    **options: Unpack[PageOptions],
) -> AttributesListAllResponse:
    """List the attributes of an object or list.

    The attributes are in the order in which the app shows them.

    Scopes for objects: `object_configuration:read`.

    Scopes for lists: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        target: `objects` for the attributes of an object, `lists` for the attributes of a list.
        identifier: Slug or id of the object or list.
        limit: Maximum number of attributes per page.
        offset: Number of attributes to skip.
        show_archived: Whether to include archived attributes.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.

    Returns:
        One page of attributes.

    Raises:
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        async for attribute in await client.attributes.list_all_async("objects", "people"):
            print(attribute.api_slug, attribute.type)
    """
    return await client._call_async(
        ATTRIBUTES_LIST_ALL,
        {"target": target, "identifier": identifier, "limit": limit, "offset": offset, "show_archived": show_archived},
        options,
    )


class AttributesCreateNewParams(Params):
    """Parameters of `attributes.create_new`."""

    target: AttributeTarget
    identifier: str
    data: AttributeCreate


ATTRIBUTES_CREATE_NEW = Operation(
    name="attributes.create_new",
    method="POST",
    path="/v2/{target}/{identifier}/attributes",
    params=AttributesCreateNewParams,
    response=AttributesCreateNewResponse,
    errors=ATTRIBUTES_CREATE_NEW_ERRORS,
    body="json",
    budgets=("write",),
    scopes_by_target={"objects": ("object_configuration:read-write",), "lists": ("list_configuration:read-write",)},
    defaults={
        "data.description": None,
        "data.is_required": False,
        "data.is_unique": False,
        "data.is_multiselect": False,
        "data.config": {},
    },
)


@explained
def attributes_create_new(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    *,
    data: AttributeCreate,
    **options: Unpack[RequestOptions],
) -> AttributesCreateNewResponse:
    """Create an attribute of an object or list.

    With `relationship`, a record-reference attribute gets a counterpart on the other object. Writing to one of the
    two updates the other.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        data: The attribute to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new attribute.

    Raises:
        CreateNewAttributeValidationTypeError: 400 `validation_type`: a field is not valid or does not fit the
            attribute's type; see `validation_errors`.
        CreateNewAttributeUnauthorizedError: 403 `unauthorized`: the token may not create attributes of this object
            or list.
        CreateNewAttributeNotFoundError: 404 `not_found`: the object or list does not exist.
        CreateNewAttributeSlugConflictError: 409 `slug_conflict`: another attribute of the object or list has this
            slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.attributes.create_new(
            "objects",
            "companies",
            data={
                "title": "Budget",
                "description": "What they can spend in a year.",
                "api_slug": "budget",
                "type": "currency",
                "is_required": False,
                "is_unique": False,
                "is_multiselect": False,
                "config": {"currency": {"default_currency_code": "EUR", "display_type": "symbol"}},
            },
        )
        print(created.data.id.attribute_id)
    """
    return client._call(ATTRIBUTES_CREATE_NEW, {"target": target, "identifier": identifier, "data": data}, options)


@explained
async def attributes_create_new_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    *,
    data: AttributeCreate,
    **options: Unpack[RequestOptions],
) -> AttributesCreateNewResponse:
    """Create an attribute of an object or list.

    With `relationship`, a record-reference attribute gets a counterpart on the other object. Writing to one of the
    two updates the other.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        data: The attribute to create.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new attribute.

    Raises:
        CreateNewAttributeValidationTypeError: 400 `validation_type`: a field is not valid or does not fit the
            attribute's type; see `validation_errors`.
        CreateNewAttributeUnauthorizedError: 403 `unauthorized`: the token may not create attributes of this object
            or list.
        CreateNewAttributeNotFoundError: 404 `not_found`: the object or list does not exist.
        CreateNewAttributeSlugConflictError: 409 `slug_conflict`: another attribute of the object or list has this
            slug.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.attributes.create_new_async(
            "objects",
            "companies",
            data={
                "title": "Budget",
                "description": "What they can spend in a year.",
                "api_slug": "budget",
                "type": "currency",
                "is_required": False,
                "is_unique": False,
                "is_multiselect": False,
                "config": {"currency": {"default_currency_code": "EUR", "display_type": "symbol"}},
            },
        )
        print(created.data.id.attribute_id)
    """
    return await client._call_async(
        ATTRIBUTES_CREATE_NEW, {"target": target, "identifier": identifier, "data": data}, options
    )


class AttributesGetParams(Params):
    """Parameters of `attributes.get`."""

    target: AttributeTarget
    identifier: str
    attribute: str


ATTRIBUTES_GET = Operation(
    name="attributes.get",
    method="GET",
    path="/v2/{target}/{identifier}/attributes/{attribute}",
    params=AttributesGetParams,
    response=AttributesGetResponse,
    errors=ATTRIBUTES_GET_ERRORS,
    idempotent=True,
    budgets=("read",),
    scopes_by_target={"objects": ("object_configuration:read",), "lists": ("list_configuration:read",)},
)


@explained
def attributes_get(
    client: Caller, target: AttributeTarget, identifier: str, attribute: str, **options: Unpack[RequestOptions]
) -> AttributesGetResponse:
    """Get an attribute by its slug or id.

    Scopes for objects: `object_configuration:read`.

    Scopes for lists: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the attribute.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The attribute.

    Raises:
        GetAttributeNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        stage = client.attributes.get("objects", "deals", "stage")
        print(stage.data.type, stage.data.is_required)
    """
    return client._call(ATTRIBUTES_GET, {"target": target, "identifier": identifier, "attribute": attribute}, options)


@explained
async def attributes_get_async(
    client: Caller, target: AttributeTarget, identifier: str, attribute: str, **options: Unpack[RequestOptions]
) -> AttributesGetResponse:
    """Get an attribute by its slug or id.

    Scopes for objects: `object_configuration:read`.

    Scopes for lists: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the attribute.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The attribute.

    Raises:
        GetAttributeNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        stage = await client.attributes.get_async("objects", "deals", "stage")
        print(stage.data.type, stage.data.is_required)
    """
    return await client._call_async(
        ATTRIBUTES_GET, {"target": target, "identifier": identifier, "attribute": attribute}, options
    )


class AttributesUpdateParams(Params):
    """Parameters of `attributes.update`."""

    target: AttributeTarget
    identifier: str
    attribute: str
    data: AttributeUpdate


ATTRIBUTES_UPDATE = Operation(
    name="attributes.update",
    method="PATCH",
    path="/v2/{target}/{identifier}/attributes/{attribute}",
    params=AttributesUpdateParams,
    response=AttributesUpdateResponse,
    errors=ATTRIBUTES_UPDATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes_by_target={"objects": ("object_configuration:read-write",), "lists": ("list_configuration:read-write",)},
)


@explained
def attributes_update(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    data: AttributeUpdate,
    **options: Unpack[RequestOptions],
) -> AttributesUpdateResponse:
    """Change the given fields of an attribute.

    Fields that you leave out do not change. The type and `is_multiselect` cannot be changed. An attribute cannot be
    deleted; archive it instead.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the attribute to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated attribute.

    Raises:
        SystemEditUnauthorizedError: 400 `system_edit_unauthorized`: Attio defines the attribute; it cannot be
            changed.
        UpdateAttributeUnauthorizedError: 403 `unauthorized`: the token may not change attributes of this object or
            list.
        UpdateAttributeNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.attributes.update(
            "objects", "companies", attribute, data={"title": "Yearly budget", "is_archived": False}
        )
        print(updated.data.title)
    """
    return client._call(
        ATTRIBUTES_UPDATE, {"target": target, "identifier": identifier, "attribute": attribute, "data": data}, options
    )


@explained
async def attributes_update_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    data: AttributeUpdate,
    **options: Unpack[RequestOptions],
) -> AttributesUpdateResponse:
    """Change the given fields of an attribute.

    Fields that you leave out do not change. The type and `is_multiselect` cannot be changed. An attribute cannot be
    deleted; archive it instead.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the attribute to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated attribute.

    Raises:
        SystemEditUnauthorizedError: 400 `system_edit_unauthorized`: Attio defines the attribute; it cannot be
            changed.
        UpdateAttributeUnauthorizedError: 403 `unauthorized`: the token may not change attributes of this object or
            list.
        UpdateAttributeNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.attributes.update_async(
            "objects", "companies", attribute, data={"title": "Yearly budget", "is_archived": False}
        )
        print(updated.data.title)
    """
    return await client._call_async(
        ATTRIBUTES_UPDATE, {"target": target, "identifier": identifier, "attribute": attribute, "data": data}, options
    )


class AttributesOptionsListParams(Params):
    """Parameters of `attributes.options.list`."""

    target: AttributeTarget
    identifier: str
    attribute: str
    show_archived: bool | None = None


ATTRIBUTES_OPTIONS_LIST = Operation(
    name="attributes.options.list",
    method="GET",
    path="/v2/{target}/{identifier}/attributes/{attribute}/options",
    params=AttributesOptionsListParams,
    response=AttributesOptionsListResponse,
    errors=ATTRIBUTES_OPTIONS_LIST_ERRORS,
    query=("show_archived",),
    idempotent=True,
    budgets=("read",),
    scopes_by_target={"objects": ("object_configuration:read",), "lists": ("list_configuration:read",)},
)


@explained
def attributes_options_list(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    show_archived: bool | None = None,
    **options: Unpack[RequestOptions],
) -> AttributesOptionsListResponse:
    """List the options of a select attribute.

    The response is not paginated.

    Scopes for objects: `object_configuration:read`.

    Scopes for lists: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the select attribute.
        show_archived: Whether to include archived options.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All select options.

    Raises:
        ListAttributeOptionsNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        options = client.attributes.options.list("objects", "companies", "categories")
        print([option.title for option in options.data])
    """
    return client._call(
        ATTRIBUTES_OPTIONS_LIST,
        {"target": target, "identifier": identifier, "attribute": attribute, "show_archived": show_archived},
        options,
    )


@explained
async def attributes_options_list_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    show_archived: bool | None = None,
    **options: Unpack[RequestOptions],
) -> AttributesOptionsListResponse:
    """List the options of a select attribute.

    The response is not paginated.

    Scopes for objects: `object_configuration:read`.

    Scopes for lists: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the select attribute.
        show_archived: Whether to include archived options.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All select options.

    Raises:
        ListAttributeOptionsNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        options = await client.attributes.options.list_async("objects", "companies", "categories")
        print([option.title for option in options.data])
    """
    return await client._call_async(
        ATTRIBUTES_OPTIONS_LIST,
        {"target": target, "identifier": identifier, "attribute": attribute, "show_archived": show_archived},
        options,
    )


class AttributesOptionsCreateParams(Params):
    """Parameters of `attributes.options.create`."""

    target: AttributeTarget
    identifier: str
    attribute: str
    data: SelectOptionCreate


ATTRIBUTES_OPTIONS_CREATE = Operation(
    name="attributes.options.create",
    method="POST",
    path="/v2/{target}/{identifier}/attributes/{attribute}/options",
    params=AttributesOptionsCreateParams,
    response=AttributesOptionsCreateResponse,
    errors=ATTRIBUTES_OPTIONS_CREATE_ERRORS,
    body="json",
    budgets=("write",),
    scopes_by_target={"objects": ("object_configuration:read-write",), "lists": ("list_configuration:read-write",)},
)


@explained
def attributes_options_create(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    data: SelectOptionCreate,
    **options: Unpack[RequestOptions],
) -> AttributesOptionsCreateResponse:
    """Add an option to a select attribute.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the select attribute.
        data: The option to add.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new select option.

    Raises:
        CreateAttributeOptionValidationTypeError: 400 `validation_type`: the attribute is not a select attribute, or
            `title` is not valid.
        CreateAttributeOptionUnauthorizedError: 403 `unauthorized`: the token may not change attributes of this
            object or list.
        CreateAttributeOptionNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        CreateAttributeOptionSlugConflictError: 409 `slug_conflict`: another option of the attribute has this title.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.attributes.options.create(
            "objects", "companies", "categories", data={"title": "Railways"}
        )
        print(created.data.id.option_id)
    """
    return client._call(
        ATTRIBUTES_OPTIONS_CREATE,
        {"target": target, "identifier": identifier, "attribute": attribute, "data": data},
        options,
    )


@explained
async def attributes_options_create_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    data: SelectOptionCreate,
    **options: Unpack[RequestOptions],
) -> AttributesOptionsCreateResponse:
    """Add an option to a select attribute.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the select attribute.
        data: The option to add.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new select option.

    Raises:
        CreateAttributeOptionValidationTypeError: 400 `validation_type`: the attribute is not a select attribute, or
            `title` is not valid.
        CreateAttributeOptionUnauthorizedError: 403 `unauthorized`: the token may not change attributes of this
            object or list.
        CreateAttributeOptionNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        CreateAttributeOptionSlugConflictError: 409 `slug_conflict`: another option of the attribute has this title.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.attributes.options.create_async(
            "objects", "companies", "categories", data={"title": "Railways"}
        )
        print(created.data.id.option_id)
    """
    return await client._call_async(
        ATTRIBUTES_OPTIONS_CREATE,
        {"target": target, "identifier": identifier, "attribute": attribute, "data": data},
        options,
    )


class AttributesUpdateSelectOptionParams(Params):
    """Parameters of `attributes.update_select_option`."""

    target: AttributeTarget
    identifier: str
    attribute: str
    option: str
    data: SelectOptionUpdate


ATTRIBUTES_UPDATE_SELECT_OPTION = Operation(
    name="attributes.update_select_option",
    method="PATCH",
    path="/v2/{target}/{identifier}/attributes/{attribute}/options/{option}",
    params=AttributesUpdateSelectOptionParams,
    response=AttributesUpdateSelectOptionResponse,
    errors=ATTRIBUTES_UPDATE_SELECT_OPTION_ERRORS,
    body="json",
    budgets=("write",),
    scopes_by_target={"objects": ("object_configuration:read-write",), "lists": ("list_configuration:read-write",)},
)


@explained
def attributes_update_select_option(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    option: str,
    *,
    data: SelectOptionUpdate,
    **options: Unpack[RequestOptions],
) -> AttributesUpdateSelectOptionResponse:
    """Change the given fields of an option of a select attribute.

    Fields that you leave out do not change. Existing values show the new title. An option cannot be deleted;
    archive it instead.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the select attribute.
        option: Title or id of the option to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated select option.

    Raises:
        UpdateAttributeSelectOptionValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the attribute has no such option.
            `validation_type`: the attribute is not a select attribute, or a field is not valid.
        UpdateAttributeSelectOptionUnauthorizedError: 403 `unauthorized`: the token may not change attributes of
            this object or list.
        UpdateAttributeSelectOptionNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        UpdateAttributeSelectOptionSlugConflictError: 409 `slug_conflict`: another option of the attribute has this
            title.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.attributes.update_select_option(
            "objects", "companies", "categories", option, data={"title": "Engineering"}
        )
        print(updated.data.title)
    """
    return client._call(
        ATTRIBUTES_UPDATE_SELECT_OPTION,
        {"target": target, "identifier": identifier, "attribute": attribute, "option": option, "data": data},
        options,
    )


@explained
async def attributes_update_select_option_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    option: str,
    *,
    data: SelectOptionUpdate,
    **options: Unpack[RequestOptions],
) -> AttributesUpdateSelectOptionResponse:
    """Change the given fields of an option of a select attribute.

    Fields that you leave out do not change. Existing values show the new title. An option cannot be deleted;
    archive it instead.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the select attribute.
        option: Title or id of the option to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated select option.

    Raises:
        UpdateAttributeSelectOptionValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the attribute has no such option.
            `validation_type`: the attribute is not a select attribute, or a field is not valid.
        UpdateAttributeSelectOptionUnauthorizedError: 403 `unauthorized`: the token may not change attributes of
            this object or list.
        UpdateAttributeSelectOptionNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        UpdateAttributeSelectOptionSlugConflictError: 409 `slug_conflict`: another option of the attribute has this
            title.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.attributes.update_select_option_async(
            "objects", "companies", "categories", option, data={"title": "Engineering"}
        )
        print(updated.data.title)
    """
    return await client._call_async(
        ATTRIBUTES_UPDATE_SELECT_OPTION,
        {"target": target, "identifier": identifier, "attribute": attribute, "option": option, "data": data},
        options,
    )


class AttributesListStatusesParams(Params):
    """Parameters of `attributes.list_statuses`."""

    target: AttributeTarget
    identifier: str
    attribute: str
    show_archived: bool | None = None


ATTRIBUTES_LIST_STATUSES = Operation(
    name="attributes.list_statuses",
    method="GET",
    path="/v2/{target}/{identifier}/attributes/{attribute}/statuses",
    params=AttributesListStatusesParams,
    response=AttributesListStatusesResponse,
    errors=ATTRIBUTES_LIST_STATUSES_ERRORS,
    query=("show_archived",),
    idempotent=True,
    budgets=("read",),
    scopes_by_target={"objects": ("object_configuration:read",), "lists": ("list_configuration:read",)},
)


@explained
def attributes_list_statuses(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    show_archived: bool | None = None,
    **options: Unpack[RequestOptions],
) -> AttributesListStatusesResponse:
    """List the statuses of a status attribute.

    The response is not paginated.

    Scopes for objects: `object_configuration:read`.

    Scopes for lists: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the status attribute.
        show_archived: Whether to include archived statuses.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All statuses.

    Raises:
        ListAttributeStatusesNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        statuses = client.attributes.list_statuses("objects", "deals", "stage")
        print([status.title for status in statuses.data])
    """
    return client._call(
        ATTRIBUTES_LIST_STATUSES,
        {"target": target, "identifier": identifier, "attribute": attribute, "show_archived": show_archived},
        options,
    )


@explained
async def attributes_list_statuses_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    show_archived: bool | None = None,
    **options: Unpack[RequestOptions],
) -> AttributesListStatusesResponse:
    """List the statuses of a status attribute.

    The response is not paginated.

    Scopes for objects: `object_configuration:read`.

    Scopes for lists: `list_configuration:read`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the status attribute.
        show_archived: Whether to include archived statuses.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        All statuses.

    Raises:
        ListAttributeStatusesNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        statuses = await client.attributes.list_statuses_async("objects", "deals", "stage")
        print([status.title for status in statuses.data])
    """
    return await client._call_async(
        ATTRIBUTES_LIST_STATUSES,
        {"target": target, "identifier": identifier, "attribute": attribute, "show_archived": show_archived},
        options,
    )


class AttributesCreateStatusParams(Params):
    """Parameters of `attributes.create_status`."""

    target: AttributeTarget
    identifier: str
    attribute: str
    data: StatusCreate


ATTRIBUTES_CREATE_STATUS = Operation(
    name="attributes.create_status",
    method="POST",
    path="/v2/{target}/{identifier}/attributes/{attribute}/statuses",
    params=AttributesCreateStatusParams,
    response=AttributesCreateStatusResponse,
    errors=ATTRIBUTES_CREATE_STATUS_ERRORS,
    body="json",
    budgets=("write",),
    scopes_by_target={"objects": ("object_configuration:read-write",), "lists": ("list_configuration:read-write",)},
)


@explained
def attributes_create_status(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    data: StatusCreate,
    **options: Unpack[RequestOptions],
) -> AttributesCreateStatusResponse:
    """Add a status to a status attribute.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the status attribute.
        data: The status to add.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new status.

    Raises:
        CreateAttributeStatusValidationTypeError: 400 `validation_type`: the attribute is not a status attribute, or
            a field is not valid.
        CreateAttributeStatusUnauthorizedError: 403 `unauthorized`: the token may not change attributes of this
            object or list.
        CreateAttributeStatusNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        CreateAttributeStatusSlugConflictError: 409 `slug_conflict`: another status of the attribute has this title.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = client.attributes.create_status(
            "objects",
            "deals",
            "stage",
            data={"title": "Negotiation", "target_time_in_status": "P14D"},
        )
        print(created.data.id.status_id)
    """
    return client._call(
        ATTRIBUTES_CREATE_STATUS,
        {"target": target, "identifier": identifier, "attribute": attribute, "data": data},
        options,
    )


@explained
async def attributes_create_status_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    *,
    data: StatusCreate,
    **options: Unpack[RequestOptions],
) -> AttributesCreateStatusResponse:
    """Add a status to a status attribute.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the status attribute.
        data: The status to add.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The new status.

    Raises:
        CreateAttributeStatusValidationTypeError: 400 `validation_type`: the attribute is not a status attribute, or
            a field is not valid.
        CreateAttributeStatusUnauthorizedError: 403 `unauthorized`: the token may not change attributes of this
            object or list.
        CreateAttributeStatusNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        CreateAttributeStatusSlugConflictError: 409 `slug_conflict`: another status of the attribute has this title.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        created = await client.attributes.create_status_async(
            "objects",
            "deals",
            "stage",
            data={"title": "Negotiation", "target_time_in_status": "P14D"},
        )
        print(created.data.id.status_id)
    """
    return await client._call_async(
        ATTRIBUTES_CREATE_STATUS,
        {"target": target, "identifier": identifier, "attribute": attribute, "data": data},
        options,
    )


class AttributesUpdateStatusParams(Params):
    """Parameters of `attributes.update_status`."""

    target: AttributeTarget
    identifier: str
    attribute: str
    status: str
    data: StatusUpdate


ATTRIBUTES_UPDATE_STATUS = Operation(
    name="attributes.update_status",
    method="PATCH",
    path="/v2/{target}/{identifier}/attributes/{attribute}/statuses/{status}",
    params=AttributesUpdateStatusParams,
    response=AttributesUpdateStatusResponse,
    errors=ATTRIBUTES_UPDATE_STATUS_ERRORS,
    body="json",
    budgets=("write",),
    scopes_by_target={"objects": ("object_configuration:read-write",), "lists": ("list_configuration:read-write",)},
)


@explained
def attributes_update_status(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    status: str,
    *,
    data: StatusUpdate,
    **options: Unpack[RequestOptions],
) -> AttributesUpdateStatusResponse:
    """Change the given fields of a status of a status attribute.

    Fields that you leave out do not change. A status cannot be deleted; archive it instead.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the status attribute.
        status: Title or id of the status to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated status.

    Raises:
        UpdateAttributeStatusValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the attribute has no such status.
            `validation_type`: the attribute is not a status attribute, or a field is not valid.
        UpdateAttributeStatusUnauthorizedError: 403 `unauthorized`: the token may not change attributes of this
            object or list.
        UpdateAttributeStatusNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        UpdateAttributeStatusSlugConflictError: 409 `slug_conflict`: another status of the attribute has this title.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = client.attributes.update_status(
            "objects", "deals", "stage", "In Progress", data={"target_time_in_status": "P30D"}
        )
        print(updated.data.target_time_in_status)
    """
    return client._call(
        ATTRIBUTES_UPDATE_STATUS,
        {"target": target, "identifier": identifier, "attribute": attribute, "status": status, "data": data},
        options,
    )


@explained
async def attributes_update_status_async(
    client: Caller,
    target: AttributeTarget,
    identifier: str,
    attribute: str,
    status: str,
    *,
    data: StatusUpdate,
    **options: Unpack[RequestOptions],
) -> AttributesUpdateStatusResponse:
    """Change the given fields of a status of a status attribute.

    Fields that you leave out do not change. A status cannot be deleted; archive it instead.

    Scopes for objects: `object_configuration:read-write`.

    Scopes for lists: `list_configuration:read-write`.

    Token level: workspace or user.

    Args:
        target: `objects` for an attribute of an object, `lists` for an attribute of a list.
        identifier: Slug or id of the object or list.
        attribute: Slug or id of the status attribute.
        status: Title or id of the status to update.
        data: The fields to change.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The updated status.

    Raises:
        UpdateAttributeStatusValueNotFoundError: 400, with one of these values of `code`:
            `value_not_found`: the attribute has no such status.
            `validation_type`: the attribute is not a status attribute, or a field is not valid.
        UpdateAttributeStatusUnauthorizedError: 403 `unauthorized`: the token may not change attributes of this
            object or list.
        UpdateAttributeStatusNotFoundError: 404 `not_found`: the object, list or attribute does not exist.
        UpdateAttributeStatusSlugConflictError: 409 `slug_conflict`: another status of the attribute has this title.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        updated = await client.attributes.update_status_async(
            "objects", "deals", "stage", "In Progress", data={"target_time_in_status": "P30D"}
        )
        print(updated.data.target_time_in_status)
    """
    return await client._call_async(
        ATTRIBUTES_UPDATE_STATUS,
        {"target": target, "identifier": identifier, "attribute": attribute, "status": status, "data": data},
        options,
    )
