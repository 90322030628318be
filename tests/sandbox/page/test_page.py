"""The page as HTML: its views, its forms, and access to it."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest

from attio.sandbox import Request, Response, Sandbox
from tests.sandbox.api import Api, attribute, new_list
from tests.sandbox.control.deliveries.receiving import subscribe
from tests.sandbox.page.conftest import EVIL

HOST = {"host": "localhost:8765"}


class Browser:
    """A browser without JavaScript."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.door = sandbox.door()

    def get(self, **query: str) -> str:
        request = Request("GET", "/", query, {**HOST, "accept": "text/html,*/*"}, origin="http://localhost:8765")
        response = self.door(request)
        assert response.status == 200
        return response.body.decode()

    def text(self, **query: str) -> str:
        """Return the text of the page without tags."""
        return unescape(re.sub(r"<[^>]+>", " ", self.get(**query)))

    def post(self, action: str, **fields: str) -> Response:
        token = re.search(r'name="csrf" value="([^"]+)"', self.get(view="clock"))
        assert token is not None
        body = urlencode({"csrf": token[1], **fields}).encode()
        headers = {**HOST, "content-type": "application/x-www-form-urlencoded"}
        return self.door(Request("POST", f"/_page/{action}", {}, headers, body))

    def submit(self, action: str, **fields: str) -> str:
        """Submit a form, and return the message of the page."""
        response = self.post(action, **fields)
        assert response.status == 303
        return parse_qs(urlsplit(response.headers["location"]).query)["said"][0]


@pytest.fixture
def browser(filled: Sandbox) -> Browser:
    return Browser(filled)


def test_objects_are_tables(browser: Browser) -> None:
    text = browser.text(of="companies")
    assert "companies: 2 of 2" in text
    assert "Acme" in text
    assert "acme.com" in text
    assert EVIL not in browser.get(of="companies")
    assert EVIL in text


def test_a_page_shows_fifty_records(browser: Browser) -> None:
    first = browser.get(of="people")
    assert first.count("@acme.com") == 50
    assert "Next" in first
    second = browser.get(of="people", start="50")
    assert second.count("@acme.com") == 10
    assert "Previous" in second


def test_records_are_filtered_and_sorted(browser: Browser) -> None:
    assert "companies: 1 of 2" in browser.text(of="companies", q="acm")
    assert '{"name": {"$contains": "acm"}}' in browser.text(of="companies", q="acm")
    assert "companies: 1 of 2" in browser.text(of="companies", q='{"domains": "acme.com"}')
    assert "The filter is not valid JSON." in browser.text(of="companies", q="{")
    assert 'role="alert"' in browser.get(of="companies", q='{"nickname": "x"}')
    assert "Type JSON here." in browser.text(view="lists", q="x")
    up = browser.text(of="people", sort="name")
    down = browser.text(of="people", sort="name", desc="1")
    assert up.index("P0") < up.index("P1 ")
    assert "P9" in down
    assert "▲" in up
    assert "▼" in down


def test_a_record_has_its_history(browser: Browser, api: Api) -> None:
    record_id = api.find("companies", filter={"name": "Acme"})[0]
    api("PATCH", f"/v2/objects/companies/records/{record_id}", {"data": {"values": {"name": "Acme Inc"}}})
    text = browser.text(view="record", of="companies", id=record_id)
    assert "Acme Inc" in text
    assert "1 before" in text
    assert "In lists" in text
    assert "There is no such record." in browser.text(view="record", of="companies", id="x")
    assert "There is no such record." in browser.text(view="record", of="x", id="x")


def test_lists_are_boards(browser: Browser, api: Api) -> None:
    text = browser.text(view="lists")
    assert "Lead (1)" in text
    assert "Won (0)" in text
    html = browser.get(view="lists")
    fields = dict(re.findall(r'name="(list|entry|attribute|to)" value="([^"]+)"', html))
    assert browser.submit("move", **fields) == "Moved to Won."
    assert "Won (1)" in browser.text(view="lists")
    assert browser.submit("move", **{**fields, "to": "Lost"}) == "Not moved: 400."
    api("POST", "/v2/lists", {"data": new_list("plain", "people")})
    assert 'class="board"' not in browser.get(view="lists", of="plain")


def test_an_empty_view_says_how_to_begin() -> None:
    assert "Nothing here yet: create one" in Browser(Sandbox()).text(view="lists")


