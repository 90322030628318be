"""Find operations by name, and compare the scopes they need with those of a token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, get_args

from attio._call.operation_names import OperationName
from attio._support.names import brief, did_you_mean
from attio.errors.base import InvalidRequestError
from attio.errors.oauth import MissingScopesError
from attio.errors.statuses import AuthenticationError

if TYPE_CHECKING:
    from attio._call.operation import Operation


def find_operation(name: str) -> Operation[Any]:
    """Find an operation by its name, such as `records.query`, or the name of its function, such as `records_query`.

    Raises:
        InvalidRequestError: There is no such operation; the message suggests the most similar name.
    """
    known = {operation_name.replace(".", "_"): operation_name for operation_name in get_args(OperationName)}
    function = name.rstrip("_").replace(".", "_")  # the method `records.assert_` has an underscore at the end
    if function not in known:
        raise InvalidRequestError(f"there is no operation {brief(name)}{did_you_mean(name, known.values())}")
    module = import_module(f"attio.funcs.{known[function].partition('.')[0]}")
    operation: Operation[Any] = getattr(module, function.upper())
    return operation


def missing_scopes(granted: str, operations: Iterable[str], target: str | None) -> dict[str, tuple[str, ...]]:
    """Compare the scopes of a token with those that operations need.

    Args:
        granted: Scopes of the token, separated by spaces.
        operations: Names of operations.
        target: For operations on attributes, `objects` or `lists`; None for both.

    Returns:
        The missing scopes of each operation that the token does not allow.

    Raises:
        InvalidRequestError: There is no such operation or target.
    """
    scopes = set(granted.split())
    scopes |= {scope.replace(":read-write", ":read") for scope in scopes}
    missing: dict[str, tuple[str, ...]] = {}
    for name in operations:
        missing_here = tuple(scope for scope in _needed_scopes(find_operation(name), target) if scope not in scopes)
        if missing_here:
            missing[name] = missing_here
    return missing


def require_scopes(identity: Any, operations: Iterable[str], target: str | None) -> None:
    """Check the response of `meta.identify` for the scopes that operations need.

    Raises:
        MissingScopesError: The token lacks scopes.
        AuthenticationError: The token is not active.
        InvalidRequestError: There is no such operation or target.
    """
    if identity.active is not True:
        raise AuthenticationError(
            "the token is not active: it is unknown, revoked or deleted",
            status_code=identity.http.status_code,
            operation="meta.identify",
            outcome="rejected",
        )
    missing = missing_scopes(identity.scope, operations, target)
    if missing:
        raise MissingScopesError(missing=missing)


def _needed_scopes(operation: Operation[Any], target: str | None) -> tuple[str, ...]:
    by_target: Mapping[str, tuple[str, ...]] = operation.scopes_by_target
    if not by_target:
        return operation.scopes
    if target is None:
        return tuple(dict.fromkeys(scope for scopes in by_target.values() for scope in scopes))
    if target not in by_target:
        raise InvalidRequestError(f"target is {' or '.join(map(repr, by_target))}, not {brief(target)}")
    return by_target[target]
