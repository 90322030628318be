"""Checks of rows against the schema before they are sent, for the options `check` and `dry_run`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from attio._support.names import brief, did_you_mean
from attio.bulk.rows import InvalidRowError
from attio.bulk.work import Prepared, Work
from attio.errors.base import InvalidRequestError
from attio.schema.records import AttributeSchema, ListSchema, ObjectSchema

Owner: TypeAlias = ObjectSchema | ListSchema


class Checks:
    """Checks rows against the schema of their object or list."""

    def __init__(self, owner: Owner | None, work: Work, *, dry_run: bool) -> None:
        """Create the checks of a run.

        Args:
            owner: Schema of the object or list; None if it is not known: then nothing is checked.
            work: The work of the run.
            dry_run: Whether to check options and required attributes as well.

        Raises:
            InvalidRequestError: The matching attribute or the key does not exist, or is not unique.
        """
        self._owner, self._work, self._dry_run = owner, work, dry_run
        self.attributes: dict[str, AttributeSchema] = {}
        """Attributes by slug and by id."""
        if owner is None:
            return
        for one in owner.attributes:
            self.attributes[one.id] = one
        for one in owner.attributes:
            self.attributes[one.api_slug] = one
        self._check_name("matching_attribute", work.matching, is_unique=True)
        if isinstance(work.key, str) and work.key != "parent_record_id":
            self._check_name("key", work.key, is_unique=False)

    def _check_name(self, parameter: str, name: str | None, *, is_unique: bool) -> None:
        if name is None:
            return
        attribute = self.attributes.get(name)
        if attribute is None:
            near = did_you_mean(name, self._slugs())
            raise InvalidRequestError(f"{parameter}: {self._where()} has no attribute {brief(name)}{near}")
        if is_unique and not attribute.is_unique:
            unique = ", ".join(slug for slug in self._slugs() if self.attributes[slug].is_unique)
            message = (
                f"{parameter}: {brief(name)} of {self._where()} is not unique; unique attributes: {unique or 'none'}"
            )
            raise InvalidRequestError(message)

    def _slugs(self) -> list[str]:
        return [] if self._owner is None else [one.api_slug for one in self._owner.attributes]

    def _where(self) -> str:
        kind = "list" if isinstance(self._owner, ListSchema) else "object"
        return f"the {kind} {self._owner.api_slug!r}" if self._owner else kind

    def check(self, row: Prepared) -> Prepared:
        """Check a row, and wrap single values of multiselect attributes in lists.

        Raises:
            InvalidRowError: The API would reject the row.
        """
        if self._owner is None or self._work.kind == "delete":
            return row
        for name, value in row.values.items():
            attribute = self.attributes.get(name)
            if attribute is None:
                near = did_you_mean(name, self._slugs())
                message = f"{self._where()} has no attribute {brief(name)}{near}"
                raise InvalidRowError(message, "unknown_attribute", name)
            if not attribute.is_writable and name != self._work.matching:
                message = f"{brief(name)} is set by Attio and cannot be written"
                raise InvalidRowError(message, "read_only_attribute", name)
            if type(value) in {float, dt.datetime}:
                row.values[name] = _of_frame(attribute, value)
            if attribute.is_multiselect and value is not None and not isinstance(value, list | tuple):
                row.values[name] = [value]
            if self._dry_run and attribute.has_options:
                _check_options(attribute, row.values[name])
        if self._dry_run and self._work.kind == "create":
            self._check_required(row)
        return row

    def _check_required(self, row: Prepared) -> None:
        given = {self.attributes[name].api_slug for name, value in row.values.items() if value not in (None, [], "")}
        for slug in self._slugs():
            attribute = self.attributes[slug]
            if attribute.is_required and attribute.is_writable and not attribute.has_default and slug not in given:
                raise InvalidRowError(f"{slug!r} is required, but the row has no value for it", "missing_value", slug)


def _of_frame(attribute: AttributeSchema, value: object) -> object:
    """Convert values of frames back: a float in a text column to a whole number, a midnight to a date."""
    if isinstance(value, float) and attribute.type == "text" and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime) and attribute.type == "date" and value.time() == dt.time():
        return value.date().isoformat()
    return value


def _check_options(attribute: AttributeSchema, value: object) -> None:
    if attribute.options is None or value is None:
        return
    values = cast("Sequence[object]", value) if isinstance(value, list | tuple) else [value]
    known = {one.title for one in attribute.options} | {one.id for one in attribute.options}
    for one in values:
        if isinstance(one, Mapping):
            mapping = cast("Mapping[str, object]", one)
            one = mapping.get("option", mapping.get("status"))  # noqa: PLW2901 - the title in the mapping
        if isinstance(one, str) and one not in known:
            near = did_you_mean(one, (option.title for option in attribute.options))
            kind = "status" if attribute.type == "status" else "option"
            message = f"{attribute.api_slug!r} has no {kind} {brief(one)}{near}"
            raise InvalidRowError(message, "unknown_option", attribute.api_slug)
