"""Small specs with one of everything, and ways to change them."""

from __future__ import annotations

from pathlib import Path

COMMON = """\
openapi: 3.1.0
x-error-codes:
  validation_type: {meaning: a field is wrong., action: Correct it.}
  value_not_found: {meaning: it does not exist., action: Create it., also: [color_unknown]}
  not_found: {class: NotFoundError, statuses: ["410"], meaning: there is no such thing., action: Check the id.}
components:
  schemas:
    Pagination:
      type: object
      description: Where the next page begins.
      required: [next_cursor]
      properties:
        next_cursor: {type: [string, "null"], description: The next cursor.}
    Color:
      type: string
      description: A color.
      enum: [red, NO]
"""

BOXES = """\
openapi: 3.1.0
x-resource: {name: boxes, class: Boxes, summary: Boxes to keep things in.}
x-sub-resources:
  lids: {class: BoxLids, summary: Lids of boxes., x-flat-alias: box_lids}
paths:
  /v2/boxes:
    get:
      operationId: boxes_list
      x-method: list
      summary: List boxes.
      description: |-
        Those you may see.

        The newest come first.
      security: [{oauth2: [box:read]}]
      x-token-levels: [workspace, user]
      x-stability: beta
      x-pagination: {style: cursor, in: query, items: data, maximum: 50}
      x-example: |-
        for box in boxes_list(client, color="red"):
            print(box.id)
      parameters:
        - {name: color, in: query, schema: {$ref: "common.yaml#/components/schemas/Color"}, description: Of a color.}
        - {name: owner, in: query, schema: {type: string}, description: Of a member., x-null-means: list free boxes}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 50}, description: How many.}
        - {name: cursor, in: query, schema: {type: string}, description: Where to begin.}
      responses:
        "200":
          description: One page of boxes.
          x-class: BoxesListResponse
          content:
            application/json:
              schema:
                type: object
                required: [data, pagination]
                properties:
                  data: {type: array, items: {$ref: "#/components/schemas/Box"}, description: The boxes.}
                  pagination: {$ref: "common.yaml#/components/schemas/Pagination", description: What comes next.}
    post:
      operationId: boxes_assert
      x-method: assert
      summary: Make a box, or change the one there is.
      security: [{oauth2: []}]
      x-token-levels: [user]
      x-rate-limit: 1 request per second
      x-example: boxes_assert(client, data={"object":"x"}).data.id
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [data]
              properties:
                data: {$ref: "#/components/schemas/BoxWrite", description: What to write.}
                kind: {type: string, enum: [box], x-fill: box, description: What kind it is.}
      responses:
        "200":
          description: The box.
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties:
                  data: {$ref: "#/components/schemas/Box", description: The box.}
        "400":
          description: Not valid.
          x-error: AssertBoxValidationTypeError
          x-codes: {validation_type: a field is wrong., value_not_found: the color does not exist.}
        "404":
          description: Not there.
          x-error: AssertBoxNotFoundError
          x-codes: {not_found: there is no such box.}
  /v2/boxes/{box_id}:
    delete:
      operationId: boxes_delete
      x-method: delete
      summary: Delete a box.
      security: [{oauth2: [box:read-write]}]
      x-example: boxes_delete(client, box_id)
      parameters: [{name: box_id, in: path, required: true, schema: {type: string}, description: Id of the box.}]
      responses:
        "204": {description: It is gone.}
    get:
      operationId: boxes_find
      x-method: find
      summary: Find a box.
      x-scopes-by-target: {red: [red:read], blue: [blue:read]}
      x-stability: deprecated
      x-deprecated: use `boxes_list`
      x-example: boxes_find(client, box_id)
      parameters: [{name: box_id, in: path, required: true, schema: {type: string}, description: Id of the box.}]
      responses:
        "200":
          description: What was found.
          content: {application/json: {schema: {$ref: "#/components/schemas/Found"}}}
  /v2/boxes/{box_id}/lids:
    get:
      operationId: boxes_lids_list
      x-method: lids.list
      summary: List the lids of a box.
      security: [{oauth2: [box:read]}]
      x-pagination: none
      x-example: print(boxes_lids_list(client, box_id).data[0].kind)
      parameters: [{name: box_id, in: path, required: true, schema: {type: string}, description: Id of the box.}]
      responses:
        "200":
          description: The lids.
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties:
                  data: {type: array, items: {$ref: "#/components/schemas/Lid"}, description: All of them.}
components:
  schemas:
    Box:
      type: object
      description: A box.
      required: [id, made_at, color, list]
      properties:
        id: {type: string, description: Id of the box.}
        made_at: {type: string, format: date-time, description: When it was made.}
        color: {$ref: "common.yaml#/components/schemas/Color"}
        list: {type: array, items: {type: string}, description: What is inside.}
        size: {type: [integer, "null"], description: How large it is.}
        $ref: {type: string, description: Where it is.}
    BoxWrite:
      type: object
      description: What to write to a box.
      required: [object, form, version]
      properties:
        object: {type: string, minLength: 1, description: What it holds.}
        form: {type: string, enum: [plain], x-fill: plain, description: How it is written.}
        version: {const: 1, x-fill: 1, description: Always 1.}
        color: {anyOf: [{$ref: "common.yaml#/components/schemas/Color"}, {type: "null"}], description: Its color.}
        due: {type: string, format: date-time, description: When it is due.}
        more: {type: object, additionalProperties: true, description: Anything else.}
        path: {type: array, prefixItems: [{type: string}, {type: integer}], items: false, description: Where it is.}
        filter: {$ref: "#/components/schemas/BoxFilter", description: Which things go in.}
    BoxFilter:
      type: object
      description: Which things.
      required: [$and]
      properties:
        $and: {type: array, items: {type: string}, description: All of these.}
        $not: {type: string, description: Not this one.}
    Lid:
      description: A lid, told apart by `kind`.
      oneOf: [{$ref: "#/components/schemas/FlatLid"}, {$ref: "#/components/schemas/RoundLid"}]
      discriminator: {propertyName: kind}
      x-unknown: UnknownLid
    FlatLid:
      type: object
      description: A flat lid.
      required: [kind]
      properties:
        kind: {const: flat}
    RoundLid:
      description: A round lid.
      type: object
      required: [kind]
      properties:
        kind: {const: round}
        radius: {type: number, description: Its radius.}
    Found:
      description: What was found, if anything.
      oneOf: [{$ref: "#/components/schemas/FoundBox"}, {$ref: "#/components/schemas/FoundNothing"}]
      discriminator:
        propertyName: found
        mapping: {"true": "#/components/schemas/FoundBox", "false": "#/components/schemas/FoundNothing"}
    FoundBox:
      type: object
      description: A box was found.
      x-envelope: true
      required: [found]
      properties: {found: {const: true}}
    FoundNothing:
      type: object
      description: Nothing was found.
      x-envelope: true
      required: [found]
      properties: {found: {const: false}}
"""


