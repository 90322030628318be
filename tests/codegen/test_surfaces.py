"""Files generated from the small spec, compared with literals. `test_working.py` runs them."""

from __future__ import annotations

from pathlib import Path

from codegen.output import render
from tests.codegen.small import COMMON, changed, write_spec
from tests.codegen.texts import contains


def test_an_operation_is_rendered(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/funcs/boxes.py"],
        'class BoxesListParams(Params):\n    """Parameters of `boxes.list`."""\n\n    color: ColorInput | None = ',
        "    limit: Annotated[int, Field(ge=1, le=50)] | None = None\n",
        "BOXES_LIST = Operation(\n"
        '    name="boxes.list",\n'
        '    method="GET",\n'
        '    path="/v2/boxes",\n'
        "    params=BoxesListParams,\n"
        "    response=BoxesListResponse,\n"
        '    query=("color", "owner", "limit", "cursor"),\n'
        "    idempotent=True,\n"
        '    budgets=("read",),\n'
        '    paging=Paging(style="cursor", maximum=50),\n'
        '    scopes=("box:read",),\n'
        '    nullable=("owner",),\n'
        ")\n",
    )


def test_functions_are_rendered_with_docstrings(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/funcs/boxes.py"],
        "def boxes_list(\n    client: Caller,\n    *,\n    color: ColorInput | None = None,\n"
        "    owner: str | Unset | None = UNSET,\n    limit: int | None = None,\n    cursor: str | None = None,\n"
        "    **options: Unpack[PageOptions],\n) -> BoxesListResponse:\n"
        '    """List boxes.\n\n    Those you may see.\n\n    The newest come first.\n\n    Beta: may still change.\n\n'
        "    Scopes: `box:read`.\n\n    Token level: workspace or user.\n\n    Args:\n",
        "        owner: Of a member. Pass None to list free boxes.\n",
        "        **options: Options of this call, such as `timeout_ms` and `retries`; see `attio.PageOptions`.\n\n"
        "    Returns:\n        One page of boxes.\n\n    Raises:\n        AttioSDKError: ",
        '    Example:\n        for box in client.boxes.list(color="red"):\n            print(box.id)\n    """\n',
        '    return client._call(BOXES_LIST, {"color": color, "owner": owner, "limit": limit, "cursor": cursor}, ',
        "async def boxes_list_async(\n",
        '    Example:\n        async for box in await client.boxes.list_async(color="red"):\n            print(',
        "    return await client._call_async(\n        BOXES_LIST, ",
    )


def test_docstrings_list_errors_by_code(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/funcs/boxes.py"],
        "    Token level: user only.\n\n    Rate limit: 1 request per second.\n",
        "    Raises:\n        AssertBoxValidationTypeError: 400, with one of these values of `code`:\n"
        "            `validation_type`: a field is wrong.\n            `value_not_found`: the color does not exist.\n"
        "        AssertBoxNotFoundError: 404 `not_found`: there is no such box.\n",
    )


def test_fixed_fields_are_filled_in(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/funcs/boxes.py"],
        'defaults={"data.form": "plain", "data.version": 1, "kind": "box"},\n',
        'kind: Literal["box"] | None = None',
    )


def test_union_and_empty_responses_are_rendered(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/funcs/boxes.py"],
        "    response=EmptyResponse,\n",
        "BOXES_FIND_ADAPTER: TypeAdapter[Found] = TypeAdapter(Found, config=ConfigDict(defer_build=True))\n",
        "    response=BOXES_FIND_ADAPTER,\n",
    )


