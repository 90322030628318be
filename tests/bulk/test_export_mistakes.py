"""Exports with invalid arguments and resume tokens."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import anyio
import pytest

from attio import Attio, errors
from attio.sandbox import Sandbox

Export = Callable[..., list[Any]]
SINCE = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)


@pytest.fixture(params=["sync", "asyncio", "trio"])
def export(request: pytest.FixtureRequest) -> Export:
    """Export all people."""

    def export(client: Attio, **how: Any) -> list[Any]:
        if request.param == "sync":
            return list(client.bulk.export_records("people", **how))

        async def main() -> list[Any]:
            return [person async for person in await client.bulk.export_records_async("people", **how)]

        return anyio.run(main, backend=request.param)

    return export


def people(client: Attio, count: int) -> None:
    for number in range(count):
        client.records.create("people", data={"values": {"name": f"P{number} Q"}})


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ({"page_size": 0}, "page_size must be a whole number from 1 to 500, not 0"),
        ({"page_size": "many"}, "page_size must be a whole number from 1 to 500, not 'many'"),
        ({"parallel": True}, "parallel must be a whole number from 1 to 16, not True"),
        ({"limit": 5}, r"client\.bulk\.export_records\(\) has no parameter 'limit'; an export reads everything: break"),
        ({"timeout": 5}, "did you mean 'timeout_ms'"),
        ({"changed_since": dt.datetime(2026, 1, 1)}, "changed_since needs a time zone"),  # noqa: DTZ001 - the mistake
        ({"changed_since": "2026-01-01"}, "pass an aware datetime, not '2026-01-01'"),
        ({"changed_since": dt.date(2026, 1, 1)}, "pass an aware datetime"),
        ({"attributes": ["name"]}, "attributes works with changed_since only"),
        ({"attributes": "name", "changed_since": SINCE}, r"pass \['name'\]"),
        ({"attributes": [], "changed_since": SINCE}, "attributes must be a non-empty list of slugs"),
        (
            {"attributes": [5], "changed_since": SINCE},
            r"attributes must be a non-empty list of slugs, not \[5\]",
        ),
        ({"attributes": 5, "changed_since": SINCE}, "attributes must be a non-empty list of slugs, not 5"),
        ({"resume": b"x"}, "resume must be the `token` of an export, not bytes"),
        ({"on_progress": 5}, "on_progress must be a function, not 5"),
    ],
)
def test_invalid_arguments_are_rejected_before_anything_is_sent(
    workspace: Sandbox, crm: Attio, how: dict[str, Any], message: str
) -> None:
    with pytest.raises(errors.InvalidRequestError, match=message):
        crm.bulk.export_records("people", **how)
    assert not workspace.requests


def test_an_unknown_attribute_is_named(crm: Attio, export: Export) -> None:
    people(crm, 2)
    with pytest.raises(errors.InvalidRequestError, match="there is no attribute 'nam'; did you mean 'name'"):
        export(crm, changed_since=SINCE, attributes=["name", "nam"])


@pytest.mark.parametrize("name", ["walks", "scanned", "watermark"])
def test_changed_resume_tokens_are_rejected(crm: Attio, name: str) -> None:
    people(crm, 3)
    walk = crm.bulk.export_records("people", page_size=2)
    next(walk)
    token: dict[str, Any] = json.loads(base64.urlsafe_b64decode(walk.token))
    walk.close()
    for changed in ({**token, name: "x"}, {key: value for key, value in token.items() if key != name}):
        text = base64.urlsafe_b64encode(json.dumps(changed).encode()).decode()
        with pytest.raises(ValueError, match="not a token of an export"):
            crm.bulk.export_records("people", resume=text)


def test_resume_tokens_of_other_exports_are_rejected(crm: Attio) -> None:
    token = crm.bulk.export_records("people").token
    with pytest.raises(ValueError, match="another target, filter or option"):
        crm.bulk.export_records("companies", resume=token)
    with pytest.raises(ValueError, match="another target, filter or option"):
        crm.bulk.export_records("people", filter={"name": "x"}, resume=token)
    for damaged in ("", "nonsense", "bnVsbA==", "e30="):
        with pytest.raises(ValueError, match="not a token of an export"):
            crm.bulk.export_records("people", resume=damaged)
    newer = "eyJmb3JtYXQiOjIsIndvcmsiOiIifQ=="
    with pytest.raises(ValueError, match="has format 2"):
        crm.bulk.export_records("people", resume=newer)
