"""Background work after a write of a person: set the company of the e-mail domain, if the state is on."""

from __future__ import annotations

from attio.sandbox.call import Call
from attio.sandbox.engine.apply import apply
from attio.sandbox.engine.lifecycle import create_record
from attio.sandbox.engine.plan import overwrite, plan
from attio.sandbox.provenance import assumed
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import Record, Token

RULES = (
    assumed("background.company",
        "With the state `company_from_email`, a person gets the company of the e-mail domain, which is created if "
        "missing",
        "records.create", "records.update", "records.update_append", "records.assert"),
)  # fmt: skip

_SYSTEM = Token(id="", secret="", scopes=None, issued_at=0)

_PERSONAL = frozenset(
    {"aol.com", "gmail.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "icloud.com", "live.com", "mac.com",
     "mail.com", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com", "yahoo.com", "ymail.com"}
)  # fmt: skip
"""Domains of e-mail providers, which are not companies of people."""


def follow_record(call: Call, record: Record) -> None:
    """Start the background work after a write of a record."""
    people = call.workspace.object("people")
    if people is not None and record.owner_id == people.id:
        call.states.follow(
            "company_from_email", record.id, call.workspace, lambda changes: _set_company(changes, record.id)
        )


def _set_company(changes: Changes, person_id: str) -> None:
    """Set the company of a person without one, by the domain of an e-mail address."""
    workspace = changes.workspace
    people, companies = workspace.object("people"), workspace.object("companies")
    person = people.records.get(person_id) if people else None
    if people is None or companies is None or person is None:
        return
    emails, company, domains = (
        people.attribute("email_addresses"),
        people.attribute("company"),
        companies.attribute("domains"),
    )
    if emails is None or company is None or domains is None or person.active(company):
        return
    for value in person.active(emails):
        name = str(value.payload["email_root_domain"])
        if name in _PERSONAL:
            continue
        company_ids = workspace.holders(domains, name)
        if company_ids:
            company_id = company_ids[0]
        else:
            writes = plan(workspace, companies, {"domains": [name], "name": name}, overwrite)
            company_id = create_record(changes, companies, writes, _SYSTEM).id
        target = {"target_object": "companies", "target_record_id": company_id}
        apply(changes, person, plan(workspace, people, {"company": target}, overwrite, person))
        return
