"""Helpers that cause, build and explain errors."""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from attio import Attio, errors
from attio.errors import ErrorData, Explanation, ExplanationSource
from attio.errors.base import add_facts
from tests.drivers import Driver


def explained(driver: Driver, error: errors.AttioError, source: ExplanationSource) -> Explanation:
    """Explain an error with the sync or async method."""
    if driver.side == "sync":
        return error.explain(source)

    async def main() -> Explanation:
        return await error.explain_async(source)

    return anyio.run(main, backend=driver.side)


def failure(driver: Driver, client: Attio, method: str, *args: Any, **params: Any) -> errors.AttioError:
    """Make a call that must fail, and return its error."""
    with pytest.raises(errors.AttioError) as caught:
        driver.call(client, method, *args, **params)
    return caught.value


def made_error(status: int, code: str | None, message: str, **facts: Any) -> errors.AttioError:
    """Return the error that a response with this status and code raises."""
    error = errors.AttioError(message, status_code=status, data=ErrorData(code=code, message=message))
    add_facts(error, **facts)
    return error
