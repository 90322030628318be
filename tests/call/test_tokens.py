"""Sources of the token, tokens that are rejected, and that no token is shown."""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Awaitable, Callable, Generator
from dataclasses import asdict, dataclass, field
from typing import Any

import anyio
import anyio.lowlevel
import pytest
from hypothesis import given
from hypothesis import strategies as st

from attio._call import tokens
from attio._call.tokens import check_source, check_token
from attio._support.secrets import Secret
from attio.errors import InvalidRequestError

TOKEN = "sk_planted_5c0ffee"
Resolve = Callable[[Any], str]


def resolve_async(source: Any) -> str:
    return anyio.run(tokens.resolve_async, source)


BOTH = pytest.mark.parametrize("resolve", [tokens.resolve, resolve_async], ids=["sync", "async"])


class TokenService(Exception):  # noqa: N818 - an exception of foreign code
    pass


# Sources


@BOTH
def test_a_string_is_the_token(resolve: Resolve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTIO_OAUTH2", "other")
    assert resolve(TOKEN) == TOKEN
    assert resolve(Secret(TOKEN)) == TOKEN


@BOTH
@pytest.mark.parametrize("source", [None, "", Secret(None)], ids=["none", "empty", "secret"])
def test_without_a_token_the_environment_variables_are_read_in_order(
    resolve: Resolve, source: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InvalidRequestError, match="ATTIO_OAUTH2 or ATTIO_API_KEY") as caught:
        resolve(source)
    assert caught.value.outcome == "not_sent"
    monkeypatch.setenv("ATTIO_API_KEY", "second")
    assert resolve(source) == "second"
    monkeypatch.setenv("ATTIO_OAUTH2", "")
    assert resolve(source) == "second"
    monkeypatch.setenv("ATTIO_OAUTH2", "first")
    assert resolve(source) == "first"


@BOTH
def test_a_token_function_is_called_each_time(resolve: Resolve) -> None:
    tokens = iter(["one", "two"])
    source = lambda: next(tokens)  # noqa: E731 - what users write
    assert [resolve(source), resolve(source)] == ["one", "two"]
    assert resolve(Secret(lambda: TOKEN)) == TOKEN


@BOTH
@pytest.mark.parametrize("given", ["", None, 5, b"sk", "two words"], ids=repr)
def test_a_function_that_returns_no_token_is_an_error(
    resolve: Resolve, given: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment may hold the token of another workspace."""
    monkeypatch.setenv("ATTIO_OAUTH2", "other")
    with pytest.raises(InvalidRequestError, match="the token that the oauth2 function returned"):
        resolve(lambda: given)


@BOTH
def test_exceptions_of_a_token_function_are_not_wrapped(resolve: Resolve) -> None:
    problem = TokenService("down")

    def source() -> str:
        raise problem

    with pytest.raises(TokenService) as caught:
        resolve(source)
    assert caught.value is problem


async def token_of_service() -> str:
    await anyio.lowlevel.checkpoint()
    return TOKEN


class Service:
    async def __call__(self) -> str:
        return await token_of_service()

    def later(self) -> Awaitable[str]:
        return token_of_service()


class Later:
    """An awaitable that is not a coroutine."""

    def __await__(self) -> Generator[Any, None, str]:
        return token_of_service().__await__()


SOURCES = [Later, token_of_service, Service(), Service().later, Service().__call__]


@pytest.mark.parametrize("source", SOURCES, ids=["awaitable", "function", "object", "method", "bound"])
def test_an_async_function_is_awaited_on_the_async_side_and_rejected_on_the_other(source: Any) -> None:
    assert resolve_async(source) == TOKEN
    with pytest.raises(InvalidRequestError, match="only async calls can await; call the _async method") as caught:
        tokens.resolve(source)
    assert caught.value.outcome == "not_sent"


@pytest.mark.anyio
async def test_an_async_function_works_on_both_event_loops() -> None:
    assert await tokens.resolve_async(token_of_service) == TOKEN


# Invalid tokens

WRONG = {
    f"Bearer {TOKEN}": "without 'Bearer'",
    f"bearer {TOKEN}": "without 'Bearer'",
    f"{TOKEN}\n": "a space or a line break; a token read from a file needs .strip()",
    f" {TOKEN}": "a space",
    f"{TOKEN}\r\nx-evil: 1": "a line break",
    f"{TOKEN}\x00": "a character that tokens do not have",
    f"{TOKEN}\x7f": "a character that tokens do not have",
    f"{TOKEN}é": "a character that tokens do not have",
    f"{TOKEN}\u2026": "a character that tokens do not have",
    f"{TOKEN}\ud800": "a character that tokens do not have",
    f"{TOKEN}\xa0": "a space",
    " ": "a space",
}


@pytest.mark.parametrize("token", WRONG, ids=ascii)
def test_an_invalid_token_is_rejected_without_repeating_it(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for check in (check_token, check_source):
        with pytest.raises(ValueError, match=re.escape(WRONG[token])) as caught:
            check(token)
        assert TOKEN not in repr(caught.value)
        assert caught.value.__cause__ is None
    with pytest.raises(InvalidRequestError) as call:
        tokens.resolve(token)
    assert TOKEN not in repr(call.value)
    if "\0" in token or "\ud800" in token:
        return
    monkeypatch.setenv("ATTIO_API_KEY", token)
    with pytest.raises(InvalidRequestError, match="the environment variable ATTIO_API_KEY") as call:
        tokens.resolve(None)
    assert TOKEN not in repr(call.value)
    assert call.value.__suppress_context__


@pytest.mark.parametrize("source", [5, b"sk_planted", ["sk_planted"], {"token": "sk_planted"}], ids=repr)
def test_a_token_source_is_a_string_or_a_function(source: object) -> None:
    with pytest.raises(
        TypeError, match=f"oauth2, unless it is a function, must be a str, not {type(source).__name__}"
    ) as caught:
        check_source(source)
    assert "planted" not in str(caught.value)


def test_valid_token_sources_are_accepted() -> None:
    assert check_source(TOKEN) == TOKEN
    assert check_source(token_of_service) is token_of_service
    assert check_source(None) is check_source("") is None


@given(st.text())
def test_a_valid_token_is_one_printable_word(text: str) -> None:
    try:
        assert check_token(text) == text
    except ValueError as error:
        assert len(text) < 5 or text not in str(error)  # noqa: PT017
    else:
        assert text.isascii()
        assert text.isprintable()
        assert len(text.split()) == 1


# Secrecy


@dataclass
class Options:
    secret: Secret = field(default_factory=lambda: Secret(TOKEN))


def test_a_secret_is_not_shown() -> None:
    secret = Secret(TOKEN)
    assert secret.reveal() == TOKEN
    shown = [repr(secret), str(secret), f"{secret}", repr(Options()), repr(asdict(Options())), repr(vars(Options()))]
    assert not any(TOKEN in text for text in shown)
    assert repr(Secret(None)) == "Secret()"


def test_a_secret_is_true_unless_empty() -> None:
    assert Secret(TOKEN)
    assert not Secret(None)
    assert not Secret("")


def test_a_copy_keeps_the_secret_and_a_pickle_does_not() -> None:
    options = Options()
    assert copy.copy(options.secret).reveal() == TOKEN
    assert copy.deepcopy(options).secret.reveal() == TOKEN
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        pickled = pickle.dumps(options, protocol)
        assert TOKEN.encode() not in pickled
        assert pickle.loads(pickled).secret.reveal() is None


@BOTH
@pytest.mark.parametrize("quotes", ['"{}"', "'{}'", "`{}`", "“{}”", '"{}', "{}'"])
def test_a_token_in_quotes_is_rejected_with_the_fix(
    resolve: Resolve, quotes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Values copied from an env file or a shell script contain their quotes."""
    token = quotes.format(TOKEN)
    with pytest.raises(ValueError, match="oauth2 is in quotes; pass the token without them") as caught:
        check_source(token)
    assert TOKEN not in str(caught.value)
    monkeypatch.setenv("ATTIO_API_KEY", token)
    with pytest.raises(InvalidRequestError, match="the environment variable ATTIO_API_KEY is in quotes"):
        resolve(None)
