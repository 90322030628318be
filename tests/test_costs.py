"""What imports, calls and records cost must not creep up: counted, never timed, each in a process of its own.

What is counted is the SDK's own, so that the versions of its dependencies do not matter. A change that lowers a number
lowers it here as well.
"""

from __future__ import annotations

import json
import sys

import pytest

from tests.programs import modules_after, run

MORE = 1.1
"""How many times the stored number is too many."""

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
"""Programs, and how many modules of the SDK each loads."""

MODELS = 56
FUNCTIONS = 66
# By minor version of Python, which decides how large its objects are, and which it makes at all.
UNDER_WAY = {10: 27, 11: 27, 12: 27, 13: 19}
KEPT = {10: 20, 11: 19, 12: 19, 13: 15}
OBJECTS = 279
BYTES = {10: 24_100, 11: 21_400, 12: 20_900, 13: 20_900}


def most(stored: dict[int, int]) -> float:
    """The most that is not too many."""
    return stored.get(sys.version_info[1], max(stored.values())) * MORE


@pytest.mark.parametrize("what", MODULES)
def test_modules_loaded(what: str) -> None:
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


def test_models_made_by_a_sub_client() -> None:
    """Each takes a fifth of a millisecond; those of parameters wait until an operation is called."""
    made = json.loads(
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
    assert not [name for name in made if name.endswith("Params")]
    assert 20 < len(made) <= MODELS * MORE, f"{len(made)} models: {', '.join(made)}"


def test_fork_hooks_hold_no_client() -> None:
    """The interpreter holds it to the very end, and with it whatever is reached from there."""
    reached = json.loads(
        run(f"""
{CALL}
import attio.funcs.records
import gc, json, sys
from attio._support import forks, gc_pause
# The interpreter empties these first.
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


def test_functions_entered_by_a_call() -> None:
    """In the steady state, when nothing is loaded or made ready any more."""
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


def test_objects_of_a_running_call_and_of_its_response() -> None:
    """Objects that the SDK has allocated when the request is sent, and those that are kept with the result."""
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


def test_objects_and_bytes_of_a_record() -> None:
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
