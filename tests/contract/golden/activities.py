"""Activities: the kinds of events that can be logged."""

from __future__ import annotations

from tests.contract.table import DELETED, JSON, Case, ErrorCase, Golden, Pages, Rejected, Response, nullable

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
VISITS = "f6071829-5364-4758-a96a-e0e1e2e3a45e"

CUSTOM = {
    "id": {"workspace_id": WORKSPACE, "activity_id": VISITS},
    "api_slug": "showroom_visits",
    "singular_noun": "Showroom visit",
    "plural_noun": "Showroom visits",
    "extends": [{"schema_id": "0718293a-6475-4869-ba7b-f1f2f3f4b56f", "schema_slug": "interactions"}],
    "is_system_activity": False,
    "created_at": "2025-02-03T09:15:30.250000000Z",
}
SYSTEM = {
    **CUSTOM,
    "api_slug": "phone_calls",
    "singular_noun": "Phone call",
    "plural_noun": "Phone calls",
    "extends": [
        {"schema_id": "18293a4b-7586-497a-8b8c-020304b5c670", "schema_slug": "calls"},
        {"schema_id": "0718293a-6475-4869-ba7b-f1f2f3f4b56f", "schema_slug": "interactions"},
    ],
    "is_system_activity": True,
}
ROOTLESS = {**CUSTOM, "api_slug": "besuche", "singular_noun": "Besuch 🏠", "extends": []}
NEW: dict[str, JSON] = {
    "api_slug": "showroom_visits",
    "singular_noun": "Showroom visit",
    "plural_noun": "Showroom visits",
    "extends": "interactions",
}
NO_ACTIVITY = {"not_found": 'Activity with slug/ID "showroom_visits" not found.'}
NO_PERMISSION = {"unauthorized": "You do not have the necessary permissions to do this."}
TAKEN = {"slug_conflict": "This api_slug is taken."}

LIST = Golden(
    function="activities_list",
    member="activities.list",
    method="GET",
    template="/v2/activities",
    model="ActivitiesListResponse",
    idempotent=True,
    pages=Pages("cursor"),
    cases=(
        Case(
            "full",
            "/v2/activities",
            kwargs={"limit": 100, "cursor": "bmV4dA==.cGFnZQ+/"},
            query={"limit": "100", "cursor": "bmV4dA==.cGFnZQ+/"},
        ),
        Case("minimal", "/v2/activities"),
        # The maximum page size is not documented.
        Case("a large page", "/v2/activities", kwargs={"limit": 5000}, query={"limit": "5000"}),
    ),
    rejected=(Rejected({"limit": "100"}, "limit"), Rejected({"cursor": 2}, "cursor")),
    responses=(
        Response("more to come", {"data": [SYSTEM, CUSTOM], "pagination": {"next_cursor": nullable("bmV4dA==")}}),
        Response("last page", {"data": [ROOTLESS], "pagination": {"next_cursor": nullable(None)}}),
        Response("none", {"data": [], "pagination": {"next_cursor": nullable(None)}}),
    ),
)

CREATE = Golden(
    function="activities_create",
    member="activities.create",
    method="POST",
    template="/v2/activities",
    model="ActivitiesCreateResponse",
    cases=(
        Case("full", "/v2/activities", kwargs={"data": NEW}, json={"data": NEW}),
        Case(
            "minimal",
            "/v2/activities",
            kwargs={"data": {**NEW, "singular_noun": "Besuch 🏠", "extends": "activities"}},
            json={"data": {**NEW, "singular_noun": "Besuch 🏠", "extends": "activities"}},
        ),
        Case(
            "a schema of a later version",
            "/v2/activities",
            kwargs={"data": {**NEW, "extends": "letters"}},
            json={"data": {**NEW, "extends": "letters"}},
        ),
    ),
    closed=("data",),
    rejected=(
        *(
            Rejected({"data": {key: field for key, field in NEW.items() if key != missing}}, f"data.{missing}")
            for missing in NEW
        ),
        *(Rejected({"data": {**NEW, name: None}}, f"data.{name}") for name in NEW),
        # Responses have a list of schemas here; requests name one.
        Rejected({"data": {**NEW, "extends": ["interactions"]}}, "data.extends"),
    ),
    responses=(Response("activity", {"data": CUSTOM}),),
    errors=(
        ErrorCase(
            403,
            "CreateActivityBillingError",
            {"billing_error": "Your plan has no activities of your own.", **NO_PERMISSION},
            type="auth_error",
        ),
        ErrorCase(409, "CreateActivitySlugConflictError", TAKEN),
    ),
)

