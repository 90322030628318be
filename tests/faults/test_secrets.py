"""Secrets in every place that can hold one, and searches for them in all output."""

from __future__ import annotations

import logging
import pickle
import traceback
import warnings
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from attio import Attio, AttioSDKError, HTTPClient, errors
from attio.webhooks import verify_signature
from tests.drivers import Driver
from tests.faults.stage import FAST, STAGES, TOKEN, Call, Stage, record
from tests.server import Received, Reply, Server

HEADER = "planted_header_2a6f"
WEBHOOK = "planted_webhook_77e1"
SIGNATURE = "planted_signature_c0de"
OAUTH = "planted_oauth_91bb"
PASSWORD = "planted_password_3d3d"
ALL = (TOKEN, HEADER, WEBHOOK, SIGNATURE, OAUTH, PASSWORD)

OPTIONS: dict[str, Any] = {"http_headers": {"X-Api-Key": HEADER}}
WEBHOOK_CREATED = {
    "data": {
        "id": {"workspace_id": "w", "webhook_id": "h"},
        "target_url": "https://hooks.example/attio",
        "subscriptions": [{"event_type": "record.created", "filter": None}],
        "status": "active",
        "created_at": "2022-11-21T13:22:49.061281000Z",
        "secret": WEBHOOK,
    }
}
NEW_WEBHOOK: Any = {"target_url": "https://hooks.example/attio", "subscriptions": []}


