"""Classes for the attributes of typed records, one per type: `name: attr.Text = attr.Text()`."""

from __future__ import annotations

from attio.typed.choices import MultiSelect, Select, Status
from attio.typed.links import Actor, Actors, Parent, Reference, References
from attio.typed.objects import Interaction, Location, PersonalName, Phone, Phones
from attio.typed.scalars import (
    Checkbox,
    Currency,
    Date,
    Domain,
    Domains,
    Email,
    Emails,
    Number,
    Rating,
    RecordId,
    Text,
    Timestamp,
)

__all__ = [
    "Actor",
    "Actors",
    "Checkbox",
    "Currency",
    "Date",
    "Domain",
    "Domains",
    "Email",
    "Emails",
    "Interaction",
    "Location",
    "MultiSelect",
    "Number",
    "Parent",
    "PersonalName",
    "Phone",
    "Phones",
    "Rating",
    "RecordId",
    "Reference",
    "References",
    "Select",
    "Status",
    "Text",
    "Timestamp",
]
