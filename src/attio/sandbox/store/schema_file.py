"""Load the schema of a real workspace: objects, lists, attributes and members with their ids, without records."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError, unknown
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.lifecycle import delete_collection
from attio.sandbox.messages import is_array, is_mapping
from attio.sandbox.schema import DERIVED, STANDARD, add_system_activities
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Attribute, AttributeRef, Choice, ListRow, Member, ObjectRow, Owner, View
from attio.sandbox.values import TYPES

FORMAT = 1

Content = Mapping[str, object]


def read_schema(source: str | os.PathLike[str] | Content) -> Content:
    """Return the content of a schema, read from a file if `source` is a path.

    Raises:
        ControlError: The source is not a schema, or has a newer format.
    """
    content: object = source
    if not isinstance(source, Mapping):
        path = Path(source)
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ControlError(f"{path} cannot be read as a schema: {error}") from error
    if not is_mapping(content) or not is_array(content.get("objects")):
        raise ControlError("a schema must be a mapping with `objects`, as `client.schema.snapshot().save(...)` writes")
    if content.get("format", FORMAT) != FORMAT:
        raise ControlError(f"the schema has format {brief(content['format'])}, but this version reads only {FORMAT}")
    return content


def load_schema(changes: Changes, content: Content) -> None:
    """Replace the schema of a workspace, and delete its records.

    Raises:
        ControlError: A part of the schema is missing, or an attribute has an unknown type.
    """
    workspace = changes.workspace
    standard = {owner.api_slug: owner for owner in workspace.collections("objects")}
    for owner in (*workspace.collections("lists"), *workspace.collections("activities"), *standard.values()):
        delete_collection(changes, owner)
    members = _mappings(content, "members")
    if members:
        for member in list(workspace.table(Member)):
            changes.remove(member, quiet=True)
    for member_content in members:
        changes.put(_member(member_content, changes), quiet=True)
    objects, lists = _mappings(content, "objects"), _mappings(content, "lists")
    for description in objects:
        known = standard.get(_text(description, "api_slug"))
        row = ObjectRow(
            id=_text(description, "id"),
            api_slug=_text(description, "api_slug"),
            singular_noun=_text(description, "singular_noun"),
            plural_noun=_text(description, "plural_noun"),
            created_at=changes.now,
            is_standard=_text(description, "api_slug") in STANDARD,
        )
        _put_owner(changes, row, f"All {row.plural_noun}")
        for attribute in _mappings(description, "attributes"):
            changes.put(_attribute(attribute, row, known), quiet=True)
    for description in lists:
        _put_list(changes, description)
    _resolve_references(changes, [*objects, *lists], standard)
    add_system_activities(changes)  # schema files do not contain them


def _put_owner(changes: Changes, row: Owner, title: str) -> None:
    changes.put(row, quiet=True)
    changes.put(
        View(id=changes.workspace.new_id(), owner_id=row.id, title=title, created_at=row.created_at), quiet=True
    )


def _put_list(changes: Changes, content: Content) -> None:
    parents = content.get("parent_objects", content.get("parent_object"))
    slugs = [parents] if isinstance(parents, str) else parents
    parent_objects = [changes.workspace.object(slug) for slug in slugs] if is_array(slugs) else []
    row = ListRow(
        id=_text(content, "id"),
        api_slug=_text(content, "api_slug"),
        name=_text(content, "name"),
        parent_object_ids=tuple(owner.id for owner in parent_objects if owner),
        workspace_access="full-access",
        created_by=changes.actor,
        created_at=changes.now,
    )
    _put_owner(changes, row, f"All {row.name}")
    for attribute in _mappings(content, "attributes"):
        changes.put(_attribute(attribute, row, None), quiet=True)


def _member(content: Content, changes: Changes) -> Member:
    return Member(
        id=_text(content, "id"),
        first_name=str(content.get("first_name") or ""),
        last_name=str(content.get("last_name") or ""),
        email_address=_text(content, "email_address").lower(),
        access_level=str(content.get("access_level") or "member"),
        created_at=changes.now,
    )


def _attribute(content: Content, owner: Owner, standard: Collection | None) -> Attribute:
    slug, kind = _text(content, "api_slug"), _text(content, "type")
    if kind not in TYPES:
        raise unknown(f"attribute type of {owner.api_slug}.{slug}", kind, TYPES)
    known = standard.attribute(slug) if standard else None
    is_system = content.get("is_system_attribute") is True
    currency = content.get("currency_code")
    return Attribute(
        id=_text(content, "id"),
        owner_id=owner.id,
        api_slug=slug,
        title=str(content.get("title") or slug),
        type=kind,
        created_at=owner.created_at,
        description=cast("str | None", content.get("description")),
        is_system=is_system,
        is_derived=is_system and slug in DERIVED,
        default=DERIVED.get(slug) if is_system else None,
        is_writable=content.get("is_writable", True) is True,
        is_required=content.get("is_required") is True,
        is_unique=content.get("is_unique") is True,
        is_multiselect=content.get("is_multiselect") is True,
        is_archived=content.get("is_archived") is True,
        origin=known.origin if known else "user",
        currency_code=str(currency or "USD") if kind == "currency" else None,
        currency_display="symbol" if kind == "currency" else None,
        choices=tuple(_choice(option) for option in _mappings(content, "options")),
    )


def _choice(content: Content) -> Choice:
    return Choice(
        _text(content, "id"),
        _text(content, "title"),
        content.get("is_archived") is True,
        content.get("celebration_enabled") is True,
        cast("str | None", content.get("target_time_in_status")),
    )


def _resolve_references(changes: Changes, contents: Sequence[Content], standard: Mapping[str, Collection]) -> None:
    """Set the allowed objects and the relationships of attributes, after all objects are created."""
    workspace = changes.workspace
    by_old = {attribute.id: (owner.api_slug, attribute.api_slug) for owner in standard.values() for attribute in owner}
    for content in contents:
        owner = workspace.owner(_text(content, "id"))
        for described in _mappings(content, "attributes"):
            attribute = workspace.table(Attribute)[_text(described, "id")]
            allowed = described.get("allowed_objects")
            targets = [workspace.object(slug) for slug in allowed] if is_array(allowed) else []
            known = standard.get(owner.api_slug) if owner and owner.target == "objects" else None
            old = known.attribute(attribute.api_slug) if known else None
            inverse = None
            if old is not None and old.relationship is not None:
                other_slug, other_attribute = by_old[old.relationship.attribute_id]
                other = workspace.object(other_slug)
                inverse = other.attribute(other_attribute) if other else None
            parents = owner.row.parent_object_ids if owner and isinstance(owner.row, ListRow) else None
            ids = tuple(target.id for target in targets if target) or None
            is_parent = attribute.is_derived and attribute.api_slug == "parent_record"
            changes.put(
                replace(
                    attribute,
                    allowed_object_ids=parents if is_parent else ids,
                    relationship=AttributeRef(inverse.owner_id, inverse.id) if inverse else None,
                ),
                quiet=True,
            )


def _mappings(content: Content, name: str) -> list[Content]:
    items = content.get(name)
    return [item for item in items if is_mapping(item)] if is_array(items) else []


def _text(content: Content, name: str) -> str:
    text = content.get(name)
    if not isinstance(text, str):
        what = content.get("api_slug") or content.get("title") or content.get("id") or "a part"
        raise ControlError(f"{what} of the schema has no {brief(name)}")
    return text