CRATES = """\
openapi: 3.1.0
x-resource: {name: crates, class: Crates, summary: Crates of things.}
paths:
  /scim/v2/Crates:
    get:
      operationId: crates_list
      x-method: list
      summary: List crates.
      security: [{oauth2: []}]
      x-pagination: {style: scim, in: query, items: Resources, maximum: 100}
      x-example: |-
        for crate in crates_list(client):
            print(crate.id)
      parameters:
        - {name: startIndex, in: query, schema: {type: integer}, description: Where to begin.}
        - {name: count, in: query, schema: {type: integer}, description: How many.}
      responses:
        "200":
          description: One page of crates.
          content:
            application/json:
              schema:
                type: object
                required: [totalResults, Resources]
                properties:
                  totalResults: {type: integer, description: How many there are.}
                  Resources: {type: array, items: {$ref: "#/components/schemas/Crate"}, description: The crates.}
        "4XX": {description: it is rejected., x-error: ScimError}
    post:
      operationId: crates_create
      x-method: create
      summary: Make a crate.
      security: [{oauth2: []}]
      x-example: crates_create(client, note={"text":"x"}).ref
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [schemas, note]
              properties:
                schemas: {type: array, items: {type: string}, minItems: 1, x-fill: [a, b], description: What it is.}
                note: {$ref: "#/components/schemas/CrateNote", description: What to note on it.}
                members:
                  type: array
                  items: {$ref: "#/components/schemas/CrateMemberInput"}
                  description: What to put in.
      responses:
        "201":
          description: The crate.
          content: {application/json: {schema: {$ref: "#/components/schemas/Crate"}}}
        "4XX": {description: it is rejected., x-error: ScimError}
  /scim/v2/Crates/{crate_id}:
    put:
      operationId: crates_update
      x-method: update
      summary: Replace a crate.
      security: [{oauth2: []}]
      x-example: crates_update(client, crate_id)
      parameters: [{name: crate_id, in: path, required: true, schema: {type: string}, description: Id of the crate.}]
      responses:
        "200":
          description: The crate.
          content: {application/json: {schema: {$ref: "#/components/schemas/Crate"}}}
        "204": {description: It fell apart.}
        "4XX": {description: it is rejected., x-error: ScimError}
webhooks:
  crate.made:
    post:
      summary: A crate was made.
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/CratePayload"}}}}
      responses: {"200": {description: Understood.}}
  crate.gone:
    post:
      summary: A crate is gone.
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/CratePayload"}}}}
      responses: {"200": {description: Understood.}}
components:
  schemas:
    Crate:
      type: object
      description: A crate.
      x-envelope: true
      required: [id, $ref]
      properties:
        id: {type: string, description: Id of the crate.}
        $ref: {type: string, description: Where it is.}
        members: {type: array, items: {$ref: "#/components/schemas/CrateMember"}, description: What is in it.}
    CrateMember:
      type: object
      description: Something in a crate.
      required: [$ref]
      properties:
        $ref: {type: string, description: Where it is.}
    CrateMemberInput:
      type: object
      description: Something to put in a crate.
      required: [$ref]
      properties:
        $ref: {type: string, description: Where it is.}
        label: {type: string, description: What to write on it.}
    CrateNote:
      description: What to note on a crate.
      anyOf: [{$ref: "#/components/schemas/CrateText"}, {$ref: "#/components/schemas/CrateStamp"}]
    CrateText:
      type: object
      description: A text to write on it.
      required: [text, form, by]
      properties:
        text: {type: string, description: The text.}
        form: {type: string, enum: [plain], x-fill: plain, description: How it is written.}
        by: {$ref: "#/components/schemas/CrateAuthor", description: Who writes it.}
    CrateStamp:
      type: object
      description: A stamp to put on it.
      required: [stamp, form, by]
      properties:
        stamp: {type: string, description: The stamp.}
        form: {type: string, enum: [plain], x-fill: plain, description: How it is put there.}
        by: {$ref: "#/components/schemas/CrateAuthor", description: Who puts it there.}
    CrateAuthor:
      type: object
      description: Who does something.
      required: [type, id]
      properties:
        type: {type: string, enum: [person], x-fill: person, description: What kind of actor.}
        id: {type: string, description: Who it is.}
    CratePayload:
      type: object
      description: What a delivery holds.
      required: [events]
      properties:
        events: {type: array, items: {$ref: "#/components/schemas/CrateEvent"}, description: What happened.}
    CrateEvent:
      description: Something that happened to a crate.
      oneOf: [{$ref: "#/components/schemas/CrateMade"}, {$ref: "#/components/schemas/CrateGone"}]
      discriminator: {propertyName: event_type}
      x-unknown: UnknownCrateEvent
    CrateMade:
      type: object
      description: A crate was made.
      required: [event_type]
      properties: {event_type: {const: crate.made}}
    CrateGone:
      type: object
      description: A crate is gone.
      required: [event_type]
      properties: {event_type: {const: crate.gone}}
"""
"""A spec with responses without `data`, errors documented for a range of statuses, and events."""


def write_spec(directory: Path, boxes: str = BOXES, common: str = COMMON, *, crates: str = "") -> Path:
    """Write the small spec or a variant of it, and return its directory."""
    directory.mkdir(parents=True, exist_ok=True)
    if crates:
        (directory / "crates.yaml").write_text(crates, encoding="utf-8")
    (directory / "boxes.yaml").write_text(boxes, encoding="utf-8")
    (directory / "common.yaml").write_text(common, encoding="utf-8")
    return directory


def changed(old: str, new: str, text: str = BOXES) -> str:
    """Return the text with one replacement, which must apply."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
