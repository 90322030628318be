"""Plans of rows, with responses made by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from attio import errors
from attio._call.functions import FunctionCall
from attio.bulk.api_clock import ApiClock
from attio.bulk.call_results import CallResult
from attio.bulk.plans import Context, Ending, Pause, Plan, Recent, Subject, plan_of
from attio.bulk.work import Prepared, Work
from attio.errors.data import ErrorData

ROW = Prepared({"domains": ["a.com"]}, {}, ("a.com",), "a.com", "{}")
UNKNOWN = CallResult(None, errors.ServerError("lost", status_code=502))
REJECTED = CallResult(None, errors.BadRequestError("bad", status_code=400, outcome="rejected"))
CONFLICT = CallResult(
    None,
    errors.BadRequestError(
        "taken", status_code=400, outcome="rejected", data=ErrorData(status_code=400, code="uniqueness_conflict")
    ),
)
NONE_FOUND = CallResult(SimpleNamespace(data=[]))
ONE_FOUND = CallResult(SimpleNamespace(data=[SimpleNamespace(id=SimpleNamespace(record_id="r1"))]))


def plan(work: Work, **subject: Any) -> Plan:
    context = Context(work, {}, ApiClock(), {}, 1.0, lambda: 1e9, Recent())
    return plan_of(context, Subject(ROW, **subject))


def run(plan: Plan, *results: CallResult) -> tuple[list[str], Ending]:
    """Respond to the requests of a plan in order; returns the functions it called, and its result."""
    called: list[str] = []
    left = iter(results)
    result: CallResult | None = None
    while True:
        try:
            step = plan.send(result)
        except StopIteration as stop:
            assert next(left, None) is None
            return called, stop.value
        assert not isinstance(step, Pause)
        result = None
        if isinstance(step, FunctionCall):
            called.append(step.function)
            result = next(left)


def function_of(step: object) -> str:
    assert isinstance(step, FunctionCall)
    return step.function


CREATE = Work("create", "records", "companies", None, "domains", "records_create", is_repeatable=False)
CREATED, SEARCHED = "records_create", "records_query"


def test_an_upsert_without_a_time_of_creation_counts_as_an_update() -> None:
    work = Work("assert", "records", "companies", "domains", None, "records_assert")
    called, ending = run(plan(work), CallResult(SimpleNamespace(data=None)))
    assert called == ["records_assert"]
    assert (ending.outcome, ending.record_id) == ("updated", None)


def test_an_append_that_an_earlier_run_sent_is_not_repeated() -> None:
    work = Work("append", "records", "companies", None, None, "records_update_append", is_repeatable=False)
    called, ending = run(plan(work, sent_at=5.0))
    assert called == []
    assert (ending.outcome, ending.code) == ("unknown", "interrupted")


def test_a_create_that_an_earlier_run_may_have_sent_is_looked_up() -> None:
    """That run may have ended a moment ago, so that the first search comes too early."""
    steps = plan(CREATE, sent_at=5.0)
    assert function_of(next(steps)) == SEARCHED
    assert steps.send(NONE_FOUND) == Pause(2.0)
    assert function_of(steps.send(None)) == SEARCHED
    assert function_of(steps.send(NONE_FOUND)) == CREATED

    called, ending = run(plan(CREATE, sent_at=5.0), ONE_FOUND)
    assert (called, ending.outcome, ending.record_id) == ([SEARCHED], "created", "r1")


def test_a_conflict_with_its_own_lost_create_is_a_success() -> None:
    called, ending = run(plan(CREATE), UNKNOWN, NONE_FOUND, NONE_FOUND, CONFLICT, ONE_FOUND)
    assert called == [CREATED, SEARCHED, SEARCHED, CREATED, SEARCHED]
    assert (ending.outcome, ending.record_id) == ("created", "r1")


def test_a_conflict_with_another_record_is_a_failure() -> None:
    called, ending = run(plan(CREATE), UNKNOWN, NONE_FOUND, NONE_FOUND, CONFLICT, NONE_FOUND, NONE_FOUND)
    assert called == [CREATED, SEARCHED, SEARCHED, CREATED, SEARCHED, SEARCHED]
    assert ending.outcome == "failed"
    called, ending = run(plan(CREATE), CONFLICT)  # nothing of its own can be there
    assert (called, ending.outcome) == ([CREATED], "failed")


def test_a_rejected_create_is_not_looked_up() -> None:
    called, ending = run(plan(CREATE), REJECTED)
    assert called == [CREATED]
    assert (ending.outcome, ending.result) == ("failed", REJECTED)
