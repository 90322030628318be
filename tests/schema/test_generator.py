"""Generated typed records: names, types and titles, and stable names when the workspace changes."""

from __future__ import annotations

import ast
import dataclasses
from typing import Any

import pytest

from attio.schema import AttributeSchema, ListSchema, ObjectSchema, OptionSchema, WorkspaceSchema
from attio.schema.generator import generate, meaning
from attio.schema.naming import RESERVED, Namespace, attribute_name, class_name, known_names
from attio.typed import TypedEntry, TypedRecord
from tests.schema.sample import PATH, sample_schema

NAME = AttributeSchema("a1", "name", "Name", "text")
STAGE = AttributeSchema(
    "a2", "stage", "Stage", "status", options=(OptionSchema("o1", "Lead"), OptionSchema("o2", "Won"))
)
DEALS = ObjectSchema("d", "deals", "Deal", "Deals", (NAME, STAGE))


def workspace(*attributes: AttributeSchema) -> WorkspaceSchema:
    return WorkspaceSchema("w", (dataclasses.replace(DEALS, attributes=attributes),))


def line(attribute: AttributeSchema, previous: str = "") -> str:
    """Return the declaration of one attribute as one line."""
    (generated,) = ast.parse(generate(workspace(attribute), previous=previous)).body[-1:]
    assert isinstance(generated, ast.ClassDef)
    return ast.unparse(generated.body[1])


def test_the_generated_text_is_complete() -> None:
    text = generate(workspace(NAME, STAGE))
    assert text.partition('"""\n\n')[2] == TEXT
    assert generate(workspace(NAME, STAGE), previous=text) == text


TEXT = '''from __future__ import annotations

from typing import Literal, TypeAlias

from attio.typed import TypedRecord, attr

DealStage: TypeAlias = Literal["Lead", "Won"]


class Deal(TypedRecord, object="deals", id="d"):
    """Deals."""

    name: attr.Text = attr.Text(id="a1")
    """Name."""
    stage: attr.Status[DealStage] = attr.Status(id="a2")
    """Stage."""
'''


@pytest.mark.parametrize(
    ("change", "generated"),
    [
        ({}, "name: attr.Text = attr.Text(id='a1')"),
        ({"is_unique": True}, "name: attr.Text = attr.Text(id='a1', unique=True)"),
        ({"is_required": True}, "name: attr.Text = required(attr.Text(id='a1'))"),
        ({"is_required": True, "has_default": True}, "name: attr.Text = attr.Text(id='a1')"),
        ({"is_required": True, "is_writable": False}, "name = read_only(attr.Text(id='a1'))"),
        ({"api_slug": "class"}, "class_: attr.Text = attr.Text('class', id='a1')"),
        ({"api_slug": "save"}, "save_: attr.Text = attr.Text('save', id='a1')"),
        ({"api_slug": "attr"}, "attr_: attr.Text = attr.Text('attr', id='a1')"),
        ({"api_slug": "Deal"}, "Deal_: attr.Text = attr.Text('Deal', id='a1')"),
        ({"api_slug": "2nd-name"}, "a_2nd_name: attr.Text = attr.Text('2nd-name', id='a1')"),
        ({"api_slug": "__init__"}, "a_init__: attr.Text = attr.Text('__init__', id='a1')"),
        ({"api_slug": 'a"\\'}, "a__: attr.Text = attr.Text('a\"\\\\', id='a1')"),
        ({"type": "interaction"}, "name = read_only(attr.Interaction(id='a1'))"),
        ({"type": "domain", "is_multiselect": True}, "name: attr.Domains = attr.Domains(id='a1')"),
        ({"type": "text", "is_multiselect": True}, "name: attr.Text = attr.Text(id='a1')"),
        ({"type": "select"}, "name: attr.Select = attr.Select(id='a1')"),
        ({"type": "select", "options": ()}, "name: attr.Select = attr.Select(id='a1')"),
        (
            {"type": "select", "options": (OptionSchema("o", "A", is_archived=True), OptionSchema("p", "B"))},
            "name: attr.Select[DealName] = attr.Select(id='a1')",
        ),
        (
            {"type": "select", "is_writable": False, "options": (OptionSchema("o", "A"),)},
            "name = read_only(attr.Select[DealName](id='a1'))",
        ),
        ({"type": "record-reference"}, "name: attr.Reference = attr.Reference(id='a1')"),
        (
            {"type": "record-reference", "allowed_objects": ("deals", "people")},
            "name: attr.Reference = attr.Reference(id='a1')",
        ),
        (
            {"type": "record-reference", "allowed_objects": ("people",)},
            "name: attr.Reference = attr.Reference(id='a1')",
        ),
        (
            {"type": "record-reference", "allowed_objects": ("deals",), "is_multiselect": True},
            "name: attr.References[Deal] = attr.References(id='a1')",
        ),
        (
            {"type": "record-reference", "allowed_objects": ("deals",), "is_writable": False},
            "name = read_only(attr.Reference(id='a1', to=lambda: Deal))",
        ),
    ],
)
def test_an_attribute_becomes_a_declaration(change: Any, generated: str) -> None:
    assert line(dataclasses.replace(NAME, **change)) == generated


