"""The schema of a workspace: its objects, lists, attributes, options and members. `client.schema` caches it."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.schema.client import Schema
    from attio.schema.diff import SchemaChange, SchemaDiff
    from attio.schema.records import AttributeSchema, ListSchema, MemberSchema, ObjectSchema, OptionSchema
    from attio.schema.snapshot import WorkspaceSchema
else:
    from attio._support.lazy import lazy

    homes = {
        "client": "Schema",
        "diff": "SchemaChange SchemaDiff",
        "records": "AttributeSchema ListSchema MemberSchema ObjectSchema OptionSchema",
        "snapshot": "WorkspaceSchema",
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "AttributeSchema",
    "ListSchema",
    "MemberSchema",
    "ObjectSchema",
    "OptionSchema",
    "Schema",
    "SchemaChange",
    "SchemaDiff",
    "WorkspaceSchema",
]
