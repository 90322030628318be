"""Decisions of a download: allowed redirects, retries, and checks of the body."""

from __future__ import annotations

import time

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio import errors
from attio._call.quota import Quota
from attio._call.retries import BackoffStrategy, RetryConfig
from attio._files.transfer import Body, DownloadAttempts, announced_size, link_problem
from attio._support.headers import Headers

SIGNED = "https://files.example.com/key?X-Amz-Signature=0123456789abcdef&X-Amz-Credential=AKIA%2F2026%2Feu&n=5"
AT_ONCE = RetryConfig(backoff=BackoffStrategy(initial_interval=0, max_interval=0))


def download_attempts(
    url: str = SIGNED, config: RetryConfig = AT_ONCE, deadline: float | None = None
) -> DownloadAttempts:
    return DownloadAttempts(url, config, Quota(), deadline)


@pytest.mark.parametrize(
    ("source", "target", "problem"),
    [
        ("https://api.example.com/x", "https://files.example.com/y?s=1", None),
        ("https://api.example.com/x", "https://api.example.com:8443/y", None),
        ("http://127.0.0.1:80/x", "http://127.0.0.1:81/y", None),
        ("http://127.0.0.1/x", "https://files.example.com/y", None),
        ("https://api.example.com/x", "http://files.example.com/y", "from https to http"),
        ("https://api.example.com/x", "HTTP://files.example.com/y", "from https to http"),
        ("https://api.example.com/x", "ftp://files.example.com/y", "not an http"),
        ("https://api.example.com/x", "file:///etc/passwd", "not an http"),
        ("https://api.example.com/x", "https:///y", "not an http"),
        ("https://api.example.com/x", "https://files.example.com:0/y", "not an http"),
        ("https://api.example.com/x", "https://[::1/y", "not a URL"),
        ("https://api.example.com/x", "https://files.example.com:x/y", "not a URL"),
        ("https://api.example.com/x", "https://me@files.example.com/y", "user name"),
        ("https://api.example.com/x", "https://:secret@files.example.com/y", "user name"),
    ],
)
def test_links_may_redirect_only_to_safe_targets(source: str, target: str, problem: str | None) -> None:
    found = link_problem(source, target)
    assert found == problem if problem is None or found is None else problem in found
    assert "secret" not in str(found)


def test_a_download_follows_three_redirects() -> None:
    one = download_attempts()
    for place in ("/a", "//other.example.com/b", "https://third.example.com/c?s=2"):
        one.follow_redirect(httpx.Response(302, headers={"Location": place}), b"")
    assert one.url == "https://third.example.com/c?s=2"
    with pytest.raises(errors.AttioError, match="more than 3 redirects") as caught:
        one.follow_redirect(httpx.Response(307, headers={"Location": "/d?token=secret"}), b"")
    assert "secret" not in f"{caught.value} {caught.value.__dict__}"
    assert (caught.value.status_code, caught.value.operation) == (307, "files.download")


@pytest.mark.parametrize("location", ["http://files.example.com/x?s=secret", "ftp://x/secret", "https://u:secret@x/"])
def test_a_download_rejects_bad_redirects(location: str) -> None:
    with pytest.raises(errors.AttioError, match="not followed") as caught:
        download_attempts().follow_redirect(httpx.Response(302, headers={"Location": location}), b"")
    assert "secret" not in f"{caught.value} {caught.value.__dict__}"
    assert caught.value.outcome == "rejected"


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (302, errors.AttioError),
        (304, errors.AttioError),
        (400, errors.BadRequestError),
        (403, errors.PermissionDeniedError),
        (404, errors.NotFoundError),
        (410, errors.AttioError),
        (429, errors.RateLimitError),
        (503, errors.ServerError),
    ],
)
def test_other_responses_are_errors_of_their_family(status: int, kind: type[errors.AttioError]) -> None:
    body = b"<Code>SignatureDoesNotMatch</Code><Got>0123456789abcdef</Got><Scope>AKIA/2026/eu</Scope><n>5</n>"
    response = httpx.Response(status, headers={"Retry-After": "2"}, request=httpx.Request("GET", SIGNED))
    with pytest.raises(errors.AttioError) as caught:
        download_attempts().follow_redirect(response, body)
    error = caught.value
    assert type(error) is kind
    assert (error.status_code, error.outcome, error.operation) == (status, "rejected", "files.download")
    assert error.retry_after == 2
    assert "https://files.example.com" in str(error)
    assert error.body == "<Code>SignatureDoesNotMatch</Code><Got>[redacted]</Got><Scope>[redacted]</Scope><n>5</n>"
    assert "0123456789abcdef" not in f"{error} {error!r} {error.__dict__}"
    assert error.raw_response is None


