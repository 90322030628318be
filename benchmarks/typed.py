"""Typed records and filters: the cost of wrapping a page, reading a value, defining a class and building a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import new_class
from typing import Any

from attio._call.response import decode
from attio._support.headers import Headers
from attio.filters import F
from attio.funcs.records import RECORDS_QUERY
from attio.typed import TypedPage, TypedRecord, attr
from benchmarks import payload
from benchmarks.harness import Row, compare, main

COUNT = 500
ATTRIBUTES = 40


class Company(TypedRecord, object="companies"):
    """A typed company."""

    name: attr.Text = attr.Text()
    founded: attr.Date = attr.Date("foundation_date")


def rows(factor: float) -> Iterator[Row]:
    """Time the additional work of typed records and filters."""
    rounds = max(1, round(100 * factor))
    content = payload.records(COUNT)
    page: Any = decode(RECORDS_QUERY, 200, Headers(), content)
    steps: dict[str, Callable[[], object]] = {
        "decode": lambda: decode(RECORDS_QUERY, 200, Headers(), content),
        "wrap": lambda: TypedPage(Company, page, page),
    }
    medians = {name: compare({name: step}, rounds=max(1, rounds // 3))[name] for name, step in steps.items()}
    yield Row(f"{COUNT} records, wrapping as typed records, against decoding", medians["wrap"], medians["decode"], 0.1)
    record = page.data[0]
    company = Company.from_record(record)
    reads: dict[str, Callable[[], object]] = {"typed": lambda: company.name, "first": lambda: record.first("name", str)}
    medians = compare(reads, rounds=rounds, calls=100)
    yield Row("reading a typed attribute", medians["typed"] * 1000, medians["first"] * 1000, 2.5, unit="µs")
    definitions: dict[str, Callable[[], object]] = {
        "class": _class,
        "filter": lambda: (Company.name == "Acme") & F("name").contains("a"),
    }
    medians = compare(definitions, rounds=rounds, calls=5)
    yield Row(f"defining a class of {ATTRIBUTES} typed attributes", medians["class"], target=0.2)
    yield Row("building a filter of two conditions", medians["filter"], target=0.1)


def _class() -> object:
    attributes: dict[str, Any] = {f"a{number}": attr.Text() for number in range(ATTRIBUTES)}
    return new_class("Made", (TypedRecord,), {"object": "companies"}, lambda names: names.update(attributes))


if __name__ == "__main__":
    main(rows)