@pytest.mark.parametrize(
    "title",
    [
        '"',
        '"""',
        'a"',
        "\\",
        "\\N{x}",
        "a\nb",
        "\u2028",
        "\u202e",
        "\ud800",
        "Won 🎉",
        "'''",
        "#",
        "{",
        "",
        "ä",
        "\x7f",
    ],
)
def test_any_title_is_quoted(title: str) -> None:
    """Any title survives quoting in the generated code, which can be written as UTF-8."""
    options = (OptionSchema("o", title), OptionSchema("p", title), OptionSchema("q", "B"))
    text = generate(workspace(dataclasses.replace(STAGE, title=title, options=options)))
    text.encode()
    tree = ast.parse(text)
    (alias,) = (node for node in tree.body if isinstance(node, ast.AnnAssign))
    assert isinstance(alias.value, ast.Subscript)
    assert ast.literal_eval(alias.value.slice) == (title, "B")
    generated = tree.body[-1]
    assert isinstance(generated, ast.ClassDef)
    assert isinstance(generated.body[2], ast.Expr)
    ast.literal_eval(generated.body[2].value)


def test_archived_inherited_and_unknown_attributes_are_left_out() -> None:
    archived = dataclasses.replace(NAME, is_archived=True)
    inherited = [
        AttributeSchema(f"s{slug}", slug, slug, "text", is_system_attribute=True)
        for slug in ("record_id", "created_at", "created_by")
    ]
    text = generate(workspace(archived, *inherited))
    assert text.endswith('class Deal(TypedRecord, object="deals", id="d"):\n    """Deals."""\n')
    assert "attr" not in text.partition("import TypedRecord")[2]
    text = generate(workspace(dataclasses.replace(NAME, type="new-type")))
    assert text.endswith("    # 'name' has the type 'new-type', which this version does not know.\n")
    assert generate(WorkspaceSchema("w")).endswith('"""\n\nfrom __future__ import annotations\n')


def test_lists_become_classes_of_entries() -> None:
    people = ObjectSchema("p", "people", "Person", "People")
    hidden = AttributeSchema("s", "parent_record", "x", "record-reference", is_system_attribute=True)
    parent = dataclasses.replace(NAME, api_slug="parent")
    lists = (
        ListSchema("l", "sales", "Sales", ("people",), (hidden, parent)),
        ListSchema("m", "other", "Sales", ("people", "deals")),
        ListSchema("n", "third", "🎉", ("deals",)),
    )
    text = generate(WorkspaceSchema("w", (people,), lists))
    assert 'class SalesEntry(TypedEntry, list="sales", id="l"):\n    """Sales."""\n' in text
    assert "    parent: attr.Parent[Person] = required(attr.Parent())" in text
    assert '    parent_: attr.Text = attr.Text("parent", id="a1")' in text
    assert 'class SalesEntry2(TypedEntry, list="other", id="m")' in text
    assert 'class ThirdEntry(TypedEntry, list="third", id="n")' in text
    assert text.count("    parent: attr.Parent = required(attr.Parent())") == 2
    assert "class Person" not in generate(WorkspaceSchema("w", (people,), lists), only=["sales"])
    with pytest.raises(KeyError, match="no object or list 'saels'; did you mean 'sales'"):
        generate(WorkspaceSchema("w", (people,), lists), only=["saels"])


def test_names_stay_while_ids_do() -> None:
    text = generate(workspace(NAME, STAGE))
    renamed = WorkspaceSchema(
        "w",
        (
            dataclasses.replace(
                DEALS,
                api_slug="opportunities",
                singular_noun="Opportunity",
                plural_noun="Opportunities",
                attributes=(
                    dataclasses.replace(STAGE, api_slug="phase", title="Phase"),
                    AttributeSchema("a3", "name", "Other", "number"),
                    dataclasses.replace(NAME, api_slug="title"),
                ),
            ),
        ),
    )
    generated = generate(renamed, previous=text)
    assert 'class Deal(TypedRecord, object="opportunities", id="d")' in generated
    assert '    stage: attr.Status[DealStage] = attr.Status("phase", id="a2")' in generated
    assert '    name2: attr.Number = attr.Number("name", id="a3")' in generated
    assert '    name: attr.Text = attr.Text("title", id="a1")' in generated
    assert generate(renamed, previous=generated) == generated


def test_renamed_classes_and_attributes_keep_their_name() -> None:
    text = generate(workspace(NAME, dataclasses.replace(STAGE, is_required=True)))
    for old, new in (("Deal(", "Chance("), ("DealStage", "Step"), ("stage:", "step:"), ("    name:", "    called:")):
        text = text.replace(old, new)
    generated = generate(workspace(NAME, dataclasses.replace(STAGE, is_required=True)), previous=text)
    assert 'class Chance(TypedRecord, object="deals", id="d")' in generated
    assert 'Step: TypeAlias = Literal["Lead", "Won"]' in generated
    assert '    step: attr.Status[Step] = required(attr.Status("stage", id="a2"))' in generated
    assert '    called: attr.Text = attr.Text("name", id="a1")' in generated


