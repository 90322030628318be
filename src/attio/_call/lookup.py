"""Find operations by name, and the scopes that they need."""

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
    """Find an operation by its name, such as `records.query`, or by that of its function, such as `records_query`.

    Raises:
        InvalidRequestError: There is no such operation; suggests the nearest.
    """
    known = {one.replace(".", "_"): one for one in get_args(OperationName)}
    function = name.rstrip("_").replace(".", "_")  # `records.assert_` is the method
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
        target: `objects` or `lists`, for operations on attributes; None for those of both.

    Returns:
        The scopes that the token lacks, by operation; only operations that lack one.

    Raises:
        InvalidRequestError: There is no such operation or target.
    """
    has = set(granted.split())
    has |= {scope.replace(":read-write", ":read") for scope in has}
    missing: dict[str, tuple[str, ...]] = {}
    for name in operations:
        lacking = tuple(scope for scope in _needed(find_operation(name), target) if scope not in has)
        if lacking:
            missing[name] = lacking
    return missing


def require_scopes(identity: Any, operations: Iterable[str], target: str | None) -> None:
    """Check the response of `meta.identify`.

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


def _needed(operation: Operation[Any], target: str | None) -> tuple[str, ...]:
    by_target: Mapping[str, tuple[str, ...]] = operation.scopes_by_target
    if not by_target:
        return operation.scopes
    if target is None:
        return tuple(dict.fromkeys(scope for scopes in by_target.values() for scope in scopes))
    if target not in by_target:
        raise InvalidRequestError(f"target is {' or '.join(map(repr, by_target))}, not {brief(target)}")
    return by_target[target]
