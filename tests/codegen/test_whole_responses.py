"""Generated files for responses without `data`, errors of a range of statuses, and events."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.read.defaults import defaults_of
from codegen.read.loader import SpecError
from codegen.read.reader import read
from tests.codegen.small import CRATES, changed, write_spec
from tests.codegen.texts import contains


def test_operations_are_rendered(crates_files: dict[str, str]) -> None:
    contains(
        crates_files["src/attio/funcs/crates.py"],
        "from attio.errors.scim import SCIM_ERRORS\n",
        "    response=CratesListResponse,\n    errors=SCIM_ERRORS,\n",
        '    paging=Paging(style="scim", items="Resources", maximum=100),\n',
        "    note: CrateNote\n    schemas: Annotated[Sequence[str], Field(min_length=1)] | None = None\n"
        '    members: Sequence[Annotated[CrateMemberInput, Renamed(ref="$ref")]] | None = None\n',
        "    response=Crate,\n",
        '    defaults={"note.form": "plain", "note.by.type": "person", "schemas": ["a", "b"]},\n',
        "    members: Sequence[CrateMemberInput] | None = None,\n",
        "CRATES_UPDATE: Operation[Crate | None] = Operation(\n",
        "    response=Crate,\n    errors=SCIM_ERRORS,\n    idempotent=True,\n"
        '    budgets=("write",),\n    may_be_empty=True,\n',
        "def crates_update(client: Caller, crate_id: str, **options: Unpack[RequestOptions]) -> Crate | None:\n",
        "    Returns:\n        The crate, or None if it fell apart.\n\n"
        "    Raises:\n        ScimError: 4XX: it is rejected.\n        AttioSDKError: ",
    )


def test_models_are_rendered(crates_files: dict[str, str]) -> None:
    contains(
        crates_files["src/attio/models/crates.py"],
        "class CrateMember(Model):\n",
        '    model_config = ConfigDict(validate_by_name=True)\n\n    ref: str = Field(alias="$ref")\n',
        "class Crate(Envelope):\n",
        "class CrateMemberInput(TypedDict, total=False):\n",
        "    ref: Required[str]\n",
        "class CrateMade(Model):\n",
        "class CratePayload(Model):\n",
        "    events: list[CrateEvent]\n",
        "class CratesListResponse(Page[Crate]):\n",
        "    Resources: list[Crate]\n",
    )


def test_errors_of_all_operations_have_no_module(crates_files: dict[str, str]) -> None:
    assert "src/attio/errors/crates.py" not in crates_files


def test_reference_pages_are_rendered(crates_files: dict[str, str]) -> None:
    contains(
        crates_files["docs/reference/crates.md"],
        "- 4XX `ScimError`: it is rejected.\n",
        ") -> Crate | None\n",
        "`Crate | None`: The crate, or None if it fell apart. See [`Crate`](#class-crate).\n",
        "- `ref` (`str`, `$ref` on the wire): Where it is.\n",
    )
    contains(
        crates_files["docs/reference/errors.md"],
        "## Errors of all SCIM operations\n",
        "| `ScimError` | 4XX | any | [`crates.list`](crates.md#list) |\n",
    )


MISTAKES = {
    "error of one status beside those of all": (
        '        "204": {description: It fell apart.}\n',
        '        "404": {description: Not there., x-error: GoneError, x-codes: {gone: it is gone.}}\n',
        "responses.4XX: covers every client error, so 404 would never be raised",
    ),
    "shared class that is not there": (
        '"204": {description: It fell apart.}\n        "4XX": {description: it is rejected., x-error: ScimError}',
        '"4XX": {description: it is rejected., x-error: SomeError}',
        "responses.4XX.x-error: must be one of ScimError, not 'SomeError'",
    ),
    "error without a sentence": (
        '"204": {description: It fell apart.}\n        "4XX": {description: it is rejected.,',
        '"4XX": {description: it is rejected,',
        "responses.4XX.description: must be one sentence that ends with a period",
    ),
    "response that is no whole one": (
        "      description: A crate.\n      x-envelope: true\n",
        "      description: A crate.\n",
        "Crate is a whole response; it needs `x-envelope: true`",
    ),
    "event that no variant has": (
        "  crate.gone:\n",
        "  crate.lost:\n",
        "webhooks.'crate.lost'.post: no variant of CratePayload has the tag `crate.lost`",
    ),
    "event that is not announced": (
        "{const: crate.gone}",
        "{enum: [crate.gone, crate.sold], description: What happened.}",
        "webhooks.'crate.made'.post: CratePayload has events that `webhooks` does not list: crate.sold",
    ),
    "fill of some variants only": (
        "form: {type: string, enum: [plain], x-fill: plain, description: How it is put there.}",
        "form: {type: string, enum: [plain], description: How it is put there.}",
        "CrateText: `x-fill` of `form` is inside something optional or a list, or not in all variants of a union",
    ),
    "fill that differs between variants": (
        "form: {type: string, enum: [plain], x-fill: plain, description: How it is put there.}",
        "form: {type: string, enum: [rich], x-fill: rich, description: How it is put there.}",
        "CrateText: `x-fill` of `form` is inside something optional or a list, or not in all variants of a union",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(name: str, tmp_path: Path) -> None:
    old, new, message = MISTAKES[name]
    with pytest.raises(SpecError) as caught:
        read(write_spec(tmp_path, crates=changed(old, new, CRATES)))
    assert str(caught.value).startswith("crates.yaml: ")
    assert message in str(caught.value)


def test_a_union_fills_only_fields_that_its_variants_share(crates_spec: Path) -> None:
    api = read(crates_spec)
    create = next(operation for operation in api.operations if operation.id == "crates_create")
    assert defaults_of(api, create) == {"note.form": "plain", "note.by.type": "person", "schemas": ["a", "b"]}
