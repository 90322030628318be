"""Turn validation errors of pydantic into a message that names each field and its fix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

from attio._support.names import MOST_SHOWN, did_you_mean, shortened
from attio.errors.base import InvalidRequestError

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from attio._call.operation import Operation

Path: TypeAlias = tuple[str | int, ...]


class _Problem(NamedTuple):
    """One thing that is wrong."""

    path: Path
    """Path to the value in the parameters."""
    branch: Path
    """Up to the branch of a union that does not fit; empty outside of unions."""
    value: object
    """The value at the path."""
    details: ErrorDetails


_MOST = 5
"""Most problems in one message; a list of thousands of wrong items has thousands."""

_WANTED = {
    "bool_type": "a bool",
    "dict_type": "a dict",
    "float_type": "a number",
    "int_type": "an int",
    "list_type": "a list",
    "mapping_type": "a dict",
    "model_attributes_type": "a dict",
    "model_type": "a dict",
    "sequence_str": "a list",
    "string_type": "a str",
}
"""Expected Python type by error type of pydantic."""

_SORT = {"attribute": "created_at", "direction": "desc"}
_EXAMPLES = {
    ("filter", "a dict"): "a dict such as {'name': 'Acme'}, or a filter such as F('name') == 'Acme' of attio.filters",
    ("sorts", "a list"): f"a list such as {[_SORT]}",
    ("sorts", "a dict"): f"a dict such as {_SORT}",
}
"""Expected values of parameters whose types do not explain enough."""


def parameter_error(
    operation: Operation[Any], given: Mapping[str, object], error: ValidationError
) -> InvalidRequestError:
    """Create the error for invalid parameters; raise it without its cause, whose text repeats the input."""
    details = error.errors(include_url=False, include_input=False, include_context=False)
    problems = _of_nearest_branches([_locate(detail, given) for detail in details])
    texts = [*dict.fromkeys(_text(operation, problem) for problem in problems[:_MOST])]
    if len(problems) > _MOST:
        texts.append(f"and {len(problems) - _MOST} more")
    return InvalidRequestError("; ".join(texts), operation=operation.name)


def _locate(details: ErrorDetails, given: object) -> _Problem:
    """Find the value at the path of an error; steps that name branches of unions are skipped."""
    steps, value = details["loc"], given
    path: list[str | int] = []
    branch: Path = ()
    for number, step in enumerate(steps, 1):
        if isinstance(value, Mapping) and step in value:
            value = cast("Mapping[object, object]", value)[step]
        elif isinstance(value, Sequence) and isinstance(step, int):
            value = cast("Sequence[object]", value)[step]
        elif number < len(steps) or not isinstance(value, Mapping):
            branch = branch or steps[:number]
            continue
        path.append(step)
    return _Problem(tuple(path), branch, value, details)


def _of_nearest_branches(problems: Sequence[_Problem]) -> list[_Problem]:
    """Keep the problems of the branch of each union that fits the given value best."""
    found: dict[Path, list[_Problem]] = {}
    for problem in problems:
        found.setdefault(problem.branch, []).append(problem)
    nearest: dict[Path, list[_Problem]] = {}
    for branch, belonging in found.items():
        union = branch[:-1] if branch else ()
        if not branch:
            nearest.setdefault(("",), []).extend(belonging)
        elif union not in nearest or _distance(belonging) < _distance(nearest[union]):
            nearest[union] = belonging
    return [problem for belonging in nearest.values() for problem in belonging]


def _distance(problems: Sequence[_Problem]) -> tuple[int, int]:
    """Distance between a branch and the given value: first the number of unknown keys, then that of problems."""
    return sum(problem.details["type"] == "extra_forbidden" for problem in problems), len(problems)


def _text(operation: Operation[Any], problem: _Problem) -> str:
    place = ".".join(shortened(str(step), MOST_SHOWN) for step in problem.path)
    kind = problem.details["type"]
    if kind == "missing":
        return f"{place}: required, but not given{_expected(operation, problem.path)}"
    if kind != "extra_forbidden":
        return f"{place}: {_unfit(operation, problem)}"
    name = str(problem.path[-1])
    known = _field_names(operation, nested=len(problem.path) > 1) - {name}
    return f"{place}: there is no such field{did_you_mean(name, known)}"


def _unfit(operation: Operation[Any], problem: _Problem) -> str:
    """Explain which value is expected instead of an invalid one."""
    kind, text = problem.details["type"], problem.details["msg"]
    why_not = getattr(type(problem.value), "__write_form__", None)
    if why_not:
        try:
            why_not(problem.value)
        except TypeError as error:
            return str(error)
    wanted = "a list" if text.endswith("instance of Sequence") else _WANTED.get(kind)
    if not wanted:
        return f"{text[0].lower()}{text[1:]}"
    found = "a class" if isinstance(problem.value, type) else type(problem.value).__name__
    example = _EXAMPLES.get((str(problem.path[0]), wanted))
    if example:
        return f"must be {example}, not {found}"
    keys = _expected(operation, problem.path)
    return f"must be {wanted}, not {found}{keys if ':' in keys else ''}"


def _expected(operation: Operation[Any], path: Path) -> str:
    """Return the expected value at a path, in brackets; empty if the types do not say."""
    from attio._call.input_types import described, type_at  # for mistakes only

    field = operation.params.as_model().model_fields.get(str(path[0]))
    found = None if field is None else type_at(field.annotation, path[1:])
    return "" if found is None else f" ({described(found)})"


def _field_names(operation: Operation[Any], *, nested: bool) -> set[str]:
    """Names that fields may have, read from the schema of the parameters."""
    schema = operation.params.as_model().model_json_schema()
    definitions = [schema, *schema.get("$defs", {}).values()] if nested else [schema]
    return {name for definition in definitions for name in definition.get("properties", {})}
