"""The routes of all operations of the API, including those that the sandbox does not support."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote

from attio.sandbox.store.rows import Target


class Route(NamedTuple):
    """The method, path template and name of an operation."""

    method: str
    template: str
    operation: str


ROUTES = (
    Route("GET", "/v2/objects", "objects.list"),
    Route("POST", "/v2/objects", "objects.create"),
    Route("GET", "/v2/objects/{object}", "objects.get"),
    Route("PATCH", "/v2/objects/{object}", "objects.update"),
    Route("DELETE", "/v2/objects/{object}", "objects.delete"),
    Route("GET", "/v2/objects/{object}/views", "objects.get_views"),
    Route("GET", "/v2/{target}/{identifier}/attributes", "attributes.list_all"),
    Route("POST", "/v2/{target}/{identifier}/attributes", "attributes.create_new"),
    Route("GET", "/v2/{target}/{identifier}/attributes/{attribute}", "attributes.get"),
    Route("PATCH", "/v2/{target}/{identifier}/attributes/{attribute}", "attributes.update"),
    Route("GET", "/v2/{target}/{identifier}/attributes/{attribute}/options", "attributes.options.list"),
    Route("POST", "/v2/{target}/{identifier}/attributes/{attribute}/options", "attributes.options.create"),
    Route(
        "PATCH", "/v2/{target}/{identifier}/attributes/{attribute}/options/{option}", "attributes.update_select_option"
    ),
    Route("GET", "/v2/{target}/{identifier}/attributes/{attribute}/statuses", "attributes.list_statuses"),
    Route("POST", "/v2/{target}/{identifier}/attributes/{attribute}/statuses", "attributes.create_status"),
    Route("PATCH", "/v2/{target}/{identifier}/attributes/{attribute}/statuses/{status}", "attributes.update_status"),
    Route("POST", "/v2/objects/{object}/records/query", "records.query"),
    Route("POST", "/v2/objects/{object}/records", "records.create"),
    Route("PUT", "/v2/objects/{object}/records", "records.assert"),
    Route("GET", "/v2/objects/{object}/records/{record_id}", "records.get"),
    Route("PUT", "/v2/objects/{object}/records/{record_id}", "records.update"),
    Route("PATCH", "/v2/objects/{object}/records/{record_id}", "records.update_append"),
    Route("DELETE", "/v2/objects/{object}/records/{record_id}", "records.delete"),
    Route("POST", "/v2/objects/{object}/records/merge", "records.merge"),
    Route(
        "GET", "/v2/objects/{object}/records/{record_id}/attributes/{attribute}/values", "records.list_attribute_values"
    ),
    Route(
        "PUT",
        "/v2/objects/{object}/records/{record_id}/attributes/{attribute}/values",
        "records.write_attribute_values",
    ),
    Route("GET", "/v2/objects/{object}/records/{record_id}/entries", "records.list_entries"),
    Route("POST", "/v2/objects/records/search", "records.search"),
    Route("GET", "/v2/lists", "lists.list"),
    Route("POST", "/v2/lists", "lists.create"),
    Route("GET", "/v2/lists/{list}", "lists.get"),
    Route("PATCH", "/v2/lists/{list}", "lists.update"),
    Route("GET", "/v2/lists/{list}/views", "lists.get_views"),
    Route("POST", "/v2/lists/{list}/entries/query", "entries.query"),
    Route("POST", "/v2/lists/{list}/entries", "entries.create"),
    Route("PUT", "/v2/lists/{list}/entries", "entries.assert"),
    Route("GET", "/v2/lists/{list}/entries/{entry_id}", "entries.get"),
    Route("PUT", "/v2/lists/{list}/entries/{entry_id}", "entries.update"),
    Route("PATCH", "/v2/lists/{list}/entries/{entry_id}", "entries.update_appending"),
    Route("DELETE", "/v2/lists/{list}/entries/{entry_id}", "entries.delete"),
    Route("GET", "/v2/lists/{list}/entries/{entry_id}/attributes/{attribute}/values", "entries.list_attribute_values"),
    Route("PUT", "/v2/lists/{list}/entries/{entry_id}/attributes/{attribute}/values", "entries.write_attribute_values"),
    Route("GET", "/v2/workspace_members", "workspace_members.list"),
    Route("GET", "/v2/workspace_members/{workspace_member_id}", "workspace_members.get"),
    Route("GET", "/v2/notes", "notes.list"),
    Route("POST", "/v2/notes", "notes.create"),
    Route("GET", "/v2/notes/{note_id}", "notes.get"),
    Route("PATCH", "/v2/notes/{note_id}", "notes.update"),
    Route("DELETE", "/v2/notes/{note_id}", "notes.delete"),
    Route("GET", "/v2/tasks", "tasks.list"),
    Route("POST", "/v2/tasks", "tasks.create"),
    Route("GET", "/v2/tasks/{task_id}", "tasks.get"),
    Route("PATCH", "/v2/tasks/{task_id}", "tasks.update"),
    Route("DELETE", "/v2/tasks/{task_id}", "tasks.delete"),
    Route("GET", "/v2/threads", "threads.list_all"),
    Route("GET", "/v2/threads/{thread_id}", "threads.get"),
    Route("POST", "/v2/comments", "comments.create"),
    Route("GET", "/v2/comments/{comment_id}", "comments.get"),
    Route("DELETE", "/v2/comments/{comment_id}", "comments.delete"),
    Route("GET", "/v2/meetings", "meetings.list"),
    Route("POST", "/v2/meetings", "meetings.find_or_create"),
    Route("GET", "/v2/meetings/{meeting_id}", "meetings.get"),
    Route("PUT", "/v2/meetings/{meeting_id}", "meetings.update"),
    Route("PATCH", "/v2/meetings/{meeting_id}", "meetings.update_append"),
    Route("DELETE", "/v2/meetings/{meeting_id}", "meetings.delete"),
    Route("GET", "/v2/meetings/{meeting_id}/call_recordings", "call_recordings.list"),
    Route("POST", "/v2/meetings/{meeting_id}/call_recordings", "call_recordings.create"),
    Route("GET", "/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}", "call_recordings.get"),
    Route("DELETE", "/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}", "call_recordings.delete"),
    Route(
        "GET",
        "/v2/meetings/{meeting_id}/call_recordings/{call_recording_id}/transcript",
        "transcripts.get_call_transcript",
    ),
    Route("GET", "/v2/files", "files.list"),
    Route("POST", "/v2/files", "files.create"),
    Route("POST", "/v2/files/upload", "files.upload"),
    Route("GET", "/v2/files/{file_id}", "files.get"),
    Route("DELETE", "/v2/files/{file_id}", "files.delete"),
    Route("GET", "/v2/files/{file_id}/download", "files.download"),
    Route("GET", "/v2/webhooks", "webhooks.list"),
    Route("POST", "/v2/webhooks", "webhooks.create"),
    Route("GET", "/v2/webhooks/{webhook_id}", "webhooks.get"),
    Route("PATCH", "/v2/webhooks/{webhook_id}", "webhooks.update"),
    Route("DELETE", "/v2/webhooks/{webhook_id}", "webhooks.delete"),
    Route("GET", "/v2/self", "meta.identify"),
    Route("GET", "/v2/activities", "activities.list"),
    Route("POST", "/v2/activities", "activities.create"),
    Route("GET", "/v2/activities/{activity}", "activities.get"),
    Route("PATCH", "/v2/activities/{activity}", "activities.update"),
    Route("DELETE", "/v2/activities/{activity}", "activities.delete"),
    Route("POST", "/v2/activities/{activity}/records/query", "activity_records.query"),
    Route("POST", "/v2/activities/{activity}/records", "activity_records.create"),
    Route("PUT", "/v2/activities/{activity}/records", "activity_records.assert"),
    Route("GET", "/v2/activities/{activity}/records/{record_id}", "activity_records.get"),
    Route("PUT", "/v2/activities/{activity}/records/{record_id}", "activity_records.update"),
    Route("PATCH", "/v2/activities/{activity}/records/{record_id}", "activity_records.update_append"),
    Route("DELETE", "/v2/activities/{activity}/records/{record_id}", "activity_records.delete"),
    Route("GET", "/v2/emails", "emails.list"),
    Route("POST", "/v2/sequences/unsubscribed_emails", "sequences.unsubscribe_emails"),
    Route("POST", "/v2/sql", "sql.query"),
    Route("GET", "/scim/v2/Users", "scim.users.list"),
    Route("POST", "/scim/v2/Users", "scim.users.create"),
    Route("GET", "/scim/v2/Users/{user_id}", "scim.users.get"),
    Route("PATCH", "/scim/v2/Users/{user_id}", "scim.users.patch"),
    Route("PUT", "/scim/v2/Users/{user_id}", "scim.users.update"),
    Route("DELETE", "/scim/v2/Users/{user_id}", "scim.users.delete"),
    Route("GET", "/scim/v2/Groups", "scim.groups.list"),
    Route("POST", "/scim/v2/Groups", "scim.groups.create"),
    Route("GET", "/scim/v2/Groups/{workspace_team_id}", "scim.groups.get"),
    Route("PATCH", "/scim/v2/Groups/{workspace_team_id}", "scim.groups.patch"),
    Route("PUT", "/scim/v2/Groups/{workspace_team_id}", "scim.groups.update"),
    Route("DELETE", "/scim/v2/Groups/{workspace_team_id}", "scim.groups.delete"),
    Route("GET", "/scim/v2/Schemas", "scim.schemas.list"),
)

_OWNERS: tuple[tuple[Target, str], ...] = (("objects", "object"), ("lists", "list"), ("activities", "activity"))
_TARGETS = tuple(target for target, _ in _OWNERS)


@dataclass(frozen=True)
class Match:
    """A route with the values of its path parameters."""

    route: Route
    params: dict[str, str]

    def owner(self) -> tuple[Target, str] | None:
        """Return the object, list or activity of the path, as its kind and its slug or id; None if there is none."""
        for target, name in _OWNERS:
            if self.params.get("target") == target:
                return target, self.params["identifier"]
            if name in self.params:
                return target, self.params[name]
        return None


def _match_template(template: str, segments: list[str]) -> dict[str, str] | None:
    """Return the parameters of a path that matches the template, otherwise None."""
    parts = template.split("/")
    if len(parts) != len(segments):
        return None
    params: dict[str, str] = {}
    for part, segment in zip(parts, segments, strict=True):
        if not part.startswith("{"):
            if part != segment:
                return None
        elif not segment or (part == "{target}" and segment not in _TARGETS):
            return None
        else:
            params[part[1:-1]] = segment
    return params


# Templates with fewer parameters come first: `/v2/files/upload` is not a file with the id "upload".
_BY_METHOD = {
    method: sorted((route for route in ROUTES if route.method == method), key=lambda route: route.template.count("{"))
    for method in {route.method for route in ROUTES}
}


def match(method: str, path: str) -> Match | None:
    """Find the route of a request. Each segment is decoded separately, so that an id may contain a slash."""
    segments = [unquote(segment) for segment in path.split("/")]
    for route in _BY_METHOD.get(method, ()):
        params = _match_template(route.template, segments)
        if params is not None:
            return Match(route, params)
    return None
