"""`Call`: the argument of a handler, an authorized call of one operation. And helpers of handlers."""

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

ErrorFactory: TypeAlias = Callable[[str], ApiError]
"""Creates an error with a message, such as `not_found`."""

_SCOPED = {"objects": "object", "lists": "list", "activities": "activity"}

SLUG = re.compile(r"[A-Za-z0-9_-]+")

LEVELS = ("", "read-only", "read-and-write", "full-access")
"""Access to a list, from none to all."""

OFFSET: Mapping[str, Check] = {"limit": Integer(least=1), "offset": Integer(least=0)}
"""Query parameters of operations that page by offset without a documented maximum limit."""


@dataclass(frozen=True, slots=True)
class Call:
    """An authorized call of an operation."""

    workspace: Workspace
    request: Request
    params: Mapping[str, str]
    """Values of the path parameters."""
    token: Token
    changes: Changes
    """Collects the writes; committed when the handler returns, discarded when it raises."""
    page_cap: int
    """Maximum number of records in one page of a query."""
    states: States
    """Background work that Attio does some time after a request."""

    def body(self, check: Check) -> Fields:
        """Check the JSON body and return its fields."""
        return check_body(parse_json(self.request), check)

    def data(self, check: Check) -> Fields:
        """Check a JSON body with its content under `data`, and return the fields of `data`."""
        return self.body(Shape({"data": check})).fields("data")

    def query(self, check: Shape) -> Fields:
        """Check the query parameters and return them."""
        return check_query(self.request.query, check)

    def object(self) -> Collection:
        """Return the object of the path."""
        return find_object(self.workspace, self.params["object"])

    def row(self, kind: type[R], name: str, message: str) -> R:
        """Return the row whose id is a parameter of the path.

        Args:
            kind: Class of the row.
            name: Name of the parameter.
            message: Message of the 404 error if there is no such row, with `{}` for the id.
        """
        row = self.workspace.table(kind).get(self.params[name])
        if row is None:
            raise not_found(message.format(self.params[name]))
        return row

    def check_plan(self, subject_and_verb: str) -> None:
        """Raise an error if the plan of the workspace does not include paid features.

        Args:
            subject_and_verb: Start of the message, such as `File storage is`.
        """
        if not self.workspace.plan.billing:
            message = f"{subject_and_verb} not part of this workspace's plan."
            raise ApiError(403, "billing_error", message, type="auth_error")

    def list(self, needed: str = "read-only") -> Collection:
        """Return the list of the path; raise an error if the token lacks this level of access to it."""
        reference = self.params["list"]
        owner = self.find_list(reference)
        if owner is None:
            raise not_found(f'List with slug/ID "{reference}" not found.')
        if LEVELS.index(self.list_level(owner) or "") < LEVELS.index(needed):
            message = f"This access token has no {needed} access to the list."
            raise ApiError(403, "unauthorized", message, type="auth_error")
        return owner

    def find_list(self, reference: str) -> Collection | None:
        """Return a list by id or slug; None if there is none that the token may see."""
        owner = self.workspace.collection("lists", reference)
        return owner if owner is not None and self.list_level(owner) else None

    def list_level(self, owner: Collection) -> str | None:
        """Return the token's level of access to a list. Only tokens of members can have less than full access."""
        row = owner.row
        if self.token.member_id is None or not isinstance(row, ListRow):
            return LEVELS[-1]
        member_access = dict(row.member_access).get(self.token.member_id)
        return max(row.workspace_access or "", member_access or "", key=LEVELS.index) or None

    def record(self, owner: Collection) -> Record:
        """Return the record of the path."""
        return find_record(owner, self.params["record_id"])

    def check_merged(self, record_id: str, status: int = 400) -> None:
        """Raise an error if a record is being merged."""
        if self.states.under_way("merge", record_id):
            raise ApiError(status, "merge_in_progress", f'Record with ID "{record_id}" is being merged.')

    def attribute(self, owner: Collection) -> Attribute:
        """Return the attribute of the path."""
        reference = self.params["attribute"]
        attribute = owner.attribute(reference)
        if attribute is None:
            raise not_found(f'Attribute with slug/ID "{reference}" not found.')
        return attribute


