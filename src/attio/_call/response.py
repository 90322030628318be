"""From the bytes of a success to a model; no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import from_json

from attio._support.gc_pause import gc_pause
from attio._support.headers import Headers
from attio.errors.base import ResponseValidationError, add_facts
from attio.models.base import EmptyResponse

if TYPE_CHECKING:
    from attio._call.operation import Operation

T = TypeVar("T")

SHOWN_BYTES = 200
SHOWN_PROBLEMS = 10
COUNTED_PROBLEMS = 1_000
"""With more, the error gives their number only: a list of them takes hundreds of times the size of the response."""


def decode(operation: Operation[T], status: int, headers: Headers, content: bytes) -> T:
    """Parse the response of a success.

    Raises:
        ResponseValidationError: The body is not what the operation documents.
    """
    model = operation.response
    if not content.strip() and (model is EmptyResponse or operation.may_be_empty):
        return cast("T", EmptyResponse() if model is EmptyResponse else None)
    if isinstance(model, type) and not issubclass(model, BaseModel):
        message = "success, but without the redirect that leads to the file"
        raise ResponseValidationError(
            message, status_code=status, headers=headers, operation=operation.name, outcome="accepted"
        )
    try:
        with gc_pause(len(content)):
            if isinstance(model, TypeAdapter):
                return model.validate_json(content)
            return cast("T", cast("type[BaseModel]", model).model_validate_json(content))
    except ValidationError as error:
        from attio._call.odd_items import read_parts  # for odd responses only

        found = read_parts(model, parse(content)[0]) if isinstance(model, type) else None
        if found is not None:
            return cast("T", found)
        raise _not_as_documented(operation, status, headers, content, error) from None


def _not_as_documented(
    operation: Operation[Any], status: int, headers: Headers, content: bytes, error: ValidationError
) -> ResponseValidationError:
    raw, is_json = parse(content)
    if is_json:
        problems = _problems(error)
        message = f"success, but the body is not what the API documents: {problems[0]}"
    else:
        problems = []
        kind = headers.get("content-type", "no content type")
        shown = content[:SHOWN_BYTES].decode("utf-8", "replace")
        what = f"{len(content)} bytes of {kind}: {shown!r}" if content.strip() else "empty"
        message = f"success, but the body is not JSON; it is {what}"
    failure = ResponseValidationError(
        message,
        status_code=status,
        headers=headers,
        body=content.decode("utf-8", "replace"),
        data=None,
        operation=operation.name,
        outcome="accepted",
    )
    add_facts(failure, raw_value=raw, problems=tuple(problems[:SHOWN_PROBLEMS]))
    return failure


def _problems(error: ValidationError) -> list[str]:
    if error.error_count() > COUNTED_PROBLEMS:
        return [f"there are {error.error_count():,} mismatches"]
    # Without the input: it may hold what is secret, such as the secret of a new webhook.
    found = error.errors(include_url=False, include_input=False, include_context=False)
    return [f"{'.'.join(str(step) for step in problem['loc']) or 'body'}: {problem['msg']}" for problem in found]


def parse(content: bytes) -> tuple[object, bool]:
    """Parse a body as JSON, else decode it as text; also returns whether it is JSON."""
    try:
        # As strict as the models: no deeper than pickle can follow, and no half characters that no file would take.
        return from_json(content), True
    except ValueError:
        return content.decode("utf-8", "replace"), False
