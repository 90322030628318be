"""Patches of SCIM: operations on a user or a group. They are applied in order, all of them or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from attio.sandbox.messages import is_array, is_mapping
from attio.sandbox.scim.errors import invalid
from attio.sandbox.scim.resources import PATCH_SCHEMA, ROLES, Group, User

_OPERATIONS = ("add", "replace", "remove")
_MEMBER = re.compile(r'members\[\s*value\s+eq\s+"([^"]*)"\s*\]', re.IGNORECASE)
_USER_PATHS = ("name.givenName", "name.familyName", "active", "appRole")
_GROUP_PATHS = ("displayName", "members")


class _Step(NamedTuple):
    op: str
    path: str
    value: object


def patch_user(user: User, body: Mapping[str, object]) -> User:
    """Return a user after a patch.

    Raises:
        ScimError: The patch is invalid.
    """
    for step in _steps(body, _USER_PATHS):
        match step.path:
            case "name.givenName":
                user = replace(user, given_name="" if step.op == "remove" else text(step.value, step.path))
            case "name.familyName":
                user = replace(user, family_name="" if step.op == "remove" else text(step.value, step.path))
            case _ if step.op == "remove":
                raise invalid("mutability", f"{step.path} cannot be removed.")
            case "active":
                user = replace(user, active=flag(step.value))
            case _:
                user = replace(user, role=role(step.value))
    return user


def patch_group(group: Group, body: Mapping[str, object]) -> Group:
    """Return a group after a patch. The caller must check that its members exist.

    Raises:
        ScimError: The patch is invalid.
    """
    for step in _steps(body, _GROUP_PATHS):
        if step.path == "displayName":
            if step.op == "remove":
                raise invalid("mutability", "displayName cannot be removed.")
            group = replace(group, display_name=display_name(step.value))
        else:
            group = replace(group, members=_members_after(group.members, step))
    return group


def _members_after(members: tuple[str, ...], step: _Step) -> tuple[str, ...]:
    single = _MEMBER.fullmatch(step.path)
    if single is not None:
        if step.op != "remove":
            raise invalid("invalidPath", f"{step.path} can only be removed.")
        if single[1] not in members:
            raise invalid("noTarget", "The group has no such member.")
        return tuple(member_id for member_id in members if member_id != single[1])
    if step.op == "remove":
        removed = members if step.value is None else member_ids(step.value)
        return tuple(member_id for member_id in members if member_id not in removed)
    new_members = member_ids(step.value)
    return tuple(dict.fromkeys((*members, *new_members))) if step.op == "add" else new_members


def _steps(body: Mapping[str, object], known: Sequence[str]) -> Iterator[_Step]:
    """Yield the operations of a patch, one for each attribute, with its full path."""
    schemas, operations = body.get("schemas"), body.get("Operations")
    if not is_array(schemas) or PATCH_SCHEMA not in schemas:
        raise invalid("invalidSyntax", f"schemas must contain {PATCH_SCHEMA}.")
    if not is_array(operations) or not operations:
        raise invalid("invalidSyntax", "Operations must be a list with at least one operation.")
    for operation in operations:
        if not is_mapping(operation):
            raise invalid("invalidSyntax", "An operation must be an object.")
        op = str(operation.get("op")).lower()
        if op not in _OPERATIONS:
            raise invalid("invalidSyntax", f"{operation.get('op')} is not an operation; use {', '.join(_OPERATIONS)}.")
        path, value = operation.get("path"), operation.get("value")
        if path is not None:
            attributes = _named(str(path), value)
        elif op == "remove":
            raise invalid("noTarget", "remove needs a path.")
        elif is_mapping(value):
            attributes = _flattened(value)
        else:
            raise invalid("invalidValue", "An operation without a path needs an object as its value.")
        for name, content in attributes:
            yield _Step(op, _path(name, known), content)


def _named(path: str, value: object) -> Iterator[tuple[str, object]]:
    if path.lower() == "name" and is_mapping(value):
        yield from _flattened({"name": value})
    else:
        yield path, value


def _flattened(value: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, content in value.items():
        if name.lower() == "name" and is_mapping(content):
            yield from ((f"name.{part}", item) for part, item in content.items())
        else:
            yield name, content


def _path(path: str, known: Sequence[str]) -> str:
    known_path = next((name for name in known if name.lower() == path.lower()), None)
    if known_path is None and "members" in known and _MEMBER.fullmatch(path):
        return path
    if known_path is None:
        raise invalid("invalidPath", f"{path} cannot be changed.")
    return known_path


def text(value: object, name: str) -> str:
    """Return a string; raise an error for any other value."""
    if not isinstance(value, str):
        raise invalid("invalidValue", f"{name} must be a string.")
    return value


def flag(value: object) -> bool:
    """Return a boolean, which some identity providers send as a string; raise an error for any other value."""
    parsed = {"true": True, "false": False}.get(str(value).lower())
    if parsed is None:
        raise invalid("invalidValue", "active must be true or false.")
    return parsed


def role(value: object) -> str:
    """Return a role; raise an error for any other value."""
    if value not in ROLES:
        raise invalid("invalidValue", f"appRole must be {' or '.join(ROLES)}.")
    return str(value)


def display_name(value: object) -> str:
    """Return the trimmed name of a group; raise an error if it is empty."""
    name = text(value, "displayName").strip()
    if not name:
        raise invalid("invalidValue", "displayName must not be empty.")
    return name


def member_ids(value: object) -> tuple[str, ...]:
    """Return the ids of members, each an object with the id as `value`."""
    items = value if is_array(value) else [value]
    ids = [item.get("value") if is_mapping(item) else None for item in items]
    if not all(isinstance(each, str) for each in ids):
        raise invalid("invalidValue", "members must be a list of objects with a value.")
    return tuple(dict.fromkeys(map(str, ids)))
