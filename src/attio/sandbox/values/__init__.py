"""Values of attributes: one class for each attribute type."""

from __future__ import annotations

from attio.sandbox.values import choices, contact, location, plain, references
from attio.sandbox.values.base import (
    TYPES,
    Getter,
    InvalidValueError,
    Place,
    Property,
    Scalar,
    ValueType,
    type_of,
    wire,
)

TYPES.update(
    {
        kind.name: kind
        for kind in (
            plain.TextType(),
            plain.NumberType(),
            plain.CheckboxType(),
            plain.CurrencyType(),
            plain.DateType(),
            plain.TimestampType(),
            plain.RatingType(),
            choices.StatusType(),
            choices.SelectType(),
            references.RecordReferenceType(),
            references.ActorReferenceType(),
            location.LocationType(),
            contact.DomainType(),
            contact.EmailAddressType(),
            contact.PhoneNumberType(),
            references.InteractionType(),
            contact.PersonalNameType(),
        )
    }
)

__all__ = ["TYPES", "Getter", "InvalidValueError", "Place", "Property", "Scalar", "ValueType", "type_of", "wire"]
