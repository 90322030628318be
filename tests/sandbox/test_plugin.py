"""The pytest plugin, used in small projects."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from types import ModuleType

import pytest

from attio.sandbox import Sandbox

pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def _without_hypothesis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Disable the hypothesis plugin in the projects, which takes a third of the time."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:hypothesispytest")


class Loaded:
    """Keeps the modules that a test loaded. pytester removes them, and later tests would load them again."""

    def __init__(self) -> None:
        self.modules: dict[str, ModuleType] = {}

    def pytest_unconfigure(self) -> None:
        """Remember the loaded modules; also called at the end of a pytest run in this process."""
        self.modules |= {name: module for name, module in sys.modules.items() if not name.startswith("test_")}


@pytest.fixture
def loaded() -> Iterator[Loaded]:
    loaded = Loaded()
    yield loaded
    sys.modules.update(loaded.modules)


@pytest.fixture(autouse=True)
def _keep_modules(loaded: Loaded, pytester: pytest.Pytester) -> Iterator[None]:  # noqa: ARG001 - for the order
    """Remember the modules before `pytester` removes them."""
    yield
    loaded.pytest_unconfigure()


def run(pytester: pytest.Pytester, code: str, *options: str, ini: str = "") -> pytest.RunResult:
    pytester.makeini(f"[pytest]\n{textwrap.dedent(ini)}")
    pytester.makepyfile(textwrap.dedent(code))
    return pytester.runpytest_subprocess(*options)


def test_a_test_needs_three_lines(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        def test_add(attio_client):
            ada = attio_client.records.create("people", data={"values": {"name": "Lovelace, Ada"}})
            assert ada.data.first("name", str) == "Ada Lovelace"
        """
    )
    pytester.runpytest_subprocess("-W", "error").assert_outcomes(passed=1)