def test_deprecated_operations_are_marked(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/funcs/boxes.py"],
        '@deprecated("use `boxes_list`")\n@explained\ndef boxes_find(',
        "    Deprecated: use `boxes_list`.\n\n    Scopes for red: `red:read`.\n\n    Scopes for blue: `blue:read`.\n",
        '@deprecated("use `boxes_list`")\n@explained\nasync def boxes_find_async(',
    )
    # Deprecated methods are written out, so that the warning points to the caller's line.
    contains(
        small_files["src/attio/resources/boxes.py"],
        '    @deprecated("use `boxes_list`")\n    @explained\n'
        "    def find(self, box_id: str, **options: Unpack[RequestOptions]) -> Found:\n",
        "            client.boxes.find(box_id)\n",
        '        return self._call(BOXES_FIND, {"box_id": box_id}, options)\n',
        "    async def find_async(self, box_id: str, **options: Unpack[RequestOptions]) -> Found:\n",
        "            await client.boxes.find_async(box_id)\n",
        '        return await self._call_async(BOXES_FIND, {"box_id": box_id}, options)\n',
    )
    assert "# mypy: disable-error-code" in small_files["src/attio/funcs/__init__.py"]
    assert "# mypy: disable-error-code" not in small_files["src/attio/models/__init__.py"]


def test_sub_clients_are_rendered(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/resources/boxes.py"],
        "from attio.funcs import boxes as functions\n",
        'class BoxLids(Resource):\n    """Lids of boxes.\n\n    - `list`: List the lids of a box.\n',
        "    list = functions.boxes_lids_list\n    list_async = functions.boxes_lids_list_async\n",
        'class Boxes(Resource):\n    """Boxes to keep things in.\n\n    - `list`: List boxes.\n    - `assert_`: Make',
        '    @property\n    def lids(self) -> BoxLids:\n        """Lids of boxes."""\n'
        "        return sub_client(self, BoxLids)\n",
        "    assert_ = functions.boxes_assert\n    assert_async = functions.boxes_assert_async\n",
    )
    contains(
        small_files["src/attio/resources/tree.py"],
        "class ResourceTree(AttioCore):\n",
        '    @property\n    def boxes(self) -> resources.Boxes:\n        """Boxes to keep things in."""\n'
        "        self._warm_up.begin()\n        return sub_client(self, resources.Boxes)\n",
        "    @property\n    def box_lids(self) -> resources.BoxLids:\n"
        '        """Lids of boxes; the same as `client.boxes.lids`."""\n'
        "        return self.boxes.lids\n",
    )


def test_models_are_rendered(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/models/boxes.py"],
        'class Box(Model):\n    """A box."""\n\n    model_config = ConfigDict(validate_by_name=True)\n\n'
        '    id: str\n    """Id of the box."""\n    made_at: Timestamp\n',
        "    color: Color\n",
        # A field named `list` hides the built-in type from other annotations.
        "    list: builtins.list[str]\n",
        "    size: int | None = None\n",
        '    ref: str | None = Field(default=None, alias="$ref")\n',
        'class FlatLid(Model):\n    """A flat lid."""\n\n    kind: Literal["flat"]\n',
        "class UnknownLid(Unknown):\n",
        "Lid: TypeAlias = Annotated[\n"
        '    Annotated[FlatLid | RoundLid, Field(discriminator="kind")] | UnknownLid, Field(union_mode="left_to',
        "class FoundBox(Envelope):\n",
        "    found: Literal[True]\n",
        'Found: TypeAlias = Annotated[FoundBox | FoundNothing, Field(discriminator="found")]\n',
        'class BoxesListResponse(Page[Box]):\n    """Response to `boxes.list`."""\n\n    data: list[Box]\n',
        "class BoxesAssertResponse(Envelope):\n",
    )


def test_inputs_are_rendered_as_typed_dicts(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/models/boxes.py"],
        # A key that is not a valid name in Python needs the functional form of TypedDict.
        'BoxFilter = TypedDict("BoxFilter", {"$and": Sequence[str], "$not": NotRequired[str]})\n',
        "class BoxWrite(TypedDict, total=False):\n",
        "    object: Required[Annotated[str, Field(min_length=1)]]\n",
        '    form: Annotated[Literal["plain"], OPEN]\n',
        "\n    version: Literal[1]\n",
        "\n    color: ColorInput | None\n",
        "\n    due: Annotated[dt.datetime | str, TIME_OR_TEXT]\n",
        "\n    more: Annotated[Mapping[str, builtins.object], AS_IS]\n",
        "\n    path: Annotated[tuple[str, int], Field(strict=False)]\n",
    )


