"""The sandbox on a port: real sockets, and the command line."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from attio import Attio
from attio.sandbox import Request, Sandbox
from attio.sandbox.__main__ import main
from attio.sandbox.serving.server import INSTALL, running
from tests.programs import started
from tests.sandbox.requests import TOKEN, call


def test_a_thread_serves_the_sandbox(sandbox: Sandbox) -> None:
    with running(sandbox.handle) as url:
        status, headers, body = call(url, "GET", "/v2/objects")
        assert (status, len(json.loads(body)["data"])) == (200, 3)
        assert "x-attio-execution-id" in headers
        assert call(url, "GET", "/v2/objects", headers={})[0] == 401
        assert json.loads(call(url, "GET", "/v2/objects/a%2Fb")[2])["message"] == 'Object with slug/ID "a/b" not found.'
        missing = json.loads(call(url, "PUT", "/v2/x?y=z")[2])
        assert missing["message"] == 'Could not find endpoint "PUT /v2/x".'
    with pytest.raises(OSError, match=r"."):
        call(url, "GET", "/v2/objects")


def other(url: str) -> str:
    """Return the URL of the server with its other host name."""
    return url.replace("127.0.0.1", "localhost") if "127.0.0.1" in url else url.replace("localhost", "127.0.0.1")


def test_downloads_stay_on_the_port(sandbox: Sandbox) -> None:
    with running(sandbox.handle) as url:
        created = json.loads(call(url, "POST", "/v2/objects/people/records", b'{"data": {"values": {}}}')[2])
        record_id = created["data"]["id"]["record_id"]
        form = "".join(
            f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in (("object", "people"), ("record_id", record_id), ('file"; filename="a.txt', "hello"))
        )
        headers = {**TOKEN, "Content-Type": "multipart/form-data; boundary=b"}
        status, _, body = call(url, "POST", "/v2/files/upload", f"{form}--b--\r\n".encode(), headers)
        assert status == 201
        file_id = json.loads(body)["data"]["id"]["file_id"]
        status, headers, _ = call(url, "GET", f"/v2/files/{file_id}/download")
        assert status == 302
        assert headers["location"].startswith(f"{other(url)}/_signed/{file_id}/a.txt?")
        path = headers["location"].removeprefix(other(url))
        assert call(url, "GET", path, headers={})[2] == b"hello"
        assert call(url, "GET", path)[0] == 400
        status, headers, body = call(url, "HEAD", path, headers={})
        assert (status, headers["content-length"], body) == (200, "5", b"")
        for server in (url, other(url)):
            # Clients that follow redirects drop the token for another origin, as with the storage host of Attio.
            followed = httpx.get(f"{server}/v2/files/{file_id}/download", headers=TOKEN, follow_redirects=True)
            assert (followed.status_code, followed.text) == (200, "hello")
            assert followed.url.host not in server
            with Attio("sandbox-token", server_url=server) as client, client.files.download(file_id) as download:
                assert download.read() == b"hello"


def test_downloads_use_the_host_of_the_request(sandbox: Sandbox) -> None:
    with sandbox.client() as client:
        record_id = client.records.create("people", data={"values": {}}).data.id.record_id
        file_id = client.files.upload(file=("a.txt", b"hello"), object="people", record_id=record_id).data.id.file_id
    path = f"/v2/files/{file_id}/download"
    for origin, expected in (("http://crm:8765", "http://crm:8765"), ("http://[::1]:1", "http://localhost:1")):
        location = sandbox.handle(Request("GET", path, headers=TOKEN, origin=origin)).headers["location"]
        assert location.startswith(f"{expected}/_signed/")
        target = urlsplit(location)
        query = dict(parse_qsl(target.query))
        # That host has no second name, so clients send the token along.
        status = sandbox.handle(Request("GET", target.path, query, TOKEN, origin=origin)).status
        assert status == (200 if expected == origin else 400)


def test_a_body_that_is_too_large_is_rejected(sandbox: Sandbox) -> None:
    with running(sandbox.handle) as url:
        host, port = urlsplit(url).netloc.split(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(b"POST /v2/objects HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            chunk = b"100000\r\n" + bytes(0x100000) + b"\r\n"
            for _ in range(65):
                connection.sendall(chunk)
            assert b" 413 " in connection.recv(100)


def test_many_threads_can_send_requests(sandbox: Sandbox) -> None:
    failures: list[Any] = []
    with running(sandbox.handle) as url:

        def work() -> None:
            for _ in range(10):
                status, _, body = call(url, "POST", "/v2/objects/people/records", b'{"data": {"values": {}}}')
                if status != 200:
                    failures.append(body)

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        query = call(url, "POST", "/v2/objects/people/records/query", b"{}")[2]
    assert failures == []
    assert len(json.loads(query)["data"]) == 80


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_command_serves_a_sandbox_until_a_signal(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "attio.sandbox", "--port", "0", "--seed", "demo"]
    with started(command) as process:
        first, second = process.stdout.readline().strip(), process.stdout.readline().strip()
        url = first.removeprefix("Attio sandbox at ")
        token = second.removeprefix("Token: ")
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        status, _, body = call(url, "POST", "/v2/objects/deals/records/query", b"{}", headers)
        assert status == 200
        assert len(json.loads(body)["data"]) == 25
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)
    assert (process.returncode, errors) == (0, "")


def test_serve_prints_the_address_as_json() -> None:
    command = [sys.executable, "-m", "attio.sandbox", "serve", "--port", "0", "--json", "--seed", "7"]
    with started(command) as process:
        printed = json.loads(process.stdout.readline())
        assert (
            call(printed["url"], "GET", "/v2/objects", headers={"Authorization": f"Bearer {printed['token']}"})[0]
            == 200
        )
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0


def test_serve_passes_its_options_on(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[str] = []

    def serve(handle: object, token: str, **options: object) -> None:
        assert callable(handle)
        del options["on_start"], options["prepare"]
        served.append(f"{token} {options}")

    monkeypatch.setattr("attio.sandbox.serving.server.serve", serve)
    assert main(["--seed", "demo", "--host", "::1"]) == 0
    assert served == ["sandbox-token {'host': '::1', 'port': 8765, 'as_json': False}"]


@pytest.mark.anyio
async def test_an_asgi_application_serves_the_sandbox(sandbox: Sandbox) -> None:
    transport = httpx.ASGITransport(sandbox.asgi())
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        response = await client.get("/v2/objects", headers=TOKEN)
    assert len(response.json()["data"]) == 3


@pytest.mark.anyio
@pytest.mark.parametrize("raw_path", [None, "/v2/objects/ä".encode(), b"/v2/objects/%C3%A4?x=1"])
async def test_a_path_may_have_non_ascii_letters(sandbox: Sandbox, raw_path: bytes | None) -> None:
    async def receive() -> MutableMapping[str, object]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, object]) -> None:
        sent.append(message)

    sent: list[MutableMapping[str, object]] = []
    scope: dict[str, object] = {
        "type": "http",
        "method": "GET",
        "path": "/v2/objects/ä",
        "raw_path": raw_path,
        "headers": [],
    }
    await sandbox.asgi()(scope, receive, send)
    assert sent[0]["status"] == 401
    assert [entry.path for entry in sandbox.requests] == ["/v2/objects/%C3%A4"]


def test_a_port_in_use_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["--port", str(taken.getsockname()[1])]) == 1
        assert f"error: port {taken.getsockname()[1]} of 127.0.0.1 is in use" in capsys.readouterr().err


def test_an_address_of_another_machine_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--host", "192.0.2.1", "--control-token", "secret", "--port", "0"]) == 1
    assert "assign requested address" in capsys.readouterr().err


def do_not_serve(*_: object, **__: object) -> None:
    """Replace `serve` by a function that returns at once."""


def test_the_demo_is_made_once_in_a_state_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attio.sandbox.serving.server.serve", do_not_serve)
    state = str(tmp_path / "crm.sqlite")
    for _ in range(2):
        assert main(["--demo", "--state", state]) == 0
        assert repr(Sandbox.load(state)) == "<Sandbox 'Sandbox': 120 people, 40 companies, 25 deals>"


def test_a_demo_that_does_not_fit_the_schema_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("attio.sandbox.serving.server.serve", do_not_serve)
    (tmp_path / "schema.json").write_text('{"objects": []}')
    assert main(["--demo", "--schema", str(tmp_path / "schema.json")]) == 1
    assert capsys.readouterr().err.startswith("error: the demo cannot be created: POST objects/companies/records: ")


def test_a_missing_package_names_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert main(["--port", "0"]) == 1
    assert capsys.readouterr().err == f"error: {INSTALL}\n"
    assert "pip install 'attio-sdk[sandbox]'" in INSTALL


def test_importing_the_sandbox_loads_few_modules() -> None:
    code = (
        "import sys; from attio.sandbox import Sandbox; Sandbox().seed_demo();"
        "heavy = {'httpx', 'pydantic', 'starlette', 'uvicorn', 'asyncio'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_sandbox_serves_itself_for_a_while(sandbox: Sandbox) -> None:
    with sandbox.serve() as url, Attio(sandbox.token, server_url=url) as client:
        assert [object_.api_slug for object_ in client.objects.list().data] == ["people", "companies", "deals"]
        assert call(url, "GET", "/_sandbox/clock", headers={})[0] == 200
    with pytest.raises(OSError, match=r"."):
        call(url, "GET", "/v2/objects")
