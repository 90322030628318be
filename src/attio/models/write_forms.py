"""Convert values of a response to the form in which the API accepts them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from attio.models.base import Unknown
from attio.models.markers import LOCATION

_FORMS: Mapping[str, tuple[str, ...]] = {
    "text": ("value",),
    "number": ("value",),
    "checkbox": ("value",),
    "date": ("value",),
    "timestamp": ("value",),
    "rating": ("value",),
    "currency": ("currency_value",),
    "domain": ("domain",),
    "record-reference": ("target_object", "target_record_id"),
    "actor-reference": ("referenced_actor_type", "referenced_actor_id"),
    "location": LOCATION,
}
"""Fields to write by type, for the types whose fields have the same names in responses."""


def write_form(value: object) -> dict[str, object]:
    """Convert a value of a response to the form in which it is written.

    Raises:
        TypeError: Values of this type cannot be written; the message says why.
    """
    kind = kind_of(value)
    reason = problem(value)
    if reason:
        raise TypeError(reason)
    read = cast("Any", value)
    match kind:
        case "select":
            return {"option": read.plain or _id_part(read.option, "option_id")}
        case "status":
            return {"status": read.plain or _id_part(read.status, "status_id")}
        case "email-address":
            return {"email_address": read.plain}
        case "phone-number":
            return {"original_phone_number": read.plain, "country_code": read.country_code}
        case "personal-name":
            names = {"first_name": read.first_name, "last_name": read.last_name, "full_name": read.plain}
            return {name: part or "" for name, part in names.items()}
        case _:
            return {name: getattr(read, name) for name in _FORMS[kind]}


def problem(value: object) -> str | None:
    """Explain why a value of a response cannot be written; None if it can."""
    kind = kind_of(value)
    if isinstance(value, Unknown):
        return "this version does not know the type of this value and cannot write it; pass the plain value instead"
    if kind == "interaction":
        return "interactions are read-only: Attio maintains them; leave the attribute out"
    if kind == "actor-reference" and cast("Any", value).referenced_actor_type != "workspace-member":
        return "only workspace members can be written as actors; leave the attribute out, or pass a member"
    return None


def _id_part(model: object, part: str) -> object:
    return getattr(getattr(model, "id", None), part, None)


def kind_of(value: object) -> str:
    """Return the type of a value, such as `text`; an empty text if it is unknown."""
    return "" if isinstance(value, Unknown) else str(getattr(value, "attribute_type", ""))


__all__: list[str] = []
