"""Mistakes in a spec: each error names the file and the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen.read.loader import SpecError
from codegen.read.reader import read
from tests.codegen.small import BOXES, COMMON, changed, write_spec

LIST = "paths.'/v2/boxes'.get"
ASSERT = "paths.'/v2/boxes'.post"
SCHEMAS = "components.schemas"
FLAT = "x-flat-alias: box_lids"
SCOPES = "  securitySchemes: {oauth2: {flows: {authorizationCode: {scopes: {box:read: Read boxes.}}}}}\n"
FOUND_AS_WELL = """\
"202":
          description: Later.
          content: {application/json: {schema: {$ref: "#/components/schemas/Found"}}}
        "400":
          description: Not valid."""

MISTAKES = {
    "unknown key of a file": (
        "x-sub-resources:",
        "x-stuff: 1\nx-sub-resources:",
        "top level: the key `x-stuff` is not known here",
    ),
    "unknown key of an operation": (
        "x-token-levels: [user]",
        "x-token-level: [user]",
        f"{ASSERT}: the key `x-token-level` is not known here",
    ),
    "unknown key of a schema": (
        "minLength: 1",
        "minLenght: 1",
        f"{SCHEMAS}.BoxWrite.properties.object: the key `minLenght` is not known here",
    ),
    "unknown key of a parameter": (
        "x-null-means: list free boxes}",
        "nullable: true}",
        f"{LIST}.parameters[1]: the key `nullable` is not known here",
    ),
    "unknown budget": (
        "x-rate-limit: 1 request per second",
        "x-budgets: [boxing, write]",
        f"{ASSERT}.x-budgets[0]: must be one of query, merge, sql, upload, call_recording, note_list, not 'boxing'",
    ),
    "budget of reads for a write": (
        "x-rate-limit: 1 request per second",
        "x-budgets: [merge, read]",
        f"{ASSERT}.x-budgets[1]: must be 'write': the verb and the scopes determine the last budget",
    ),
    "name unlike the file": ("name: boxes,", "name: box,", "x-resource.name: must be 'boxes', like the file"),
    "operation unlike its method": (
        "operationId: boxes_delete",
        "operationId: boxes_remove",
        "operationId: must be the resource and `x-method`, joined by underscores",
    ),
    "missing summary": (
        "      summary: Delete a box.\n",
        "",
        "paths.'/v2/boxes/{box_id}'.delete: `summary` is missing",
    ),
    "long summary": (
        "summary: List boxes.",
        f"summary: List {'many ' * 16}boxes.",
        f"{LIST}.summary: has 91 characters; at most 79 are allowed",
    ),
    "summary without a period": (
        "summary: List boxes.",
        "summary: List boxes",
        f"{LIST}.summary: must be one line that ends with a period",
    ),
    "missing description of a parameter": (
        "{type: string}, description: Where to begin.}",
        "{type: string}}",
        f"{LIST}.parameters[3]: `description` is missing",
    ),
    "missing description of a body field": (
        "x-fill: box, description: What kind it is.}",
        "x-fill: box}",
        "properties.kind: `description` is missing",
    ),
    "missing description of a property": (
        ", description: How large it is.}",
        "}",
        f"{SCHEMAS}.Box.properties.size: `description` is missing",
    ),
    "missing description of a component": (
        "      description: A flat lid.\n",
        "",
        f"{SCHEMAS}.FlatLid: `description` is missing",
    ),
    "missing description of a response": (
        ", description: All of them.}",
        "}",
        "properties.data: `description` is missing",
    ),
    "long description of a component": (
        "description: A flat lid.",
        f"description: A {'flat ' * 20}lid.",
        f"{SCHEMAS}.FlatLid.description: its first line has 106 characters; at most 100 are allowed",
    ),
    "description of a component without a period": (
        "description: A flat lid.",
        "description: A flat lid",
        "its first line must end with a period",
    ),
    "no scopes": (
        "      security: [{oauth2: []}]\n",
        "",
        f"{ASSERT}: `security` is missing; write `[{{oauth2: []}}]` if no scope is needed",
    ),
    "unknown maturity": (
        "x-stability: beta",
        "x-stability: gamma",
        f"{LIST}.x-stability: must be one of alpha, beta, deprecated, not 'gamma'",
    ),
    "deprecated without a replacement": (
        "      x-deprecated: use `boxes_list`\n",
        "",
        "`x-stability: deprecated` requires `x-deprecated` (what to use instead), and the reverse",
    ),
    "inline object": (
        "more: {type: object, additionalProperties: true,",
        "more: {type: object, properties: {a: {type: string}},",
        f"{SCHEMAS}.BoxWrite.properties.more: an object with properties must be a named component",
    ),
    "unresolved reference": (
        'items: {$ref: "#/components/schemas/Lid"}',
        'items: {$ref: "#/components/schemas/Led"}',
        "`$ref: #/components/schemas/Led` names nothing",
    ),
    "reference to another file that lacks it": (
        'pagination: {$ref: "common.yaml#/components/schemas/Pagination"',
        'pagination: {$ref: "common.yaml#/components/schemas/Paging"',
        "names nothing",
    ),
    "reference in another form": (
        'items: {$ref: "#/components/schemas/Lid"}',
        'items: {$ref: "#/definitions/Lid"}',
        "must be `#/components/schemas/Name` or `file.yaml#/components/schemas/Name`",
    ),
    "object in both directions": (
        '{$ref: "#/components/schemas/BoxWrite", description: What to write.}',
        '{$ref: "#/components/schemas/Box", description: What to write.}',
        f"{SCHEMAS}.Box: is used in requests and in responses; define two components",
    ),
    "unused component": (
        '        filter: {$ref: "#/components/schemas/BoxFilter", description: Which things go in.}\n',
        "",
        f"{SCHEMAS}.BoxFilter: no operation uses this component",
    ),
    "class made twice": (
        "x-class: BoxesListResponse",
        "x-class: Box",
        "the class Box is already defined at boxes.yaml: components.schemas.Box",
    ),
    "error class made twice": (
        "x-error: AssertBoxNotFoundError",
        "x-error: AssertBoxValidationTypeError",
        "the class AssertBoxValidationTypeError is already defined",
    ),
    "error class with another ending": (
        "x-error: AssertBoxNotFoundError",
        "x-error: NoBox",
        "'NoBox' is not a name of an error class: it must end with `Error`",
    ),
    "error without codes": (
        "x-codes: {not_found: there is no such box.}",
        "x-codes: {}",
        "responses.404.x-codes: must name a code",
    ),
    "code without a sentence": (
        "not_found: there is no such box.}",
        "not_found: there is no such box}",
        "x-codes.not_found: must be one sentence that ends with a period",
    ),
    "error that is no error": (
        '"404":\n          description: Not there.',
        '"600":\n          description: Not there.',
        "'600' is not an error status",
    ),
    "unclassified list": (
        "      x-pagination: none\n",
        "",
        "paths.'/v2/boxes/{box_id}/lids'.get: returns a list: `x-pagination` must name its style, or `none`",
    ),
    "unclassified cursor": (
        "      x-pagination: {style: cursor, in: query, items: data, maximum: 50}\n",
        "",
        f"{LIST}: returns a list: `x-pagination` must name its style, or `none`",
    ),
    "pages of something else": (
        "items: data, maximum",
        "items: pagination, maximum",
        "`pagination` is not a list in the response",
    ),
    "paging without its parameter": (
        "style: cursor, in: query",
        "style: offset, in: query",
        f"{LIST}.x-pagination: there is no parameter `offset` in the query",
    ),
    "paging in the wrong place": (
        "style: cursor, in: query",
        "style: cursor, in: body",
        "there is no parameter `cursor` in the body",
    ),
    "path without its parameter": (
        "/v2/boxes/{box_id}/lids:",
        "/v2/boxes/{box}/lids:",
        "the path names ['box'], `parameters` declares ['box_id']",
    ),
    "path that is none": (
        "/v2/boxes/{box_id}/lids:",
        "v2/boxes/{box_id}/lids:",
        "is not a path: segments are words or `{parameter}`",
    ),
    "parameter twice": (
        "name: owner, in: query",
        "name: color, in: query",
        f"{LIST}: the parameter `color` appears twice",
    ),
    "parameter Python does not allow": (
        "name: owner, in: query",
        "name: from, in: query",
        "`from` cannot be the name of a parameter in Python",
    ),
    "required property that is none": (
        "required: [object, form, version]",
        "required: [object, shape]",
        "`shape` is not a property of this object",
    ),
    "bounds on a response": (
        "radius: {type: number,",
        "radius: {type: number, minimum: 0,",
        f"{SCHEMAS}.RoundLid: bounds are for requests; responses are parsed without them",
    ),
    "union in a response without a tag": (
        "      discriminator: {propertyName: kind}\n      x-unknown: UnknownLid\n",
        "",
        f"{SCHEMAS}.Lid: a union of objects in a response needs a component with a `discriminator`",
    ),
    "variant without its tag": (
        "kind: {const: flat}",
        "kind: {type: string, description: Its kind.}",
        f"{SCHEMAS}.FlatLid: a variant of a union must require `kind` and have a `const`",
    ),
    "whole response that is none": (
        "description: A box was found.\n      x-envelope: true\n",
        "description: A box was found.\n",
        "Found is a whole response; it needs `x-envelope: true`",
    ),
    "fill in a response": (
        'size: {type: [integer, "null"],',
        'size: {type: [integer, "null"], x-fill: 1,',
        f"{SCHEMAS}.Box: `x-fill` of `size` is for requests",
    ),
    "fill inside a list": (
        'filter: {$ref: "#/components/schemas/BoxFilter",',
        'filter: {type: array, items: {$ref: "#/components/schemas/Filled"},',
        "`x-fill` of `a` is inside something optional or a list, or not in all variants of a union: never filled in",
    ),
    "method of an unknown sub-client": (
        f"  lids: {{class: BoxLids, summary: Lids of boxes., {FLAT}}}",
        "  tops: {class: BoxTops, summary: Tops of boxes.}",
        "`x-sub-resources` names ['tops'], the methods use ['lids']",
    ),
    "example of something else": (
        "x-example: boxes_delete(client, box_id)",
        "x-example: boxes_find(client, box_id)",
        "x-example: must call `boxes_delete(client, …)`, and the async one its twin",
    ),
    "example that is no Python": (
        "x-example: boxes_delete(client, box_id)",
        "x-example: boxes_delete(client",
        "x-example: is not valid Python",
    ),
    "example with a long line": (
        "x-example: boxes_delete(client, box_id)",
        f"x-example: boxes_delete(client, {'b' * 90})",
        "a line has 124 characters in its async form; at most 100 are allowed",
    ),
    "body without keywords": (
        'properties:\n                data: {$ref: "#/components/schemas/BoxWrite"',
        'fields:\n                data: {$ref: "#/components/schemas/BoxWrite"',
        "must have `properties`, or the operation must have `x-body-param`",
    ),
    "async example of something else": (
        "x-example: boxes_delete(client, box_id)",
        "x-example: boxes_delete(client, box_id)\n      x-example-async: await boxes_find_async(client, box_id)",
        "x-example: must call `boxes_delete(client, …)`, and the async one its twin",
    ),
    "two responses": (
        '"400":\n          description: Not valid.',
        FOUND_AS_WELL,
        f"{ASSERT}.responses: an operation must have one response class, not BoxesAssertResponse, Found",
    ),
    "route of another operation": (
        "  /v2/boxes/{box_id}/lids:",
        "  /v2/boxes/{lid_id}:",
        "paths.'/v2/boxes/{lid_id}'.get: is the same operation as boxes.yaml: paths.'/v2/boxes/{box_id}'.get",
    ),
    "token level that is none": (
        "x-token-levels: [user]",
        "x-token-levels: [admin]",
        f"{ASSERT}.x-token-levels[0]: must be one of workspace, user, not 'admin'",
    ),
    "scope that is not declared": (
        "components:\n  schemas:\n    Box:\n",
        f"components:\n{SCOPES}  schemas:\n    Box:\n",
        "delete: the scope `box:read-write` is not declared in `components.securitySchemes`",
    ),
}

FILLED = """\
    Filled:
      type: object
      description: Something with a constant.
      properties:
        a: {const: 1, x-fill: 1}
