"""Objects: the kinds of records a workspace has."""

from __future__ import annotations

from tests.contract.table import (
    DELETED,
    Case,
    ErrorCase,
    Golden,
    Pages,
    Rejected,
    Response,
    nullable,
)

WORKSPACE = "6f3c1f0a-9b7e-4a55-8f0d-2f4d7a1b9c01"
PROJECTS = "b8d1a2c3-44e5-4f60-9a7b-0c1d2e3f4a02"

OBJECT = {
    "id": {"workspace_id": WORKSPACE, "object_id": PROJECTS},
    "api_slug": nullable("projects"),
    "singular_noun": nullable("Project"),
    "plural_noun": nullable("Projects"),
    "created_at": "2025-02-03T09:15:30.250000000Z",
}
NAMELESS_OBJECT = {
    "id": {"workspace_id": WORKSPACE, "object_id": PROJECTS},
    "api_slug": nullable(None),
    "singular_noun": nullable(None),
    "plural_noun": nullable(None),
    "created_at": "2025-02-03T09:15:30.250000000Z",
}
VIEW = {
    "id": {"workspace_id": WORKSPACE, "object_id": PROJECTS, "view_id": "c7a90b1e-5d3f-4c2a-8e61-7f8091a2b303"},
    "title": "Running projects",
    "created_at": "2025-03-04T10:00:00.000000000Z",
}
NO_OBJECT = {"not_found": 'Object with slug/ID "projects" not found.'}
NO_PERMISSION = {"unauthorized": "You do not have the necessary permissions to do this."}

LIST = Golden(
    function="objects_list",
    member="objects.list",
    method="GET",
    template="/v2/objects",
    model="ObjectsListResponse",
    idempotent=True,
    cases=(Case("minimal", "/v2/objects"),),
    responses=(
        Response("two objects", {"data": [OBJECT, NAMELESS_OBJECT]}),
        Response("none", {"data": []}),
    ),
)

CREATE = Golden(
    function="objects_create",
    member="objects.create",
    method="POST",
    template="/v2/objects",
    model="ObjectsCreateResponse",
    cases=(
        Case(
            "full",
            "/v2/objects",
            kwargs={"data": {"api_slug": "projects", "singular_noun": "Project", "plural_noun": "Projects"}},
            json={"data": {"api_slug": "projects", "singular_noun": "Project", "plural_noun": "Projects"}},
        ),
        Case(
            "minimal",
            "/v2/objects",
            kwargs={"data": {"api_slug": "maße", "singular_noun": "Maß", "plural_noun": "Maße 📏"}},
            json={"data": {"api_slug": "maße", "singular_noun": "Maß", "plural_noun": "Maße 📏"}},
        ),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {"api_slug": "projects", "singular_noun": "Project"}}, "data.plural_noun"),
        Rejected({"data": {"api_slug": "a", "singular_noun": "", "plural_noun": "As"}}, "data.singular_noun"),
        Rejected({"data": {"api_slug": "a", "singular_noun": "A", "plural_noun": ""}}, "data.plural_noun"),
        Rejected({"data": {"api_slug": None, "singular_noun": "A", "plural_noun": "As"}}, "data.api_slug"),
        Rejected({"data": {"api_slug": 7, "singular_noun": "A", "plural_noun": "As"}}, "data.api_slug"),
    ),
    responses=(Response("object", {"data": OBJECT}),),
    errors=(
        ErrorCase(400, "CreateObjectQuotaExceededError", {"quota_exceeded": "Your plan has no room for more objects."}),
        ErrorCase(403, "CreateObjectUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(409, "CreateObjectSlugConflictError", {"slug_conflict": "This api_slug is taken."}),
    ),
)

GET = Golden(
    function="objects_get",
    member="objects.get",
    method="GET",
    template="/v2/objects/{object}",
    model="ObjectsGetResponse",
    idempotent=True,
    cases=(
        Case("full", "/v2/objects/projects", kwargs={"object": "projects"}),
        Case("minimal", f"/v2/objects/{PROJECTS}", (PROJECTS,)),
        Case("reserved characters", "/v2/objects/a%2Fb%3Fc%23d%20%25", ("a/b?c#d %",)),
    ),
    responses=(
        Response("object", {"data": OBJECT}),
        Response("object without names", {"data": NAMELESS_OBJECT}),
    ),
    errors=(ErrorCase(404, "GetObjectNotFoundError", NO_OBJECT),),
)

