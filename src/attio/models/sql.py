# Generated from codegen/spec/sql.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.sql`."""

from __future__ import annotations

from attio.models.base import Envelope, Model


class SqlResult(Model):
    """Result of a statement."""

    rows: list[dict[str, object]]
    """Rows as mappings from column names to values. A reference is an object with `entity_definition_id` and
    `entity_instance_id`."""


class SqlQueryResponse(Envelope):
    """Response to `sql.query`."""

    data: SqlResult
    """Result of the statement."""
