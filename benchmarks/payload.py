"""Generated responses with the size and structure of real ones."""

from __future__ import annotations

import json
import random
from uuid import UUID

WORKSPACE, OBJECT, MEMBER = (f"{digit * 8}-1111-4111-8111-111111111111" for digit in "abc")
TIME = "2026-03-14T09:26:53.589793238Z"
CITIES = ("Amsterdam", "Bergen", "Coimbra", "Dundee", "Évora")
WORDS = ("analytical", "beacon", "cobalt", "delta", "ember", "fjord", "granite", "harbor", "indigo", "juniper")

IDENTITY = json.dumps(
    {
        "active": True,
        "scope": "record_permission:read-write object_configuration:read",
        "client_id": OBJECT,
        "token_type": "Bearer",
        "exp": None,
        "iat": 1772442927,
        "sub": WORKSPACE,
        "aud": OBJECT,
        "iss": "attio.com",
        "token_level": "workspace",
        "workspace_id": WORKSPACE,
        "workspace_name": "Analytical Engines",
        "workspace_slug": "analytical",
        "workspace_logo_url": None,
        "authorized_by_workspace_member_id": MEMBER,
    }
).encode()


def records(count: int) -> bytes:
    """Return a page of companies, each with 21 values of all 17 types; always the same bytes."""
    rng = random.Random(20260314)
    return json.dumps({"data": [_company(rng, number) for number in range(count)]}).encode()


_SMALL = json.dumps(
    {
        "id": {"workspace_id": WORKSPACE, "object_id": OBJECT, "record_id": "%012d"},
        "created_at": TIME,
        "web_url": "https://app.attio.com/analytical/walk/%012d",
        "values": {"name": []},
    }
)


def small_records(start: int, end: int) -> bytes:
    """Return a page of records without values, which takes little time to build."""
    return f'{{"data": [{", ".join([_SMALL % (number, number) for number in range(start, end)])}]}}'.encode()


def values_to_write(count: int) -> dict[str, list[object]]:
    """Return `count` values of all types, in the form for writing."""
    rng = random.Random(20260314)
    reference = {"target_object": "people", "target_record_id": _uuid(rng)}
    place = {key: value for key, value in _location("Bergen").items() if key != "attribute_type"}
    forms: list[object] = [
        "Analytical Engines",
        12.5,
        {"currency_value": 1250.5},
        4,
        True,
        "1833-06-05",
        TIME,
        {"domain": "analytical.example.com"},
        {"email_address": "ada@analytical.example.com"},
        {"original_phone_number": "+15558675309", "country_code": "US"},
        {"first_name": "Ada", "last_name": "Lovelace", "full_name": "Ada Lovelace"},
        place,
        reference,
        {"referenced_actor_type": "workspace-member", "referenced_actor_id": MEMBER},
        {"option": "Technology"},
        {"status": "In progress"},
        {"interaction_type": "email", "interacted_at": TIME, "owner_actor": {"type": "workspace-member", "id": MEMBER}},
    ]
    return {f"attribute_{at}": [form] * len(range(at, count, len(forms))) for at, form in enumerate(forms)}


def _company(rng: random.Random, number: int) -> dict[str, object]:
    record_id = _uuid(rng)
    return {
        "id": {"workspace_id": WORKSPACE, "object_id": OBJECT, "record_id": record_id},
        "created_at": TIME,
        "web_url": f"https://app.attio.com/analytical/company/{record_id}",
        "values": {slug: [_value(item) for item in items] for slug, items in _values(rng, number).items()},
    }