def test_a_failed_request_shows_its_reason(browser: Browser, api: Api) -> None:
    api("POST", "/v2/objects/people/records", {"data": {"values": {"emails": ["x"]}}})
    text = browser.text(view="requests")
    assert "records.create" in text
    assert "email_addresses" in text
    html = browser.get(view="requests")
    assert "sandbox-token" not in html
    assert "curl -X POST http://localhost:8765/v2/objects/people/records" in unescape(html)
    assert "urllib.request.Request('http://localhost:8765" in unescape(html)
    assert browser.submit("again", number=str(api.sandbox.requests[-1].number)) == "Sent again: 400."
    assert len(api.sandbox.requests) == 2
    api("GET", "/v2/tasks?limit=1")
    assert "/v2/tasks?limit=1" in unescape(browser.get(view="requests"))
    assert browser.submit("again", number="99999").startswith("there is no action")


def test_a_record_shows_its_notes_tasks_and_comments(browser: Browser, api: Api, filled: Sandbox) -> None:
    record_id = api.find("companies", filter={"name": "Acme"})[0]
    parent = {"parent_object": "companies", "parent_record_id": record_id}
    before = browser.text(view="record", of="companies", id=record_id)
    assert "Notes" not in before
    note = {**parent, "title": EVIL, "format": "markdown", "content": "They are **keen**"}
    assert api("POST", "/v2/notes", {"data": note}).status == 200
    link = {"target_object": "companies", "target_record_id": record_id}
    author = {"type": "workspace-member", "id": filled.members[0].id}
    for done in (False, True):
        task = {
            "content": f"Call {done}",
            "format": "plaintext",
            "deadline_at": "2026-03-01T00:00:00.000000000Z",
            "is_completed": done,
            "linked_records": [link],
            "assignees": [{"referenced_actor_type": "workspace-member", "referenced_actor_id": author["id"]}],
        }
        assert api("POST", "/v2/tasks", {"data": task}).status == 200
    comment: dict[str, object] = {"format": "plaintext", "content": "Who calls?", "author": author}
    place = {"record": {"object": "companies", "record_id": record_id}}
    thread = api("POST", "/v2/comments", {"data": {**comment, **place}}).data["thread_id"]
    reply = {**comment, "content": "I do", "thread_id": thread}
    assert api("POST", "/v2/comments", {"data": reply}).status == 200
    filled.app.resolve_thread(thread)
    with filled.client() as client:
        client.files.upload(file=("plan.txt", b"hello"), object="companies", record_id=record_id)
    html = browser.get(view="record", of="companies", id=record_id)
    text = browser.text(view="record", of="companies", id=record_id)
    assert EVIL not in html
    for shown in (EVIL, "They are **keen**", "Call False", "open", "done 2", "2026-03-01", "Grace Hopper", "Who calls?",
                  "resolved", "↳ I do", "plan.txt", "5 bytes"):  # fmt: skip
        assert shown in text, shown


def test_columns_have_sums(browser: Browser, api: Api) -> None:
    assert ",.2f" not in browser.text(view="lists")
    config = {"currency": {"default_currency_code": "EUR", "display_type": "symbol"}}
    assert (
        api("POST", "/v2/lists/sales/attributes", {"data": attribute("value", "currency", config=config)}).status == 200
    )
    entry_id = api("POST", "/v2/lists/sales/entries/query", {}).data[0]["id"]["entry_id"]
    api("PATCH", f"/v2/lists/sales/entries/{entry_id}", {"data": {"entry_values": {"value": 1234.5}}})
    text = browser.text(view="lists")
    assert "1,234.50 EUR" in text
    assert "0.00 EUR" in text


def test_deliveries_are_shown_with_their_attempts(browser: Browser, api: Api, filled: Sandbox) -> None:
    subscribe(api, "task.created", url="https://hooks.acme.test/<b>")
    filled.emit("task.created")
    html, text = browser.get(view="deliveries"), browser.text(view="deliveries")
    assert "no route" in text
    assert "deliver https://hooks.acme.test/<b>=http://127.0.0.1:8000" in text
    assert "<b>" not in html
    assert "Attio-Signature" in text
    statuses = iter([503, 200])
    filled.deliveries.route("https://hooks.acme.test", lambda _body, _headers: next(statuses))
    (delivery,) = filled.emit("task.created")
    text = browser.text(view="deliveries")
    assert "retrying" in text
    assert ": 503 in" in text
    assert "Next attempt: " in text
    assert browser.submit("resend", id=delivery.id) == f"Sent delivery {delivery.id} again: delivered."
    assert ": 200 in" in browser.text(view="deliveries")
    assert "there is no delivery 'x'" in browser.submit("resend", id="x")


def test_events_without_a_webhook_are_shown_on_demand(browser: Browser, api: Api) -> None:
    api.create("companies", name="Other")
    assert "record.created" not in browser.text(view="deliveries")
    text = browser.text(view="deliveries", all="1")
    assert "record.created" in text
    assert "no subscriber" in text
    assert "Only deliveries to webhooks" in text


