# Generated from codegen/spec/scim.yaml by `make generate`; edit that file instead.
"""What the operations of `client.scim` take and answer."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field
from typing_extensions import Required, TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp

ScimAppRoleInput: TypeAlias = Annotated[Literal["admin", "member"], OPEN]
"""What a user may do in the workspace."""


ScimAppRole: TypeAlias = Annotated[ScimAppRoleInput | str, OPEN]
"""What a user may do in the workspace. The API may add to these."""


class ScimMeta(Model):
    """What SCIM notes about a user, a group or a schema."""

    resourceType: str
    """What it is: `User`, `Group` or `Schema`."""
    created: Timestamp | None = None
    """When it was created; schemas have none."""
    lastModified: Timestamp | None = None
    """When it was last changed; schemas have none."""
    location: str | None = None
    """Path of it; only schemas have one."""


class ScimUserName(Model):
    """The name of a user."""

    givenName: str | None = None
    """First name."""
    familyName: str | None = None
    """Last name."""


class ScimUserEmail(Model):
    """An e-mail address of a user."""

    value: str
    """The address."""
    primary: bool
    """Whether it is the main one."""
    type: str | None = None
    """What it is used for, such as `work`."""


class ScimUserRole(Model):
    """What a user may do, in an older form; `appRole` is the newer."""

    value: str
    """The role."""
    primary: bool
    """Whether it is the main one."""


class ScimUser(Envelope):
    """A workspace member, or someone invited."""

    schemas: list[str]
    """What kind of SCIM resource it is."""
    id: str
    """Id of the membership or of the invite."""
    userName: str
    """E-mail address of the user."""
    name: ScimUserName
    """Name of the user."""
    emails: list[ScimUserEmail]
    """E-mail addresses of the user."""
    active: bool
    """Whether the user may sign in: false if suspended, true if only invited."""
    appRole: ScimAppRole | None = None
    """What the user may do; absent if suspended."""
    roles: list[ScimUserRole] | None = None
    """Deprecated: what the user may do, in an older form."""
    profileUrl: str | None = None
    """Where a picture of the user is; only older documentation has it."""
    meta: ScimMeta
    """When it was created and changed."""


class ScimGroupMember(Model):
    """Someone in a group."""

    model_config = ConfigDict(validate_by_name=True)

    value: str
    """Id of the user."""
    ref: str = Field(alias="$ref")
    """Path of the user, such as `/scim/v2/Users/ID`."""


class ScimGroup(Envelope):
    """A team of the workspace."""

    schemas: list[str]
    """What kind of SCIM resource it is."""
    id: str
    """Id of the group."""
    displayName: str
    """Name of the group."""
    members: list[ScimGroupMember] | None = None
    """Who is in the group; absent from lists without `members`."""
    meta: ScimMeta
    """When it was created and changed."""


class ScimSchemaAttribute(Model):
    """One of the things a user or group consists of."""

    name: str
    """Its name, such as `userName`."""
    type: str
    """Its type, such as `string` or `complex`."""
    multiValued: bool
    """Whether there may be several."""
    description: str | None = None
    """What it is."""
    required: bool | None = None
    """Whether it must be there."""
    canonicalValues: list[str] | None = None
    """Values that are usual for it."""
    mutability: str | None = None
    """Whether it can be written, such as `readWrite` or `readOnly`."""
    returned: str | None = None
    """When answers have it, such as `default` or `always`."""
    uniqueness: str | None = None
    """Whether two may have the same: `none`, `server` or `global`."""
    subAttributes: list[ScimSchemaAttribute] | None = None
    """What it consists of itself, if its type is `complex`."""


class ScimSchema(Model):
    """What users or groups consist of."""

    schemas: list[str] | None = None
    """What kind of SCIM resource it is."""
    id: str
    """URN of the schema."""
    name: str
    """`User` or `Group`."""
    description: str | None = None
    """What it describes."""
    attributes: list[ScimSchemaAttribute]
    """What it consists of."""
    meta: ScimMeta | None = None
    """What kind of thing it is and its path."""


class ScimUserNameInput(TypedDict, total=False):
    """A name to give a user."""

    givenName: str
    """First name."""
    familyName: str
    """Last name."""


class ScimPatchOperation(TypedDict, total=False):
    """One step of an edit."""

    op: Required[Annotated[Literal["add", "remove", "replace"], OPEN]]
    """What to do."""
    path: str
    """What to do it to, such as `active` or `members`; not needed if `value` is an object that says so."""
    value: object
    """The new value; for `members` a list of objects with a `value`."""


class ScimGroupMemberInput(TypedDict, total=False):
    """Someone to put in a group."""

    value: Required[str]
    """Id of the user."""
    ref: str
    """Path of the user; not needed."""
    type: str
    """What it is, such as `User`; not needed."""


class ScimUsersListResponse(Page[ScimUser]):
    """Answer to `scim.users.list`."""

    schemas: list[str]
    """What kind of SCIM message it is."""
    totalResults: int
    """How many there are in all."""
    startIndex: int
    """Number of the first one of this page, from 1."""
    itemsPerPage: int
    """How many this page has."""
    Resources: list[ScimUser]
    """The users of this page."""


class ScimGroupsListResponse(Page[ScimGroup]):
    """Answer to `scim.groups.list`."""

    schemas: list[str]
    """What kind of SCIM message it is."""
    totalResults: int
    """How many there are in all."""
    startIndex: int
    """Number of the first one of this page, from 1."""
    itemsPerPage: int
    """How many this page has."""
    Resources: list[ScimGroup]
    """The groups of this page."""


class ScimSchemasListResponse(Envelope):
    """Answer to `scim.schemas.list`."""

    schemas: list[str]
    """What kind of SCIM message it is."""
    totalResults: int
    """How many there are in all."""
    startIndex: int
    """Number of the first one of this page, from 1."""
    itemsPerPage: int
    """How many this page has."""
    Resources: list[ScimSchema]
    """The schemas."""