"""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named(name: str, tmp_path: Path) -> None:
    old, new, message = MISTAKES[name]
    text = changed(old, new)
    if "{lid_id}" in new:
        start = text.index("      operationId: boxes_lids_list")
        text = text[:start] + text[start:].replace("name: box_id", "name: lid_id")
    if "Filled" in new:
        text = text.replace("    BoxFilter:\n", FILLED + "    BoxFilter:\n      x-direction: request\n")
    with pytest.raises(SpecError) as caught:
        read(write_spec(tmp_path, text))
    assert str(caught.value).startswith("boxes.yaml: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "  validation_type: {meaning: a field is wrong., action: Correct it.}\n",
            "",
            (
                "boxes.yaml: paths.'/v2/boxes'.post.responses.400.x-codes.validation_type: `validation_type` is not "
                "described in `x-error-codes`"
            ),
        ),
        (
            "x-error-codes:\n",
            "x-error-codes:\n  gone: {meaning: it is gone., action: Cry.}\n",
            "common.yaml: x-error-codes.gone: no operation documents this code",
        ),
        (
            "x-error-codes:\n",
            "x-error-codes:\n  Gone: {class: GoneError, meaning: it is gone., action: Cry.}\n",
            "common.yaml: x-error-codes.Gone: 'Gone' is not a code: lowercase words joined by underscores",
        ),
        ("action: Correct it.", "action: Correct it", "validation_type.action: must be one sentence"),
        ("action: Correct it.", "remedy: Correct it.", "validation_type: the key `remedy` is not known here"),
    ],
)
def test_a_mistake_in_the_table_of_codes_is_named(old: str, new: str, message: str, tmp_path: Path) -> None:
    assert old in COMMON
    with pytest.raises(SpecError) as caught:
        read(write_spec(tmp_path, common=COMMON.replace(old, new)))
    assert message in str(caught.value)


def test_files_that_depend_on_each_other_are_an_error(tmp_path: Path) -> None:
    color = (
        '    Color:\n      description: A color.\n      anyOf: [{$ref: "boxes.yaml#/components/schemas/BoxFilter"}]\n'
    )
    common = COMMON[: COMMON.index("    Color:")] + color
    text = changed('        color: {$ref: "common.yaml#/components/schemas/Color"}\n', "").replace(
        "made_at, color,", "made_at,"
    )
    with pytest.raises(
        SpecError,
        match=r"boxes\.yaml, common\.yaml: these files refer to each other; move what they share to another file",
    ):
        read(write_spec(tmp_path, text, common))


def test_paths_without_a_resource_are_an_error(tmp_path: Path) -> None:
    text = changed("x-resource: {name: boxes, class: Boxes, summary: Boxes to keep things in.}\n", "")
    with pytest.raises(SpecError, match="there are paths, but no `x-resource`"):
        read(write_spec(tmp_path, text))


def test_the_small_spec_has_no_mistake(tmp_path: Path) -> None:
    assert len(list(read(write_spec(tmp_path, BOXES)).operations)) == 5
