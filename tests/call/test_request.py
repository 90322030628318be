"""Building a request: parameters in the path, query, body and form, and invalid parameters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from attio._call.operation import Operation
from attio._call.request import build
from attio._files.multipart import MultipartBody
from attio.errors.base import InvalidRequestError
from attio.models.base import UNSET, EmptyResponse, Model, Params
from tests.call.things import READ, THING, ReadParams, body, make, options


def test_parameters_are_sent_where_the_operation_defines() -> None:
    request = make(thing="a b", limit=5, archived=False, tags=["x"], data={"values": {"n": 1}})
    assert request.method == "PATCH"
    assert request.url == "https://api.attio.com/v2/things/a%20b/parts/1?limit=5&archived=false"
    assert body(request) == {"data": {"values": {"n": 1}, "owner": {"name": "nobody"}}, "tags": ["x"]}
    assert request.headers["content-type"] == "application/json"
    assert request.headers["accept"] == "application/json"
    assert request.headers["user-agent"].startswith("attio-sdk-python/")


def test_absent_none_and_value_differ_inside_a_body() -> None:
    assert body(make(data={"owner": {"name": "x"}}))["data"]["owner"] == {"name": "x"}
    assert body(make(data={"owner": {"name": "x", "since": None}}))["data"]["owner"] == {"name": "x", "since": None}
    assert body(make(data={"owner": {"name": "x", "since": "2026"}}))["data"]["owner"]["since"] == "2026"


def test_a_top_level_none_is_sent_only_where_null_has_a_meaning() -> None:
    assert make(limit=None, tags=None).url.endswith("/parts/1")
    assert make(assignee=None).url.endswith("?assignee=null")
    assert make(assignee="a@b.c").url.endswith("?assignee=a%40b.c")


def test_unset_parameters_are_absent_everywhere() -> None:
    request = make(limit=UNSET, tags=UNSET)
    assert request.url.endswith("/parts/1")
    assert body(request) == {"data": {"owner": {"name": "nobody"}}}
    with pytest.raises(InvalidRequestError, match="data: required, but not given"):
        make(data=UNSET)
    assert build(THING, {"thing": "t", "part_id": "1", "data": {}}, options()).url.endswith("/parts/1")


def test_an_unknown_enum_member_is_sent_as_given() -> None:
    assert body(make(data={"owner": {"name": "x", "kind": "robot"}}))["data"]["owner"]["kind"] == "robot"


def test_a_model_of_a_response_can_be_sent() -> None:
    class Owner(Model):
        name: str
        since: dt.datetime | None = None

    owner = Owner.model_validate({"name": "Ada"})
    assert body(make(data={"owner": owner}))["data"]["owner"] == {"name": "Ada"}
    assert body(make(data={"values": {"owner": [owner]}}))["data"]["values"] == {"owner": [{"name": "Ada"}]}
    assert body(make(data={"owner": owner, "places": [owner, "here"]}))["data"]["places"] == [{"name": "Ada"}, "here"]
    assert body(make(data={"owner": owner, "places": (owner,)}))["data"]["places"] == [{"name": "Ada"}]


def test_a_model_that_does_not_fit_is_named_by_its_own_fields() -> None:
    class Owner(Model):
        nmae: str

    with pytest.raises(InvalidRequestError) as caught:
        make(data={"owner": Owner(nmae="Ada")})
    assert str(caught.value) == "things.update: data.owner.nmae: there is no such field; did you mean 'name'?"
    assert caught.value.operation == "things.update"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"data": {"owner": {"nmae": "x"}}}, "data.owner.nmae: there is no such field; did you mean 'name'?"),
        ({"data": {"valuse": {}}}, "data.valuse: there is no such field; did you mean 'values'?"),
        (
            {"data": {"place": {"nam": "x"}}},
            "data.place.name: required, but not given (str); data.place.nam: there is no such",
        ),
        ({"data": {"place": {"street": "x", "city": 5}}}, "data.place.city: must be a str, not int"),
        ({"data": {"places": ["a", {"name": 5}]}}, "data.places.1.name: must be a str, not int"),
        ({"data": None}, "data: required, but not given"),
        ({"limit": "5"}, "limit: must be an int, not str"),
        ({"archived": "yes"}, "archived: must be a bool, not str"),
        ({"tags": "abc"}, "tags: "),
        ({"assignee": "\ud800"}, "things.update: assignee: this text contains a lone surrogate"),
        ({"thing": 5}, "thing: must be a str, not int"),
        ({"data": {"values": {1: "x"}}}, "data.values.1"),
        ({"data": {"values": {"logo": b"x"}}}, "data.values.logo: bytes is not JSON"),
    ],
)
def test_invalid_parameters_are_named_before_anything_is_sent(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        make(**changes)
    assert problem in str(caught.value)
    assert caught.value.operation == "things.update"
    assert caught.value.outcome == "not_sent"


@pytest.mark.parametrize("value", ["", ".", "..", "a\nb", "a\x00", "a\x1f", "\x7f"])
def test_an_id_that_would_change_the_route_is_rejected(value: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        make(thing=value)
    expected = "thing: must be an id or slug: not empty, '.' or '..', and without control characters"
    assert str(caught.value) == f"things.update: {expected}"


def test_an_id_that_is_not_a_string_is_rejected() -> None:
    with pytest.raises(InvalidRequestError) as caught:
        make(thing="\ud800")
    assert str(caught.value) == "things.update: thing: this text contains a lone surrogate, which UTF-8 cannot encode"


@pytest.mark.parametrize(
    ("value", "sent"), [("...", "..."), ("a/b", "a%2Fb"), (" ", "%20"), ("a?b#c", "a%3Fb%23c"), ("~.-_", "~.-_")]
)
def test_special_characters_of_an_id_are_escaped(value: str, sent: str) -> None:
    assert make(thing=value).url == f"https://api.attio.com/v2/things/{sent}/parts/1"


@given(st.text(min_size=1))
def test_no_id_changes_the_route(value: str) -> None:
    try:
        request = make(thing=value)
    except InvalidRequestError:
        return
    parts = urlsplit(request.url)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == ("https", "api.attio.com", "", "")
    segments = parts.path.split("/")
    assert [*segments[:3], *segments[4:]] == ["", "v2", "things", "parts", "1"]
    assert unquote(segments[3]) == value
    assert segments[3] not in (".", "..")


def test_a_request_without_a_body_has_no_content_type() -> None:
    request = build(READ, {"thing": "1"}, options())
    assert request.content is None
    assert "content-type" not in request.headers
    assert request.url == "https://api.attio.com/v2/things/1"


class ReplaceParams(Params):
    thing: str
    data: Sequence[str]


def test_a_parameter_can_be_the_whole_body() -> None:
    operation = Operation[EmptyResponse](
        "things.replace", "PUT", "/v2/{thing}", ReplaceParams, EmptyResponse, body="json", body_param="data"
    )
    assert body(build(operation, {"thing": "1", "data": ["a", "b"]}, options())) == ["a", "b"]


class UploadParams(Params):
    file: object
    parent: str
    size: int | None = None


def test_a_form_carries_its_fields_and_the_extra_ones_before_the_file() -> None:
    upload = Operation[EmptyResponse]("files.add", "POST", "/v2/files", UploadParams, EmptyResponse, body="multipart")
    given = {"file": ("a.txt", b"content"), "parent": "p", "size": 5}
    request = build(upload, given, options(extra_body={"more": True, "parent": "q"}))
    assert isinstance(request.content, MultipartBody)
    assert request.headers["content-type"] == request.content.content_type
    form = b"".join(request.content)
    assert re.findall(rb'name="(\w+)"', form) == [b"parent", b"size", b"more", b"file"]
    assert re.findall(rb"\r\n\r\n(.*)\r\n--", form) == [b"q", b"5", b"true", b"content"]


def test_a_form_field_that_cannot_be_encoded_is_named() -> None:
    upload = Operation[EmptyResponse]("files.add", "POST", "/v2/files", UploadParams, EmptyResponse, body="multipart")
    with pytest.raises(InvalidRequestError, match="deep: a dict has no form"):
        build(upload, {"file": b"x", "parent": "p"}, options(extra_body={"deep": {"a": 1}}))


def test_defaults_fill_only_missing_fields() -> None:
    operation = THING.replaced(defaults={"data.owner.name": "nobody", "kind": "plain"})
    params: dict[str, object] = {"thing": "t", "part_id": "1", "data": {"owner": {}}, "assignee": UNSET}
    assert body(build(operation, params, options())) == {"data": {"owner": {"name": "nobody"}}, "kind": "plain"}
    params["data"] = {"owner": {"name": "x"}}
    assert body(build(operation, params, options())) == {"data": {"owner": {"name": "x"}}, "kind": "plain"}


def test_dicts_of_the_caller_are_not_changed() -> None:
    data: dict[str, object] = {"values": {"a": 1}}
    make(data=data, call=options(extra_body={"data": {"values": {"b": 2}}}))
    assert data == {"values": {"a": 1}}


def test_the_model_of_parameters_is_created_on_first_use_and_cached() -> None:
    class GateParams(Params):
        """Some parameters."""

        gate: str
        names: Sequence[str] | None = None
        model: Annotated[str, Field(max_length=3)] = "abc"

    assert "_model" not in vars(GateParams)
    made = GateParams.as_model()
    assert GateParams.as_model() is made
    assert list(made.model_fields) == ["gate", "names", "model"]
    assert made.__module__ == GateParams.__module__
    assert made.model_validate({"gate": "north"}).model_dump() == {"gate": "north", "names": None, "model": "abc"}
    with pytest.raises(ValidationError, match=r"gate\n(.|\n)*names(.|\n)*model(.|\n)*other"):
        made.model_validate({"gate": 1, "names": [2], "model": "abcd", "other": 1})


def test_each_operation_has_a_model_of_its_own() -> None:
    assert ReadParams.as_model() is not UploadParams.as_model()
    assert set(UploadParams.as_model().model_fields) != set(ReadParams.as_model().model_fields)