def attempts(one: DownloadAttempts, error: errors.AttioError | errors.HTTPClientError) -> int:
    """Fail repeatedly, and count the attempts."""
    count = 1
    while True:
        try:
            one.retry(error)
        except type(error):
            assert (error.attempts, error.operation) == (count, "files.download")
            return count
        count += 1


def test_failures_are_tried_at_most_three_times() -> None:
    for again in (
        errors.ConnectionError("x", outcome="unknown"),
        errors.RequestTimeoutError("x", outcome="not_sent"),
        errors.ServerError("x", status_code=503, outcome="rejected"),
    ):
        assert attempts(download_attempts(), again) == 3
        assert attempts(download_attempts(config=RetryConfig(strategy="none")), again) == 1
        assert attempts(download_attempts(config=RetryConfig(max_attempts=2)), again) == 2
        assert attempts(download_attempts(config=RetryConfig(max_attempts=9)), again) == 3


def test_errors_that_a_retry_cannot_fix_are_raised() -> None:
    for never in (
        errors.NotFoundError("x", status_code=404, outcome="rejected"),
        errors.InvalidRequestError("x"),
        errors.RequestAbortedError("x", outcome="not_sent"),
    ):
        assert attempts(download_attempts(), never) == 1
    late = download_attempts(config=RetryConfig(), deadline=time.monotonic() - 1)
    assert attempts(late, errors.ConnectionError("x")) == 1
    without = download_attempts(config=RetryConfig(retry_connection_errors=False))
    assert attempts(without, errors.ConnectionError("x", outcome="not_sent")) == 1


def test_a_successful_download_refills_the_quota() -> None:
    quota = Quota()
    for _ in range(1000):
        one = DownloadAttempts(SIGNED, AT_ONCE, quota, None)
        one.retry(errors.ConnectionError("x"))
        one.record_success()


@pytest.mark.parametrize(
    ("headers", "size"),
    [
        ({"Content-Length": "5"}, 5),
        ({"Content-Length": "0"}, 0),
        ({"Content-Length": "5", "Content-Encoding": "identity"}, 5),
        ({"Content-Length": "5", "Content-Encoding": "gzip"}, None),
        ({"Content-Length": "-5"}, None),
        ({"Content-Length": "\u0665"}, None),
        ({"Content-Length": "5, 5"}, None),
        ({}, None),
    ],
)
def test_the_size_is_read_from_the_headers(headers: dict[str, str], size: int | None) -> None:
    assert announced_size(Headers(headers.items())) == size


@given(pieces=st.lists(st.binary(max_size=20)), chunk_size=st.integers(1, 25))
def test_a_body_is_cut_into_equal_chunks(pieces: list[bytes], chunk_size: int) -> None:
    whole = b"".join(pieces)
    body = Body(len(whole), chunk_size=chunk_size)
    for piece in pieces:
        body.add(piece)
    body.finish()
    assert body.done
    assert b"".join(body.ready) == whole
    assert all(len(chunk) == chunk_size for chunk in list(body.ready)[:-1])
    assert all(body.ready)


@pytest.mark.parametrize("size", [4, 6])
def test_a_body_of_another_size_is_an_error(size: int) -> None:
    body = Body(size, chunk_size=2)
    body.add(b"12345")
    with pytest.raises(
        errors.ConnectionError, match=f"received 5 bytes of the file, but Content-Length is {size}"
    ) as caught:
        body.finish()
    assert caught.value.outcome == "accepted"
    assert not body.done


def test_a_body_is_bounded() -> None:
    body = Body(None, chunk_size=2, max_bytes=5)
    body.add(b"12345")
    with pytest.raises(errors.AttioSDKError, match="max_bytes=5"):
        body.add(b"6")
