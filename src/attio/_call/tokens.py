"""Find and check the token of a request. A token never appears in a message, repr or pickle."""

from __future__ import annotations

import inspect
import os
import re
from typing import NoReturn, cast

from attio._support.secrets import Secret, Token, TokenSource
from attio.errors.base import InvalidRequestError

VARIABLES = ("ATTIO_OAUTH2", "ATTIO_API_KEY")
"""Environment variables for the token, in the order in which they are read."""

_TOKEN = re.compile(r"[!-~]+")
_QUOTES = "\"'`\u2018\u2019\u201c\u201d"


def check_token(token: object, name: str = "oauth2") -> str:
    """Check the text of a token.

    Args:
        token: The token.
        name: Name of the parameter, for the message.

    Raises:
        TypeError: The token is not a str.
        ValueError: The token is not valid in an HTTP header; the message does not contain it.
    """
    if not isinstance(token, str):
        message = f"{name} must be a str, not {type(token).__name__}"
        raise TypeError(message)
    if not _TOKEN.fullmatch(token) or token[0] in _QUOTES or token[-1] in _QUOTES:
        message = f"{name} {_problem(token)}"
        raise ValueError(message)
    return token


def _problem(token: str) -> str:
    if not token:
        return "is empty"
    if token[0] in _QUOTES or token[-1] in _QUOTES:
        return "is in quotes; pass the token without them"
    if token[:7].lower() == "bearer ":
        return "must be the token alone, without 'Bearer'"
    if any(character.isspace() for character in token):
        return "contains a space or a line break; a token read from a file needs .strip()"
    return "contains a character that tokens do not have; check that exactly the token was copied"


def check_source(source: object, *, required: bool = False) -> TokenSource | None:
    """Check the `oauth2` of a client or a call; return None for None, and for an empty str unless `required`.

    Raises:
        TypeError: The source is neither a str nor a function.
        ValueError: The source is a str, but not a valid token; the message does not contain it.
    """
    if source is None or (source == "" and not required):
        return None
    if callable(source):
        return cast("TokenSource", source)
    return Token(check_token(source, "oauth2" if isinstance(source, str) else "oauth2, unless it is a function,"))


def resolve(source: TokenSource | Secret | None) -> str:
    """Return the token for one attempt of a sync call.

    Raises:
        InvalidRequestError: There is no token, the token is not valid, or the function is async. Exceptions of the
            function propagate unchanged.
    """
    if isinstance(source, Secret):
        source = source.reveal()
    if isinstance(source, Token):  # checked when it was given
        return source
    if not callable(source):
        return _checked(source, "oauth2") if source else _from_environment()
    if inspect.iscoroutinefunction(source):
        _raise_async_function()
    token: object = source()
    if inspect.isawaitable(token):
        if inspect.iscoroutine(token):
            token.close()  # avoids the warning that it was never awaited
        _raise_async_function()
    return _check_returned(token)


async def resolve_async(source: TokenSource | Secret | None) -> str:
    """Return the token for one attempt of an async call; a plain function runs on the event loop.

    Raises:
        InvalidRequestError: There is no token, or the token is not valid. Exceptions of the function propagate
            unchanged.
    """
    if isinstance(source, Secret):
        source = source.reveal()
    if isinstance(source, Token):  # checked when it was given
        return source
    if not callable(source):
        return _checked(source, "oauth2") if source else _from_environment()
    token: object = source()
    return _check_returned(await token if inspect.isawaitable(token) else token)


def _check_returned(token: object) -> str:
    # No fallback to the environment, whose token may belong to another workspace.
    return _checked(token, "the token that the oauth2 function returned")


def _from_environment() -> str:
    for name in VARIABLES:
        token = os.environ.get(name)
        if token:
            return _checked(token, f"the environment variable {name}")
    message = f"no token: pass oauth2 to the client, or set the environment variable {VARIABLES[0]} or {VARIABLES[1]}"
    raise InvalidRequestError(message)


def _checked(token: object, name: str) -> str:
    try:
        return Token(check_token(token, name))
    except (TypeError, ValueError) as error:
        raise InvalidRequestError(str(error)) from None


def _raise_async_function() -> NoReturn:
    message = (
        "oauth2 is an async function, which only async calls can await; call the _async method or pass a plain one"
    )
    raise InvalidRequestError(message)
