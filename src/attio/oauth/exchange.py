"""The callback of an installation, and the exchange of its code for a token. Does no I/O."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import parse_qs, urlencode

from attio._call.tokens import check_source
from attio._http.prepared import PreparedRequest
from attio.errors.oauth import OAuthDeniedError, OAuthError, OAuthExchangeError

_CODE = re.compile(r"[a-z_]{1,64}")


class Callback:
    """The query parameters of a callback.

    Args:
        query: The query string, or a mapping of its parameters.
    """

    def __init__(self, query: str | bytes | Mapping[str, object]) -> None:
        """Parse the query."""
        self._params: Mapping[str, object]
        if isinstance(query, str | bytes):
            text = query.decode("latin-1") if isinstance(query, bytes) else query
            self._params = parse_qs(text.removeprefix("?"), keep_blank_values=True)
        else:
            self._params = query

    def get(self, name: str) -> str | None:
        """Return a parameter; None if it is absent.

        Raises:
            OAuthError: The parameter occurs more than once.
        """
        value = self._params.get(name)
        if isinstance(value, list | tuple):
            values = cast("list[object]", value)
            if len(values) > 1:
                raise OAuthError(f"the callback has the parameter {name!r} more than once", outcome="not_sent")
            value = values[0] if values else None
        return None if value is None else str(value)

    def code(self) -> str:
        """Return the code.

        Raises:
            OAuthDeniedError: The user did not approve the installation.
            OAuthError: There is no code.
        """
        if self.get("error") is not None:
            raise OAuthDeniedError
        code = self.get("code")
        if not code:
            raise OAuthError("the callback has no code", outcome="not_sent")
        return code


def token_request(url: str, *, client_id: str, client_secret: str, code: str) -> PreparedRequest:
    """Create the request that exchanges a code for a token."""
    form = {
        "grant_type": "authorization_code",
        "client_id": client_id,
        "client_secret": client_secret,
        "code": code,
    }
    headers = {"accept": "application/json", "content-type": "application/x-www-form-urlencoded"}
    return PreparedRequest("POST", url, headers, urlencode(form).encode())


def token_of(status: int, body: bytes) -> str:
    """Return the access token of a response.

    Raises:
        OAuthExchangeError: The response has no token. The error has the status and a well-formed error code, but
            nothing else of the body.
    """
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        content = None
    fields = cast("dict[str, object]", content) if isinstance(content, dict) else {}
    if 200 <= status < 300:
        token = fields.get("access_token")
        try:
            if isinstance(token, str) and token:
                check_source(token)
                return token
        except ValueError:
            pass
        message = "the code was exchanged, but the response contains no valid access token"
        raise OAuthExchangeError(message, status_code=status, outcome="accepted")
    code = fields.get("error")
    is_valid = isinstance(code, str) and _CODE.fullmatch(code)
    raise OAuthExchangeError(status_code=status, code=cast("str", code) if is_valid else None)
