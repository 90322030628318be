"""The parts of a log entry that describe the response: its content, and the reason of an error."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from typing_extensions import TypedDict

from attio.sandbox.control.faults import MASK
from attio.sandbox.control.naming import nearest
from attio.sandbox.engine.collection import Collection
from attio.sandbox.messages import Response, is_array, is_mapping, load_json
from attio.sandbox.routes import Match
from attio.sandbox.store.rows import Attribute
from attio.sandbox.workspace import Workspace

_LARGEST = 256 * 1024
"""Size in bytes above which the log does not keep a body."""

_SECRET_HEADERS = frozenset({"authorization", "cookie", "proxy-authorization"})


class Outcome(TypedDict):
    """The fields of a log entry that come from the response."""

    code: str | None
    why: str | None
    response: object


def masked(headers: Mapping[str, str]) -> dict[str, str]:
    """Return headers with names in lower case and secrets masked."""
    return {name.lower(): MASK if name.lower() in _SECRET_HEADERS else value for name, value in headers.items()}


def json_of(body: bytes, content_type: str) -> object:
    """Parse a JSON body; return None for any other body, and for a body that is too large."""
    if not body or not content_type.partition(";")[0].endswith("json") or len(body) > _LARGEST:
        return None
    try:
        return load_json(body)
    except ValueError:
        return None


def _without_secret(content: object) -> object:
    """Mask the secret of a new webhook."""
    data = content.get("data") if is_mapping(content) else None
    if is_mapping(content) and is_mapping(data) and "secret" in data:
        return {**content, "data": {**data, "secret": MASK}}
    return content


def logged_parts(response: Response, route_match: Match | None, workspace: Workspace) -> Outcome:
    """Return the parts of a response that the log keeps."""
    content = _without_secret(json_of(response.body, response.headers.get("content-type", "")))
    if response.status < 400 or not is_mapping(content):
        return {"code": None, "why": None, "response": content}
    code = content.get("code") or content.get("scimType")
    message = str(content.get("message") or content.get("detail") or "")
    return {
        "code": str(code) if code else None,
        "why": _why(message, content, route_match, workspace),
        "response": content,
    }


def _why(message: str, content: Mapping[str, object], route_match: Match | None, workspace: Workspace) -> str:
    """Add details to an error message: the closest valid name, the conflicting attribute, or the invalid fields."""
    for pattern, explain in _EXPLANATIONS:
        named = pattern.search(message)
        details = explain(named[1], route_match, workspace) if named else None
        if details:
            return f"{message} {details}"
    issues = content.get("validation_errors")
    if is_array(issues):
        issues_text = "; ".join(_issue_text(issue) for issue in issues if is_mapping(issue))
        return f"{message} {issues_text}"
    return message


def _issue_text(issue: Mapping[str, object]) -> str:
    path = issue.get("path")
    dotted_path = ".".join(str(part) for part in path) if is_array(path) else ""
    return f"{dotted_path}: {issue.get('message')}"


def _owner(route_match: Match | None, workspace: Workspace) -> Collection | None:
    named = route_match.owner() if route_match else None
    return workspace.collection(*named) if named else None


def _suggest(name: str, options: Iterable[str]) -> str | None:
    closest = nearest(name, options)
    return f"Nearest: {closest!r}." if closest else None


def _attribute(name: str, route_match: Match | None, workspace: Workspace) -> str | None:
    owner = _owner(route_match, workspace)
    return _suggest(name, [attribute.api_slug for attribute in owner]) if owner else None


def _object(name: str, route_match: Match | None, workspace: Workspace) -> str | None:  # noqa: ARG001 - all explanations have the same parameters
    return _suggest(name, [owner.api_slug for owner in workspace.collections("objects")])


def _list(name: str, route_match: Match | None, workspace: Workspace) -> str | None:  # noqa: ARG001 - all explanations have the same parameters
    return _suggest(name, [owner.api_slug for owner in workspace.collections("lists")])


def _choice(name: str, route_match: Match | None, workspace: Workspace) -> str | None:
    owner = _owner(route_match, workspace)
    return _suggest(name, [choice.title for attribute in owner for choice in attribute.choices]) if owner else None


def _holder(attribute_id: str, route_match: Match | None, workspace: Workspace) -> str | None:  # noqa: ARG001 - all explanations have the same parameters
    attribute = workspace.table(Attribute).get(attribute_id)
    return f"The attribute is {attribute.api_slug!r}; another record has the value." if attribute else None


_EXPLANATIONS: tuple[tuple[re.Pattern[str], Callable[[str, Match | None, Workspace], str | None]], ...] = (
    (re.compile(r'Cannot find attribute with slug/ID "(.*)"\.'), _attribute),
    (re.compile(r"Unknown attribute slug: (.*)\."), _attribute),
    (re.compile(r'[Oo]bject with slug/ID "(.*)" not found'), _object),
    (re.compile(r'List with slug/ID "(.*)" not found'), _list),
    (re.compile(r'option title "(.*)"\.'), _choice),
    (re.compile(r'attribute with ID "([^"]*)" conflicts'), _holder),
)
