"""An object and a list of one's own, beside those that every workspace has."""

from __future__ import annotations

from typing import Any

from attio import Attio


def furnish(client: Attio) -> None:
    """Add cars, with an attribute of nearly every type, and a list of people."""
    client.objects.create(data={"api_slug": "cars", "singular_noun": "Car", "plural_noun": "Cars"})
    for name, kind in {
        "doors": "number",
        "stars": "rating",
        "is_new": "checkbox",
        "sold_at": "timestamp",
        "site": "domain",
        "mail": "email-address",
        "phone": "phone-number",
        "drivers": "actor-reference",
        "color": "select",
    }.items():
        client.attributes.create_new("objects", "cars", data=attribute(name, kind))
    for title in ("red", "blue", "green"):
        client.attributes.options.create("objects", "cars", "color", data={"title": title})
    sales: Any = {"name": "Sales", "api_slug": "sales", "parent_object": "people"}
    sales |= {"workspace_access": "full-access", "workspace_member_access": []}
    client.lists.create(data=sales)
    client.attributes.create_new("lists", "sales", data=attribute("note", "text"))
    client.attributes.create_new("lists", "sales", data=attribute("tags", "select"))
    for title in ("hot", "cold"):
        client.attributes.options.create("lists", "sales", "tags", data={"title": title})


def attribute(slug: str, kind: str) -> Any:
    flags = {"is_required": False, "is_unique": False, "is_multiselect": slug in {"drivers", "tags"}}
    return {"title": slug, "description": None, "api_slug": slug, "type": kind, "config": {}, **flags}
