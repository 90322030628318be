"""Attributes of objects; those of lists will come with lists."""

from __future__ import annotations

from dataclasses import replace

from attio.sandbox.call import OFFSET, Call, Operations, slice_page
from attio.sandbox.checks import Array, Fields, Flag, Nullable, OneOf, Shape, Text
from attio.sandbox.errors import ApiError, invalid, not_found, slug_conflict
from attio.sandbox.handlers.defaults import DEFAULT_VALUE, read_default
from attio.sandbox.handlers.objects import SLUG
from attio.sandbox.messages import Response, data_response
from attio.sandbox.render import attribute_wire
from attio.sandbox.store import Attribute, AttributeRef, ObjectType, Store
from attio.sandbox.values import TYPES, type_of

operations = Operations()

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


def target_of(call: Call) -> ObjectType:
    """Return the object or list whose attributes a call is about."""
    reference = call.params["identifier"]
    found = call.store.object(reference) if call.params["target"] == "objects" else None
    if found is None:
        noun = "Object" if call.params["target"] == "objects" else "List"
        raise not_found(f'{noun} with slug/ID "{reference}" not found.')
    return found


@operations("attributes.list_all", READ)
def list_attributes(call: Call) -> Response:
    """List the attributes in the order of the app."""
    fields = call.query(Shape({}, {**OFFSET, "show_archived": Flag()}))
    owner = target_of(call)
    shown = owner.attributes.values() if fields.find("show_archived", bool) else owner.visible()
    return data_response([attribute_wire(attribute, call.store) for attribute in slice_page(list(shown), fields)])


@operations("attributes.create_new", WRITE)
def create_attribute(call: Call) -> Response:
    """Make an attribute, and the one on the other side if it begins a relationship."""
    fields = call.data(_CREATE)
    owner = target_of(call)
    attribute = Attribute(
        id=call.store.new_id(),
        owner_id=owner.id,
        api_slug=fields.get("api_slug", str),
        title=fields.get("title", str),
        description=fields.find("description", str),
        type=fields.get("type", str),
        is_required=fields.get("is_required", bool),
        is_unique=fields.get("is_unique", bool),
        is_multiselect=fields.get("is_multiselect", bool),
        created_at=call.store.now(),
    )
    _check_slug(attribute.api_slug, owner)
    _check_flags(attribute, owner)
    if attribute.type == "currency":
        attribute.currency_code, attribute.currency_display = "USD", "symbol"
    _read_config(fields.fields("config"), attribute, call.store)
    if fields.given("default_value"):
        attribute.default = read_default(fields.fields("default_value"), attribute, owner, call.store)
    if fields.given("relationship"):
        _relate(fields.fields("relationship"), attribute, owner, call.store)
    owner.attributes[attribute.id] = attribute
    return data_response(attribute_wire(attribute, call.store))


@operations("attributes.get", READ)
def get_attribute(call: Call) -> Response:
    """Return one attribute."""
    return data_response(attribute_wire(call.attribute(target_of(call)), call.store))


@operations("attributes.update", WRITE)
def update_attribute(call: Call) -> Response:
    """Change a custom attribute; its type, its multiplicity and its relationship stay as they are."""
    fields = call.data(_UPDATE)
    owner = target_of(call)
    attribute = call.attribute(owner)
    if attribute.is_system:
        raise ApiError(400, "system_edit_unauthorized", "Cannot update a System attribute.")
    # Changed on a copy, so that a refusal halfway leaves the attribute as it was.
    changed = replace(attribute)
    _change(fields, changed, owner, call.store)
    owner.attributes[attribute.id] = changed
    if changed.is_unique and not attribute.is_unique:
        _index(changed, owner, call.store)
    return data_response(attribute_wire(changed, call.store))


def _change(fields: Fields, attribute: Attribute, owner: ObjectType, store: Store) -> None:
    slug = fields.find("api_slug", str) or attribute.api_slug
    if slug != attribute.api_slug:
        _check_slug(slug, owner)
    attribute.api_slug = slug
    attribute.title = fields.find("title", str) or attribute.title
    if "description" in fields:
        attribute.description = fields.find("description", str)
    for name in ("is_required", "is_unique", "is_archived"):
        if name in fields:
            setattr(attribute, name, fields.get(name, bool))
    _check_flags(attribute, owner)
    _read_config(fields.fields("config"), attribute, store)
    if "default_value" in fields:
        content = fields.fields("default_value")
        attribute.default = read_default(content, attribute, owner, store) if fields.given("default_value") else None


def _index(attribute: Attribute, owner: ObjectType, store: Store) -> None:
    """Note the values there are; uniqueness binds new ones only, so two that are equal already may stay."""
    kind = type_of(attribute)
    for record in owner.records.values():
        for value in record.active(attribute):
            store.hold(attribute, kind.key(value.payload), record)


def _check_slug(slug: str, owner: ObjectType) -> None:
    if any(attribute.api_slug == slug for attribute in owner.attributes.values()):
        message = (
            "An attribute with the same API slug already exists on this object. Please choose a different API slug."
        )
        raise slug_conflict(message)


def _check_flags(attribute: Attribute, owner: ObjectType) -> None:
    kind = type_of(attribute)
    if attribute.is_multiselect and not kind.multiselect:
        raise invalid(f"Attributes of type {attribute.type} cannot be multi-select.")
    if attribute.is_unique and not kind.may_be_unique:
        raise invalid(f"Attributes of type {attribute.type} cannot be unique.")
    if attribute.is_unique and owner.is_standard and owner.api_slug == "companies":
        raise invalid("Unique attributes cannot be added to companies.")


def _read_config(config: Fields, attribute: Attribute, store: Store) -> None:
    if "currency" in config and attribute.type == "currency":
        currency = config.fields("currency")
        attribute.currency_code = currency.get("default_currency_code", str)
        attribute.currency_display = currency.get("display_type", str)
    if "record_reference" in config and attribute.type == "record-reference":
        allowed: list[str] = []
        for reference in config.fields("record_reference").array("allowed_objects"):
            target = store.object(reference)
            if target is None:
                raise invalid(f'Could not find an object with slug "{reference}" for allowed_objects.')
            allowed.append(target.id)
        attribute.allowed_object_ids = allowed


def _relate(relationship: Fields, attribute: Attribute, owner: ObjectType, store: Store) -> None:
    """Make the other side of a relationship."""
    reference = relationship.get("object", str)
    target = store.object(reference)
    if attribute.type != "record-reference":
        raise invalid("Only record reference attributes can have a relationship.")
    if target is None:
        raise not_found(f'Object with slug/ID "{reference}" not found.')
    slug = relationship.get("api_slug", str)
    _check_slug(slug, target)
    if target is owner and slug == attribute.api_slug:
        raise slug_conflict("Both sides of a relationship on one object need an API slug of their own.")
    inverse = Attribute(
        id=store.new_id(),
        owner_id=target.id,
        api_slug=slug,
        title=relationship.get("title", str),
        type="record-reference",
        is_multiselect=relationship.get("is_multiselect", bool),
        allowed_object_ids=[owner.id],
        relationship=AttributeRef(owner.id, attribute.id),
        created_at=attribute.created_at,
    )
    attribute.allowed_object_ids = [target.id]
    attribute.relationship = AttributeRef(target.id, inverse.id)
    target.attributes[inverse.id] = inverse
