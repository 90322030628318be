"""Responses of a broken or hostile server: golden ones, changed at random, and checks that each must pass."""

from __future__ import annotations

import copy
import importlib
import json
import math
import pickle
import random
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import attio.funcs
from attio import AttioSDKError, Page
from attio._call.error_responses import read_error
from attio._call.operation import Operation
from attio._call.response import decode
from attio._call.retries import retry_after
from attio._paging.position import items_of
from attio._support.headers import Headers
from attio.models.base import Model
from attio.models.reading import HasValues
from tests.contract.golden import load
from tests.contract.table import NO_BODY, Golden, plain

JSON: TypeAlias = Any

KIB = "x" * 1024


def _nested(depth: int) -> JSON:
    value: JSON = []
    for _ in range(depth):
        value = [value]
    return value


_ODD: Sequence[JSON] = (
    *(None, True, False, 0, -1, 1.5, 10**30, 1e308, math.nan, math.inf, -math.inf),
    *("", "\x00", "\ud800", "\U0001f600", KIB, "2022-11-21", "9999-99-99T99:99:99Z", "not-a-uuid", "1e5", "null"),
    *(
        [],
        {},
        [[]],
        [None],
        {"": None},
        {"id": None},
        {"data": []},
        _nested(150),
        _nested(300),
        [0] * 100,
        {"attribute_type": "text"},
    ),
)
ODD = [json.dumps(value) for value in _ODD]
"""JSON that replaces a value."""
BYTES: Sequence[bytes] = (
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\\",
    b'"',
    b"{",
    b"]",
    b",",
    b"NaN",
    b"-",
    b"\xc3",
    b"1e999",
)
"""Bytes that are inserted into a body."""
HEADERS = {
    "retry-after": ("0", "-1", "1e999", "nan", "Mon, 99 Foo 2022", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 400, "\xff"),
    "x-attio-record-query-score": ("12", "nan", "", "x", "9" * 400),
    "x-attio-execution-id": ("id-1", "\x00", KIB),
    "content-type": ("application/json", "text/html; charset=\xff", "", "x" * 1000, "application/json; charset=utf-16"),
    "location": ("/v2/self", "http://[", "//x", "https://user:pw@x:99999/", "", "\x85"),
    "date": ("Thu, 01 Jan 1970 00:00:00 GMT", "x", "Thu, 99 Jan 1970 00:00:00 +9999"),
}
"""Headers that the SDK reads, and their values."""


@dataclass(frozen=True)
class Sample:
    """A golden response, and the operation that reads it."""

    operation: Operation[Any]
    status: int
    body: str
    """The body as JSON; parsing it is a quick way to get a fresh copy."""


def operation_of(golden: Golden) -> Operation[Any]:
    """Return the `Operation` of a golden."""
    module = importlib.import_module(getattr(attio.funcs, golden.function).__module__)
    return cast("Operation[Any]", getattr(module, golden.function.upper()))


def samples() -> list[Sample]:
    """Return the golden responses of all operations, successes and errors."""
    found: list[Sample] = []
    for golden in load():
        operation = operation_of(golden)
        bodies = [response.body for response in golden.responses if response.body is not NO_BODY]
        found += [Sample(operation, 200, json.dumps(plain(body))) for body in bodies]
        for case in golden.errors:
            for code, message in case.codes.items():
                detail = {"code": "invalid_type", "path": ["data", 0, "values"], "message": message}
                body = {"status_code": case.status, "type": "x", "code": code, "message": message}
                found.append(Sample(operation, case.status, json.dumps(body | {"validation_errors": [detail]})))
    return found


# Changes


def _places(value: JSON, found: list[tuple[JSON, Any]]) -> list[tuple[JSON, Any]]:
    """Collect every place in a body, as a container and a key or index."""
    inside: Iterable[tuple[Any, JSON]] = ()
    if isinstance(value, dict):
        inside = cast("dict[str, JSON]", value).items()
    elif isinstance(value, list):
        inside = enumerate(cast("Sequence[JSON]", value))
    holder: JSON = cast("JSON", value)
    for step, item in inside:
        found.append((holder, step))
        _places(item, found)
    return found


