"""Explanations of rejected requests, from the schema of the workspace. Only the methods of `Explains` do I/O."""

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
"""Maximum number of requests for one explanation."""
SUGGESTIONS, LISTED = 3, 10
"""Maximum number of similar names to suggest, and of names to list if none is similar."""

_OPTION_CODES = frozenset({"value_not_found", "filter_error", "unknown_filter_select_option_slug"})
_VALUE = re.compile(r'The value "(.*)" provided for attribute', re.DOTALL)


class Question(NamedTuple):
    """A look-up that a plan needs."""

    what: Literal["object", "list", "options", "identify", "holder", "activities"]
    arguments: tuple[Any, ...] = ()


class UnavailableError(Exception):
    """A look-up failed, or is not possible."""


Plan: TypeAlias = Generator[Question, Any, Explanation]
"""Yields questions and receives their results, or an `UnknownNameError` or `UnavailableError`."""

_COSTS = {"object": 2, "list": 3, "options": 1, "identify": 1, "holder": 1, "activities": 1}
"""Maximum number of requests for each question."""


class Explains:
    """Base class of `client.schema` and of snapshots, which can explain errors."""

    _caller: Caller | None = None
    """Sends the requests that are not about the schema; None for a snapshot."""

    def _explain(self, error: AttioBaseError, given: Mapping[str, object]) -> Explanation:
        return plans.run(plan(error, given), self._answer)

    async def _explain_async(self, error: AttioBaseError, given: Mapping[str, object]) -> Explanation:
        return await plans.run_async(plan(error, given), self._answer_async)

    def _answer(self, question: Question) -> object:
        call, client = _call_for(question), self._caller
        with _failures_as_unavailable():
            # The options in a snapshot are part of its attributes, so a question for more has no result.
            if client is None and question.what not in {"object", "list"}:
                raise UnavailableError
            if client is None or call is None:
                return getattr(self, question.what)(*question.arguments)
            return call.make(client)

    async def _answer_async(self, question: Question) -> object:
        if self._caller is None:
            return self._answer(question)
        call = _call_for(question)
        with _failures_as_unavailable():
            if call is None:
                return await getattr(self, f"{question.what}_async")(*question.arguments)
            return await call.make_async(self._caller)


def _call_for(question: Question) -> FunctionCall | None:
    """Return the call for a question that is not about the schema; None for other questions."""
    if question.what == "identify":
        return FunctionCall("meta_identify")
    if question.what == "activities":
        return FunctionCall("activities_list")
    if question.what == "holder":
        owner, condition = question.arguments
        return FunctionCall("records_query", (owner,), {"filter": condition, "limit": 1})
    return None


def hint(error: AttioBaseError, given: Mapping[str, object], cached: Callable[..., object]) -> str | None:
    """Return a suggestion for an error from cached values; None if they are not sufficient."""

    def look_up(question: Question) -> object:
        with _failures_as_unavailable():
            return cached(question.what, *question.arguments)

    explanation = plans.run(plan(error, given), look_up)
    if explanation.suggestions and not explanation.unknown:
        return str(explanation).replace("\n", "; ")
    return None


@contextmanager
def _failures_as_unavailable() -> Generator[None]:
    """Replace exceptions with `UnavailableError`, except `UnknownNameError`, which is a result."""
    try:
        yield
    except UnknownNameError:
        raise
    except Exception as error:
        raise UnavailableError from error


# Plans


def plan(error: AttioBaseError, given: Mapping[str, object]) -> Plan:
    """Explain an error of the API.

    Args:
        error: The error.
        given: The parameters of the call.
    """
    try:
        return (yield from _explanation(error, given))
    except Exception:  # noqa: BLE001 - parameters may be anything, and a failure here must not hide the error itself
        return Explanation(error.message, error.attribute)


