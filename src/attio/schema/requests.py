"""The requests that fetch parts of the schema, and the conversion of their responses. Does no I/O."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, cast

from attio._call.functions import FunctionCall
from attio.schema.records import AttributeSchema, ListSchema, MemberSchema, ObjectSchema, OptionSchema

if TYPE_CHECKING:
    from attio.models.attributes import Attribute
    from attio.models.lists import List
    from attio.models.objects import Object
    from attio.models.options import SelectOption, Status
    from attio.models.workspace_members import WorkspaceMember

Target: TypeAlias = Literal["objects", "lists"]

_PAGE = 500
_MULTIPLE = 50
"""Page sizes of servers are multiples of this number, so a page of another length is the last page."""


class Need(NamedTuple):
    """A part of the schema to fetch. Also the key of the part in the cache."""

    what: Literal["objects", "lists", "attributes", "options", "statuses", "members"]
    target: Target = "objects"
    owner: str = ""
    """Id of the object or list."""
    attribute: str = ""
    """Id of the attribute."""


Calls: TypeAlias = Generator[FunctionCall, Any, object]
"""Yields calls, receives their responses, and returns the value to cache."""


def calls_for(need: Need) -> Calls:
    """Return the calls that fetch a part of the schema."""
    if need.what == "objects":
        response = yield FunctionCall("objects_list")
        return tuple(_object(one) for one in response.data)
    if need.what == "lists":
        response = yield FunctionCall("lists_list")
        return tuple(_list(one) for one in response.data)
    if need.what == "members":
        response = yield FunctionCall("workspace_members_list")
        return tuple(_member(one) for one in response.data)
    return (yield from _paged(need))


def _paged(need: Need) -> Calls:
    function = {
        "attributes": "attributes_list_all",
        "options": "attributes_options_list",
        "statuses": "attributes_list_statuses",
    }[need.what]
    arguments = (need.target, need.owner, *((need.attribute,) if need.attribute else ()))
    if need.what != "attributes":
        response = yield FunctionCall(function, arguments, {"show_archived": True})
        return tuple(_option(one) for one in response.data)
    attributes: list[Any] = []
    while True:
        paging = {"limit": _PAGE, "offset": len(attributes)} if attributes else {"limit": _PAGE}
        response = yield FunctionCall(function, arguments, {"show_archived": True, **paging})
        attributes += response.data
        if not response.data or len(response.data) % _MULTIPLE:
            return tuple(attributes)


def _object(one: Object) -> tuple[str, ObjectSchema]:
    slug = one.api_slug or one.id.object_id
    noun = one.singular_noun or slug
    return one.id.workspace_id, ObjectSchema(one.id.object_id, slug, noun, one.plural_noun or noun)


def _list(one: List) -> ListSchema:
    # Older responses have a text instead of a list with one item.
    parents = cast("list[str] | str | None", one.parent_object) or ()
    return ListSchema(
        one.id.list_id, one.api_slug, one.name, (parents,) if isinstance(parents, str) else tuple(parents)
    )


def _member(one: WorkspaceMember) -> MemberSchema:
    member_id = one.id.workspace_member_id
    return MemberSchema(member_id, one.email_address, one.first_name or "", one.last_name or "", one.access_level)


def _option(one: SelectOption | Status) -> OptionSchema:
    id = str(getattr(one.id, "option_id", None) or getattr(one.id, "status_id", ""))
    celebrates = bool(getattr(one, "celebration_enabled", None))
    return OptionSchema(id, one.title, bool(one.is_archived), celebrates, getattr(one, "target_time_in_status", None))


def attribute_of(one: Attribute, slugs: dict[str, str]) -> AttributeSchema:
    """Convert an attribute of the API. `slugs` are the slugs of the objects by id."""
    config: Any = one.config
    allowed: list[str] = getattr(getattr(config, "record_reference", None), "allowed_object_ids", None) or []
    return AttributeSchema(
        id=one.id.attribute_id,
        api_slug=one.api_slug,
        title=one.title,
        type=one.type,
        description=one.description,
        is_system_attribute=bool(one.is_system_attribute),
        is_writable=bool(one.is_writable),
        is_required=bool(one.is_required),
        is_unique=bool(one.is_unique),
        is_multiselect=bool(one.is_multiselect),
        is_archived=bool(one.is_archived),
        has_default=bool(one.is_default_value_enabled),
        currency_code=getattr(getattr(config, "currency", None), "default_currency_code", None),
        allowed_objects=tuple(slugs.get(id, id) for id in allowed),
    )
