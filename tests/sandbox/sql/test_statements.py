"""Statements of PostgreSQL: their results, and errors of invalid ones."""

# ruff: noqa: E501 - tables of statements read best with one per line

from __future__ import annotations

import pytest

from attio.sandbox.sql.run import Database
from attio.sandbox.sql.tables import NotTranslatedError, SqlError
from tests.sandbox.sql.conftest import NOW, FixedTable, FixedTables, Runner, company


@pytest.mark.parametrize(
    ("sql", "rows"),
    [
        ("SELECT name, employees FROM companies WHERE record_id = 'c1'", [{"name": "Acme", "employees": 120}]),
        ("select NAME from Companies where RECORD_ID='c1';", [{"name": "Acme"}]),
        ('SELECT "name" AS "The Name" FROM objects.companies LIMIT 1', [{"The Name": "Acme"}]),
        ("SELECT c.name n FROM objects.companies c WHERE c.is_customer", [{"n": "Acme"}]),
        ("SELECT objects.companies.name FROM objects.companies LIMIT 1", [{"name": "Acme"}]),
        ("SELECT stage FROM lists.sales WHERE entry_id = 'e1'", [{"stage": "Won"}]),
        ("SELECT count(*) FROM companies", [{"count": 3}]),
        ("SELECT count(domains), count(DISTINCT is_customer) AS kinds FROM companies", [{"count": 2, "kinds": 2}]),
        ("SELECT 1 + 2, 'a'", [{"?column?": "a"}]),
        ("SELECT 1 WHERE false", []),
        ("SELECT stage s FROM lists.sales ORDER BY s DESC", [{"s": "Won"}, {"s": "Lost"}, {"s": "Lead"}]),
        ("SELECT DISTINCT parent_record FROM lists.sales WHERE stage <> 'Lost'", [{"parent_record": company("c1")}]),
        ("SELECT s.* FROM lists.sales AS s WHERE stage = 'Won'", [{"entry_id": "e1", "parent_record": company("c1"), "stage": "Won"}]),
        ("VALUES (1, 'a')", [{"column1": 1, "column2": "a"}]),
        ("(SELECT 1 AS a)", [{"a": 1}]),
    ],
)  # fmt: skip
def test_simple_statements_return_their_rows(run: Runner, sql: str, rows: object) -> None:
    assert run(sql) == rows


def test_values_of_columns_are_returned_as_json(run: Runner) -> None:
    first, _, last = run("SELECT * FROM companies")
    assert first == {
        "record_id": "c1",
        "name": "Acme",
        "domains": ["acme.com", "acme.org"],
        "employees": 120,
        "is_customer": True,
        "founded": "2019-12-10",
        "created_at": "2026-01-05T10:00:00.000000000Z",
        "location": {"locality": "Berlin", "country_code": "DE"},
    }
    assert {name for name, value in last.items() if value is None} == {
        "domains", "employees", "is_customer", "founded", "location",
    }  # fmt: skip
    assert run.column("SELECT employees FROM companies WHERE record_id = 'c2'") == [7.5]


def test_a_text_that_looks_like_json_stays_a_text(run: Runner) -> None:
    assert run.column("SELECT note FROM people WHERE note IS NOT NULL") == ['{"a": 1}', "it's"]


def test_fields_of_structs_can_be_selected(run: Runner) -> None:
    assert run("SELECT name.first_name, people.name.last_name AS last FROM people WHERE name.last_name = 'Hopper'") == [
        {"first_name": "Grace", "last": "Hopper"}
    ]
    assert run.column("SELECT (company).entity_instance_id FROM people") == ["c1", "c1", None]
    assert run.column("SELECT p.company FROM people p LIMIT 1") == [company("c1")]