def test_the_state_is_a_download(browser: Browser) -> None:
    assert 'href="/_sandbox/state" download="state.sqlite"' in browser.get(view="clock")
    response = browser.door(Request("GET", "/_sandbox/state", {}, HOST))
    assert response.status == 200
    assert response.body.startswith(b"SQLite format 3")


def test_another_workspace_can_be_chosen(browser: Browser, filled: Sandbox, api: Api) -> None:
    assert "Other workspaces" not in browser.text(view="clock")
    other = filled.add_workspace("Second", slug="second")
    assert "Show Second" in browser.text(view="clock")
    assert browser.submit("choose", name="second") == "Showing Second."
    assert "companies: 0 of 0" in browser.text(of="companies")
    api("GET", "/v2/tasks")
    number = str(filled.requests[-1].number)
    assert browser.submit("again", number=number).startswith("Second has no token with all scopes")
    filled.add_token("narrow", scopes=["task:read"], workspace=other)
    filled.add_token("second-token", workspace=other)
    assert browser.submit("again", number=number) == "Sent again: 200."
    assert "there is no workspace 'thrid'" in browser.submit("choose", name="thrid")
    assert browser.submit("choose", name="sandbox") == "Showing Sandbox."
    assert "companies: 2 of 2" in browser.text(of="companies")


def test_faults_are_armed_and_cleared(browser: Browser, api: Api) -> None:
    assert "armed" not in browser.text(view="objects")
    assert browser.submit("fault", operation="tasks.*", fault="status=503", delay="0", times="") == "Fault 1 is armed."
    assert api.raw("GET", "/v2/tasks").status == 503
    text = browser.text(view="faults")
    assert "tasks.*" in text
    assert "armed, no limit" in text
    assert "status=503 delay=0" in text
    assert "Faults (1 armed)" in browser.text(view="objects")
    assert browser.submit("unfault", id="1") == "Cleared the fault."
    assert browser.submit("unfault", id="1") == "there is no fault '1'"
    assert api.raw("GET", "/v2/tasks").status == 200


def test_a_fault_stays_armed_for_its_number_of_times(browser: Browser, api: Api) -> None:
    assert browser.submit("fault", operation="", fault="drop=after_applying", times="2") == "Fault 1 is armed."
    assert "armed: 2 of 2 left" in browser.text(view="faults")
    api.raw("GET", "/v2/tasks")
    assert "armed: 1 of 2 left" in browser.text(view="faults")
    api.raw("GET", "/v2/tasks")
    assert "used up" in browser.text(view="faults")
    assert "armed" not in browser.text(view="objects")
    assert "Clear all" in browser.get(view="faults")
    assert browser.submit("unfaults") == "Cleared all faults."
    assert "Clear all" not in browser.get(view="faults")


def test_an_error_of_the_api_is_chosen_by_its_code(browser: Browser, api: Api) -> None:
    html = browser.get(view="faults")
    assert '<optgroup label="Error of the API">' in html
    (names,) = re.findall(
        r'<option value="code=slug_conflict status=409" data-only-for="([^"]+)">slug_conflict .409.</option>', html
    )
    assert "lists.create" in names.split()
    assert "lists.get" not in names.split()
    assert ">unauthorized (401)</option>" in html
    assert '<option value="tasks.*">all of tasks</option>' in html
    assert '<option value="attributes.options.create">' in html
    fields = {"operation": "lists.create", "fault": "code=slug_conflict status=409", "times": "1"}
    assert browser.submit("fault", **fields) == "Fault 1 is armed."
    assert api("POST", "/v2/lists", {}).code == (409, "slug_conflict")


def test_each_choice_of_a_fault_can_be_armed(browser: Browser, filled: Sandbox) -> None:
    values = [unescape(value) for value in re.findall(r'<option value="(\w+=[^"]+)"', browser.get(view="faults"))]
    assert len(values) > 30
    for value in values:
        assert browser.submit("fault", operation="", fault=value, times="1").endswith("is armed."), value
    assert len(filled.faults) == len(values)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"effect": "statsu=503"}, "a fault has no 'statsu'; nearest: 'status'"),
        ({"effect": "503"}, "'503' must be KEY=VALUE"),
        ({"fault": ""}, "a fault needs an effect: one of"),
        ({"fault": "status=503", "times": "twice"}, "times='twice' must be a whole number"),
        ({"fault": "status=503", "times": "0"}, "times=0 must be a whole number"),
        ({"fault": "status=503", "delay": "soon"}, "delay='soon' must be a number of seconds"),
        ({"fault": "code=slug_conflict", "operation": "tasks.list"}, "tasks.list documents no error 'slug_conflict'"),
    ],
)
def test_invalid_faults_are_rejected(browser: Browser, filled: Sandbox, fields: dict[str, str], message: str) -> None:
    assert message in browser.submit("fault", **fields)
    assert not list(filled.faults)


