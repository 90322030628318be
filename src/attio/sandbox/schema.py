"""The standard objects of a new workspace, with their system attributes in the order of the live API.

A new workspace has people, companies and deals. Users and workspaces must be enabled by an admin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import (
    ActivityRow,
    Attribute,
    AttributeRef,
    Choice,
    DynamicDefault,
    ObjectRow,
    Origin,
    Owner,
    View,
)


@dataclass(frozen=True)
class _Spec:
    """Definition of a system attribute."""

    slug: str
    title: str
    type: str = "text"
    flags: str = ""
    """U: unique, M: multiselect, R: required, X: read-only."""
    choices: tuple[str, ...] = ()
    origin: Origin = "user"
    target: str | None = None
    """Slug of the object that a record reference points to."""


_RECORD_ID = _Spec("record_id", "Record ID", flags="UX")
_CREATED = (
    _Spec("created_at", "Created at", "timestamp", "X"),
    _Spec("created_by", "Created by", "actor-reference", "X"),
)
_SOCIAL = tuple(
    _Spec(slug, slug.capitalize()) for slug in ("angellist", "facebook", "instagram", "linkedin", "twitter")
)
_FOLLOWERS = _Spec("twitter_follower_count", "Twitter follower count", "number", "X", origin="enrichment")
_INTERACTIONS = tuple(
    _Spec(f"{when}_{what}interaction", f"{when} {what}interaction".replace("_", " ").capitalize(), "interaction", "X",
          origin="communication")
    for what in ("calendar_", "email_", "")
    for when in ("first", "last", "next")
    if (when, what) != ("next", "email_")
)  # fmt: skip
_CONNECTION = (
    _Spec(
        "strongest_connection_strength_legacy", "Connection strength (legacy)", "number", "X", origin="communication"
    ),
    _Spec(
        "strongest_connection_strength",
        "Connection strength",
        "select",
        "X",
        ("Very strong", "Strong", "Good", "Weak", "Very weak"),
        origin="communication",
    ),
    _Spec("strongest_connection_user", "Strongest connection", "actor-reference", "X", origin="communication"),
)

_CATEGORIES = (
    "B2B", "B2C", "Consulting & Professional Services", "E-commerce", "Education", "Finance", "Health Care", "Hardware",
    "Information Technology & Services", "Internet", "Marketplace", "Media", "Real Estate", "SAAS", "Technology",
)  # fmt: skip
_MONEY_RANGES = ("$0-$1M", "$1M-$10M", "$10M-$50M", "$50M-$100M", "$100M-$250M", "$250M-$500M", "$500M-$1B", "$1B-$10B")
_EMPLOYEES = ("1-10", "11-50", "51-250", "251-1K", "1K-5K", "5K-10K", "10K-50K", "50K-100K", "100K+")

PEOPLE = (
    _RECORD_ID,
    _Spec("name", "Name", "personal-name"),
    _Spec("email_addresses", "Email addresses", "email-address", "UM"),
    _Spec("description", "Description"),
    _Spec("company", "Company", "record-reference", target="companies"),
    _Spec("job_title", "Job title"),
    _Spec("avatar_url", "Avatar URL", flags="X", origin="enrichment"),
    _Spec("phone_numbers", "Phone numbers", "phone-number", "M"),
    _Spec("primary_location", "Primary location", "location"),
    *_SOCIAL,
    _FOLLOWERS,
    *_INTERACTIONS,
    *_CONNECTION,
    _Spec("associated_deals", "Associated deals", "record-reference", "M", target="deals"),
    *_CREATED,
)
COMPANIES = (
    _RECORD_ID,
    _Spec("domains", "Domains", "domain", "UM"),
    _Spec("name", "Name"),
    _Spec("description", "Description"),
    _Spec("team", "Team", "record-reference", "M", target="people"),
    _Spec("categories", "Categories", "select", "M", _CATEGORIES),
    _Spec("primary_location", "Primary location", "location"),
    _Spec("logo_url", "Logo URL", flags="X", origin="enrichment"),
    *_SOCIAL,
    _FOLLOWERS,
    _Spec("estimated_arr_usd", "Estimated ARR", "select", "", _MONEY_RANGES, "enrichment"),
    _Spec("funding_raised_usd", "Funding raised", "currency", origin="enrichment"),
    _Spec("foundation_date", "Foundation date", "date", origin="enrichment"),
    _Spec("employee_range", "Employee range", "select", "", _EMPLOYEES, "enrichment"),
    *_INTERACTIONS,
    *_CONNECTION,
    _Spec("associated_deals", "Associated deals", "record-reference", "M", target="deals"),
    *_CREATED,
)
DEALS = (
    _RECORD_ID,
    _Spec("name", "Deal name", flags="R"),
    _Spec("stage", "Deal stage", "status", "R", ("Lead", "In Progress", "Won 🎉", "Lost")),
    _Spec("owner", "Deal owner", "actor-reference", "R"),
    _Spec("value", "Deal value", "currency"),
    _Spec("associated_people", "Associated people", "record-reference", "M", target="people"),
    _Spec("associated_company", "Associated company", "record-reference", target="companies"),
    *_CREATED,
)
USERS = (
    _RECORD_ID,
    _Spec("person", "Person", "record-reference", target="people"),
    _Spec("primary_email_address", "Primary email address", "email-address", "UR"),
    _Spec("user_id", "User ID", flags="UR"),
    _Spec("workspace", "Workspace", "record-reference", target="workspaces"),
    *_CREATED,
)
WORKSPACES = (
    _RECORD_ID,
    _Spec("workspace_id", "Workspace ID", flags="UR"),
    _Spec("name", "Name"),
    _Spec("users", "Users", "record-reference", "M", target="users"),
    _Spec("company", "Company", "record-reference", target="companies"),
    _Spec("avatar_url", "Avatar URL"),
    *_CREATED,
)
CUSTOM = (_RECORD_ID, _Spec("name", "Name"), *_CREATED)
"""The attributes of a new custom object."""
LIST = (
    _Spec("entry_id", "Entry ID", flags="UX"),
    _Spec("parent_record", "Parent record", "record-reference", "X"),
    *_CREATED,
)
"""The attributes of a new list."""

_ACTIVITY = (
    _RECORD_ID,
    _Spec("title", "Title"),
    _Spec("occurred_at", "Occurred at", "timestamp"),
    _Spec("participants", "Participants", "record-reference", "M", target="people"),
)
_DIRECTION = _Spec("direction", "Direction", "select", choices=("Inbound", "Outbound"))
ACTIVITIES = {
    "activities": (*_ACTIVITY, *_CREATED),
    "interactions": (*_ACTIVITY, *_CREATED),
    "calls": (*_ACTIVITY, _DIRECTION, *_CREATED),
    "emails": (*_ACTIVITY, *_CREATED),
}
"""The attributes of a new activity, by the schema that it extends."""

_OBJECTS = (
    ("people", "Person", "People", PEOPLE),
    ("companies", "Company", "Companies", COMPANIES),
    ("deals", "Deal", "Deals", DEALS),
)
STANDARD = {
    slug: (singular, plural, specs)
    for slug, singular, plural, specs in (
        *_OBJECTS,
        ("users", "User", "Users", USERS),
        ("workspaces", "Workspace", "Workspaces", WORKSPACES),
    )
}
"""The singular noun, the plural noun and the attributes of each standard object."""
_LATER = {
    ("people", "associated_users"): _Spec(
        "associated_users", "Associated users", "record-reference", "M", target="users"
    ),
    ("companies", "associated_workspaces"): _Spec(
        "associated_workspaces", "Associated workspaces", "record-reference", "M", target="workspaces"
    ),
}
"""Attributes that an object gets when another object is enabled."""
_RELATIONSHIPS = (
    (("people", "company"), ("companies", "team")),
    (("people", "associated_deals"), ("deals", "associated_people")),
    (("companies", "associated_deals"), ("deals", "associated_company")),
    (("people", "associated_users"), ("users", "person")),
    (("workspaces", "users"), ("users", "workspace")),
    (("companies", "associated_workspaces"), ("workspaces", "company")),
)
DERIVED: Mapping[str, DynamicDefault | None] = {
    "record_id": None,
    "entry_id": None,
    "parent_record": None,
    "created_at": DynamicDefault("PT0S"),
    "created_by": DynamicDefault("current-user"),
}
"""Attributes whose value is part of the record, with the default that the API reports for them."""


def add_object(
    changes: Changes,
    slug: str,
    singular: str,
    plural: str,
    specs: tuple[_Spec, ...] = CUSTOM,
    *,
    is_standard: bool = False,
) -> ObjectRow:
    """Add an object with its attributes and its default view."""
    workspace = changes.workspace
    row = ObjectRow(
        id=workspace.new_id(),
        api_slug=slug,
        singular_noun=singular,
        plural_noun=plural,
        created_at=changes.now,
        is_standard=is_standard,
    )
    changes.put(row)
    for spec in specs:
        put_attribute(changes, row, spec, is_system=is_standard or spec is not CUSTOM[1])
    changes.put(View(id=workspace.new_id(), owner_id=row.id, title=f"All {plural}", created_at=row.created_at))
    return row


def add_activity(
    changes: Changes, slug: str, singular: str, plural: str, extends: str, *, is_system: bool = False
) -> ActivityRow:
    """Add an activity with the attributes of the schema that it extends."""
    row = ActivityRow(
        id=changes.workspace.new_id(),
        api_slug=slug,
        singular_noun=singular,
        plural_noun=plural,
        created_at=changes.now,
        extends=extends,
        is_system=is_system,
    )
    changes.put(row)
    for spec in ACTIVITIES[extends]:
        put_attribute(changes, row, spec)
    return row


def add_system_activities(changes: Changes) -> None:
    """Add the activities that Attio defines; people must be there before."""
    add_activity(changes, "phone_calls", "Phone call", "Phone calls", "calls", is_system=True)


def put_attribute(changes: Changes, owner: Owner, spec: _Spec, *, is_system: bool = True) -> Attribute:
    """Add a system attribute to a collection."""
    workspace = changes.workspace
    target = workspace.object(spec.target)
    choices = (Choice(workspace.new_id(), title, celebration_enabled=title.startswith("Won")) for title in spec.choices)
    attribute = Attribute(
        id=workspace.new_id(),
        owner_id=owner.id,
        api_slug=spec.slug,
        title=spec.title,
        type=spec.type,
        created_at=owner.created_at,
        is_system=is_system,
        is_derived=spec.slug in DERIVED,
        default=DERIVED.get(spec.slug),
        is_writable="X" not in spec.flags,
        is_required="R" in spec.flags,
        is_unique="U" in spec.flags,
        is_multiselect="M" in spec.flags,
        origin=spec.origin,
        currency_code="USD" if spec.type == "currency" else None,
        currency_display="symbol" if spec.type == "currency" else None,
        choices=tuple(choices),
        allowed_object_ids=(target.id,) if target else None,
    )
    changes.put(attribute, quiet=True)
    return attribute


def enable_object(changes: Changes, slug: str) -> ObjectRow:
    """Enable a standard object, or restore an archived object, with its standard relationships."""
    archived = [row for row in changes.workspace.table(ObjectRow) if row.api_slug == slug]
    if archived:
        row = replace(archived[0], is_archived=False)
        changes.put(row)
    else:
        singular, plural, specs = STANDARD[slug]
        present = {None, slug, *(owner.api_slug for owner in changes.workspace.collections("objects"))}
        specs = tuple(spec for spec in specs if spec.target in present)
        row = add_object(changes, slug, singular, plural, specs, is_standard=True)
    for one, other in _RELATIONSHIPS:
        if row.is_standard and slug in (one[0], other[0]):
            _relate(changes, one, other)
    return row


def _relate(changes: Changes, one: tuple[str, str], other: tuple[str, str]) -> None:
    """Connect both sides of a standard relationship, unless an object is missing or a side is connected already."""
    first, second = _side(changes, *one), _side(changes, *other)
    if first and second and not first.relationship and not second.relationship:
        changes.put(replace(first, relationship=AttributeRef(second.owner_id, second.id)), quiet=True)
        changes.put(replace(second, relationship=AttributeRef(first.owner_id, first.id)), quiet=True)


def _side(changes: Changes, slug: str, name: str) -> Attribute | None:
    """Return one side of a standard relationship. Add the attribute if it is missing."""
    owner = changes.workspace.object(slug)
    if owner is None:
        return None
    specs = {spec.slug: spec for spec in STANDARD[slug][2]}
    spec = specs.get(name) or _LATER[slug, name]
    if changes.workspace.object(spec.target) is None:
        return None
    return owner.attribute(name) or put_attribute(changes, owner.row, spec)


def add_standard_objects(changes: Changes) -> None:
    """Add the standard objects to a new workspace."""
    workspace = changes.workspace
    for slug, singular, plural, specs in _OBJECTS:
        add_object(changes, slug, singular, plural, specs, is_standard=True)
    by_slug = {
        (owner.api_slug, attribute.api_slug): attribute
        for owner in workspace.collections("objects")
        for attribute in owner
    }
    for slug, _, _, specs in _OBJECTS:
        for spec in specs:
            target = workspace.object(spec.target)
            if target:
                attribute = by_slug[slug, spec.slug]
                by_slug[slug, spec.slug] = replace(attribute, allowed_object_ids=(target.id,))
    for one, other in _RELATIONSHIPS:
        if one not in by_slug or other not in by_slug:
            continue
        first, second = by_slug[one], by_slug[other]
        by_slug[one] = replace(first, relationship=AttributeRef(second.owner_id, second.id))
        by_slug[other] = replace(second, relationship=AttributeRef(first.owner_id, first.id))
    for attribute in by_slug.values():
        changes.put(attribute, quiet=True)
    add_system_activities(changes)
