# Generated from codegen/spec/sql.yaml by `make generate`; edit that file instead.
"""What the operations of `client.sql` take and answer."""

from __future__ import annotations

from attio.models.base import Envelope, Model


class SqlResult(Model):
    """What a statement gives."""

    rows: list[dict[str, object]]
    """The rows, each by name of the column. A reference is an object with `entity_definition_id` and
    `entity_instance_id`."""


class SqlQueryResponse(Envelope):
    """Answer to `sql.query`."""

    data: SqlResult
    """The result."""
