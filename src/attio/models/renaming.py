"""Rename input keys whose name in the JSON of the API is not a valid Python name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from pydantic import GetCoreSchemaHandler, ValidatorFunctionWrapHandler
from pydantic_core import CoreSchema, core_schema


class Renamed:
    """Marks an input with renamed keys: `Annotated[ScimGroupMemberInput, Renamed(ref="$ref")]`."""

    def __init__(self, **names: str) -> None:
        """Store the name of each key in the JSON of the API."""
        self._wire_names = names
        self._names = {wire_name: name for name, wire_name in names.items()}

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_wrap_validator_function(self._rename, handler(source))

    def _rename(self, value: object, validate: ValidatorFunctionWrapHandler) -> object:
        # The value may come from a response, which uses the names of the API.
        return _with_names(validate(_with_names(value, self._names)), self._wire_names)


def _with_names(value: object, names: Mapping[str, str]) -> object:
    if not isinstance(value, Mapping):
        return value
    mapping = cast("Mapping[str, object]", value)
    return {names.get(key, key): item for key, item in mapping.items()}
