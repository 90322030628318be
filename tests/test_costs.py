"""The cost of imports, calls and records must not grow. Each is counted, not timed, in a process of its own.

Only modules, functions and objects of the SDK count, so versions of dependencies do not matter. When a change lowers a
number, lower it here as well.
"""

from __future__ import annotations

import json
import sys

import pytest

from tests.programs import modules_after, run

MORE = 1.1
"""Factor by which a count may exceed the stored number."""

CALL = """
import httpx
from attio import Attio, HTTPClient
body = b'{"active": false}'
http_client = HTTPClient(fetcher=lambda request: httpx.Response(200, content=body))
client = Attio("0" * 64, http_client=http_client)
client.meta.identify()
"""

MODULES = {
    "import attio": ("import attio", 3),
    "a client": ("from attio import Attio\nAttio('0' * 64)", 38),
    "a sub-client": ("from attio import Attio\nAttio('0' * 64).records", 57),
    "a call": (CALL, 51),
}
"""Programs, and the number of SDK modules that each loads."""

MODELS = 56
FUNCTIONS = 66
# By minor version of Python, which decides the number and the size of objects.
UNDER_WAY = {10: 27, 11: 27, 12: 27, 13: 19}
KEPT = {10: 20, 11: 19, 12: 19, 13: 15}
OBJECTS = 279
BYTES = {10: 24_100, 11: 21_400, 12: 20_900, 13: 20_900}


def most(stored: dict[int, int]) -> float:
    """Return the largest accepted count for this version of Python."""
    return stored.get(sys.version_info[1], max(stored.values())) * MORE


@pytest.mark.parametrize("what", MODULES)
def test_a_program_loads_few_modules(what: str) -> None:
    program, stored = MODULES[what]
    loaded = sorted(name for name in modules_after(program) if name.partition(".")[0] == "attio")
    assert len(loaded) <= stored * MORE, f"{len(loaded)} modules, not {stored}: {', '.join(loaded)}"


def test_a_call_does_not_load_code_for_failures_and_logs() -> None:
    loaded = set(modules_after(CALL))
    assert loaded >= {"attio._call.call", "attio._call.response", "httpx", "pydantic"}
    for_later = {
        "attio.errors.codes",
        "attio.errors.data",
        "attio.errors.raised",
        "attio._call.parameter_errors",
        "attio._http.redaction",
        "attio._call.error_responses",
        "attio._call.retries",
        "difflib",
    }
    assert not loaded & for_later


def test_a_sub_client_makes_few_models() -> None:
    """A model takes a fifth of a millisecond, so models of parameters are made only when an operation is called."""
    models = json.loads(
        run("""
import json
from attio import Attio
Attio("0" * 64).records
from pydantic import BaseModel
def below(cls):
    for sub in cls.__subclasses__():
        yield sub.__name__
        yield from below(sub)
print(json.dumps(sorted(name for name in below(BaseModel))))
""")
    )
    assert not [name for name in models if name.endswith("Params")]
    assert 20 < len(models) <= MODELS * MORE, f"{len(models)} models: {', '.join(models)}"


def test_fork_hooks_hold_no_client() -> None:
    """The interpreter keeps fork hooks until its end, and with them every object that they refer to."""
    reached = json.loads(
        run(f"""
{CALL}
import attio.funcs.records
import gc, json, sys
from attio._support import forks, gc_pause
# The interpreter clears these first.
seen = {{id(sys), id(vars(sys)), id(sys.modules)}}
waiting = [forks._reset_all, gc_pause._pause.forget]
while waiting:
    one = waiting.pop()
    if id(one) not in seen:
        seen.add(id(one))
        waiting += gc.get_referents(one)
print(json.dumps([name for name, module in sys.modules.items() if id(vars(module)) in seen]))
""")
    )
    assert "attio._support.forks" in reached
    ours = {name for name in reached if name.partition(".")[0] == "attio"}
    assert ours <= {"attio._support.gc_pause", "attio._support.forks"}
    assert not {"httpx", "pydantic", "typing", "typing_extensions"} & set(reached)


def test_a_call_enters_few_functions() -> None:
    """Count in the steady state, when everything is loaded."""
    entered = json.loads(
        run(f"""
{CALL}
import json, sys
entered = []
def note(frame, event, _):
    code = frame.f_code
    # Comprehensions are functions in some versions of Python.
    if event == "call" and frame.f_globals["__name__"].startswith("attio.") and code.co_name[0] != "<":
        entered.append(code.co_name)
sys.setprofile(note)
client.meta.identify()
sys.setprofile(None)
print(json.dumps(entered))
""")
    )
    assert 10 < len(entered) <= FUNCTIONS * MORE, f"{len(entered)} functions: {', '.join(entered)}"


def test_a_call_and_its_result_need_few_objects() -> None:
    """Count objects of the SDK that exist when the request is sent, and that the result keeps."""
    under_way, kept = json.loads(
        run(f"""
{CALL}
import gc, tracemalloc
def allocated():
    gc.collect()
    snapshot = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*/attio/*")])
    return sum(line.count for line in snapshot.statistics("filename"))
seen = []
def look(request):
    seen.append(allocated())
http_client.add_hook("before_request", look)
gc.disable()
tracemalloc.start()
client.meta.identify()
http_client.remove_hook("before_request", look)
tracemalloc.clear_traces()
results = [client.meta.identify() for _ in range(100)]
print([seen[0], allocated() / 100])
""")
    )
    assert 5 < under_way <= most(UNDER_WAY), f"{under_way} objects under way"
    assert 5 < kept <= most(KEPT), f"{kept} objects for each result"


def test_a_record_needs_few_objects_and_bytes() -> None:
    objects, size = json.loads(
        run("""
import gc, sys, tracemalloc
from attio._support.headers import Headers
from attio.funcs.records import RECORDS_QUERY
from attio._call.response import decode
from benchmarks.payload import records
content, few = records(100), records(1)
decode(RECORDS_QUERY, 200, Headers(), few)
gc.collect()
tracemalloc.start()
page = decode(RECORDS_QUERY, 200, Headers(), content)
gc.collect()
statistics = tracemalloc.take_snapshot().statistics("filename")
print([sum(line.count for line in statistics) / 100, sum(line.size for line in statistics) / 100])
""")
    )
    assert 100 < objects <= OBJECTS * MORE, f"{objects} objects for each record"
    assert 5_000 < size <= most(BYTES), f"{size} bytes for each record"
