"""One authorized call of one operation: what handlers read, look up and write."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from attio.sandbox.checks import Check, Fields, Integer, Shape, check_body, check_query, parse_json
from attio.sandbox.control.states import States
from attio.sandbox.engine.collection import Collection
from attio.sandbox.errors import QUERY_INVALID, ApiError, Issue, invalid, not_found
from attio.sandbox.messages import Request, Response, json_response
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Attribute, ListRow, Record, Row, Token
from attio.sandbox.workspace import Workspace

T = TypeVar("T")
R = TypeVar("R", bound=Row)

Refusal: TypeAlias = Callable[[str], ApiError]
"""Makes the error that a message describes."""

_SCOPED = {"objects": "object", "lists": "list", "activities": "activity"}

SLUG = re.compile(r"[A-Za-z0-9_-]+")

LEVELS = ("", "read-only", "read-and-write", "full-access")
"""Access to a list, from none to all."""

OFFSET: Mapping[str, Check] = {"limit": Integer(least=1), "offset": Integer(least=0)}
"""Query parameters of operations that page by offset and document no largest page."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an operation, with a token that may make it."""

    workspace: Workspace
    request: Request
    params: Mapping[str, str]
    """Values of the path parameters."""
    token: Token
    changes: Changes
    """Where to write; committed when the handler returns, discarded when it raises."""
    page_cap: int
    """Most records that one page of a query holds."""
    states: States
    """What Attio does some time after a request."""

    def body(self, check: Check) -> Fields:
        """Check the JSON body and return its fields."""
        return check_body(parse_json(self.request), check)

    def data(self, check: Check) -> Fields:
        """Check a JSON body whose content stands under `data`, and return that content."""
        return self.body(Shape({"data": check})).fields("data")

    def query(self, check: Shape) -> Fields:
        """Check the query parameters and return them."""
        return check_query(self.request.query, check)

    def object(self) -> Collection:
        """Return the object that the path names."""
        return find_object(self.workspace, self.params["object"])

    def row(self, kind: type[R], name: str, message: str) -> R:
        """Return the row whose id is a parameter of the path.

        Args:
            kind: Its class.
            name: Name of the parameter.
            message: The message of the 404 if there is none, `{}` in it for the id.
        """
        found = self.workspace.table(kind).get(self.params[name])
        if found is None:
            raise not_found(message.format(self.params[name]))
        return found

    def check_plan(self, what: str) -> None:
        """Refuse what the plan of the workspace does not include.

        Args:
            what: Subject and verb of the message, such as `File storage is`.
        """
        if not self.workspace.plan.billing:
            message = f"{what} not part of this workspace's plan."
            raise ApiError(403, "billing_error", message, type="auth_error")

    def list(self, needed: str = "read-only") -> Collection:
        """Return the list that the path names, if the token has this level of access to it."""
        reference = self.params["list"]
        found = self.find_list(reference)
        if found is None:
            raise not_found(f'List with slug/ID "{reference}" not found.')
        if LEVELS.index(self.list_level(found) or "") < LEVELS.index(needed):
            message = f"This access token has no {needed} access to the list."
            raise ApiError(403, "unauthorized", message, type="auth_error")
        return found

    def find_list(self, reference: str) -> Collection | None:
        """Find a list that the token may see, by id or slug."""
        found = self.workspace.collection("lists", reference)
        return found if found is not None and self.list_level(found) else None

    def list_level(self, owner: Collection) -> str | None:
        """Return the access that the token has to a list: all of it, unless it is a member's."""
        row = owner.row
        if self.token.member_id is None or not isinstance(row, ListRow):
            return LEVELS[-1]
        own = dict(row.member_access).get(self.token.member_id)
        return max(row.workspace_access or "", own or "", key=LEVELS.index) or None

    def record(self, owner: Collection) -> Record:
        """Return the record that the path names."""
        return find_record(owner, self.params["record_id"])

    def check_merged(self, record_id: str, status: int = 400) -> None:
        """Refuse to read or write a record that is being merged."""
        if self.states.under_way("merge", record_id):
            raise ApiError(status, "merge_in_progress", f'Record with ID "{record_id}" is being merged.')

    def attribute(self, owner: Collection) -> Attribute:
        """Return the attribute that the path names."""
        reference = self.params["attribute"]
        found = owner.attribute(reference)
        if found is None:
            raise not_found(f'Attribute with slug/ID "{reference}" not found.')
        return found