def test_tables_can_be_joined(run: Runner) -> None:
    sql = """
        SELECT p.name.first_name AS person, c.name AS company
        FROM people p JOIN companies c ON p.company.entity_instance_id = c.record_id
        ORDER BY 1
    """
    assert run(sql) == [{"person": "Ada", "company": "Acme"}, {"person": "Alan", "company": "Acme"}]
    left = "SELECT c.name FROM people p LEFT OUTER JOIN companies c ON c.record_id = p.company.entity_instance_id"
    assert run.column(left) == ["Acme", "Acme", None]
    assert run.column("SELECT count(*) FROM people, companies") == [9]
    assert run.column("SELECT count(*) FROM people CROSS JOIN companies") == [9]
    assert run.column("SELECT count(*) FROM people a INNER JOIN people b USING (record_id)") == [3]
    assert run.column("SELECT name FROM companies WHERE employees::text LIKE '1%'") == ["Acme"]
    two = "SELECT count(*) FROM people p JOIN companies c ON true JOIN lists.sales s ON c.name = 'Acme'"
    assert run.column(two) == [9]
    assert run("SELECT * FROM (VALUES (1)) v") == [{"column1": 1}]
    calls = "SELECT c.name FROM companies c JOIN people p ON left(c.name, 1) = left(p.note, 1) OR p.record_id = 'p1'"
    assert run.column(calls) == ["Acme", "Bolt", "acorn"]


def test_unnest_expands_arrays(run: Runner) -> None:
    assert run("SELECT name, unnest(domains) AS domain FROM companies ORDER BY domain") == [
        {"name": "Acme", "domain": "acme.com"},
        {"name": "Acme", "domain": "acme.org"},
        {"name": "Bolt", "domain": "bolt.io"},
    ]  # fmt: skip
    assert run.column("SELECT unnest(friends) FROM people") == [company("c2"), company("c3")]
    assert run.column("SELECT d FROM companies c, unnest(c.domains) AS d WHERE d ILIKE 'ACME%'") == [
        "acme.com",
        "acme.org",
    ]
    sql = "SELECT f.entity_instance_id FROM people CROSS JOIN LATERAL unnest(friends) AS t(f) ORDER BY 1 DESC"
    assert run.column(sql) == ["c3", "c2"]
    assert run.column("SELECT unnest FROM companies, unnest(domains) WHERE name = 'Bolt'") == ["bolt.io"]
    grouped = (
        "SELECT split_part(d, '.', 2) AS tld, count(*) FROM companies, unnest(domains) d GROUP BY tld ORDER BY tld"
    )
    assert run(grouped) == [{"tld": "com", "count": 1}, {"tld": "io", "count": 1}, {"tld": "org", "count": 1}]


def test_arrays_have_elements_and_a_length(run: Runner) -> None:
    assert run.column("SELECT domains[1] FROM companies") == ["acme.com", "bolt.io", None]
    assert run.column("SELECT friends[2].entity_instance_id FROM people") == ["c3", None, None]
    assert run.column("SELECT cardinality(domains) FROM companies") == [2, 1, None]
    assert run.column("SELECT array_length(friends, 1) FROM people") == [2, None, None]
    assert run.column("SELECT name FROM companies WHERE 'acme.org' = ANY(domains)") == ["Acme"]
    assert run.column("SELECT name FROM companies WHERE NOT 'acme.org' = ANY(domains)") == ["Bolt"]


def test_subqueries_are_supported(run: Runner) -> None:
    inner = "(SELECT parent_record.entity_instance_id FROM lists.sales WHERE stage = 'Won')"
    assert run.column(f"SELECT name FROM companies WHERE record_id IN {inner}") == ["Acme"]
    assert run.column(f"SELECT name FROM companies WHERE record_id = ANY {inner}") == ["Acme"]
    assert run.column(f"SELECT name FROM companies WHERE record_id <> ALL {inner}") == ["Bolt", "acorn"]
    assert run.column(f"SELECT (SELECT max(employees) FROM companies) FROM lists.sales LIMIT 1") == [120]  # noqa: F541
    exists = "SELECT 1 FROM people WHERE company.entity_instance_id = c.record_id"
    assert run.column(f"SELECT c.name FROM companies c WHERE NOT EXISTS ({exists})") == ["Bolt", "acorn"]
    assert run.column("SELECT t.big FROM (SELECT name, employees > 100 AS big FROM companies) AS t") == [
        True,
        False,
        None,
    ]
    assert run.column("SELECT x.locality FROM (SELECT location AS x FROM companies LIMIT 1) t") == ["Berlin"]
    assert run.column("SELECT count(*) FROM (VALUES (1), (2)) v") == [2]
    assert run.column("SELECT v.column1 FROM (VALUES (1), (2)) v WHERE column1 > 1") == [2]


def test_common_table_expressions_are_supported(run: Runner) -> None:
    sql = """
        WITH big AS (SELECT * FROM companies WHERE employees > 100), -- a comment
             names(label) AS NOT MATERIALIZED (SELECT name FROM big)
        SELECT label, is_customer FROM names, big /* another /* nested */ */
    """
    assert run(sql) == [{"label": "Acme", "is_customer": True}]
    counting = "WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t"
    assert run.column(counting) == [1, 2, 3]


