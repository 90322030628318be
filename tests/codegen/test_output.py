"""Writing and checking generated files, and the generated blocks of README.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from codegen.__main__ import main
from codegen.output import compare, generate, render
from codegen.read.loader import SpecError
from codegen.render.links import absolute_links
from tests.codegen.small import BOXES, changed, write_spec

HANDMADE = '"""By hand."""\n\n\nclass Handmade:\n    """Something."""\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with up-to-date generated files and one hand-written module."""
    write_spec(tmp_path / "codegen" / "spec")
    by_hand = tmp_path / "src/attio/models/base.py"
    by_hand.parent.mkdir(parents=True)
    by_hand.write_text(HANDMADE, encoding="utf-8")
    generate(tmp_path / "codegen" / "spec", tmp_path)
    return tmp_path


def spec_of(project: Path) -> Path:
    return project / "codegen" / "spec"


def test_rendering_is_deterministic(small_spec: Path, small_files: dict[str, str], tmp_path: Path) -> None:
    assert render(small_spec, tmp_path) == small_files


def test_every_kind_of_file_is_generated(small_files: dict[str, str]) -> None:
    assert sorted(small_files) == [
        "FUNCTIONS.md",
        "docs/reference/boxes.md",
        "docs/reference/common.md",
        "docs/reference/errors.md",
        "docs/reference/index.md",
        "src/attio/_call/operation_names.py",
        "src/attio/cli/commands/__init__.py",
        "src/attio/cli/commands/boxes.py",
        "src/attio/cli/tree.py",
        "src/attio/errors/__init__.py",
        "src/attio/errors/boxes.py",
        "src/attio/errors/codes.py",
        "src/attio/funcs/__init__.py",
        "src/attio/funcs/boxes.py",
        "src/attio/models/__init__.py",
        "src/attio/models/boxes.py",
        "src/attio/models/common.py",
        "src/attio/resources/__init__.py",
        "src/attio/resources/boxes.py",
        "src/attio/resources/tree.py",
        "src/attio/sandbox/documented.json",
    ]


def test_the_first_line_names_the_source(small_files: dict[str, str]) -> None:
    first = "Generated from codegen/spec/boxes.yaml by `make generate`; edit that file instead."
    assert small_files["src/attio/funcs/boxes.py"].startswith(f"# {first}\n")
    assert small_files["docs/reference/boxes.md"].startswith(f"<!-- {first} -->\n")


def test_an_up_to_date_project_is_not_changed(project: Path) -> None:
    assert compare(spec_of(project), project) == []
    assert generate(spec_of(project), project) == []


def test_check_finds_an_edited_file(project: Path) -> None:
    file = project / "src/attio/funcs/boxes.py"
    text = file.read_text("utf-8")
    file.write_text(text.replace('method="DELETE"', 'method="GET"'), encoding="utf-8")
    (problem,) = compare(spec_of(project), project)
    assert problem.splitlines()[0] == "differs: src/attio/funcs/boxes.py"
    assert '    -    method="GET",' in problem.splitlines()
    assert '    +    method="DELETE",' in problem.splitlines()
    assert generate(spec_of(project), project) == ["src/attio/funcs/boxes.py"]
    assert file.read_text("utf-8") == text


def test_check_shortens_long_differences(project: Path) -> None:
    (project / "FUNCTIONS.md").write_text("nothing\n" * 3, encoding="utf-8")
    (problem,) = compare(spec_of(project), project)
    assert len(problem.splitlines()) == 14
    assert problem.splitlines()[-1].endswith("more lines")


def test_check_finds_a_missing_file(project: Path) -> None:
    (project / "docs/reference/boxes.md").unlink()
    assert compare(spec_of(project), project) == ["missing: docs/reference/boxes.md"]


def test_check_finds_a_stale_file(project: Path) -> None:
    stale = project / "src/attio/errors/crates.py"
    stale.write_text("# Generated from codegen/spec/crates.yaml by `make generate`; edit that file instead.\n", "utf-8")
    assert compare(spec_of(project), project) == [
        "stale:   src/attio/errors/crates.py is generated, but the spec does not produce it"
    ]
    assert generate(spec_of(project), project) == ["src/attio/errors/crates.py"]
    assert not stale.exists()


