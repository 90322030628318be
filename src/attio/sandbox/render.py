"""Convert rows of a workspace to JSON values, as they appear in responses of the API."""

from __future__ import annotations

from collections.abc import Iterable

from attio.sandbox.engine.collection import Collection, is_standard
from attio.sandbox.store.attached import FileEntry
from attio.sandbox.store.rows import Attribute, DynamicDefault, ObjectRow, Record
from attio.sandbox.values import Place, type_of, wire
from attio.sandbox.workspace import Workspace


def object_wire(row: ObjectRow, workspace: Workspace) -> dict[str, object]:
    """Return an object as JSON values."""
    return {
        "id": {"workspace_id": workspace.id, "object_id": row.id},
        "api_slug": row.api_slug,
        "singular_noun": row.singular_noun,
        "plural_noun": row.plural_noun,
        "created_at": row.created_at,
    }


def attribute_wire(attribute: Attribute, workspace: Workspace) -> dict[str, object]:
    """Return an attribute as JSON values. `config` has both blocks, with nulls in a block that does not apply."""
    return {
        "id": _attribute_id(attribute, workspace),
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
        "default_value": _default_wire(attribute, workspace),
        "relationship": _relationship_wire(attribute, workspace),
        "created_at": attribute.created_at,
        "config": {
            "currency": {
                "default_currency_code": attribute.currency_code,
                "display_type": attribute.currency_display,
            },
            "record_reference": {"allowed_object_ids": attribute.allowed_object_ids},
        },
    }


def _attribute_id(attribute: Attribute, workspace: Workspace) -> dict[str, object]:
    return {"workspace_id": workspace.id, "object_id": attribute.owner_id, "attribute_id": attribute.id}


def _default_wire(attribute: Attribute, workspace: Workspace) -> dict[str, object] | None:
    if attribute.default is None:
        return None
    if isinstance(attribute.default, DynamicDefault):
        return {"type": "dynamic", "template": attribute.default.template}
    kind, place = type_of(attribute), Place(workspace, attribute)
    template = [
        {**kind.render(payload, place), "attribute_type": attribute.type} for payload in attribute.default.payloads
    ]
    return {"type": "static", "template": template}


def _relationship_wire(attribute: Attribute, workspace: Workspace) -> dict[str, object] | None:
    inverse = workspace.inverse(attribute)
    if inverse is None:
        return None
    return {
        "id": _attribute_id(inverse, workspace),
        "object_slug": owner_slug(workspace, inverse.owner_id),
        "title": inverse.title,
        "api_slug": inverse.api_slug,
        "is_multiselect": inverse.is_multiselect,
    }


def record_id_wire(record: Record, workspace: Workspace) -> dict[str, object]:
    """Return the id of a record."""
    return {"workspace_id": workspace.id, "object_id": record.owner_id, "record_id": record.id}


def values_wire(record: Record, attributes: Iterable[Attribute], workspace: Workspace) -> dict[str, object]:
    """Return the active values of a record by slug. An attribute without values has an empty list."""
    values: dict[str, object] = {}
    for attribute in attributes:
        active = record.active(attribute)
        place = Place(workspace, attribute) if active else None
        values[attribute.api_slug] = [wire(value, place) for value in active] if place else []
    return values


def record_wire(record: Record, owner: Collection, workspace: Workspace) -> dict[str, object]:
    """Return a record of an object as JSON values."""
    return {
        "id": record_id_wire(record, workspace),
        "created_at": record.created_at,
        "web_url": f"https://app.attio.com/{workspace.slug}/{_web_path(owner)}/{record.id}",
        "values": values_wire(record, owner.visible, workspace),
    }


def _web_path(owner: Collection) -> str:
    """Return the part of `web_url` for an object. People and companies have a shorter one."""
    if is_standard(owner):
        if owner.api_slug == "people":
            return "person"
        if owner.api_slug == "companies":
            return "company"
    return f"{owner.api_slug}/record"


def owner_slug(workspace: Workspace, owner_id: str) -> str | None:
    """Return the slug of an object, list or activity; None if it was deleted."""
    owner = workspace.owner(owner_id)
    return owner.api_slug if owner else None


def file_wire(file: FileEntry, workspace: Workspace) -> dict[str, object]:
    """Return a file or folder as JSON values."""
    common: dict[str, object] = {
        "id": {"workspace_id": workspace.id, "file_id": file.id},
        "object_id": file.object_id,
        "object_slug": owner_slug(workspace, file.object_id),
        "record_id": file.record_id,
        "storage_provider": file.storage_provider,
        "created_by_actor": file.created_by.wire(),
        "created_at": file.created_at,
        "file_type": file.file_type,
    }
    if file.file_type == "file":
        content = {"name": file.name, "content_type": file.content_type, "content_size": len(file.content)}
        return {**common, **content, "parent_folder_id": file.parent_folder_id}
    if file.file_type == "folder":
        return {**common, "name": file.name, "parent_folder_id": file.parent_folder_id}
    return {
        **common,
        "external_provider_file_id": file.external_provider_file_id,
        "microsoft_drive_id": file.microsoft_drive_id,
    }
