"""The view of faults: a form to add a fault, and a table of the faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attio._support.digits import whole_number
from attio.sandbox.control.cli import pairs
from attio.sandbox.control.faults import Fault, errors_of
from attio.sandbox.documented import Documented
from attio.sandbox.page.markup import Html, button, details, field, form, join, select, table, tag

CHOICES: Mapping[str, Mapping[str, str]] = {
    "Connection": {
        "drop=before_sending": "drop the connection before the request",
        "drop=after_applying": "drop the connection after the request",
        "truncate=40": "end the body early",
        "drip=[64,0.05]": "send the body slowly",
    },
    "Server": {
        "status=500": "error 500",
        "status=503": "error 503",
        "rate_limit=1": "error 429, again in a second",
        "unknown_fields=true": "new fields and members of enums",
    },
}
"""Effects of faults in groups: each in the form of the command line, with its label in the form."""

_IN_OTHER_COLUMNS = {"id", "operation", "fired", "times"}
_DEFAULTS = {"after": 0, "probability": 1.0}


def arguments(fields: Mapping[str, str]) -> dict[str, object]:
    """Return the arguments for `Faults.add` from the fields of the form.

    Raises:
        VerbError: A word of `effect` is not `KEY=VALUE`.
    """
    words = fields.get("fault", "").split()
    delay = fields.get("delay", "").strip()
    if delay:
        words.append(f"delay={delay}")
    words += fields.get("effect", "").split()
    text = fields.get("times", "").strip()
    times: int | str | None = whole_number(text)
    if times is None:
        times = text or None
    return {"operation": fields.get("operation") or None, "times": times, **pairs(words)}


def faults_view(faults: Sequence[Fault], documented: Documented, chosen: Mapping[str, str], csrf: str) -> Html:
    """Return the view of the faults. The form has the operation and the fault that were chosen last."""
    known = _errors(documented)
    titles = {f"code={code} status={status}": f"{code} ({status})" for code, status in known}
    choices = {"": {"": "only the delay"}, **CHOICES, "Error of the API": titles}
    operations = dict(zip(titles, known.values(), strict=True))
    arming = form(
        csrf,
        "fault",
        select("Operation", "operation", dict(_operations(documented)), chosen.get("operation", "")),
        select("Fault", "fault", choices, chosen.get("fault", "status=503"), operations),
        field("Delay in seconds", "delay", inputmode="decimal", size=4),
        field("Times (empty: no limit)", "times", value="1", inputmode="numeric", size=4),
        details("More", field("KEY=VALUE …", "effect", placeholder="object=people after=2 probability=0.5")),
        button("Arm"),
    )
    clearing = form(csrf, "unfaults", button("Clear all")) if faults else Html()
    rows = [_row(fault, csrf) for fault in faults]
    return join([arming, clearing, table("Faults", ["Id", "Operation", "Fault", "State", "Fired", ""], rows)])


def _operations(documented: Documented) -> Iterator[tuple[str, Mapping[str, str]]]:
    yield "", {"": "any operation"}
    groups: dict[str, dict[str, str]] = {}
    for operation in documented:
        resource = operation.rpartition(".")[0]
        groups.setdefault(resource, {f"{resource}.*": f"all of {resource}"})[operation] = operation
    yield from groups.items()


def _errors(documented: Documented) -> dict[tuple[str, int], list[str]]:
    """Return the operations of each documented error, by code and status."""
    operations: dict[tuple[str, int], list[str]] = {}
    for operation, errors in documented.items():
        for code, status in sorted({(error.code, error.status) for error in errors_of(operation, errors)}):
            operations.setdefault((code, status), []).append(operation)
    return dict(sorted(operations.items()))


def _row(fault: Fault, csrf: str) -> list[object]:
    """Return the cells of a fault, with its effect in the form of the command line."""
    content = {name: value for name, value in fault.to_json().items() if name not in _IN_OTHER_COLUMNS}
    effect = " ".join(f"{name}={value}" for name, value in content.items() if _DEFAULTS.get(name) != value)
    removal = form(csrf, "unfault", button("Clear"), id=fault.id)
    return [fault.id, fault.operation or "any operation", effect, _state(fault), fault.fired, removal]


def _state(fault: Fault) -> Html:
    """Return whether the fault applies to more requests, and to how many."""
    if fault.times is None:
        return tag("span", "armed, no limit", class_="armed")
    remaining = fault.times - fault.fired
    if not remaining:
        return tag("span", "used up")
    return tag("span", f"armed: {remaining} of {fault.times} left", class_="armed")
