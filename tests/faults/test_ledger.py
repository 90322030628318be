"""The reports of the SDK agree with a server that fails at random: no write happens twice, none is lost."""

from __future__ import annotations

import pytest

from attio._call.quota import Quota
from tests.drivers import Driver
from tests.faults.ledger import Entry, LedgerServer, Report, Trial, false_reports, storm
from tests.faults.table import Kind
from tests.server import Reply, Server

CALLS = 200


@pytest.mark.parametrize("kind", ["create", "upsert"])
def test_reports_agree_with_the_server(driver: Driver, kind: Kind) -> None:
    with Server() as gone:
        nowhere = gone.port
    with LedgerServer(seed=7) as server:
        trial = Trial(kind, server, nowhere)
        trial.run(driver, CALLS)
        problems = false_reports(kind, trial.reports, server.entries)
    assert problems == []
    assert len(trial.reports) == CALLS
    assert trial.summary()["done"] > CALLS * (0.8 if kind == "upsert" else 0.5)
    assert len(trial.summary()) >= 2


def test_the_ledger_finds_every_kind_of_false_report() -> None:
    entries = {"a": Entry(1, 0), "b": Entry(1, 1), "c": Entry(2, 2), "d": Entry(2, 1, unclear=True, repeated=1)}
    assert len(false_reports("create", [Report("a", "done", 1)], entries)) == 1
    assert len(false_reports("create", [Report("a", "accepted", 1)], entries)) == 1
    assert len(false_reports("upsert", [Report("b", "rejected", 1)], entries)) == 1
    assert len(false_reports("upsert", [Report("b", "not_sent", 1)], entries)) == 1
    assert len(false_reports("create", [Report("c", "done", 1)], entries)) == 1
    assert len(false_reports("create", [Report("d", "done", 1)], entries)) == 1
    assert (
        false_reports("upsert", [Report("c", "done", 1), Report("d", "done", 2), Report("a", "unknown", 1)], entries)
        == []
    )


def test_a_dead_server_gets_bounded_traffic(driver: Driver) -> None:
    assert_bounded(storm(driver, calls=400))


def test_a_server_that_always_fails_gets_bounded_traffic(driver: Driver, server: Server) -> None:
    server.always(lambda _: Reply(503))
    assert_bounded(storm(driver, calls=400, url=server.url))
    assert_bounded(len(server.requests))


def assert_bounded(attempts: int) -> None:
    """Assert that 400 calls made no more retries than the quota allows."""
    retries = Quota.capacity // Quota.cost
    # Threads that race for the quota may each make one retry too many.
    assert 400 + retries * 0.9 <= attempts <= 400 + retries + 8