def find_object(workspace: Workspace, reference: object, error: Refusal = not_found) -> Collection:
    """Return an object by its slug or id, or raise an error."""
    found = workspace.object(reference)
    if found is None:
        raise error(f'Object with slug/ID "{reference}" not found.')
    return found


def find_record(owner: Collection, record_id: str, error: Refusal = not_found) -> Record:
    """Return a record of an object by its id, or raise an error."""
    found = owner.records.get(record_id)
    if found is None:
        raise error(f'Record with ID "{record_id}" not found.')
    return found


Handler: TypeAlias = Callable[[Call], Response]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation the sandbox offers."""

    handler: Handler
    scopes: tuple[str, ...]
    user_level: bool = True
    """Whether tokens of members may call it."""
    reads: bool = False
    """Whether it only reads, whatever its method."""

    def required(self, params: Mapping[str, str]) -> tuple[str, ...]:
        """Return the scopes a call needs; those of attributes depend on what the attributes belong to."""
        target = _SCOPED.get(params.get("target", ""), "object")
        return tuple(scope.replace("{target}", target) for scope in self.scopes)


class Operations(dict[str, Operation]):
    """The operations of one resource, by name; as a decorator it adds one."""

    def __call__(
        self, name: str, *scopes: str, user_level: bool = True, reads: bool = False
    ) -> Callable[[Handler], Handler]:
        """Add a handler under the name of its operation.

        Args:
            name: Name of the operation, as in `routes`.
            *scopes: What a token needs for it.
            user_level: Whether tokens of members may call it.
            reads: Whether a POST only reads, as queries do; so does every GET.
        """

        def add(handler: Handler) -> Handler:
            self[name] = Operation(handler, scopes, user_level, reads)
            return handler

        return add


def slice_page(items: Sequence[T], fields: Fields, limit: int | None = None) -> Sequence[T]:
    """Return the items that `limit` and `offset` ask for; without `limit` as many as by default, or all of them."""
    offset = fields.integer("offset", 0)
    return items[offset : offset + fields.integer("limit", len(items) if limit is None else limit)]


def cursor_page(call: Call, items: Sequence[dict[str, object]], fields: Fields, *, limit: int) -> Response:
    """Respond with the items from a cursor on, and the cursor of the page after them."""
    start = cursor_position(call, fields)
    end = start + fields.integer("limit", limit)
    following = next_cursor(call, end, len(items))
    return json_response({"data": items[start:end], "pagination": {"next_cursor": following}})


def next_cursor(call: Call, position: int, total: int) -> str | None:
    """Return the cursor of the page that begins at a position; None if there is none."""
    return _make_cursor(call, position) if position < total else None


def cursor_position(call: Call, fields: Fields) -> int:
    """Return where the page begins that `cursor` asks for."""
    return _read_cursor(call, fields.find("cursor", str))


def _make_cursor(call: Call, position: int) -> str:
    """Write a position so that it cannot be made up; like the API's, it is two base64 parts and a dot."""
    # Another path or another filter makes another cursor: none can be used with a query it was not made for.
    rest = sorted((name, value) for name, value in call.request.query.items() if name not in ("cursor", "limit"))
    content = f"{call.request.path}:{rest}:{position}".encode()
    signature = hmac.new(call.workspace.secret, content, hashlib.sha256).digest()[:12]
    return f"{base64.urlsafe_b64encode(str(position).encode()).decode()}.{base64.urlsafe_b64encode(signature).decode()}"


def _read_cursor(call: Call, cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        position = int(base64.urlsafe_b64decode(cursor.partition(".")[0]))
    except (ValueError, binascii.Error):
        position = -1
    if position < 0 or not hmac.compare_digest(_make_cursor(call, position).encode(), cursor.encode()):
        raise invalid(QUERY_INVALID, [Issue("invalid", ("cursor",), "Invalid cursor")])
    return position
