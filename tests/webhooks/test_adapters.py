"""Adapters, called with requests of the real frameworks."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from attio.errors import InvalidRequestError
from attio.models import RecordCreatedEvent
from attio.webhooks import Delivery, MemoryStore, Receiver
from tests.webhooks.sides import LOOPS, SECRET, Make, Side, claim_and_die

URL = "https://hooks.acme.test/attio"


@pytest.fixture
def seen() -> list[RecordCreatedEvent]:
    return []


@pytest.fixture
def hooks(make: Make, seen: list[RecordCreatedEvent]) -> Receiver:
    receiver = make(max_body=10_000)

    @receiver.on(RecordCreatedEvent)
    def created(event: RecordCreatedEvent) -> None:
        seen.append(event)

    return receiver


@pytest.fixture
def delivery() -> Delivery[RecordCreatedEvent]:
    return Delivery.build(RecordCreatedEvent)


Application = Any


def exchange(side: Side, app: Application, *requests: tuple[str, bytes, dict[str, str]]) -> list[httpx.Response]:
    """Send requests to an ASGI application, and return the responses."""
    responses: list[httpx.Response] = []

    async def main() -> None:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app)) as client:
            for method, content, headers in requests:
                responses.append(await client.request(method, URL, content=content, headers=headers))

    side.run(main)
    return responses


def starlette(hooks: Receiver) -> Application:
    applications = pytest.importorskip("starlette.applications")
    routing = pytest.importorskip("starlette.routing")
    return applications.Starlette(routes=[routing.Route("/attio", hooks.asgi(), methods=["POST", "GET"])])


def fastapi(hooks: Receiver) -> Application:
    app = pytest.importorskip("fastapi").FastAPI()
    app.add_route("/attio", hooks.asgi(), methods=["POST", "GET"])
    return app


def fastapi_by_hand(hooks: Receiver) -> Application:
    library = pytest.importorskip("fastapi")
    app = library.FastAPI()

    async def attio(request: Any) -> Any:
        return library.Response(*await hooks.handle_async(await request.body(), request.headers, method=request.method))

    attio.__annotations__ = {"request": library.Request}
    app.add_api_route("/attio", attio, methods=["POST", "GET"])
    return app


def plain(hooks: Receiver) -> Application:
    return hooks.asgi()


@pytest.mark.parametrize("application", [plain, starlette, fastapi, fastapi_by_hand])
@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_an_asgi_application_handles_deliveries(
    side: Side,
    application: Callable[[Receiver], Application],
    hooks: Receiver,
    delivery: Delivery[Any],
    seen: list[RecordCreatedEvent],
) -> None:
    headers = delivery.headers(SECRET)
    responses = exchange(
        side,
        application(hooks),
        ("POST", delivery.body, headers),
        ("POST", delivery.body, headers),
        ("POST", delivery.body + b" ", headers),
        ("GET", b"", {}),
        ("POST", b" " * 10_001, headers),
    )
    assert [response.status_code for response in responses] == [200, 200, 401, 405, 413]
    assert responses[0].text == "OK\n"
    assert responses[3].headers["allow"] == "POST"
    assert hooks.drain(10)
    assert seen == [delivery.event]


@pytest.mark.parametrize("application", [plain, starlette, fastapi, fastapi_by_hand])
@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_asgi_of_an_event_that_a_dead_process_holds(
    side: Side, application: Callable[[Receiver], Application], make: Make, delivery: Delivery[Any]
) -> None:
    store = MemoryStore()
    claim_and_die(make, store, delivery)
    hooks = make(store=store, enqueue=pytest.fail)
    [answer] = exchange(side, application(hooks), ("POST", delivery.body, delivery.headers(SECRET)))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")


def test_wsgi_and_lambda_of_an_event_that_a_dead_process_holds(make: Make, delivery: Delivery[Any]) -> None:
    store = MemoryStore()
    claim_and_die(make, store, delivery)
    hooks = make(store=store, enqueue=pytest.fail)
    transport = httpx.WSGITransport(app=hooks.wsgi())
    with httpx.Client(transport=transport) as client:
        answer = client.post(URL, content=delivery.body, headers=delivery.headers(SECRET))
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    event = {"httpMethod": "POST", "body": delivery.body.decode(), "headers": delivery.headers(SECRET)}
    result = hooks.aws_lambda(event)
    assert (result["statusCode"], result["headers"]["Retry-After"]) == (503, "30")


async def never() -> Any:
    raise AssertionError("the body must not be read")


@pytest.mark.parametrize(
    ("length", "status"), [("10001", 413), ("9" * 5000, 413), ("-1", 400), ("1e3", 400), ("²", 400), ("", 400)]
)
@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_a_length_is_rejected_before_the_body_is_read(side: Side, hooks: Receiver, length: str, status: int) -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def main() -> None:
        headers = [(b"content-length", length.encode("latin-1"))]
        await hooks.asgi()({"type": "http", "method": "POST", "headers": headers}, never, send)

    side.run(main)
    assert sent[0]["status"] == status


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_a_body_without_length_is_read_up_to_the_limit(side: Side, hooks: Receiver) -> None:
    parts = iter([b" " * 6_000] * 100)
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": next(parts), "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    async def main() -> None:
        await hooks.asgi()({"type": "http", "method": "POST", "headers": []}, receive, send)

    side.run(main)
    assert sent[0]["status"] == 413
    assert len(list(parts)) == 98


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_an_aborted_request_and_a_websocket_are_rejected(side: Side, hooks: Receiver) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    async def main() -> None:
        await hooks.asgi()({"type": "http", "method": "POST", "headers": []}, receive, send)
        await hooks.asgi()({"type": "websocket"}, receive, send)

    side.run(main)
    assert [part.get("status", part.get("code")) for part in sent] == [400, None, 1000]
    assert "Receiver" in repr(hooks.asgi())


@pytest.mark.parametrize("side", LOOPS, ids=repr)
def test_the_lifespan_opens_and_closes(side: Side, hooks: Receiver, delivery: Delivery[Any]) -> None:
    hooks.close()
    sent: list[str] = []
    messages = iter(["lifespan.startup", "lifespan.shutdown"])
    statuses: list[int] = []

    async def receive() -> Any:
        if sent:
            statuses.append((await hooks.handle_async(delivery.body, delivery.headers(SECRET))).status)
        return {"type": next(messages)}

    async def send(message: Any) -> None:
        sent.append(message["type"])

    async def main() -> None:
        await hooks.asgi()({"type": "lifespan"}, receive, send)

    side.run(main)
    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
    assert statuses == [200]
    assert hooks.handle(b"", {}).status == 503


# WSGI


def call_wsgi(application: Any, method: str, body: bytes, headers: dict[str, str], **environ: str) -> tuple[str, bytes]:
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    statuses: list[str] = []

    def start_response(status: str, headers: list[tuple[str, str]]) -> None:
        statuses.append(status)

    request = {
        "REQUEST_METHOD": method,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **named,
        **environ,
    }
    response = b"".join(application(request, start_response))
    return statuses[0], response


def test_a_wsgi_application_handles_deliveries(
    hooks: Receiver, delivery: Delivery[Any], seen: list[RecordCreatedEvent]
) -> None:
    application = hooks.wsgi()
    headers = delivery.headers(SECRET)
    assert call_wsgi(application, "POST", delivery.body, headers) == ("200 OK", b"OK\n")
    assert call_wsgi(application, "POST", b" ", headers)[0] == "401 Unauthorized"
    assert call_wsgi(application, "GET", b"", {}, CONTENT_LENGTH="")[0] == "405 Method Not Allowed"
    assert call_wsgi(application, "POST", b" " * 10_001, headers)[0].startswith("413 ")
    assert call_wsgi(application, "POST", b"", headers, CONTENT_LENGTH="x")[0] == "400 Bad Request"
    assert hooks.drain(10)
    assert seen == [delivery.event]


def test_a_flask_view_handles_deliveries(
    hooks: Receiver, delivery: Delivery[Any], seen: list[RecordCreatedEvent]
) -> None:
    flask = pytest.importorskip("flask")
    app = flask.Flask(__name__)

    def attio() -> Any:
        return hooks.handle(flask.request.get_data(), flask.request.headers)

    app.add_url_rule("/attio", view_func=attio, methods=["POST"])
    client = app.test_client()
    headers = delivery.headers(SECRET)
    response = client.post("/attio", data=delivery.body, headers=headers)
    assert (response.status_code, response.text, response.headers["Content-Type"]) == (
        200,
        "OK\n",
        "text/plain; charset=utf-8",
    )
    assert client.post("/attio", data=b"{}", headers=headers).status_code == 401
    assert hooks.drain(10)
    assert seen == [delivery.event]


def test_a_django_view_handles_deliveries(
    hooks: Receiver, delivery: Delivery[Any], seen: list[RecordCreatedEvent]
) -> None:
    settings = pytest.importorskip("django.conf").settings
    http, testing = pytest.importorskip("django.http"), pytest.importorskip("django.test")
    if not settings.configured:
        settings.configure(ALLOWED_HOSTS=["*"])

    def attio(request: Any) -> Any:
        response = hooks.handle(request.body, request.headers, method=request.method)
        return http.HttpResponse(response.body, status=response.status, headers=response.headers)

    def post(body: bytes) -> Any:
        request = testing.RequestFactory().post(
            "/attio", body, content_type="application/json", headers=delivery.headers(SECRET)
        )
        return attio(request)

    assert post(delivery.body).status_code == 200
    assert post(b"{}").status_code == 401
    assert attio(testing.RequestFactory().get("/attio")).status_code == 405
    assert hooks.drain(10)
    assert seen == [delivery.event]


# Lambda


def lambda_events(body: bytes, headers: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Return the request in the format of each event source."""
    lower = {name.lower(): value for name, value in headers.items()}
    several = {name: [value] for name, value in lower.items()}
    context: dict[str, Any] = {"http": {"method": "POST", "path": "/attio"}}
    text = body.decode()
    return {
        "rest": {
            "httpMethod": "POST",
            "headers": headers,
            "multiValueHeaders": several,
            "body": text,
            "requestContext": {},
        },
        "http": {"version": "2.0", "headers": lower, "body": text, "requestContext": context, "isBase64Encoded": False},
        "url": {
            "version": "2.0",
            "headers": lower,
            "body": base64.b64encode(body).decode(),
            "requestContext": context,
            "isBase64Encoded": True,
        },
        "balancer": {"httpMethod": "POST", "headers": lower, "body": text, "requestContext": {"elb": {}}},
        "balancer-multi": {
            "httpMethod": "POST",
            "multiValueHeaders": several,
            "body": text,
            "requestContext": {"elb": {}},
        },
    }


@pytest.mark.parametrize("source", ["rest", "http", "url", "balancer", "balancer-multi"])
def test_a_lambda_function_handles_deliveries(make: Make, source: str, delivery: Delivery[Any]) -> None:
    seen: list[Any] = []
    hooks = make(inline=True)
    hooks.on(RecordCreatedEvent)(seen.append)
    event = lambda_events(delivery.body, delivery.headers(SECRET))[source]
    response = hooks.aws_lambda(event, None)
    assert (response["statusCode"], response["body"]) == (200, "OK\n")
    assert ("multiValueHeaders" in response) is (source == "balancer-multi")
    assert seen == [delivery.event]
    forged = {**event, "body": event["body"][:-4]}
    assert hooks.aws_lambda(forged)["statusCode"] in (400, 401)


def test_lambda_needs_inline_handling(make: Make) -> None:
    with pytest.raises(InvalidRequestError, match="Lambda stops the process"):
        make().aws_lambda({})
    hooks = make(inline=True)
    assert hooks.aws_lambda({"body": "%", "isBase64Encoded": True})["statusCode"] == 400
    assert hooks.aws_lambda({})["statusCode"] == 401
    assert hooks.aws_lambda({"httpMethod": "GET"})["statusCode"] == 405
