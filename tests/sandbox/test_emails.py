"""Metadata of e-mails."""

from __future__ import annotations

import pytest

from attio import errors
from attio.sandbox import Sandbox
from attio.sandbox.control.naming import ControlError
from tests.sandbox.api import Api, plain

PATH = "/v2/emails"
NOWHERE = "00000000-0000-4000-8000-000000000000"


class Mail:
    """Adds and lists e-mails."""

    def __init__(self, sandbox: Sandbox, api: Api) -> None:
        self.sandbox, self.api = sandbox, api
        self.own = sandbox.members[0].email_address

    def add(self, *others: str, day: int = 1, subject: str | None = "Hello") -> str:
        people: list[dict[str, str | None]] = [
            {"role": "to", "email_address": address} for address in (self.own, *others[1:])
        ]
        sender: dict[str, str | None] = {"role": "from", "email_address": others[0], "name": "Ada"}
        return self.sandbox.app.add_email(subject, participants=[sender, *people], sent_at=f"2026-02-{day:02}")

    def find(self, query: str) -> list[str]:
        return plain(plain(self.api("GET", f"{PATH}?{query}").data, "id"), "email_id")


@pytest.fixture
def mail(sandbox: Sandbox, api: Api) -> Mail:
    return Mail(sandbox, api)


def test_an_email_is_stored(mail: Mail, api: Api, sandbox: Sandbox) -> None:
    email_id = mail.add(" Ada@Acme.com")
    (found,) = api("GET", f"{PATH}?participants=ADA@acme.com").data
    assert found == {
        "id": {
            "workspace_id": sandbox.workspace_id,
            "mailbox_id": found["id"]["mailbox_id"],
            "email_id": email_id,
        },
        "sent_at": "2026-02-01T00:00:00.000000000Z",
        "direction": "inbound",
        "subject_line": "Hello",
        "participants": [
            {"role": "from", "email_address": "ada@acme.com", "email_domain": "acme.com", "name": "Ada"},
            {"role": "to", "email_address": mail.own, "email_domain": mail.own.partition("@")[2], "name": None},
        ],
        "linked_records": [],
    }
    mail.add("ada@acme.com", subject=None)
    other = sandbox.members[1].email_address
    sandbox.app.add_email("Hi", participants=[{"role": "from", "email_address": other}], direction="outbound")
    sandbox.app.add_email("Hi", participants=[{"role": "bcc", "email_address": "ada@acme.com"}])
    now, *rest = api("GET", f"{PATH}?domain=acme.com").data
    assert now["sent_at"] == "2026-03-04T05:06:07.089000000Z"
    assert [email["id"]["mailbox_id"] for email in (now, *rest)] == [found["id"]["mailbox_id"]] * 3
    assert {email["subject_line"] for email in rest} == {"Hello", None}


def test_a_filter_is_required(api: Api) -> None:
    for query in ("", "participants=", "domain=", "sent_after=2026-01-01"):
        assert api("GET", f"{PATH}?{query}").code == (400, "validation_type")
    assert api("GET", f"{PATH}?linked_object=people").paths == [["linked_record_ids"]]
    assert api("GET", f"{PATH}?linked_record_ids={NOWHERE}").paths == [["linked_object"]]
    assert api("GET", f"{PATH}?linked_object=people&linked_record_ids=x").paths == [["linked_record_ids"]]
    unknown = api("GET", f"{PATH}?linked_object=pets&linked_record_ids={NOWHERE}")
    assert unknown.code == (404, "not_found")
    assert api("GET", f"{PATH}?domain=acme.com&sent_after=soon").paths == [["sent_after"]]
    assert api("GET", f"{PATH}?domain=acme.com&limit=51").paths == [["limit"]]


def test_filters_are_joined_and_the_newest_comes_first(mail: Mail, api: Api) -> None:
    ada, eve, bob = mail.add("ada@acme.com", day=1), mail.add("eve@else.com", day=2), mail.add("bob@x.com", day=3)
    person = api.record_id("people", email_addresses=["bob@x.com", "robert@x.com"])
    company = api.record_id("companies", domains=["else.com"])
    deal = api.record_id("deals", name="D", stage="Lead", owner=mail.own)
    assert mail.find("participants=ada@acme.com,eve@else.com") == [eve, ada]
    link = f"linked_object=people&linked_record_ids={person},{NOWHERE}"
    assert mail.find(link) == [bob]
    assert mail.find(f"{link}&domain=ACME.com&participants=eve@else.com") == [bob, eve, ada]
    assert mail.find(f"linked_object=companies&linked_record_ids={company}") == [eve]
    assert mail.find(f"linked_object=deals&linked_record_ids={deal}") == []
    assert mail.find("domain=acme.com&participants=bob@x.com&sent_after=2026-02-01") == [bob]
    assert mail.find("domain=acme.com&participants=bob@x.com&sent_before=2026-02-03") == [ada]


def test_links_of_an_email_are_current(mail: Mail, api: Api) -> None:
    mail.add("ada@mail.acme.com", "eve@acme.com")

    def links() -> list[tuple[str, str]]:
        (found,) = api("GET", f"{PATH}?domain=acme.com").data
        return plain(found["linked_records"], "object_slug", "record_id")

    assert links() == []
    company = api.record_id("companies", domains=["acme.com"])
    ada = api.record_id("people", email_addresses=["ada@mail.acme.com"])
    assert links() == [("people", ada), ("companies", company)]
    assert api("DELETE", f"/v2/objects/people/records/{ada}").status == 200
    assert links() == [("companies", company)]


