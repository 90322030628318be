"""The JSON and the text of each expression."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from attio.filters import F, Filter
from tests.filters.table import TABLE, contact, name, person_name


@pytest.mark.parametrize(("expression", "json", "text"), TABLE, ids=[str(number) for number in range(len(TABLE))])
def test_an_expression_compiles_to_json_and_text(expression: Filter, json: Mapping[str, object], text: str) -> None:
    assert expression.to_dict() == json
    assert expression == json
    assert str(expression) == text
    assert repr(expression) == f"<Filter {text}>"


SORTS: list[tuple[Mapping[str, object], Mapping[str, object]]] = [
    (name.asc(), {"direction": "asc", "attribute": "name"}),
    (person_name.last_name.desc(), {"direction": "desc", "attribute": "name", "field": "last_name"}),
    (contact.record.name.desc(), {"direction": "desc", "path": [["deals", "contact"], ["people", "name"]]}),
    (F("people", "company").to("companies", "domains").root_domain.asc(),
     {"direction": "asc", "path": [["people", "company"], ["companies", "domains"]], "field": "root_domain"}),
    (F("n").part("new").asc(), {"direction": "asc", "attribute": "n", "field": "new"}),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "json"), SORTS)
def test_a_sort_compiles_to_json(expression: Mapping[str, object], json: Mapping[str, object]) -> None:
    assert expression == json
