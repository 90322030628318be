"""Why the API rejected a request: looked up in the schema, on request. No I/O stands here but in the drivers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from attio._call.functions import FunctionCall
from attio._call.lookup import find_operation, missing_scopes
from attio._call.operation import Caller
from attio._support import plans
from attio._support.names import brief
from attio.errors.base import AttioBaseError, InvalidRequestError
from attio.errors.explanation import Conflict, Explanation, join_words
from attio.schema.call_parameters import owner_of_error, texts_of, wanted_options, written_values
from attio.schema.records import AttributeSchema, ListSchema, ObjectSchema, OptionSchema, UnknownNameError

MAX_REQUESTS = 4
SUGGESTIONS, LISTED = 3, 10
"""How many near names to suggest, and how many of all names where none is near."""

_OPTION_CODES = frozenset({"value_not_found", "filter_error", "unknown_filter_select_option_slug"})
_VALUE = re.compile(r'The value "(.*)" provided for attribute', re.DOTALL)


class Question(NamedTuple):
    """Something to look up."""

    what: Literal["object", "list", "options", "identify", "holder", "activities"]
    arguments: tuple[Any, ...] = ()


class UnavailableError(Exception):
    """It cannot be looked up."""


Plan: TypeAlias = Generator[Question, Any, Explanation]
"""Yields questions and takes results; an `UnknownNameError` or an `UnavailableError` is thrown in."""

_COSTS = {"object": 2, "list": 3, "options": 1, "identify": 1, "holder": 1, "activities": 1}
"""Most requests a question takes."""


class Explains:
    """Explains errors: `client.schema`, and a snapshot of it."""

    _caller: Caller | None = None
    """What sends the requests that are not about the schema; None for a snapshot."""

    def _explain(self, error: AttioBaseError, given: Mapping[str, object]) -> Explanation:
        return plans.run(plan(error, given), self._answer)

    async def _explain_async(self, error: AttioBaseError, given: Mapping[str, object]) -> Explanation:
        return await plans.run_async(plan(error, given), self._answer_async)

    def _answer(self, question: Question) -> object:
        call, client = _call_for(question), self._caller
        with _unavailable_if_it_fails():
            # A snapshot has all options it knows in its attributes.
            if client is None and question.what not in {"object", "list"}:
                raise UnavailableError
            if client is None or call is None:
                return getattr(self, question.what)(*question.arguments)
            return call.make(client)

    async def _answer_async(self, question: Question) -> object:
        if self._caller is None:
            return self._answer(question)
        call = _call_for(question)
        with _unavailable_if_it_fails():
            if call is None:
                return await getattr(self, f"{question.what}_async")(*question.arguments)
            return await call.make_async(self._caller)


def _call_for(question: Question) -> FunctionCall | None:
    """Return the call for a question that is not about the schema; else None."""
    if question.what == "identify":
        return FunctionCall("meta_identify")
    if question.what == "activities":
        return FunctionCall("activities_list")
    if question.what == "holder":
        owner, condition = question.arguments
        return FunctionCall("records_query", (owner,), {"filter": condition, "limit": 1})
    return None


def hint(error: AttioBaseError, given: Mapping[str, object], cached: Callable[..., object]) -> str | None:
    """Suggest the right name from what is cached; None if that is not enough."""

    def answer(question: Question) -> object:
        with _unavailable_if_it_fails():
            return cached(question.what, *question.arguments)

    found = plans.run(plan(error, given), answer)
    return str(found).replace("\n", "; ") if found.suggestions and not found.unknown else None


@contextmanager
def _unavailable_if_it_fails() -> Generator[None]:
    """Turn each failure of a look-up into `UnavailableError`; an unknown name is a result."""
    try:
        yield
    except UnknownNameError:
        raise
    except Exception as error:
        raise UnavailableError from error


# The plan


def plan(error: AttioBaseError, given: Mapping[str, object]) -> Plan:
    """Look up what an error of the API is about.

    Args:
        error: The error.
        given: The parameters of the call.
    """
    try:
        return (yield from _explanation(error, given))
    except Exception:  # noqa: BLE001 - parameters can be anything, and an explanation must not hide the error itself
        return Explanation(error.message, error.attribute)


def _explanation(error: AttioBaseError, given: Mapping[str, object]) -> Plan:
    if error.status_code == 403:
        return (yield from _scopes(error, str(given.get("target"))))
    place = owner_of_error(error, given)
    if place is None:
        return Explanation(error.message, error.attribute, unknown=("the object or list it is about",))
    kind, name = place
    if kind == "activity":
        return (yield from _activity(error, name))
    try:
        owner: ObjectSchema | ListSchema = yield Question(kind, (name,))
    except UnknownNameError as failure:
        return Explanation(f"there is no {kind} {brief(name)}", suggestions=_near(name, failure.names))
    except UnavailableError:
        return Explanation(error.message, error.attribute, unknown=(f"the attributes of {brief(name)}",))
    return (yield from _within(error, given, owner, kind))


def _activity(error: AttioBaseError, name: str) -> Plan:
    """Suggest the slug of an activity; the attributes of activities cannot be listed."""
    unknown = Explanation(error.message, error.attribute, unknown=(f"the attributes of {brief(name)}",))
    if error.status_code != 404:
        return unknown
    try:
        found = yield Question("activities")
    except UnavailableError:
        return Explanation(error.message, error.attribute, unknown=("the activities",))
    slugs = [str(one.api_slug) for one in found.data]
    if name in {*slugs, *(one.id.activity_id for one in found.data)}:
        return unknown
    return Explanation(f"there is no activity {brief(name)}", suggestions=_near(name, slugs))


def _within(error: AttioBaseError, given: Mapping[str, object], owner: ObjectSchema | ListSchema, kind: str) -> Plan:
    attribute = None
    if error.attribute is not None:
        try:
            attribute = owner.attribute(error.attribute)
        except UnknownNameError as failure:
            problem = f"{owner.api_slug!r} has no attribute {error.attribute!r}"
            return Explanation(problem, error.attribute, _near(error.attribute, failure.names))
    if attribute and error.code == "uniqueness_conflict":
        return (yield from _conflict(error, given, owner, attribute))
    if attribute and error.code == "missing_value":
        return Explanation(f"{owner.api_slug!r} requires a value of {attribute.api_slug!r}", attribute.api_slug)
    unknown: list[str] = []
    if error.code in _OPTION_CODES or (attribute and attribute.has_options):
        found = yield from _options(error, given, owner, MAX_REQUESTS - _COSTS[kind], unknown)
        if found:
            return found
    return Explanation(error.message, attribute.api_slug if attribute else None, unknown=tuple(unknown))


def _scopes(error: AttioBaseError, target: str) -> Plan:
    name = error.operation or ""
    needed = _needed_scopes(name, target)
    if error.code not in (None, "unauthorized") or not needed:
        return Explanation(error.message, unknown=() if needed else ("the scopes that the operation needs",))
    try:
        token = yield Question("identify")
    except UnavailableError:
        return Explanation(error.message, unknown=("the scopes of the token",))
    missing = missing_scopes(str(getattr(token, "scope", "")), [name], target).get(name, ())
    return Explanation(f"the token lacks {join_words(missing)}" if missing else error.message, missing_scopes=missing)


def _needed_scopes(name: str, target: str) -> tuple[str, ...]:
    try:
        operation = find_operation(name)
    except InvalidRequestError:
        return ()
    return operation.scopes_by_target.get(target, operation.scopes)


def _conflict(
    error: AttioBaseError,
    given: Mapping[str, object],
    owner: ObjectSchema | ListSchema,
    attribute: AttributeSchema,
) -> Plan:
    slug = attribute.api_slug
    problem = f"the value of {slug!r} is in use, and {slug!r} is unique"
    value = _conflicting_value(error, given, attribute)
    if not isinstance(owner, ObjectSchema) or value is None:
        return Explanation(problem, slug, unknown=("the record that has the value",))
    try:
        page = yield Question("holder", (owner.api_slug, {slug: value}))
    except UnavailableError:
        return Explanation(problem, slug, unknown=("the record that has the value",))
    if not page.data:
        return Explanation(problem, slug, unknown=("the record that has the value",))
    record = page.data[0]
    conflict = Conflict(owner.api_slug, record.id.record_id, record.web_url or "")
    return Explanation(problem, slug, conflict=conflict)


def _conflicting_value(error: AttioBaseError, given: Mapping[str, object], attribute: AttributeSchema) -> object | None:
    """The value as a condition of a filter: the message has it, else the parameters."""
    found = _VALUE.match(error.message)
    try:
        value: object = json.loads(found[1]) if found else None
    except ValueError:
        value = found[1] if found else None
    if isinstance(value, str | int | float | dict):
        return cast("object", value)
    texts = list(texts_of(written_values(given).get(attribute.api_slug)))
    return texts[0] if len(texts) == 1 else None


def _options(
    error: AttioBaseError,
    given: Mapping[str, object],
    owner: ObjectSchema | ListSchema,
    budget: int,
    unknown: list[str],
) -> Generator[Question, Any, Explanation | None]:
    """Compare the options and statuses that were given with those that exist."""
    wanted = wanted_options(given)
    chosen = [
        (one, texts)
        for one in owner.attributes
        if one.has_options and (texts := wanted.get(one.api_slug) or wanted.get(one.id))
    ]
    # First those whose value the message repeats.
    chosen.sort(key=lambda pair: not any(text in error.message for text in pair[1]))
    for attribute, texts in chosen:
        options = attribute.options
        if options is None:
            if budget < _COSTS["options"]:
                unknown.append(f"the options of {attribute.api_slug!r}")
                continue
            budget -= _COSTS["options"]
            try:
                options = yield Question("options", (owner.api_slug, attribute.api_slug))
            except (UnavailableError, UnknownNameError):
                unknown.append(f"the options of {attribute.api_slug!r}")
                continue
        found = _missing_option(attribute, options, texts)
        if found:
            return found
    return None


def _missing_option(
    attribute: AttributeSchema, options: tuple[OptionSchema, ...], texts: list[str]
) -> Explanation | None:
    known = {name for option in options for name in (option.id, option.title)}
    titles = [option.title for option in options if not option.is_archived]
    what = "status" if attribute.type == "status" else "option"
    for text in texts:
        if text not in known:
            problem = f"{attribute.api_slug!r} has no {what} {brief(text)}"
            return Explanation(problem, attribute.api_slug, _near(text, titles) or tuple(titles[:LISTED]))
    return None


def _near(name: str, names: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches  # for mistakes only

    by_lower = {known.lower(): known for known in names}
    return tuple(by_lower[near] for near in get_close_matches(name.lower(), by_lower, n=SUGGESTIONS))
