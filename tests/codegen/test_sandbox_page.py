"""The page that lists what the sandbox covers."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from attio.sandbox.provenance import Rule
from attio.sandbox.rules import RULES
from codegen.read.api import Api
from codegen.read.reader import read
from codegen.render.sandbox_page import render_sandbox_page
from tests.snippets import ROOT


@pytest.fixture(scope="module")
def api() -> Api:
    return read(ROOT / "codegen" / "spec")


def lines(api: Api, rules: Sequence[Rule]) -> list[str]:
    return render_sandbox_page(api, rules).splitlines()


def test_rules_are_listed_by_resource_with_mark_source_and_methods(api: Api) -> None:
    found = lines(
        api,
        [
            Rule("a", "Every response has x-attio-execution-id", "O", "a recording", ("*",)),
            Rule("b", "A taken slug is slug_conflict", "D", "reference: Create a list", ("lists.create",)),
            Rule("c", "The path /v2/lists_of_it stays as `it_is`", "A", "", ("lists.*", "entries.assert")),
            Rule("d", "Nothing is fetched", "X", "", ("lists.get",)),
        ],
    )
    assert "- Every response has `x-attio-execution-id`.<br>*observed*, a recording" in found
    assert "- A taken slug is `slug_conflict`.<br>`create`, *documented*, reference: Create a list" in found
    assert "| [`lists`](#lists) | 5 | 1 | 0 | 1 |" in found
    assert found.index("- Nothing is fetched.") < found.index("## Every request")
    listed = found[found.index("## `lists`") : found.index("## `objects`")]
    assert "- The path /v2/lists_of_it stays as `it_is`.<br>*assumed*" in listed
    assert not any("Nothing is fetched" in line for line in listed)
    assert "- The path /v2/lists_of_it stays as `it_is`.<br>`assert_`, *assumed*" in found


def test_errors_are_listed_once_for_methods_that_share_them(api: Api) -> None:
    found = lines(api, RULES)
    assert "- `get`, `get_views`: 404 `not_found`" in found
    assert "- `identify`: none" in found


def test_every_rule_and_operation_is_on_the_page(api: Api) -> None:
    page = render_sandbox_page(api, RULES).replace("`", "")
    assert [rule.id for rule in RULES if rule.text.replace("`", "") not in page] == []
    assert all(f"\n## {resource.name}\n" in page for resource in api.resources)
