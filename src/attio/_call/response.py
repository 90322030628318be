"""Parse the body of a successful response into a model; no I/O."""

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
"""Above this, the error has only their number: a list of them takes hundreds of times the memory of the response."""


def decode(operation: Operation[T], status: int, headers: Headers, content: bytes) -> T:
    """Parse the body of a successful response.

    Raises:
        ResponseValidationError: The body does not match the documented type of the operation.
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
        from attio._call.odd_items import read_parts  # only invalid responses need it

        valid_parts = read_parts(model, parse(content)[0]) if isinstance(model, type) else None
        if valid_parts is not None:
            return cast("T", valid_parts)
        raise _validation_error(operation, status, headers, content, error) from None


def _validation_error(
    operation: Operation[Any], status: int, headers: Headers, content: bytes, error: ValidationError
) -> ResponseValidationError:
    raw, is_json = parse(content)
    if is_json:
        problems = _problems(error)
        message = f"success, but the body is not what the API documents: {problems[0]}"
    else:
        problems = []
        kind = headers.get("content-type", "no content type")
        beginning = content[:SHOWN_BYTES].decode("utf-8", "replace")
        description = f"{len(content)} bytes of {kind}: {beginning!r}" if content.strip() else "empty"
        message = f"success, but the body is not JSON; it is {description}"
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
    # Without the input, which may be secret, such as the secret of a new webhook.
    details = error.errors(include_url=False, include_input=False, include_context=False)
    return [f"{'.'.join(map(str, detail['loc'])) or 'body'}: {detail['msg']}" for detail in details]


def parse(content: bytes) -> tuple[object, bool]:
    """Parse a body as JSON, or decode it as text; also return whether it is JSON."""
    try:
        # As strict as the models: rejects lone surrogates, and nesting that is too deep for pickle.
        return from_json(content), True
    except ValueError:
        return content.decode("utf-8", "replace"), False