def test_set_operations_are_supported(run: Runner) -> None:
    names = "SELECT name FROM companies WHERE employees IS NOT NULL UNION ALL SELECT stage FROM lists.sales ORDER BY name LIMIT 3"
    assert run.column(names) == ["Acme", "Bolt", "Lead"]
    assert run.column("SELECT 1 UNION SELECT 1") == [1]
    assert run.column("SELECT 1 UNION DISTINCT SELECT 1") == [1]
    assert run.column("SELECT record_id FROM companies EXCEPT SELECT 'c1' ORDER BY 1") == ["c2", "c3"]
    assert run.column("(SELECT 1 AS a) UNION ALL SELECT 2 ORDER BY a DESC") == [2, 1]  # fmt: skip


def test_nulls_sort_as_the_largest_values(run: Runner) -> None:
    assert run.column("SELECT employees FROM companies ORDER BY employees") == [7.5, 120, None]
    assert run.column("SELECT employees FROM companies ORDER BY employees DESC") == [None, 120, 7.5]
    assert run.column("SELECT employees FROM companies ORDER BY employees NULLS FIRST") == [None, 7.5, 120]
    assert run.column("SELECT employees FROM companies ORDER BY employees DESC NULLS LAST, name") == [120, 7.5, None]


def test_limit_and_offset_are_supported(run: Runner) -> None:
    for tail, found in (
        ("LIMIT 2", ["c1", "c2"]),
        ("LIMIT 1 OFFSET 1", ["c2"]),
        ("OFFSET 1 LIMIT 1", ["c2"]),
        ("OFFSET 2 ROWS", ["c3"]),
        ("LIMIT ALL", ["c1", "c2", "c3"]),
    ):
        assert run.column(f"SELECT record_id FROM companies ORDER BY record_id {tail}") == found


def test_aggregates_and_window_functions_are_supported(run: Runner) -> None:
    sql = """
        SELECT parent_record.entity_instance_id AS id, count(*) FILTER (WHERE stage = 'Won') AS won,
               string_agg(stage, '/') AS stages, bool_or(stage = 'Lost') AS lost
        FROM lists.sales GROUP BY 1 HAVING count(*) > 0 ORDER BY won DESC
    """
    assert run(sql) == [
        {"id": "c1", "won": 1, "stages": "Won/Lead", "lost": False},
        {"id": "c2", "won": 0, "stages": "Lost", "lost": True},
    ]
    ranked = "SELECT stage, row_number() OVER (PARTITION BY parent_record.entity_instance_id ORDER BY stage DESC) AS n FROM lists.sales ORDER BY stage"
    assert run(ranked) == [{"stage": "Lead", "n": 2}, {"stage": "Lost", "n": 1}, {"stage": "Won", "n": 1}]
    ends = "SELECT name FROM companies WHERE employees ISNULL OR (employees NOTNULL AND now() - '1 day'::interval > created_at)"
    assert run.column(ends) == ["Acme", "Bolt", "acorn"]
    running = """
        SELECT count(*) OVER w AS n FROM lists.sales
        WINDOW w AS (ORDER BY entry_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    """
    assert run.column(running) == [1, 2, 3]
    assert run.column("SELECT lag(stage) OVER (ORDER BY entry_id) FROM lists.sales") == [None, "Won", "Lost"]
    assert run.column("SELECT count(*) OVER () FROM lists.sales") == [3, 3, 3]


def test_booleans_are_compared(run: Runner) -> None:
    assert run.column("SELECT is_customer FROM companies") == [True, False, None]
    assert run.column("SELECT is_customer IS TRUE FROM companies") == [True, False, False]
    assert run.column("SELECT name FROM companies WHERE is_customer = false") == ["Bolt"]
    assert run.column("SELECT name FROM companies WHERE is_customer = 'yes'") == ["Acme"]
    assert run.column("SELECT name FROM companies WHERE is_customer IS DISTINCT FROM true") == ["Bolt", "acorn"]
    assert run.column("SELECT name FROM companies WHERE is_customer IS NOT DISTINCT FROM NULL") == ["acorn"]
    assert run.column("SELECT employees ISNULL FROM companies") == [False, False, True]


