from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError
from typing_extensions import Required, TypedDict

from attio._call.headers import USER_AGENT, check_header
from attio._call.operation import Operation, Paging
from attio._call.options import PAGE_OPTIONS, REQUEST_OPTIONS, CallOptions, Settings
from attio._call.request import build, check_names
from attio._call.retries import RetryConfig
from attio._files.multipart import MultipartBody
from attio._http.prepared import PreparedRequest
from attio._support.secrets import Secret
from attio.errors.base import InvalidRequestError, UnknownParameterError
from attio.errors.statuses import BadRequestError
from attio.models.base import AS_IS, OPEN, UNSET, EmptyResponse, Model, Params


class Owner(TypedDict, total=False):
    name: str
    kind: Annotated[Literal["person", "team"], OPEN]
    since: dt.datetime | str | None


class ByName(TypedDict):
    name: str


class ByAddress(TypedDict, total=False):
    street: Required[str]
    city: Required[str]
    country: str


class Write(TypedDict, total=False):
    values: Annotated[Mapping[str, object], AS_IS]
    owner: Owner | None
    place: ByName | ByAddress
    places: Sequence[ByName | str]


class ThingParams(Params):
    thing: str
    part_id: str
    data: Write
    tags: Sequence[str] | None = None
    limit: int | None = None
    archived: bool | None = None
    assignee: str | None = None


THING = Operation[EmptyResponse](
    name="things.update",
    method="PATCH",
    path="/v2/things/{thing}/parts/{part_id}",
    params=ThingParams,
    response=EmptyResponse,
    errors=(BadRequestError,),
    query=("limit", "archived", "assignee"),
    body="json",
    nullable=("assignee",),
    defaults={"data.owner.name": "nobody"},
    paging=Paging("offset"),
)
SETTINGS = Settings(
    server_url="https://api.attio.com",
    retry_config=RetryConfig(),
    timeout=60,
    deadline=120,
    oauth2=Secret("t"),
    user_agent=None,
    allow_insecure_http=False,
    max_response_bytes=1,
)


def options(**given: object) -> CallOptions:
    return SETTINGS.combine(given, transfer=False)


def make(*, call: CallOptions | None = None, **changes: Any) -> PreparedRequest:
    params: dict[str, object] = {"thing": "people", "part_id": "1", "data": {}, "assignee": UNSET, **changes}
    return build(THING, params, call or options())


def body(request: PreparedRequest) -> Any:
    assert isinstance(request.content, bytes)
    return json.loads(request.content)


def test_parameters_travel_where_the_operation_says() -> None:
    request = make(thing="a b", limit=5, archived=False, tags=["x"], data={"values": {"n": 1}})
    assert request.method == "PATCH"
    assert request.url == "https://api.attio.com/v2/things/a%20b/parts/1?limit=5&archived=false"
    assert body(request) == {"data": {"values": {"n": 1}, "owner": {"name": "nobody"}}, "tags": ["x"]}
    assert request.headers["content-type"] == "application/json"
    assert request.headers["accept"] == "application/json"
    assert request.headers["user-agent"].startswith("attio-sdk-python/")


def test_absent_none_and_value_are_three_things_inside_a_body() -> None:
    assert body(make(data={"owner": {"name": "x"}}))["data"]["owner"] == {"name": "x"}
    assert body(make(data={"owner": {"name": "x", "since": None}}))["data"]["owner"] == {"name": "x", "since": None}
    assert body(make(data={"owner": {"name": "x", "since": "2026"}}))["data"]["owner"]["since"] == "2026"


def test_a_top_level_none_is_not_sent_but_where_null_means_something() -> None:
    assert make(limit=None, tags=None).url.endswith("/parts/1")
    assert make(assignee=None).url.endswith("?assignee=null")
    assert make(assignee="a@b.c").url.endswith("?assignee=a%40b.c")


