"""A custom object and a list for the tests of typed records."""

from __future__ import annotations

from attio import Attio
from tests.sandbox.api import attribute, new_list


def furnish(client: Attio) -> None:
    """Create the object `cars`, with an attribute of nearly every type, and a list of people."""
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
        client.attributes.create_new("objects", "cars", data=attribute(name, kind, is_multiselect=name == "drivers"))
    for title in ("red", "blue", "green"):
        client.attributes.options.create("objects", "cars", "color", data={"title": title})
    client.lists.create(data=new_list("sales", "people"))
    client.attributes.create_new("lists", "sales", data=attribute("note", "text"))
    client.attributes.create_new("lists", "sales", data=attribute("tags", "select", is_multiselect=True))
    for title in ("hot", "cold"):
        client.attributes.options.create("lists", "sales", "tags", data={"title": title})
