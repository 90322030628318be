"""SQL: records and list entries as tables."""

from __future__ import annotations

from tests.contract.table import Case, ErrorCase, Golden, Rejected, Response, unread

# The statement decides the columns of a row, so values stay as received; not even times are parsed.
ROWS = [
    unread(
        {
            "name": "Brightside",
            "founded": "2025-02-03T09:15:30Z",
            "score": 1.5,
            "count": 3,
            "active": True,
            "owner": None,
            "data": {"entity_definition_id": "people", "entity_instance_id": None},
            "tags": ["a", None],
            "": "",
        },
        model="dict",
    ),
    unread({}, model="dict"),
]
STATEMENT = "SELECT name, 'Zoë — 10 %' AS \"count\"\nFROM objects.companies WHERE domain = 'a\\b' -- 📐"

QUERY = Golden(
    function="sql_query",
    member="sql.query",
    method="POST",
    template="/v2/sql",
    model="SqlQueryResponse",
    idempotent=True,
    cases=(
        Case("full", "/v2/sql", kwargs={"sql": STATEMENT}, json={"sql": STATEMENT}),
        Case("minimal", "/v2/sql", kwargs={"sql": ""}, json={"sql": ""}),
    ),
    rejected=(Rejected({"sql": b"SELECT 1"}, "sql"), Rejected({"sql": ["SELECT 1"]}, "sql")),
    responses=(Response("two rows", {"data": {"rows": ROWS}}), Response("none", {"data": {"rows": []}})),
    errors=(ErrorCase(400, "QuerySqlFilterError", {"filter_error": 'There is no table "company".'}),),
)

GOLDENS = (QUERY,)
