"""Tokens: what they may do, and how they are made."""

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
        ControlError: They are one string, or one of them does not exist.
    """
    if scopes is None:
        return None
    if isinstance(scopes, str):
        raise ControlError(f"scopes={brief(scopes)} is one string; give a list, such as {brief(scopes.split())}")
    granted = frozenset(scopes)
    for scope in sorted(granted - KNOWN):
        raise unknown("scope", scope, sorted(KNOWN))
    return granted


def check_tokens(tokens: Mapping[str, Iterable[str] | None]) -> Mapping[str, Iterable[str] | None]:
    """Check the tokens that a sandbox is made with.

    Raises:
        ControlError: They are no dict; the message does not contain them.
    """
    if not isinstance(cast("object", tokens), Mapping):
        kind = type(tokens).__name__
        raise ControlError(f"tokens must be a dict of tokens and their scopes, such as {{'token': None}}, not {kind}")
    return tokens


def find_member(workspace: Workspace, member: Member | str | None) -> Member:
    """Return a member of a workspace by itself, its id or its e-mail address; the first by default.

    Raises:
        ControlError: There is no such member.
    """
    members = workspace.table(Member)
    if member is None:
        return next(iter(members))
    reference = member if isinstance(member, str) else member.id
    found = workspace.member(reference)
    if found is None:
        raise unknown("member", reference, [known.email_address for known in members])
    return found


def make_token(
    changes: Changes,
    *,
    secret: str | None = None,
    scopes: frozenset[str] | None,
    member_id: str | None = None,
    client_id: str | None = None,
    authorized_by: str | None = None,
) -> Token:
    """Make a token known to a workspace; one with the same secret is replaced.

    Args:
        changes: Where to write.
        secret: The token itself; made up by default.
        scopes: What it may do; None for everything.
        member_id: The member it acts for; None for a token of the workspace.
        client_id: The OAuth app it was granted to, if any.
        authorized_by: The member who granted it; the first member by default.
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
