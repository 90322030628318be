"""Fields of the rows that records and entries become."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attio.cli.session import check_fields

if TYPE_CHECKING:
    from attio.cli.session import Session

OF_RECORDS = ("record_id", "created_at", "web_url")
"""Fields of the row of a record that are no attributes."""


def columns_of(schema: Any) -> list[str]:
    """Return the names of the fields of a row, in their order.

    Args:
        schema: Schema of the object or list.
    """
    is_list = hasattr(schema, "parent_objects")
    first = ("entry_id", "parent_object", "parent_record_id") if is_list else ("record_id",)
    slugs = [one.api_slug for one in schema.attributes if not one.is_archived]
    return list(dict.fromkeys((*first, *slugs, "created_at", *(() if is_list else ("web_url",)))))


def check_chosen(session: Session, schema: Any) -> None:
    """Check the fields that --fields names, before anything is queried.

    Args:
        session: The run.
        schema: Schema of the object or list; None if it is not known.

    Raises:
        CommandError: Rows have no such field; names the nearest.
    """
    if schema is not None:
        archived = [one.api_slug for one in schema.attributes if one.is_archived]
        check_fields(session.choices.field_names, [*columns_of(schema), *archived])
