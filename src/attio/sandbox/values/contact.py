"""Types for contact data: domains, e-mail addresses, phone numbers and personal names."""

from __future__ import annotations

import re
from collections.abc import Mapping

from attio.sandbox.countries import CALLING_CODE_OF, CODES, country_of
from attio.sandbox.messages import is_mapping
from attio.sandbox.store.rows import Key, Payload
from attio.sandbox.values.base import (
    EQUAL,
    FILLED,
    TEXT,
    InvalidValueError,
    Place,
    Property,
    Scalar,
    ValueType,
    lower_operand,
    rules,
    text,
    text_operand,
    unwrap,
)

_LABEL = r"[a-z0-9\u0080-\U0010ffff](?:[a-z0-9\u0080-\U0010ffff-]{0,61}[a-z0-9\u0080-\U0010ffff])?"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?![0-9]+$){_LABEL}")
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PHONE = re.compile(r"\+?[0-9\s().\-/]+")

_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gob", "gov", "ne", "net", "or", "org"})
"""Labels that belong to the public suffix before a two-letter country domain, as in `co.uk`."""


def root_domain(domain: str) -> str:
    """Return the registrable part of a domain: `example.co.uk` for `shop.example.co.uk`."""
    labels = domain.split(".")
    suffix = 2 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 1
    return ".".join(labels[-suffix - 1 :])


class DomainType(ValueType):
    """A domain. A scheme, a port and a path are removed."""

    name = "domain"
    default_property = "domain"
    properties = rules(
        domain=Property(TEXT | FILLED, lower_operand),
        root_domain=Property(TEXT | FILLED, lower_operand),
    )
    multiselect = True

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        domain = _SCHEME.sub("", text(unwrap(raw, "domain"), "domain").strip())
        domain = re.split(r"[/?#:]", domain, maxsplit=1)[0].lower().rstrip(".")
        if len(domain) > 253 or not _DOMAIN.fullmatch(domain):
            raise InvalidValueError("Invalid domain", "domain")
        return {"domain": domain, "root_domain": root_domain(domain)}

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["domain"])

    def quote(self, payload: Payload) -> Mapping[str, object]:
        """Return the value as it appears in the error message for unique attributes."""
        return {"domain": payload["domain"]}


def normal_address(text: str) -> str:
    """Return an e-mail address in lower case, without surrounding spaces.

    Raises:
        InvalidValueError: The text is not an e-mail address.
    """
    address = text.strip().lower()
    local, _, domain = address.rpartition("@")
    if len(local) > 64 or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise InvalidValueError("Invalid email address", "email_address")
    return address


class EmailAddressType(ValueType):
    """An e-mail address, in lower case and in its original form."""

    name = "email-address"
    default_property = "email_address"
    properties = rules(
        email_address=Property(TEXT, lower_operand),
        email_domain=Property(TEXT, lower_operand),
        email_root_domain=Property(TEXT, lower_operand),
        email_local_specifier=Property(TEXT, lower_operand),
    )
    multiselect = True

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        original = text(unwrap(raw, "email_address"), "email_address").strip()
        address = normal_address(original)
        local, _, domain = address.rpartition("@")
        return {
            "original_email_address": original,
            "email_address": address,
            "email_domain": domain,
            "email_root_domain": root_domain(domain),
            "email_local_specifier": local,
        }

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["email_address"])

    def quote(self, payload: Payload) -> Mapping[str, object]:
        """Return the value as it appears in the error message for unique attributes."""
        return {"email_address": payload["email_address"]}


def _phone_digits(original: str) -> str:
    digits = re.sub(r"\D", "", original)
    if not _PHONE.fullmatch(original) or not 7 <= len(digits) <= 15:
        raise InvalidValueError("Invalid phone number", "original_phone_number")
    return digits


def _phone_operand(place: Place, raw: object) -> Scalar:
    # Phone numbers are compared in E.164, without spaces and dashes.
    return re.sub(r"[\s().\-/]", "", str(text_operand(place, raw)))


class PhoneNumberType(ValueType):
    """A phone number, in E.164 with its country and in its original form."""

    name = "phone-number"
    default_property = "phone_number"
    properties = rules(
        phone_number=Property(TEXT, _phone_operand),
        country_code=Property(EQUAL | FILLED, text_operand),
    )
    multiselect = True

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        original = text(unwrap(raw, "original_phone_number"), "original_phone_number").strip()
        country = raw.get("country_code") if is_mapping(raw) else None
        if country is not None and country not in CODES:
            raise InvalidValueError("Invalid country code", "country_code", code="invalid_enum_value")
        digits = _phone_digits(original)
        if not original.startswith("+"):
            calling_code = CALLING_CODE_OF.get(str(country))
            if calling_code is None:
                message = "Invalid phone number, possibly due to missing country information"
                raise InvalidValueError(message, "original_phone_number")
            # Remove the trunk prefix 0 of a national number. Italy keeps it in international numbers.
            digits = calling_code + (digits if country == "IT" else digits.removeprefix("0"))
        country_and_code = country_of(digits)
        if country_and_code is None or (
            country_and_code[1] == "1" and not re.fullmatch(r"1[2-9][0-9][0-9][2-9][0-9]{6}", digits)
        ):
            raise InvalidValueError("Invalid phone number", "original_phone_number")
        return {
            "original_phone_number": original,
            "country_code": country or country_and_code[0],
            "phone_number": f"+{digits}",
        }

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["phone_number"])

    def quote(self, payload: Payload) -> Mapping[str, object]:
        """Return the value as it appears in the error message for unique attributes."""
        return {"original_phone_number": payload["original_phone_number"], "country_code": payload["country_code"]}


class PersonalNameType(ValueType):
    """The name of a person. As text, it has the form `Last, First`."""

    name = "personal-name"
    default_property = "full_name"
    properties = rules(
        first_name=Property(TEXT | FILLED, text_operand),
        last_name=Property(TEXT | FILLED, text_operand),
        full_name=Property(TEXT | FILLED, text_operand),
    )

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        if not is_mapping(raw):
            before, comma, after = text(raw).partition(",")
            first, last = (after, before) if comma else (before, "")
            return self._payload(first, last, None)
        parts = {name: text(raw[name], name) for name in self.properties if raw.get(name) is not None}
        if not parts:
            raise InvalidValueError("A name needs a first, last or full name", "full_name")
        first, last, full = parts.get("first_name", ""), parts.get("last_name", ""), parts.get("full_name")
        if full is not None and not first and not last:
            first, _, last = full.strip().rpartition(" ")
            first, last = (first, last) if first else (last, "")
        return self._payload(first, last, full)

    @staticmethod
    def _payload(first: str, last: str, full: str | None) -> Payload:
        first, last = first.strip(), last.strip()
        return {"first_name": first, "last_name": last, "full_name": full or f"{first} {last}".strip()}

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return str(payload["first_name"]), str(payload["last_name"]), str(payload["full_name"])
