# Generated from codegen/spec/sql.yaml by `make generate`; edit that file instead.
"""Standalone functions of `client.sql`."""

from __future__ import annotations

from typing_extensions import Unpack

from attio._call.operation import Caller, Operation, explained
from attio._call.options import RequestOptions
from attio.errors.sql import SQL_QUERY_ERRORS
from attio.models.base import Params
from attio.models.sql import SqlQueryResponse


class SqlQueryParams(Params):
    """Parameters of `sql.query`."""

    sql: str


SQL_QUERY = Operation(
    name="sql.query",
    method="POST",
    path="/v2/sql",
    params=SqlQueryParams,
    response=SqlQueryResponse,
    errors=SQL_QUERY_ERRORS,
    body="json",
    idempotent=True,
    budgets=("sql", "read"),
    scopes=("record_permission:read", "object_configuration:read"),
)


@explained
def sql_query(client: Caller, *, sql: str, **options: Unpack[RequestOptions]) -> SqlQueryResponse:
    """Read records and list entries with a SELECT statement.

    Objects are tables in the schema `objects`, the default schema; lists are tables in the schema `lists`. The
    response is not paginated, so add a `LIMIT` to the statement. A statement may run for at most 30 seconds.

    Requires the Enterprise plan.

    Beta: may still change.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Rate limit: 2 requests per second.

    Args:
        sql: The SELECT statement.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The rows of the result.

    Raises:
        QuerySqlFilterError: 400 `filter_error`: the statement is not valid, is not a SELECT statement, or names a
            table or column that does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        result = client.sql.query(sql="SELECT name FROM companies ORDER BY name LIMIT 10")
        for row in result.data.rows:
            print(row["name"])
    """
    return client._call(SQL_QUERY, {"sql": sql}, options)


@explained
async def sql_query_async(client: Caller, *, sql: str, **options: Unpack[RequestOptions]) -> SqlQueryResponse:
    """Read records and list entries with a SELECT statement.

    Objects are tables in the schema `objects`, the default schema; lists are tables in the schema `lists`. The
    response is not paginated, so add a `LIMIT` to the statement. A statement may run for at most 30 seconds.

    Requires the Enterprise plan.

    Beta: may still change.

    Scopes: `record_permission:read`, `object_configuration:read`.

    Token level: workspace or user.

    Rate limit: 2 requests per second.

    Args:
        sql: The SELECT statement.
        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

    Returns:
        The rows of the result.

    Raises:
        QuerySqlFilterError: 400 `filter_error`: the statement is not valid, is not a SELECT statement, or names a
            table or column that does not exist.
        AttioSDKError: Any other error of a call, such as `RateLimitError`; see the guide on errors.

    Example:
        result = await client.sql.query_async(sql="SELECT name FROM companies ORDER BY name LIMIT 10")
        for row in result.data.rows:
            print(row["name"])
    """
    return await client._call_async(SQL_QUERY, {"sql": sql}, options)
