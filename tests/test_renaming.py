"""Parameters whose name in Python differs from the name on the wire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, cast

import pytest
from typing_extensions import Required, TypedDict

from attio._call.operation import Operation
from attio._call.request import validate
from attio.errors import InvalidRequestError
from attio.models.base import EmptyResponse, Model, Params
from attio.models.renaming import Renamed


class MemberInput(TypedDict, total=False):
    value: Required[str]
    ref: str


class Member(Model):
    value: str


class AddParams(Params):
    members: Sequence[Annotated[MemberInput, Renamed(ref="$ref")]]


ADD = Operation("members.add", "POST", "/members", AddParams, EmptyResponse, body="json")


def sent(member: object) -> object:
    (checked,) = cast("list[object]", validate(ADD, {"members": [member]})["members"])
    return checked


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"value": "1", "ref": "/1"}, {"value": "1", "$ref": "/1"}),
        ({"value": "1", "$ref": "/1"}, {"value": "1", "$ref": "/1"}),
        ({"value": "1"}, {"value": "1"}),
        (Member.model_validate({"value": "1", "$ref": "/1"}), {"value": "1", "$ref": "/1"}),
    ],
)
def test_a_key_is_sent_under_its_name_on_the_wire(data: object, wanted: Mapping[str, object]) -> None:
    assert sent(data) == wanted


def test_given_data_is_not_changed() -> None:
    data = {"value": "1", "ref": "/1"}
    sent(data)
    assert data == {"value": "1", "ref": "/1"}


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ({"value": "1", "ref": 5}, "members.0.ref: must be a str, not int"),
        ({"value": "1", "reff": "x"}, "members.0.reff: there is no such field; did you mean 'ref'?"),
        ({"ref": "/1"}, "members.0.value: required, but not given"),
        ("1", "members.0: must be a dict, not str"),
    ],
)
def test_errors_use_the_python_name_of_a_parameter(data: object, problem: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        sent(data)
    assert problem in str(caught.value)
