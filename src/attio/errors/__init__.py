# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""Every error the SDK raises; each loads its module on first use."""

# Several names a line: nobody reads these lists, and one a line they would be two thousand lines.
# fmt: off
# isort: off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.errors.attributes import (
        ATTRIBUTES_CREATE_NEW_ERRORS, ATTRIBUTES_CREATE_STATUS_ERRORS, ATTRIBUTES_GET_ERRORS,
        ATTRIBUTES_LIST_STATUSES_ERRORS, ATTRIBUTES_OPTIONS_CREATE_ERRORS, ATTRIBUTES_OPTIONS_LIST_ERRORS,
        ATTRIBUTES_UPDATE_ERRORS, ATTRIBUTES_UPDATE_SELECT_OPTION_ERRORS, ATTRIBUTES_UPDATE_STATUS_ERRORS,
        CreateAttributeOptionNotFoundError, CreateAttributeOptionSlugConflictError,
        CreateAttributeOptionUnauthorizedError, CreateAttributeOptionValidationTypeError,
        CreateAttributeStatusNotFoundError, CreateAttributeStatusSlugConflictError,
        CreateAttributeStatusUnauthorizedError, CreateAttributeStatusValidationTypeError,
        CreateNewAttributeNotFoundError, CreateNewAttributeSlugConflictError, CreateNewAttributeUnauthorizedError,
        CreateNewAttributeValidationTypeError, GetAttributeNotFoundError, ListAttributeOptionsNotFoundError,
        ListAttributeStatusesNotFoundError, SystemEditUnauthorizedError, UpdateAttributeNotFoundError,
        UpdateAttributeSelectOptionNotFoundError, UpdateAttributeSelectOptionSlugConflictError,
        UpdateAttributeSelectOptionUnauthorizedError, UpdateAttributeSelectOptionValueNotFoundError,
        UpdateAttributeStatusNotFoundError, UpdateAttributeStatusSlugConflictError,
        UpdateAttributeStatusUnauthorizedError, UpdateAttributeStatusValueNotFoundError,
        UpdateAttributeUnauthorizedError,
    )
    from attio.errors.base import (
        AttioBaseError, AttioError, AttioSDKError, AuthenticationError, BadRequestError, ConflictError, ConnectionError,
        ContentTooLargeError, HTTPClientError, InvalidRequestError, NotFoundError, Outcome, PermissionDeniedError,
        RateLimitError, RequestAbortedError, RequestTimeoutError, ResponseValidationError, ServerError,
        UnexpectedClientError, UnknownParameterError,
    )
    from attio.errors.data import ErrorData, Headers, ValidationErrorDetail
    from attio.errors.files import (
        FILES_DELETE_ERRORS, FILES_GET_ERRORS, FILES_UPLOAD_ERRORS, DeleteFileNotFoundError, GetFileNotFoundError,
        UploadFileBillingError,
    )
    from attio.errors.objects import (
        OBJECTS_CREATE_ERRORS, OBJECTS_DELETE_ERRORS, OBJECTS_GET_ERRORS, OBJECTS_GET_VIEWS_ERRORS,
        OBJECTS_UPDATE_ERRORS, CreateObjectQuotaExceededError, CreateObjectSlugConflictError,
        CreateObjectUnauthorizedError, DeleteObjectNotFoundError, DeleteObjectSystemEditUnauthorizedError,
        DeleteObjectUnauthorizedError, GetObjectNotFoundError, GetObjectViewsNotFoundError, UpdateObjectNotFoundError,
        UpdateObjectSlugConflictError, UpdateObjectUnauthorizedError, UpdateObjectValidationTypeError,
    )
    from attio.errors.records import (
        RECORDS_ASSERT_ERRORS, RECORDS_CREATE_ERRORS, RECORDS_DELETE_ERRORS, RECORDS_GET_ERRORS,
        RECORDS_LIST_ATTRIBUTE_VALUES_ERRORS, RECORDS_MERGE_ERRORS, RECORDS_QUERY_ERRORS, RECORDS_SEARCH_ERRORS,
        RECORDS_UPDATE_APPEND_ERRORS, RECORDS_UPDATE_ERRORS, RECORDS_WRITE_ATTRIBUTE_VALUES_ERRORS,
        AssertRecordConcurrentWriteConflictError, AssertRecordNotFoundError, AssertRecordUnauthorizedError,
        AssertRecordValueNotFoundError, CreateRecordConcurrentWriteConflictError, CreateRecordNotFoundError,
        CreateRecordUnauthorizedError, CreateRecordValueNotFoundError, DeleteRecordNotFoundError,
        DeleteRecordUnauthorizedError, FilterError, GetRecordNotFoundError, ListRecordAttributeValuesNotFoundError,
        ListRecordAttributeValuesValidationTypeError, MergeRecordsNotFoundError, MergeRecordsSelfMergeError,
        MergeRecordsUnauthorizedError, QueryRecordsNotFoundError, SearchRecordsValueNotFoundError,
        UpdateAppendRecordConcurrentWriteConflictError, UpdateAppendRecordMissingValueError,
        UpdateAppendRecordNotFoundError, UpdateAppendRecordUnauthorizedError, UpdateRecordConcurrentWriteConflictError,
        UpdateRecordMissingValueError, UpdateRecordNotFoundError, UpdateRecordUnauthorizedError,
        WriteRecordAttributeValuesNotFoundError, WriteRecordAttributeValuesUnauthorizedError,
        WriteRecordAttributeValuesValidationTypeError,
    )
    from attio.errors.scim import (
        SCIM_ERRORS, ScimAuthenticationError, ScimBadRequestError, ScimConflictError, ScimContentTooLargeError,
        ScimError, ScimNotFoundError, ScimPermissionDeniedError, ScimRateLimitError,
    )