UPDATE = Golden(
    function="objects_update",
    member="objects.update",
    method="PATCH",
    template="/v2/objects/{object}",
    model="ObjectsUpdateResponse",
    cases=(
        Case(
            "full",
            "/v2/objects/projects",
            kwargs={
                "object": "projects",
                "data": {"api_slug": "ventures", "singular_noun": "Venture", "plural_noun": "Ventures"},
            },
            json={"data": {"api_slug": "ventures", "singular_noun": "Venture", "plural_noun": "Ventures"}},
        ),
        Case(
            "minimal",
            "/v2/objects/projects",
            ("projects",),
            {"data": {"plural_noun": "Ventures"}},
            json={"data": {"plural_noun": "Ventures"}},
        ),
        Case("nothing to change", "/v2/objects/projects", ("projects",), {"data": {}}, json={"data": {}}),
    ),
    closed=("data",),
    rejected=(
        Rejected({"data": {"singular_noun": ""}}, "data.singular_noun"),
        Rejected({"data": {"plural_noun": ""}}, "data.plural_noun"),
        Rejected({"data": {"api_slug": None}}, "data.api_slug"),
        Rejected({"object": ""}, "object"),
        Rejected({"object": ".."}, "object"),
    ),
    responses=(Response("object", {"data": OBJECT}),),
    errors=(
        ErrorCase(400, "UpdateObjectValidationTypeError", {"validation_type": "Nothing to update was given."}),
        ErrorCase(403, "UpdateObjectUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "UpdateObjectNotFoundError", NO_OBJECT),
        ErrorCase(409, "UpdateObjectSlugConflictError", {"slug_conflict": "This api_slug is taken."}),
    ),
)

DELETE = Golden(
    function="objects_delete",
    member="objects.delete",
    method="DELETE",
    template="/v2/objects/{object}",
    model="EmptyResponse",
    idempotent=True,
    cases=(
        Case("full", "/v2/objects/projects", kwargs={"object": "projects"}),
        Case("minimal", "/v2/objects/projects", ("projects",)),
    ),
    responses=DELETED,
    errors=(
        ErrorCase(
            400,
            "DeleteObjectSystemEditUnauthorizedError",
            {"system_edit_unauthorized": "Standard objects cannot be deleted."},
        ),
        ErrorCase(403, "DeleteObjectUnauthorizedError", NO_PERMISSION, type="auth_error"),
        ErrorCase(404, "DeleteObjectNotFoundError", NO_OBJECT),
    ),
)

GET_VIEWS = Golden(
    function="objects_get_views",
    member="objects.get_views",
    method="GET",
    template="/v2/objects/{object}/views",
    model="ObjectsGetViewsResponse",
    idempotent=True,
    pages=Pages("cursor"),
    cases=(
        Case(
            "full",
            "/v2/objects/projects/views",
            kwargs={"object": "projects", "show_archived": True, "limit": 1000, "cursor": "bmV4dA==.cGFnZQ+/"},
            query={"show_archived": "true", "limit": "1000", "cursor": "bmV4dA==.cGFnZQ+/"},
        ),
        Case("minimal", "/v2/objects/projects/views", ("projects",)),
        Case(
            "falsy values",
            "/v2/objects/projects/views",
            ("projects",),
            {"show_archived": False, "limit": 1},
            query={"show_archived": "false", "limit": "1"},
        ),
    ),
    rejected=(
        Rejected({"limit": 0}, "limit"),
        Rejected({"limit": 1001}, "limit"),
        Rejected({"limit": "10"}, "limit"),
        Rejected({"show_archived": 1}, "show_archived"),
    ),
    responses=(
        Response("more to come", {"data": [VIEW], "pagination": {"next_cursor": nullable("bmV4dA==")}}),
        Response("last page", {"data": [VIEW], "pagination": {"next_cursor": nullable(None)}}),
        Response("none", {"data": [], "pagination": {"next_cursor": nullable(None)}}),
    ),
    errors=(ErrorCase(404, "GetObjectViewsNotFoundError", NO_OBJECT),),
)

GOLDENS = (LIST, CREATE, GET, UPDATE, DELETE, GET_VIEWS)
