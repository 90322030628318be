"""Fixtures for all tests: a clean environment, both event loops, servers on loopback."""

from __future__ import annotations

import gc
import logging
import os
import signal
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import trustme
from hypothesis import settings

from tests.drivers import DRIVERS, Driver
from tests.proxy import Proxy
from tests.server import Server

if TYPE_CHECKING:
    from tests.workspace import FilledWorkspace

# A machine busy with other tests is slow, not wrong.
settings.register_profile("project", deadline=None)
# `make quick` tries fewer examples of each property.
settings.register_profile("quick", settings.get_profile("project"), max_examples=20)
settings.load_profile("project")

# A background job of a shell ignores Ctrl-C, and so would the programs that its tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Garbage collections take a third of the time in which pytest collects the tests, and find nothing then.
gc.disable()

# Tests that run pytest must not inherit the options of this run.
os.environ.pop("PYTEST_ADDOPTS", None)

# Variables that change the behavior of the SDK, httpx or OpenSSL. No test may depend on the environment.
FOREIGN_VARIABLES = frozenset(
    {
        "ALL_PROXY",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "LIVE",
        "NETRC",
        "NO_PROXY",
        "SSLKEYLOGFILE",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
    }
)


SLOW = (
    "tests/bulk/test_bulk_faults.py",
    "tests/bulk/test_bulk_torture.py",
    "tests/bulk/test_checkpoint",
    "tests/bulk/test_exports.py",
    "tests/bulk/test_interrupts.py",
    "tests/bulk/test_keyset.py",
    "tests/bulk/test_numbers.py",
    "tests/bulk/test_offsets.py",
    "tests/bulk/test_row_kinds.py",
    "tests/bulk/test_writes.py",
    "tests/call/test_open_files.py",
    "tests/cli/",
    "tests/codegen/test_mutation.py",
    "tests/codegen/test_project.py",
    "tests/codegen/test_working.py",
    "tests/files/test_files_over_sockets.py",
    "tests/http/test_cancellation.py",
    "tests/http/test_libraries.py",
    "tests/http/test_warm_up.py",
    "tests/limits/test_calls.py",
    "tests/limits/test_pace.py",
    "tests/limits/test_remote_stores.py",
    "tests/paging/test_prefetch_end.py",
    "tests/sandbox/page/",
    "tests/sandbox/test_client.py",
    "tests/sandbox/test_demo.py",
    "tests/sandbox/test_filters.py",
    "tests/sandbox/test_guide.py",
    "tests/sandbox/test_machine.py",
    "tests/sandbox/test_many_references.py",
    "tests/sandbox/test_plugin.py",
    "tests/sandbox/test_queries.py",
    "tests/sandbox/test_served.py",
    "tests/sandbox/test_state.py",
    "tests/schema/test_explanation.py",
    "tests/support/test_gc_pause.py",
    "tests/test_costs.py",
    "tests/test_examples.py",
    "tests/test_packaging.py",
)
"""Files whose tests start processes, wait or generate much data. `make quick` skips them, like tests marked slow."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow files."""
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """Freeze the collected tests: with over 15,000 of them, a garbage collection takes a third of a second."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove variables of the SDK, of proxies and of certificates from the environment."""
    for name in list(os.environ):
        if name.upper() in FOREIGN_VARIABLES or name.startswith("ATTIO_"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def clean_loggers() -> Iterator[None]:
    """Restore the library's logger and the root logger after each test."""
    loggers = [logging.getLogger(), logging.getLogger("attio")]
    before = [(logger.handlers[:], logger.level, logger.propagate) for logger in loggers]
    yield
    for logger, (handlers, level, propagate) in zip(loggers, before, strict=True):
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    """Run each async test on both event loops."""
    return str(request.param)


@pytest.fixture(params=DRIVERS, ids=repr)
def driver(request: pytest.FixtureRequest) -> Driver:
    """Run the test with sync calls, and with async calls on asyncio and on trio."""
    driver: Driver = request.param
    return driver


@pytest.fixture
def server() -> Iterator[Server]:
    """A scripted server; see `tests.server`. A test that needs a second one writes `with Server() as other:`."""
    with Server() as server:
        yield server


@pytest.fixture
def tls_server(certificate_authority: trustme.CA) -> Iterator[Server]:
    """A scripted server with TLS. Its certificate for localhost is signed by the authority in `ca_file`."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate = certificate_authority.issue_cert("localhost", "127.0.0.1")
    # Its type also names contexts of pyOpenSSL, which is not installed.
    certificate.configure_cert(context)  # pyright: ignore[reportUnknownMemberType]
    with Server(context) as server:
        yield server


@pytest.fixture(scope="session")
def certificate_authority() -> trustme.CA:
    """A certificate authority that is not trusted by default."""
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(certificate_authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root certificate as a file."""
    path = tmp_path_factory.mktemp("tls") / "ca.pem"
    certificate_authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def tls_context(ca_file: Path) -> ssl.SSLContext:
    """An SSL context that trusts `tls_server`."""
    return ssl.create_default_context(cafile=str(ca_file))


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    """A proxy that lets everything through."""
    with Proxy() as proxy:
        yield proxy


@pytest.fixture(scope="session")
def filled_workspace(tmp_path_factory: pytest.TempPathFactory) -> FilledWorkspace:
    """The workspace behind the fixture `workspace`, filled once."""
    # Imported here, so that an SDK that cannot be imported fails only the tests that use it.
    from tests.workspace import filled

    return filled(tmp_path_factory.mktemp("workspace"))


@pytest.fixture
def workspace(
    filled_workspace: FilledWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[dict[str, object]]:
    """Replace the network by an in-memory workspace; return the names that examples use."""
    monkeypatch.chdir(tmp_path)
    with filled_workspace.client(monkeypatch, tmp_path) as client:
        yield {**filled_workspace.names, "client": client}
