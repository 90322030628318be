"""Small crowds of writes. `torture/limits.py` runs them at full size, with the published figures."""

from __future__ import annotations

from typing import Any

import pytest

from tests.limits.crowds import clients_of, write_all, write_in_processes
from tests.limits.limited import LimitedServer, Rule, Window
from tests.limits.simulated import Simulation
from tests.redis_server import redis_server


@pytest.mark.parametrize(
    ("server", "times", "rejected", "worst"),
    [
        ({"rule": "sliding"}, 1.03, 0, 1.15),
        ({"rule": "clock"}, 1.03, 0, 1.15),
        ({"rule": "bucket"}, 1.03, 0, 1.15),
        # A rejected write waits a second, half of the total time.
        ({"rule": "sliding", "jitter": 0.005}, 1.03, 0.003, 1.8),
        ({"rule": "clock", "jitter": 0.005}, 1.03, 0, 1.15),
        ({"rule": "sliding", "jitter": 0.02}, 1.15, 0.02, 2.4),
        ({"rule": "sliding", "stall": 0.1}, 1.03, 0, 1.2),
        ({"rule": "clock", "stall": 0.1}, 1.03, 0, 1.2),
    ],
)
def test_a_crowd_meets_its_targets_in_simulated_time(
    server: dict[str, Any], times: float, rejected: float, worst: float
) -> None:
    rate, count, at_once = 25, 1_800, 50
    outcome = Simulation(rate, **server).write(count, at_once)
    assert outcome.times(count / rate) <= times
    assert outcome.share_rejected <= rejected
    assert outcome.worst / (at_once / rate) <= worst


@pytest.mark.parametrize(
    ("rule", "times", "rejected"), [("sliding", 1.5, 0.18), ("clock", 1.4, 0.18), ("bucket", 1.4, 0.12)]
)
def test_independent_crowds_meet_their_targets_in_simulated_time(rule: Rule, times: float, rejected: float) -> None:
    for seed in range(8):
        outcome = Simulation(50, clients=4, latency=0.1, rule=rule, seed=seed).write(500, 12)
        assert outcome.times(10) <= times
        assert outcome.share_rejected <= rejected
        outcome = Simulation(50, foreign=25, latency=0.1, rule=rule, seed=seed).write(500, 50)
        assert outcome.times(20) <= 1.25
        assert outcome.share_rejected <= 0.05
    outcome = Simulation(25, clients=4, rule=rule).write(1_800, 12)
    assert outcome.times(72) <= 1.2
    assert outcome.share_rejected <= 0.09


@pytest.mark.parametrize(("rule", "times"), [("sliding", 1.15), ("clock", 1.05), ("bucket", 1.06)])
def test_a_lowered_limit_is_found_in_simulated_time(rule: Rule, times: float) -> None:
    outcome = Simulation(25, allowed=15, rule=rule).write(900, 50)
    assert outcome.times(60) <= times
    assert outcome.share_rejected <= 0.035


@pytest.mark.parametrize("side", ["sync", "asyncio", "trio"])
@pytest.mark.parametrize("rule", ["sliding", "clock", "bucket"])
def test_a_crowd_loses_no_write_and_takes_close_to_the_ideal_time(side: str, rule: Rule) -> None:
    rate, count = 100, 150
    with LimitedServer(rate, rule) as server:
        outcome = write_all(server, clients_of(server, writes=rate), count, at_once=20, side=side)
    assert outcome.lost == 0
    assert outcome.share_rejected <= 0.3
    assert outcome.times(count / rate) <= 2.5  # 2.5 on a busy machine
    assert server.authorizations == {"Bearer token"}


def test_the_pace_adapts_to_another_program() -> None:
    rate, count = 100, 150
    with LimitedServer(rate, foreign=rate / 2) as server:
        outcome = write_all(server, clients_of(server, writes=rate), count, at_once=20, side="sync")
    assert outcome.lost == 0
    assert outcome.share_rejected <= 0.6
    assert outcome.times(count / (rate / 2)) <= 4


def test_four_independent_clients_share_a_limit() -> None:
    rate, count = 100, 240
    with LimitedServer(rate) as server:
        outcome = write_all(server, clients_of(server, 4, writes=rate), count, at_once=5, side="sync")
    assert outcome.lost == 0
    assert outcome.share_rejected <= 1
    assert outcome.times(count / rate) <= 4


def test_three_processes_with_one_redis_lose_nothing() -> None:
    pytest.importorskip("redis", reason="the package redis is not installed")
    rate, count = 60, 120
    with redis_server() as redis, LimitedServer(rate) as server:
        outcome = write_in_processes(server, redis, rate, count, processes=3)
    assert outcome.lost == 0
    assert outcome.share_rejected <= 0.25
    assert 0 < outcome.started < outcome.seconds
    assert outcome.times(count / rate) <= 10  # the time includes the start of three interpreters


@pytest.mark.parametrize(
    ("rule", "decisions"),
    [
        ("sliding", [(0.0, 0), (0.5, 0), (0.9, 1.0), (1.0, 0), (1.4, 1.0), (1.5, 0)]),
        ("clock", [(0.2, 0), (0.9, 0), (0.95, 0.05), (1.0, 0), (1.1, 0), (1.2, 0.8)]),
        ("bucket", [(0.0, 0), (0.0, 0), (0.2, 1.0), (0.5, 0), (0.6, 1.0)]),
    ],
)
def test_the_test_server_enforces_its_limit(rule: Rule, decisions: list[tuple[float, float]]) -> None:
    window = Window(2, rule)
    assert [window.take(now) for now, _ in decisions] == pytest.approx([pause for _, pause in decisions])
