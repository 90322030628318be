"""Answers as the spec shows them, for operations that the embedded workspace does not offer yet.

With them the examples in docstrings and reference pages run all the same, through the whole SDK.
"""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from typing import Any

import httpx
import yaml

from tests.snippets import ROOT


@cache
def _operations() -> dict[str, dict[str, Any]]:
    specs = [
        yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in (ROOT / "codegen" / "spec").glob("*.yaml")
    ]
    items = [item for spec in specs for item in spec.get("paths", {}).values()]
    return {operation["operationId"]: operation for item in items for operation in item.values()}


def documented(answer: httpx.Response, request: httpx.Request, content: bytes) -> httpx.Response:
    """Give an operation's success example in place of the answer that it is not offered; past page one, nothing."""
    named = re.search(r"`([\w.]+)`", answer.text)
    assert named, answer.text
    operation = _operations()[named[1].replace(".", "_")]
    status, response = next((int(code), given) for code, given in operation["responses"].items() if code[0] == "2")
    example = response.get("content", {}).get("application/json", {}).get("example")
    if example is None:
        return httpx.Response(status, request=request)
    paging = operation.get("x-pagination", "none")
    if paging != "none" and _is_later_page(request, content):
        example = _without_items(example, paging["items"])
    return httpx.Response(status, json=example, request=request)


def _is_later_page(request: httpx.Request, content: bytes) -> bool:
    asked: dict[str, Any] = dict(request.url.params)
    if content.startswith(b"{"):
        asked |= json.loads(content)
    return bool(asked.get("cursor") or int(asked.get("offset", 0)) > 0 or int(asked.get("startIndex", 1)) > 1)


def _without_items(example: dict[str, Any], items: str) -> dict[str, Any]:
    page: dict[str, Any] = copy.deepcopy(example)
    *way, last = items.split(".")
    holder = page
    for step in way:
        holder = holder[step]
    holder[last] = []
    if "pagination" in page:
        page["pagination"]["next_cursor"] = None
    return page
