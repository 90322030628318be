"""How what the store holds is written on the wire."""

from __future__ import annotations

from attio.sandbox.store import Attribute, DynamicDefault, FileEntry, ObjectType, Record, Store
from attio.sandbox.values import Place, type_of, wire


def object_wire(owner: ObjectType, store: Store) -> dict[str, object]:
    """Return an object as the API writes it."""
    return {
        "id": {"workspace_id": store.workspace_id, "object_id": owner.id},
        "api_slug": owner.api_slug,
        "singular_noun": owner.singular_noun,
        "plural_noun": owner.plural_noun,
        "created_at": owner.created_at,
    }


def attribute_wire(attribute: Attribute, store: Store) -> dict[str, object]:
    """Return an attribute as the API writes it: with both blocks of `config`, nulls inside where one does not apply."""
    return {
        "id": _attribute_id(attribute, store),
        "title": attribute.title,
        "description": attribute.description,
        "api_slug": attribute.api_slug,
        "type": attribute.type,
        "is_system_attribute": attribute.is_system,
        "is_writable": attribute.is_writable,
        "is_required": attribute.is_required,
        "is_unique": attribute.is_unique,
        "is_multiselect": attribute.is_multiselect,
        "is_default_value_enabled": attribute.default is not None,
        "is_archived": attribute.is_archived,
        "default_value": _default_wire(attribute, store),
        "relationship": _relationship_wire(attribute, store),
        "created_at": attribute.created_at,
        "config": {
            "currency": {
                "default_currency_code": attribute.currency_code,
                "display_type": attribute.currency_display,
            },
            "record_reference": {"allowed_object_ids": attribute.allowed_object_ids},
        },
    }


def _attribute_id(attribute: Attribute, store: Store) -> dict[str, object]:
    return {"workspace_id": store.workspace_id, "object_id": attribute.owner_id, "attribute_id": attribute.id}


def _default_wire(attribute: Attribute, store: Store) -> dict[str, object] | None:
    if attribute.default is None:
        return None
    if isinstance(attribute.default, DynamicDefault):
        return {"type": "dynamic", "template": attribute.default.template}
    kind, place = type_of(attribute), Place(store, attribute)
    template = [
        {**kind.render(payload, place), "attribute_type": attribute.type} for payload in attribute.default.payloads
    ]
    return {"type": "static", "template": template}


def _relationship_wire(attribute: Attribute, store: Store) -> dict[str, object] | None:
    inverse = store.inverse(attribute)
    if inverse is None:
        return None
    return {
        "id": _attribute_id(inverse, store),
        "object_slug": store.objects[inverse.owner_id].api_slug,
        "title": inverse.title,
        "api_slug": inverse.api_slug,
        "is_multiselect": inverse.is_multiselect,
    }


def record_id_wire(record: Record, store: Store) -> dict[str, object]:
    """Return the id of a record."""
    return {"workspace_id": store.workspace_id, "object_id": record.object_id, "record_id": record.id}


def record_wire(record: Record, owner: ObjectType, store: Store) -> dict[str, object]:
    """Return a record as the API writes it: every attribute is there, an empty one as an empty list."""
    noun = owner.singular_noun.lower().replace(" ", "-")
    return {
        "id": record_id_wire(record, store),
        "created_at": record.created_at,
        "web_url": f"https://app.attio.com/{store.workspace_slug}/{noun}/{record.id}",
        "values": {
            attribute.api_slug: [wire(value, Place(store, attribute)) for value in record.active(attribute)]
            for attribute in owner.visible()
        },
    }


def file_wire(file: FileEntry, store: Store) -> dict[str, object]:
    """Return a file or folder as the API writes it."""
    owner = store.objects.get(file.object_id)
    common: dict[str, object] = {
        "id": {"workspace_id": store.workspace_id, "file_id": file.id},
        "object_id": file.object_id,
        "object_slug": owner.api_slug if owner else None,
        "record_id": file.record_id,
        "storage_provider": file.storage_provider,
        "created_by_actor": file.created_by.wire(),
        "created_at": file.created_at,
        "file_type": file.file_type,
    }
    if file.file_type == "file":
        stored = {"name": file.name, "content_type": file.content_type, "content_size": len(file.content)}
        return {**common, **stored, "parent_folder_id": file.parent_folder_id}
    if file.file_type == "folder":
        return {**common, "name": file.name, "parent_folder_id": file.parent_folder_id}
    return {
        **common,
        "external_provider_file_id": file.external_provider_file_id,
        "microsoft_drive_id": file.microsoft_drive_id,
    }
