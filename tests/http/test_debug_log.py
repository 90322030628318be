"""The debug log: its lines, and that they contain no secrets."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from typing import Any

import anyio
import httpx
import pytest

from attio import errors
from attio._http.client import HTTPClient
from attio._http.debug_log import LOGGER, DebugLog, log_call
from attio._http.redaction import mask_body, mask_header, mask_signed_url, mask_url
from tests.http.pieces import Pieces
from tests.http.sides import SIDES, TOKEN, Side, limits, prepared
from tests.server import Server

PLANTED = "planted_5ec2e7"


class Recorder:
    """A logger that keeps all messages."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []

    def debug(self, msg: str, /, *args: object) -> None:
        self.calls.append((msg, *args))

    @property
    def lines(self) -> list[str]:
        return [msg % args for msg, *rest in self.calls for args in [tuple(rest)]]

    @property
    def text(self) -> str:
        return "\n".join([*self.lines, repr(self.calls)])


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


# The debug logger


def test_a_request_and_its_response_are_logged(
    server: Server, http: HTTPClient, recorder: Recorder, side: Side
) -> None:
    server.reply(422, json={"code": "filter_error", "message": "No."}, headers={"X-Attio-Execution-Id": "id-1"})
    request = prepared(
        f"{server.url}/v2/objects/people/records/query?limit=5",
        method="POST",
        content=b'{"filter": {"name": "Ada"}}',
        headers={"content-type": "application/json"},
    )
    side.send(http, request, debug=DebugLog(recorder))
    sent, received = recorder.lines
    assert sent.startswith(f"-> POST {server.url}/v2/objects/people/records/query?limit=[redacted]\n")
    assert "\n  content-type: application/json" in sent
    assert "\n  authorization: [redacted]" in sent
    assert sent.endswith('\n  {"filter": {"name": "Ada"}}')
    assert received.startswith("<- 422 in ")
    assert "\n  x-attio-execution-id: id-1" in received.lower()
    assert received.endswith('\n  {"code": "filter_error", "message": "No."}')


def test_an_attempt_without_a_response_is_logged(
    server: Server, http: HTTPClient, recorder: Recorder, side: Side
) -> None:
    server.drop()
    with pytest.raises(errors.ConnectionError):
        side.send(http, prepared(server.url), debug=DebugLog(recorder))
    sent, failed = recorder.lines
    assert sent.startswith("-> GET ")
    assert failed.startswith("<- no response after ")
    assert "ConnectionError: the connection to" in failed


def test_streamed_bodies_are_not_logged(server: Server, http: HTTPClient, recorder: Recorder, side: Side) -> None:
    server.reply(body=PLANTED.encode(), headers={"Content-Type": "text/plain"})
    body = Pieces(f'filename="{PLANTED}.pdf"'.encode())
    request = prepared(server.url, method="POST", content=body, headers={"content-type": "multipart/form-data"})
    side.send(http, request, stream=True, debug=DebugLog(recorder))
    assert [line.splitlines()[-1] for line in recorder.lines] == ["  (streamed)", "  (streamed)"]
    assert PLANTED not in recorder.text


def test_secrets_are_not_logged(
    server: Server, http: HTTPClient, recorder: Recorder, caplog: pytest.LogCaptureFixture, side: Side
) -> None:
    """Secrets in the query, in headers, in JSON, in a redirect, and in a text that repeats the token."""
    caplog.set_level(logging.DEBUG, "attio")
    body = {"client_secret": PLANTED, "data": {"access_token": {"value": PLANTED}}, "note": f"token is {TOKEN}"}
    content = {
        "secret": PLANTED,
        "video_url": f"https://video.example/{PLANTED}",
        "link": f"https://files.example/x?sig={PLANTED}",
        "echo": TOKEN,
    }
    server.reply(
        302,
        json=content,
        headers={"Location": f"https://files.example/{PLANTED}?sig={PLANTED}", "Set-Cookie": PLANTED, "X-Echo": TOKEN},
    )
    server.reply(200, body=TOKEN.encode(), headers={"Content-Type": "text/plain"})
    both = [DebugLog(recorder), DebugLog(LOGGER)]
    request = prepared(
        f"{server.url}/v2/x?key={PLANTED}",
        method="POST",
        content=json.dumps(body).encode(),
        headers={"content-type": "application/json", "x-api-key": PLANTED, "x-other": PLANTED},
    )
    response = side.send(http, request, debug=both[0])
    assert response.json() == content
    side.send(http, prepared(f"{server.url}/{PLANTED}?sig={PLANTED}"), token=None, debug=both[0])
    assert len(recorder.calls) == 4
    assert PLANTED not in recorder.text
    assert TOKEN not in recorder.lines[0] + recorder.lines[1] + recorder.lines[2]

    server.reply(302, json=content, headers={"Location": f"https://files.example/?sig={PLANTED}"})
    server.drop()
    side.send(http, prepared(f"{server.url}/v2/x"), debug=both[1])
    with pytest.raises(errors.ConnectionError):
        side.send(http, prepared(f"{server.url}/{PLANTED}?sig={PLANTED}"), token=None, debug=both[1])
    assert len([record for record in caplog.records if record.name == "attio"]) == 4
    for record in caplog.records:
        shown = f"{record.getMessage()} {record.msg} {record.args} {record.exc_info}"
        assert PLANTED not in shown
        assert TOKEN not in shown


