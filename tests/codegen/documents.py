"""Two descriptions of one small API: a spec of the project, and a document in another style."""

from __future__ import annotations

from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]

OURS = """\
openapi: 3.1.0
paths:
  /boxes/{box_id}:
    put:
      security: [{oauth2: [box:read, box:write]}]
      parameters:
        - {name: box_id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 50}}
        - {name: owner, in: query, schema: {type: string}, x-null-means: list free boxes}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [data]
              properties: {data: {$ref: "#/components/schemas/BoxWrite"}}
      responses:
        "200":
          content:
            application/json:
              schema:
                type: object
                required: [data]
                properties: {data: {type: array, items: {$ref: "#/components/schemas/Box"}}}
        "400": {x-error: BoxError, x-codes: {not_valid: it is not., too_large: it is.}}
        "404": {x-error: NoBoxError, x-codes: {not_found: it is not.}}
webhooks:
  box.made:
    post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Payload"}}}}}
  box.gone:
    post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Payload"}}}}}
components:
  schemas:
    Base:
      type: object
      required: [id]
      properties:
        id: {type: string}
        maker: {anyOf: [{$ref: "common.yaml#/components/schemas/Maker"}, {type: "null"}]}
    Box:
      allOf:
        - $ref: "#/components/schemas/Base"
        - type: object
          required: [color, lids]
          properties:
            color: {$ref: "common.yaml#/components/schemas/Color"}
            lids: {type: array, items: {$ref: "#/components/schemas/Lid"}}
            labels: {type: object, additionalProperties: {type: string}}
            made_at: {type: string, format: date-time}
            inside: {type: array, items: {$ref: "#/components/schemas/Box"}}
    BoxWrite:
      type: object
      required: [name]
      properties:
        name: {type: string, maxLength: 9, pattern: "^a/b"}
        color: {type: [string, "null"], enum: [red, blue, null]}
        path: {type: array, minItems: 2, prefixItems: [{type: string}, {type: integer}], items: false}
        values: {type: object, x-write-values: true}
    Lid:
      oneOf: [{$ref: "#/components/schemas/FlatLid"}, {$ref: "#/components/schemas/RoundLid"}]
    FlatLid: {type: object, required: [kind], properties: {kind: {const: flat}, size: {type: number}}}
    RoundLid: {type: object, required: [kind], properties: {kind: {const: round}, size: {type: number}}}
    Payload:
      type: object
      required: [events]
      properties:
        events:
          type: array
          items: {oneOf: [{$ref: "#/components/schemas/Made"}, {$ref: "#/components/schemas/Gone"}]}
    Made: {type: object, required: [event_type], properties: {event_type: {const: box.made}, by: {type: string}}}
    Gone: {type: object, required: [event_type], properties: {event_type: {const: box.gone}}}
"""

COMMON = """\
openapi: 3.1.0
components:
  schemas:
    Color: {type: string, enum: [red, blue]}
    Maker: {type: object, properties: {name: {type: string}}}
"""


def event(name: str, **more: object) -> Document:
    """Return a webhook with an inline payload."""
    properties = {"event_type": {"type": "string", "enum": [name]}, **more}
    item = {"type": "object", "required": ["event_type"], "properties": properties}
    payload = {"type": "object", "required": ["events"], "properties": {"events": {"type": "array", "items": item}}}
    return {"post": {"requestBody": {"content": {"application/json": {"schema": payload}}}}}


def error(*codes: str) -> Document:
    refined = {"type": "object", "properties": {"code": {"enum": list(codes)}}}
    schema = {"allOf": [{"$ref": "#/components/schemas/Error"}, refined]}
    return {"content": {"application/json; charset=utf-8": {"schema": schema}}}


def lid(kind: Document) -> Document:
    return {"type": "object", "required": ["kind"], "properties": {"kind": kind, "size": {"type": "number"}}}


THEIRS: Document = {
    "openapi": "3.1.0",
    "paths": {
        "/boxes/{id}": {
            # The path holds the parameters that its operations share. Their names are not sent.
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "put": {
                "security": [{"oauth2": ["box:write", "box:read"]}],
                "parameters": [
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 50}},
                    {"name": "owner", "in": "query", "schema": {"type": ["string", "null"]}},
                    {"name": "X-Trace", "in": "header", "schema": {"type": "string"}},
                ],
                "requestBody": {"$ref": "#/components/requestBodies/Write"},
                "responses": {
                    "200": {"$ref": "#/components/responses/Boxes"},
                    "400": error("not_valid", "too_large"),
                    "404": error("not_found"),
                },
            },
        }
    },
    "webhooks": {"box.made": event("box.made", by={"type": "string"}), "box.gone": event("box.gone")},
    "components": {
        "requestBodies": {
            "Write": {
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["data"],
                            "properties": {
                                "data": {
                                    "type": "object",
                                    "required": ["name"],
                                    "properties": {
                                        "name": {"type": "string", "maxLength": 9, "pattern": "^a\\/b"},
                                        "color": {"anyOf": [{"enum": ["blue", "red"]}, {"type": "null"}]},
                                        "path": {
                                            "type": "array",
                                            "minItems": 2,
                                            "maxItems": 2,
                                            "prefixItems": [{"type": "string"}, {"type": "integer"}],
                                        },
                                        "values": {"type": "object", "properties": {"a": {"type": "string"}}},
                                    },
                                }
                            },
                        }
                    }
                }
            }
        },
        "responses": {
            "Boxes": {
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["data"],
                            "properties": {"data": {"type": "array", "items": {"$ref": "#/components/schemas/a~1b"}}},
                        }
                    }
                }
            }
        },
        "schemas": {
            "Error": {"type": "object", "properties": {"code": {"type": "string"}}},
            "a/b": {
                "type": "object",
                "required": ["id", "color", "lids"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "maker": {"type": ["object", "null"], "properties": {"name": {"type": "string"}}},
                    "color": {"type": "string", "enum": ["red", "blue"]},
                    "lids": {
                        "type": "array",
                        "items": {"anyOf": [lid({"type": "string", "enum": ["round"]}), lid({"const": "flat"})]},
                    },
                    "labels": {"additionalProperties": {"type": "string"}},
                    "made_at": {"type": "string"},
                    "inside": {"type": "array", "items": {"$ref": "#/components/schemas/a~1b"}},
                },
            },
        },
    },
}
