"""The location type: ten nullable strings, or an address in one line of text."""

from __future__ import annotations

import re

from attio.sandbox.countries import CODES, NAMES
from attio.sandbox.messages import is_mapping
from attio.sandbox.store.rows import Key, Payload
from attio.sandbox.values.base import TEXT, InvalidValueError, Place, Property, ValueType, rules, text, text_operand

_LATITUDE = re.compile(r"[-+]?([1-8]?\d(\.\d+)?|90(\.0+)?)", re.ASCII)
_LONGITUDE = re.compile(r"[-+]?(180(\.0+)?|((1[0-7]\d)|([1-9]?\d))(\.\d+)?)", re.ASCII)
_LINES = ("line_1", "line_2", "line_3", "line_4", "locality", "region", "postcode")
_KEYS = (*_LINES, "country_code", "latitude", "longitude")


def _from_line(address: str) -> Payload:
    """Split an address at its commas. A simple replacement for Attio's geocoder, which knows places."""
    payload: Payload = {**dict.fromkeys(_KEYS)}
    parts = [part.strip() for part in address.split(",") if part.strip()]
    if parts:
        country = NAMES.get(parts[-1].lower())
        if country is None and parts[-1] in CODES:
            country = parts[-1]
        if country is not None:
            parts.pop()
            payload["country_code"] = country
    if len(parts) > 1:
        postcode = re.search(r"\b(?=\w*\d)[A-Z\d][A-Z\d-]*(?: \d[A-Z]{2})?$", parts[-1])
        if postcode is not None:
            payload["postcode"] = postcode.group()
            parts[-1] = parts[-1][: postcode.start()].strip()
            parts = [part for part in parts if part]
    # The first of three parts, or a first part with a number, is the street. Locality and region follow.
    names: list[str] = []
    if len(parts) > 2 or (len(parts) == 2 and re.search(r"\d", parts[0])):
        names.append("line_1")
    if len(parts) > 3:
        names.append("line_2")
    names += ["locality", "region"]
    for name, part in zip(names, parts, strict=False):
        payload[name] = part
    return payload


class LocationType(ValueType):
    """A place."""

    name = "location"
    sort_property = "locality"
    properties = rules(
        **dict.fromkeys(_LINES, Property(TEXT, text_operand)),
        country_code=Property(frozenset({"$eq", "$starts_with"}), text_operand),
    )
    may_be_unique = False

    def parse(self, raw: object, place: Place) -> Payload:  # noqa: ARG002
        """Parse a value of a write request."""
        if not is_mapping(raw):
            address = text(raw).strip()
            if not address:
                raise InvalidValueError("An address cannot be empty")
            return _from_line(address)
        payload: Payload = {}
        for name in _KEYS:
            if name not in raw:
                raise InvalidValueError("Required", name, code="invalid_type")
            payload[name] = None if raw[name] is None else text(raw[name], name)
        country = payload["country_code"]
        if country is not None and country not in CODES:
            raise InvalidValueError("Invalid country code", "country_code", code="invalid_enum_value")
        for name, pattern in (("latitude", _LATITUDE), ("longitude", _LONGITUDE)):
            if payload[name] is not None and not pattern.fullmatch(str(payload[name])):
                raise InvalidValueError(f"Invalid {name}", name, code="invalid_string")
        return payload

    def key(self, payload: Payload) -> Key:
        """Return the identity of a value; see `Key`."""
        return tuple(None if payload[name] is None else str(payload[name]) for name in _KEYS)