def test_unset_is_absent_in_every_place() -> None:
    request = make(limit=UNSET, tags=UNSET)
    assert request.url.endswith("/parts/1")
    assert body(request) == {"data": {"owner": {"name": "nobody"}}}
    with pytest.raises(InvalidRequestError, match="data: required, but not given"):
        make(data=UNSET)
    assert build(THING, {"thing": "t", "part_id": "1", "data": {}}, options()).url.endswith("/parts/1")


def test_an_unknown_enum_member_is_sent_as_given() -> None:
    assert body(make(data={"owner": {"name": "x", "kind": "robot"}}))["data"]["owner"]["kind"] == "robot"


def test_an_answer_can_be_sent_back() -> None:
    class Answer(Model):
        name: str
        since: dt.datetime | None = None

    owner = Answer.model_validate({"name": "Ada"})
    assert body(make(data={"owner": owner}))["data"]["owner"] == {"name": "Ada"}
    assert body(make(data={"values": {"owner": [owner]}}))["data"]["values"] == {"owner": [{"name": "Ada"}]}
    assert body(make(data={"owner": owner, "places": [owner, "here"]}))["data"]["places"] == [{"name": "Ada"}, "here"]
    assert body(make(data={"owner": owner, "places": (owner,)}))["data"]["places"] == [{"name": "Ada"}]


def test_an_answer_that_does_not_fit_is_named_by_its_own_fields() -> None:
    class Answer(Model):
        nmae: str

    with pytest.raises(InvalidRequestError) as caught:
        make(data={"owner": Answer(nmae="Ada")})
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
def test_what_is_wrong_is_named_before_anything_is_sent(changes: dict[str, Any], problem: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        make(**changes)
    assert problem in str(caught.value)
    assert caught.value.operation == "things.update"
    assert caught.value.outcome == "not_sent"


@pytest.mark.parametrize("value", ["", ".", "..", "a\nb", "a\x00", "a\x1f", "\x7f"])
def test_an_id_that_would_change_the_route_is_refused(value: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        make(thing=value)
    told = "thing: must be an id or slug: not empty, '.' or '..', and without control characters"
    assert str(caught.value) == f"things.update: {told}"


def test_an_id_that_is_no_text_is_refused() -> None:
    with pytest.raises(InvalidRequestError) as caught:
        make(thing="\ud800")
    assert str(caught.value) == "things.update: thing: this text contains a lone surrogate, which UTF-8 cannot encode"


@pytest.mark.parametrize(
    ("value", "sent"), [("...", "..."), ("a/b", "a%2Fb"), (" ", "%20"), ("a?b#c", "a%3Fb%23c"), ("~.-_", "~.-_")]
)
def test_what_else_stands_in_an_id_stays_within_its_segment(value: str, sent: str) -> None:
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


PAGING = {"limit", "offset", "cursor", "count", "startIndex"}
"""Parameters that the SDK pages by; as extras they are refused."""


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name not in PAGING), st.text()))
def test_any_query_arrives_as_given(extra: dict[str, str]) -> None:
    try:
        request = make(call=options(extra_query=extra))
    except (InvalidRequestError, UnicodeEncodeError):
        assert any("\ud800" <= letter <= "\udfff" for pair in extra.items() for text in pair for letter in text)
        return
    assert dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True)) == extra


def test_extra_query_and_body_carry_what_this_version_does_not_know() -> None:
    call = options(extra_query={"expand": ["a", "b"]}, extra_body={"data": {"owner": {"new": 1}}, "more": True})
    request = make(call=call, data={"owner": {"name": "x"}})
    assert request.url.endswith("?expand=a&expand=b")
    assert body(request) == {"data": {"owner": {"name": "x", "new": 1}}, "more": True}


def test_extra_body_replaces_what_is_no_mapping_and_adds_below_what_is() -> None:
    extra = {"data": {"values": {"b": {"c": 3}}}, "tags": {"all": True}}
    request = make(call=options(extra_body=extra), data={"values": {"a": 1, "b": {"c": 1, "d": 2}}}, tags=["x"])
    assert body(request)["data"]["values"] == {"a": 1, "b": {"c": 3, "d": 2}}
    assert body(request)["tags"] == {"all": True}
    flat = make(call=options(extra_body={"data": "nothing"}))
    assert body(flat) == {"data": "nothing"}


