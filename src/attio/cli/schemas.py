"""Schemas that commands have read, kept on disk for dry runs and completion, which send nothing."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from attio.cli import profiles, sandboxes
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    from attio.client import Attio
    from attio.schema import WorkspaceSchema


def path(profile: str | None, *, sandbox: bool) -> Path | None:
    """The file of a workspace; None if it is not known which one commands would use.

    Args:
        profile: The profile that was named; None for none.
        sandbox: Whether a sandbox is used.
    """
    with suppress(CommandError):
        who = _who(profile, sandbox=sandbox)
        if who is not None:
            name = blake2b("\n".join(who).encode(), digest_size=16).hexdigest()
            return profiles.home() / "schemas" / f"{name}.json"
    return None


def _who(profile: str | None, *, sandbox: bool) -> tuple[str, ...] | None:
    """What tells workspaces apart without a request, and without a command that gives a token."""
    url = os.environ.get(sandboxes.SERVER_URL, "")
    if sandbox:
        served = None if url else sandboxes.find()
        url = served.url if served else url
        return ("sandbox", url) if url else None
    name = profile or os.environ.get(profiles.PROFILE)
    token = next(filter(None, map(os.environ.get, profiles.TOKENS)), None)
    if not name and token:
        return "token", token, url
    found = profiles.Profiles.load()
    name = name or found.default
    if name is None:
        return None
    kept = found.named(name)
    return "profile", name, str(kept.get("workspace_id")), url or str(kept.get("server_url"))


def load(file: Path | None) -> WorkspaceSchema | None:
    """Read what is kept; None if there is nothing, or nothing that can be read."""
    from attio.schema import WorkspaceSchema

    with suppress(OSError, ValueError):
        return None if file is None else WorkspaceSchema.load(file)
    return None


def find(file: Path | None, kind: str, who: str) -> Any:
    """Find the schema of an object or list; None if it is not kept.

    Args:
        file: Where it would be.
        kind: `object` or `list`.
        who: Its slug or id.
    """
    kept = load(file)
    if kept is not None:
        with suppress(KeyError):
            found: Any = getattr(kept, kind)(who)
            # Of other objects only the names are known.
            return found if found.attributes else None
    return None


def keep(file: Path | None, client: Attio, found: Any) -> None:
    """Keep the schema of an object or list, and the names of the objects beside it.

    Args:
        file: Where to keep it.
        client: The client that read it.
        found: The schema.
    """
    from attio.schema import ObjectSchema, WorkspaceSchema
    from attio.schema.requests import Need

    listed: Any = client.schema._cache.peek(Need("objects"))  # pyright: ignore[reportPrivateUsage]
    if file is None or not listed:
        return
    workspace = str(listed[0][0])
    before = load(file)
    if before is None or before.workspace_id != workspace:
        before = WorkspaceSchema(workspace)
    known = {one.id: one for one in before.object_schemas}
    objects = {one.id: known.get(one.id, one) for _, one in listed}
    lists = {one.id: one for one in before.list_schemas}
    (objects if isinstance(found, ObjectSchema) else lists)[found.id] = found
    save(file, replace(before, object_schemas=tuple(objects.values()), list_schemas=tuple(lists.values())), before)


def save(file: Path | None, new: WorkspaceSchema, before: WorkspaceSchema | None = None) -> None:
    """Write the file, unless nothing has changed; a folder that cannot be written is no problem of the command."""
    if file is not None and new != before:
        with suppress(OSError):
            profiles.write_whole(file, new.to_json())


def names(file: Path | None, kind: str) -> dict[str, list[str]]:
    """Read the slugs of the objects or lists, and those of their attributes, without loading anything else.

    Args:
        file: Where they are kept.
        kind: `objects` or `lists`.
    """
    try:
        content: Any = {} if file is None else json.loads(file.read_text("utf-8"))
        owners = cast("list[dict[str, Any]]", content.get(kind, []))
        return {one["api_slug"]: [each["api_slug"] for each in one.get("attributes", [])] for one in owners}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