def _change(body: JSON, dice: random.Random) -> JSON:
    """Change one place of a body."""
    places = _places(body, [])
    if not places:
        return json.loads(dice.choice(ODD))
    parent, last = dice.choice(places)
    kind = dice.randrange(6)
    in_list = isinstance(last, int)
    if kind == 0:
        del parent[last]
    elif kind == 1 and not in_list:
        parent[dice.choice(["new_field", "model_config", "__class__", "", "data", f"{last}s"])] = parent.pop(last)
    elif kind == 2 and in_list:
        parent *= dice.randrange(2, 5)
    elif kind == 3:
        parent[last] = [parent[last]] if dice.random() < 0.5 else {str(last): parent[last]}
    else:
        parent[last] = json.loads(dice.choice(ODD))
    return body


def _scramble(data: bytes, dice: random.Random) -> bytes:
    """Change the bytes of a body."""
    start = dice.randrange(len(data) + 1)
    kind = dice.randrange(5)
    if kind == 0:
        return data[:start]
    if kind == 1:
        return data[:start] + dice.choice(BYTES) + data[start:]
    if kind == 2:
        return data[:start] + dice.randbytes(1) + data[start + 1 :]
    if kind == 3:
        return data[:start] + data[start + dice.randrange(20) :]
    return data.decode("utf-8", "replace").encode(dice.choice(["utf-16", "utf-8-sig", "utf-32-le"]))


def mutate(text: str, dice: random.Random) -> bytes:
    """Change a golden response at random."""
    body: JSON = json.loads(text)
    for _ in range(dice.randrange(3)):
        body = _change(body, dice)
    data = json.dumps(body, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")
    return _scramble(data, dice) if dice.random() < 0.25 else data


def headers(dice: random.Random) -> list[tuple[str, str]]:
    """Return random headers, valid and invalid."""
    names = dice.sample(list(HEADERS), dice.randrange(3))
    return [(name, dice.choice(HEADERS[name])) for name in names]


# Checks


def read(sample: Sample, content: bytes, pairs: list[tuple[str, str]]) -> Model | AttioSDKError | None:
    """Read a response like a call does; an exception that is not an SDK error fails the test."""
    found = Headers(pairs)
    wait = retry_after(found)
    assert wait is None or 0 <= wait < math.inf
    if sample.status >= 400:
        return read_error(sample.operation, sample.status, found, content)
    try:
        return cast("Model | None", decode(sample.operation, sample.status, found, content))
    except AttioSDKError as error:
        return error


def use(result: Model | AttioSDKError | None, *, thoroughly: bool = False) -> None:
    """Use a result like programs do; nothing may fail or warn."""
    if isinstance(result, AttioSDKError):
        text = f"{result} {result!r} {getattr(result, 'code', '')} {getattr(result, 'validation_errors', '')}"
        pretty: Callable[[], str] | None = getattr(result, "pretty", None)
        (text + (pretty() if pretty else "")).encode()  # the text can be written to any log
    elif result is not None:
        result.model_dump_json()
        result.model_dump()
        repr(result).encode()
        for record in _records(result):
            for slug in record.read_values:
                with suppress(TypeError):  # the value has another type
                    record.first(slug, str)
    if thoroughly:
        twin = pickle.loads(pickle.dumps(result))
        assert str(twin) == str(result)
        copy.deepcopy(result)


def _records(model: Model) -> Iterator[HasValues]:
    if isinstance(model, Page):
        items: Iterable[object] = items_of(cast("Page[object]", model))
    else:
        items = [model.__dict__.get("data")]
    return (item for item in items if isinstance(item, HasValues))


def fuzz(count: int, seed: int) -> dict[str, int]:
    """Read `count` random responses; return how many were read, rejected, and errors."""
    dice, everything = random.Random(seed), samples()
    good, bad = (
        [response for response in everything if response.status < 400],
        [response for response in everything if response.status >= 400],
    )
    counts = {"read": 0, "rejected": 0, "errors": 0}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for number in range(count):
            sample = dice.choice(good if dice.random() < 0.75 else bad)
            content, pairs = mutate(sample.body, dice), headers(dice)
            try:
                result = read(sample, content, pairs)
                use(result, thoroughly=number % 20 == 0)
            except BaseException as error:
                place = f"response {number} of seed {seed}: {sample.operation.name} {sample.status} {pairs!r}"
                message = f"{place}\n{content[:2000]!r}"
                raise AssertionError(message) from error
            kind = "read" if not isinstance(result, AttioSDKError) else "rejected"
            counts["errors" if sample.status >= 400 else kind] += 1
    return counts