@pytest.mark.parametrize(
    ("name", "value", "sent"),
    [
        ("at", dt.date(2026, 1, 2), "at=2026-01-02"),
        ("both", (1, None), "both=1&both=null"),
        ("a b", "c d/e", "a%20b=c%20d%2Fe"),
        ("on", True, "on=true"),
    ],
)
def test_extra_query_is_written_like_any_other(name: str, value: object, sent: str) -> None:
    assert make(call=options(extra_query={name: value}), limit=1).url.endswith(f"/parts/1?limit=1&{sent}")


def test_an_extra_query_that_has_no_form_is_named() -> None:
    with pytest.raises(InvalidRequestError, match=r"extra_query\.deep: a dict has no form in a query"):
        make(call=options(extra_query={"deep": {"a": 1}}))


class ReadParams(Params):
    thing: str


READ = Operation[EmptyResponse]("things.read", "GET", "/v2/things/{thing}", ReadParams, EmptyResponse)


def test_a_request_without_a_body_says_nothing_of_one() -> None:
    request = build(READ, {"thing": "1"}, options())
    assert request.content is None
    assert "content-type" not in request.headers
    assert request.url == "https://api.attio.com/v2/things/1"


def test_an_extra_body_makes_one_where_there_was_none() -> None:
    request = build(READ, {"thing": "1"}, options(extra_body={"reason": "why"}))
    assert body(request) == {"reason": "why"}
    assert request.headers["content-type"] == "application/json"


class ReplaceParams(Params):
    thing: str
    data: Sequence[str]


def test_the_parameter_that_is_the_body_stands_alone_in_it() -> None:
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


def test_a_form_field_that_has_no_form_is_named() -> None:
    upload = Operation[EmptyResponse]("files.add", "POST", "/v2/files", UploadParams, EmptyResponse, body="multipart")
    with pytest.raises(InvalidRequestError, match="deep: a dict has no form"):
        build(upload, {"file": b"x", "parent": "p"}, options(extra_body={"deep": {"a": 1}}))


def test_defaults_fill_only_what_is_not_there() -> None:
    operation = THING.replaced(defaults={"data.owner.name": "nobody", "kind": "plain"})
    params: dict[str, object] = {"thing": "t", "part_id": "1", "data": {"owner": {}}, "assignee": UNSET}
    assert body(build(operation, params, options())) == {"data": {"owner": {"name": "nobody"}}, "kind": "plain"}
    params["data"] = {"owner": {"name": "x"}}
    assert body(build(operation, params, options())) == {"data": {"owner": {"name": "x"}}, "kind": "plain"}


def test_the_callers_own_dicts_are_left_as_they_were() -> None:
    data: dict[str, object] = {"values": {"a": 1}}
    make(data=data, call=options(extra_body={"data": {"values": {"b": 2}}}))
    assert data == {"values": {"a": 1}}


@given(st.text(), st.text())
def test_no_header_smuggles_a_line(name: str, value: str) -> None:
    try:
        sent = check_header(name, value)
    except InvalidRequestError:
        return
    assert not {"\r", "\n", "\0"} & set(name + sent)
    sent.encode("latin-1")


def test_a_refused_header_value_is_not_repeated() -> None:
    with pytest.raises(InvalidRequestError) as caught:
        check_header("x-key", "secret\r\nx-evil: 1")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("name", ["Authorization", "host", "Content-Length", "Transfer-Encoding"])
def test_headers_of_ours_cannot_be_set(name: str) -> None:
    with pytest.raises(InvalidRequestError, match=f"{name} cannot be set"):
        make(call=options(http_headers={name: "x"}))


def test_added_headers_are_sent_and_may_replace_the_user_agent() -> None:
    headers = make(call=options(http_headers={"X-Trace": "1", "User-Agent": "mine", "Accept": "text/csv"})).headers
    assert (headers["x-trace"], headers["user-agent"], headers["accept"]) == ("1", "mine", "text/csv")


