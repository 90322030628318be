"""`WorkspaceSchema`: a snapshot of the schema of a workspace, to read without a client, save and compare."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from attio._support.argument_types import check_path, check_text
from attio._support.lazy import lazy_module
from attio._support.names import brief
from attio._support.new_files import new_text_file
from attio.schema.explanation import Explains
from attio.schema.records import AttributeSchema, ListSchema, MemberSchema, ObjectSchema, OptionSchema, find

if TYPE_CHECKING:
    from attio.schema import diff as schema_diff
else:
    schema_diff = lazy_module("attio.schema.diff")

FORMAT = 1
T = TypeVar("T")
_NESTED: Mapping[str, type] = {"attributes": AttributeSchema, "options": OptionSchema}


@dataclass(frozen=True)
class WorkspaceSchema(Explains):
    """The objects, lists and members of a workspace at one time, created by `client.schema.snapshot()`."""

    workspace_id: str = ""
    """Id of the workspace."""
    object_schemas: tuple[ObjectSchema, ...] = ()
    """The objects."""
    list_schemas: tuple[ListSchema, ...] = ()
    """The lists."""
    member_schemas: tuple[MemberSchema, ...] = ()
    """The members; empty if the snapshot was created without them."""

    def object(self, who: str) -> ObjectSchema:
        """Return an object by slug or id.

        Raises:
            KeyError: There is no such object. The message suggests a similar slug.
        """
        return find("object", who, self.object_schemas, "api_slug")

    def objects(self) -> tuple[ObjectSchema, ...]:
        """Return all objects."""
        return self.object_schemas

    def list(self, who: str) -> ListSchema:
        """Return a list by slug or id.

        Raises:
            KeyError: There is no such list. The message suggests a similar slug.
        """
        return find("list", who, self.list_schemas, "api_slug")

    def lists(self) -> tuple[ListSchema, ...]:
        """Return all lists."""
        return self.list_schemas

    def owner(self, who: str) -> ObjectSchema | ListSchema:
        """Return an object or list by slug or id. Objects take precedence.

        Raises:
            KeyError: There is no such object or list. The message suggests a similar slug.
        """
        return owner_of(who, self.object_schemas, self.list_schemas)

    def attribute(self, owner: str, who: str) -> AttributeSchema:
        """Return an attribute of an object or list, by slug or id.

        Raises:
            KeyError: There is no such object, list or attribute. The message suggests a similar slug.
        """
        check_text("companies", owner=owner)
        return self.owner(owner).attribute(who)

    def options(self, owner: str, attribute: str) -> tuple[OptionSchema, ...]:
        """Return the options or statuses of an attribute; empty for other types."""
        check_text("categories", attribute=attribute)
        return self.attribute(owner, attribute).options or ()

    def members(self) -> tuple[MemberSchema, ...]:
        """Return the members."""
        return self.member_schemas

    def member(self, who: str) -> MemberSchema:
        """Return a member by e-mail address or id.

        Raises:
            KeyError: There is no such member. The message suggests a similar address.
        """
        return find("workspace member", who, self.member_schemas, "email_address")

    def diff(self, new: WorkspaceSchema) -> schema_diff.SchemaDiff:
        """Compare this snapshot with a later one. Parts are matched by id."""
        from attio.schema.diff import compare

        if not isinstance(cast("object", new), WorkspaceSchema):
            raise TypeError(f"new must be a snapshot, such as client.schema.snapshot(), not {brief(new)}")
        return compare((self.object_schemas, self.list_schemas), (new.object_schemas, new.list_schemas))

    def to_json(self) -> str:
        """Return the snapshot as JSON. The text is deterministic, so it can be kept in version control."""
        content: dict[str, object] = {"format": FORMAT, "workspace_id": self.workspace_id}
        content["objects"] = [_plain(one) for one in self.object_schemas]
        content["lists"] = [_plain(one) for one in self.list_schemas]
        if self.member_schemas:
            content["members"] = [_plain(one) for one in self.member_schemas]
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> WorkspaceSchema:
        """Parse the JSON of a snapshot. Unknown keys are ignored.

        Raises:
            ValueError: The text is not a snapshot.
        """
        if not isinstance(cast("object", text), str | bytes):
            raise TypeError(f"text must be the JSON of a snapshot as a str, not {brief(text)}")
        try:
            content: Any = json.loads(text)
            if not isinstance(cast("object", content), dict):
                message = f"expected a JSON object, not {type(content).__name__}"
                raise TypeError(message)
            if content["format"] != FORMAT:
                message = f"it has format {content['format']!r}, but this version reads format {FORMAT}"
                raise ValueError(message)
            return cls(
                str(content["workspace_id"]),
                _read_all(ObjectSchema, content["objects"]),
                _read_all(ListSchema, content["lists"]),
                _read_all(MemberSchema, content.get("members", [])),
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            reason = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
            message = f"not a snapshot of a workspace schema: {reason}"
            raise ValueError(message) from None

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the snapshot to a file atomically."""
        check_path(path=path)
        with new_text_file(Path(path)) as file:
            file.write(self.to_json())

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> WorkspaceSchema:
        """Read a snapshot from a file.

        Raises:
            ValueError: The file is not a snapshot. The message contains the path.
        """
        check_path(path=path)
        try:
            return cls.from_json(Path(path).read_text("utf-8"))
        except UnicodeDecodeError:
            message = f"{path}: not a snapshot of a workspace schema: it is not UTF-8"
        except ValueError as error:
            message = f"{path}: {error}"
        raise ValueError(message)


def owner_of(who: str, objects: Sequence[ObjectSchema], lists: Sequence[ListSchema]) -> ObjectSchema | ListSchema:
    """Return an object or list by slug or id. Objects take precedence."""
    owners: tuple[ObjectSchema | ListSchema, ...] = (*objects, *lists)
    return find("object or list", who, owners, "api_slug")


def _plain(part: Any) -> dict[str, object]:
    """Convert a data class to a dict, without fields that have their default value."""
    content: dict[str, object] = {}
    for field in fields(part):
        value: object = getattr(part, field.name)
        if field.default is not MISSING and value == field.default and field.name != "attributes":
            continue
        if isinstance(value, tuple):
            items = cast("tuple[object, ...]", value)
            value = [_plain(item) if field.name in _NESTED else item for item in items]
        content[field.name] = value
    return content


def _read_all(kind: Callable[..., T], content: object) -> tuple[T, ...]:
    if not isinstance(content, list):
        message = f"expected a list, not {type(content).__name__}"
        raise TypeError(message)
    return tuple(_read(kind, one) for one in cast("list[object]", content))


def _read(kind: Callable[..., T], content: object) -> T:
    if not isinstance(content, dict):
        message = f"expected a JSON object, not {type(content).__name__}"
        raise TypeError(message)
    json_fields = cast("dict[str, Any]", content)
    known: dict[str, Any] = {}
    for field in fields(cast("Any", kind)):
        if field.name in json_fields:
            known[field.name] = _checked(field.name, str(field.type), json_fields[field.name])
    return kind(**known)


def _checked(name: str, kind: str, value: Any) -> Any:
    if name in _NESTED:
        return _read_all(_NESTED[name], value)
    if kind.startswith("tuple"):
        items = tuple(cast("list[object]", value)) if isinstance(value, list) else (None,)
        is_valid = all(isinstance(item, str) for item in items)
        value = items
    elif kind == "bool":
        is_valid = isinstance(value, bool)
    else:
        is_valid = isinstance(value, str) or (value is None and "None" in kind)
    if not is_valid:
        message = f"{name} has the wrong type"
        raise TypeError(message)
    return value