@pytest.mark.parametrize(
    ("sql", "message", "why"),
    [
        ("", "the statement is empty", None),
        (" ; ", "the statement is empty", None),
        ("SELECT 1; SELECT 2", "only one statement is allowed", None),
        ("DELETE FROM companies", "only SELECT statements can be run, not DELETE", None),
        ("(DELETE)", "only SELECT statements can be run, not (", None),
        ("SELECT", "syntax error: an expression is missing", None),
        ("SELECT 'a", "unterminated quoted string at \"'a\"", None),
        ('SELECT "a', "unterminated quoted identifier at '\"a'", None),
        ("SELECT /* a", "unterminated /* comment", None),
        ("SELECT \x00", "syntax error at or near '\\x00'", None),
        ("SELECT (1", "syntax error at the end of the statement: there must be ')' first", None),
        ("SELECT (1]", "syntax error at \"]\": there must be ')' first", None),
        ("SELECT 1)", 'syntax error at or near ")"', None),
        ("SELECT CASE WHEN true THEN 1", "syntax error at the end of the statement: there must be 'END' first", None),
        ("SELECT CASE WHEN THEN 1 END", "syntax error in CASE after WHEN", None),
        ("SELECT nickname FROM companies", 'There is no column "nickname" in companies.', "`nickname` is not a column in companies; nearest: 'name'"),
        ("SELECT c.nmae FROM companies c", 'There is no column "nmae" in c.', "`nmae` is not a column in c; nearest: 'name'"),
        ("SELECT zzzzzz FROM companies, lists.sales", 'There is no column "zzzzzz".', "`zzzzzz` is not a column; use one of 'record_id', 'name', 'domains', 'employees', 'is_customer', 'founded', 'created_at', 'location', 'entry_id', 'parent_record', 'stage'"),
        ("SELECT record_id FROM companies, people", 'column reference "record_id" is ambiguous', None),
        ("SELECT name.frist_name FROM people", 'There is no column "frist_name" in name.', "`frist_name` is not a column in name; nearest: 'first_name'"),
        ("SELECT note.x FROM people", 'There is no column "x" in note.', None),
        ("SELECT 1 FROM companys", 'There is no table "companys".', "`companys` is not a table; nearest: 'companies'"),
        ("SELECT 1 FROM sales", 'There is no table "sales".', "`sales` is not a table; nearest: 'lists.sales'"),
        ("SELECT 1 FROM public.companies", 'There is no table "public.companies".', "`public.companies` is not a table; nearest: 'companies'"),
        ("SELECT x.* FROM companies", 'missing FROM-clause entry for table "x"', "use one of 'companies'"),
        ("SELECT 1 FROM companies, companies", 'table name "companies" specified more than once', None),
        ("SELECT 1 FROM (SELECT 1)", "subquery in FROM must have an alias", None),
        ("SELECT 1 FROM companies AS", "syntax error: an alias is missing after AS", None),
        ("SELECT 1 FROM companies 5", 'syntax error at or near "5"', None),
        ("SELECT 1 FROM WHERE", "syntax error: an expression is missing", None),
        ("SELECT 1 FROM 'x'", 'syntax error at or near "\'x\'"', None),
        ("SELECT 1 WHERE true WHERE true", 'syntax error at or near "WHERE"', None),
        ("SELECT 1 LIMIT 1 WHERE true", 'syntax error at or near "WHERE"', None),
        ("SELECT 1 ORDER name", "syntax error: BY is missing", None),
        ("SELECT 1 UNION", 'syntax error at or near "the end"', None),
        ("SELECT 1 UNION name", 'syntax error at or near "name"', None),
        ("SELECT 1 +", "syntax error: nothing follows +", None),
        ("SELECT :: text", 'syntax error at or near "::"', None),
        ("SELECT 1::", "syntax error: a type is missing", None),
        ("SELECT CAST(1)", "syntax error in CAST: AS is missing", None),
        ("SELECT EXTRACT(year)", "syntax error in EXTRACT", None),
        ("SELECT name. FROM companies", 'syntax error at or near "."', None),
        ("SELECT (name).1 FROM people", None, None),
        ("SELECT (name). FROM people", 'syntax error at or near "."', None),
        ("SELECT lower(name.*) FROM people", 'syntax error at or near "*"', None),
        ("SELECT , 1", "syntax error: an expression is missing", None),
        ("SELECT 1 WHERE then", 'syntax error at or near "then"', None),
        ("SELECT 1 WHERE true, false", 'syntax error at or near ","', None),
        ("SELECT x 'a'", "syntax error at or near \"'a'\"", None),
        ("SELECT FROM", "syntax error: an expression is missing", None),
        ("SELECT 1 WHERE select", 'syntax error at or near "SELECT"', None),
        ("SELECT count(*) FILTER (true) FROM companies", "syntax error in FILTER: WHERE is missing", None),
        ("SELECT sum(*) FROM companies", "function sum(*) does not exist", None),
        ("SELECT lower() FROM companies", "function lower does not take 0 arguments", None),
        ("SELECT lower('a', 'b')", "function lower does not take 2 arguments", None),
        ("SELECT coalesce(1)", "function coalesce does not take 1 argument", None),
        ("SELECT 1 WINDOW w (ORDER BY 1)", "syntax error in WINDOW", None),
        ("WITH a SELECT 1", "syntax error in WITH", None),
        ("WITH a AS 5 SELECT 1", "syntax error in WITH: a query in parentheses is missing", None),
        ("WITH a(b, c) AS (SELECT 1) SELECT 1", "a WITH query has fewer columns than names", None),
        ("SELECT 'abc'::int", 'invalid input syntax for type integer: "abc"', None),
        ("SELECT note::numeric FROM people", 'invalid input syntax for type numeric: "{"a": 1}"', None),
        ("SELECT 'x'::boolean", 'invalid input syntax for type boolean: "x"', None),
        ("SELECT created_at > 'soon' FROM companies", 'invalid input syntax for type timestamp: "soon"', None),
        ("SELECT date 'soon'", 'invalid input syntax for type date: "soon"', None),
        ("SELECT now() - interval 'a while'", 'invalid input syntax for type interval: "a while"', None),
        ("SELECT now() + interval '9999 years'", None, None),
        ("SELECT 'a' LIKE 'a\\'", "LIKE pattern must not end with escape character", None),
        ("SELECT name = 5 FROM companies", "operator does not exist: text = numeric", None),
        ("SELECT name + 5 FROM companies", "operator does not exist: text + numeric", None),
        ("SELECT founded > 5 FROM companies", "operator does not exist: date > numeric", None),
        ("SELECT created_at + 5 FROM companies", "operator does not exist: timestamp + numeric", None),
        ("SELECT location = 'Berlin' FROM companies", "operator does not exist: record = unknown", None),
    ],
)  # fmt: skip
def test_an_invalid_statement_is_an_error(run: Runner, sql: str, message: str | None, why: str | None) -> None:
    with pytest.raises(SqlError) as raised:
        run(sql)
    if message is not None:
        assert raised.value.message == message
        assert raised.value.why == why


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("SELECT $1", "parameter $"),
        ("SELECT name ~ 'a' FROM companies", "operator ~"),
        ("SELECT domains @> 'a' FROM companies", "operator @>"),
        ("SELECT 2 ^ 3", "operator ^"),
        ("SELECT E'\\x41'", "numeric escapes in strings"),
        ("SELECT " + "(" * 60 + "1" + ")" * 60, "nesting deeper than 50"),
        ("SELECT to_char(now(), 'YYYY')", "function to_char"),
        ("SELECT pg_catalog.lower('a')", "function pg_catalog.lower"),
        ("SELECT array_agg(name) FROM companies", "function array_agg"),
        ("SELECT DISTINCT ON (name) name FROM companies", "DISTINCT ON"),
        ("SELECT 1 FROM companies, LATERAL (SELECT 1) x", "LATERAL"),
        ("SELECT 1 FROM generate_series(1, 2) x", "function generate_series in FROM"),
        ("SELECT 1 FROM (companies JOIN people ON true)", "joins in parentheses"),
        ("SELECT 1 FROM (SELECT 1) t(a)", "column names after the alias of a subquery"),
        ("SELECT 1 FROM companies c(a)", "column names after the alias of a table"),
        ("SELECT 1 FROM information_schema.tables", "schema information_schema"),
        ("SELECT 1 FETCH FIRST 1 ROW ONLY", "FETCH"),
        ("SELECT 1 FROM companies FOR UPDATE", "FOR"),
        ("SELECT 1 GROUP BY ROLLUP (1)", "GROUP BY ROLLUP"),
        ("(SELECT 1) ORDER BY 1", "clauses after a query in parentheses"),
        ("SELECT unnest(domains), unnest(domains) FROM companies", "more than one unnest in a select list"),
        ("SELECT lower(unnest(domains)) FROM companies", "unnest other than in FROM or as a column of the result"),
        ("SELECT unnest(ARRAY[1])", "ARRAY"),
        ("SELECT unnest('[1]')", "unnest without FROM"),
        ("SELECT domains[employees] FROM companies", "array subscripts other than numbers"),
        ("SELECT 1 > ANY (SELECT 1)", "> ANY"),
        ("SELECT employees + 1 = ANY (domains) FROM companies", "ANY after a compound expression"),
        ("SELECT name ILIKE 'a' ESCAPE 'x' FROM companies", "ILIKE … ESCAPE"),
        ("SELECT name SIMILAR TO 'a' FROM companies", "SIMILAR"),
        ("SELECT interval '1 day'", "interval other than after + or -"),
        ("SELECT '1 day'::interval", "interval other than after + or -"),
        ("SELECT name::interval FROM companies", "cast to interval"),
        ("SELECT CAST('1 day' AS interval)", "cast to interval"),
        ("SELECT interval 5", "INTERVAL"),
        ("SELECT now() - created_at FROM companies", "subtraction of timestamps"),
        ("SELECT now() - (SELECT 1)", "timestamp - a value of unknown type"),
        ("SELECT now() - interval '1 eon'", "the time unit eon"),
        ("SELECT now() - interval '1.5 months'", "fractions of months in intervals"),
        ("SELECT now() - interval '1 microsecond'", "microseconds in intervals"),
        ("SELECT date_trunc('microsecond', now())", "date_trunc of microsecond"),
        ("SELECT extract(century FROM now())", "extract of century"),
        ("SELECT 1::money", "type money"),
        ("SELECT 1::text[]", "type text[]"),
        ("SELECT 1::varchar(5)", "type varchar(…)"),
        ("SELECT location::text FROM companies", "cast of struct to text"),
        ("SELECT substring(name FROM 1) FROM companies", "keywords within substring(…)"),
        ("SELECT string_agg(DISTINCT name, ',') FROM companies", "string_agg(DISTINCT …)"),
        ("SELECT max(name) WITHIN GROUP (ORDER BY 1) FROM companies", "WITHIN GROUP"),
        ("SELECT count(*) OVER (w) FROM companies", "windows that extend others"),
        ("SELECT count(*) OVER (ORDER BY 1 ROWS BETWEEN now() AND x) FROM companies", "this frame of a window"),
        ("SELECT name COLLATE x FROM companies", "COLLATE"),
    ],
)  # fmt: skip
def test_unsupported_statements_are_named(run: Runner, sql: str, what: str) -> None:
    with pytest.raises(NotTranslatedError) as raised:
        run(sql)
    assert raised.value.what == what
    assert str(raised.value) == f"the sandbox does not translate {what} of PostgreSQL"