else:
    from attio._lazy import lazy

    homes = {
        "attributes": (
            "ATTRIBUTES_CREATE_NEW_ERRORS ATTRIBUTES_CREATE_STATUS_ERRORS ATTRIBUTES_GET_ERRORS "
            "ATTRIBUTES_LIST_STATUSES_ERRORS ATTRIBUTES_OPTIONS_CREATE_ERRORS ATTRIBUTES_OPTIONS_LIST_ERRORS "
            "ATTRIBUTES_UPDATE_ERRORS ATTRIBUTES_UPDATE_SELECT_OPTION_ERRORS ATTRIBUTES_UPDATE_STATUS_ERRORS "
            "CreateAttributeOptionNotFoundError CreateAttributeOptionSlugConflictError "
            "CreateAttributeOptionUnauthorizedError CreateAttributeOptionValidationTypeError "
            "CreateAttributeStatusNotFoundError CreateAttributeStatusSlugConflictError "
            "CreateAttributeStatusUnauthorizedError CreateAttributeStatusValidationTypeError "
            "CreateNewAttributeNotFoundError CreateNewAttributeSlugConflictError CreateNewAttributeUnauthorizedError "
            "CreateNewAttributeValidationTypeError GetAttributeNotFoundError ListAttributeOptionsNotFoundError "
            "ListAttributeStatusesNotFoundError SystemEditUnauthorizedError UpdateAttributeNotFoundError "
            "UpdateAttributeSelectOptionNotFoundError UpdateAttributeSelectOptionSlugConflictError "
            "UpdateAttributeSelectOptionUnauthorizedError UpdateAttributeSelectOptionValueNotFoundError "
            "UpdateAttributeStatusNotFoundError UpdateAttributeStatusSlugConflictError "
            "UpdateAttributeStatusUnauthorizedError UpdateAttributeStatusValueNotFoundError "
            "UpdateAttributeUnauthorizedError"
        ),
        "base": (
            "AttioBaseError AttioError AttioSDKError AuthenticationError BadRequestError ConflictError "
            "ConnectionError ContentTooLargeError HTTPClientError InvalidRequestError NotFoundError Outcome "
            "PermissionDeniedError RateLimitError RequestAbortedError RequestTimeoutError ResponseValidationError "
            "ServerError UnexpectedClientError UnknownParameterError"
        ),
        "data": "ErrorData Headers ValidationErrorDetail",
        "files": (
            "FILES_DELETE_ERRORS FILES_GET_ERRORS FILES_UPLOAD_ERRORS DeleteFileNotFoundError GetFileNotFoundError "
            "UploadFileBillingError"
        ),
        "objects": (
            "OBJECTS_CREATE_ERRORS OBJECTS_DELETE_ERRORS OBJECTS_GET_ERRORS OBJECTS_GET_VIEWS_ERRORS "
            "OBJECTS_UPDATE_ERRORS CreateObjectQuotaExceededError CreateObjectSlugConflictError "
            "CreateObjectUnauthorizedError DeleteObjectNotFoundError DeleteObjectSystemEditUnauthorizedError "
            "DeleteObjectUnauthorizedError GetObjectNotFoundError GetObjectViewsNotFoundError "
            "UpdateObjectNotFoundError UpdateObjectSlugConflictError UpdateObjectUnauthorizedError "
            "UpdateObjectValidationTypeError"
        ),
        "records": (
            "RECORDS_ASSERT_ERRORS RECORDS_CREATE_ERRORS RECORDS_DELETE_ERRORS RECORDS_GET_ERRORS "
            "RECORDS_LIST_ATTRIBUTE_VALUES_ERRORS RECORDS_MERGE_ERRORS RECORDS_QUERY_ERRORS RECORDS_SEARCH_ERRORS "
            "RECORDS_UPDATE_APPEND_ERRORS RECORDS_UPDATE_ERRORS RECORDS_WRITE_ATTRIBUTE_VALUES_ERRORS "
            "AssertRecordConcurrentWriteConflictError AssertRecordNotFoundError AssertRecordUnauthorizedError "
            "AssertRecordValueNotFoundError CreateRecordConcurrentWriteConflictError CreateRecordNotFoundError "
            "CreateRecordUnauthorizedError CreateRecordValueNotFoundError DeleteRecordNotFoundError "
            "DeleteRecordUnauthorizedError FilterError GetRecordNotFoundError ListRecordAttributeValuesNotFoundError "
            "ListRecordAttributeValuesValidationTypeError MergeRecordsNotFoundError MergeRecordsSelfMergeError "
            "MergeRecordsUnauthorizedError QueryRecordsNotFoundError SearchRecordsValueNotFoundError "
            "UpdateAppendRecordConcurrentWriteConflictError UpdateAppendRecordMissingValueError "
            "UpdateAppendRecordNotFoundError UpdateAppendRecordUnauthorizedError "
            "UpdateRecordConcurrentWriteConflictError UpdateRecordMissingValueError UpdateRecordNotFoundError "
            "UpdateRecordUnauthorizedError WriteRecordAttributeValuesNotFoundError "
            "WriteRecordAttributeValuesUnauthorizedError WriteRecordAttributeValuesValidationTypeError"
        ),
        "scim": (
            "SCIM_ERRORS ScimAuthenticationError ScimBadRequestError ScimConflictError ScimContentTooLargeError "
            "ScimError ScimNotFoundError ScimPermissionDeniedError ScimRateLimitError"
        ),
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "ATTRIBUTES_CREATE_NEW_ERRORS", "ATTRIBUTES_CREATE_STATUS_ERRORS", "ATTRIBUTES_GET_ERRORS",
    "ATTRIBUTES_LIST_STATUSES_ERRORS", "ATTRIBUTES_OPTIONS_CREATE_ERRORS", "ATTRIBUTES_OPTIONS_LIST_ERRORS",
    "ATTRIBUTES_UPDATE_ERRORS", "ATTRIBUTES_UPDATE_SELECT_OPTION_ERRORS", "ATTRIBUTES_UPDATE_STATUS_ERRORS",
    "FILES_DELETE_ERRORS", "FILES_GET_ERRORS", "FILES_UPLOAD_ERRORS", "OBJECTS_CREATE_ERRORS", "OBJECTS_DELETE_ERRORS",
    "OBJECTS_GET_ERRORS", "OBJECTS_GET_VIEWS_ERRORS", "OBJECTS_UPDATE_ERRORS", "RECORDS_ASSERT_ERRORS",
    "RECORDS_CREATE_ERRORS", "RECORDS_DELETE_ERRORS", "RECORDS_GET_ERRORS", "RECORDS_LIST_ATTRIBUTE_VALUES_ERRORS",
    "RECORDS_MERGE_ERRORS", "RECORDS_QUERY_ERRORS", "RECORDS_SEARCH_ERRORS", "RECORDS_UPDATE_APPEND_ERRORS",
    "RECORDS_UPDATE_ERRORS", "RECORDS_WRITE_ATTRIBUTE_VALUES_ERRORS", "SCIM_ERRORS",
    "AssertRecordConcurrentWriteConflictError", "AssertRecordNotFoundError", "AssertRecordUnauthorizedError",
    "AssertRecordValueNotFoundError", "AttioBaseError", "AttioError", "AttioSDKError", "AuthenticationError",
    "BadRequestError", "ConflictError", "ConnectionError", "ContentTooLargeError", "CreateAttributeOptionNotFoundError",
    "CreateAttributeOptionSlugConflictError", "CreateAttributeOptionUnauthorizedError",
    "CreateAttributeOptionValidationTypeError", "CreateAttributeStatusNotFoundError",
    "CreateAttributeStatusSlugConflictError", "CreateAttributeStatusUnauthorizedError",
    "CreateAttributeStatusValidationTypeError", "CreateNewAttributeNotFoundError",
    "CreateNewAttributeSlugConflictError", "CreateNewAttributeUnauthorizedError",
    "CreateNewAttributeValidationTypeError", "CreateObjectQuotaExceededError", "CreateObjectSlugConflictError",
    "CreateObjectUnauthorizedError", "CreateRecordConcurrentWriteConflictError", "CreateRecordNotFoundError",
    "CreateRecordUnauthorizedError", "CreateRecordValueNotFoundError", "DeleteFileNotFoundError",
    "DeleteObjectNotFoundError", "DeleteObjectSystemEditUnauthorizedError", "DeleteObjectUnauthorizedError",
    "DeleteRecordNotFoundError", "DeleteRecordUnauthorizedError", "ErrorData", "FilterError",
    "GetAttributeNotFoundError", "GetFileNotFoundError", "GetObjectNotFoundError", "GetObjectViewsNotFoundError",
    "GetRecordNotFoundError", "HTTPClientError", "Headers", "InvalidRequestError", "ListAttributeOptionsNotFoundError",
    "ListAttributeStatusesNotFoundError", "ListRecordAttributeValuesNotFoundError",
    "ListRecordAttributeValuesValidationTypeError", "MergeRecordsNotFoundError", "MergeRecordsSelfMergeError",
    "MergeRecordsUnauthorizedError", "NotFoundError", "Outcome", "PermissionDeniedError", "QueryRecordsNotFoundError",
    "RateLimitError", "RequestAbortedError", "RequestTimeoutError", "ResponseValidationError",
    "ScimAuthenticationError", "ScimBadRequestError", "ScimConflictError", "ScimContentTooLargeError", "ScimError",
    "ScimNotFoundError", "ScimPermissionDeniedError", "ScimRateLimitError", "SearchRecordsValueNotFoundError",
    "ServerError", "SystemEditUnauthorizedError", "UnexpectedClientError", "UnknownParameterError",
    "UpdateAppendRecordConcurrentWriteConflictError", "UpdateAppendRecordMissingValueError",
    "UpdateAppendRecordNotFoundError", "UpdateAppendRecordUnauthorizedError", "UpdateAttributeNotFoundError",
    "UpdateAttributeSelectOptionNotFoundError", "UpdateAttributeSelectOptionSlugConflictError",
    "UpdateAttributeSelectOptionUnauthorizedError", "UpdateAttributeSelectOptionValueNotFoundError",
    "UpdateAttributeStatusNotFoundError", "UpdateAttributeStatusSlugConflictError",
    "UpdateAttributeStatusUnauthorizedError", "UpdateAttributeStatusValueNotFoundError",
    "UpdateAttributeUnauthorizedError", "UpdateObjectNotFoundError", "UpdateObjectSlugConflictError",
    "UpdateObjectUnauthorizedError", "UpdateObjectValidationTypeError", "UpdateRecordConcurrentWriteConflictError",
    "UpdateRecordMissingValueError", "UpdateRecordNotFoundError", "UpdateRecordUnauthorizedError",
    "UploadFileBillingError", "ValidationErrorDetail", "WriteRecordAttributeValuesNotFoundError",
    "WriteRecordAttributeValuesUnauthorizedError", "WriteRecordAttributeValuesValidationTypeError",
]
