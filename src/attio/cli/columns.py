"""Columns of exported records and entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attio.cli import output

if TYPE_CHECKING:
    from attio.cli.session import Session

OF_RECORDS = ("record_id", "created_at", "web_url")
"""Fields in the row of a record that are not attributes."""


def columns_of(schema: Any) -> list[str]:
    """Return the names of the fields of a row, in order.

    Args:
        schema: Schema of the object or list.
    """
    is_list = hasattr(schema, "parent_objects")
    first = ("entry_id", "parent_object", "parent_record_id") if is_list else ("record_id",)
    slugs = [attribute.api_slug for attribute in schema.attributes if not attribute.is_archived]
    last = ("created_at",) if is_list else ("created_at", "web_url")
    return list(dict.fromkeys((*first, *slugs, *last)))


def check_field_names(session: Session, schema: Any) -> None:
    """Check the names in --fields before any request is sent.

    Args:
        session: The session of the command.
        schema: Schema of the object or list; None if it is not known.

    Raises:
        CommandError: There is no such field. The message suggests a similar name.
    """
    if schema is not None:
        archived = [attribute.api_slug for attribute in schema.attributes if attribute.is_archived]
        output.check_fields(session.choices.field_names, [*columns_of(schema), *archived])
