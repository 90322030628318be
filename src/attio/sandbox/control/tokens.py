"""Create tokens, and check their scopes and members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from attio._support.names import brief
from attio.sandbox.control.naming import ControlError, unknown
from attio.sandbox.handlers.meta import SCOPES
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Member, Token
from attio.sandbox.workspace import Workspace

KNOWN = frozenset(f"{scope}:{right}" for scope in SCOPES for right in ("read", "read-write"))


def check_scopes(scopes: Iterable[str] | None) -> frozenset[str] | None:
    """Return scopes as a set.

    Raises:
        ControlError: `scopes` is a single string, or a scope does not exist.
    """
    if scopes is None:
        return None
    if isinstance(scopes, str):
        raise ControlError(f"scopes={brief(scopes)} is a single string; pass a list, such as {brief(scopes.split())}")
    granted = frozenset(scopes)
    for scope in sorted(granted - KNOWN):
        raise unknown("scope", scope, sorted(KNOWN))
    return granted


def check_tokens(tokens: Mapping[str, Iterable[str] | None]) -> Mapping[str, Iterable[str] | None]:
    """Check the argument `tokens` of `Sandbox`.

    Raises:
        ControlError: `tokens` is not a mapping. The message does not contain it, because tokens are secret.
    """
    if not isinstance(cast("object", tokens), Mapping):
        kind = type(tokens).__name__
        raise ControlError(f"tokens must be a dict of tokens and their scopes, such as {{'token': None}}, not {kind}")
    return tokens


def find_member(workspace: Workspace, member: Member | str | None) -> Member:
    """Return a member of a workspace by id, e-mail address or as a `Member`. Defaults to the first member.

    Raises:
        ControlError: There is no such member.
    """
    members = workspace.table(Member)
    if member is None:
        return next(iter(members))
    reference = member if isinstance(member, str) else member.id
    match = workspace.member(reference)
    if match is None:
        raise unknown("member", reference, [known.email_address for known in members])
    return match


def make_token(
    changes: Changes,
    *,
    secret: str | None = None,
    scopes: frozenset[str] | None,
    member_id: str | None = None,
    client_id: str | None = None,
    authorized_by: str | None = None,
) -> Token:
    """Add a token to a workspace. A token with the same secret is replaced.

    Args:
        changes: Collects the writes.
        secret: The token itself. Defaults to a random one.
        scopes: Scopes of the token; None for all.
        member_id: Id of the member for whom the token acts; None for a token of the workspace.
        client_id: Id of the OAuth app with the token, if any.
        authorized_by: Id of the member who granted the token. Defaults to the first member.
    """
    workspace = changes.workspace
    secret = secret or f"sandbox-{workspace.new_id()}"
    for known in workspace.find(Token, "secret", secret):
        changes.remove(known)
    token = Token(
        id=workspace.new_id(),
        secret=secret,
        scopes=scopes,
        issued_at=int(workspace.clock().timestamp()),
        member_id=member_id,
        client_id=client_id,
        authorized_by=authorized_by,
    )
    changes.put(token)
    return token
