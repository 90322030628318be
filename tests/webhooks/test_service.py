"""The FastAPI service of `examples/`: each event is handled once, despite duplicates, slow handlers and a restart."""

from __future__ import annotations

import runpy
import time
from typing import Any

import pytest

from attio.models import RecordUpdatedEvent
from attio.webhooks import Receiver, ensure_webhook
from tests.snippets import ROOT

URL = "https://acme.test/attio"


def test_the_service_reacts_once(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("fastapi")
    service: dict[str, Any] = runpy.run_path(str(ROOT / "examples" / "webhook_service.py"))
    sandbox, client, hooks, secrets = (service[name] for name in ("sandbox", "client", "hooks", "secrets"))
    slow: list[float] = []

    def takes_long(event: RecordUpdatedEvent) -> None:
        time.sleep(0.3)
        slow.append(time.monotonic())

    hooks.on(RecordUpdatedEvent)(takes_long)
    ensure_webhook(client, URL, hooks.subscriptions(), on_secret=secrets.__setitem__)
    sandbox.deliveries.route(URL, service["app"])
    company = client.records.create("companies", data={"values": {"name": "Brightside"}}).data
    client.records.update("companies", company.id.record_id, data={"values": {"name": "Brighterside"}})
    (delivery,) = [sent_delivery for sent_delivery in sandbox.deliveries if sent_delivery.state == "delivered"]
    assert slow == []  # the response did not wait for the handler
    sandbox.deliveries.resend(delivery.id)
    hooks.close()
    assert len(slow) == 1

    # The next process needs the file for itself.
    again = Receiver(secrets.get, client=client, store=hooks._engine.store)
    again.on(RecordUpdatedEvent)(service["renamed"])
    sandbox.deliveries.route(URL, again.asgi())
    sandbox.deliveries.resend(delivery.id)
    assert again.drain(10)
    again.close()
    assert capsys.readouterr().out.count("renamed:") == 1
    hooks._engine.store.close()
