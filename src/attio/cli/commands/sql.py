# Generated from codegen/spec/sql.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm sql`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "query": Command(
        call="sql.query",
        name="sql.query",
        summary="Read records and list entries with a SELECT statement.",
        text=(
            "Objects are tables in the schema `objects`, the default schema; lists are tables in the schema `lists`. The response is not paginated, so add a `LIMIT` to the statement. A statement may run for at most 30 seconds.",
            "Requires the Enterprise plan.",
            "Beta: may still change.",
            "Scopes: `record_permission:read`, `object_configuration:read`.",
            "Token level: workspace or user.",
            "Rate limit: 2 requests per second.",
        ),
        parameters=(Parameter("sql", "body", "text", True, "The SELECT statement."),),
    ),
}
