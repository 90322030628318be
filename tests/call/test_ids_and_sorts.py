"""Ids as `uuid.UUID` and id objects in paths, queries and bodies; sorts that do not work show a form that does."""

from __future__ import annotations

import json
import uuid
from typing import Any, cast

import pytest

from attio import errors
from attio._call.request import build
from attio.funcs.records import RECORDS_QUERY
from attio.sandbox import Sandbox
from tests.call.things import options
from tests.drivers import Driver


def test_ids_are_taken_in_every_form(driver: Driver) -> None:
    sandbox = Sandbox(seed=3)
    ids, client = sandbox.seed_demo(), sandbox.client()
    deal, person = ids["deals"][0], ids["people"][1]
    found = driver.call(client, "records.get", "deals", uuid.UUID(deal)).data
    assert found.id.record_id == deal
    assert driver.call(client, "records.get", "deals", found.id).data.id == found.id
    assert driver.call(client, "records.get", found.id.object_id, found.id).data.id == found.id
    assert driver.call(client, "objects.get", driver.call(client, "objects.get", "deals").data.id).data
    driver.call(client, "records.update", "deals", uuid.UUID(deal), data={"values": {"name": "New"}})
    assert list(driver.call(client, "records.list_attribute_values", "people", uuid.UUID(person), "name").data)
    note: dict[str, Any] = {"parent_object": "deals", "title": "t", "format": "plaintext", "content": "c"}
    for form in (uuid.UUID(deal), found.id):
        made = driver.call(client, "notes.create", data={**note, "parent_record_id": form}).data
        assert made.parent_record_id == deal
        listed = driver.call(client, "notes.list", parent_object="deals", parent_record_id=form).data
        assert made.id in [one.id for one in listed]


