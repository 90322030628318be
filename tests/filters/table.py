"""Fields of every class, and a table of expressions on them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

from attio.filters import (
    ActorField,
    CheckboxField,
    DateField,
    DomainField,
    EmailField,
    F,
    Field,
    Filter,
    InteractionField,
    LocationField,
    NameField,
    NumberField,
    OptionField,
    ParentField,
    PhoneField,
    RecordIdField,
    ReferenceField,
    TextField,
    TimestampField,
    raw,
)

UTC = dt.timezone.utc
MORNING = dt.datetime(2026, 11, 1, 8, 30, tzinfo=UTC)
ZONED = dt.datetime(2026, 11, 1, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
DAY, NEXT = dt.date(2026, 11, 1), dt.date(2026, 12, 1)
ID = "3f2c0000-0000-4000-8000-000000000001"


class People:
    """Attributes of the people that a reference field leads to."""

    def __init__(self, field: Any) -> None:
        self.name = NameField("name", label=f"{field._label}.name", source="people", steps=field._path)
        self.record_id = RecordIdField(
            "record_id", label=f"{field._label}.record_id", source="people", steps=field._path
        )


def people(field: Field) -> Any:
    return People(field)


name = TextField("name")
size = NumberField("employees", label="size")
founded = DateField("foundation_date", label="founded")
seen = TimestampField("seen_at")
active = CheckboxField("is_active")
stage: OptionField[str] = OptionField("stage")
domains = DomainField("domains")
emails = EmailField("email_addresses", label="emails")
phones = PhoneField("phone_numbers", label="phones")
person_name = NameField("name")
location = LocationField("primary_location", label="location")
owner = ActorField("owner")
contact: ReferenceField[Any] = ReferenceField("contact", target=people, source="deals")
parent: ParentField[Any] = ParentField("parent_record", target=people, label="parent", source="sales")
last_email = InteractionField("last_email_interaction", label="last_email")
record_id = RecordIdField("record_id")


class Actor(NamedTuple):
    type: str
    id: str | None = None
    email_address: str | None = None


class Reference(NamedTuple):
    record_id: str


MEMBER, TOKEN = Actor("workspace-member", ID), Actor("api-token", ID)
REFERENCE = Reference(ID)
RECORD: Any = SimpleNamespace(id=REFERENCE)


def actor(kind: str, name: object) -> dict[str, object]:
    return {"owner": {"referenced_actor_type": kind, "referenced_actor_id": name}}


RAW_TEXT = (
    "raw({'since': '2026-11-01', 'at': '2026-11-01T08:30:00Z', 'n': 3, "
    f"'of': [{{'name': {{'$eq': 'a'}}}}, None, True, 1.5, '{ID}']}})"
)


def part(slug: str, name: str, **operation: object) -> dict[str, object]:
    return {slug: {name: {f"${key}": value for key, value in operation.items()}}}


TABLE: list[tuple[Filter, dict[str, object], str]] = [
    # Fields with a default property.
    (name == "Acme", {"name": {"$eq": "Acme"}}, "name == 'Acme'"),
    (name.eq("Acme"), {"name": {"$eq": "Acme"}}, "name == 'Acme'"),
    (name != "Acme", {"$not": {"name": {"$eq": "Acme"}}}, "name != 'Acme'"),
    # Text and record_id.
    (name.contains("cm"), {"name": {"$contains": "cm"}}, "name.contains('cm')"),
    (name.starts_with("Ac"), {"name": {"$starts_with": "Ac"}}, "name.starts_with('Ac')"),
    (name.ends_with("me"), {"name": {"$ends_with": "me"}}, "name.ends_with('me')"),
    (name.is_in(["a", "b"]), {"name": {"$in": ["a", "b"]}}, "name.is_in(['a', 'b'])"),
    (name.is_in(iter(["a"])), {"name": {"$in": ["a"]}}, "name.is_in(['a'])"),
    (record_id.is_in([ID]), {"record_id": {"$in": [ID]}}, f"record_id.is_in(['{ID}'])"),
    (record_id.starts_with("3f"), {"record_id": {"$starts_with": "3f"}}, "record_id.starts_with('3f')"),
    # Numbers and times.
    (size < 5, {"employees": {"$lt": 5}}, "size < 5"),
    (size <= 5.5, {"employees": {"$lte": 5.5}}, "size <= 5.5"),
    (size > Decimal("5.25"), {"employees": {"$gt": 5.25}}, "size > Decimal('5.25')"),
    (size >= Decimal(5), {"employees": {"$gte": 5}}, "size >= Decimal('5')"),
    (5 < size, {"employees": {"$gt": 5}}, "size > 5"),  # noqa: SIM300
    (size.between(1, 5), {"employees": {"$gte": 1, "$lt": 5}}, "size.between(1, 5)"),
    (size.is_in([1, 2]), {"$or": [{"employees": {"$eq": 1}}, {"employees": {"$eq": 2}}]}, "size.is_in([1, 2])"),
    (size.is_in([1]), {"employees": {"$eq": 1}}, "size.is_in([1])"),
    (founded == DAY, {"foundation_date": {"$eq": "2026-11-01"}}, "founded == datetime.date(2026, 11, 1)"),
    (founded.between(DAY, NEXT), {"foundation_date": {"$gte": "2026-11-01", "$lt": "2026-12-01"}},
     "founded.between(datetime.date(2026, 11, 1), datetime.date(2026, 12, 1))"),
    (seen >= MORNING, {"seen_at": {"$gte": "2026-11-01T08:30:00Z"}}, f"seen_at >= {MORNING!r}"),
    (seen < ZONED, {"seen_at": {"$lt": "2026-11-01T08:30:00+02:00"}}, f"seen_at < {ZONED!r}"),
    # Checkboxes.
    (active == True, {"is_active": {"$eq": True}}, "is_active == True"),  # noqa: E712
    (active.is_true(), {"is_active": {"$eq": True}}, "is_active.is_true()"),
    (active.is_false(), {"is_active": {"$eq": False}}, "is_active.is_false()"),
    # Selects and statuses.
    (stage == "Lead", {"stage": {"$eq": "Lead"}}, "stage == 'Lead'"),
    (stage != "Lead", {"$not": {"stage": {"$eq": "Lead"}}}, "stage != 'Lead'"),
    (stage.is_in(["a", "b"]), {"$or": [{"stage": {"$eq": "a"}}, {"stage": {"$eq": "b"}}]}, "stage.is_in(['a', 'b'])"),
    (stage.active_from >= DAY, part("stage", "active_from", gte="2026-11-01"),
     "stage.active_from >= datetime.date(2026, 11, 1)"),
    (stage.active_from > MORNING, part("stage", "active_from", gt="2026-11-01T08:30:00Z"),
     f"stage.active_from > {MORNING!r}"),
    (stage.active_from < DAY, part("stage", "active_from", lt="2026-11-01"),
     "stage.active_from < datetime.date(2026, 11, 1)"),
    (stage.active_from <= DAY, part("stage", "active_from", lte="2026-11-01"),
     "stage.active_from <= datetime.date(2026, 11, 1)"),
    (stage.active_from.between(DAY, NEXT), part("stage", "active_from", gte="2026-11-01", lt="2026-12-01"),
     "stage.active_from.between(datetime.date(2026, 11, 1), datetime.date(2026, 12, 1))"),
    # Domains.
    (domains == "acme.com", {"domains": {"$eq": "acme.com"}}, "domains == 'acme.com'"),
    (domains.contains("acme"), {"domains": {"$contains": "acme"}}, "domains.contains('acme')"),
    (domains.is_in(["a.b", "c.d"]), {"$or": [{"domains": {"$eq": "a.b"}}, {"domains": {"$eq": "c.d"}}]},
     "domains.is_in(['a.b', 'c.d'])"),
    (domains.is_empty(), {"$not": {"domains": {"$not_empty": True}}}, "domains.is_empty()"),
    (domains.is_not_empty(), {"domains": {"$not_empty": True}}, "domains.is_not_empty()"),
    (domains.root_domain == "acme.com", part("domains", "root_domain", eq="acme.com"),
     "domains.root_domain == 'acme.com'"),
    (domains.root_domain.is_not_empty(), part("domains", "root_domain", not_empty=True),
     "domains.root_domain.is_not_empty()"),
    # E-mail addresses.
    (emails == "a@b.c", {"email_addresses": {"$eq": "a@b.c"}}, "emails == 'a@b.c'"),
    (emails.ends_with("b.c"), {"email_addresses": {"$ends_with": "b.c"}}, "emails.ends_with('b.c')"),
    (emails.email_domain == "b.c", part("email_addresses", "email_domain", eq="b.c"), "emails.email_domain == 'b.c'"),
    (emails.email_root_domain.contains("b"), part("email_addresses", "email_root_domain", contains="b"),
     "emails.email_root_domain.contains('b')"),
    (emails.email_local_specifier.starts_with("a"), part("email_addresses", "email_local_specifier", starts_with="a"),
     "emails.email_local_specifier.starts_with('a')"),
    # Phone numbers.
    (phones.starts_with("+49"), {"phone_numbers": {"$starts_with": "+49"}}, "phones.starts_with('+49')"),
    (phones.country_code == "DE", part("phone_numbers", "country_code", eq="DE"), "phones.country_code == 'DE'"),
    (phones.country_code.is_in(["DE", "AT"]),
     {"$or": [part("phone_numbers", "country_code", eq="DE"), part("phone_numbers", "country_code", eq="AT")]},
     "phones.country_code.is_in(['DE', 'AT'])"),
    (phones.country_code.is_not_empty(), part("phone_numbers", "country_code", not_empty=True),
     "phones.country_code.is_not_empty()"),
    (phones.country_code.is_empty(), {"$not": part("phone_numbers", "country_code", not_empty=True)},
     "phones.country_code.is_empty()"),
    # Names.
    (person_name == "Ada Lovelace", {"name": {"$eq": "Ada Lovelace"}}, "name == 'Ada Lovelace'"),
    (person_name.is_empty(), {"$not": {"name": {"$not_empty": True}}}, "name.is_empty()"),
    (person_name.last_name.starts_with("Lo"), part("name", "last_name", starts_with="Lo"),
     "name.last_name.starts_with('Lo')"),
    (person_name.first_name.is_empty(), {"$not": part("name", "first_name", not_empty=True)},
     "name.first_name.is_empty()"),
    (person_name.full_name != "A", {"$not": part("name", "full_name", eq="A")}, "name.full_name != 'A'"),
    # Locations.
    (location.locality == "Bonn", part("primary_location", "locality", eq="Bonn"), "location.locality == 'Bonn'"),
    (location.line_1.contains("a"), part("primary_location", "line_1", contains="a"), "location.line_1.contains('a')"),
    (location.postcode.is_in(["1", "2"]),
     {"$or": [part("primary_location", "postcode", eq="1"), part("primary_location", "postcode", eq="2")]},
     "location.postcode.is_in(['1', '2'])"),
    (location.country_code.starts_with("D"), part("primary_location", "country_code", starts_with="D"),
     "location.country_code.starts_with('D')"),
    # Actors.
    (owner.is_member(ID), actor("workspace-member", ID), f"owner.is_member('{ID}')"),
    (owner == MEMBER, actor("workspace-member", ID), f"owner.is_member('{ID}')"),
    (owner.eq(MEMBER), actor("workspace-member", ID), f"owner.is_member('{ID}')"),
    (owner != MEMBER, {"$not": actor("workspace-member", ID)}, f"~owner.is_member('{ID}')"),
    (owner.is_actor("app", ID), actor("app", ID), f"owner.is_actor('app', '{ID}')"),
    (owner == TOKEN, actor("api-token", ID), f"owner.is_actor('api-token', '{ID}')"),
    # References.
    (contact == ID, part("contact", "target_record_id", eq=ID), f"contact == '{ID}'"),
    (contact == UUID(ID), part("contact", "target_record_id", eq=ID), f"contact == '{ID}'"),
    (contact == REFERENCE, part("contact", "target_record_id", eq=ID), f"contact == '{ID}'"),
    (contact.eq(RECORD), part("contact", "target_record_id", eq=ID), f"contact == '{ID}'"),
    (contact != REFERENCE, {"$not": part("contact", "target_record_id", eq=ID)}, f"contact != '{ID}'"),
    (contact.is_in([REFERENCE, ID]), {"contact": {"target_record_id": {"$in": [ID, ID]}}},
     f"contact.is_in(['{ID}', '{ID}'])"),
    (contact.target_object == "people", part("contact", "target_object", eq="people"),
     "contact.target_object == 'people'"),
    (contact.target_record_id.is_in([ID]), {"contact": {"target_record_id": {"$in": [ID]}}},
     f"contact.target_record_id.is_in(['{ID}'])"),
    # Interactions.
    (last_email.interacted_at < MORNING, part("last_email_interaction", "interacted_at", lt="2026-11-01T08:30:00Z"),
     f"last_email.interacted_at < {MORNING!r}"),
    (last_email.interaction_type == "email", part("last_email_interaction", "interaction_type", eq="email"),
     "last_email.interaction_type == 'email'"),
    (last_email.owner_member_id.is_not_empty(), part("last_email_interaction", "owner_member_id", not_empty=True),
     "last_email.owner_member_id.is_not_empty()"),
    # Paths.
    (contact.record.name.last_name == "Lo",
     {"path": [["deals", "contact"], ["people", "name"]], "constraints": {"last_name": {"$eq": "Lo"}}},
     "contact.name.last_name == 'Lo'"),
    (contact.record.name.is_in(["a", "b"]),
     {"$or": [{"path": [["deals", "contact"], ["people", "name"]], "constraints": {"$eq": "a"}},
              {"path": [["deals", "contact"], ["people", "name"]], "constraints": {"$eq": "b"}}]},
     "contact.name.is_in(['a', 'b'])"),
    (parent.record.name == "A",
     {"path": [["sales", "parent_record"], ["people", "name"]], "constraints": {"$eq": "A"}}, "parent.name == 'A'"),
    (parent == ID, {"path": [["sales", "parent_record"], ["people", "record_id"]], "constraints": {"$eq": ID}},
     f"parent == '{ID}'"),
    (parent.is_in([ID]), {"path": [["sales", "parent_record"], ["people", "record_id"]], "constraints": {"$in": [ID]}},
     f"parent.is_in(['{ID}'])"),
    # Fields by slug.
    (F("name") == "Acme", {"name": {"$eq": "Acme"}}, "name == 'Acme'"),
    (F("name") != "Acme", {"$not": {"name": {"$eq": "Acme"}}}, "name != 'Acme'"),
    (F("name").eq("Acme"), {"name": {"$eq": "Acme"}}, "name == 'Acme'"),
    (F("n").is_in(["a", "b"]), {"$or": [{"n": {"$eq": "a"}}, {"n": {"$eq": "b"}}]}, "n.is_in(['a', 'b'])"),
    (F("n").is_in(["a"]), {"n": {"$eq": "a"}}, "n.is_in(['a'])"),  # neither `$in` nor an `$or` of one condition
    (F("n") < 1, {"n": {"$lt": 1}}, "n < 1"),
    (F("n") <= 1, {"n": {"$lte": 1}}, "n <= 1"),
    (F("n") > 1.5, {"n": {"$gt": 1.5}}, "n > 1.5"),
    (F("n") >= MORNING, {"n": {"$gte": "2026-11-01T08:30:00Z"}}, f"n >= {MORNING!r}"),
    (F("n").between(DAY, NEXT), {"n": {"$gte": "2026-11-01", "$lt": "2026-12-01"}},
     "n.between(datetime.date(2026, 11, 1), datetime.date(2026, 12, 1))"),
    (F("n").contains("a"), {"n": {"$contains": "a"}}, "n.contains('a')"),
    (F("n").starts_with("a"), {"n": {"$starts_with": "a"}}, "n.starts_with('a')"),
    (F("n").ends_with("a"), {"n": {"$ends_with": "a"}}, "n.ends_with('a')"),
    (F("n").is_empty(), {"$not": {"n": {"$not_empty": True}}}, "n.is_empty()"),
    (F("n").is_not_empty(), {"n": {"$not_empty": True}}, "n.is_not_empty()"),
    (F("n").is_true(), {"n": {"$eq": True}}, "n.is_true()"),
    (F("n").is_false(), {"n": {"$eq": False}}, "n.is_false()"),
    (F("owner").is_member(ID), actor("workspace-member", ID), f"owner.is_member('{ID}')"),
    (F("owner").is_actor("app", ID), actor("app", ID), f"owner.is_actor('app', '{ID}')"),
    (F("owner") == MEMBER, actor("workspace-member", ID), f"owner.is_member('{ID}')"),
    (F("contact") == REFERENCE, part("contact", "target_record_id", eq=ID), f"contact == '{ID}'"),
    (F("contact").target_record_id == REFERENCE, part("contact", "target_record_id", eq=ID),
     f"contact.target_record_id == {REFERENCE!r}"),
    (F("n").part("new") == 1, part("n", "new", eq=1), "n.new == 1"),
    (F(name).is_empty(), {"$not": {"name": {"$not_empty": True}}}, "name.is_empty()"),
    (F(contact.record.name).is_empty(),
     {"$not": {"path": [["deals", "contact"], ["people", "name"]], "constraints": {"$not_empty": True}}},
     "contact.name.is_empty()"),
    (F("deals", "name") == "A", {"name": {"$eq": "A"}}, "name == 'A'"),
    (F("people", "company").to("companies", "team").to("people", "name").last_name == "A",
     {"path": [["people", "company"], ["companies", "team"], ["people", "name"]],
      "constraints": {"last_name": {"$eq": "A"}}},
     "company.team.name.last_name == 'A'"),
    # Combined.
    ((name == "a") & (size > 1) & active.is_true(),
     {"$and": [{"name": {"$eq": "a"}}, {"employees": {"$gt": 1}}, {"is_active": {"$eq": True}}]},
     "(name == 'a') & (size > 1) & is_active.is_true()"),
    ((name == "a") | ((size > 1) | active.is_true()),
     {"$or": [{"name": {"$eq": "a"}}, {"employees": {"$gt": 1}}, {"is_active": {"$eq": True}}]},
     "(name == 'a') | (size > 1) | is_active.is_true()"),
    ((name == "a") & (active.is_true() | (size > 1)),
     {"$and": [{"name": {"$eq": "a"}}, {"$or": [{"is_active": {"$eq": True}}, {"employees": {"$gt": 1}}]}]},
     "(name == 'a') & (is_active.is_true() | (size > 1))"),
    (name.contains("acme") & ~(size == 5),
     {"$and": [{"name": {"$contains": "acme"}}, {"$not": {"employees": {"$eq": 5}}}]},
     "name.contains('acme') & ~(size == 5)"),
    (~active.is_true(), {"$not": {"is_active": {"$eq": True}}}, "~is_active.is_true()"),
    (~~(name == "a"), {"name": {"$eq": "a"}}, "name == 'a'"),
    (~(name != "a"), {"name": {"$eq": "a"}}, "name == 'a'"),
    (~domains.is_empty(), {"domains": {"$not_empty": True}}, "domains.is_not_empty()"),
    (size.is_in([1, 2]) | (name == "a"),
     {"$or": [{"$or": [{"employees": {"$eq": 1}}, {"employees": {"$eq": 2}}]}, {"name": {"$eq": "a"}}]},
     "size.is_in([1, 2]) | (name == 'a')"),
    # Raw.
    ((name == "a") & {"$and": [{"x": "y"}]}, {"$and": [{"name": {"$eq": "a"}}, {"$and": [{"x": "y"}]}]},
     "(name == 'a') & {'$and': [{'x': 'y'}]}"),
    ({"x": "y"} | (name == "a"), {"$or": [{"x": "y"}, {"name": {"$eq": "a"}}]}, "{'x': 'y'} | (name == 'a')"),
    ({"x": 1} & active.is_true(), {"$and": [{"x": 1}, {"is_active": {"$eq": True}}]}, "{'x': 1} & is_active.is_true()"),
    (active.is_true() | {"x": 1}, {"$or": [{"is_active": {"$eq": True}}, {"x": 1}]}, "is_active.is_true() | {'x': 1}"),
    (raw({"$or": [{"x": 1}]}) | (size > 1), {"$or": [{"$or": [{"x": 1}]}, {"employees": {"$gt": 1}}]},
     "raw({'$or': [{'x': 1}]}) | (size > 1)"),
    (~raw({"$not": {"x": 1}}), {"$not": {"$not": {"x": 1}}}, "~raw({'$not': {'x': 1}})"),
    (raw({"since": DAY, "at": MORNING, "n": Decimal(3), "of": [name == "a", None, True, 1.5, UUID(ID)]}),
     {"since": "2026-11-01", "at": "2026-11-01T08:30:00Z", "n": 3, "of": [{"name": {"$eq": "a"}}, None, True, 1.5, ID]},
     RAW_TEXT),
]  # fmt: skip
