# Generated from codegen/spec/sql.yaml by `make generate`; edit that file instead.
"""Errors of `client.sql`."""

from __future__ import annotations

from attio.errors.statuses import BadRequestError


class QuerySqlFilterError(BadRequestError):
    """`sql.query`, 400 `filter_error`.

    The statement is not valid, is not a SELECT statement, or names a table or column that does not exist.
    """


SQL_QUERY_ERRORS = (QuerySqlFilterError,)
"""Errors that `sql.query` documents, for `except`."""
