"""A small workspace for documentation and examples, written through the API like anybody's data."""

from __future__ import annotations

import json
from collections.abc import Mapping

from attio.sandbox.messages import Request, is_mapping
from attio.sandbox.serving.adapters import Handle

_COMPANIES: tuple[Mapping[str, object], ...] = (
    {
        "name": "Analytical Engines",
        "domains": ["analytical-engines.com"],
        "description": "Builds programmable looms and the engines behind them.",
        "categories": ["B2B", "Technology"],
        "primary_location": "12 St James's Square, London, United Kingdom",
        "employee_range": "11-50",
        "foundation_date": "2019-12-10",
    },
    {
        "name": "Harbor Lines",
        "domains": ["harborlines.com", "harbor.example.org"],
        "description": "Ships things across three oceans.",
        "categories": ["B2B"],
        "primary_location": "Rotterdam, Netherlands",
        "employee_range": "251-1K",
    },
    {
        "name": "Northwind Coffee",
        "domains": ["northwindcoffee.com"],
        "description": "Roasts coffee near the Arctic Circle.",
        "categories": ["B2C", "E-commerce"],
        "primary_location": "Bergen, Norway",
        "employee_range": "1-10",
    },
)
_PEOPLE: tuple[Mapping[str, object], ...] = (
    {
        "name": "Lovelace, Ada",
        "email_addresses": ["ada@analytical-engines.com"],
        "phone_numbers": ["+442079460958"],
        "job_title": "Chief Analyst",
        "company": "analytical-engines.com",
    },
    {
        "name": "Babbage, Charles",
        "email_addresses": ["charles@analytical-engines.com"],
        "job_title": "Founder",
        "company": "analytical-engines.com",
    },
    {
        "name": "de Vries, Maartje",
        "email_addresses": ["maartje@harborlines.com", "m.devries@harbor.example.org"],
        "phone_numbers": ["+31107940000"],
        "job_title": "Head of Operations",
        "company": "harborlines.com",
    },
    {
        "name": "Berg, Ingrid",
        "email_addresses": ["ingrid@northwindcoffee.com"],
        "job_title": "Roaster",
        "company": "northwindcoffee.com",
    },
)
_DEALS: tuple[Mapping[str, object], ...] = (
    {
        "name": "Loom control software",
        "stage": "In Progress",
        "owner": "grace@sandbox.test",
        "value": 48000,
        "associated_company": "analytical-engines.com",
        "associated_people": ["ada@analytical-engines.com", "charles@analytical-engines.com"],
    },
    {
        "name": "Fleet scheduling pilot",
        "stage": "Lead",
        "owner": "alan@sandbox.test",
        "value": 12500.5,
        "associated_company": "harborlines.com",
        "associated_people": ["maartje@harborlines.com"],
    },
    {
        "name": "Subscription shop",
        "stage": "Won 🎉",
        "owner": "grace@sandbox.test",
        "value": 6400,
        "associated_company": "northwindcoffee.com",
        "associated_people": ["ingrid@northwindcoffee.com"],
    },
)


def seed_demo(handle: Handle, token: str) -> dict[str, list[str]]:
    """Write the demo records; returns their ids by object."""
    contents = {"companies": _COMPANIES, "people": _PEOPLE, "deals": _DEALS}
    return {slug: [_create(handle, token, slug, values) for values in records] for slug, records in contents.items()}


def _create(handle: Handle, token: str, slug: str, values: Mapping[str, object]) -> str:
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    body = json.dumps({"data": {"values": values}}).encode()
    response = handle(Request("POST", f"/v2/objects/{slug}/records", headers=headers, body=body))
    content = response.json()
    data = content.get("data") if is_mapping(content) else None
    ids = data.get("id") if is_mapping(data) else None
    if not is_mapping(ids):
        message = f"the demo record was refused: {response.body.decode()}"
        raise RuntimeError(message)
    return str(ids["record_id"])
