"""Handlers for attributes of objects, lists and activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from attio.sandbox.call import OFFSET, SLUG, Call, Operations, slice_page
from attio.sandbox.checks import Array, Fields, Flag, Nullable, OneOf, Shape, Text
from attio.sandbox.engine.collection import NOUNS, Collection, is_standard
from attio.sandbox.errors import ApiError, invalid, not_found, slug_conflict
from attio.sandbox.events import Event
from attio.sandbox.handlers.defaults import DEFAULT_VALUE, read_default
from attio.sandbox.messages import Response, data_response
from attio.sandbox.provenance import assumed, documented, observed
from attio.sandbox.render import attribute_wire
from attio.sandbox.store.changes import Change
from attio.sandbox.store.rows import Attribute, AttributeRef, Target
from attio.sandbox.values import TYPES, type_of
from attio.sandbox.workspace import Workspace

operations = Operations()

RULES = (
    documented("attributes.system", "System attributes cannot be updated", "reference: Update an attribute",
        "attributes.update"),
    documented("attributes.slug", "Slugs are unique within an object, list or activity",
        "reference: Create an attribute", "attributes.create_new", "attributes.update"),
    documented("attributes.order",
        "Attributes are in the order of the app; archived attributes are listed with show_archived only",
        "reference: List attributes", "attributes.list_all"),
    documented("attributes.relationship", "A relationship creates an attribute on each side",
        "reference: Create an attribute", "attributes.create_new"),
    documented("attributes.companies", "Companies cannot have another unique attribute", "guide: Companies",
        "attributes.create_new", "attributes.update"),
    observed("attributes.config", "config always has both blocks, with nulls in a block that does not apply",
        "recorded responses, May 2026", "attributes.list_all", "attributes.get"),
    observed("attributes.created", "created_at and created_by report a dynamic default, PT0S and current-user",
        "recorded responses, May 2026", "attributes.list_all", "attributes.get"),
    assumed("attributes.activities", "Attributes of activities have the same paths as attributes of objects",
        "attributes.*"),
    assumed("attributes.status", "A new status attribute has no statuses", "attributes.create_new"),
)  # fmt: skip

READ = "{target}_configuration:read"
WRITE = "{target}_configuration:read-write"

_CURRENCIES = """
ARS AUD BRL BGN CAD CLP CNY COP CZK DKK EGP EUR FJD GHS HKD HUF ISK INR IDR ILS JPY KES KRW MYR MXN NTD NZD NGN NOK OMR
XPF PEN PHP PLN GBP QAR RWF SAR SGD ZAR SEK CHF THB TRY AED UYU USD
"""
_CONFIG = Shape(
    {},
    {
        "currency": Shape(
            {
                "default_currency_code": OneOf(*_CURRENCIES.split()),
                "display_type": OneOf("code", "name", "narrowSymbol", "symbol"),
            }
        ),
        "record_reference": Shape({"allowed_objects": Array(Text(), least=1)}),
    },
)
_RELATIONSHIP = Shape({"object": Text(), "title": Text(), "api_slug": Text(pattern=SLUG), "is_multiselect": Flag()})
_CREATE = Shape(
    {
        "title": Text(),
        "description": Nullable(Text()),
        "api_slug": Text(pattern=SLUG),
        "type": OneOf(*(name for name in TYPES if name not in ("interaction", "personal-name"))),
        "is_required": Flag(),
        "is_unique": Flag(),
        "is_multiselect": Flag(),
        "config": _CONFIG,
    },
    {"default_value": Nullable(DEFAULT_VALUE), "relationship": Nullable(_RELATIONSHIP)},
)
_UPDATE = Shape(
    {},
    {
        "title": Text(),
        "description": Nullable(Text()),
        "api_slug": Text(pattern=SLUG),
        "is_required": Flag(),
        "is_unique": Flag(),
        "default_value": Nullable(DEFAULT_VALUE),
        "config": _CONFIG,
        "is_archived": Flag(),
    },
)


def _events(change: Change, workspace: Workspace) -> Iterator[Event]:
    """Yield the event of a created or updated attribute."""
    attribute = change.row
    assert isinstance(attribute, Attribute)  # noqa: S101 - registered for attributes only
    owner = workspace.owner(attribute.owner_id)
    noun = NOUNS[owner.target if owner else "objects"].lower()
    verb = "created" if change.before is None else "updated"
    yield Event(f"{noun}-attribute.{verb}", {f"{noun}_id": attribute.owner_id, "attribute_id": attribute.id})


EVENTS = {Attribute.kind: _events}

_TARGETS: Mapping[str, Target] = {target: target for target in NOUNS}


def target_of(call: Call) -> Collection:
    """Return the object, list or activity of the path."""
    reference, target = call.params["identifier"], _TARGETS[call.params["target"]]
    owner = call.find_list(reference) if target == "lists" else call.workspace.collection(target, reference)
    if owner is None:
        raise not_found(f'{NOUNS[target]} with slug/ID "{reference}" not found.')
    return owner


@operations("attributes.list_all", READ)
def list_attributes(call: Call) -> Response:
    """List the attributes in the order of the app."""
    fields = call.query(Shape({}, {**OFFSET, "show_archived": Flag()}))
    owner = target_of(call)
    attributes = list(owner) if fields.find("show_archived", bool) else owner.visible
    return data_response([attribute_wire(attribute, call.workspace) for attribute in slice_page(attributes, fields)])


@operations("attributes.create_new", WRITE)
def create_attribute(call: Call) -> Response:
    """Create an attribute, and the attribute on the other side of a relationship."""
    fields = call.data(_CREATE)
    owner = target_of(call)
    is_currency = fields.get("type", str) == "currency"
    attribute = Attribute(
        id=call.workspace.new_id(),
        owner_id=owner.id,
        api_slug=fields.get("api_slug", str),
        title=fields.get("title", str),
        description=fields.find("description", str),
        type=fields.get("type", str),
        is_required=fields.get("is_required", bool),
        is_unique=fields.get("is_unique", bool),
        is_multiselect=fields.get("is_multiselect", bool),
        created_at=call.changes.now,
        currency_code="USD" if is_currency else None,
        currency_display="symbol" if is_currency else None,
    )
    _check_slug(attribute.api_slug, owner)
    _check_flags(attribute, owner)
    attribute = _configured(attribute, fields.fields("config"), call.workspace)
    if fields.has_value("default_value"):
        default = read_default(fields.fields("default_value"), attribute, owner, call.workspace)
        attribute = replace(attribute, default=default)
    if fields.has_value("relationship"):
        attribute, inverse = _related(fields.fields("relationship"), attribute, owner, call)
        call.changes.put(attribute)
        call.changes.put(inverse)
    else:
        call.changes.put(attribute)
    return data_response(attribute_wire(attribute, call.workspace))


@operations("attributes.get", READ)
def get_attribute(call: Call) -> Response:
    """Return an attribute."""
    return data_response(attribute_wire(call.attribute(target_of(call)), call.workspace))


@operations("attributes.update", WRITE)
def update_attribute(call: Call) -> Response:
    """Update a custom attribute. Its type, `is_multiselect` and its relationship cannot be changed."""
    fields = call.data(_UPDATE)
    owner = target_of(call)
    attribute = call.attribute(owner)
    if attribute.is_system:
        raise ApiError(400, "system_edit_unauthorized", "Cannot update a System attribute.")
    slug = fields.find("api_slug", str) or attribute.api_slug
    if slug != attribute.api_slug:
        _check_slug(slug, owner)
    changed = replace(
        attribute,
        api_slug=slug,
        title=fields.find("title", str) or attribute.title,
        description=fields.find("description", str) if "description" in fields else attribute.description,
        is_required=fields.flag("is_required", attribute.is_required),
        is_unique=fields.flag("is_unique", attribute.is_unique),
        is_archived=fields.flag("is_archived", attribute.is_archived),
    )
    _check_flags(changed, owner)
    changed = _configured(changed, fields.fields("config"), call.workspace)
    if fields.has_value("default_value"):
        changed = replace(changed, default=read_default(fields.fields("default_value"), changed, owner, call.workspace))
    elif "default_value" in fields:
        changed = replace(changed, default=None)
    call.changes.put(changed)
    return data_response(attribute_wire(changed, call.workspace))


def _check_slug(slug: str, owner: Collection) -> None:
    if any(attribute.api_slug == slug for attribute in owner):
        noun = NOUNS[owner.target].lower()
        message = (
            f"An attribute with the same API slug already exists on this {noun}. Please choose a different API slug."
        )
        raise slug_conflict(message)


def _check_flags(attribute: Attribute, owner: Collection) -> None:
    kind = type_of(attribute)
    if attribute.is_multiselect and not kind.multiselect:
        raise invalid(f"Attributes of type {attribute.type} cannot be multi-select.")
    if attribute.is_unique and not kind.may_be_unique:
        raise invalid(f"Attributes of type {attribute.type} cannot be unique.")
    if attribute.is_unique and is_standard(owner) and owner.api_slug == "companies":
        raise invalid("Unique attributes cannot be added to companies.")


def _configured(attribute: Attribute, config: Fields, workspace: Workspace) -> Attribute:
    if "currency" in config and attribute.type == "currency":
        currency = config.fields("currency")
        attribute = replace(
            attribute,
            currency_code=currency.get("default_currency_code", str),
            currency_display=currency.get("display_type", str),
        )
    if "record_reference" in config and attribute.type == "record-reference":
        allowed: list[str] = []
        for reference in config.fields("record_reference").array("allowed_objects"):
            target = workspace.object(reference)
            if target is None:
                raise invalid(f'Could not find an object with slug "{reference}" for allowed_objects.')
            allowed.append(target.id)
        attribute = replace(attribute, allowed_object_ids=tuple(allowed))
    return attribute


def _related(relationship: Fields, attribute: Attribute, owner: Collection, call: Call) -> tuple[Attribute, Attribute]:
    """Return both sides of a relationship."""
    reference = relationship.get("object", str)
    target = call.workspace.object(reference)
    if attribute.type != "record-reference":
        raise invalid("Only record reference attributes can have a relationship.")
    if owner.target != "objects":
        raise invalid("Only attributes of objects can have a relationship.")
    if target is None:
        raise not_found(f'Object with slug/ID "{reference}" not found.')
    slug = relationship.get("api_slug", str)
    _check_slug(slug, target)
    if target is owner and slug == attribute.api_slug:
        raise slug_conflict("Both sides of a relationship on one object need an API slug of their own.")
    inverse = Attribute(
        id=call.workspace.new_id(),
        owner_id=target.id,
        api_slug=slug,
        title=relationship.get("title", str),
        type="record-reference",
        is_multiselect=relationship.get("is_multiselect", bool),
        allowed_object_ids=(owner.id,),
        relationship=AttributeRef(owner.id, attribute.id),
        created_at=attribute.created_at,
    )
    attribute = replace(attribute, allowed_object_ids=(target.id,), relationship=AttributeRef(target.id, inverse.id))
    return attribute, inverse
