"""Cache of schemas on disk, for dry runs and shell completion, which send no requests."""

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
    """Return the path of the cached schema of the workspace; None if the workspace is not known.

    Args:
        profile: The profile of `--profile`; None without the option.
        sandbox: Whether `--sandbox` is given.
    """
    with suppress(CommandError):
        key = _workspace_key(profile, sandbox=sandbox)
        if key is not None:
            name = blake2b("\n".join(key).encode(), digest_size=16).hexdigest()
            return profiles.home() / "schemas" / f"{name}.json"
    return None


def _workspace_key(profile: str | None, *, sandbox: bool) -> tuple[str, ...] | None:
    """Return what identifies the workspace, without sending a request or running a token command."""
    url = os.environ.get(sandboxes.SERVER_URL, "")
    if sandbox:
        served = None if url else sandboxes.find()
        url = served.url if served else url
        return ("sandbox", url) if url else None
    name = profile or os.environ.get(profiles.PROFILE)
    tokens = [os.environ[variable] for variable in profiles.TOKENS if os.environ.get(variable)]
    if not name and tokens:
        return "token", tokens[0], url
    saved = profiles.Profiles.load()
    name = name or saved.default
    if name is None:
        return None
    data = saved.named(name)
    return "profile", name, str(data.get("workspace_id")), url or str(data.get("server_url"))


def load(file: Path | None) -> WorkspaceSchema | None:
    """Read the cached schema; None if there is no valid file."""
    from attio.schema import WorkspaceSchema

    with suppress(OSError, ValueError):
        return None if file is None else WorkspaceSchema.load(file)
    return None


def find(file: Path | None, kind: str, slug_or_id: str) -> Any:
    """Return the cached schema of an object or list; None if it is not in the cache.

    Args:
        file: Path of the cached schema.
        kind: `object` or `list`.
        slug_or_id: Slug or id of the object or list.
    """
    workspace = load(file)
    if workspace is not None:
        with suppress(KeyError):
            schema: Any = getattr(workspace, kind)(slug_or_id)
            # An object that was only listed has no attributes in the cache.
            return schema if schema.attributes else None
    return None


def keep(file: Path | None, client: Attio, schema: Any) -> None:
    """Add the schema of an object or list to the cache, with the names of all other objects.

    Args:
        file: Path of the cached schema.
        client: The client that read the schema.
        schema: The schema of the object or list.
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
    (objects if isinstance(schema, ObjectSchema) else lists)[schema.id] = schema
    save(file, replace(before, object_schemas=tuple(objects.values()), list_schemas=tuple(lists.values())), before)


def save(file: Path | None, new: WorkspaceSchema, before: WorkspaceSchema | None = None) -> None:
    """Write the cache if the schema has changed. Errors are ignored: commands work without the cache."""
    if file is not None and new != before:
        with suppress(OSError):
            profiles.write_whole(file, new.to_json())


def names(file: Path | None, kind: str) -> dict[str, list[str]]:
    """Return the attribute slugs of each cached object or list, by its slug. Reads the JSON only, for fast completion.

    Args:
        file: Path of the cached schema.
        kind: `objects` or `lists`.
    """
    slugs: dict[str, list[str]] = {}
    try:
        content: Any = {} if file is None else json.loads(file.read_text("utf-8"))
        for owner in cast("list[dict[str, Any]]", content.get(kind, [])):
            slugs[owner["api_slug"]] = [attribute["api_slug"] for attribute in owner.get("attributes", [])]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return slugs
