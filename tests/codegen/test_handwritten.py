"""Reference pages of hand-written modules: signatures and docstrings as Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

import attio
from attio import AttioSDKError, filters, schema, typed, values
from codegen.read.loader import SpecError
from codegen.render import handwritten
from codegen.render.descriptors import attributes_table
from codegen.render.handwritten import PAGES, docstring_parts, render_handwritten

ROOT = Path(__file__).parents[2]

SOURCE = '''
class _Shared:
    size: int
    """Size in metres,
    rounded."""


class Box(_Shared):
    """A box.

    It has a lid.

    Args:
        lid: The lid; see
            the picture.

    Example:
        with Box() as box:
            box.open()

        print(box)

    Keys:
        color: str
    """

    color: str
    """Its color."""

    def __init__(self, lid: str = "oak", *, weight_of_the_box_in_kilograms: float, length: float | None = None) -> None:
        """Make a box."""

    @property
    def is_open(self) -> bool:
        """Whether it is open."""

    def open(self, *, fast: bool = False) -> None:
        """Open it."""

    def _hidden(self) -> None:
        """Not shown."""
'''


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "core.py").write_text(SOURCE, "utf-8")
    one = handwritten.HandwrittenPage("boxes", "Boxes", "All boxes.", "[Boxes](../boxes.md)", (("Box", "core.py"),))
    monkeypatch.setattr(handwritten, "PAGES", (one,))
    [(path, text)] = render_handwritten(tmp_path, "<!-- head -->")
    assert path == "docs/reference/boxes.md"
    return text


BOXES = """<!-- head -->

# Boxes

All boxes.

Guide: [Boxes](../boxes.md).

## Box

```py
Box(
    lid: str = 'oak',
    *,
    weight_of_the_box_in_kilograms: float,
    length: float | None = None,
)
```

A box.

It has a lid.

**Parameters**

- `lid`: The lid; see the picture.

**Example**

```py
with Box() as box:
    box.open()

print(box)
```

- `size` (`int`): Size in metres, rounded.
- `color` (`str`): Its color.

### Box.is_open

`bool`

Whether it is open.

### Box.open

```py
def open(*, fast: bool = False) -> None
```

Open it.
"""


def test_a_class_shows_its_signature_text_fields_and_public_members(page: str) -> None:
    assert page == BOXES


def test_a_name_that_no_longer_exists_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "core.py").write_text("", "utf-8")
    with pytest.raises(SpecError, match=r"handwritten\.py: there is no Attio in client\.py"):
        list(render_handwritten(tmp_path, ""))


def test_a_section_that_is_text_stays_text() -> None:
    assert list(docstring_parts("Read it.\n\nReturns:\n    The text.")) == ["Read it.", "**Returns**", "The text."]


def test_every_public_class_has_a_page() -> None:
    documented = {name for page in PAGES for name, _ in page.names}
    classes = {name: found for name in attio.__all__ if isinstance(found := getattr(attio, name), type)}
    errors = {name for name, found in classes.items() if issubclass(found, AttioSDKError)}
    assert classes.keys() - documented - errors == {"RequestResult", "Unset"}


def test_every_public_name_of_the_data_modules_has_a_page() -> None:
    """Attributes are listed in a table, and `attr` is a module."""
    documented = {name for page in PAGES for name, _ in page.names}
    names = {name for module in (filters, schema, typed) for name in module.__all__}
    assert names - documented == {"attr"}
    own = {name for name, member in vars(values).items() if getattr(member, "__module__", "") == values.__name__}
    assert {name for name in own if not name.startswith("_")} - documented == {"R", "read_value"}


def test_every_attribute_is_in_the_table() -> None:
    rows = attributes_table(ROOT / "src/attio").splitlines()[4:]
    assert [row.split("`")[1].partition("[")[0] for row in rows] == sorted(typed.attr.__all__)
    assert "| `Reference[R]` | `record-reference` | `Ref[R] \\| None` | `Ref[R] \\| R \\| str \\| None` |" in rows
    assert "| `RecordId` | `text` | `str` | read-only |" in rows
    assert "| `Date` | `date` | `date \\| None` | `date \\| None` |" in rows


def test_tables_come_last_and_shared_members_appear_in_each_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = "class _Base:\n    def open(self) -> int: ...\nclass Box(_Base):\n    pass\n"
    (tmp_path / "core.py").write_text(source, "utf-8")
    one = handwritten.HandwrittenPage("b", "B", "All.", "[B](b.md)", (("Box", "core.py"),), table=lambda _: "## end")
    monkeypatch.setattr(handwritten, "PAGES", (one,))
    [(_, text)] = render_handwritten(tmp_path, "")
    assert "### Box.open\n\n```py\ndef open() -> int\n```" in text
    assert text.endswith("\n\n## end\n")
