"""A tour of the SDK, step by step.

Runs on a workspace in memory, without a token. If `ATTIO_OAUTH2` and `LIVE=1` are set, it only reads from the real API.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from attio import Attio, errors
from attio.models import PersonalNameValue, TaskCreatedEvent, WriteValues
from attio.sandbox import Sandbox
from attio.webhooks import read_payload

console = Console(highlight=False)

COMPANY: WriteValues = {
    "name": "Analytical Engines",
    "domains": ["engines.example"],
    "foundation_date": dt.date(1837, 12, 1),
}
PEOPLE = [
    ("Lovelace, Ada", "ada@engines.example", "Mathematician"),
    ("Babbage, Charles", "charles@engines.example", "Engineer"),
    ("Hopper, Grace", "grace@compilers.example", "Rear admiral"),
    ("Hamilton, Margaret", "margaret@apollo.example", "Engineer"),
    ("Johnson, Katherine", "katherine@orbits.example", "Mathematician"),
]


def step(title: str) -> None:
    console.print(f"\n[bold cyan]{title}[/]")


def show(text: str) -> None:
    console.print(f"  {text}")


def write_records(client: Attio) -> str:
    step("1. Create a company and people")
    company = client.records.create("companies", data={"values": COMPANY}).data
    founded = company.first("foundation_date", dt.date)
    show(f"{company.first('name', str)}, founded in {founded.year if founded else 'the past'}")
    ada = ""
    for name, email, title in PEOPLE:
        values = {"name": name, "email_addresses": [email], "job_title": title, "company": "engines.example"}
        person = client.records.create("people", data={"values": values}).data
        ada = ada or person.id.record_id
        show(f"{person.first('name', str)}, {person.first('job_title', str)}")
    return ada


def upsert_twice(client: Attio) -> None:
    step("2. Upsert a person twice: the second time updates the first")
    for title in ("Programmer", "Countess of Lovelace"):
        values = {"email_addresses": ["ada@engines.example"], "job_title": title}
        person = client.records.assert_("people", matching_attribute="email_addresses", data={"values": values}).data
        show(f"{person.id.record_id}: {person.first('name', str)}, {person.first('job_title', str)}")


def import_rows(client: Attio) -> None:
    step("3. Import rows, with a report of the outcome of each row")
    rows = [{"name": f"Customer {number}", "domains": [f"customer-{number}.example"]} for number in range(200)]
    rows.append({"name": "Customer without a website"})
    with Progress(console=console) as progress:
        task = progress.add_task("  importing", total=len(rows))
        report = client.bulk.assert_records(
            "companies",
            rows,
            matching_attribute="domains",
            on_progress=lambda state: progress.update(task, completed=state.done),
        )
    show(f"{report.created} created, {report.updated} updated, {report.failed} failed:")
    for row in report.rows("failed"):
        show(f"row {row.number}: {row.message}")


def query_pages(client: Attio) -> None:
    step("4. Query with a filter, two at a time, and iterate over all pages")
    engineers = client.records.query(
        "people",
        filter={"$not": {"job_title": {"$contains": "admiral"}}},
        sorts=[{"direction": "asc", "attribute": "name", "field": "last_name"}],
        limit=2,
    )
    table = Table("name", "job title", "e-mail")
    for person in engineers:
        name = person.first("name", PersonalNameValue)
        last_first = f"{name.last_name}, {name.first_name}" if name else ""
        table.add_row(last_first, person.first("job_title", str), person.first("email_addresses", str))
    console.print(table)


def create_entry_note_and_task(client: Attio, person_id: str) -> None:
    step("5. Put a person on a list, write a note, assign a task")
    pipeline = client.lists.create(
        data={
            "name": "Speakers",
            "api_slug": "speakers",
            "parent_object": "people",
            "workspace_access": "full-access",
            "workspace_member_access": [],
        }
    ).data
    client.entries.create(
        pipeline.api_slug, data={"parent_record_id": person_id, "parent_object": "people", "entry_values": {}}
    )
    note = client.notes.create(
        data={
            "parent_object": "people",
            "parent_record_id": person_id,
            "title": "Call",
            "format": "markdown",
            "content": "Will speak about the **Analytical Engine**.",
        }
    ).data
    [member] = client.workspace_members.list().data[:1]
    link = {"target_object": "people", "target_record_id": person_id}
    task = client.tasks.create(
        data={
            "content": "Book a room",
            "linked_records": [link],
            "assignees": [{"workspace_member_email_address": member.email_address}],
        }
    ).data
    show(f"{pipeline.name}: {len(client.entries.query(pipeline.api_slug).data)} entry")
    show(f"note {note.title!r}: {note.content_plaintext}")
    show(f"task {task.content_plaintext!r} for {member.first_name}, open: {not task.is_completed}")


def transfer_file(client: Attio, person_id: str) -> None:
    step("6. Upload a file and download it again")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "note-g.txt"
        path.write_text("Bernoulli numbers\n" * 1_000)
        file = client.files.upload(file=path, object="people", record_id=person_id).data
        show(f"uploaded {path.stat().st_size:,} bytes as {file.id.file_id}")
        copy = client.files.download(file.id.file_id).save(Path(folder) / "copy.txt")
        same = copy.read_bytes() == path.read_bytes()
        show(f"downloaded {copy.stat().st_size:,} bytes; equal to the uploaded file: {same}")


def catch_errors(client: Attio) -> None:
    step("7. Catch an error and read its attributes")
    try:
        client.objects.create(data={"api_slug": "people", "singular_noun": "Person", "plural_noun": "People"})
    except errors.CreateObjectSlugConflictError as error:
        show(f"{type(error).__name__}: {error.message}")
        show(f"status {error.status_code}, code {error.code}, outcome {error.outcome}, request id {error.request_id}")
    try:
        client.records.query("people", limt=5)  # type: ignore[call-arg]
    except errors.UnknownParameterError as error:
        show(f"{type(error).__name__}: {error}")


def receive_webhook(client: Attio, sandbox: Sandbox) -> None:
    step("8. Receive a webhook delivery, verify its signature and read its event")
    webhook = client.webhooks.create(
        data={
            "target_url": "https://hooks.acme.example/attio",
            "subscriptions": [{"event_type": "task.created", "filter": None}],
        }
    ).data

    def receive(body: bytes, headers: Mapping[str, str]) -> int:
        payload = read_payload(body, headers, secret=webhook.secret)
        for event in payload.events:
            if isinstance(event, TaskCreatedEvent):
                show(f"verified: task {event.id.task_id} was created")
        return 200

    sandbox.deliveries.route("https://hooks.acme.example", receive)
    client.tasks.create(data={"content": "Send the programme"})
    delivery = sandbox.deliveries[-1]
    show(f"state of the delivery: {delivery.state}, status {delivery.attempts[-1].status}")


async def read_concurrently(client: Attio) -> None:
    step("9. Make calls concurrently with asyncio, with the same client")
    objects = ("people", "companies", "deals")
    pages = await asyncio.gather(*(client.records.query_async(name) for name in objects))
    for name, page in zip(objects, pages, strict=True):
        show(f"{name}: {len([record async for record in page])} records, status {page.http.status_code}")


def read_live(client: Attio) -> int:
    step("The workspace of the token")
    me = client.meta.identify()
    if me.active is False:
        console.print(
            "[red]The token in ATTIO_OAUTH2 is not active:[/] it is unknown, revoked or deleted. Set another one."
        )
        return 1
    show(f"{me.workspace_name}, scopes: {me.scope}")
    step("Objects of the workspace")
    for item in client.objects.list().data:
        show(f"{item.api_slug}: {item.plural_noun}")
    step("The first people")
    for person in client.records.query("people", limit=5, max_items=5):
        show(person.first("name", str) or person.id.record_id)
    return 0


def main() -> int:
    if os.environ.get("LIVE") == "1":
        if not os.environ.get("ATTIO_OAUTH2"):
            console.print("[red]LIVE=1 needs a token:[/] set ATTIO_OAUTH2 to an API key or OAuth access token.")
            return 1
        console.print("[bold]Attio, read-only, against the real API[/]")
        with Attio() as client:
            return read_live(client)
    console.print("[bold]Attio on a workspace in memory[/]: no token, no network")
    sandbox = Sandbox()
    with sandbox.client() as client:
        ada = write_records(client)
        upsert_twice(client)
        import_rows(client)
        query_pages(client)
        create_entry_note_and_task(client, ada)
        transfer_file(client, ada)
        catch_errors(client)
        receive_webhook(client, sandbox)
        asyncio.run(read_concurrently(client))
    console.print("\nTo see a workspace in your browser: [bold].venv/bin/python -m attio.sandbox --demo[/]")
    console.print("[bold green]Done.[/] This tour is examples/quickstart.py; continue with the README.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