def test_handwritten_classes_are_kept_and_exported(project: Path) -> None:
    assert (project / "src/attio/models/base.py").read_text("utf-8") == HANDMADE
    root = (project / "src/attio/models/__init__.py").read_text("utf-8")
    assert "    from attio.models.base import Handmade\n" in root
    assert '        "base": "Handmade",\n' in root


def test_a_name_in_two_modules_is_rejected(project: Path) -> None:
    (project / "src/attio/models/base.py").write_text(HANDMADE.replace("Handmade", "Box"), encoding="utf-8")
    with pytest.raises(SpecError, match=r"Box is defined twice: in attio\.models\.base and attio\.models\.boxes"):
        render(spec_of(project), project)


def test_a_missing_handwritten_class_is_an_error(project: Path) -> None:
    lid = "    Lid:\n      description: A lid, told apart by `kind`.\n"
    for name, fails in (("Handmade", False), ("Homemade", True)):
        text = changed(lid, f"    Made: {{x-python: attio.models.base.{name}}}\n{lid}")
        write_spec(spec_of(project), text)
        if fails:
            with pytest.raises(
                SpecError, match=r"boxes\.yaml: components\.schemas\.Made: there is no attio\.models\.base\.Homemade"
            ):
                render(spec_of(project), project)
        else:
            render(spec_of(project), project)


def test_the_command_checks_and_writes_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--spec", str(spec_of(project)), "--out", str(project)]
    assert main([*arguments, "--check"]) == 0
    assert capsys.readouterr().out == ""
    (project / "FUNCTIONS.md").unlink()
    assert main([*arguments, "--check"]) == 1
    printed = capsys.readouterr()
    assert printed.out == "missing: FUNCTIONS.md\n"
    assert printed.err == "1 generated files are out of date; run `make generate`\n"
    assert main(arguments) == 0
    assert capsys.readouterr().out == "FUNCTIONS.md\n"
    write_spec(spec_of(project), changed("      summary: Delete a box.\n", ""))
    assert main(arguments) == 2
    assert capsys.readouterr().err == "boxes.yaml: paths.'/v2/boxes/{box_id}'.delete: `summary` is missing\n"


def test_readme_blocks_are_updated(project: Path) -> None:
    readme = project / "README.md"
    blocks = "".join(f"<!-- generated:{name} -->\nold\n<!-- /generated -->\n\n" for name in ("methods", "sandbox"))
    readme.write_text(f"# Title\n\n{blocks}The end.\n", encoding="utf-8")
    assert compare(spec_of(project), project)[0].startswith("differs: README.md")
    assert generate(spec_of(project), project) == ["README.md"]
    text = readme.read_text("utf-8")
    assert text.startswith(
        "# Title\n\n<!-- generated:methods -->\n\n- [`client.boxes`](docs/reference/boxes.md): `list`, "
    )
    assert "`lids.list`" in text
    assert re.search(r"\n\| `boxes` \| \d+ \| 0 \|\n", text)
    assert text.endswith("<!-- /generated -->\n\nThe end.\n")
    assert "old" not in text


def test_links_become_absolute_once_the_repository_has_an_address() -> None:
    text = "[a](docs/a.md#b) [c](https://c.example) [d](#d)"
    assert absolute_links(text, "") == text
    assert absolute_links(text, "https://code.example/sdk") == (
        "[a](https://code.example/sdk/blob/main/docs/a.md#b) [c](https://c.example) [d](#d)"
    )


def test_an_unknown_readme_block_is_an_error(project: Path) -> None:
    (project / "README.md").write_text("<!-- generated:verbs -->\n<!-- /generated -->\n", encoding="utf-8")
    with pytest.raises(SpecError, match=r"README\.md: there is no generated block `verbs`"):
        render(spec_of(project), project)


def test_a_resource_may_come_before_its_operations(tmp_path: Path) -> None:
    text = BOXES[: BOXES.index("x-sub-resources:")] + "paths: {}\n"
    files = render(write_spec(tmp_path, text, "openapi: 3.1.0\n"), tmp_path)
    assert "src/attio/resources/boxes.py" in files
    assert "FUNCTIONS.md" not in files