@pytest.mark.parametrize("asynchronous", [False, True])
def test_httpx_does_not_log_the_signed_url_that_its_client_opens(
    server: Server, caplog: pytest.LogCaptureFixture, asynchronous: bool
) -> None:
    caplog.set_level(logging.INFO, "httpx")
    server.reply()
    request = prepared(f"{server.url}/{PLANTED}?sig={PLANTED}")

    async def send() -> None:
        async with httpx.AsyncClient() as client:
            await HTTPClient(async_client=client).send_async(request, token=None, **limits())

    if asynchronous:
        anyio.run(send)
    else:
        with httpx.Client() as client:
            HTTPClient(client=client).send(request, token=None, **limits())
    assert ["[redacted]" in record.getMessage() for record in caplog.records] == [True]
    assert PLANTED not in caplog.text


def test_a_short_token_does_not_garble_the_log(server: Server, http: HTTPClient, recorder: Recorder) -> None:
    server.reply(json={"name": "Ada"})
    SIDES[0].send(http, prepared(server.url), token="a", debug=DebugLog(recorder))
    assert recorder.lines[1].endswith('{"name": "Ada"}')


def test_a_logger_that_is_off_costs_nothing(
    server: Server, http: HTTPClient, monkeypatch: pytest.MonkeyPatch, side: Side
) -> None:
    def fail(*_: object, **__: object) -> None:
        pytest.fail("the message was formatted although the logger is disabled")

    for name in ("request", "response", "error"):
        monkeypatch.setattr(DebugLog, name, fail)
    logger = logging.getLogger("attio.tests.off")
    logger.setLevel(logging.INFO)
    log = DebugLog(logger)
    assert not log.enabled
    server.reply()
    server.drop()
    side.send(http, prepared(server.url), debug=log)
    with pytest.raises(errors.ConnectionError):
        side.send(http, prepared(server.url), debug=log)


# Choice of the logger


def test_any_object_with_a_debug_method_can_be_the_logger(recorder: Recorder) -> None:
    log = DebugLog.make(recorder)
    assert log is not None
    assert log.enabled
    assert DebugLog.make(None) is None
    bad: Any = "stderr"
    with pytest.raises(TypeError, match=r"debug_logger must have a method debug.*; str has none"):
        DebugLog.make(bad)


@pytest.mark.parametrize("value", ["true", "1", "YES", " on "])
def test_the_environment_can_switch_the_log_on(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ATTIO_DEBUG", value)
    LOGGER.setLevel(logging.NOTSET)
    log = DebugLog.make(None)
    assert log is not None
    assert log.enabled
    assert LOGGER.isEnabledFor(logging.DEBUG)


@pytest.mark.parametrize("value", ["", "0", "false", "no", "off"])
def test_the_environment_can_leave_the_log_off(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ATTIO_DEBUG", value)
    assert DebugLog.make(None) is None


def test_a_logger_overrides_the_environment(monkeypatch: pytest.MonkeyPatch, recorder: Recorder) -> None:
    monkeypatch.setenv("ATTIO_DEBUG", "true")
    log = DebugLog.make(recorder)
    assert log is not None
    log.error(ValueError("x"), url="https://x/", token=TOKEN, seconds=1)
    assert recorder.lines == ["<- no response after 1000 ms from https://x/\n  ValueError: x"]


def test_with_logging_set_up_each_line_is_logged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTIO_DEBUG", "true")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    others = root.handlers[:]
    root.handlers[:] = [handler]
    try:
        DebugLog.make(None)
        assert [type(handler) for handler in LOGGER.handlers] == [logging.NullHandler]
        LOGGER.debug("heard")
        assert stream.getvalue() == "heard\n"
        LOGGER.propagate = False
        DebugLog.make(None)
        DebugLog.make(None)
        assert [type(handler) for handler in LOGGER.handlers] == [logging.NullHandler, logging.StreamHandler]
    finally:
        root.handlers[:] = others


def test_without_logging_set_up_each_line_is_printed_once() -> None:
    program = """
from attio._http.debug_log import DebugLog, log_call
first, second = DebugLog.make(None), DebugLog.make(None)
log_call(method="GET", path="/v2/self", status=200, attempts=1, duration=0.5, request_id="id-1")
"""
    environment = os.environ | {"ATTIO_DEBUG": "true"}
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, env=environment)
    [line] = done.stderr.splitlines()
    assert line.endswith("attio GET /v2/self: 200, 1 attempts, 500 ms, request id id-1")
    assert done.stdout == ""
    silent = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert silent.stderr == silent.stdout == ""


# One line per call


def test_a_call_is_logged_in_one_line_without_secrets(caplog: pytest.LogCaptureFixture) -> None:
    facts: dict[str, Any] = {"method": "GET", "path": "/v2/objects/{object}", "attempts": 2, "duration": 0.1234}
    caplog.set_level(logging.INFO, "attio")
    log_call(**facts, status=200, request_id="id-1")
    assert caplog.records == []
    caplog.set_level(logging.DEBUG, "attio")
    log_call(**facts, status=200, request_id="id-1")
    log_call(**facts, status=None, request_id=None)
    assert [record.getMessage() for record in caplog.records] == [
        "GET /v2/objects/{object}: 200, 2 attempts, 123 ms, request id id-1",
        "GET /v2/objects/{object}: no response, 2 attempts, 123 ms, request id unknown",
    ]
    assert {(record.name, record.levelno, record.exc_info) for record in caplog.records} == {
        ("attio", logging.DEBUG, None)
    }


def test_the_librarys_logger_is_silent_by_itself() -> None:
    assert [type(handler) for handler in LOGGER.handlers] == [logging.NullHandler]
    assert LOGGER.level == logging.NOTSET


# Redaction


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://api.attio.com/v2/self", "https://api.attio.com/v2/self"),
        ("https://h/x?a=1&b=&c", "https://h/x?a=[redacted]&b=[redacted]&c=[redacted]"),
        ("https://user:pass@h/x#frag", "https://[redacted]@h/x"),
        ("https://h/x?", "https://h/x"),
    ],
)
def test_a_url_is_shown_without_its_values(url: str, shown: str) -> None:
    assert mask_url(url) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://h:8443/bucket/report.pdf?sig=1", "https://h:8443/[redacted]"),
        ("https://h?sig=1", "https://h/[redacted]"),
        ("https://user:pass@h/x", "[redacted]"),
        ("/relative?sig=1", "[redacted]"),
        ("javascript:x", "[redacted]"),
    ],
)
def test_a_signed_url_is_shown_without_path_and_query(url: str, shown: str) -> None:
    assert mask_signed_url(url) == mask_header("Location", url) == shown


