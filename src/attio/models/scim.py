# Generated from codegen/spec/scim.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.scim`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field
from typing_extensions import Required, TypedDict

from attio._paging.items import ItemList
from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp

ScimAppRoleInput: TypeAlias = Annotated[Literal["admin", "member"], OPEN]
"""Role of a user in the workspace."""


ScimAppRole: TypeAlias = Annotated[ScimAppRoleInput | str, OPEN]
"""Role of a user in the workspace. The API may add values."""


class ScimMeta(Model):
    """Metadata of a user, a group or a schema."""

    resourceType: str
    """Type of the resource: `User`, `Group` or `Schema`."""
    created: Timestamp | None = None
    """Creation time; `None` for schemas."""
    lastModified: Timestamp | None = None
    """Time of the last change; `None` for schemas."""
    location: str | None = None
    """Path of the resource; only for schemas."""


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
    """Whether this is the primary address."""
    type: str | None = None
    """Use of the address, such as `work`."""


class ScimUserRole(Model):
    """Role of a user, in an older form; see `appRole`."""

    value: str
    """The role."""
    primary: bool
    """Whether this is the primary role."""


class ScimUser(Envelope):
    """A workspace member or invited user."""

    schemas: list[str]
    """SCIM schema of the resource."""
    id: str
    """Id of the membership or of the invite."""
    userName: str
    """E-mail address of the user."""
    name: ScimUserName
    """Name of the user."""
    emails: list[ScimUserEmail]
    """E-mail addresses of the user."""
    active: bool
    """Whether the user may sign in: `False` for a suspended member, `True` for an invited user."""
    appRole: ScimAppRole | None = None
    """Role of the user; `None` for a suspended member."""
    roles: list[ScimUserRole] | None = None
    """Deprecated: roles of the user, in an older form."""
    profileUrl: str | None = None
    """URL of a picture of the user; mentioned only in older documentation."""
    meta: ScimMeta
    """Metadata, such as the creation time."""


class ScimGroupMember(Model):
    """Member of a group."""

    model_config = ConfigDict(validate_by_name=True)

    value: str
    """Id of the user."""
    ref: str = Field(alias="$ref")
    """Path of the user, such as `/scim/v2/Users/ID`."""


class ScimGroup(Envelope):
    """A team of the workspace."""

    schemas: list[str]
    """SCIM schema of the resource."""
    id: str
    """Id of the group."""
    displayName: str
    """Name of the group."""
    members: list[ScimGroupMember] | None = None
    """Members of the group; `None` if `members` is excluded."""
    meta: ScimMeta
    """Metadata, such as the creation time."""


class ScimSchemaAttribute(Model):
    """An attribute of a SCIM schema."""

    name: str
    """Name, such as `userName`."""
    type: str
    """Type, such as `string` or `complex`."""
    multiValued: bool
    """Whether the attribute can have several values."""
    description: str | None = None
    """Description of the attribute."""
    required: bool | None = None
    """Whether the attribute is required."""
    canonicalValues: list[str] | None = None
    """Suggested values."""
    mutability: str | None = None
    """Whether the attribute can be written, such as `readWrite` or `readOnly`."""
    returned: str | None = None
    """When responses contain the attribute, such as `default` or `always`."""
    uniqueness: str | None = None
    """Uniqueness of the values: `none`, `server` or `global`."""
    subAttributes: list[ScimSchemaAttribute] | None = None
    """Attributes of a `complex` attribute."""


class ScimSchema(Model):
    """A SCIM schema of users or groups."""

    schemas: list[str] | None = None
    """SCIM schema of the resource."""
    id: str
    """URN of the schema."""
    name: str
    """`User` or `Group`."""
    description: str | None = None
    """Description of the schema."""
    attributes: list[ScimSchemaAttribute]
    """Attributes of the schema."""
    meta: ScimMeta | None = None
    """Metadata, with the path of the schema."""


class ScimUserNameInput(TypedDict, total=False):
    """Name of a user.

    Keys:
        givenName: str
        familyName: str
    """

    givenName: str
    """First name."""
    familyName: str
    """Last name."""


class ScimPatchOperation(TypedDict, total=False):
    """A SCIM patch operation.

    Keys:
        op: Literal['add', 'remove', 'replace'] (required)
        path: str
        value: object
    """

    op: Required[Annotated[Literal["add", "remove", "replace"], OPEN]]
    """The operation: `add`, `replace` or `remove`."""
    path: str
    """Attribute to change, such as `active` or `members`; optional if `value` is an object with attributes as keys."""
    value: object
    """The new value; for `members` a list of objects with a `value`."""


class ScimGroupMemberInput(TypedDict, total=False):
    """User to add to a group.

    Keys:
        value: str (required)
        ref: str
        type: str
    """

    value: Required[str]
    """Id of the user."""
    ref: str
    """Path of the user."""
    type: str
    """Type, such as `User`."""


class ScimUsersListResponse(Page[ScimUser]):
    """Response to `scim.users.list`."""

    schemas: list[str]
    """SCIM schema of the response."""
    totalResults: int
    """Total number of items."""
    startIndex: int
    """Position of the first item of this page, counted from 1."""
    itemsPerPage: int
    """Number of items on this page."""
    Resources: list[ScimUser]
    """The users of this page."""


class ScimGroupsListResponse(Page[ScimGroup]):
    """Response to `scim.groups.list`."""

    schemas: list[str]
    """SCIM schema of the response."""
    totalResults: int
    """Total number of items."""
    startIndex: int
    """Position of the first item of this page, counted from 1."""
    itemsPerPage: int
    """Number of items on this page."""
    Resources: list[ScimGroup]
    """The groups of this page."""


class ScimSchemasListResponse(ItemList[ScimSchema]):
    """Response to `scim.schemas.list`."""

    schemas: list[str]
    """SCIM schema of the response."""
    totalResults: int
    """Total number of items."""
    startIndex: int
    """Position of the first item of this page, counted from 1."""
    itemsPerPage: int
    """Number of items on this page."""
    Resources: list[ScimSchema]
    """The schemas."""