def test_the_docstring_of_an_input_lists_its_keys(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/models/boxes.py"],
        "    Keys:\n",
        "        object: str (required)\n",
        "        form: Literal['plain']\n",
        "        due: datetime | str\n",
        "        more: Mapping[str, object]\n",
        "        path: tuple[str, int]\n",
    )


def test_an_enum_of_both_directions_is_open_on_reading_only(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/models/common.py"],
        'ColorInput: TypeAlias = Annotated[Literal["red", "NO"], OPEN]\n',
        "Color: TypeAlias = Annotated[ColorInput | str, OPEN]\n",
    )


def test_error_classes_are_rendered(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/errors/boxes.py"],
        "class AssertBoxValidationTypeError(BadRequestError):\n"
        '    """`boxes.assert_`, 400, with one of these values of `code`.\n\n'
        "    - `validation_type`: a field is wrong.\n    - `value_not_found`: the color does not exist.\n",
        "class AssertBoxNotFoundError(NotFoundError):\n"
        '    """`boxes.assert_`, 404 `not_found`: there is no such box."""\n',
        "BOXES_ASSERT_ERRORS = (AssertBoxValidationTypeError, AssertBoxNotFoundError)\n"
        '"""Errors that `boxes.assert_` documents, for `except`."""\n',
    )


def test_classes_of_codes_are_rendered(small_files: dict[str, str]) -> None:
    text = small_files["src/attio/errors/codes.py"]
    contains(
        text,
        '__all__ = ["ValidationTypeError", "ValueNotFoundError"]\n',
        "class ValidationTypeError(AttioError):\n"
        '    """`validation_type`, 400: a field is wrong.\n\n    Correct it.\n    """\n',
        "class ValueNotFoundError(AttioError):\n",
        '"color_unknown": "ValueNotFoundError",\n    "not_found": "NotFoundError",\n',
        "PREFIXES: Mapping[str, str] = {}\n",
    )
    assert "class NotFoundError" not in text


def test_the_table_of_codes_is_rendered(small_files: dict[str, str]) -> None:
    contains(
        small_files["docs/reference/errors.md"],
        "## Errors by code\n",
        "| `not_found` | `NotFoundError` | 404, 410 | There is no such thing. | Check the id. |\n",
        "| `value_not_found`, `color_unknown` | `ValueNotFoundError` | 400 | It does not exist. | Create it. |\n",
        "## Errors by operation\n",
    )


def test_an_operation_may_use_the_class_of_a_code(tmp_path: Path) -> None:
    text = changed("x-error: AssertBoxValidationTypeError", "x-error: ValidationTypeError")
    files = render(write_spec(tmp_path, text), tmp_path)
    contains(
        files["src/attio/errors/boxes.py"],
        "class ValidationTypeError(BadRequestError):\n",
        "    Other operations raise it as well, with the code `validation_type`.\n",
    )
    contains(files["src/attio/errors/codes.py"], 'PREFIXES: Mapping[str, str] = {"ValidationTypeError": "AssertBox"}\n')
    assert "class ValidationTypeError" not in files["src/attio/errors/codes.py"]


def test_there_are_no_classes_of_codes_without_a_table(tmp_path: Path) -> None:
    common = COMMON.partition("x-error-codes")[0] + "components:" + COMMON.partition("components:")[2]
    assert "src/attio/errors/codes.py" not in render(write_spec(tmp_path, common=common), tmp_path)


def test_an_error_of_a_status_without_a_class_has_a_family(tmp_path: Path) -> None:
    text = changed('"404":\n          description: Not there.', '"422":\n          description: Not there.')
    contains(
        render(write_spec(tmp_path, text), tmp_path)["src/attio/errors/boxes.py"],
        "class AssertBoxNotFoundError(AttioError):\n"
        '    """`boxes.assert_`, 422 `not_found`: there is no such box."""\n\n    family = 422\n',
    )


