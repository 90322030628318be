# Generated from codegen/spec/records.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm records`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "query": Command(
        call="records.query",
        name="records.query",
        summary="List records of an object, filtered and sorted.",
        text=(
            "Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.",
            "The cost of a query grows with its filters, its sorts and the number of records in the object. Above a limit, Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always fails: simplify it.",
            "Scopes: `record_permission:read`, `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object whose records to list."),
            Parameter(
                "filter",
                "body",
                "json",
                False,
                'Filter by attributes, such as `{"name": "Ada Lovelace"}`, with operators such as `$contains` and `$gte`, combined by `$and`, `$or` and `$not`. Cannot be combined with `filter_view_id`.',
            ),
            Parameter(
                "filter_view_id",
                "body",
                "text",
                False,
                "Id of a saved view whose filter to apply; see `objects.get_views`. The sorts and columns of the view are ignored. Cannot be combined with `filter`.",
            ),
            Parameter("sorts", "body", "json", False, "Sort order, most important first."),
            Parameter("limit", "body", "integer", False, "Maximum number of records per page; 500 by default."),
            Parameter("offset", "body", "integer", False, "Number of records to skip."),
        ),
    ),
    "create": Command(
        call="records.create",
        name="records.create",
        summary="Create a record.",
        text=(
            "Fails if another record has the same value of a unique attribute. To update that record instead, use `records.assert_`.",
            "Scopes: `record_permission:read-write`, `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="values",
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object to create a record of."),
            Parameter("data", "body", "json", True, "The record to create."),
        ),
    ),
    "assert": Command(
        call="records.assert_",
        name="records.assert",
        summary="Update the matching record, or create one.",
        text=(
            "A record matches if it has the value of `matching_attribute` that `data` contains. The values of that attribute are added to the existing ones; the values of all other multiselect attributes are replaced.",
            "Scopes: `record_permission:read-write`, `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="values",
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object the record belongs to."),
            Parameter(
                "matching_attribute",
                "query",
                "text",
                True,
                "Slug or id of the unique attribute that identifies an existing record.",
            ),
            Parameter("data", "body", "json", True, "The values of the record, including the matching attribute."),
        ),
    ),
    "get": Command(
        call="records.get",
        name="records.get",
        summary="Get a record with all of its values.",
        text=("Scopes: `record_permission:read`, `object_configuration:read`.", "Token level: workspace or user."),
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the record."),
        ),
    ),
    "update": Command(
        call="records.update",
        name="records.update",
        summary="Update a record, replacing the values of the given attributes.",
        text=(
            "New values of a multiselect attribute replace all existing ones. To add values instead, use `records.update_append`. Attributes that you leave out do not change.",
            "Scopes: `record_permission:read-write`, `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="values",
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the record to update."),
            Parameter("data", "body", "json", True, "The fields to change."),
        ),
    ),
    "update-append": Command(
        call="records.update_append",
        name="records.update_append",
        summary="Update a record, adding values to multiselect attributes.",
        text=(
            "New values of a multiselect attribute are added in front of the existing ones. The values of other attributes are replaced. To replace or remove values of a multiselect attribute, use `records.update`.",
            "Scopes: `record_permission:read-write`, `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="values",
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the record to update."),
            Parameter("data", "body", "json", True, "The values to add or change."),
        ),
    ),
    "delete": Command(
        call="records.delete",
        name="records.delete",
        summary="Delete a record and its values.",
        text=(
            "Scopes: `object_configuration:read`, `record_permission:read-write`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the record to delete."),
        ),
    ),
    "merge": Command(
        call="records.merge",
        name="records.merge",
        summary="Merge two records into a new one.",
        text=(
            "If both records have a value for an attribute, the value of the primary record is kept. The new record has a new id; the two original records no longer exist.",
            "A large merge continues after the response. With status 200 (`response.http.status_code`) the new record can be read at once. With status 202, `records.get` raises `GetRecordNotFoundError` with the code `merge_in_progress` until the merge is done.",
            "Merging the same two records again fails with 404.",
            "Beta: may still change.",
            "Scopes: `record_permission:read-write`, `object_configuration:read`.",
            "Token level: workspace or user.",
            "Rate limit: 5 requests per second.",
        ),
        writes=True,
        irreversible=True,
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object both records belong to."),
            Parameter("data", "body", "json", True, "The records to merge."),
        ),
    ),
    "list-attribute-values": Command(
        call="records.list_attribute_values",
        name="records.list_attribute_values",
        summary="List the values of one attribute of a record, optionally with its history.",
        text=(
            "Former values come first. Attributes that Attio fills in, such as enriched attributes and interactions, have no history; `show_historic=True` is an error for them. Attributes that the workspace's plan does not include are empty.",
            "Scopes: `record_permission:read`, `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the record."),
            Parameter("attribute", "path", "text", True, "Slug or id of the attribute whose values to list."),
            Parameter(
                "show_historic",
                "query",
                "flag",
                False,
                "Whether to include former values; by default only current values are listed.",
            ),
            Parameter("limit", "query", "integer", False, "Maximum number of values per page."),
            Parameter("offset", "query", "integer", False, "Number of values to skip."),
        ),
    ),
    "write-attribute-values": Command(
        call="records.write_attribute_values",
        name="records.write_attribute_values",
        summary="Replace the complete history of one attribute of a record.",
        text=(
            "Intended for imports from another system. All current and former values of the attribute are deleted and replaced by the given values with their timestamps. The values may be in any order and leave gaps; for a single-value attribute, their intervals must not overlap.",
            "The call triggers no webhooks or workflows. Search and formula attributes are updated.",
            "The history of relationships, formulas, enriched attributes and immutable attributes cannot be replaced.",
            "Beta: may still change.",
            "Scopes: `record_permission:read-write`, `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        values="values",
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the record."),
            Parameter("attribute", "path", "text", True, "Slug or id of the attribute whose history to replace."),
            Parameter("data", "body", "json", True, "The history to write."),
        ),
    ),
    "list-entries": Command(
        call="records.list_entries",
        name="records.list_entries",
        summary="List the entries of a record in all lists.",
        text=(
            "Values of the entries are not included. To get them, use `entries.get`.",
            "Scopes: `record_permission:read`, `object_configuration:read`, `list_entry:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("object", "path", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "path", "text", True, "Id of the record."),
            Parameter(
                "limit", "query", "integer", False, "Maximum number of entries per page, up to 1,000; 100 by default."
            ),
            Parameter("offset", "query", "integer", False, "Number of entries to skip."),
        ),
    ),
    "search": Command(
        call="records.search",
        name="records.search",
        summary="Search the records of several objects.",
        text=(
            "As in the app, the search is fuzzy. It finds people and companies by name, domain, e-mail address, phone number or social handle, and other records by label.",
            "Results may lag behind writes. To read your own writes, use `records.query`.",
            "Beta: may still change.",
            "Scopes: `record_permission:read`, `object_configuration:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(
            Parameter(
                "query",
                "body",
                "text",
                True,
                "Search text, at most 256 characters; if empty, the result is an arbitrary selection of records.",
            ),
            Parameter("objects", "body", "texts", True, "Slugs or ids of the objects to search, at least one."),
            Parameter(
                "request_as",
                "body",
                "json",
                True,
                "Whose access rights the search uses: the workspace's or one member's.",
            ),
            Parameter("limit", "body", "integer", False, "Maximum number of results, 1 to 25; 25 by default."),
        ),
    ),
}
