"""Whole numbers in external text: only ASCII digits count, without underscores, and not thousands of them."""

from __future__ import annotations

import pytest

from attio import Attio, RetryConfig
from attio._call.urls import is_loopback
from attio._files.transfer import announced_size
from attio._http.proxies import ProxyRules
from attio._support.digits import is_digits, whole_number
from attio._support.headers import Headers
from attio.cli import values
from attio.cli.exits import CommandError
from attio.errors import InvalidRequestError

ODD = ["²", "٣", "1_0", "+1", "-1", " 1", "", "1.0", "9" * 5_000]


@pytest.mark.parametrize("text", ODD)
def test_only_ascii_digits_are_numbers(text: str) -> None:
    assert whole_number(text) is None
    assert is_digits(text) == (len(text) == 5_000)
    assert whole_number("0123") == 123


@pytest.mark.parametrize("host", ["127.0.0.²", "127.0.٣.1", "127.0.0."])
def test_a_loopback_address_has_ascii_digits(host: str) -> None:
    assert is_loopback("127.0.0.2")
    assert not is_loopback(host)
    with pytest.raises(ValueError, match="must use https"):
        Attio("token", server_url=f"http://{host}")


@pytest.mark.parametrize("code", ["5²³", "4٣٣"])
def test_retry_codes_have_ascii_digits(code: str) -> None:
    with pytest.raises(ValueError, match=f"retry_codes contains '{code}'"):
        RetryConfig(retry_codes=[code])


@pytest.mark.parametrize("length", ["²", "1_0", "9" * 5_000])
def test_content_lengths_have_ascii_digits(length: str) -> None:
    assert announced_size(Headers([("content-length", length)])) is None


@pytest.mark.parametrize("text", ["²", "٣", "1_000", "1_0.5", "٣.٤"])
def test_numbers_on_the_command_line_have_ascii_digits(text: str) -> None:
    with pytest.raises(CommandError, match="size takes a number, not"):
        values.number("size", text)
    assert [values.number("size", number) for number in ("+12", "-1.5", "1e3")] == [12, -1.5, 1000]


@pytest.mark.parametrize("port", ["٨٣", "8_0"])
def test_ports_of_proxies_have_ascii_digits(port: str) -> None:
    with pytest.raises(InvalidRequestError, match="NO_PROXY has the entry"):
        ProxyRules({"https": "http://proxy.test:3128", "no": f"a.test:{port}"})
