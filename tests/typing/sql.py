from __future__ import annotations

from typing_extensions import assert_type

from attio import Attio, AttioCore
from attio.funcs import sql_query, sql_query_async
from attio.models import SqlQueryResponse, SqlResult


def methods(client: Attio) -> None:
    assert_type(client.sql.query(sql="SELECT 1"), SqlQueryResponse)


async def async_methods(client: Attio) -> None:
    assert_type(await client.sql.query_async(sql="SELECT 1"), SqlQueryResponse)


def functions(client: AttioCore) -> None:
    assert_type(sql_query(client, sql="SELECT 1"), SqlQueryResponse)


async def async_functions(client: AttioCore) -> None:
    assert_type(await sql_query_async(client, sql="SELECT 1"), SqlQueryResponse)


def results(client: Attio) -> None:
    """The statement decides the columns, so a value must be narrowed before it is used."""
    result = client.sql.query(sql="SELECT name, score FROM companies").data
    assert_type(result, SqlResult)
    for row in result.rows:
        assert_type(row, dict[str, object])
        score = row["score"]
        if isinstance(score, int):
            assert_type(score + 1, int)
