"""The standard objects of a fresh workspace, with their system attributes in the order the live API lists them.

People, companies and deals are there; users and workspaces, which an admin must enable, are not.
"""

from __future__ import annotations

from dataclasses import dataclass

from attio.sandbox.store import Attribute, AttributeRef, Choice, ObjectType, Origin, Store, View


@dataclass(frozen=True)
class _Spec:
    """One system attribute."""

    slug: str
    title: str
    type: str = "text"
    flags: str = ""
    """U unique, M multiselect, R required, X read-only."""
    choices: tuple[str, ...] = ()
    origin: Origin = "user"
    target: str | None = None
    """The object that a reference is to."""


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
_MONEY_RANGES = ("<$1M", "$1M-$10M", "$10M-$50M", "$50M-$100M", "$100M-$250M", "$250M-$500M", "$500M-$1B", "$1B-$10B")
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
CUSTOM = (_RECORD_ID, _Spec("name", "Name"), *_CREATED)
"""What an object begins with that somebody makes."""

_OBJECTS = (
    ("people", "Person", "People", PEOPLE),
    ("companies", "Company", "Companies", COMPANIES),
    ("deals", "Deal", "Deals", DEALS),
)
_RELATIONSHIPS = (
    ("people", "company", "companies", "team"),
    ("people", "associated_deals", "deals", "associated_people"),
    ("companies", "associated_deals", "deals", "associated_company"),
)


def add_object(
    store: Store, slug: str, singular: str, plural: str, specs: tuple[_Spec, ...] = CUSTOM, *, is_standard: bool = False
) -> ObjectType:
    """Add an object with its first attributes and its default view."""
    owner = ObjectType(store.new_id(), slug, singular, plural, store.now(), is_standard=is_standard)
    for spec in specs:
        attribute = _attribute(store, owner, spec, is_system=is_standard or spec is not CUSTOM[1])
        owner.attributes[attribute.id] = attribute
    view = View(store.new_id(), f"All {plural}", owner.created_at)
    owner.views[view.id] = view
    store.objects[owner.id] = owner
    return owner


def _attribute(store: Store, owner: ObjectType, spec: _Spec, *, is_system: bool) -> Attribute:
    return Attribute(
        id=store.new_id(),
        owner_id=owner.id,
        api_slug=spec.slug,
        title=spec.title,
        type=spec.type,
        created_at=owner.created_at,
        is_system=is_system,
        is_writable="X" not in spec.flags,
        is_required="R" in spec.flags,
        is_unique="U" in spec.flags,
        is_multiselect="M" in spec.flags,
        origin=spec.origin,
        currency_code="USD" if spec.type == "currency" else None,
        currency_display="symbol" if spec.type == "currency" else None,
        choices=[Choice(store.new_id(), title, celebration_enabled=title.startswith("Won")) for title in spec.choices],
    )


def add_standard_objects(store: Store) -> None:
    """Fill a fresh workspace."""
    owners = {
        slug: add_object(store, slug, singular, plural, specs, is_standard=True)
        for slug, singular, plural, specs in _OBJECTS
    }
    by_slug = {
        (owner.api_slug, attribute.api_slug): attribute
        for owner in owners.values()
        for attribute in owner.attributes.values()
    }
    for slug, _, _, specs in _OBJECTS:
        for spec in specs:
            if spec.target:
                by_slug[slug, spec.slug].allowed_object_ids = [owners[spec.target].id]
    for slug, attribute_slug, other_slug, other_attribute_slug in _RELATIONSHIPS:
        one, other = by_slug[slug, attribute_slug], by_slug[other_slug, other_attribute_slug]
        one.relationship = AttributeRef(other.owner_id, other.id)
        other.relationship = AttributeRef(one.owner_id, one.id)