def _values(rng: random.Random, number: int) -> dict[str, list[dict[str, object]]]:
    word, city = rng.choice(WORDS), rng.choice(CITIES)
    domain = f"{word}-{number}.example.com"
    text = " ".join(rng.choices(WORDS, k=20))
    return {
        "name": [{"value": f"{word.title()} {number}", "attribute_type": "text"}],
        "description": [{"value": text, "attribute_type": "text"}],
        "record_id": [{"value": _uuid(rng), "attribute_type": "text"}],
        "domains": [{"domain": domain, "root_domain": "example.com", "attribute_type": "domain"}],
        "team": [_reference("people", rng)],
        "deals": [_reference("deals", rng)],
        "categories": [_select(rng, option) for option in rng.sample(WORDS, 1)],
        "employees": [{"value": rng.randrange(10_000), "attribute_type": "number"}],
        "funding": [{"currency_value": 1250.5, "currency_code": "USD", "attribute_type": "currency"}],
        "is_customer": [{"value": True, "attribute_type": "checkbox"}],
        "foundation_date": [{"value": "1833-06-05", "attribute_type": "date"}],
        "stars": [{"value": 4, "attribute_type": "rating"}],
        "stage": [_status(rng)],
        "primary_location": [_location(city)],
        "phone": [_phone("+15558675309")],
        "contact": [_email(f"{word}@{domain}", domain)],
        "founder": [_personal_name("Ada", word)],
        "last_interaction": [_interaction()],
        "strongest_connection": [_actor_reference()],
        "created_by": [_actor_reference()],
        "created_at": [{"value": TIME, "attribute_type": "timestamp"}],
    }


def _value(item: dict[str, object]) -> dict[str, object]:
    actor = {"type": "workspace-member", "id": MEMBER}
    return {"active_from": TIME, "active_until": None, "created_by_actor": actor, **item}


def _uuid(rng: random.Random) -> str:
    return str(UUID(int=rng.getrandbits(128), version=4))


def _reference(target: str, rng: random.Random) -> dict[str, object]:
    return {"target_object": target, "target_record_id": _uuid(rng), "attribute_type": "record-reference"}


def _choice_id(name: str, rng: random.Random) -> dict[str, object]:
    return {"workspace_id": WORKSPACE, "object_id": OBJECT, "attribute_id": MEMBER, name: _uuid(rng)}


def _select(rng: random.Random, title: str) -> dict[str, object]:
    option = {"id": _choice_id("option_id", rng), "title": title, "is_archived": False}
    return {"option": option, "attribute_type": "select"}


def _status(rng: random.Random) -> dict[str, object]:
    status = {"title": "In progress", "is_archived": False, "celebration_enabled": True, "target_time_in_status": "P1D"}
    return {"status": {"id": _choice_id("status_id", rng), **status}, "attribute_type": "status"}


def _location(city: str) -> dict[str, object]:
    empty = dict.fromkeys(("line_2", "line_3", "line_4", "region"))
    place = {"line_1": "1 Long Street", "locality": city, "postcode": "1011 AB", "country_code": "NL"}
    return {**empty, **place, "latitude": "52.370216", "longitude": "4.895168", "attribute_type": "location"}


def _phone(number: str) -> dict[str, object]:
    written = {"original_phone_number": number, "country_code": "US", "phone_number": number}
    return {**written, "attribute_type": "phone-number"}


def _personal_name(first: str, last: str) -> dict[str, object]:
    name = {"first_name": first, "last_name": last, "full_name": f"{first} {last}"}
    return {**name, "attribute_type": "personal-name"}


def _email(address: str, domain: str) -> dict[str, object]:
    return {
        "original_email_address": address,
        "email_address": address,
        "email_domain": domain,
        "email_root_domain": "example.com",
        "email_local_specifier": address.partition("@")[0],
        "attribute_type": "email-address",
    }


def _interaction() -> dict[str, object]:
    owner = {"type": "workspace-member", "id": MEMBER}
    return {"interaction_type": "email", "interacted_at": TIME, "owner_actor": owner, "attribute_type": "interaction"}


def _actor_reference() -> dict[str, object]:
    actor = {"referenced_actor_type": "workspace-member", "referenced_actor_id": MEMBER}
    return {**actor, "attribute_type": "actor-reference"}
