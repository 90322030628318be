"""Shell completion of profiles, objects, lists and attributes, from files on disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from attio.cli import profiles, schemas
from attio.cli.exits import CommandError


def profile_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of a profile."""
    try:
        return _matching(profiles.Profiles.load().profiles, incomplete)
    except CommandError:
        return []


def objects(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slug of an object, or of a list after --list."""
    return _matching(_owners(ctx, "lists" if ctx.params.get("is_list") else "objects"), incomplete)


def lists(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slug of a list."""
    return _matching(_owners(ctx, "lists"), incomplete)


def attributes(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slug of an attribute, also after a `!` or after other fields and a comma."""
    fields, comma, last = incomplete.rpartition(",")
    bare = last.lstrip("!")
    prefix = f"{fields}{comma}{last[: len(last) - len(bare)]}"
    return [f"{prefix}{name}" for name in _matching(_attributes(ctx), bare)]


def settings(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete `FIELD=`."""
    return [f"{name}=" for name in _matching(_attributes(ctx), incomplete)]


def mappings(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the field of `COLUMN=FIELD`."""
    column, equals, field = incomplete.rpartition("=")
    if not equals:
        return []
    return [f"{column}={name}" for name in _matching(_attributes(ctx), field)]


COMPLETED: dict[str, Any] = {"object": objects, "parent_object": objects, "linked_object": objects, "list": lists}
"""Completion functions of operation parameters, by parameter name."""


def _owners(ctx: click.Context, kind: str) -> dict[str, list[str]]:
    """Return the attribute slugs of each object or list, by its slug."""
    params = {**ctx.find_root().params, **{name: value for name, value in ctx.params.items() if value is not None}}
    return schemas.names(schemas.path(params.get("profile"), sandbox=bool(params.get("sandbox"))), kind)


def _attributes(ctx: click.Context) -> list[str]:
    owner = str(ctx.params.get("object") or ctx.params.get("list"))
    is_list = ctx.params.get("is_list") or "list" in ctx.params
    return _owners(ctx, "lists" if is_list else "objects").get(owner, [])


def _matching(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
