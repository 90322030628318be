from __future__ import annotations

from typing_extensions import assert_never, assert_type

from attio import Attio, AttioSDKError, errors
from attio.errors.records import RECORDS_CREATE_ERRORS


def catching(client: Attio) -> None:
    try:
        client.records.create("people", data={"values": {}})
    except errors.CreateRecordValueNotFoundError as error:
        assert_type(error.status_code, int)
        assert_type(error.code, str | None)
        assert_type(error.request_id, str | None)
    except errors.NotFoundError as error:
        assert_type(error, errors.NotFoundError)
    except errors.ConnectionError as error:
        assert_type(error.retry_after, float | None)
    except AttioSDKError as error:
        assert_type(error.attempts, int)


def every_documented_failure(client: Attio) -> str:
    """The tuple of errors can be caught, and matched exhaustively."""
    try:
        client.records.create("people", data={"values": {}})
    except RECORDS_CREATE_ERRORS as error:
        match error:
            case errors.CreateRecordValueNotFoundError():
                return "value"
            case errors.CreateRecordUnauthorizedError():
                return "permission"
            case errors.CreateRecordNotFoundError():
                return "object"
            case errors.CreateRecordConcurrentWriteConflictError():
                return "conflict"
            case _:
                assert_never(error)
    return ""


def outcomes(error: AttioSDKError) -> None:
    match error.outcome:
        case "not_sent" | "rejected" | "accepted" | "unknown":
            pass
        case _:
            assert_never(error.outcome)
