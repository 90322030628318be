"""The pytest plugin: fixtures of a sandbox, and a guard against the real API. It comes with the package.

Nothing of the SDK is imported until a test asks for it, so that test runs that do not use it start no slower.
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
    "attio(demo=False, seed=0, schema=None, tokens=None, state=None): how the sandbox of `attio_sandbox` is made",
    "attio_live: the test may talk to api.attio.com",
)

Base = tuple["Sandbox", "Snapshot"]

_bases = pytest.StashKey[dict[str, Base]]()
_guard = pytest.StashKey["_Guard"]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of ini files."""
    parser.addini(
        "attio_schema", "Schema file that sandboxes are made from, relative to the root directory.", default=""
    )
    parser.addini(
        "attio_strict_faults",
        "Fail tests with a fault that never fired, or an operation that the sandbox does not offer.",
        type="bool",
        default=True,
    )
    parser.addini(
        "attio_block_network",
        "Refuse connections to the Attio API: auto (tests that use a fixture or the marker `attio`), true or false.",
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
    config.stash[_bases] = {}


def _mode(config: pytest.Config) -> str:
    return str(config.getini("attio_block_network")).strip().lower()


@pytest.fixture
def attio_sandbox(request: pytest.FixtureRequest) -> Sandbox:
    """A sandbox as the marker `attio` describes it; each test finds it as if it had just been made."""
    options = _options(cast("pytest.Item", request.node))
    bases = request.config.stash[_bases]
    key = repr(sorted(options.items()))
    if key not in bases:
        bases[key] = _make(options)
    sandbox, snapshot = bases[key]
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
    """An API client of `attio_sandbox` for async tests, whatever runs them; no connection has to be closed."""
    with attio_sandbox.client() as client:
        yield client


def _options(item: pytest.Item) -> dict[str, Any]:
    """Read the markers of a test; the nearest one decides on each option."""
    options: dict[str, Any] = {}
    schema = str(item.config.getini("attio_schema"))
    if schema:
        options["schema"] = str(item.config.rootpath / schema)
    for marker in reversed(list(item.iter_markers("attio"))):
        if marker.args:
            message = "pytest.mark.attio takes keywords only, such as demo=True"
            raise pytest.UsageError(message)
        for name, value in marker.kwargs.items():
            if name not in _OPTIONS:
                message = f"pytest.mark.attio has no {name!r}; use one of {', '.join(_OPTIONS)}"
                raise pytest.UsageError(message)
            is_path = name in ("schema", "state") and isinstance(value, (str, Path))
            options[name] = str(item.path.parent / value) if is_path else value
    if options.get("state") and options.get("schema"):
        message = "a sandbox comes from a state or from a schema, not from both"
        raise pytest.UsageError(message)
    return {name: value for name, value in options.items() if value is not None}


def _make(options: Mapping[str, Any]) -> Base:
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
    """Refuses to look up the hosts of the API while a test runs."""

    item: pytest.Item
    lookup: Callable[..., Any] = field(default=socket.getaddrinfo)
    refused: list[str] = field(default_factory=list[str])

    def __call__(self, host: object, *args: object, **kwargs: object) -> Any:
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
        if isinstance(name, str) and name.lower().rstrip(".") in _HOSTS:
            where = self.where()
            self.refused.append(
                f"{self.item.nodeid} called {name}{where}. Use the fixture `attio_client`, or attio.sandbox.active(), "
                "or mark the test with pytest.mark.attio_live."
            )
            # Event loops look hosts up in a thread of their own: only the traceback shows then what they do it for.
            pytest.fail(self.refused[-1], pytrace=not where)
        return self.lookup(host, *args, **kwargs)

    def where(self) -> str:
        """Name the line of the project that led here; nothing if this thread does not know."""
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
    """Guard a test from its setup to the end of its teardown."""
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
    """Fail a test that passed although it called the API, or that did not do what its faults expect."""
    result = yield
    guard = item.stash.get(_guard, None)
    if guard is not None and guard.refused:
        pytest.fail(guard.refused[0], pytrace=False)
    sandbox = cast("dict[str, Any]", getattr(item, "funcargs", {})).get("attio_sandbox")
    if sandbox is not None and item.config.getini("attio_strict_faults"):
        _check(sandbox)
    return result


def _check(sandbox: Sandbox) -> None:
    unused = sandbox.faults.unused
    if unused:
        names = "\n".join(f"  {fault}" for fault in unused)
        pytest.fail(f"faults that never fired (attio_strict_faults = false allows them):\n{names}", pytrace=False)
    missing = [entry for entry in sandbox.requests if entry.status == 501 and entry.fault is None]
    if missing:
        message = f"the sandbox does not offer {missing[0].operation} (attio_strict_faults = false allows that)"
        pytest.fail(message, pytrace=False)
