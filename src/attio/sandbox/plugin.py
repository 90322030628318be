"""The pytest plugin: fixtures for the sandbox, and a guard that blocks the real API. Installed with the package.

The plugin imports the SDK only when a test uses a fixture, so that it does not slow down other test runs.
"""

from __future__ import annotations

import inspect
import socket
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

if TYPE_CHECKING:
    from attio.client import Attio
    from attio.sandbox.sandbox import Sandbox
    from attio.sandbox.snapshots import Snapshot

_FIXTURES = frozenset({"attio_sandbox", "attio_client", "attio_async_client"})
_HOSTS = frozenset({"api.attio.com", "app.attio.com"})
_OPTIONS = ("demo", "schema", "seed", "state", "tokens")
_MODES = ("auto", "true", "false")

_MARKERS = (
    "attio(demo=False, seed=0, schema=None, tokens=None, state=None): options of the sandbox of `attio_sandbox`",
    "attio_live: the test may connect to api.attio.com",
)

SandboxAndSnapshot = tuple["Sandbox", "Snapshot"]

_sandboxes = pytest.StashKey[dict[str, SandboxAndSnapshot]]()
_guard = pytest.StashKey["_Guard"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of ini files."""
    parser.addini("attio_schema", "Schema file to create sandboxes from, relative to the root directory.", default="")
    parser.addini(
        "attio_strict_faults",
        "Fail tests with a fault that never fired, or an operation that the sandbox does not support.",
        type="bool",
        default=True,
    )
    parser.addini(
        "attio_block_network",
        "Block connections to the Attio API: auto (tests that use a fixture or the marker `attio`), true or false.",
        default="auto",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Register the markers and check the options."""
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)
    mode = _mode(config)
    if mode not in _MODES:
        message = f"attio_block_network = {mode}: use one of {', '.join(_MODES)}"
        raise pytest.UsageError(message)
    config.stash[_sandboxes] = {}


def _mode(config: pytest.Config) -> str:
    return str(config.getini("attio_block_network")).strip().lower()


@pytest.fixture
def attio_sandbox(request: pytest.FixtureRequest) -> Sandbox:
    """A sandbox with the options of the marker `attio`. It is reset for each test."""
    options = _options(cast("pytest.Item", request.node))
    # Tests with equal options share a sandbox, because restoring a snapshot is faster than a new sandbox.
    sandboxes = request.config.stash[_sandboxes]
    key = repr(sorted(options.items()))
    if key not in sandboxes:
        sandboxes[key] = _create(options)
    sandbox, snapshot = sandboxes[key]
    sandbox.reset(controls=True)
    sandbox.restore(snapshot)
    return sandbox


@pytest.fixture
def attio_client(attio_sandbox: Sandbox) -> Generator[Attio]:
    """An API client of `attio_sandbox`."""
    with attio_sandbox.client() as client:
        yield client


@pytest.fixture
def attio_async_client(attio_sandbox: Sandbox) -> Generator[Attio]:
    """An API client of `attio_sandbox` for async tests, on any event loop. It has no connections to close."""
    with attio_sandbox.client() as client:
        yield client


def _options(item: pytest.Item) -> dict[str, Any]:
    """Return the options from the ini file and the markers of a test. The innermost marker wins."""
    options: dict[str, Any] = {}
    schema = str(item.config.getini("attio_schema"))
    if schema:
        options["schema"] = str(item.config.rootpath / schema)
    for marker in reversed(list(item.iter_markers("attio"))):
        if marker.args:
            message = "pytest.mark.attio takes keyword arguments only, such as demo=True"
            raise pytest.UsageError(message)
        for name, value in marker.kwargs.items():
            if name not in _OPTIONS:
                message = f"pytest.mark.attio has no {name!r}; use one of {', '.join(_OPTIONS)}"
                raise pytest.UsageError(message)
            is_path = name in ("schema", "state") and isinstance(value, (str, Path))
            options[name] = str(item.path.parent / value) if is_path else value
    if options.get("state") and options.get("schema"):
        message = "a sandbox is created from a state or from a schema, not from both"
        raise pytest.UsageError(message)
    return {name: value for name, value in options.items() if value is not None}