def test_a_run_without_the_fixtures_loads_few_modules(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_modules():
            heavy = {"httpx", "pydantic", "anyio", "sqlite3", "attio.client", "attio.sandbox.sandbox"}
            if "coverage" in sys.modules:
                heavy.remove("sqlite3")  # coverage stores its data with it
            assert "attio.sandbox.plugin" in sys.modules
            assert not heavy & set(sys.modules)
        """
    )
    pytester.runpytest_subprocess("-p", "no:anyio").assert_outcomes(passed=1)


def test_each_test_finds_a_new_sandbox(pytester: pytest.Pytester) -> None:
    code = """
        import pytest

        @pytest.mark.parametrize("number", range(3))
        def test_isolated(attio_sandbox, attio_client, number):
            sandbox = attio_sandbox
            assert len(attio_client.records.query("people").data) == 0
            assert (len(sandbox.requests), len(sandbox.faults), len(sandbox.deliveries.routes)) == (1, 0, 0)
            assert sandbox.limits.rates is None and not sandbox.clock.frozen
            made = attio_client.records.create("people", data={"values": {"name": "Ada"}})
            ids.add(made.data.id.record_id)
            assert len(ids) == 1
            sandbox.clock.freeze("2030-01-01T00:00:00Z")
            sandbox.limits.on()
            sandbox.deliveries.route("https://a.test", print)
            sandbox.deliveries.time_limit = 1
            sandbox.faults.add("records.query", status=500)
            sandbox.add_workspace("Other")
            attio_client.objects.list()
            with pytest.raises(Exception):
                attio_client.records.query("people", retries=attio.RetryConfig("none"))

        import attio
        ids = set()
    """
    run(pytester, code).assert_outcomes(passed=3)
    run(pytester, code, "-n", "2").assert_outcomes(passed=3)


def test_async_tests_have_an_async_client(pytester: pytest.Pytester) -> None:
    code = """
        import pytest

        @pytest.mark.anyio
        async def test_add(attio_async_client, anyio_backend_name):
            await attio_async_client.records.create_async("people", data={"values": {"name": "Ada"}})
            assert len((await attio_async_client.records.query_async("people")).data) == 1
    """
    run(pytester, code).assert_outcomes(passed=2)


def test_markers_set_the_options_of_the_sandbox(pytester: pytest.Pytester) -> None:
    schema = pytester.path / "workspace.json"
    state = pytester.path / "state.sqlite"
    sandbox = Sandbox(seed=3)
    with sandbox.client() as client:
        client.objects.create(data={"api_slug": "pets", "singular_noun": "Pet", "plural_noun": "Pets"})
        client.schema.snapshot().save(schema)
        client.records.create("pets", data={"values": {}})
    sandbox.save(state)
    code = """
        import pytest
        from attio import errors

        pytestmark = pytest.mark.attio(seed=5)

        def test_module(attio_sandbox):
            assert attio_sandbox.workspace_id == type(attio_sandbox)(seed=5).workspace_id

        @pytest.mark.attio(demo=True)
        def test_demo(attio_client, attio_sandbox):
            assert len(attio_sandbox.requests) == 0
            assert len(attio_client.records.query("companies").data) > 1

        @pytest.mark.attio(tokens={"reader": ["record_permission:read", "object_configuration:read"]})
        def test_tokens(attio_sandbox):
            with attio_sandbox.client("reader") as client, pytest.raises(errors.PermissionDeniedError):
                client.records.create("people", data={"values": {}})

        @pytest.mark.attio(schema="workspace.json")
        def test_schema(attio_client):
            assert attio_client.records.query("pets").data == []

        @pytest.mark.attio(state="state.sqlite")
        def test_state(attio_client):
            assert len(attio_client.records.query("pets").data) == 1
    """
    run(pytester, code).assert_outcomes(passed=5)
    code = """
        import pytest

        def test_schema(attio_client):
            attio_client.records.query("pets")

        @pytest.mark.attio(schema=None)
        def test_no_schema(attio_sandbox):
            assert attio_sandbox.workspace_id
    """
    run(pytester, code, ini="attio_schema = workspace.json").assert_outcomes(passed=2)


def test_an_invalid_marker_is_an_error(pytester: pytest.Pytester) -> None:
    code = """
        import pytest

        @pytest.mark.attio(demos=True)
        def test_unknown(attio_client): ...

        @pytest.mark.attio(True)
        def test_positional(attio_client): ...

        @pytest.mark.attio(schema="a", state="b")
        def test_both(attio_client): ...
    """
    result = run(pytester, code)
    result.assert_outcomes(errors=3)
    result.stdout.fnmatch_lines(
        ["*pytest.mark.attio has no 'demos'; use one of demo, *", "*takes keyword arguments only*", "*not from both*"]
    )


CALLS = """
    import socket
    import pytest
    from attio import Attio, RetryConfig

    def call():
        Attio("token", retry_config=RetryConfig("none")).objects.list()

    def test_used(attio_client):
        call()

    @pytest.mark.attio
    def test_swallowed():
        try:
            call()
        except BaseException:
            pass

    @pytest.mark.anyio
    async def test_async(attio_async_client):
        await Attio("token").objects.list_async()

    @pytest.mark.attio
    def test_others():
        assert socket.getaddrinfo("localhost", 80)
        assert socket.getaddrinfo(b"localhost", 80)
"""


def test_the_real_api_is_not_called(pytester: pytest.Pytester) -> None:
    result = run(pytester, CALLS)
    result.assert_outcomes(passed=1, failed=4)
    result.stdout.fnmatch_lines(
        [
            "*test_used called api.attio.com at test_the_real_api_is_not_called.py:6. Use*",
            "*test_swallowed called api.attio.com at *.py:6. Use*",
            '> *await Attio("token").objects.list_async()',
            "*test_async?asyncio? called api.attio.com. Use*",
        ]
    )


GUESS = """
    import socket
    import pytest

    def look_up():
        try:
            socket.getaddrinfo("API.attio.com.", 443)
        except OSError:
            pass

    def test_plain():
        look_up()

    @pytest.mark.attio_live
    def test_live(request):
        look_up()
"""


@pytest.fixture
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every name look-up fail, so that no request leaves this machine."""

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("socket.getaddrinfo", fail)


@pytest.mark.usefixtures("_offline")
@pytest.mark.parametrize(("mode", "failed"), [("auto", 0), ("true", 1), ("False", 0)])
def test_the_real_api_is_guarded(pytester: pytest.Pytester, loaded: Loaded, mode: str, failed: int) -> None:
    pytester.makeini(f"[pytest]\nattio_block_network = {mode}")
    pytester.makepyfile(textwrap.dedent(GUESS))
    result = pytester.runpytest_inprocess(plugins=[loaded])
    result.assert_outcomes(passed=2 - failed, failed=failed)


def test_an_invalid_option_is_an_error(pytester: pytest.Pytester) -> None:
    result = run(pytester, GUESS, ini="attio_block_network = yes")
    result.stderr.fnmatch_lines(["*attio_block_network = yes: use one of auto, true, false*"])


STRICT = """
    def test_unused(attio_sandbox):
        attio_sandbox.faults.add("tasks.create", status=500)

    def test_missing(attio_sandbox):
        from attio.sandbox import Request
        from attio.sandbox.handlers import OPERATIONS
        offered = OPERATIONS.pop("tasks.list")
        try:
            headers = {"authorization": f"Bearer {attio_sandbox.token}"}
            assert attio_sandbox.handle(Request("GET", "/v2/tasks", {}, headers, b"")).status == 501
        finally:
            OPERATIONS["tasks.list"] = offered

    def test_expected(attio_sandbox):
        attio_sandbox.faults.add(status=501)
        from attio.sandbox import Request
        assert attio_sandbox.handle(Request("GET", "/v2/tasks", {}, {}, b"")).status == 501

    def test_without():
        pass
"""


def test_faults_are_used_and_operations_are_offered(pytester: pytest.Pytester) -> None:
    result = run(pytester, STRICT)
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(
        ["faults that never fired*", "*tasks.create*", "the sandbox does not support tasks.list*"]
    )
    run(pytester, STRICT, ini="attio_strict_faults = false").assert_outcomes(passed=4)


def test_a_failure_of_the_test_itself_comes_first(pytester: pytest.Pytester) -> None:
    code = """
        def test_fails(attio_sandbox):
            attio_sandbox.faults.add(status=500)
            assert False, "itself"
    """
    result = run(pytester, code, "-rf")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*itself*"])
