"""`docs/sandbox-coverage.md`: the rules of the sandbox for each resource, with sources and differences from the API."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from attio.sandbox.documented import by_fault_only
from attio.sandbox.provenance import MARKS, Rule
from codegen.read.api import Api, Resource
from codegen.read.examples import python_method
from codegen.render.reference import by_importance
from codegen.render.sandbox import documented_errors

_HEADER = "<!-- Generated from the rules in src/attio/sandbox by `make generate`; edit them there instead. -->"
_TEXT = """\
# What the sandbox covers

[The sandbox](sandbox.md) supports all {count} operations of the API. Rules describe its behavior. Each rule has a mark:

- **documented**: Attio's documentation describes this behavior;
- **observed**: the API showed this behavior, in responses that were recorded or quoted;
- **assumed**: there is no source, and the sandbox does what is most likely;
- **different**: the sandbox differs from Attio on purpose.

`Sandbox().coverage()` returns the same rules, and the [page](sandbox.md#look-at-it-in-a-browser) of a sandbox shows
them. Below each rule are its methods, its mark and its source. A rule without methods applies to all methods of the
resource.

| Resource | Operations | Documented | Observed | Assumed |
| --- | --- | --- | --- | --- |
{counts}

## Different on purpose

{different}

Rules marked as *assumed* may differ from Attio, too. If your program depends on such a rule, test it against a real
workspace.

## Every request

{general}

The errors of each method are those that Attio documents. A fault can cause each of them: pass its code to
`sandbox.faults.add`. The sandbox returns errors marked *by a fault* only if a fault causes them.

{resources}
"""
_EVERYWHERE = ("*",)
# A word with an underscore is a name of the API, or a header.
_NAMES = re.compile(r"`[^`]*`|(?<![\w/.-])(?:x-[a-z]+(?:-[a-z]+)+|[a-z]+(?:_[a-z]+)+)(?![\w/])")


def render_sandbox_page(api: Api, rules: Sequence[Rule]) -> str:
    """Render the page.

    Args:
        api: The description.
        rules: The rules of the sandbox, in the order in which the page lists them.
    """
    general = [rule for rule in rules if rule.operations == _EVERYWHERE and rule.mark != "X"]
    resources = by_importance(api)
    text = _TEXT.format(
        count=len(list(api.operations)),
        counts="\n".join(_counts(resource, rules) for resource in resources),
        different="\n".join(_rule(rule) for rule in rules if rule.mark == "X"),
        general="\n".join(_rule(rule) for rule in general),
        resources="\n\n".join("\n\n".join(_resource(resource, rules)) for resource in resources),
    )
    return f"{_HEADER}\n\n{text}"


def _own(resource: Resource, rules: Iterable[Rule]) -> list[Rule]:
    """Return the rules of a resource, without those for all requests and those that differ from the API."""
    names = [operation.name for operation in resource.operations]
    return [
        rule for rule in rules
        if rule.operations != _EVERYWHERE and rule.mark != "X" and any(map(rule.covers, names))
    ]  # fmt: skip


def _counts(resource: Resource, rules: Iterable[Rule]) -> str:
    counted = _own(resource, rules)
    numbers = (sum(rule.mark == mark for rule in counted) for mark in MARKS if mark != "X")
    cells = " | ".join(map(str, (len(resource.operations), *numbers)))
    return f"| [`{resource.name}`](#{resource.name}) | {cells} |"


def _resource(resource: Resource, rules: Iterable[Rule]) -> Iterator[str]:
    yield f"## `{resource.name}`"
    yield "\n".join(_rule(rule, resource) for rule in _own(resource, rules))
    yield "Errors:"
    yield "\n".join(_errors(resource))


def _rule(rule: Rule, resource: Resource | None = None) -> str:
    """One rule; below it the methods that it is about, its mark and its source."""
    mark = f"*{MARKS[rule.mark]}*" if rule.mark != "X" else ""
    below = ", ".join(filter(None, (_where(rule, resource), mark, rule.source)))
    return f"- {_named(rule.text)}." + (f"<br>{below}" if below else "")


def _where(rule: Rule, resource: Resource | None) -> str:
    """The methods that a rule is about, unless these are all of the resource."""
    if resource is None or all(rule.covers(operation.name) for operation in resource.operations):
        return ""
    covered = [python_method(operation.method) for operation in resource.operations if rule.covers(operation.name)]
    return ", ".join(f"`{name}`" for name in covered)


def _errors(resource: Resource) -> Iterator[str]:
    """Render the documented errors of each method; methods with the same errors share a line."""
    methods: dict[str, list[str]] = {}
    for operation in resource.operations:
        errors = ", ".join(_error(operation.name, error) for error in sorted(documented_errors(operation), key=_status))
        methods.setdefault(errors or "none", []).append(f"`{python_method(operation.method)}`")
    for errors, names in methods.items():
        yield f"- {', '.join(names)}: {errors}"


def _status(error: Sequence[object]) -> int:
    return cast("int", error[0])


def _error(operation: str, error: Sequence[object]) -> str:
    status, code, *_ = error
    mark = " *(by a fault)*" if by_fault_only(operation, cast("int", status), str(code)) else ""
    return f"{status} `{code}`{mark}"


def _named(text: str) -> str:
    """Write names of the API as code."""
    return _NAMES.sub(lambda match: match[0] if match[0].startswith("`") else f"`{match[0]}`", text)
