"""Meetings that a test creates."""

from __future__ import annotations

from tests.sandbox.api import Api, ApiResponse

PATH = "/v2/meetings"
NOWHERE = "00000000-0000-4000-8000-000000000000"
ADA = {"is_organizer": True, "status": "accepted", "email_address": " Ada@Acme.com", "name": "Ada"}
EVE = {"is_organizer": "false", "status": "pending", "name": "Eve"}


def meeting(**more: object) -> dict[str, object]:
    return {
        "title": "Kick-off",
        "description": "First call",
        "is_all_day": False,
        "start": {"datetime": "2026-03-05T09:00:00Z", "timezone": "America/New_York"},
        "end": {"datetime": "2026-03-05T10:00:00Z", "timezone": "America/New_York"},
        "participants": [ADA, EVE],
        **more,
    }


def timed(start: str, end: str, **more: object) -> dict[str, object]:
    return meeting(start={"datetime": start}, end={"datetime": end}, **more)


def all_day(start: str, end: str, **more: object) -> dict[str, object]:
    return meeting(is_all_day=True, start={"date": start}, end={"date": end}, **more)


def create(api: Api, content: dict[str, object]) -> ApiResponse:
    return api("POST", PATH, {"data": content})


def new_id(api: Api, content: dict[str, object]) -> str:
    return str(create(api, content).data["id"]["meeting_id"])
