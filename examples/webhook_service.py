"""A FastAPI service that reacts when a company is renamed: `python examples/webhook_service.py`.

Runs on a workspace in memory. The receiver ignores duplicate deliveries, responds before a slow handler ends, and keeps
its events in a file, so that a restart loses none.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import mkdtemp

from fastapi import FastAPI
from starlette.routing import Route

from attio.models import RecordUpdatedEvent
from attio.sandbox import Sandbox
from attio.webhooks import Delivery, Receiver, SqliteStore, ensure_webhook

sandbox = Sandbox()
client = sandbox.client()  # in production: Attio()
secrets: dict[str, str] = {}  # in production: a store for secrets
hooks = Receiver(secrets.get, client=client, store=SqliteStore(Path(mkdtemp()) / "hooks.db"))


@hooks.on(RecordUpdatedEvent, object="companies", attribute="name")
def renamed(event: RecordUpdatedEvent, delivery: Delivery[RecordUpdatedEvent]) -> None:
    company = delivery.fetch()
    print("renamed:", company.first("name", str) if company else "deleted")


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
    async with hooks:
        yield


app = FastAPI(lifespan=lifespan, routes=[Route("/attio", hooks.asgi(), methods=["POST"])])

if __name__ == "__main__":
    ensure_webhook(client, "https://acme.test/attio", hooks.subscriptions(), on_secret=secrets.__setitem__)
    sandbox.deliveries.route("https://acme.test", app)
    company = client.records.create("companies", data={"values": {"name": "Brightside"}}).data
    client.records.update("companies", company.id.record_id, data={"values": {"name": "Brighterside"}})
    hooks.close()
