"""A small client of the sandbox for tests, without an HTTP library or the SDK."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from attio.sandbox import Request, Response, Sandbox


@dataclass
class ApiResponse:
    """A response with its body parsed."""

    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def data(self) -> Any:
        """The `data` of a successful response."""
        assert self.status in (200, 201), self.body
        return self.body["data"]

    @property
    def error(self) -> tuple[int, str, str]:
        """Status, code and message of an error response."""
        assert self.body["status_code"] == self.status
        assert self.body["type"] in ("invalid_request_error", "auth_error", "rate_limit_error")
        return self.status, self.body["code"], self.body["message"]

    @property
    def code(self) -> tuple[int, str]:
        """Status and code of an error."""
        return self.error[:2]

    @property
    def paths(self) -> list[list[str | int]]:
        """Paths of the problems that a validation error lists."""
        return [issue["path"] for issue in self.body["validation_errors"]]


class Api:
    """Sends requests to a sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def raw(
        self,
        method: str,
        target: str,
        body: bytes = b"",
        *,
        token: str | None = "sandbox-token",
        content_type: str | None = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send a request with a body of bytes."""
        path, _, query = target.partition("?")
        sent = dict(headers or {})
        if token is not None:
            sent["Authorization"] = f"Bearer {token}"
        if content_type is not None:
            sent["Content-Type"] = content_type
        return self.sandbox.handle(Request(method, path, dict(parse_qsl(query)), sent, body))

    def __call__(
        self, method: str, target: str, content: object = None, *, token: str | None = "sandbox-token"
    ) -> ApiResponse:
        """Send a request with a JSON body, if any."""
        body = b"" if content is None else json.dumps(content).encode()
        response = self.raw(method, target, body, token=token)
        return ApiResponse(response.status, response.json() if response.body else None, response.headers)

    def create(self, owner: str, /, **values: object) -> Any:
        """Create a record and return it."""
        return self("POST", f"/v2/objects/{owner}/records", {"data": {"values": values}}).data

    def create_error(self, owner: str, /, **values: object) -> ApiResponse:
        """Try to create a record; return the response, which must be an error."""
        response = self("POST", f"/v2/objects/{owner}/records", {"data": {"values": values}})
        assert response.status >= 400, response.body
        return response

    def record_id(self, owner: str, /, **values: object) -> str:
        """Create a record and return its id."""
        return str(self.create(owner, **values)["id"]["record_id"])

    def get(self, owner: str, record_id: str) -> Any:
        """Return the values of a record."""
        return self("GET", f"/v2/objects/{owner}/records/{record_id}").data["values"]

    def find(self, owner: str, /, **body: object) -> list[str]:
        """Return the ids of the records that match a query."""
        found = self("POST", f"/v2/objects/{owner}/records/query", body).data
        return [record["id"]["record_id"] for record in found]

    def attribute(self, owner: str, slug: str, kind: str, **more: object) -> Any:
        """Create an attribute and return it."""
        return self("POST", f"/v2/objects/{owner}/attributes", {"data": attribute(slug, kind, **more)}).data


def new_list(slug: str, parent: str, **more: object) -> Any:
    """Return the data of a list to which every member has access."""
    return {
        "name": slug.title(),
        "api_slug": slug,
        "parent_object": parent,
        "workspace_access": "full-access",
        "workspace_member_access": [],
        **more,
    }


def attribute(slug: str, kind: str, **more: object) -> Any:
    """Return the data of a new attribute."""
    return {
        "title": slug.title(),
        "description": None,
        "api_slug": slug,
        "type": kind,
        "is_required": False,
        "is_unique": False,
        "is_multiselect": False,
        "config": {},
        **more,
    }


def plain(values: Any, *names: str) -> list[Any]:
    """Return one field of each value, or a tuple of several fields."""
    if len(names) == 1:
        return [value[names[0]] for value in values]
    return [tuple(value[name] for name in names) for value in values]