def _explanation(error: AttioBaseError, given: Mapping[str, object]) -> Plan:
    if error.status_code == 403:
        return (yield from _scopes(error, str(given.get("target"))))
    place = owner_of_error(error, given)
    if place is None:
        return Explanation(error.message, error.attribute, unknown=("the object or list of the error",))
    kind, name = place
    if kind == "activity":
        return (yield from _activity(error, name))
    try:
        owner: ObjectSchema | ListSchema = yield Question(kind, (name,))
    except UnknownNameError as failure:
        return Explanation(f"there is no {kind} {brief(name)}", suggestions=_similar(name, failure.names))
    except UnavailableError:
        return Explanation(error.message, error.attribute, unknown=(f"the attributes of {brief(name)}",))
    return (yield from _explain_with(owner, kind, error, given))


def _activity(error: AttioBaseError, name: str) -> Plan:
    """Suggest the slug of an activity. The API cannot list the attributes of activities."""
    unknown = Explanation(error.message, error.attribute, unknown=(f"the attributes of {brief(name)}",))
    if error.status_code != 404:
        return unknown
    try:
        response = yield Question("activities")
    except UnavailableError:
        return Explanation(error.message, error.attribute, unknown=("the activities",))
    slugs = [str(activity.api_slug) for activity in response.data]
    if name in {*slugs, *(activity.id.activity_id for activity in response.data)}:
        return unknown
    return Explanation(f"there is no activity {brief(name)}", suggestions=_similar(name, slugs))


def _explain_with(
    owner: ObjectSchema | ListSchema, kind: str, error: AttioBaseError, given: Mapping[str, object]
) -> Plan:
    """Explain an error with the schema of its object or list."""
    attribute = None
    if error.attribute is not None:
        try:
            attribute = owner.attribute(error.attribute)
        except UnknownNameError as failure:
            problem = f"{owner.api_slug!r} has no attribute {error.attribute!r}"
            return Explanation(problem, error.attribute, _similar(error.attribute, failure.names))
    if attribute and error.code == "uniqueness_conflict":
        return (yield from _conflict(error, given, owner, attribute))
    if attribute and error.code == "missing_value":
        return Explanation(f"{owner.api_slug!r} requires a value for {attribute.api_slug!r}", attribute.api_slug)
    unknown: list[str] = []
    if error.code in _OPTION_CODES or (attribute and attribute.has_options):
        explanation = yield from _options(error, given, owner, MAX_REQUESTS - _COSTS[kind], unknown)
        if explanation:
            return explanation
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
    problem = f"another record has the same value of {slug!r}, which is unique"
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
    """Return the value of a uniqueness conflict from the message or the parameters; None if it is unknown."""
    match = _VALUE.match(error.message)
    try:
        value: object = json.loads(match[1]) if match else None
    except ValueError:
        value = match[1] if match else None
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
    """Explain an error if the parameters contain an option or status that does not exist.

    Appends the attributes whose options are not available to `unknown`.
    """
    wanted = wanted_options(given)
    candidates: list[tuple[AttributeSchema, list[str]]] = []
    for attribute in owner.attributes:
        texts = wanted.get(attribute.api_slug) or wanted.get(attribute.id)
        if attribute.has_options and texts:
            candidates.append((attribute, texts))
    # Start with the attributes whose values are part of the message.
    candidates.sort(key=lambda pair: not any(text in error.message for text in pair[1]))
    for attribute, texts in candidates:
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
        explanation = _missing_option(attribute, options, texts)
        if explanation:
            return explanation
    return None


def _missing_option(
    attribute: AttributeSchema, options: tuple[OptionSchema, ...], texts: list[str]
) -> Explanation | None:
    known = {name for option in options for name in (option.id, option.title)}
    titles = [option.title for option in options if not option.is_archived]
    kind = "status" if attribute.type == "status" else "option"
    for text in texts:
        if text not in known:
            problem = f"{attribute.api_slug!r} has no {kind} {brief(text)}"
            return Explanation(problem, attribute.api_slug, _similar(text, titles) or tuple(titles[:LISTED]))
    return None


def _similar(name: str, names: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches  # for errors only

    by_lower = {known.lower(): known for known in names}
    return tuple(by_lower[match] for match in get_close_matches(name.lower(), by_lower, n=SUGGESTIONS))
