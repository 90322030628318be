"""Users, groups and schemas of SCIM."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from attio.sandbox.scim.filters import Fields
from attio.sandbox.store.rows import Row

USER_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Group"
PATCH_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
LIST_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
_SCHEMA_SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema"

ROLES = ("admin", "member")


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A member of the workspace, or an invited person."""

    id: str
    user_name: str
    given_name: str
    family_name: str
    active: bool
    role: str
    created: str
    modified: str

    def fields(self) -> Fields:
        """Return the fields for filters."""
        return {
            "userName": self.user_name,
            "emails.value": self.user_name,
            "id": self.id,
            "name.givenName": self.given_name,
            "name.familyName": self.family_name,
            "active": self.active,
        }

    def wire(self) -> dict[str, object]:
        """Return the user as JSON values. A suspended user has no role."""
        user: dict[str, object] = {
            "schemas": [USER_SCHEMA],
            "id": self.id,
            "userName": self.user_name,
            "name": {"givenName": self.given_name, "familyName": self.family_name},
            "emails": [{"value": self.user_name, "primary": True, "type": "work"}],
            "active": self.active,
        }
        role = {"appRole": self.role} if self.active else {}
        return {**user, **role, "meta": _meta("User", self.created, self.modified)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Row):
    """A team of the workspace."""

    kind: ClassVar[str] = "team"

    display_name: str
    members: tuple[str, ...]
    created_at: str
    modified_at: str

    def fields(self) -> Fields:
        """Return the fields for filters."""
        return {"displayName": self.display_name}

    def wire(self, *, members: bool = True) -> dict[str, object]:
        """Return the group as JSON values, with or without its members."""
        items = [{"value": member_id, "$ref": f"/scim/v2/Users/{member_id}"} for member_id in self.members]
        return {
            "schemas": [GROUP_SCHEMA],
            "id": self.id,
            "displayName": self.display_name,
            **({"members": items} if members else {}),
            "meta": _meta("Group", self.created_at, self.modified_at),
        }


def _meta(kind: str, created: str, modified: str) -> Mapping[str, object]:
    """Return `meta`. Its timestamps have three fractional digits, not nine as elsewhere in the API."""
    return {"resourceType": kind, "created": f"{created[:23]}Z", "lastModified": f"{modified[:23]}Z"}


def _attribute(name: str, type_: str = "string", *, many: bool = False, **more: object) -> dict[str, object]:
    return {
        "name": name,
        "type": type_,
        "multiValued": many,
        "required": False,
        "mutability": "readWrite",
        "returned": "default",
        "uniqueness": "none",
        **more,
    }


def _schema(id: str, name: str, description: str, *attributes: dict[str, object]) -> dict[str, object]:
    meta = {"resourceType": "Schema", "location": f"/scim/v2/Schemas/{id}"}
    fields = {"schemas": [_SCHEMA_SCHEMA], "id": id, "name": name, "description": description}
    return {**fields, "attributes": list(attributes), "meta": meta}


def schemas() -> list[dict[str, object]]:
    """Return the schemas of users and groups."""
    value = _attribute("value", required=True)
    return [
        _schema(
            USER_SCHEMA,
            "User",
            "A member of the workspace",
            _attribute("userName", required=True, uniqueness="server"),
            _attribute(
                "name", "complex", subAttributes=[_attribute("givenName"), _attribute("familyName")]
            ),
            _attribute(
                "emails", "complex", many=True, mutability="readOnly",
                subAttributes=[value, _attribute("primary", "boolean")],
            ),
            _attribute("active", "boolean"),
            _attribute("appRole", canonicalValues=list(ROLES)),
        ),
        _schema(
            GROUP_SCHEMA,
            "Group",
            "A team of the workspace",
            _attribute("displayName", required=True, uniqueness="server"),
            _attribute("members", "complex", many=True, subAttributes=[value, _attribute("$ref", "reference")]),
        ),
    ]  # fmt: skip
