"""Wrong programs with typed records and filters: both checkers must report each wrong line."""

from __future__ import annotations

from attio import Attio
from attio.filters import F
from tests.typing.typed_records import Company, Deal, Person


def filters(client: Attio) -> None:
    a, f, g = Company.name == "a", Company.name, Company.founded
    _ = "x" in f  # type: ignore[operator]
    _ = f & g  # type: ignore[operator]
    _ = a & f  # type: ignore[operator]
    _ = ~f  # type: ignore[operator]
    _ = f == 1 & g == 2  # type: ignore[operator]
    _ = a & 3  # type: ignore[operator]
    _ = Deal.stage.contains("L")  # type: ignore[attr-defined]
    _ = Company.nmae  # type: ignore[attr-defined]
    _ = F("x").contians  # type: ignore[attr-defined]
    _ = Deal.stage.eq("Lst")  # type: ignore[arg-type]
    _ = Company.founded.eq(3)  # type: ignore[arg-type]
    _ = Company.founded < "2020"  # type: ignore[operator]
    _ = Deal.company.name  # type: ignore[attr-defined]
    _ = Deal.company.record.nmae  # type: ignore[attr-defined]
    _ = Company.name.is_empty()  # type: ignore[attr-defined]
    client.records.query("companies", filter=Company.name)  # type: ignore[arg-type]
    client.records.query("companies", sorts=[Company.name])  # type: ignore[list-item]
    Company.query(client, filter=Company.name)  # type: ignore[arg-type]
    Company.query(client, filter=Company.founded == "2020")  # type: ignore[arg-type]
    Deal.query(client, filter=Deal.stage == "Lst")  # type: ignore[arg-type]
    Deal.query(client, filter=Deal.company.record.name == 1)  # type: ignore[arg-type]
    Deal.query(client, with_=[Deal])  # type: ignore[list-item]
    Deal.query(client, with_=[Deal.name])  # type: ignore[list-item]
    Deal.query(client, with_=[Deal.owner])  # type: ignore[list-item]
    Deal.query(client, limit="5")  # type: ignore[arg-type]
    Company.check("companies")  # type: ignore[arg-type]


def records(company: Company) -> None:
    Company(nam="x")  # type: ignore[call-arg]
    Company(name=1)  # type: ignore[arg-type]
    Deal(name="x", stage="Lead")  # type: ignore[call-arg]
    Deal(name="x", stage="Laed", owner="a@b.c")  # type: ignore[arg-type]
    Company(logo_url="x")  # type: ignore[call-arg]
    Company("x")  # type: ignore[call-arg]
    company.nmae = "x"  # type: ignore[attr-defined]
    company.name = 1  # type: ignore[assignment]
    company.logo_url = "x"  # type: ignore[assignment]
    company.domains = None  # type: ignore[assignment]
    Person(company=company, emails=3)  # type: ignore[arg-type]
