"""Convert validation errors of pydantic to a message that names each field and its fix."""

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
    """One validation error."""

    path: Path
    """Path to the value in the parameters."""
    branch: Path
    """Path to the member of a union that the value does not match; empty outside of unions."""
    value: object
    """The value at the path."""
    details: ErrorDetails


_MAX_PROBLEMS = 5
"""Most problems in one message: a list of thousands of invalid items has thousands of problems."""

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
"""Expected Python type for each error type of pydantic."""

_SORT = {"attribute": "created_at", "direction": "desc"}
_EXAMPLES = {
    ("filter", "a dict"): "a dict such as {'name': 'Acme'}, or a filter such as F('name') == 'Acme' of attio.filters",
    ("sorts", "a list"): f"a list such as {[_SORT]}",
    ("sorts", "a dict"): f"a dict such as {_SORT}",
}
"""Better descriptions of what a parameter expects, by its name and expected type."""


def parameter_error(
    operation: Operation[Any], given: Mapping[str, object], error: ValidationError
) -> InvalidRequestError:
    """Build the error for invalid parameters. Raise it `from None`: the text of its cause repeats the input."""
    details = error.errors(include_url=False, include_input=False, include_context=False)
    problems = _of_nearest_branches([_locate(detail, given) for detail in details])
    texts = [*dict.fromkeys(_text(operation, problem) for problem in problems[:_MAX_PROBLEMS])]
    if len(problems) > _MAX_PROBLEMS:
        texts.append(f"and {len(problems) - _MAX_PROBLEMS} more")
    return InvalidRequestError("; ".join(texts), operation=operation.name)


def _locate(details: ErrorDetails, given: object) -> _Problem:
    """Find the value that an error is about; steps that name a member of a union are left out of its path."""
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
    """Keep, of each union, only the problems of the member that matches the given value best."""
    by_branch: dict[Path, list[_Problem]] = {}
    for problem in problems:
        by_branch.setdefault(problem.branch, []).append(problem)
    nearest: dict[Path, list[_Problem]] = {}
    for branch, of_branch in by_branch.items():
        union = branch[:-1] if branch else ()
        if not branch:
            nearest.setdefault(("",), []).extend(of_branch)
        elif union not in nearest or _distance(of_branch) < _distance(nearest[union]):
            nearest[union] = of_branch
    return [problem for of_union in nearest.values() for problem in of_union]


def _distance(problems: Sequence[_Problem]) -> tuple[int, int]:
    """Return how far a value is from a member of a union: the number of unknown keys, then of all problems."""
    unknown_keys = sum(problem.details["type"] == "extra_forbidden" for problem in problems)
    return unknown_keys, len(problems)


def _text(operation: Operation[Any], problem: _Problem) -> str:
    place = ".".join(shortened(str(step), MOST_SHOWN) for step in problem.path)
    kind = problem.details["type"]
    if kind == "missing":
        return f"{place}: required, but not given{_expected(operation, problem.path)}"
    if kind != "extra_forbidden":
        return f"{place}: {_expectation(operation, problem)}"
    name = str(problem.path[-1])
    known = _field_names(operation, nested=len(problem.path) > 1) - {name}
    return f"{place}: there is no such field{did_you_mean(name, known)}"


def _expectation(operation: Operation[Any], problem: _Problem) -> str:
    """Explain which value is expected in place of an invalid one."""
    kind, text = problem.details["type"], problem.details["msg"]
    write_form = getattr(type(problem.value), "__write_form__", None)
    if write_form:
        try:
            write_form(problem.value)
        except TypeError as error:
            return str(error)
    wanted = "a list" if text.endswith("instance of Sequence") else _WANTED.get(kind)
    if not wanted:
        return f"{text[0].lower()}{text[1:]}"
    given = "a class" if isinstance(problem.value, type) else type(problem.value).__name__
    example = _EXAMPLES.get((str(problem.path[0]), wanted))
    if example:
        return f"must be {example}, not {given}"
    keys = _expected(operation, problem.path)
    return f"must be {wanted}, not {given}{keys if ':' in keys else ''}"


def _expected(operation: Operation[Any], path: Path) -> str:
    """Describe the expected value at a path, in brackets; empty if its type is unknown."""
    from attio._call.input_types import described, type_at  # only errors need it

    field = operation.params.as_model().model_fields.get(str(path[0]))
    type_ = None if field is None else type_at(field.annotation, path[1:])
    return "" if type_ is None else f" ({described(type_)})"


def _field_names(operation: Operation[Any], *, nested: bool) -> set[str]:
    """Return the names of all fields in the schema of the parameters."""
    schema = operation.params.as_model().model_json_schema()
    definitions = [schema, *schema.get("$defs", {}).values()] if nested else [schema]
    return {name for definition in definitions for name in definition.get("properties", {})}
