"""Types of events on the command line, and the ids that the events of each type have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attio._support.names import brief
from attio.cli.exits import CommandError

if TYPE_CHECKING:
    import click

    from attio.cli.session import Session

FIELDS: Mapping[str, tuple[str, ...]] = {
    "object": ("object_id", "parent_object_id"),
    "record": ("record_id", "parent_record_id"),
    "list": ("list_id",),
    "entry": ("entry_id",),
    "attribute": ("attribute_id",),
}
"""The fields of an event that an option can set; an event has at most one of them."""


def complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of a type."""
    return [name for name in types() if name.startswith(incomplete)]


def types() -> list[str]:
    """Return the names of all types of events."""
    from attio.sandbox.events import EVENT_TYPES  # the models know them as well, and take longer to load

    return list(EVENT_TYPES)


def checked(names: Sequence[str]) -> list[str]:
    """Check names of types.

    Raises:
        CommandError: There is no such type; names the nearest.
    """
    from attio._support.names import did_you_mean

    known = types()
    for name in names:
        if name not in known:
            raise CommandError(f"there is no event {brief(name)}{did_you_mean(name, known)}")
    return list(dict.fromkeys(names))


def fields_of(event_type: str) -> tuple[str, ...]:
    """Return the fields of an event that hold ids, besides that of its workspace."""
    from attio.sandbox.events import EVENT_TYPES

    kind = EVENT_TYPES[event_type]
    return (*kind.ids, *kind.extra)


def ids_of(session: Session, event_type: str, options: Mapping[str, str], given: Sequence[str]) -> dict[str, str]:
    """Find the ids of an event.

    Args:
        session: Gives the client that looks slugs up, and finds a record or an entry where none is named.
        event_type: Type of the event.
        options: What was given for the names of `FIELDS`.
        given: Other ids, as `NAME=VALUE`.

    Raises:
        CommandError: Events of this type have no such id.
        KeyError: There is no such object, list or attribute; names the nearest.
    """
    from attio._support.names import did_you_mean

    known = (*fields_of(event_type), "workspace_id")
    found: dict[str, str] = {}
    for name, value in options.items():
        field = next((one for one in FIELDS[name] if one in known), None)
        if field is None:
            raise CommandError(f"{event_type} has no {name}: it has {', '.join(known)}")
        found[field] = value
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not value:
            raise CommandError(f"--id {brief(one)} must be NAME=VALUE")
        if name not in known:
            raise CommandError(f"{event_type} has no {brief(name)}{did_you_mean(name, known)}")
        found[name] = value
    return found if session.choices.dry_run else {**found, **_looked_up(session, event_type, options)}


def _looked_up(session: Session, event_type: str, options: Mapping[str, str]) -> dict[str, str]:
    """Ids of what is named by a slug, and of a record or an entry that exists."""
    found: dict[str, str] = {}
    known, owner = fields_of(event_type), None
    wants_one = not event_type.endswith(".deleted")  # of which nothing exists
    client: Any = session.client if {"object", "list", "attribute"} & options.keys() else None
    if "object" in options:
        owner = session.owner("object", options["object"])
        field = next(one for one in FIELDS["object"] if one in known)
        found[field] = owner.id
        if wants_one and "record" not in options:
            record = next(iter(client.records.query(owner.id, limit=1)), None)
            found |= {field.replace("object", "record"): record.id.record_id} if record else {}
    if "list" in options:
        owner = session.owner("list", options["list"])
        found["list_id"] = owner.id
        if wants_one and "entry_id" in known and "entry" not in options:
            entry = next(iter(client.entries.query(owner.id, limit=1)), None)
            found |= {"entry_id": entry.id.entry_id} if entry else {}
    if "attribute" in options:
        if owner is None:
            raise CommandError("an attribute needs its --object or --list")
        found["attribute_id"] = owner.attribute(options["attribute"]).id
    return found | ({"workspace_id": client.meta.identify().workspace_id} if client else {})