def test_tables_are_copied_once_and_again_when_they_change(run: Runner, tables: FixedTables) -> None:
    table = FixedTable(tables.tables["lists", "sales"].columns, [("e1", None, "Won")])
    tables.tables["lists", "sales"] = table
    for _ in range(3):
        assert run.column("SELECT stage FROM lists.sales") == ["Won"]
    run("SELECT 1 FROM companies")
    assert table.read == 1
    table.content, table.version = [("e1", None, "Lost")], 2
    assert run.column("SELECT stage FROM lists.sales") == ["Lost"]
    assert table.read == 2
    run.database.close()
    run.database.close()
    assert run.column("SELECT stage FROM lists.sales") == ["Lost"]
    assert table.read == 3


def test_a_statement_that_runs_too_long_is_stopped(tables: FixedTables) -> None:
    endless = "WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t) SELECT count(*) FROM t"
    with pytest.raises(SqlError, match=r"The statement ran longer than 0\.05 seconds\."):
        Database(time_limit=0.05).run(endless, tables, NOW)


def test_nothing_but_reading_is_allowed(run: Runner) -> None:
    run("SELECT 1 FROM companies")
    for sql in ("SELECT 1 FROM `sqlite_master`", "PRAGMA x", "ATTACH 'x' AS y", "SELECT load_extension('x')"):
        with pytest.raises((SqlError, NotTranslatedError)):
            run(sql)
    assert run.column("SELECT count(*) FROM companies") == [3]