class LogRecorder(logging.Handler):
    """Records all text and attributes of the records of every logger."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        exc_info = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self.lines.append(f"{record.name}: {record.getMessage()} {record.args!r} {record.msg!r} {exc_info}")

    def without(self, *names: str) -> str:
        """Return the logged text, except that of some loggers."""
        return "\n".join(line for line in self.lines if not line.startswith(names))


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch) -> Iterator[LogRecorder]:
    """Record all loggers at the most verbose level."""
    monkeypatch.setenv("ATTIO_DEBUG", "true")
    logs, root = LogRecorder(), logging.getLogger()
    root.addHandler(logs)
    root.setLevel(logging.DEBUG)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield logs
    assert_silent("\n".join(f"{warning.message} {warning.source!r}" for warning in caught))


@pytest.fixture
def client(server: Server, logs: LogRecorder) -> Iterator[Attio]:
    assert logs.lines == []
    with Attio(TOKEN, server_url=server.url, retry_config=FAST) as client:
        yield client


def assert_silent(text: str, secrets: tuple[str, ...] = ALL) -> None:
    for secret in secrets:
        assert secret not in text, text[max(0, text.index(secret) - 200) :][:500]


def failure(driver: Driver, client: Attio, method: str, *args: Any, **params: Any) -> AttioSDKError:
    with pytest.raises(AttioSDKError) as caught:
        driver.call(client, method, *args, **params)
    return caught.value


def test_a_response_shows_no_credentials(server: Server, driver: Driver, client: Attio, logs: LogRecorder) -> None:
    server.reply(json=record("r").json, headers={"Set-Cookie": f"session={SIGNATURE}"})
    result = driver.call(client, "records.get", "people", "r", **OPTIONS)
    http = result.http
    request: Any = http.raw_response.request
    seen: list[Any] = [client, client.records, client._http, client._settings, result, http, http.raw_response]
    seen += [request, vars(request), vars(client), request.headers.raw, request.extensions, http.headers]
    for thing in seen:
        assert_silent(f"{thing!r} {thing}", (TOKEN,))
    for pickled in (result, result.data, http.raw_response, request):
        assert TOKEN.encode() not in pickle.dumps(pickled)
    # The HTTP library logs response headers itself; the SDK cannot redact them.
    assert_silent(logs.without("httpcore"))
    assert any(line.startswith("attio: ->") for line in logs.lines)


def test_the_secret_of_a_new_webhook_is_not_shown(
    server: Server, driver: Driver, client: Attio, logs: LogRecorder
) -> None:
    server.reply(json=WEBHOOK_CREATED)
    created = driver.call(client, "webhooks.create", data=NEW_WEBHOOK, **OPTIONS)
    assert created.data.secret == WEBHOOK
    assert_silent("\n".join(logs.lines))
    assert_silent(f"{created!r} {created} {created.data!r} {created.data}")


def test_a_broken_response_shows_no_secret_of_its_body(
    server: Server, driver: Driver, client: Attio, logs: LogRecorder
) -> None:
    server.reply(json={"data": WEBHOOK_CREATED["data"] | {"id": None, "secret": [WEBHOOK]}})
    error = failure(driver, client, "webhooks.create", data=NEW_WEBHOOK, **OPTIONS)
    assert isinstance(error, errors.ResponseValidationError)
    assert_silent(f"{error} {error!r} {error.pretty()} {error.args!r}")
    assert_silent("\n".join(logs.lines))


def test_credentials_in_a_body_are_masked(server: Server, driver: Driver, client: Attio, logs: LogRecorder) -> None:
    server.reply(json=record("r").json)
    extra = {"client_secret": OAUTH, "nested": {"refresh_token": OAUTH, "password": OAUTH}, "note": TOKEN}
    driver.call(client, "records.create", "people", data={"values": {}}, extra_body=extra, **OPTIONS)
    assert OAUTH.encode() in server.requests[0].body
    assert_silent("\n".join(logs.lines))


SECRET_FIELDS = {"client_secret": OAUTH, "refresh_token": OAUTH, "access_token": OAUTH}
ELSEWHERE = f"https://user:{PASSWORD}@other.example/?X-Amz-Signature={SIGNATURE}"
RESPONSES: dict[str, Callable[[Server], None]] = {
    "dropped": lambda server: server.drop(),
    "late": lambda server: server.hang(),
    "400": lambda server: server.reply(400, json={"code": "x", "message": "No."}),
    "500": lambda server: server.reply(500, json={"code": "x", "message": "No."}),
    "html": lambda server: server.reply(200, body=b"<html>"),
    "echo": lambda server: server.reply(200, json={"data": {"values": [], **SECRET_FIELDS}, **SECRET_FIELDS}),
    "redirect": lambda server: server.reply(307, headers={"Location": ELSEWHERE}),
}
FAILURES = [*RESPONSES, "no server", "bad header", "bad id", "closed"]


@pytest.mark.parametrize("kind", FAILURES)
def test_no_error_shows_a_secret(server: Server, driver: Driver, client: Attio, logs: LogRecorder, kind: str) -> None:
    options: dict[str, Any] = {"retries": None} | OPTIONS
    if kind in RESPONSES:
        RESPONSES[kind](server)
    if kind == "late":
        options["timeout_ms"] = 30
    elif kind == "no server":
        with Server() as gone:
            options |= {"server_url": gone.url, "deadline_ms": 50}
    elif kind == "bad header":
        options["http_headers"] = {"X-Api-Key": f"{HEADER}\n"}
    elif kind == "closed":
        client.close()
    name = "\x00" if kind == "bad id" else "people"
    error = failure(driver, client, "records.create", name, data={"values": {}}, extra_body=SECRET_FIELDS, **options)
    assert_silent(f"{error} {error!r} {error.cause} {''.join(traceback.format_exception(error))}")
    pickled = pickle.dumps(error)
    # A response is pickled with its error; the request is not.
    for secret in (TOKEN, HEADER, *[OAUTH][: kind != "echo"]):
        assert secret.encode() not in pickled
    assert_silent(logs.without("httpcore"))


@pytest.mark.parametrize("stage", [stage for stage in STAGES if stage.family], ids=str)
def test_a_client_that_is_passed_in_shows_no_secret(server: Server, stage: Stage, logs: LogRecorder) -> None:
    server.reply(json=record("r").json)
    server.drop()
    server.reply(401, json={"code": "unauthorized", "message": "No."})
    server.reply(307, headers={"Location": f"https://other.example/?X-Amz-Signature={SIGNATURE}"})

    async def work(call: Call) -> None:
        result = await call("records.get", "people", "r", **OPTIONS)
        http = result.http
        request: Any = http.raw_response.request
        assert_silent(f"{result!r} {http!r} {http.raw_response!r} {vars(request)!r} {request.headers.raw}", (TOKEN,))
        for pickled in (result, http.raw_response, request):
            assert TOKEN.encode() not in pickle.dumps(pickled)
        for _ in range(3):
            with pytest.raises(AttioSDKError) as caught:
                await call("records.create", "people", data={"values": {}}, extra_body=SECRET_FIELDS, **OPTIONS)
            error = caught.value
            text = "".join(traceback.format_exception(error))
            assert_silent(f"{error} {error!r} {error.cause} {text}")
            for secret in (TOKEN, HEADER, OAUTH):
                assert secret.encode() not in pickle.dumps(error)

    stage.run(server.url, work)
    assert_silent(logs.without("httpcore"))


@pytest.mark.parametrize("kind", ["dropped", "500", "html"])
def test_crash_reporters_that_show_variables_do_not_find_the_token(
    server: Server, driver: Driver, client: Attio, kind: str
) -> None:
    if kind == "dropped":
        server.drop()
    else:
        server.reply(500 if kind == "500" else 200, body=b"<html>")
    error = failure(driver, client, "records.create", "people", data={"values": {}})
    found = traceback.TracebackException.from_exception(error, capture_locals=True)
    assert_silent("".join(found.format()), (TOKEN,))


def test_the_link_of_a_recording_is_not_shown(server: Server, driver: Driver, client: Attio, logs: LogRecorder) -> None:
    recording = {
        "id": {"workspace_id": "w", "meeting_id": "m", "call_recording_id": "c"},
        "status": "completed",
        "web_url": "https://app.attio.com/x",
        "video_url": f"https://recordings.example/c.mp4?signature={SIGNATURE}",
        "created_by_actor": {"type": "system", "id": None},
        "created_at": "2022-11-21T13:22:49.061281000Z",
    }
    server.reply(json={"data": recording})
    result = driver.call(client, "call_recordings.get", "m", "c")
    assert SIGNATURE in result.data.video_url
    assert_silent(f"{result!r} {result} {result.data!r}")
    assert_silent("\n".join(logs.lines))


def test_the_signed_link_of_a_file_is_not_shown(
    server: Server, driver: Driver, client: Attio, logs: LogRecorder
) -> None:
    with Server() as storage:
        link = f"{storage.url}/bucket/{SIGNATURE}?X-Amz-Signature={SIGNATURE}"
        server.reply(302, headers={"Location": link}, times=2)
        storage.reply(200, body=b"file")
        storage.reply(403, body=f"<Error><Signature>{SIGNATURE}</Signature></Error>".encode())

        async def work(call: Any) -> None:
            file = await call("files.download", "f", **OPTIONS)
            assert file.url == link
            assert (file.read() if driver.side == "sync" else await file.read_async()) == b"file"
            assert_silent(f"{file!r} {file}")
            download = await call("files.download", "f", **OPTIONS)
            with pytest.raises(AttioSDKError) as caught:
                _ = download.read() if driver.side == "sync" else await download.read_async()
            error = caught.value
            assert_silent(f"{error} {error!r} {error.cause} {''.join(traceback.format_exception(error))}")
            assert SIGNATURE.encode() not in pickle.dumps(error)

        driver.run(client, work)
        for received in storage.requests:
            assert_clean(received)
    assert_silent(logs.without("httpcore"))


def assert_clean(received: Received) -> None:
    """Assert that a request to another origin has no data of the caller."""
    assert_silent(str(received.headers), (TOKEN, HEADER, WEBHOOK, OAUTH))
    assert received.header("authorization") is received.header("cookie") is received.header("referer") is None
    assert received.body == b""


def test_the_password_of_a_proxy_is_not_shown(driver: Driver, logs: LogRecorder) -> None:
    with Server() as gone:
        place = gone.url.removeprefix("http://")
    with HTTPClient(proxy=f"http://user:{PASSWORD}@{place}") as http:
        client = Attio(TOKEN, http_client=http)
        error = failure(driver, client, "meta.identify", deadline_ms=200)
    assert_silent(
        f"{error} {error!r} {error.cause} {''.join(traceback.format_exception(error))} {http!r} {vars(http)!r}"
    )
    assert_silent(logs.without("httpcore"))


def test_webhook_verification_does_not_repeat_its_secret() -> None:
    problems: list[tuple[Any, Any]] = [
        (b"{}", {"Attio-Signature": "0" * 64}),
        (b"{}", {}),
        (b"{}", {"Attio-Signature": WEBHOOK}),
        ("{}", {}),
    ]
    for body, headers in problems:
        with pytest.raises(AttioSDKError) as caught:
            verify_signature(body, headers, [WEBHOOK])
        assert_silent(f"{caught.value} {caught.value!r} {pickle.dumps(caught.value)!r}")


def test_a_client_cannot_be_pickled(client: Attio) -> None:
    for thing in (client, client._http):
        with pytest.raises(TypeError) as caught:
            pickle.dumps(thing)
        assert_silent(f"{caught.value} {caught.value!r}")


def test_the_check_of_output_finds_a_secret(logs: LogRecorder) -> None:
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logging.getLogger("some.where").exception("odd: %s", OAUTH)
    for secret in (TOKEN, OAUTH):
        with pytest.raises(AssertionError):
            assert_silent(logs.without("httpcore"), (secret,))
    assert_silent(logs.without("some"))


def test_results_show_no_secret(server: Server, driver: Driver, client: Attio, logs: LogRecorder) -> None:
    """Results: a page of a query, an empty response, and a response that the debug logger shortens."""
    server.reply(json={"data": []})
    server.respond(lambda _: Reply(200, b"{}"))
    server.reply(json={**cast("dict[str, object]", record("r").json), "secret": "x" * 3000 + WEBHOOK})
    page = driver.call(client, "records.query", "people", **OPTIONS)
    gone = driver.call(client, "records.delete", "people", "r", **OPTIONS)
    driver.call(client, "records.get", "people", "r", **OPTIONS)
    assert_silent(f"{page!r} {page} {gone!r} {gone}")
    assert TOKEN.encode() not in pickle.dumps((page, gone))
    assert_silent(logs.without("httpcore"))
