"""Compile filters to predicates over records. Raise the errors of the API for invalid filters."""

from __future__ import annotations

import json
import operator
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias, TypeVar

from attio.sandbox.engine.collection import Collection
from attio.sandbox.errors import ApiError
from attio.sandbox.messages import is_array, is_mapping
from attio.sandbox.store.rows import EMPTY, Attribute, Record, Value
from attio.sandbox.values import Getter, Place, Property, Scalar, type_of
from attio.sandbox.workspace import Workspace

T = TypeVar("T")

Predicate: TypeAlias = Callable[[Record], bool]
ValueTest: TypeAlias = Callable[[Value], bool]
Where: TypeAlias = tuple[str, ...]
"""Path of a part within the filter."""

_COMPARISONS = frozenset(
    {"$eq", "$in", "$not_empty", "$contains", "$starts_with", "$ends_with", "$lt", "$lte", "$gt", "$gte"}
)

_MAX_DEPTH = 100
"""Maximum nesting of a filter. The API documents no limit, but Python's stack has one."""


def filter_error(message: str, where: Where = ()) -> ApiError:
    """Return a 400 error `filter_error` with the path of the problem in the filter."""
    return ApiError(400, "filter_error", message, extra={"path": list(where)} if where else None)


class Step(NamedTuple):
    """One step of a path: an object, and an attribute of it."""

    owner: Collection
    attribute: Attribute


def compile_filter(filter: object, owner: Collection, workspace: Workspace) -> Predicate:
    """Compile a filter to a predicate.

    Args:
        filter: The filter of a query, as parsed from JSON.
        owner: The object whose records are filtered.
        workspace: The workspace.

    Raises:
        ApiError: The filter is invalid.
    """
    return _Compiler(workspace).filter(filter, owner, ())


def complexity(filter: object) -> int:
    """Count the conditions in a filter."""
    if is_array(filter):
        return sum(complexity(item) for item in filter)
    if not is_mapping(filter):
        return 1
    return sum(complexity(item) for item in filter.values()) if filter else 0


def walk(record: Record, steps: Sequence[Step], workspace: Workspace) -> list[Record]:
    """Follow a path of references from a record, and return the records with the last attribute of the path."""
    records = [record]
    for step, following in pairwise(steps):
        payloads = [value.payload for source in records for value in source.active(step.attribute)]
        records = [workspace.target(payload) for payload in payloads if payload["object_id"] == following.owner.id]
    return records


def resolve_path(path: object, owner: Collection, workspace: Workspace, where: Where) -> list[Step]:
    """Check a path of object and attribute pairs, and return its steps."""
    steps: list[Step] = []
    if not is_array(path) or not path:
        raise filter_error("A path is a list of pairs of an object and an attribute.", where)
    for index, step in enumerate(path):
        at = (*where, str(index))
        if not is_array(step) or len(step) != 2:
            raise filter_error("Each step of a path is a pair of an object and an attribute.", at)
        is_start = not steps and step[0] in (owner.id, owner.api_slug)
        target = owner if is_start else workspace.object(step[0])
        if target is None:
            raise filter_error(f"Unknown object slug: {step[0]}.", at)
        if not steps and target is not owner:
            raise filter_error(f'A path must begin at "{owner.api_slug}", not at "{target.api_slug}".', at)
        if steps:
            _check_step(steps[-1], target, at)
        steps.append(Step(target, find_attribute(step[1], target, at)))
    return steps


def _check_step(source: Step, target: Collection, where: Where) -> None:
    attribute = source.attribute
    if attribute.type != "record-reference":
        raise filter_error(f'"{attribute.api_slug}" of "{source.owner.api_slug}" is not a record reference.', where)
    allowed = attribute.allowed_object_ids
    if allowed is not None and target.id not in allowed:
        raise filter_error(f'"{attribute.api_slug}" does not lead to "{target.api_slug}".', where)


def find_attribute(reference: object, owner: Collection, where: Where) -> Attribute:
    """Return an attribute by slug or id; raise an error if there is none."""
    attribute = owner.attribute(reference) if isinstance(reference, str) else None
    if attribute is None:
        raise filter_error(f"Unknown attribute slug: {reference}.", where)
    return attribute