def test_addresses_of_the_workspace_are_ignored_in_filters(mail: Mail, api: Api) -> None:
    ada = mail.add("ada@acme.com")
    domain = mail.own.partition("@")[2]
    invited = f"new@{domain}"
    user = {"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": invited}
    assert api("POST", "/scim/v2/Users", {**user, "emails": [{"value": invited, "primary": True}]}).status == 201
    for query in (f"participants={mail.own}", f"domain={domain}", f"participants={invited},{mail.own}"):
        response = api("GET", f"{PATH}?{query}")
        assert response.body == {"data": [], "pagination": {"next_cursor": None}}
    assert mail.find(f"participants={mail.own}&domain=acme.com") == [ada]
    assert mail.find(f"participants=ada@acme.com&domain={domain}") == [ada]
    me = api.record_id("people", email_addresses=[mail.own])
    assert mail.find(f"linked_object=people&linked_record_ids={me}") == []


def test_e_mails_of_protected_recipients_are_hidden(mail: Mail, api: Api, sandbox: Sandbox) -> None:
    hidden, shown = mail.add("boss@acme.com", day=1), mail.add("boss@acme.com", "eve@acme.com", day=2)
    assert mail.find("domain=acme.com") == [shown, hidden]
    person = api.record_id("people", email_addresses=["boss@acme.com"])
    link = f"linked_object=people&linked_record_ids={person}"
    assert mail.find(link) == [shown, hidden]
    sandbox.app.protect_recipient(" Boss@acme.com")
    assert mail.find("domain=acme.com") == [shown]
    assert mail.find(link) == []
    assert api("GET", f"{PATH}?participants=eve@acme.com,boss@acme.com").code == (400, "validation_type")
    sandbox.app.protect_recipient("acme.com")
    for query in ("domain=acme.com", "participants=eve@acme.com"):
        assert api("GET", f"{PATH}?{query}").code == (400, "validation_type")


def test_automated_participants_can_be_left_out(mail: Mail, api: Api) -> None:
    robot, both = mail.add("no-reply@acme.com", day=1), mail.add("notifications+1@acme.com", "ada@acme.com", day=2)
    assert mail.find("domain=acme.com&exclude_automated_participants=false") == [both, robot]
    (found,) = api("GET", f"{PATH}?domain=acme.com&exclude_automated_participants=true").data
    assert plain(found["participants"], "email_address") == [mail.own, "ada@acme.com"]


def test_a_page_can_be_empty_while_there_are_more(mail: Mail, api: Api) -> None:
    ada = [mail.add("ada@acme.com", day=1) for _ in range(3)]
    for _ in range(199):
        mail.add("eve@else.com", day=2)
    pages: list[list[str]] = []
    cursor: str | None = ""
    while cursor is not None:
        response = api("GET", f"{PATH}?domain=acme.com&limit=2" + (f"&cursor={cursor}" if cursor else ""))
        pages.append(plain(plain(response.data, "id"), "email_id"))
        cursor = response.body["pagination"]["next_cursor"]
    assert [len(page) for page in pages] == [0, 1, 2]
    assert sorted(address for page in pages for address in page) == sorted(ada)
    assert len(mail.find("domain=else.com")) == 25


def test_without_people_and_companies_an_email_has_no_links() -> None:
    sandbox = Sandbox.from_schema({"objects": []})
    Mail(sandbox, Api(sandbox)).add("ada@acme.com")
    (found,) = Api(sandbox)("GET", f"{PATH}?domain=acme.com").data
    assert found["linked_records"] == []


def test_a_member_cannot_list_emails(api: Api, sandbox: Sandbox) -> None:
    token = sandbox.add_token(member=sandbox.members[0])
    assert api("GET", f"{PATH}?domain=acme.com", token=token).code == (403, "unauthorized")


def test_invalid_emails_are_rejected(sandbox: Sandbox) -> None:
    add = sandbox.app.add_email
    with pytest.raises(ControlError, match=r"^participants.0.email_address: Invalid email$"):
        add("Hi", participants=[{"role": "to", "email_address": "ada"}])
    with pytest.raises(ControlError, match=r"^participants.0.role: Invalid enum value."):
        add("Hi", participants=[{"role": "too", "email_address": "ada@acme.com"}])
    with pytest.raises(ControlError, match=r"^sent_at: Invalid datetime$"):
        add("Hi", participants=[], sent_at="soon")


def test_the_client_lists_emails(sandbox: Sandbox, mail: Mail) -> None:
    emails = [mail.add("ada@acme.com", day=day) for day in range(3, 0, -1)]
    with sandbox.client() as client:
        found = client.emails.list(domain="acme.com", limit=2)
        assert [email.id.email_id for email in found] == emails
        with pytest.raises(errors.BadRequestError, match="At least one"):
            client.emails.list()


@pytest.mark.anyio
async def test_the_async_client_lists_emails(sandbox: Sandbox, mail: Mail) -> None:
    email_id = mail.add("ada@acme.com")
    for _ in range(150):
        mail.add("eve@else.com", day=2)
    async with sandbox.client() as client:
        page = await client.emails.list_async(participants="ada@acme.com")
        assert page.data == []
        assert [email.id.email_id async for email in page] == [email_id]
