# Generated from codegen/spec/entries.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm entries`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "query": Command(
        call="entries.query",
        name="entries.query",
        summary="List the entries of a list, filtered and sorted.",
        text=(
            "Filters and sorts apply to the attributes of the list. To use attributes of the parent record, pass a path through `parent_record`.",
            "Without `sorts` the order is undefined. Pass `sorts` when you iterate over several pages.",
            "The cost of a query grows with its filters, its sorts and the number of entries in the list. Above a limit, Attio responds with a 429. `page.http.query_score` is the cost of a query. A query that is too complex always fails: simplify it.",
            "Scopes: `list_entry:read`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list whose entries to list."),
            Parameter(
                "filter",
                "body",
                "json",
                False,
                'Filter by attributes, such as `{"stage": "Onboarding"}`, with operators such as `$contains` and `$gte`, combined by `$and`, `$or` and `$not`; or by attributes of the parent record: `{"path": [["customers", "parent_record"], ["people", "name"]], "constraints": "Ada Lovelace"}`. Cannot be combined with `filter_view_id`.',
            ),
            Parameter(
                "filter_view_id",
                "body",
                "text",
                False,
                "Id of a saved view whose filter to apply; see `lists.get_views`. The sorts and columns of the view are ignored. Cannot be combined with `filter`.",
            ),
            Parameter("sorts", "body", "json", False, "Sort order, most important first."),
            Parameter("limit", "body", "integer", False, "Maximum number of entries per page; 500 by default."),
            Parameter("offset", "body", "integer", False, "Number of entries to skip."),
        ),
    ),
    "create": Command(
        call="entries.create",
        name="entries.create",
        summary="Add a record to a list, as a new entry.",
        text=(
            "A list can contain a record several times. To update an existing entry instead, use `entries.assert_`. Fails if another entry has the same value of a unique attribute.",
            "Scopes: `list_entry:read-write`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="entry_values",
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list to add the record to."),
            Parameter("data", "body", "json", True, "The entry to create."),
        ),
    ),
    "assert": Command(
        call="entries.assert_",
        name="entries.assert",
        summary="Update the entry of a record, or add the record to the list.",
        text=(
            "The values of multiselect attributes are replaced. If the list contains the record more than once, nothing is written; use `entries.update` with the id of one of its entries.",
            "Scopes: `list_entry:read-write`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="entry_values",
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list."),
            Parameter("data", "body", "json", True, "The record and the values of its entry."),
        ),
    ),
    "get": Command(
        call="entries.get",
        name="entries.get",
        summary="Get an entry with all of its values.",
        text=(
            "Returns the values of the entry. For the values of the parent record, use `records.get`.",
            "Scopes: `list_entry:read`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list that contains the entry."),
            Parameter("entry_id", "path", "text", True, "Id of the entry."),
        ),
    ),
    "update": Command(
        call="entries.update",
        name="entries.update",
        summary="Update an entry, replacing the values of the given attributes.",
        text=(
            "New values of a multiselect attribute replace all existing ones. To add values instead, use `entries.update_appending`. Attributes that you leave out do not change.",
            "Scopes: `list_entry:read-write`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="entry_values",
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list that contains the entry."),
            Parameter("entry_id", "path", "text", True, "Id of the entry to update."),
            Parameter("data", "body", "json", True, "The fields to change."),
        ),
    ),
    "update-appending": Command(
        call="entries.update_appending",
        name="entries.update_appending",
        summary="Update an entry, adding values to multiselect attributes.",
        text=(
            "New values of a multiselect attribute are added in front of the existing ones. The values of other attributes are replaced. To replace or remove values of a multiselect attribute, use `entries.update`.",
            "Scopes: `list_entry:read-write`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        values="entry_values",
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list that contains the entry."),
            Parameter("entry_id", "path", "text", True, "Id of the entry to update."),
            Parameter("data", "body", "json", True, "The values to add or change."),
        ),
    ),
    "delete": Command(
        call="entries.delete",
        name="entries.delete",
        summary="Delete an entry, which removes its record from the list.",
        text=(
            "The record itself is not deleted.",
            "Scopes: `list_entry:read-write`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list that contains the entry."),
            Parameter("entry_id", "path", "text", True, "Id of the entry to delete."),
        ),
    ),
    "list-attribute-values": Command(
        call="entries.list_attribute_values",
        name="entries.list_attribute_values",
        summary="List the values of one attribute of an entry, optionally with its history.",
        text=(
            "Former values come first. Some attributes have no history; `show_historic=True` is an error for them.",
            "Scopes: `list_entry:read`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list that contains the entry."),
            Parameter("entry_id", "path", "text", True, "Id of the entry."),
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
        call="entries.write_attribute_values",
        name="entries.write_attribute_values",
        summary="Replace the complete history of one attribute of an entry.",
        text=(
            "Intended for imports from another system. All current and former values of the attribute are deleted and replaced by the given values with their timestamps. The values may be in any order and leave gaps; for a single-value attribute, their intervals must not overlap.",
            "The call triggers no webhooks or workflows. Search and formula attributes are updated.",
            "The history of relationships, formulas, enriched attributes and immutable attributes, such as the parent record of the entry, cannot be replaced.",
            "Beta: may still change.",
            "Scopes: `list_entry:read-write`, `list_configuration:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        values="values",
        parameters=(
            Parameter("list", "path", "text", True, "Slug or id of the list that contains the entry."),
            Parameter("entry_id", "path", "text", True, "Id of the entry."),
            Parameter("attribute", "path", "text", True, "Slug or id of the attribute whose history to replace."),
            Parameter("data", "body", "json", True, "The history to write."),
        ),
    ),
}