def test_invalid_previous_names_are_replaced() -> None:
    previous = """
        import os
        class save(TypedRecord, id="d"):
            save: attr.Text = attr.Text(id="a1")
            _stage: attr.Status[Deal2] = attr.Status(id="a2")
            stage, other = 1, 2
            plain = 3
            unknown = attr.Text(id=4)
            again = read_only(attr.Select[Deal](id="a9"))
        class NotOurs(Base): ...
    """
    text = generate(workspace(NAME, STAGE), previous="\n".join(line[8:] for line in previous.splitlines()))
    assert text.partition("Deal2")[2].partition("\n\n\n")[2] == TEXT.partition("\n\n\n")[2].replace(
        "DealStage", "Deal2"
    )


def test_names_of_read_only_attributes_are_known() -> None:
    tree = ast.parse("class A(X, id='d'):\n b = read_only(attr.Select[C](id='a'))")
    found = known_names(tree)
    assert (found.classes, found.attributes, found.aliases) == ({"d": "A"}, {("d", "a"): "b"}, {("d", "a"): "C"})


def test_equal_names_get_a_number() -> None:
    same = [
        dataclasses.replace(NAME, id=f"i{index}", api_slug=slug) for index, slug in enumerate(["a-b", "a_b", "a.b"])
    ]
    text = generate(workspace(*same))
    assert [name for name in ("a_b:", "a_b2:", "a_b3:") if f"    {name} attr.Text" in text] == [
        "a_b:",
        "a_b2:",
        "a_b3:",
    ]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (("Sales lead",), "SalesLead"),
        (("CRM-account",), "CRMAccount"),
        (("1st",), "A1st"),
        (("🎉", "party_time"), "PartyTime"),
        (("🎉",), "Unnamed"),
        (("Größe",), "Größe"),
    ],
)
def test_titles_become_class_names(texts: tuple[str, ...], name: str) -> None:
    assert class_name(*texts) == name


def test_attribute_names_are_valid_identifiers() -> None:
    for slug in ("", "_", "___", "-", "1", "²", "\uff41", "x y", "\u017f"):
        assert attribute_name(slug).isidentifier()
    assert attribute_name("\uff41") == "a"  # as the parser normalizes it


def test_a_name_in_use_is_not_kept_twice() -> None:
    space = Namespace(["taken"])
    assert space.keep("free")
    assert not space.keep("free")
    assert not space.keep("taken")
    assert [space.take("taken"), space.take("taken"), space.take("class")] == ["taken_", "taken2", "class_"]


def test_every_name_of_the_base_classes_is_reserved() -> None:
    names = {name for kind in (TypedRecord, TypedEntry) for name in dir(kind) if not name.startswith("_")}
    assert {"attr", "read_only", "required"} | names == RESERVED


def test_long_calls_are_wrapped_like_formatters_do() -> None:
    long = dataclasses.replace(NAME, api_slug="a" * 30, id="i" * 36, is_required=True, is_unique=True)
    number = dataclasses.replace(NAME, api_slug="b" * 30, id="j" * 36, type="number", is_writable=False)
    text = generate(
        workspace(long, dataclasses.replace(long, id="k" * 36, api_slug="c" * 30, is_required=False), number)
    )
    assert f'= required(\n        attr.Text(id="{"i" * 36}", unique=True)\n    )\n' in text
    assert f'= attr.Text(\n        id="{"k" * 36}", unique=True\n    )\n' in text
    options = tuple(OptionSchema(str(number), f"Option number {number}") for number in range(9))
    text = generate(workspace(dataclasses.replace(STAGE, options=options)))
    assert 'DealStage: TypeAlias = Literal[\n    "Option number 0",\n' in text
    text = generate(WorkspaceSchema("w", (dataclasses.replace(DEALS, api_slug="d" * 80),)))
    assert f'class Deal(\n    TypedRecord,\n    object="{"d" * 80}",\n    id="d",\n):\n' in text


def test_the_meaning_of_code_ignores_formatting() -> None:
    one = 'from b import c, d\nfrom a import x\nclass A:\n  """ Some\n  text. """\n  y = f("z", 1)  # why\n'
    two = (
        "from a import x\nfrom b import (\n    d,\n    c,\n)\n\n\n"
        "class A:\n    '''Some text.'''\n\n    y = f(\n        'z',\n        1,\n    )\n"
    )
    assert meaning(one) == meaning(two)
    for old, new in (("'z'", "'x'"), ("Some", "Any"), ("    d,\n", ""), ("f(", "g(")):
        assert meaning(two) != meaning(two.replace(old, new))


def test_the_generated_sample_is_up_to_date() -> None:
    """The formatted sample, which type checkers check, equals the generated code."""
    text = PATH.read_text("utf-8")
    assert meaning(generate(sample_schema(), previous=text)) == meaning(text), "run python -m tests.schema.sample"
