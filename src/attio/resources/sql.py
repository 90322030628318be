# Generated from codegen/spec/sql.yaml by `make generate`; edit that file instead.
"""The sub-client `client.sql`."""

from __future__ import annotations

from attio.funcs import sql as functions
from attio.resources.base import Resource


class Sql(Resource):
    """SQL queries over records and list entries.

    - `query`: Read records and list entries with a SELECT statement.

    Each method has an `_async` twin.
    """

    query = functions.sql_query
    query_async = functions.sql_query_async
