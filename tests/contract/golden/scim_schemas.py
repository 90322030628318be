"""SCIM schemas: the attributes of users and groups."""

from __future__ import annotations

from tests.contract.table import JSON, Case, Golden, Response, optional

LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"

NAME = {
    "name": "name",
    "type": "complex",
    "multiValued": False,
    "subAttributes": optional(
        [{"name": "givenName", "type": "string", "multiValued": False, "required": optional(False)}]
    ),
}
ROLE = {
    "name": "appRole",
    "type": "string",
    "multiValued": False,
    "description": optional("Rôle in the workspace"),
    "required": optional(True),
    "canonicalValues": optional(["admin", "member"]),
    "mutability": optional("readWrite"),
    "returned": optional("default"),
    "uniqueness": optional("none"),
}
OF_GROUPS: dict[str, JSON] = {"id": GROUP, "name": "Group", "attributes": []}

LIST = Golden(
    function="scim_schemas_list",
    member="scim.schemas.list",
    method="GET",
    template="/scim/v2/Schemas",
    model="ScimSchemasListResponse",
    scim=True,
    idempotent=True,
    cases=(Case("minimal", "/scim/v2/Schemas"),),
    responses=(
        Response(
            "users and groups",
            {
                "schemas": [LIST_RESPONSE],
                "totalResults": 2,
                "startIndex": 1,
                "itemsPerPage": 2,
                "Resources": [
                    {
                        "schemas": optional(["urn:ietf:params:scim:schemas:core:2.0:Schema"]),
                        "id": USER,
                        "name": "User",
                        "description": optional("Member of the workspace"),
                        "attributes": [NAME, ROLE],
                        "meta": optional({"resourceType": "Schema", "location": optional(f"/scim/v2/Schemas/{USER}")}),
                    },
                    OF_GROUPS,
                ],
            },
        ),
    ),
)

GOLDENS = (LIST,)
