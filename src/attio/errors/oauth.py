"""Errors of scopes and of installations by OAuth."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from attio.errors.base import AttioSDKError, InvalidRequestError, Outcome

StateProblem: TypeAlias = Literal["missing", "forged", "expired", "browser", "used"]
"""What is wrong with the state of a callback."""

_NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_STATE_PROBLEMS: Mapping[StateProblem, str] = MappingProxyType(
    {
        "missing": "the callback has no state",
        "forged": "the state of the callback was not made by this app",
        "expired": "the installation took too long",
        "browser": "the installation was begun in another browser, or its cookie is gone",
        "used": "this callback was handled already",
    }
)


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


class OAuthError(AttioSDKError):
    """Base class of what can go wrong when a workspace installs an app by OAuth."""


class OAuthStateError(OAuthError):
    """The callback does not belong to an installation that this browser began; nothing was exchanged."""

    _outcome = "not_sent"

    def __init__(self, message: str = "", *, reason: StateProblem = "missing") -> None:
        """Say what is wrong with the state."""
        super().__init__(message or f"{_STATE_PROBLEMS[reason]}; begin the installation again", outcome="not_sent")
        self._reason: StateProblem = reason

    @property
    def reason(self) -> StateProblem:
        """`missing`, `forged`, `expired`, `browser` (another browser began it) or `used`."""
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
        """Name the status and the code of the response."""
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
    """The workspace has not installed the app, or not for this member."""

    _outcome = "not_sent"

    def __init__(self, message: str = "", *, workspace: str = "", member: str | None = None) -> None:
        """Name the workspace."""
        text = f"{workspace!r} has not installed the app{f' for the member {member!r}' if member else ''}"
        super().__init__(message or text, outcome="not_sent")
        self._workspace = workspace

    @property
    def workspace(self) -> str:
        """Id or slug of the workspace that was asked for."""
        return self._workspace
