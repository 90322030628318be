# Generated from codegen/spec/activity_records.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm activity-records`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "query": Command(
        call="activity_records.query",
        name="activity_records.query",
        summary="List the records of an activity, filtered and sorted.",
        text=(
            "Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.",
            "The cost of a query grows with its filters, its sorts and the number of records in the activity. Above a limit, Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always fails: simplify it.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_record:read`, `activity_configuration:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("activity", "path", "text", True, "Slug or id of the activity whose records to list."),
            Parameter(
                "filter",
                "body",
                "json",
                False,
                'Filter by attributes, such as `{"direction": "Outbound"}`, with operators such as `$contains` and `$gte`, combined by `$and`, `$or` and `$not`.',
            ),
            Parameter("sorts", "body", "json", False, "Sort order, most important first."),
            Parameter("limit", "body", "integer", False, "Maximum number of records per page; 500 by default."),
            Parameter("offset", "body", "integer", False, "Number of records to skip."),
        ),
    ),
    "create": Command(
        call="activity_records.create",
        name="activity_records.create",
        summary="Log an activity by creating a record of it.",
        text=(
            "To update a matching record instead, use `activity_records.assert_`.",
            "If a value creates the record it refers to, the token also needs `record_permission:read-write`.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="values",
        parameters=(
            Parameter("activity", "path", "text", True, "Slug or id of the activity to log."),
            Parameter("data", "body", "json", True, "The activity record to create."),
        ),
    ),
    "assert": Command(
        call="activity_records.assert_",
        name="activity_records.assert",
        summary="Update the matching activity record, or create one.",
        text=(
            "A record matches if it has the value of `matching_attribute` that `data` contains. The values of that attribute are added to the existing ones; the values of all other multiselect attributes are replaced.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="values",
        parameters=(
            Parameter("activity", "path", "text", True, "Slug or id of the activity the record belongs to."),
            Parameter(
                "matching_attribute",
                "query",
                "text",
                True,
                "Slug or id of the unique attribute that identifies an existing record.",
            ),
            Parameter(
                "data", "body", "json", True, "The values of the activity record, including the matching attribute."
            ),
        ),
    ),
    "get": Command(
        call="activity_records.get",
        name="activity_records.get",
        summary="Get an activity record with all of its values.",
        text=(
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_record:read`, `activity_configuration:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(
            Parameter("activity", "path", "text", True, "Slug or id of the activity the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the activity record."),
        ),
    ),
    "update": Command(
        call="activity_records.update",
        name="activity_records.update",
        summary="Update an activity record, replacing the values of the given attributes.",
        text=(
            "New values of a multiselect attribute replace all existing ones. To add values instead, use `activity_records.update_append`. Attributes that you leave out do not change.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="values",
        parameters=(
            Parameter("activity", "path", "text", True, "Slug or id of the activity the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the activity record to update."),
            Parameter("data", "body", "json", True, "The fields to change."),
        ),
    ),
    "update-append": Command(
        call="activity_records.update_append",
        name="activity_records.update_append",
        summary="Update an activity record, adding values to multiselect attributes.",
        text=(
            "New values of a multiselect attribute are added in front of the existing ones. The values of other attributes are replaced. To replace or remove values of a multiselect attribute, use `activity_records.update`.",
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="values",
        parameters=(
            Parameter("activity", "path", "text", True, "Slug or id of the activity the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the activity record to update."),
            Parameter("data", "body", "json", True, "The values to add or change."),
        ),
    ),
    "delete": Command(
        call="activity_records.delete",
        name="activity_records.delete",
        summary="Delete an activity record.",
        text=(
            "Alpha: may change or be removed at any time.",
            "Scopes: `activity_record:read-write`, `activity_configuration:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(
            Parameter("activity", "path", "text", True, "Slug or id of the activity the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the activity record to delete."),
        ),
    ),
}
