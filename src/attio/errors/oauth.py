"""Errors of scopes and of installations by OAuth."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from attio.errors.base import InvalidRequestError

_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class MissingScopesError(InvalidRequestError):
    """The token lacks scopes that operations need; raised by `client.require`."""

    def __init__(self, message: str = "", *, missing: Mapping[str, tuple[str, ...]] = _NONE) -> None:
        """Name the operations and the scopes that each lacks."""
        scopes: dict[str, list[str]] = {}
        for operation, lacking in missing.items():
            for scope in lacking:
                scopes.setdefault(scope, []).append(operation)
        listed = ", ".join(f"{scope} (for {', '.join(names)})" for scope, names in scopes.items())
        super().__init__(message or f"the token lacks scopes: {listed}; add them in Attio's settings")
        self._missing = dict(missing)

    @property
    def missing(self) -> Mapping[str, tuple[str, ...]]:
        """The scopes that the token lacks, by operation."""
        return self._missing
