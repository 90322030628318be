"""Expressions of PostgreSQL, and functions that SQLite lacks or defines differently."""

from __future__ import annotations

import pytest

from tests.sandbox.sql.conftest import Runner


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 2 * 3 % 4 - 5 / 2", 1),
        ("-1.5e2", -150.0),
        (".5", 0.5),
        ("'it''s'", "it's"),
        ("E'a\\n\\'b\\\\'", "a\n'b\\"),
        ("e'a''b'", "a'b"),
        ("$$it's$$", "it's"),
        ("$q$a$$b$q$", "a$$b"),
        ("'a' || 'b'", "ab"),
        ("'a' || NULL", None),
        ("NULL", None),
        ("true", True),
        ("NOT true", False),
        ("1 < 2 AND 2 <> 3", True),
        ("1 BETWEEN 0 AND 2", True),
        ("1 NOT BETWEEN 0 AND 2", False),
        ("1 IN (1, 2)", True),
        ("1 NOT IN (1, 2)", False),
        ("(1, 2) = (1, 2)", True),
        ("'Acme' LIKE 'ac%'", False),
        ("'Acme' LIKE 'A_me'", True),
        ("'a%c' LIKE 'a\\%c'", True),
        ("'abc' LIKE 'a\\%c'", False),
        ("'a%c' LIKE 'ax%c' ESCAPE 'x'", True),
        ("NULL LIKE 'a'", None),
        ("'Acme' ILIKE 'ac%'", True),
        ("'Acme' NOT ILIKE 'ac%'", False),
        ("NULL ILIKE 'a'", None),
        ("CASE WHEN 1 > 2 THEN 'a' ELSE 'b' END", "b"),
        ("CASE 1 WHEN 1 THEN 'one' END", "one"),
        ("CASE WHEN false THEN 1 END", None),
        ("lower('A') || upper('b') || trim(' c ')", "aBc"),
        ("length('abc') + char_length('de')", 5),
        ("substr('abcd', 2, 2)", "bc"),
        ("substring('abcd', 3)", "cd"),
        ("replace('abc', 'b', 'x')", "axc"),
        ("split_part('a-b-c', '-', 2)", "b"),
        ("split_part('a', '-', 5)", ""),
        ("left('abc', 2) || right('abc', 1) || right('abc', 0)", "abc"),
        ("left('abc', -1)", "ab"),
        ("concat('a', NULL, 1)", "a1"),
        ("concat_ws('-', 'a', NULL, 'b')", "a-b"),
        ("concat_ws(NULL, 'a')", None),
        ("coalesce(NULL, 'a')", "a"),
        ("nullif(1, 1)", None),
        ("greatest(1, NULL, 3)", 3),
        ("least(2, NULL, 3)", 2),
        ("least(NULL)", None),
        ("abs(-1)", 1),
        ("round(2.5)", 3.0),
        ("round(1.256, 2)", 1.26),
        ("ceil(1.2) + ceiling(1) + floor(-1.2)", 1),
        ("mod(7, 4)", 3),
        ("'12'::int + 1", 13),
        ("2.5::integer", 3),
        ("-2.5::integer", -3),
        ("'1.5'::numeric", 1.5),
        ("'2'::float8", 2),
        ("5::double precision", 5),
        ("5::text || 'a'", "5a"),
        ("CAST('7' AS integer)", 7),
        ("CAST(5 AS character varying)", "5"),
        ("NULL::int", None),
        ("'on'::boolean", True),
        ("'F'::bool", False),
        ("0::boolean", False),
        ("'2026-03-01'::timestamp with time zone", "2026-03-01T00:00:00.000000000Z"),
        ("'2026-03-01T23:30:00-02:00'::date", "2026-03-02"),
        ("DATE '2026-03-01'", "2026-03-01"),
        ("TIMESTAMP '2026-03-01 10:00'", "2026-03-01T10:00:00.000000000Z"),
        ("now()", "2026-03-15T12:30:00.000000000Z"),
        ("current_timestamp", "2026-03-15T12:30:00.000000000Z"),
        ("current_date", "2026-03-15"),
        ("now() - interval '1 day'", "2026-03-14T12:30:00.000000000Z"),
        ("now() - INTERVAL '1 month 2 days' + interval '1 h'", "2026-02-13T13:30:00.000000000Z"),
        ("now() + '2 weeks'::interval", "2026-03-29T12:30:00.000000000Z"),
        ("date '2026-03-31' - interval '1 month'", "2026-02-28T00:00:00.000000000Z"),
        ("date '2026-01-31' + interval '1 month'", "2026-02-28T00:00:00.000000000Z"),
        ("date '2024-02-29' - interval '1 year'", "2023-02-28T00:00:00.000000000Z"),
        ("current_date - 14", "2026-03-01"),
        ("current_date + 1", "2026-03-16"),
        ("date '2026-03-15' - date '2026-03-01'", 14),
        ("date_trunc('second', now())", "2026-03-15T12:30:00.000000000Z"),
        ("date_trunc('hour', now())", "2026-03-15T12:00:00.000000000Z"),
        ("date_trunc('day', now())", "2026-03-15T00:00:00.000000000Z"),
        ("date_trunc('week', now())", "2026-03-09T00:00:00.000000000Z"),
        ("date_trunc('month', now())", "2026-03-01T00:00:00.000000000Z"),
        ("date_trunc('quarter', date '2026-05-15')", "2026-04-01T00:00:00.000000000Z"),
        ("date_trunc('year', now())", "2026-01-01T00:00:00.000000000Z"),
        ("extract(year FROM now())", 2026),
        ("extract(quarter FROM now())", 1),
        ("extract(month FROM now())", 3),
        ("extract(week FROM now()) + extract(isoyear FROM now())", 2037),
        ("extract(day FROM now())", 15),
        ("extract(dow FROM now()) * 10 + extract(isodow FROM now())", 7),
        ("extract(doy FROM now())", 74),
        ("extract(hour FROM now()) + extract(minute FROM now())", 42),
        ("extract(second FROM timestamp '2026-03-01 00:00:01.5')", 1.5),
        ("extract(epoch FROM timestamp '1970-01-02')", 86400.0),
        ("date_part('year', now())", 2026),
        ("date_trunc('day', NULL)", None),
        ("now() BETWEEN '2026-03-15' AND '2026-03-16'", True),
        ("now() NOT BETWEEN '2026-03-15' AND '2026-03-16'", False),
        ("'2026-03-15' < now()", True),
        ("current_date < now()", True),
        ("now() = current_date", False),
        ("current_date = '2026-03-15T10:00:00Z'", True),
        ("1 = '1'", True),
    ],
)  # fmt: skip
def test_an_expression_has_its_value_and_type(run: Runner, expression: str, value: object) -> None:
    found = run.value(expression)
    assert found == value
    assert type(found) is type(value)


def test_columns_are_named_as_in_postgresql(run: Runner) -> None:
    sql = (
        "SELECT lower('a'), 1::text, now(), current_date, CASE WHEN true THEN 1 END, 1 = 1, extract(day FROM now()), "
        "(SELECT 1), 1 one, NULL nothing"
    )
    assert list(run(sql)[0]) == [
        "lower", "text", "now", "date", "case", "?column?", "extract", "one", "nothing",
    ]  # fmt: skip


def test_dates_and_times_of_tables_can_be_compared(run: Runner) -> None:
    assert run.column("SELECT name FROM companies WHERE created_at > now() - interval '30 days'") == ["Bolt", "acorn"]
    assert run.column("SELECT name FROM companies WHERE founded < '2020'") == ["Acme"]
    assert run.column("SELECT name FROM companies WHERE created_at = founded + 2000") == []
    assert run.column("SELECT created_at::date - founded FROM companies") == [2218, 722, None]
    assert run.column("SELECT name FROM companies WHERE created_at >= '2026-03-15'") == ["acorn"]
    monthly = "SELECT date_trunc('month', created_at) AS month, count(*) FROM companies GROUP BY month ORDER BY month"
    assert [row["count"] for row in run(monthly)] == [1, 1, 1]
