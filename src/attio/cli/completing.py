"""Completion of profiles, objects, lists and attributes, from what is kept on disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click

from attio.cli import profiles, schemas
from attio.cli.exits import CommandError


def profile_names(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of a profile."""
    try:
        return _beginning(profiles.Profiles.load().profiles, incomplete)
    except CommandError:
        return []


def objects(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slug of an object, or of a list after --list."""
    return _beginning(_owners(ctx, "lists" if ctx.params.get("is_list") else "objects"), incomplete)


def lists(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slug of a list."""
    return _beginning(_owners(ctx, "lists"), incomplete)


def attributes(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slug of an attribute; a `!`, or other fields and a comma may precede it."""
    fields, comma, last = incomplete.rpartition(",")
    bare = last.lstrip("!")
    before = f"{fields}{comma}{last[: len(last) - len(bare)]}"
    return [f"{before}{name}" for name in _beginning(_attributes(ctx), bare)]


def settings(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete `FIELD=`."""
    return [f"{name}=" for name in _beginning(_attributes(ctx), incomplete)]


def mappings(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the field of `COLUMN=FIELD`."""
    column, equals, field = incomplete.rpartition("=")
    return [f"{column}={name}" for name in _beginning(_attributes(ctx), field)] if equals else []


COMPLETED: dict[str, Any] = {"object": objects, "parent_object": objects, "linked_object": objects, "list": lists}
"""What completes parameters of operations, by their names."""


def _owners(ctx: click.Context, kind: str) -> dict[str, list[str]]:
    given = {**ctx.find_root().params, **{name: value for name, value in ctx.params.items() if value is not None}}
    return schemas.names(schemas.path(given.get("profile"), sandbox=bool(given.get("sandbox"))), kind)


def _attributes(ctx: click.Context) -> list[str]:
    owner = str(ctx.params.get("object") or ctx.params.get("list"))
    is_list = ctx.params.get("is_list") or "list" in ctx.params
    return _owners(ctx, "lists" if is_list else "objects").get(owner, [])


def _beginning(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]
