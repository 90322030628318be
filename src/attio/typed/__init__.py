"""Typed records and entries, with a class for each object or list: `class Company(TypedRecord, object="companies")`."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.typed import attr
    from attio.typed.checking import SchemaProblem
    from attio.typed.classes import TypedEntry, TypedRecord
    from attio.typed.descriptor import Attr, read_only, required
    from attio.typed.pages import TypedPage
    from attio.typed.records import SchemaMismatchWarning
else:
    from attio._support.lazy import lazy

    homes = {
        "checking": "SchemaProblem",
        "classes": "TypedEntry TypedRecord",
        "descriptor": "Attr read_only required",
        "pages": "TypedPage",
        "records": "SchemaMismatchWarning",
    }
    __getattr__, __dir__ = lazy(__name__, homes, packages="attr")

__all__ = [
    "Attr",
    "SchemaMismatchWarning",
    "SchemaProblem",
    "TypedEntry",
    "TypedPage",
    "TypedRecord",
    "attr",
    "read_only",
    "required",
]
