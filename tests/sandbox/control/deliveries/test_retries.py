"""Failed deliveries: retries over three days, resending, and the status of the webhook."""

from __future__ import annotations

from datetime import timedelta

import pytest

from attio.sandbox import ControlError, Sandbox
from attio.sandbox.control.deliveries import Deliveries
from tests.sandbox.api import Api
from tests.sandbox.control.deliveries.receiving import receive, webhook_status


def test_advancing_three_days_makes_all_retries(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    begun = sandbox.clock.now
    (delivery,) = deliveries
    assert (delivery.state, delivery.next_attempt) == ("retrying", begun + timedelta(seconds=253))
    happened = sandbox.clock.advance("3d")
    (delivery,) = deliveries
    assert (delivery.state, len(delivery.attempts), delivery.next_attempt) == ("failed", 11, None)
    after = [(attempt.at - begun).total_seconds() for attempt in delivery.attempts]
    assert after == [253 * (2**number - 1) for number in range(11)]
    assert [work.what for work in happened] == ["retry of delivery 1"] * 10
    assert len(set(receiver.keys)) == 1
    assert webhook_status(api) == "degraded"


def test_a_degraded_webhook_is_served_and_becomes_active_or_inactive(api: Api, sandbox: Sandbox) -> None:
    receiver = receive(api, "task.created")

    def fail() -> None:
        receiver.status = 500
        sandbox.emit("task.created")
        sandbox.clock.advance("3d")
        assert webhook_status(api) == "degraded"

    fail()
    receiver.status = 202
    (delivery,) = sandbox.emit("task.created")
    assert delivery.state == "delivered"
    assert webhook_status(api) == "active"
    sandbox.clock.advance("30d")
    assert webhook_status(api) == "active"
    fail()
    sandbox.clock.advance("6d")
    assert webhook_status(api) == "degraded"
    sandbox.emit("task.created")
    sandbox.clock.advance("1d")
    assert webhook_status(api) == "inactive"
    (delivery,) = sandbox.emit("task.created")
    assert delivery.state == "no_subscriber"
    sandbox.clock.advance("3d")
    assert [sent_delivery.state for sent_delivery in sandbox.deliveries] == [
        "failed",
        "delivered",
        "failed",
        "failed",
        "no_subscriber",
    ]
    assert len(sandbox.deliveries[3].attempts) < 11


def test_a_retry_can_succeed(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    receiver.status = 503
    sandbox.emit("task.created")
    receiver.status = None
    sandbox.clock.advance(252)
    assert deliveries[0].state == "retrying"
    sandbox.clock.advance(1)
    assert (deliveries[0].state, deliveries[0].next_attempt) == ("delivered", None)
    assert sandbox.clock.advance("3d") == []


def test_deliveries_of_a_deleted_webhook_are_not_retried(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    webhook_id = deliveries[0].webhook_id
    api("DELETE", f"/v2/webhooks/{webhook_id}")
    sandbox.clock.advance("3d")
    assert (deliveries[0].state, len(receiver.keys)) == ("failed", 1)


def test_a_delivery_can_be_sent_again(api: Api, sandbox: Sandbox, deliveries: Deliveries) -> None:
    receiver = receive(api, "task.created")
    (delivery,) = sandbox.emit("task.created")
    receiver.status = 500
    assert deliveries.resend(delivery.id).state == "failed"
    sandbox.emit("task.created")
    again = deliveries.resend("2")
    assert (again.state, len(again.attempts)) == ("retrying", 2)
    sandbox.clock.advance("3d")
    assert len(deliveries[1].attempts) == 12
    assert len(set(receiver.keys)) == 2
    sandbox.emit("note.created")
    with pytest.raises(ControlError, match=r"has no webhook: none subscribes to note\.created"):
        deliveries.resend("3")
    with pytest.raises(ControlError, match="no delivery '99'"):
        deliveries.resend("99")


def test_a_successful_resend_cancels_the_retry(
    api: Api, sandbox: Sandbox, deliveries: Deliveries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attio.sandbox.control.deliveries.KEPT", 1)
    receiver = receive(api, "task.created")
    receiver.status = 500
    sandbox.emit("task.created")
    sandbox.emit("task.created")
    assert len(deliveries) == 2  # deliveries that will be retried are kept in addition
    receiver.status = None
    assert deliveries.resend("1").state == "delivered"
    sandbox.clock.advance("3d")
    assert len(receiver.keys) == 4
