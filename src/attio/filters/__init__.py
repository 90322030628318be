"""Build filters and sorts for queries: `F("name").contains("acme") & (F("employees") >= 50)`.

A `Filter` is a mapping with the JSON of the API: pass it as `filter=` to any query. Fields come from typed records
(`Company.name`, see `attio.typed`), or from `F`, which takes the slug or id of an attribute.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.filters.base import Field
    from attio.filters.expression import Filter, all_of, any_of, raw
    from attio.filters.fields import (
        ActiveFromField,
        CheckboxField,
        CodeField,
        CountryField,
        DateField,
        DomainField,
        EmailField,
        EqualField,
        FilledCodeField,
        FilledTextField,
        InteractionField,
        LocationField,
        NameField,
        NumberField,
        OptionField,
        OrderedField,
        PhoneField,
        RecordIdField,
        TextField,
        TextPartField,
        TimestampField,
    )
    from attio.filters.references import ActorField, ParentField, ReferenceField
    from attio.filters.untyped import AnyField, F
else:
    from attio._support.lazy import lazy

    homes = {
        "base": "Field",
        "expression": "Filter all_of any_of raw",
        "fields": (
            "ActiveFromField CheckboxField CodeField CountryField DateField DomainField EmailField EqualField "
            "FilledCodeField FilledTextField InteractionField LocationField NameField NumberField OptionField "
            "OrderedField PhoneField RecordIdField TextField TextPartField TimestampField"
        ),
        "references": "ActorField ParentField ReferenceField",
        "untyped": "AnyField F",
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "ActiveFromField",
    "ActorField",
    "AnyField",
    "CheckboxField",
    "CodeField",
    "CountryField",
    "DateField",
    "DomainField",
    "EmailField",
    "EqualField",
    "F",
    "Field",
    "FilledCodeField",
    "FilledTextField",
    "Filter",
    "InteractionField",
    "LocationField",
    "NameField",
    "NumberField",
    "OptionField",
    "OrderedField",
    "ParentField",
    "PhoneField",
    "RecordIdField",
    "ReferenceField",
    "TextField",
    "TextPartField",
    "TimestampField",
    "all_of",
    "any_of",
    "raw",
]
