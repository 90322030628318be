"""Handlers for SCIM: users, who are members or invited people, and groups, which are teams."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import ClassVar, TypeVar

from attio._support.digits import whole_number
from attio.sandbox.call import Call, Handler, Operations
from attio.sandbox.errors import ApiError
from attio.sandbox.messages import Request, Response, is_array, is_mapping, json_response, load_json
from attio.sandbox.provenance import assumed, documented
from attio.sandbox.scim import patches
from attio.sandbox.scim.errors import invalid, missing, taken
from attio.sandbox.scim.filters import GROUP_FIELDS, USER_FIELDS, compile_filter
from attio.sandbox.scim.resources import GROUP_SCHEMA, LIST_SCHEMA, USER_SCHEMA, Group, User, schemas
from attio.sandbox.store.rows import Member, Row
from attio.sandbox.workspace import Workspace

T = TypeVar("T", User, Group)

operations = Operations()

_ALL, _USERS, _GROUPS = "scim.*", "scim.users.*", "scim.groups.*"
_GUIDE = "reference: SCIM"
RULES = (
    documented("scim.envelope", "Bodies are not wrapped in data; startIndex starts at 1; a page has at most 100 items",
        _GUIDE, _ALL),
    documented("scim.filter", "A filter is a single comparison with eq, ne, co, sw or ew", _GUIDE, _ALL),
    assumed("scim.case", "Filters compare strings case-insensitively", _ALL),
    assumed("scim.errors", "Errors have the body of RFC 7644, except errors of tokens and rate limits", _ALL),
    assumed("scim.media", "A request may have the type application/scim+json; then the response has it too", _ALL),
    documented("scim.patch", "The operations of a patch are applied in order, all of them or none", _GUIDE, _ALL),
    documented("scim.invites", "A user with a domain that no member has is invited", _GUIDE, _USERS),
    documented("scim.suspended", "active: false suspends a member, or cancels an invite", _GUIDE, _USERS),
    assumed("scim.ids", "The id of a user is the id of the member, or of the invite", _USERS),
    documented("scim.names", "Names of groups are trimmed and unique", _GUIDE, _GROUPS),
    documented("scim.members", "Members of groups must exist", _GUIDE, _GROUPS),
)  # fmt: skip

_READ, _WRITE = "user_management:read", "user_management:read-write"
_MOST = 100
_MEDIA = "application/scim+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invite(Row):
    """An invited person who has not joined yet."""

    kind: ClassVar[str] = "invite"

    email_address: str
    first_name: str
    last_name: str
    access_level: str
    created_at: str
    modified_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisioning(Row):
    """Fields of SCIM for a member. Its id is the id of the member."""

    kind: ClassVar[str] = "provisioning"

    role: str
    """The role. A suspended member gets it back when reactivated."""
    modified_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain(Row):
    """A verified domain, in addition to the domains of members. Its id is the domain."""

    kind: ClassVar[str] = "domain"


def _scim(handler: Handler) -> Handler:
    """Wrap a handler, so that responses and errors have the media type of the request."""

    @wraps(handler)
    def wrapped(call: Call) -> Response:
        try:
            response = handler(call)
        except ApiError as error:
            error.headers |= _content_type(call.request)
            raise
        return response.with_headers(_content_type(call.request) if response.body else {})

    return wrapped


def _content_type(request: Request) -> dict[str, str]:
    media_types = f"{request.content_type} {request.header('accept') or ''}"
    return {"content-type": f"{_MEDIA}; charset=utf-8"} if _MEDIA in media_types else {}


def _body(call: Call, schema: str | None = None) -> Mapping[str, object]:
    if call.request.content_type not in ("application/json", _MEDIA):
        raise invalid("invalidSyntax", f"The body must be application/json or {_MEDIA}.")
    try:
        content = load_json(call.request.body)
    except ValueError as error:
        raise invalid("invalidSyntax", "The body is not valid JSON.") from error
    if not is_mapping(content):
        raise invalid("invalidSyntax", "The body must be an object.")
    schemas_of_body = content.get("schemas")
    if schema is not None and not (is_array(schemas_of_body) and schema in schemas_of_body):
        raise invalid("invalidSyntax", f"schemas must contain {schema}.")
    return content


def _page(call: Call, items: Sequence[T], known: Sequence[str], wire: Callable[[T], dict[str, object]]) -> Response:
    query = call.request.query
    if "filter" in query:
        accepts = compile_filter(query["filter"], known)
        items = [item for item in items if accepts(item.fields())]
    start = max(1, _integer(query, "startIndex", 1))
    count = min(_MOST, max(0, _integer(query, "count", _MOST)))
    page = items[start - 1 : start - 1 + count]
    return _list([wire(item) for item in page], len(items), start)


def _list(items: Sequence[dict[str, object]], total: int, start: int = 1) -> Response:
    counts = {"totalResults": total, "startIndex": start, "itemsPerPage": len(items)}
    return json_response({"schemas": [LIST_SCHEMA], **counts, "Resources": list(items)})


def _integer(query: Mapping[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    number = whole_number(text.removeprefix("-"))
    if number is None:
        raise invalid("invalidValue", f"{name} must be a number.")
    return -number if text.startswith("-") else number


def _member_user(workspace: Workspace, member: Member) -> User:
    known = workspace.table(Provisioning).get(member.id)
    active = member.access_level != "suspended"
    role = member.access_level
    if not active:
        role = known.role if known else "member"
    return User(
        id=member.id,
        user_name=member.email_address,
        given_name=member.first_name,
        family_name=member.last_name,
        active=active,
        role=role,
        created=member.created_at,
        modified=known.modified_at if known else member.created_at,
    )


def _invited_user(invite: Invite) -> User:
    return User(
        id=invite.id,
        user_name=invite.email_address,
        given_name=invite.first_name,
        family_name=invite.last_name,
        active=True,
        role=invite.access_level,
        created=invite.created_at,
        modified=invite.modified_at,
    )


def _users(workspace: Workspace) -> list[User]:
    members = [_member_user(workspace, member) for member in workspace.table(Member)]
    return members + [_invited_user(invite) for invite in workspace.table(Invite)]


def _user(call: Call) -> User:
    user_id = call.params["user_id"]
    for user in _users(call.workspace):
        if user.id == user_id:
            return user
    raise missing("User", user_id)


def _save(call: Call, user: User) -> Response:
    """Store a changed user. An invite that is not active is cancelled."""
    others = [other for other in _users(call.workspace) if other.id != user.id]
    if any(other.user_name.lower() == user.user_name.lower() for other in others):
        raise taken("There is already a user with this userName.")
    invite = call.workspace.table(Invite).get(user.id)
    if invite is not None and not user.active:
        call.changes.remove(invite)
        for group in list(call.workspace.table(Group)):
            if user.id in group.members:
                members = tuple(member_id for member_id in group.members if member_id != user.id)
                call.changes.put(replace(group, members=members, modified_at=call.changes.now))
        return Response(204)
    now = call.changes.now
    names = {"email_address": user.user_name, "first_name": user.given_name, "last_name": user.family_name}
    if invite is not None:
        call.changes.put(replace(invite, **names, access_level=user.role, modified_at=now))
    else:
        member = call.workspace.table(Member)[user.id]
        call.changes.put(replace(member, **names, access_level=user.role if user.active else "suspended"))
        call.changes.put(Provisioning(id=user.id, role=user.role, modified_at=now))
    return json_response(replace(user, modified=now).wire())


def _read_user(body: Mapping[str, object], user: User) -> User:
    """Return a user with the fields of a complete representation. Missing fields get their defaults."""
    name = body.get("name")
    names: Mapping[str, object] = name if is_mapping(name) else {}
    address = patches.text(body.get("userName"), "userName").strip()
    if "@" not in address.strip("@"):
        raise invalid("invalidValue", "userName must be an e-mail address.")
    return replace(
        user,
        user_name=address,
        given_name=patches.text(names.get("givenName", ""), "name.givenName"),
        family_name=patches.text(names.get("familyName", ""), "name.familyName"),
        active=patches.flag(body.get("active", True)),
        role=patches.role(body.get("appRole", "member")),
    )


def _is_verified(workspace: Workspace, address: str) -> bool:
    domain = address.rpartition("@")[2].lower()
    member_domains = {member.email_address.rpartition("@")[2].lower() for member in workspace.table(Member)}
    return domain in member_domains or domain in workspace.table(Domain)


@operations("scim.users.list", _READ)
@_scim
def list_users(call: Call) -> Response:
    """List users."""
    return _page(call, _users(call.workspace), USER_FIELDS, User.wire)


@operations("scim.users.create", _WRITE)
@_scim
def create_user(call: Call) -> Response:
    """Add a member, or invite a person."""
    body, now = _body(call, USER_SCHEMA), call.changes.now
    empty = User(
        id=call.workspace.new_id(), user_name="", given_name="", family_name="", active=True, role="member",
        created=now, modified=now,
    )  # fmt: skip
    user = _read_user(body, empty)
    names = {"email_address": user.user_name, "first_name": user.given_name, "last_name": user.family_name}
    if any(other.user_name.lower() == user.user_name.lower() for other in _users(call.workspace)):
        raise taken("There is already a user with this userName.")
    if _is_verified(call.workspace, user.user_name):
        level = user.role if user.active else "suspended"
        call.changes.put(Member(id=user.id, **names, access_level=level, created_at=now))
        call.changes.put(Provisioning(id=user.id, role=user.role, modified_at=now))
    elif user.active:
        call.changes.put(Invite(id=user.id, **names, access_level=user.role, created_at=now, modified_at=now))
    else:
        raise invalid("invalidValue", "Only users of a verified domain can be created inactive.")
    return json_response(user.wire(), status=201)


@operations("scim.users.get", _READ)
@_scim
def get_user(call: Call) -> Response:
    """Get a user."""
    return json_response(_user(call).wire())


@operations("scim.users.update", _WRITE)
@_scim
def update_user(call: Call) -> Response:
    """Replace a user."""
    user = _user(call)
    return _save(call, _read_user(_body(call, USER_SCHEMA), user))


@operations("scim.users.patch", _WRITE)
@_scim
def patch_user(call: Call) -> Response:
    """Update a user with the operations of a patch."""
    user = _user(call)
    return _save(call, patches.patch_user(user, _body(call)))


@operations("scim.users.delete", _WRITE)
@_scim
def delete_user(call: Call) -> Response:
    """Suspend a member, or cancel an invite."""
    _save(call, replace(_user(call), active=False))
    return Response(204)


def _group(call: Call) -> Group:
    group_id = call.params["workspace_team_id"]
    group = call.workspace.table(Group).get(group_id)
    if group is None:
        raise missing("Group", group_id)
    return group


def _save_group(call: Call, group: Group, *, status: int = 200) -> Response:
    for other in call.workspace.table(Group):
        if other.id != group.id and other.display_name.lower() == group.display_name.lower():
            raise taken("There is already a group with this displayName.")
    known = {user.id for user in _users(call.workspace)}
    unknown = [member_id for member_id in group.members if member_id not in known]
    if unknown:
        raise invalid("invalidValue", f"User {unknown[0]} does not exist.")
    group = replace(group, modified_at=call.changes.now)
    call.changes.put(group)
    return json_response(group.wire(), status=status)


@operations("scim.groups.list", _READ)
@_scim
def list_groups(call: Call) -> Response:
    """List groups."""
    excluded = call.request.query.get("excludedAttributes", "")
    members = "members" not in [name.strip() for name in excluded.split(",")]
    groups = list(call.workspace.table(Group))
    return _page(call, groups, GROUP_FIELDS, lambda group: group.wire(members=members))


@operations("scim.groups.create", _WRITE)
@_scim
def create_group(call: Call) -> Response:
    """Create a group."""
    body, now = _body(call, GROUP_SCHEMA), call.changes.now
    group = Group(
        id=call.workspace.new_id(),
        display_name=patches.display_name(body.get("displayName")),
        members=patches.member_ids(body.get("members", [])),
        created_at=now,
        modified_at=now,
    )
    return _save_group(call, group, status=201)


@operations("scim.groups.get", _READ)
@_scim
def get_group(call: Call) -> Response:
    """Get a group."""
    return json_response(_group(call).wire())


@operations("scim.groups.update", _WRITE)
@_scim
def update_group(call: Call) -> Response:
    """Replace a group, with all its members."""
    group, body = _group(call), _body(call, GROUP_SCHEMA)
    if "members" not in body:
        raise invalid("invalidValue", "members is required.")
    name = patches.display_name(body.get("displayName"))
    group = replace(group, display_name=name, members=patches.member_ids(body["members"]))
    return _save_group(call, group)


@operations("scim.groups.patch", _WRITE)
@_scim
def patch_group(call: Call) -> Response:
    """Update a group with the operations of a patch."""
    group = _group(call)
    return _save_group(call, patches.patch_group(group, _body(call)))


@operations("scim.groups.delete", _WRITE)
@_scim
def delete_group(call: Call) -> Response:
    """Delete a group."""
    call.changes.remove(_group(call))
    return Response(204)


@operations("scim.schemas.list", _READ)
@_scim
def list_schemas(call: Call) -> Response:  # noqa: ARG001
    """List the schemas of users and groups."""
    return _list(schemas(), len(schemas()))