def find_object(workspace: Workspace, reference: object, error: ErrorFactory = not_found) -> Collection:
    """Return an object by its slug or id; raise `error` if there is none."""
    owner = workspace.object(reference)
    if owner is None:
        raise error(f'Object with slug/ID "{reference}" not found.')
    return owner


def find_record(owner: Collection, record_id: str, error: ErrorFactory = not_found) -> Record:
    """Return a record of an object by its id; raise `error` if there is none."""
    found = owner.records.get(record_id)
    if found is None:
        raise error(f'Record with ID "{record_id}" not found.')
    return found


Handler: TypeAlias = Callable[[Call], Response]


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation that the sandbox supports."""

    handler: Handler
    scopes: tuple[str, ...]
    user_level: bool = True
    """Whether tokens of members may call it."""
    reads: bool = False
    """Whether the operation only reads, although its method may be POST."""

    def required(self, params: Mapping[str, str]) -> tuple[str, ...]:
        """Return the scopes that a call needs. For attributes, they depend on the kind of their owner."""
        target = _SCOPED.get(params.get("target", ""), "object")
        return tuple(scope.replace("{target}", target) for scope in self.scopes)


class Operations(dict[str, Operation]):
    """The operations of one resource, by name. An instance is also a decorator, which adds an operation."""

    def __call__(
        self, name: str, *scopes: str, user_level: bool = True, reads: bool = False
    ) -> Callable[[Handler], Handler]:
        """Return a decorator that adds a handler under the name of its operation.

        Args:
            name: Name of the operation, as in `routes`.
            *scopes: Scopes that a token needs.
            user_level: Whether tokens of members may call the operation.
            reads: Whether a POST operation only reads, as queries do. A GET operation always only reads.
        """

        def add(handler: Handler) -> Handler:
            self[name] = Operation(handler, scopes, user_level, reads)
            return handler

        return add


def slice_page(items: Sequence[T], fields: Fields, limit: int | None = None) -> Sequence[T]:
    """Return the items of the page of `limit` and `offset`.

    Args:
        items: All items.
        fields: Fields with `limit` and `offset`, both optional.
        limit: Default of `limit`; None for all items.
    """
    offset = fields.integer("offset", 0)
    return items[offset : offset + fields.integer("limit", len(items) if limit is None else limit)]


def cursor_page(call: Call, items: Sequence[dict[str, object]], fields: Fields, *, limit: int) -> Response:
    """Return a response with the page that starts at the cursor, and the cursor of the next page."""
    start = cursor_position(call, fields)
    end = start + fields.integer("limit", limit)
    cursor = next_cursor(call, end, len(items))
    return json_response({"data": items[start:end], "pagination": {"next_cursor": cursor}})


def next_cursor(call: Call, position: int, total: int) -> str | None:
    """Return the cursor of the page that starts at a position; None if the position is at the end."""
    return _encode_cursor(call, position) if position < total else None


def cursor_position(call: Call, fields: Fields) -> int:
    """Return the position of the first item of the page of `cursor`; 0 without a cursor."""
    return _decode_cursor(call, fields.find("cursor", str))


def _encode_cursor(call: Call, position: int) -> str:
    """Encode and sign a position as a cursor. Like a cursor of the API, it is two base64 parts and a dot."""
    # The signature covers path and query, so that a cursor works only with the query that returned it.
    query = sorted((name, value) for name, value in call.request.query.items() if name not in ("cursor", "limit"))
    content = f"{call.request.path}:{query}:{position}".encode()
    signature = hmac.new(call.workspace.secret, content, hashlib.sha256).digest()[:12]
    return f"{base64.urlsafe_b64encode(str(position).encode()).decode()}.{base64.urlsafe_b64encode(signature).decode()}"


def _decode_cursor(call: Call, cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        position = int(base64.urlsafe_b64decode(cursor.partition(".")[0]))
    except (ValueError, binascii.Error):
        position = -1
    if position < 0 or not hmac.compare_digest(_encode_cursor(call, position).encode(), cursor.encode()):
        raise invalid(QUERY_INVALID, [Issue("invalid", ("cursor",), "Invalid cursor")])
    return position