def test_the_package_root_is_lazy(small_files: dict[str, str]) -> None:
    contains(
        small_files["src/attio/errors/__init__.py"],
        "TYPE_CHECKING = False\nif TYPE_CHECKING:\n    from attio.errors.boxes import ",
        "else:\n    from attio._support.lazy import lazy\n\n    homes = {\n"
        '        "boxes": "BOXES_ASSERT_ERRORS AssertBoxNot',
        "    __getattr__, __dir__ = lazy(__name__, homes)\n\n__all__ = [\n"
        '    "BOXES_ASSERT_ERRORS", "AssertBoxNotFoundError", "AssertBoxValidationTypeError", "ValidationTypeError",\n'
        '    "ValueNotFoundError",\n]\n',
    )


def test_a_reference_page_is_rendered(small_files: dict[str, str]) -> None:
    contains(
        small_files["docs/reference/boxes.md"],
        "# Boxes\n\nBoxes to keep things in.\n",
        "- [`lids.list`](#lidslist): List the lids of a box.\n",
        "## list\n\nList boxes.\n\nThose you may see.\n",
        "    owner: str | Unset | None = UNSET,\n",
        "- HTTP: <code>GET /v2/<wbr>boxes</code>.\n- Beta: may still change.\n- Scopes: `box:read`.\n"
        "- Token level: workspace or user.\n- Paginated by a `cursor`, at most 50 items per page;",
        "- `color` (`ColorInput`, optional): Of a color. See [`Color`](common.md#alias-color).\n",
        "- `data` (`list[Box]`): The boxes. See [`Box`](#class-box).\n",
        '```python\nfor box in client.boxes.list(color="red"):\n',
        '```python\nasync for box in await client.boxes.list_async(color="red"):\n',
        "## assert_\n",
        "- 400 `AssertBoxValidationTypeError`\n    - `validation_type`: a field is wrong.\n",
        "### class Box\n\nA box.\n\n- `id` (`str`): Id of the box.\n- `made_at` (`dt.datetime`): When it was made.\n",
        "### dict BoxWrite\n",
        '- `form` (`Literal["plain"]`, optional): How it is written.\n',
        "### union Lid\n\nA lid, told apart by `kind`.\n\n- [`FlatLid`](#class-flatlid)\n",
    )


def test_uploads_and_downloads_are_rendered(tmp_path: Path) -> None:
    body = (
        "      requestBody:\n        content:\n          multipart/form-data:\n"
        "            schema:\n              type: object\n"
        "              required: [file]\n              properties:\n"
        "                file: {type: string, format: binary, description: What to put in.}\n"
    )
    text = changed(
        '        "204": {description: It is gone.}',
        '        "204": {description: It is gone., x-python: attio._files.download.FileDownload}',
    )
    text = text.replace('      responses:\n        "204"', f'{body}      responses:\n        "204"')
    contains(
        render(write_spec(tmp_path, text), tmp_path)["src/attio/funcs/boxes.py"],
        "from attio._files.download import FileContent, FileDownload\n",
        "    file: FileContent\n",
        "    response=FileDownload,\n",
        '    body="multipart",\n',
        "    transfer=True,\n",
        "def boxes_delete(client: Caller, box_id: str, *, file: FileContent, **options: Unpack[RequestOptions]) ->",
    )


def test_a_whole_body_can_be_one_parameter(tmp_path: Path) -> None:
    start = "      requestBody:\n        content:\n          application/json:\n            schema:\n"
    inline = (
        "              type: object\n              required: [data]\n              properties:\n"
        '                data: {$ref: "#/components/schemas/BoxWrite", description: What to write.}\n'
        "                kind: {type: string, enum: [box], x-fill: box, description: What kind it is.}\n"
    )
    text = changed(
        start + inline,
        "      x-body-param: body\n      requestBody:\n        description: The box.\n        content:\n"
        '          application/json:\n            schema: {$ref: "#/components/schemas/BoxWrite"}\n',
    ).replace('data={"object":"x"}', 'body={"object":"x"}')
    contains(
        render(write_spec(tmp_path, text), tmp_path)["src/attio/funcs/boxes.py"],
        "    body: BoxWrite\n",
        '    body="json",\n    body_param="body",\n',
        "def boxes_assert(client: Caller, *, body: BoxWrite, **options: Unpack[RequestOptions]) -> BoxesAssert",
    )
