"""Errors of missing scopes and of OAuth installations."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from attio.errors.base import AttioSDKError, InvalidRequestError, Outcome

StateProblem: TypeAlias = Literal["missing", "forged", "expired", "browser", "used"]
"""Problem with the state of a callback."""

_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_STATE_PROBLEMS: Mapping[StateProblem, str] = MappingProxyType(
    {
        "missing": "the callback has no state",
        "forged": "this app did not create the state of the callback",
        "expired": "the installation took too long",
        "browser": "the installation was started in another browser, or its cookie was deleted",
        "used": "this callback was already handled",
    }
)


class MissingScopesError(InvalidRequestError):
    """The token lacks scopes that operations need; raised by `client.require`."""

    def __init__(self, message: str = "", *, missing: Mapping[str, tuple[str, ...]] = _NONE) -> None:
        """Create an error from the missing scopes of each operation."""
        operations_by_scope: dict[str, list[str]] = {}
        for operation, scopes in missing.items():
            for scope in scopes:
                operations_by_scope.setdefault(scope, []).append(operation)
        texts = [f"{scope} (for {', '.join(names)})" for scope, names in operations_by_scope.items()]
        super().__init__(message or f"the token lacks scopes: {', '.join(texts)}; add them in the settings of Attio")
        self._missing = dict(missing)

    @property
    def missing(self) -> Mapping[str, tuple[str, ...]]:
        """The missing scopes of each operation."""
        return self._missing


class OAuthError(AttioSDKError):
    """Base class of errors during the OAuth installation of an app."""


class OAuthStateError(OAuthError):
    """The callback does not belong to an installation that this browser has started; no token was requested."""

    _outcome = "not_sent"

    def __init__(self, message: str = "", *, reason: StateProblem = "missing") -> None:
        """Create an error for a problem with the state."""
        super().__init__(message or f"{_STATE_PROBLEMS[reason]}; start the installation again", outcome="not_sent")
        self._reason: StateProblem = reason

    @property
    def reason(self) -> StateProblem:
        """The problem: `missing`, `forged`, `expired`, `browser` (it is another browser) or `used`."""
        return self._reason


class OAuthDeniedError(OAuthError):
    """The user did not approve the installation."""

    _outcome = "not_sent"

    def __init__(self, message: str = "the user did not approve the installation") -> None:
        """Create an error."""
        super().__init__(message, outcome="not_sent")


class OAuthExchangeError(OAuthError):
    """Attio did not exchange the code for a token, or the token is not active."""

    def __init__(
        self, message: str = "", *, status_code: int = 0, code: str | None = None, outcome: Outcome = "rejected"
    ) -> None:
        """Create an error from the status and the code of the response."""
        named = f" {code}" if code else ""
        super().__init__(message or f"the code was not exchanged: status {status_code}{named}", outcome=outcome)
        self._status_code, self._code = status_code, code

    @property
    def status_code(self) -> int:
        """HTTP status of the response."""
        return self._status_code

    @property
    def code(self) -> str | None:
        """Code of the error, such as `invalid_grant`; None if the response has none."""
        return self._code


class NotInstalledError(OAuthError):
    """The workspace has not installed the app, or this member has not."""

    _outcome = "not_sent"

    def __init__(self, message: str = "", *, workspace: str = "", member: str | None = None) -> None:
        """Create an error for a workspace, or for a member of it."""
        text = f"{workspace!r} has not installed the app{f' for the member {member!r}' if member else ''}"
        super().__init__(message or text, outcome="not_sent")
        self._workspace = workspace

    @property
    def workspace(self) -> str:
        """Id or slug of the workspace."""
        return self._workspace