def test_a_rejected_form_keeps_its_values(browser: Browser) -> None:
    response = browser.post("fault", operation="tasks.list", fault="status=500", times="no number")
    query = dict(parse_qsl(urlsplit(response.headers["location"]).query))
    html = browser.get(**query)
    assert '<option value="tasks.list" selected>' in html
    assert '<option value="status=500" selected>' in html


def test_time_and_state_are_controlled(browser: Browser, api: Api, filled: Sandbox) -> None:
    assert browser.submit("clock", frozen="1") == "Froze the clock."
    assert "(frozen)" in browser.text(view="clock")
    before = filled.clock.now
    assert browser.submit("advance", by="1d") == "Advanced by 1d; 0 scheduled tasks were run."
    assert (filled.clock.now - before).days == 1
    assert browser.submit("clock", frozen="") == "The clock runs again."
    assert browser.submit("snapshot", name="full") == "Took the snapshot full."
    assert browser.submit("reset") == "Reset the workspace."
    assert api.find("people") == []
    assert "Restore full" in browser.text(view="clock")
    assert browser.submit("restore", name="full") == "Restored full."
    assert len(api.find("people")) == 60
    assert browser.submit("restore", name="none").startswith("there is no action")


@pytest.mark.parametrize("parent", ["people", "ships"])
def test_entries_of_records_without_a_name_show_their_id(browser: Browser, api: Api, parent: str) -> None:
    noun = {"api_slug": "ships", "singular_noun": "Ship", "plural_noun": "Ships"}
    api("POST", "/v2/objects", {"data": noun})
    record_id = api.record_id(parent)
    api("POST", "/v2/lists", {"data": new_list("hires", parent)})
    api("POST", "/v2/lists/hires/attributes", {"data": attribute("stage", "status")})
    values: dict[str, object] = {}
    entry = {"parent_object": parent, "parent_record_id": record_id, "entry_values": values}
    entry_id = api("POST", "/v2/lists/hires/entries", {"data": entry}).data["id"]["entry_id"]
    text = browser.text(view="lists", of="hires")
    assert "None (1)" in text
    assert entry_id[:8] in text


def test_coverage_lists_operations_and_rules(browser: Browser) -> None:
    text = browser.text(view="coverage")
    assert "records.query" in text
    assert "D: " in text


def test_unknown_views_and_actions_are_named(browser: Browser) -> None:
    request = Request("GET", "/", {"view": "nothing"}, {**HOST, "accept": "text/html"})
    assert browser.door(request).status == 404
    assert browser.door(Request("GET", "/_page/nothing", {}, HOST)).status == 404
    assert browser.submit("nothing").startswith("there is no action 'nothing'")


def test_static_files_have_security_headers(browser: Browser) -> None:
    for name, kind in (("page.css", "text/css"), ("page.js", "text/javascript")):
        response = browser.door(Request("GET", f"/_page/{name}", {}, HOST))
        assert response.status == 200
        assert response.headers["content-type"].startswith(kind)
        assert response.headers["content-security-policy"].startswith("default-src 'self'")


def test_programs_get_the_api(browser: Browser) -> None:
    assert browser.door(Request("GET", "/", {}, {**HOST, "accept": "application/json"})).status == 404


def test_forms_of_other_pages_are_rejected(browser: Browser, filled: Sandbox) -> None:
    headers = {**HOST, "content-type": "application/x-www-form-urlencoded"}
    assert browser.door(Request("POST", "/_page/reset", {}, headers, b"csrf=wrong")).status == 403
    assert browser.door(Request("GET", "/", {}, {"host": "evil.test", "accept": "text/html"})).status == 403
    assert browser.door(Request("POST", "/_page/reset", {}, {"host": "evil.test"}, b"")).status == 403
    assert len(filled.members) == 2


def test_the_next_page_keeps_the_direction_of_the_sort(browser: Browser) -> None:
    page = browser.get(of="people", sort="name", desc="1")
    [target] = re.findall(r'href="([^"]+)">Next', page)
    assert parse_qs(urlsplit(unescape(target)).query)["desc"] == ["1"]


def test_a_start_that_is_not_a_number_shows_the_first_page(browser: Browser) -> None:
    assert browser.get(of="people", start="\u00b2") == browser.get(of="people")


def test_the_secret_of_a_webhook_is_not_shown(browser: Browser, api: Api, filled: Sandbox) -> None:
    subscriptions = [{"event_type": "task.created", "filter": None}]
    body = {"target_url": "https://hooks.acme.test/x", "subscriptions": subscriptions}
    secret = api("POST", "/v2/webhooks", {"data": body}).data["secret"]
    assert secret not in browser.get(view="requests")
    assert "[redacted]" in browser.get(view="requests")
    assert secret not in str([entry.to_json() for entry in filled.requests])
