"""The views of the page: objects, lists, requests, clock and coverage."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from attio._support.digits import whole_number
from attio.sandbox.control.requests import LoggedRequest
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.filters import compile_filter
from attio.sandbox.engine.sorting import sort_records
from attio.sandbox.errors import ApiError
from attio.sandbox.messages import is_array, is_mapping
from attio.sandbox.page.markup import Html, button, code, details, field, form, join, link, table, tag, text
from attio.sandbox.page.related import related
from attio.sandbox.provenance import Coverage
from attio.sandbox.render import values_wire
from attio.sandbox.store.rows import Attribute, Record, Target
from attio.sandbox.workspace import Workspace

PAGE_SIZE = 50

Query = Mapping[str, str]


def _value(value: Mapping[str, object]) -> str:
    """Return a value of an attribute as short text."""
    for name in ("full_name", "email_address", "domain", "phone_number", "currency_value", "value"):
        if name in value:
            return str(value[name])
    for name in ("option", "status"):
        choice = value.get(name)
        if is_mapping(choice):
            return str(choice["title"])
    names = ("target_record_id", "referenced_actor_id", "locality", "interacted_at")
    texts = [str(value[name]) for name in names if value.get(name)]
    return texts[0] if texts else ""


def _values(values: object) -> str:
    return ", ".join(_value(value) for value in values if is_mapping(value)) if is_array(values) else ""


def _columns(owner: Collection) -> list[Attribute]:
    """Return up to 12 attributes for the columns: writable ones, with the name or the parent record first."""
    first = ("name", "parent_record")
    columns = [attribute for attribute in owner.visible if attribute.is_writable or attribute.api_slug in first]
    return sorted(columns, key=lambda attribute: attribute.api_slug not in first)[:12]


def collections(workspace: Workspace, target: Target, view: str, query: Query) -> Html:
    """Return the view of objects or lists, with the records of the selected one."""
    owners = workspace.collections(target)
    selected = query.get("of") or (owners[0].api_slug if owners else "")
    owner = workspace.collection(target, selected)
    tabs = [
        link(f"{each.api_slug} ({len(each.records)})", view=view, of=each.api_slug, current=each is owner)
        for each in owners
    ]
    navigation = tag("nav", *tabs, aria_label=view, class_="pages")
    if owner is None:
        return join([navigation, tag("p", "Nothing here yet: create one through the API.")])
    return join([navigation, _records(workspace, owner, view, query)])


def _records(workspace: Workspace, owner: Collection, view: str, query: Query) -> Html:
    filter_, problem = _filter(query.get("q", ""), owner)
    records: Sequence[Record] = list(owner.records)
    try:
        accepts = compile_filter(filter_, owner, workspace)
        records = [record for record in records if accepts(record)]
        if query.get("sort"):
            direction = "desc" if query.get("desc") else "asc"
            records = sort_records(records, [{"attribute": query["sort"], "direction": direction}], owner, workspace)
    except ApiError as error:
        problem = error.message
    start = whole_number(query.get("start", "0")) or 0
    page = records[start : start + PAGE_SIZE]
    columns = _columns(owner)
    heads = [_head(view, owner, attribute, query) for attribute in columns]
    rows = [_row(workspace, owner, view, record, columns) for record in page]
    search = tag(
        "form",
        tag("input", type="hidden", name="view", value=view),
        tag("input", type="hidden", name="of", value=owner.api_slug),
        field("Filter", "q", type="search", value=query.get("q"), placeholder='a name, or {"name": "Ada"}', size=32),
        button("Apply"),
        role="search",
    )
    parameters: dict[str, Any] = {name: query.get(name) for name in ("q", "sort", "desc")}
    more = [
        link(label, view=view, of=owner.api_slug, start=at or None, **parameters)
        for label, at, there in (
            ("Previous", max(0, start - PAGE_SIZE), start > 0),
            ("Next", start + PAGE_SIZE, start + PAGE_SIZE < len(records)),
        )
        if there
    ]
    used = tag("p", "Filter for the API: ", tag("code", json.dumps(filter_, ensure_ascii=False))) if filter_ else ""
    warning = tag("p", problem, class_="bad", role="alert") if problem else ""
    count = f"{owner.api_slug}: {len(records)} of {len(owner.records)}"
    return join(
        [search, warning, used, table(count, heads, rows), tag("nav", *more, aria_label="Pages", class_="pages")]
    )


def _filter(typed: str, owner: Collection) -> tuple[dict[str, object], str | None]:
    """Return the filter of the search field, which has JSON or a part of the name, and a problem with it."""
    if not typed.strip():
        return {}, None
    if not typed.lstrip().startswith("{"):
        return ({"name": {"$contains": typed.strip()}}, None) if owner.attribute("name") else ({}, "Type JSON here.")
    try:
        parsed: object = json.loads(typed)
    except ValueError:
        parsed = None
    return (dict(parsed), None) if is_mapping(parsed) else ({}, "The filter is not valid JSON.")


def _head(view: str, owner: Collection, attribute: Attribute, query: Query) -> Html:
    sorted_by = query.get("sort") == attribute.api_slug
    descending = None if not sorted_by or query.get("desc") else "1"
    label = f"{attribute.title} {'▼' if query.get('desc') else '▲'}" if sorted_by else attribute.title
    return link(label, view=view, of=owner.api_slug, sort=attribute.api_slug, desc=descending, q=query.get("q"))


def _row(
    workspace: Workspace, owner: Collection, view: str, record: Record, columns: Sequence[Attribute]
) -> list[object]:
    values = values_wire(record, columns, workspace)
    cells: list[object] = [_values(values[attribute.api_slug]) for attribute in columns]
    cells[:1] = [link(cells[0] or record.id[:8], view="record", of=owner.api_slug, at=view, id=record.id)]
    return cells


def record_view(workspace: Workspace, query: Query) -> Html:
    """Return the view of a record or entry, with the history of its values."""
    target: Target = "lists" if query.get("at") == "lists" else "objects"
    owner = workspace.collection(target, query.get("of"))
    record = owner.records.get(query.get("id", "")) if owner else None
    if owner is None or record is None:
        return tag("p", "There is no such record.")
    values = values_wire(record, owner.visible, workspace)
    rows: list[list[object]] = []
    for attribute in owner.visible:
        past = () if attribute.is_derived else record.cell(attribute).closed
        history = details(
            f"{len(past)} before", code([{**value.payload, "active_from": value.active_from} for value in past])
        )
        rows.append([attribute.api_slug, _values(values[attribute.api_slug]), history if past else ""])
    entries = [
        link(parent.api_slug, view="record", of=parent.api_slug, at="lists", id=entry.id)
        for entry in workspace.entries(record.id)
        if (parent := workspace.owner(entry.owner_id)) is not None
    ]
    lists_of_record = tag("p", "In lists: ", join(entries, ", ")) if entries else ""
    values_table = table(record.id, ["Attribute", "Values", "History"], rows)
    return join([lists_of_record, values_table, related(workspace, record.id), details("As JSON", code(values))])


def board(workspace: Workspace, owner: Collection, csrf: str) -> Html:
    """Return a list as a board, with a column for each status and buttons that move its cards."""
    status = next((attribute for attribute in owner.visible if attribute.type == "status"), None)
    if status is None:
        return Html()
    titles = [choice.title for choice in status.choices if not choice.is_archived]
    columns: dict[str, list[Record]] = {title: [] for title in titles}
    for record in owner.records:
        title = _values(values_wire(record, [status], workspace)[status.api_slug])
        columns.setdefault(title or "None", []).append(record)
    sections = [
        tag(
            "section",
            tag("h2", f"{title} ({len(records)})"),
            _sum(owner, records),
            *(_card(workspace, owner, record, _moves(owner, status, record, title, csrf)) for record in records),
            aria_label=title,
        )
        for title, records in columns.items()
    ]
    return tag("div", *sections, class_="board")


def _sum(owner: Collection, records: Sequence[Record]) -> Html:
    """Return the sum of the first currency attribute over the cards of a column."""
    money = next((attribute for attribute in owner.visible if attribute.type == "currency"), None)
    if money is None:
        return Html()
    amounts = [value.payload.get("currency_value") for record in records for value in record.active(money)]
    total = sum(amount for amount in amounts if isinstance(amount, (int, float)))
    return tag("p", f"{money.title}: {total:,.2f} {money.currency_code or ''}".rstrip())


def _moves(owner: Collection, status: Attribute, record: Record, title: str, csrf: str) -> list[Html]:
    """Return the buttons that move a card to the previous and the next column."""
    titles = [choice.title for choice in status.choices if not choice.is_archived]
    place = titles.index(title) if title in titles else -1
    moves: list[Html] = []
    for key, to in (("[", place - 1), ("]", place + 1)):
        if 0 <= to < len(titles):
            hidden = {"list": owner.api_slug, "entry": record.id, "attribute": status.api_slug, "to": titles[to]}
            label = f"{'←' if key == '[' else '→'} {titles[to]}"
            moves.append(form(csrf, "move", button(label, data_move=key), **hidden))
    return moves


def _card(workspace: Workspace, owner: Collection, record: Record, moves: Sequence[Html]) -> Html:
    name = _parent_name(workspace, record)
    opened = link(name, view="record", of=owner.api_slug, at="lists", id=record.id)
    return tag("div", tag("div", opened), *moves, class_="card", tabindex="0")


def _parent_name(workspace: Workspace, record: Record) -> str:
    parent = workspace.owner(record.parent[0]) if record.parent else None
    parent_record = parent.records.get(record.parent[1]) if parent and record.parent else None
    name_attribute = parent.attribute("name") if parent else None
    values = values_wire(parent_record, [name_attribute], workspace) if parent_record and name_attribute else {}
    return _values(values.get("name")) or record.id[:8]


def requests_view(entries: Iterable[LoggedRequest], csrf: str, origin: str) -> Html:
    """Return the view of requests, newest first, with the reasons of errors."""
    rows: list[list[object]] = []
    for entry in reversed(list(entries)[-100:]):
        bad = "bad" if entry.status is None or entry.status >= 400 else None
        again = form(csrf, "again", button("Send again"), number=entry.number)
        copies = [
            tag("button", label, type="button", data_copy=source)
            for label, source in (
                ("Copy as curl", as_curl(entry, origin)),
                ("Copy as Python", as_python(entry, origin)),
            )
        ]
        # An OAuth form cannot be sent again, because its secrets are not in the log.
        actions = [] if (entry.operation or "").startswith("oauth.") else [again, *copies]
        folded = details("Bodies", tag("p", "Request"), code(entry.json), tag("p", "Response"), code(entry.response),
                         *actions)  # fmt: skip
        rows.append([
            entry.number, entry.at.strftime("%H:%M:%S"), entry.operation or f"{entry.method} {entry.path}",
            tag("span", entry.status or "no response", class_=bad), f"{entry.seconds * 1000:.1f} ms",
            join([text(entry.code), text(f": {entry.why}" if entry.why else ""), folded]),
        ])  # fmt: skip
    return table("Requests, newest first", ["#", "Time", "Operation", "Status", "Took", "Why and bodies"], rows)


def _target(entry: LoggedRequest, origin: str) -> str:
    return f"{origin}{entry.path}" + (f"?{urlencode(entry.query)}" if entry.query else "")


def as_curl(entry: LoggedRequest, origin: str) -> str:
    """Return a request as a curl command, with the token from an environment variable."""
    words = ["curl", "-X", entry.method, _target(entry, origin), "-H", "Authorization: Bearer $ATTIO_TOKEN"]
    if entry.json is not None:
        words += ["-H", "Content-Type: application/json", "-d", json.dumps(entry.json, ensure_ascii=False)]
    return shlex.join(words).replace("'Authorization: Bearer $ATTIO_TOKEN'", '"Authorization: Bearer $ATTIO_TOKEN"')


def as_python(entry: LoggedRequest, origin: str) -> str:
    """Return a request as Python code that uses the standard library."""
    body = "None" if entry.json is None else f"json.dumps({entry.json!r}).encode()"
    headers = '{"Authorization": f"Bearer {os.environ[\'ATTIO_TOKEN\']}", "Content-Type": "application/json"}'
    return (
        "import json, os, urllib.request\n"
        f"request = urllib.request.Request({_target(entry, origin)!r}, {body}, {headers}, method={entry.method!r})\n"
        "print(urllib.request.urlopen(request).read().decode())\n"
    )


def clock_view(now: str, *, frozen: bool, snapshots: Iterable[str], csrf: str) -> Html:
    """Return the view of the clock and the snapshots, with buttons that change them."""
    moves = [form(csrf, "advance", button(f"Advance {by}"), by=by) for by in ("1h", "1d", "30d")]
    stop = form(csrf, "clock", button("Resume" if frozen else "Freeze"), frozen="" if frozen else "1")
    restores = [form(csrf, "restore", button(f"Restore {name}"), name=name) for name in snapshots]
    return join(
        [
            tag("p", f"{now} ({'frozen' if frozen else 'running'})"),
            stop,
            *moves,
            tag("h2", "State"),
            form(csrf, "snapshot", field("Name", "name", required=True), button("Take a snapshot")),
            *restores,
            form(csrf, "reset", button("Reset"), ask="Reset the workspace to its initial state?"),
        ]
    )


def workspaces_view(workspaces: Sequence[Workspace], current: Workspace, csrf: str) -> Html:
    """Return the download of the state file, and buttons for the other workspaces."""
    download = tag("a", "Download the state", href="/_sandbox/state", download="state.sqlite")
    choices = [
        form(csrf, "choose", button(f"Show {other.name}"), name=other.slug)
        for other in workspaces
        if other is not current
    ]
    others = join([tag("h2", "Other workspaces"), *choices]) if choices else ""
    return join([tag("p", download), others])


def coverage_view(rows: Iterable[Coverage]) -> Html:
    """Return the view of operations, with the marks and sources of their rules."""
    lines: list[list[object]] = []
    for row in rows:
        rules = [
            tag("p", f"{rule.mark}: {rule.text}" + (f" ({rule.source})" if rule.source else "")) for rule in row.rules
        ]
        lines.append([row.operation, "yes" if row.offered else "no", details(f"{len(rules)} rules", *rules)])
    return table(
        "D documented, O observed, A assumed, X different from Attio", ["Operation", "Covered", "Rules"], lines
    )