def test_only_headers_known_to_be_harmless_are_shown() -> None:
    for name in ("Content-Type", "RETRY-AFTER", "x-attio-execution-id", "Date", "User-Agent"):
        assert mask_header(name, "value") == "value"
    for name in (
        "Authorization",
        "Cookie",
        "Set-Cookie",
        "X-Api-Key",
        "Proxy-Authorization",
        "Attio-Signature",
        "X-New",
    ):
        assert mask_header(name, "value") == "[redacted]"


JSON = "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ('{"secret": "a\\"b", "x": 1}', '{"secret": "[redacted]", "x": 1}'),
        ('{"Client_Secret":"a","x":1}', '{"Client_Secret":"[redacted]","x":1}'),
        ('{"password": 5, "x": 1}', '{"password": "[redacted]", "x": 1}'),
        ('{"token": null}', '{"token": "[redacted]"}'),
        ('{"x": 1, "token": {"value": "a"}, "y": 2}', '{"x": 1, "token": "[redacted]"'),
        ('{"tokens_used": 5, "token_type": "Bearer"}', '{"tokens_used": 5, "token_type": "Bearer"}'),
        ('{"authorization": "Bearer x', '{"authorization": "[redacted]"'),
        ('{"url": "https://h/x?sig=1#f", "y": 2}', '{"url": "https://h/x?[redacted]", "y": 2}'),
        ("", ""),
    ],
)
def test_secret_fields_of_json_are_masked(body: str, shown: str) -> None:
    assert mask_body(body.encode(), JSON) == shown


def test_other_bodies_are_masked_by_content_type() -> None:
    assert mask_body(b"client_id=1&client_secret=2", "application/x-www-form-urlencoded") == (
        "client_id=[redacted]&client_secret=[redacted]"
    )
    assert mask_body(b"\x89PNG", "image/png") == "(4 bytes of image/png)"
    assert mask_body(b"--b\r\nfilename=x", "multipart/form-data; boundary=b") == "(15 bytes of multipart/form-data)"
    assert mask_body(b"??", "") == "(2 bytes of unknown type)"
    assert mask_body(b"<html>no</html>", "text/html") == "<html>no</html>"
    assert mask_body(b'{"secret": 1}', "application/scim+json") == '{"secret": "[redacted]"}'
    assert mask_body(b"\xff\xfe", "text/plain") == "\ufffd\ufffd"


@pytest.mark.parametrize("offset", range(2030, 2060))
def test_truncation_never_exposes_part_of_a_token(offset: int) -> None:
    body = "x" * offset + TOKEN + "y" * 100
    shown = mask_body(body.encode(), "text/plain", TOKEN)
    assert TOKEN[:6] not in shown
    assert len(shown) < 2100
    assert shown.endswith(f"... ({len(body)} bytes)")
    fields = '{"a": "' + "x" * (offset - 20) + f'", "secret": "{TOKEN}"' + "}" * 100
    assert TOKEN[:6] not in mask_body(fields.encode(), JSON)
