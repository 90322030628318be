"""Examples in docstrings, rewritten as method calls and as async calls."""

from __future__ import annotations

import pytest

from codegen.read.examples import python_method, to_async, to_method

PAGED = {
    "boxes_list": True,
    "boxes_get": False,
    "boxes_lids_list": False,
    "boxes_assert": False,
    "files_download": False,
}
METHODS = {
    "boxes_list": "boxes.list",
    "boxes_get": "boxes.get",
    "boxes_lids_list": "boxes.lids.list",
    "boxes_assert": "boxes.assert",
    "files_download": "files.download",
}


@pytest.mark.parametrize(
    ("sync", "twin"),
    [
        ("boxes_get(client, box_id)", "await boxes_get_async(client, box_id)"),
        ("x = boxes_get(client, y)", "x = await boxes_get_async(client, y)"),
        # The call is awaited before its result is used.
        ("print(boxes_get(client, y).data)", "print((await boxes_get_async(client, y)).data)"),
        ("boxes_lids_list(client, y).data[0]", "(await boxes_lids_list_async(client, y)).data[0]"),
        ("boxes_get(client, y)[0]", "(await boxes_get_async(client, y))[0]"),
        # Pages are iterated asynchronously; lists in a response are not.
        ("for b in boxes_list(client):\n    b", "async for b in await boxes_list_async(client):\n    b"),
        ("for b in boxes_get(client, y).data:\n    b", "for b in (await boxes_get_async(client, y)).data:\n    b"),
        ("[b for b in boxes_list(client)]", "[b async for b in await boxes_list_async(client)]"),
        (
            "for p in boxes_list(client).pages():\n    p",
            "async for p in (await boxes_list_async(client)).pages_async():\n    p",
        ),
        (
            "page = boxes_list(client)\nfor b in page:\n    b\nfor p in page.pages():\n    p\nnew = page.next_page()",
            (
                "page = await boxes_list_async(client)\nasync for b in page:\n    b\n"
                "async for p in page.pages_async():\n    p\nnew = await page.next_page_async()"
            ),
        ),
        (
            "with files_download(client, y) as f:\n    f",
            "async with await files_download_async(client, y) as f:\n    f",
        ),
        # Other names, methods of the same name, and strings stay unchanged.
        ("other(client).pages()", "other(client).pages()"),
        ("boxes_get(somebody, y)", "boxes_get(somebody, y)"),
        ('print("boxes_get(client, y)")', 'print("boxes_get(client, y)")'),
        ('print("é", boxes_get(client, "é").data)', 'print("é", (await boxes_get_async(client, "é")).data)'),
        (
            "boxes_get(client, boxes_get(client, y).id)",
            "await boxes_get_async(client, (await boxes_get_async(client, y)).id)",
        ),
    ],
)
def test_an_example_becomes_async(sync: str, twin: str) -> None:
    assert to_async(sync, PAGED) == twin


@pytest.mark.parametrize(
    ("function", "method"),
    [
        ("boxes_list(client)", "client.boxes.list()"),
        ("boxes_get(client, y, z=1)", "client.boxes.get(y, z=1)"),
        ("boxes_lids_list(client, y).data", "client.boxes.lids.list(y).data"),
        ("boxes_assert(client, data={})", "client.boxes.assert_(data={})"),
        ("boxes_get(\n    client,\n    y,\n)", "client.boxes.get(\n    y,\n)"),
        ("boxes_get(client, boxes_get(client, y).id)", "client.boxes.get(client.boxes.get(y).id)"),
    ],
)
def test_an_example_becomes_a_method_call(function: str, method: str) -> None:
    assert to_method(function, METHODS) == method


def test_an_example_becomes_an_async_method_call() -> None:
    twin = to_async("boxes_assert(client, data={}).data", PAGED)
    assert to_method(twin, METHODS, "_async") == "(await client.boxes.assert_async(data={})).data"


def test_assert_needs_an_underscore_only_where_it_is_a_keyword() -> None:
    assert python_method("boxes.assert") == "boxes.assert_"
    assert python_method("boxes.assert", "_async") == "boxes.assert_async"
    assert python_method("assert") == "assert_"
