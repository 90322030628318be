"""An app that several workspaces install, with a webhook and a token for each: `python examples/multi_tenant.py`."""

from urllib.parse import urlsplit

from attio.models import RecordCreatedEvent
from attio.oauth import Installation
from attio.sandbox import Sandbox
from attio.webhooks import Delivery, Receiver, SigningSecrets, ensure_webhook

URL = "https://acme.test/attio"
sandbox = Sandbox()
secrets: dict[str, SigningSecrets] = {}  # in production: a table of your database


def create_webhook(installation: Installation) -> None:
    """Create a webhook in the workspace, whose secret is valid only for events of this workspace."""
    workspace = installation.workspace_id

    def save_secret(webhook_id: str, secret: str) -> None:
        secrets[webhook_id] = SigningSecrets(secret, workspace_id=workspace)

    with oauth.client(workspace) as client:
        client.require("webhooks.create", "records.get")
        ensure_webhook(client, URL, hooks.subscriptions(workspace), on_secret=save_secret)


oauth = sandbox.oauth_app(on_install=create_webhook)  # in production: OAuthApp(client_id, client_secret, redirect_uri)
hooks = Receiver(secrets.get, client=oauth.client)


@hooks.on(RecordCreatedEvent, object="people")
def created(event: RecordCreatedEvent, delivery: Delivery[RecordCreatedEvent]) -> None:
    person = delivery.fetch()  # with the token of the event's workspace
    print("new person in", delivery.workspace_id, "-", person.first("name", str) if person else "deleted")


if __name__ == "__main__":
    sandbox.deliveries.route(URL, hooks.asgi())
    started = oauth.start(next="/welcome")
    callback = urlsplit(sandbox.oauth.approve(started.url))  # a member approves on Attio's page
    result = oauth.complete(callback.query, cookie=started.set_cookie.partition(";")[0])
    print(result.installation.workspace_name, "installed the app; redirect the user to", result.next)
    sandbox.client().records.create("people", data={"values": {"name": "Noor"}})
    hooks.close()
    oauth.close()