def test_the_user_agent_of_the_client_is_sent() -> None:
    assert build(READ, {"thing": "1"}, options(), "app/1.0").headers["user-agent"] == "app/1.0"
    assert build(READ, {"thing": "1"}, options(), None).headers["user-agent"] == USER_AGENT


def test_a_header_that_cannot_be_sent_is_named() -> None:
    with pytest.raises(InvalidRequestError, match="header x-count must be a str, not int"):
        make(call=options(http_headers={"x-count": 5}))


def test_a_misspelt_parameter_is_named_with_the_nearest_right_one() -> None:
    with pytest.raises(UnknownParameterError) as caught:
        check_names(THING, {"limt": 5})
    assert str(caught.value).endswith("things_update() has no parameter 'limt'; did you mean 'limit'?")
    assert isinstance(caught.value, TypeError)
    assert caught.value.operation == "things.update"
    with pytest.raises(UnknownParameterError, match="did you mean 'timeout_ms'"):
        check_names(THING, {"timeout_m": 5})


def test_what_resembles_no_parameter_is_told_all_of_them() -> None:
    with pytest.raises(UnknownParameterError) as caught:
        check_names(READ, {"retries": None, "zzzz": 5})
    assert str(caught.value) == (
        "things.read: things_read() has no parameter 'zzzz'; it has thing, deadline_ms, extra_body, extra_query, "
        "http_headers, oauth2, retries, retry_codes, server_url, timeout_ms"
    )


def test_only_an_operation_with_pages_knows_their_options() -> None:
    check_names(THING, {"max_items": 5, "timeout_ms": 5})
    check_names(READ, {"timeout_ms": 5})
    check_names(READ, {})
    check_names(READ, dict.fromkeys(REQUEST_OPTIONS))
    check_names(THING, dict.fromkeys(PAGE_OPTIONS))
    with pytest.raises(UnknownParameterError, match="'max_items'"):
        check_names(READ, {"max_items": 5})


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"timeout_ms": 0}, "timeout_ms must be a positive number"),
        ({"timeout_ms": "5"}, "timeout_ms must be a positive number"),
        ({"deadline_ms": -1}, "deadline_ms must be a positive number"),
        ({"max_items": -1}, "max_items must be a whole number"),
        ({"retries": "none"}, "retries must be an attio.RetryConfig"),
        ({"retry_codes": [7]}, "retry_codes holds 7"),
        ({"extra_body": [1]}, "extra_body must be a mapping"),
        ({"http_headers": {1: "x"}}, "http_headers must be a mapping with text keys"),
        ({"server_url": "http://example.com"}, "server_url must use https"),
        ({"oauth2": "two words"}, "oauth2"),
    ],
)
def test_options_that_cannot_work_are_named(given: dict[str, object], problem: str) -> None:
    with pytest.raises(InvalidRequestError, match=problem):
        options(**given)


def test_options_of_a_call_win_over_the_clients() -> None:
    retries = RetryConfig(max_attempts=1)
    call = options(
        timeout_ms=500, deadline_ms=None, retries=retries, retry_codes=["5XX"], server_url="https://x.test/p/"
    )
    assert (call.timeout, call.deadline, call.server_url) == (0.5, None, "https://x.test/p")
    assert call.retries == RetryConfig(max_attempts=1, retry_codes=["5XX"])
    nothing = options(http_headers=None, extra_query=None, extra_body=None, oauth2="other", max_items=None)
    assert (nothing.http_headers, nothing.extra_query, nothing.extra_body, nothing.max_items) == ({}, {}, {}, None)
    assert nothing.oauth2.reveal() == "other"
    assert SETTINGS.combine({}, transfer=True).deadline is None
    assert SETTINGS.combine({}, transfer=False).deadline == 120


def test_the_model_of_parameters_is_made_once_and_when_it_is_asked_for() -> None:
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