GET = Golden(
    function="activities_get",
    member="activities.get",
    method="GET",
    template="/v2/activities/{activity}",
    model="ActivitiesGetResponse",
    idempotent=True,
    cases=(
        Case("full", "/v2/activities/showroom_visits", kwargs={"activity": "showroom_visits"}),
        Case("minimal", f"/v2/activities/{VISITS}", (VISITS,)),
        Case("reserved characters", "/v2/activities/calls%2Frecords", ("calls/records",)),
    ),
    rejected=(Rejected({"activity": ""}, "activity"), Rejected({"activity": ".."}, "activity")),
    responses=(
        Response("of the workspace", {"data": CUSTOM}),
        Response("of the system", {"data": SYSTEM}),
        Response("extends nothing", {"data": ROOTLESS}),
    ),
    errors=(ErrorCase(404, "GetActivityNotFoundError", NO_ACTIVITY),),
)

UPDATE = Golden(
    function="activities_update",
    member="activities.update",
    method="PATCH",
    template="/v2/activities/{activity}",
    model="ActivitiesUpdateResponse",
    cases=(
        Case(
            "full",
            "/v2/activities/showroom_visits",
            kwargs={
                "activity": "showroom_visits",
                "data": {"api_slug": "visits", "singular_noun": "Visit", "plural_noun": "Visits"},
            },
            json={"data": {"api_slug": "visits", "singular_noun": "Visit", "plural_noun": "Visits"}},
        ),
        Case(
            "minimal",
            "/v2/activities/showroom_visits",
            ("showroom_visits",),
            {"data": {"plural_noun": "Visits"}},
            json={"data": {"plural_noun": "Visits"}},
        ),
        Case(
            "nothing to change",
            "/v2/activities/showroom_visits",
            ("showroom_visits",),
            {"data": {}},
            json={"data": {}},
        ),
    ),
    closed=("data",),
    rejected=(
        # `extends` cannot change after the creation.
        Rejected({"data": {"extends": "calls"}}, "extends"),
        *(Rejected({"data": {name: None}}, f"data.{name}") for name in ("api_slug", "singular_noun", "plural_noun")),
        Rejected({"data": {"singular_noun": 7}}, "data.singular_noun"),
    ),
    responses=(Response("activity", {"data": CUSTOM}),),
    errors=(
        ErrorCase(400, "UpdateActivityValidationTypeError", {"validation_type": "Nothing to update was given."}),
        ErrorCase(403, "UpdateActivityUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateActivityNotFoundError", NO_ACTIVITY),
        ErrorCase(409, "UpdateActivitySlugConflictError", TAKEN),
    ),
)

DELETE = Golden(
    function="activities_delete",
    member="activities.delete",
    method="DELETE",
    template="/v2/activities/{activity}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", "/v2/activities/showroom_visits", kwargs={"activity": "showroom_visits"}),
        Case("minimal", "/v2/activities/showroom_visits", ("showroom_visits",)),
    ),
    responses=DELETED,
    errors=(
        ErrorCase(
            400,
            "DeleteActivitySystemEditUnauthorizedError",
            {"system_edit_unauthorized": "Activities of the system cannot be deleted."},
        ),
        ErrorCase(403, "DeleteActivityUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "DeleteActivityNotFoundError", NO_ACTIVITY),
    ),
)

GOLDENS = (LIST, CREATE, GET, UPDATE, DELETE)
