"""Values as text for CSV cells."""

from __future__ import annotations

import pytest

from attio._support.cells import cell


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (True, "true"),
        (False, "false"),
        (1.5, "1.5"),
        (["a", 2, True], "a;2;true"),
        (("a",), "a"),
        ([], ""),
        (["a;b", "c"], '["a;b","c"]'),
        (["[a]"], '["[a]"]'),
        (["a", None], '["a",null]'),
        ([{"x": "é"}], '[{"x":"é"}]'),
        ({"a": 1}, '{"a":1}'),
    ],
)
def test_a_value_becomes_the_text_of_a_cell(value: object, text: str) -> None:
    assert cell(value) == text