class _Compiler:
    """Compiles the parts of a filter."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    def filter(self, filter: object, owner: Collection, where: Where) -> Predicate:
        """Compile a filter, or a part of a filter."""
        if not is_mapping(filter):
            raise filter_error("A filter is an object.", where)
        if len(where) > _MAX_DEPTH:
            raise filter_error("The filter is nested too deeply.", where)
        logic = next((key for key in filter if key in ("$and", "$or", "$not")), None)
        if logic is not None and len(filter) > 1:
            raise filter_error(f'"{logic}" cannot stand beside other keys.', where)
        if logic is not None:
            return self._logic(logic, filter[logic], owner, (*where, logic))
        if "path" in filter and "constraints" in filter:
            if len(filter) > 2:
                raise filter_error('Only "constraints" can stand beside "path".', where)
            return self._path(filter["path"], filter["constraints"], owner, where)
        return _all([self._attribute(key, condition, owner, (*where, key)) for key, condition in filter.items()])

    def _logic(self, key: str, operand: object, owner: Collection, where: Where) -> Predicate:
        if key == "$not":
            negated = self.filter(operand, owner, where)
            return lambda record: not negated(record)
        if not is_array(operand) or not operand:
            raise filter_error(f'"{key}" takes a list of filters.', where)
        parts = [self.filter(part, owner, (*where, str(index))) for index, part in enumerate(operand)]
        return _all(parts) if key == "$and" else lambda record: any(part(record) for part in parts)

    def _path(self, path: object, constraints: object, owner: Collection, where: Where) -> Predicate:
        steps = resolve_path(path, owner, self.workspace, (*where, "path"))
        target, attribute = steps[-1]
        last = self._attribute(attribute.api_slug, constraints, target, (*where, "constraints"))

        def test(record: Record) -> bool:
            return any(last(found) for found in walk(record, steps, self.workspace))

        return test

    def _attribute(self, reference: str, condition: object, owner: Collection, where: Where) -> Predicate:
        if reference.startswith("$"):
            raise filter_error(f'Unknown operator "{reference}".', where)
        attribute = find_attribute(reference, owner, where)
        test = self._condition(condition, attribute, where)
        if attribute.is_derived:
            return lambda record: any(test(value) for value in record.active(attribute))
        attribute_id = attribute.id

        def matches(record: Record) -> bool:
            cell = record.cells.get(attribute_id, EMPTY)
            for value in cell.active:  # noqa: SIM110 - a generator for each record takes twice the time
                if test(value):
                    return True
            return False

        return matches

    def _condition(self, condition: object, attribute: Attribute, where: Where) -> ValueTest:
        """Compile the condition on an attribute. A single value must satisfy the whole condition."""
        kind = type_of(attribute)
        content = condition if is_mapping(condition) else {"$eq": condition}
        if not content:
            raise filter_error(f'The condition on "{attribute.api_slug}" is empty.', where)
        by_property = {key: operand for key, operand in content.items() if not key.startswith("$")}
        operators = {key: operand for key, operand in content.items() if key.startswith("$")}
        if operators and kind.default_property is None:
            names = ", ".join(kind.properties)
            raise filter_error(f'A filter on "{attribute.api_slug}" must name a property: {names}.', where)
        if kind.together & by_property.keys() and not kind.together <= by_property.keys():
            names = " and ".join(sorted(kind.together, reverse=True))
            raise filter_error(f'A filter on "{attribute.api_slug}" must give both {names}.', where)
        tests = [self._property(name, operand, attribute, where) for name, operand in by_property.items()]
        if operators and kind.default_property is not None:
            tests.append(self._property(kind.default_property, operators, attribute, where))
        return _all(tests)

    def _property(self, name: str, condition: object, attribute: Attribute, where: Where) -> ValueTest:
        kind = type_of(attribute)
        rule = kind.properties.get(name)
        if rule is None:
            message = f'Unknown property "{name}" of "{attribute.api_slug}", which is of type {attribute.type}.'
            raise filter_error(message, (*where, name))
        at = where if name == kind.default_property else (*where, name)
        operations = condition if is_mapping(condition) else {"$eq": condition}
        if not operations:
            raise filter_error(f'The condition on "{attribute.api_slug}" is empty.', at)
        place = Place(self.workspace, attribute)
        read = kind.getter(name, place)
        return _all([_on(read, _operation(key, raw, rule, place, at)) for key, raw in operations.items()])


def _operation(name: str, raw: object, rule: Property, place: Place, where: Where) -> Callable[[Scalar], bool]:
    slug = place.attribute.api_slug
    at = (*where, name)
    if name not in _COMPARISONS:
        raise filter_error(f'Unknown operator "{name}" in the filter on "{slug}".', at)
    if name not in rule.operators:
        allowed = ", ".join(sorted(rule.operators))
        raise filter_error(f'Operator "{name}" is not allowed on "{slug}"; allowed are {allowed}.', at)
    if name == "$not_empty":
        if raw is not True:
            raise filter_error(f'"$not_empty" on "{slug}" takes true; negate it with "$not".', at)
        return lambda scalar: scalar not in (None, "")
    if name == "$in":
        if not is_array(raw):
            raise filter_error(f'"$in" on "{slug}" takes a list.', at)
        operands = [_operand(item, rule, place, at) for item in raw]
        return lambda scalar: scalar in operands
    operand = _operand(raw, rule, place, at)
    compare = _comparison(name, operand)
    return lambda scalar: scalar is not None and compare(scalar)


def _operand(raw: object, rule: Property, place: Place, where: Where) -> Scalar:
    try:
        return rule.operand(place, raw)
    except (TypeError, ValueError) as error:
        operand = json.dumps(raw, ensure_ascii=False)
        message = (
            f'Invalid operand for "{place.attribute.api_slug}", which is of type {place.attribute.type}: {operand}.'
        )
        raise filter_error(message, where) from error


_CHECKS: Mapping[str, Callable[[Any, Any], bool]] = {
    "$eq": operator.eq,
    "$starts_with": str.startswith,
    "$ends_with": str.endswith,
    "$lt": operator.lt,
    "$lte": operator.le,
    "$gt": operator.gt,
    "$gte": operator.ge,
}


def _comparison(name: str, operand: Scalar) -> Callable[[Scalar], bool]:
    if name == "$contains":
        part = str(operand).casefold()
        return lambda scalar: part in str(scalar).casefold()
    check = _CHECKS[name]
    return lambda scalar: check(scalar, operand)


def _on(read: Getter, test: Callable[[Scalar], bool]) -> ValueTest:
    return lambda value: test(read(value))


def _all(tests: Sequence[Callable[[T], bool]]) -> Callable[[T], bool]:
    """Combine tests. One or two tests, as in most filters, are called without a loop, which takes longer than they."""
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda item: first(item) and second(item)
    return lambda item: all(test(item) for test in tests)