def _create(options: Mapping[str, Any]) -> SandboxAndSnapshot:
    from attio.sandbox.sandbox import Sandbox

    seed = options.get("seed", 0)
    if "state" in options:
        sandbox = Sandbox.load(options["state"])
    elif "schema" in options:
        sandbox = Sandbox.from_schema(options["schema"], seed=seed)
    else:
        sandbox = Sandbox(seed=seed)
    tokens: Mapping[str, Iterable[str] | None] = options.get("tokens", {})
    for secret, scopes in tokens.items():
        sandbox.add_token(secret, scopes=scopes)
    if options.get("demo"):
        sandbox.seed_demo()
        sandbox.requests.clear()
    return sandbox, sandbox.snapshot()


@dataclass
class _Guard:
    """Replaces `socket.getaddrinfo` while a test runs, and fails the test for a host of the API."""

    item: pytest.Item
    lookup: Callable[..., Any] = field(default=socket.getaddrinfo)
    blocked: list[str] = field(default_factory=list[str])
    """A message for each blocked lookup."""

    def __call__(self, host: object, *args: object, **kwargs: object) -> Any:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        if isinstance(name, str) and name.lower().rstrip(".") in _HOSTS:
            location = self.location()
            self.blocked.append(
                f"{self.item.nodeid} called {name}{location}. Use the fixture `attio_client`, or "
                "attio.sandbox.active(), or mark the test with pytest.mark.attio_live."
            )
            # Event loops look up hosts in another thread, where no line of the project is on the stack. The traceback
            # then shows the caller.
            pytest.fail(self.blocked[-1], pytrace=not location)
        return self.lookup(host, *args, **kwargs)

    def location(self) -> str:
        """Return the innermost line of the project on the stack, for a message; empty if there is none."""
        root = self.item.config.rootpath
        frame = inspect.currentframe()
        while frame is not None:
            path = Path(frame.f_code.co_filename)
            if root in path.parents and "site-packages" not in path.parts:
                return f" at {path.relative_to(root)}:{frame.f_lineno}"
            frame = frame.f_back
        return ""


def _is_guarded(item: pytest.Item) -> bool:
    mode = _mode(item.config)
    if mode == "false" or item.get_closest_marker("attio_live") is not None:
        return False
    fixtures = cast("list[str]", getattr(item, "fixturenames", []))
    return mode == "true" or item.get_closest_marker("attio") is not None or not _FIXTURES.isdisjoint(fixtures)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Install the guard for a test, including its setup and teardown."""
    if not _is_guarded(item):
        return (yield)
    guard = item.stash[_guard] = _Guard(item, socket.getaddrinfo)
    socket.getaddrinfo = guard
    try:
        return (yield)
    finally:
        socket.getaddrinfo = guard.lookup


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test that passed although it called the real API, or has unused faults or unsupported operations."""
    result = yield
    guard = item.stash.get(_guard, None)
    if guard is not None and guard.blocked:
        pytest.fail(guard.blocked[0], pytrace=False)
    sandbox = cast("dict[str, Any]", getattr(item, "funcargs", {})).get("attio_sandbox")
    if sandbox is not None and item.config.getini("attio_strict_faults"):
        _check_faults_and_operations(sandbox)
    return result


def _check_faults_and_operations(sandbox: Sandbox) -> None:
    unused = sandbox.faults.unused
    if unused:
        names = "\n".join(f"  {fault}" for fault in unused)
        pytest.fail(f"faults that never fired (attio_strict_faults = false allows them):\n{names}", pytrace=False)
    unsupported = [entry for entry in sandbox.requests if entry.status == 501 and entry.fault is None]
    if unsupported:
        message = f"the sandbox does not support {unsupported[0].operation} (attio_strict_faults = false allows that)"
        pytest.fail(message, pytrace=False)
