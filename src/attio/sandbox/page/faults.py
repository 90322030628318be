"""The view of the faults: a form that arms one, and those that are armed."""

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
"""What can go wrong with any request, in groups: effects as the command line takes them, and what the form says."""

_SHOWN_ELSEWHERE = {"id", "operation", "fired", "times"}
_USUAL = {"after": 0, "probability": 1.0}


def arguments(fields: Mapping[str, str]) -> dict[str, object]:
    """Return what a form asks of `Faults.add`.

    Raises:
        VerbError: A further effect is no `KEY=VALUE`.
    """
    delay = fields.get("delay", "").strip()
    words = [
        *fields.get("fault", "").split(),
        *([f"delay={delay}"] if delay else []),
        *fields.get("effect", "").split(),
    ]
    times = fields.get("times", "").strip()
    number = whole_number(times)
    given = (times or None) if number is None else number
    return {"operation": fields.get("operation") or None, "times": given, **pairs(words)}


def faults_view(faults: Sequence[Fault], documented: Documented, chosen: Mapping[str, str], csrf: str) -> Html:
    """Show the form, with what was chosen last, and the faults."""
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
        field("Times (empty: for ever)", "times", value="1", inputmode="numeric", size=4),
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
    """The errors of the API by code and status, each with the operations that respond with it."""
    found: dict[tuple[str, int], list[str]] = {}
    for operation, errors in documented.items():
        for code, status in sorted({(one.code, one.status) for one in errors_of(operation, errors)}):
            found.setdefault((code, status), []).append(operation)
    return dict(sorted(found.items()))


def _row(fault: Fault, csrf: str) -> list[object]:
    """One fault, its effect as the command line takes it."""
    shown = {name: value for name, value in fault.to_json().items() if name not in _SHOWN_ELSEWHERE}
    effect = " ".join(f"{name}={value}" for name, value in shown.items() if _USUAL.get(name) != value)
    removal = form(csrf, "unfault", button("Clear"), id=fault.id)
    return [fault.id, fault.operation or "any operation", effect, _state(fault), fault.fired, removal]


def _state(fault: Fault) -> Html:
    """Whether it applies to requests to come."""
    if fault.times is None:
        return tag("span", "armed for ever", class_="armed")
    left = fault.times - fault.fired
    return tag("span", f"armed: {left} of {fault.times} left", class_="armed") if left else tag("span", "used up")
