"""Companies and deals as classes: declare, save and query them, and handle a value that Attio rejects.

Runs on a workspace in memory: `python examples/typed.py`.
"""

from __future__ import annotations

from typing import Literal

from attio import errors
from attio.sandbox import Sandbox
from attio.typed import TypedRecord, attr, required


class Company(TypedRecord, object="companies"):
    name: attr.Text = attr.Text()
    domains: attr.Domains = attr.Domains(unique=True)
    categories: attr.MultiSelect = attr.MultiSelect()


class Deal(TypedRecord, object="deals"):
    name: attr.Text = required(attr.Text())
    stage: attr.Status[Literal["Lead", "In Progress", "Won 🎉", "Lost"]] = required(attr.Status())
    owner: attr.Actor = required(attr.Actor())
    value: attr.Currency = attr.Currency()
    company: attr.Reference[Company] = attr.Reference("associated_company")


sandbox = Sandbox()
with sandbox.client() as client:
    acme = Company(name="Acme", domains=["acme.example"]).assert_(client)
    owner = sandbox.members[0].email_address
    Deal(name="Thousand anvils", stage="Lead", owner=owner, value=2_500, company=acme).save(client)

    for deal in Deal.query(client, filter=Deal.company.record.name == "Acme", with_=[Deal.company]):
        deal.stage = "Won 🎉"
        print(deal.changes)
        deal.save(client)
        if deal.company:
            print(f"{deal.name}: {deal.stage}, {deal.value} from {deal.company.record.name}")

    acme.categories = ["Hardwear"]
    try:
        acme.save(client)
    except errors.BadRequestError as error:
        print(error.explain(client))  # 'categories' has no option 'Hardwear' / did you mean 'Hardware'?
        print(f"not saved: {acme.changes}")
