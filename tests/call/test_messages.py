"""Common mistakes of newcomers, and the fix that the error message names."""

from __future__ import annotations

from typing import Any

import pytest

from attio import errors
from attio.sandbox import ControlError, Sandbox


class Own:
    """A class with `__write_form__`, whose form does not fit the parameter."""

    def __write_form__(self) -> str:
        return "x"


@pytest.fixture(scope="module")
def names() -> dict[str, Any]:
    client = Sandbox().client()
    created = client.records.create("companies", data={"values": {"name": "Acme", "domains": ["acme.com"]}})
    response = client.records.get("companies", created.data.id.record_id)
    return {"client": client, "response": response, "record": response.data, "Own": Own}


@pytest.mark.parametrize(
    ("mistake", "kind", "expected"),
    [
        (
            "response.first('name', str)",
            AttributeError,
            "RecordsGetResponse has no attribute 'first'; write response.data.f",
        ),
        ("response.id", AttributeError, "RecordsGetResponse has no attribute 'id'; write response.data.id"),
        ("response.name", AttributeError, "read the value with response.data.first('name', str)"),
        ("response.nmae", AttributeError, "object has no attribute 'nmae'"),
        ("record.name", AttributeError, "read its value with first('name', str)"),
        ("client.objects.list().items", AttributeError, "object has no attribute 'items'"),
        (
            "record.first(str, 'name')",
            TypeError,
            "the slug of the attribute must be a str, not <class 'str'>; write first(",
        ),
        (
            "record.to_plain('x')",
            TypeError,
            "schema must be the schema of an object, a list or a workspace, such as client.schema",
        ),
        (
            "client.tasks.create(data={'content': 'x', 'assignees': ['ada@acme.com']})",
            errors.InvalidRequestError,
            "data.assignees.0: must be a dict, not str ({'referenced_actor_type': ..., 'referenced_actor_id': ...}",
        ),
        ("client.records.get(record, 'x')", errors.InvalidRequestError, "object: must be a str, not dict"),
        ("client.records.get(Own(), 'x')", errors.InvalidRequestError, "object: must be a str, not Own"),
        (
            "client.webhooks.create(data={'target_url': 'http://acme.com', 'subscriptions': []})",
            errors.InvalidRequestError,
            "data.target_url: string should match pattern '^https://.*'",
        ),
    ],
)
def test_a_common_mistake_names_its_fix(
    names: dict[str, Any], mistake: str, kind: type[Exception], expected: str
) -> None:
    with pytest.raises(kind) as caught:
        eval(mistake, names)
    assert expected in str(caught.value)


def test_tokens_of_a_sandbox_are_a_dict() -> None:
    tokens: Any = "secret"
    with pytest.raises(ControlError, match="tokens must be a dict of tokens and their scopes"):
        Sandbox(tokens=tokens)
