# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""Every error the SDK raises; each loads its module on first use."""

# Several names per line: with one name per line, these lists would have two thousand lines.
# fmt: off
# isort: off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.errors.activities import (
        ACTIVITIES_CREATE_ERRORS, ACTIVITIES_DELETE_ERRORS, ACTIVITIES_GET_ERRORS, ACTIVITIES_UPDATE_ERRORS,
        CreateActivityBillingError, CreateActivitySlugConflictError, DeleteActivityNotFoundError,
        DeleteActivitySystemEditUnauthorizedError, DeleteActivityUnauthorizedError, GetActivityNotFoundError,
        UpdateActivityNotFoundError, UpdateActivitySlugConflictError, UpdateActivityUnauthorizedError,
        UpdateActivityValidationTypeError,
    )
    from attio.errors.activity_records import (
        ACTIVITY_RECORDS_ASSERT_ERRORS, ACTIVITY_RECORDS_CREATE_ERRORS, ACTIVITY_RECORDS_DELETE_ERRORS,
        ACTIVITY_RECORDS_GET_ERRORS, ACTIVITY_RECORDS_QUERY_ERRORS, ACTIVITY_RECORDS_UPDATE_APPEND_ERRORS,
        ACTIVITY_RECORDS_UPDATE_ERRORS, AssertActivityRecordConcurrentWriteConflictError,
        AssertActivityRecordNotFoundError, AssertActivityRecordUnauthorizedError,
        AssertActivityRecordValueNotFoundError, CreateActivityRecordConcurrentWriteConflictError,
        CreateActivityRecordNotFoundError, CreateActivityRecordUnauthorizedError,
        CreateActivityRecordValueNotFoundError, DeleteActivityRecordNotFoundError,
        DeleteActivityRecordUnauthorizedError, GetActivityRecordNotFoundError, QueryActivityRecordsFilterError,
        QueryActivityRecordsNotFoundError, UpdateActivityRecordConcurrentWriteConflictError,
        UpdateActivityRecordMissingValueError, UpdateActivityRecordNotFoundError, UpdateActivityRecordUnauthorizedError,
        UpdateAppendActivityRecordConcurrentWriteConflictError, UpdateAppendActivityRecordMissingValueError,
        UpdateAppendActivityRecordNotFoundError, UpdateAppendActivityRecordUnauthorizedError,
    )
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
        AttioBaseError, AttioError, AttioSDKError, ConnectionError, ExplanationSource, HTTPClientError,
        InvalidRequestError, Outcome, RequestAbortedError, RequestTimeoutError, ResponseValidationError,
        StaleRecordError, ThrottledError, UnexpectedClientError, UnknownParameterError,
    )
    from attio.errors.call_recordings import (
        CALL_RECORDINGS_CREATE_ERRORS, CALL_RECORDINGS_DELETE_ERRORS, CALL_RECORDINGS_GET_ERRORS, AuthError,
        CreateCallRecordingNotFoundError, CreateCallRecordingValidationTypeError, DeleteCallRecordingNotFoundError,
        GetCallRecordingNotFoundError,
    )
    from attio.errors.codes import (
        ConcurrentWriteConflictError, DuplicateValuesError, FormulaEditUnauthorizedError, ImmutableValueError,
        LimitReachedError, MatchingAttributeDefinitionNotUniqueError, MergeInProgressError, MissingValueError,
        MultipleValuesForSingleValueAttributeError, ParticleGateViolationError, QuotaExceededError, SelfMergeError,
        SlugConflictError, StandardObjectDisabledError, UnauthorizedError, UniquenessConflictError, ValidationTypeError,
        ValueNotFoundError,
    )
    from attio.errors.comments import (
        COMMENTS_CREATE_ERRORS, COMMENTS_DELETE_ERRORS, COMMENTS_GET_ERRORS, CreateCommentValueNotFoundError,
        DeleteCommentNotFoundError, DeleteCommentUnauthorizedError, GetCommentNotFoundError,
    )
    from attio.errors.data import ErrorData, ValidationErrorDetail
    from attio.errors.entries import (
        ENTRIES_ASSERT_ERRORS, ENTRIES_CREATE_ERRORS, ENTRIES_DELETE_ERRORS, ENTRIES_GET_ERRORS,
        ENTRIES_LIST_ATTRIBUTE_VALUES_ERRORS, ENTRIES_QUERY_ERRORS, ENTRIES_UPDATE_APPENDING_ERRORS,
        ENTRIES_UPDATE_ERRORS, ENTRIES_WRITE_ATTRIBUTE_VALUES_ERRORS, AssertEntryNotFoundError,
        AssertEntryUnauthorizedError, CreateEntryNotFoundError, CreateEntryUnauthorizedError,
        CreateEntryValueNotFoundError, DeleteEntryNotFoundError, DeleteEntryUnauthorizedError, GetEntryNotFoundError,
        ListEntryAttributeValuesNotFoundError, MultipleMatchResultsError, QueryEntriesNotFoundError,
        UpdateAppendingEntryImmutableValueError, UpdateAppendingEntryNotFoundError,
        UpdateAppendingEntryUnauthorizedError, UpdateEntryImmutableValueError, UpdateEntryNotFoundError,
        UpdateEntryUnauthorizedError, WriteEntryAttributeValuesNotFoundError,
        WriteEntryAttributeValuesUnauthorizedError, WriteEntryAttributeValuesValidationTypeError,
    )
    from attio.errors.explanation import Conflict, Explanation
    from attio.errors.files import (
        FILES_DELETE_ERRORS, FILES_GET_ERRORS, FILES_UPLOAD_ERRORS, DeleteFileNotFoundError, GetFileNotFoundError,
        UploadFileBillingError,
    )
    from attio.errors.lists import (
        LISTS_CREATE_ERRORS, LISTS_GET_ERRORS, LISTS_GET_VIEWS_ERRORS, LISTS_UPDATE_ERRORS, BillingError,
        CreateListNotFoundError, CreateListSlugConflictError, CreateListValueNotFoundError, GetListNotFoundError,
        GetListViewsNotFoundError, UpdateListNotFoundError, UpdateListValueNotFoundError,
    )
    from attio.errors.meetings import (
        MEETINGS_DELETE_ERRORS, MEETINGS_FIND_OR_CREATE_ERRORS, MEETINGS_GET_ERRORS, MEETINGS_UPDATE_APPEND_ERRORS,
        MEETINGS_UPDATE_ERRORS, DeleteMeetingNotFoundError, DeleteMeetingSystemEditUnauthorizedError,
        FindOrCreateMeetingValidationTypeError, GetMeetingNotFoundError, UpdateAppendMeetingNotFoundError,
        UpdateAppendMeetingValueNotFoundError, UpdateMeetingNotFoundError, UpdateMeetingValueNotFoundError,
    )
    from attio.errors.notes import (
        NOTES_CREATE_ERRORS, NOTES_DELETE_ERRORS, NOTES_GET_ERRORS, NOTES_LIST_ERRORS, NOTES_UPDATE_ERRORS,
        CreateNoteNotFoundError, CreateNoteValidationTypeError, DeleteNoteNotFoundError, GetNoteNotFoundError,
        ListNotesNotFoundError, UpdateNoteNotFoundError, UpdateNoteValidationTypeError,
    )
    from attio.errors.oauth import (
        MissingScopesError, NotInstalledError, OAuthDeniedError, OAuthError, OAuthExchangeError, OAuthStateError,
        StateProblem,
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
    from attio.errors.sequences import SEQUENCES_UNSUBSCRIBE_EMAILS_ERRORS, UnsubscribeEmailsValidationTypeError
    from attio.errors.sql import SQL_QUERY_ERRORS, QuerySqlFilterError
    from attio.errors.statuses import (
        AuthenticationError, BadRequestError, ConflictError, ContentTooLargeError, NotFoundError, PermissionDeniedError,
        RateLimitError, ServerError,
    )
    from attio.errors.tasks import (
        TASKS_CREATE_ERRORS, TASKS_DELETE_ERRORS, TASKS_GET_ERRORS, TASKS_UPDATE_ERRORS, CreateTaskNotFoundError,
        CreateTaskValidationTypeError, DeleteTaskNotFoundError, GetTaskNotFoundError, UpdateTaskNotFoundError,
        UpdateTaskValidationTypeError,
    )
    from attio.errors.threads import THREADS_GET_ERRORS, GetThreadNotFoundError
    from attio.errors.webhooks import (
        WEBHOOKS_CREATE_ERRORS, WEBHOOKS_DELETE_ERRORS, WEBHOOKS_GET_ERRORS, WEBHOOKS_UPDATE_ERRORS,
        CreateWebhookUniquenessConflictError, CreateWebhookValidationTypeError, DeleteWebhookNotFoundError,
        GetWebhookNotFoundError, UpdateWebhookNotFoundError, UpdateWebhookUniquenessConflictError,
    )
    from attio.errors.workspace_members import WORKSPACE_MEMBERS_GET_ERRORS, GetWorkspaceMemberNotFoundError
else:
    from attio._support.lazy import lazy

    homes = {
        "activities": (
            "ACTIVITIES_CREATE_ERRORS ACTIVITIES_DELETE_ERRORS ACTIVITIES_GET_ERRORS ACTIVITIES_UPDATE_ERRORS "
            "CreateActivityBillingError CreateActivitySlugConflictError DeleteActivityNotFoundError "
            "DeleteActivitySystemEditUnauthorizedError DeleteActivityUnauthorizedError GetActivityNotFoundError "
            "UpdateActivityNotFoundError UpdateActivitySlugConflictError UpdateActivityUnauthorizedError "
            "UpdateActivityValidationTypeError"
        ),
        "activity_records": (
            "ACTIVITY_RECORDS_ASSERT_ERRORS ACTIVITY_RECORDS_CREATE_ERRORS ACTIVITY_RECORDS_DELETE_ERRORS "
            "ACTIVITY_RECORDS_GET_ERRORS ACTIVITY_RECORDS_QUERY_ERRORS ACTIVITY_RECORDS_UPDATE_APPEND_ERRORS "
            "ACTIVITY_RECORDS_UPDATE_ERRORS AssertActivityRecordConcurrentWriteConflictError "
            "AssertActivityRecordNotFoundError AssertActivityRecordUnauthorizedError "
            "AssertActivityRecordValueNotFoundError CreateActivityRecordConcurrentWriteConflictError "
            "CreateActivityRecordNotFoundError CreateActivityRecordUnauthorizedError "
            "CreateActivityRecordValueNotFoundError DeleteActivityRecordNotFoundError "
            "DeleteActivityRecordUnauthorizedError GetActivityRecordNotFoundError QueryActivityRecordsFilterError "
            "QueryActivityRecordsNotFoundError UpdateActivityRecordConcurrentWriteConflictError "
            "UpdateActivityRecordMissingValueError UpdateActivityRecordNotFoundError "
            "UpdateActivityRecordUnauthorizedError UpdateAppendActivityRecordConcurrentWriteConflictError "
            "UpdateAppendActivityRecordMissingValueError UpdateAppendActivityRecordNotFoundError "
            "UpdateAppendActivityRecordUnauthorizedError"
        ),
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
            "AttioBaseError AttioError AttioSDKError ConnectionError ExplanationSource HTTPClientError "
            "InvalidRequestError Outcome RequestAbortedError RequestTimeoutError ResponseValidationError "
            "StaleRecordError ThrottledError UnexpectedClientError UnknownParameterError"
        ),
        "call_recordings": (
            "CALL_RECORDINGS_CREATE_ERRORS CALL_RECORDINGS_DELETE_ERRORS CALL_RECORDINGS_GET_ERRORS AuthError "
            "CreateCallRecordingNotFoundError CreateCallRecordingValidationTypeError DeleteCallRecordingNotFoundError "
            "GetCallRecordingNotFoundError"
        ),
        "codes": (
            "ConcurrentWriteConflictError DuplicateValuesError FormulaEditUnauthorizedError ImmutableValueError "
            "LimitReachedError MatchingAttributeDefinitionNotUniqueError MergeInProgressError MissingValueError "
            "MultipleValuesForSingleValueAttributeError ParticleGateViolationError QuotaExceededError SelfMergeError "
            "SlugConflictError StandardObjectDisabledError UnauthorizedError UniquenessConflictError "
            "ValidationTypeError ValueNotFoundError"
        ),
        "comments": (
            "COMMENTS_CREATE_ERRORS COMMENTS_DELETE_ERRORS COMMENTS_GET_ERRORS CreateCommentValueNotFoundError "
            "DeleteCommentNotFoundError DeleteCommentUnauthorizedError GetCommentNotFoundError"
        ),
        "data": "ErrorData ValidationErrorDetail",
        "entries": (
            "ENTRIES_ASSERT_ERRORS ENTRIES_CREATE_ERRORS ENTRIES_DELETE_ERRORS ENTRIES_GET_ERRORS "
            "ENTRIES_LIST_ATTRIBUTE_VALUES_ERRORS ENTRIES_QUERY_ERRORS ENTRIES_UPDATE_APPENDING_ERRORS "
            "ENTRIES_UPDATE_ERRORS ENTRIES_WRITE_ATTRIBUTE_VALUES_ERRORS AssertEntryNotFoundError "
            "AssertEntryUnauthorizedError CreateEntryNotFoundError CreateEntryUnauthorizedError "
            "CreateEntryValueNotFoundError DeleteEntryNotFoundError DeleteEntryUnauthorizedError "
            "GetEntryNotFoundError ListEntryAttributeValuesNotFoundError MultipleMatchResultsError "
            "QueryEntriesNotFoundError UpdateAppendingEntryImmutableValueError UpdateAppendingEntryNotFoundError "
            "UpdateAppendingEntryUnauthorizedError UpdateEntryImmutableValueError UpdateEntryNotFoundError "
            "UpdateEntryUnauthorizedError WriteEntryAttributeValuesNotFoundError "
            "WriteEntryAttributeValuesUnauthorizedError WriteEntryAttributeValuesValidationTypeError"
        ),
        "explanation": "Conflict Explanation",
        "files": (
            "FILES_DELETE_ERRORS FILES_GET_ERRORS FILES_UPLOAD_ERRORS DeleteFileNotFoundError GetFileNotFoundError "
            "UploadFileBillingError"
        ),
        "lists": (
            "LISTS_CREATE_ERRORS LISTS_GET_ERRORS LISTS_GET_VIEWS_ERRORS LISTS_UPDATE_ERRORS BillingError "
            "CreateListNotFoundError CreateListSlugConflictError CreateListValueNotFoundError GetListNotFoundError "
            "GetListViewsNotFoundError UpdateListNotFoundError UpdateListValueNotFoundError"
        ),
        "meetings": (
            "MEETINGS_DELETE_ERRORS MEETINGS_FIND_OR_CREATE_ERRORS MEETINGS_GET_ERRORS MEETINGS_UPDATE_APPEND_ERRORS "
            "MEETINGS_UPDATE_ERRORS DeleteMeetingNotFoundError DeleteMeetingSystemEditUnauthorizedError "
            "FindOrCreateMeetingValidationTypeError GetMeetingNotFoundError UpdateAppendMeetingNotFoundError "
            "UpdateAppendMeetingValueNotFoundError UpdateMeetingNotFoundError UpdateMeetingValueNotFoundError"
        ),
        "notes": (
            "NOTES_CREATE_ERRORS NOTES_DELETE_ERRORS NOTES_GET_ERRORS NOTES_LIST_ERRORS NOTES_UPDATE_ERRORS "
            "CreateNoteNotFoundError CreateNoteValidationTypeError DeleteNoteNotFoundError GetNoteNotFoundError "
            "ListNotesNotFoundError UpdateNoteNotFoundError UpdateNoteValidationTypeError"
        ),
        "oauth": (
            "MissingScopesError NotInstalledError OAuthDeniedError OAuthError OAuthExchangeError OAuthStateError "
            "StateProblem"
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
        "sequences": "SEQUENCES_UNSUBSCRIBE_EMAILS_ERRORS UnsubscribeEmailsValidationTypeError",
        "sql": "SQL_QUERY_ERRORS QuerySqlFilterError",
        "statuses": (
            "AuthenticationError BadRequestError ConflictError ContentTooLargeError NotFoundError "
            "PermissionDeniedError RateLimitError ServerError"
        ),
        "tasks": (
            "TASKS_CREATE_ERRORS TASKS_DELETE_ERRORS TASKS_GET_ERRORS TASKS_UPDATE_ERRORS CreateTaskNotFoundError "
            "CreateTaskValidationTypeError DeleteTaskNotFoundError GetTaskNotFoundError UpdateTaskNotFoundError "
            "UpdateTaskValidationTypeError"
        ),
        "threads": "THREADS_GET_ERRORS GetThreadNotFoundError",
        "webhooks": (
            "WEBHOOKS_CREATE_ERRORS WEBHOOKS_DELETE_ERRORS WEBHOOKS_GET_ERRORS WEBHOOKS_UPDATE_ERRORS "
            "CreateWebhookUniquenessConflictError CreateWebhookValidationTypeError DeleteWebhookNotFoundError "
            "GetWebhookNotFoundError UpdateWebhookNotFoundError UpdateWebhookUniquenessConflictError"
        ),
        "workspace_members": "WORKSPACE_MEMBERS_GET_ERRORS GetWorkspaceMemberNotFoundError",
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "ACTIVITIES_CREATE_ERRORS", "ACTIVITIES_DELETE_ERRORS", "ACTIVITIES_GET_ERRORS", "ACTIVITIES_UPDATE_ERRORS",
    "ACTIVITY_RECORDS_ASSERT_ERRORS", "ACTIVITY_RECORDS_CREATE_ERRORS", "ACTIVITY_RECORDS_DELETE_ERRORS",
    "ACTIVITY_RECORDS_GET_ERRORS", "ACTIVITY_RECORDS_QUERY_ERRORS", "ACTIVITY_RECORDS_UPDATE_APPEND_ERRORS",
    "ACTIVITY_RECORDS_UPDATE_ERRORS", "ATTRIBUTES_CREATE_NEW_ERRORS", "ATTRIBUTES_CREATE_STATUS_ERRORS",
    "ATTRIBUTES_GET_ERRORS", "ATTRIBUTES_LIST_STATUSES_ERRORS", "ATTRIBUTES_OPTIONS_CREATE_ERRORS",
    "ATTRIBUTES_OPTIONS_LIST_ERRORS", "ATTRIBUTES_UPDATE_ERRORS", "ATTRIBUTES_UPDATE_SELECT_OPTION_ERRORS",
    "ATTRIBUTES_UPDATE_STATUS_ERRORS", "CALL_RECORDINGS_CREATE_ERRORS", "CALL_RECORDINGS_DELETE_ERRORS",
    "CALL_RECORDINGS_GET_ERRORS", "COMMENTS_CREATE_ERRORS", "COMMENTS_DELETE_ERRORS", "COMMENTS_GET_ERRORS",
    "ENTRIES_ASSERT_ERRORS", "ENTRIES_CREATE_ERRORS", "ENTRIES_DELETE_ERRORS", "ENTRIES_GET_ERRORS",
    "ENTRIES_LIST_ATTRIBUTE_VALUES_ERRORS", "ENTRIES_QUERY_ERRORS", "ENTRIES_UPDATE_APPENDING_ERRORS",
    "ENTRIES_UPDATE_ERRORS", "ENTRIES_WRITE_ATTRIBUTE_VALUES_ERRORS", "FILES_DELETE_ERRORS", "FILES_GET_ERRORS",
    "FILES_UPLOAD_ERRORS", "LISTS_CREATE_ERRORS", "LISTS_GET_ERRORS", "LISTS_GET_VIEWS_ERRORS", "LISTS_UPDATE_ERRORS",
    "MEETINGS_DELETE_ERRORS", "MEETINGS_FIND_OR_CREATE_ERRORS", "MEETINGS_GET_ERRORS", "MEETINGS_UPDATE_APPEND_ERRORS",
    "MEETINGS_UPDATE_ERRORS", "NOTES_CREATE_ERRORS", "NOTES_DELETE_ERRORS", "NOTES_GET_ERRORS", "NOTES_LIST_ERRORS",
    "NOTES_UPDATE_ERRORS", "OBJECTS_CREATE_ERRORS", "OBJECTS_DELETE_ERRORS", "OBJECTS_GET_ERRORS",
    "OBJECTS_GET_VIEWS_ERRORS", "OBJECTS_UPDATE_ERRORS", "RECORDS_ASSERT_ERRORS", "RECORDS_CREATE_ERRORS",
    "RECORDS_DELETE_ERRORS", "RECORDS_GET_ERRORS", "RECORDS_LIST_ATTRIBUTE_VALUES_ERRORS", "RECORDS_MERGE_ERRORS",
    "RECORDS_QUERY_ERRORS", "RECORDS_SEARCH_ERRORS", "RECORDS_UPDATE_APPEND_ERRORS", "RECORDS_UPDATE_ERRORS",
    "RECORDS_WRITE_ATTRIBUTE_VALUES_ERRORS", "SCIM_ERRORS", "SEQUENCES_UNSUBSCRIBE_EMAILS_ERRORS", "SQL_QUERY_ERRORS",
    "TASKS_CREATE_ERRORS", "TASKS_DELETE_ERRORS", "TASKS_GET_ERRORS", "TASKS_UPDATE_ERRORS", "THREADS_GET_ERRORS",
    "WEBHOOKS_CREATE_ERRORS", "WEBHOOKS_DELETE_ERRORS", "WEBHOOKS_GET_ERRORS", "WEBHOOKS_UPDATE_ERRORS",
    "WORKSPACE_MEMBERS_GET_ERRORS", "AssertActivityRecordConcurrentWriteConflictError",
    "AssertActivityRecordNotFoundError", "AssertActivityRecordUnauthorizedError",
    "AssertActivityRecordValueNotFoundError", "AssertEntryNotFoundError", "AssertEntryUnauthorizedError",
    "AssertRecordConcurrentWriteConflictError", "AssertRecordNotFoundError", "AssertRecordUnauthorizedError",
    "AssertRecordValueNotFoundError", "AttioBaseError", "AttioError", "AttioSDKError", "AuthError",
    "AuthenticationError", "BadRequestError", "BillingError", "ConcurrentWriteConflictError", "Conflict",
    "ConflictError", "ConnectionError", "ContentTooLargeError", "CreateActivityBillingError",
    "CreateActivityRecordConcurrentWriteConflictError", "CreateActivityRecordNotFoundError",
    "CreateActivityRecordUnauthorizedError", "CreateActivityRecordValueNotFoundError",
    "CreateActivitySlugConflictError", "CreateAttributeOptionNotFoundError", "CreateAttributeOptionSlugConflictError",
    "CreateAttributeOptionUnauthorizedError", "CreateAttributeOptionValidationTypeError",
    "CreateAttributeStatusNotFoundError", "CreateAttributeStatusSlugConflictError",
    "CreateAttributeStatusUnauthorizedError", "CreateAttributeStatusValidationTypeError",
    "CreateCallRecordingNotFoundError", "CreateCallRecordingValidationTypeError", "CreateCommentValueNotFoundError",
    "CreateEntryNotFoundError", "CreateEntryUnauthorizedError", "CreateEntryValueNotFoundError",
    "CreateListNotFoundError", "CreateListSlugConflictError", "CreateListValueNotFoundError",
    "CreateNewAttributeNotFoundError", "CreateNewAttributeSlugConflictError", "CreateNewAttributeUnauthorizedError",
    "CreateNewAttributeValidationTypeError", "CreateNoteNotFoundError", "CreateNoteValidationTypeError",
    "CreateObjectQuotaExceededError", "CreateObjectSlugConflictError", "CreateObjectUnauthorizedError",
    "CreateRecordConcurrentWriteConflictError", "CreateRecordNotFoundError", "CreateRecordUnauthorizedError",
    "CreateRecordValueNotFoundError", "CreateTaskNotFoundError", "CreateTaskValidationTypeError",
    "CreateWebhookUniquenessConflictError", "CreateWebhookValidationTypeError", "DeleteActivityNotFoundError",
    "DeleteActivityRecordNotFoundError", "DeleteActivityRecordUnauthorizedError",
    "DeleteActivitySystemEditUnauthorizedError", "DeleteActivityUnauthorizedError", "DeleteCallRecordingNotFoundError",
    "DeleteCommentNotFoundError", "DeleteCommentUnauthorizedError", "DeleteEntryNotFoundError",
    "DeleteEntryUnauthorizedError", "DeleteFileNotFoundError", "DeleteMeetingNotFoundError",
    "DeleteMeetingSystemEditUnauthorizedError", "DeleteNoteNotFoundError", "DeleteObjectNotFoundError",
    "DeleteObjectSystemEditUnauthorizedError", "DeleteObjectUnauthorizedError", "DeleteRecordNotFoundError",
    "DeleteRecordUnauthorizedError", "DeleteTaskNotFoundError", "DeleteWebhookNotFoundError", "DuplicateValuesError",
    "ErrorData", "Explanation", "ExplanationSource", "FilterError", "FindOrCreateMeetingValidationTypeError",
    "FormulaEditUnauthorizedError", "GetActivityNotFoundError", "GetActivityRecordNotFoundError",
    "GetAttributeNotFoundError", "GetCallRecordingNotFoundError", "GetCommentNotFoundError", "GetEntryNotFoundError",
    "GetFileNotFoundError", "GetListNotFoundError", "GetListViewsNotFoundError", "GetMeetingNotFoundError",
    "GetNoteNotFoundError", "GetObjectNotFoundError", "GetObjectViewsNotFoundError", "GetRecordNotFoundError",
    "GetTaskNotFoundError", "GetThreadNotFoundError", "GetWebhookNotFoundError", "GetWorkspaceMemberNotFoundError",
    "HTTPClientError", "ImmutableValueError", "InvalidRequestError", "LimitReachedError",
    "ListAttributeOptionsNotFoundError", "ListAttributeStatusesNotFoundError", "ListEntryAttributeValuesNotFoundError",
    "ListNotesNotFoundError", "ListRecordAttributeValuesNotFoundError", "ListRecordAttributeValuesValidationTypeError",
    "MatchingAttributeDefinitionNotUniqueError", "MergeInProgressError", "MergeRecordsNotFoundError",
    "MergeRecordsSelfMergeError", "MergeRecordsUnauthorizedError", "MissingScopesError", "MissingValueError",
    "MultipleMatchResultsError", "MultipleValuesForSingleValueAttributeError", "NotFoundError", "NotInstalledError",
    "OAuthDeniedError", "OAuthError", "OAuthExchangeError", "OAuthStateError", "Outcome", "ParticleGateViolationError",
    "PermissionDeniedError", "QueryActivityRecordsFilterError", "QueryActivityRecordsNotFoundError",
    "QueryEntriesNotFoundError", "QueryRecordsNotFoundError", "QuerySqlFilterError", "QuotaExceededError",
    "RateLimitError", "RequestAbortedError", "RequestTimeoutError", "ResponseValidationError",
    "ScimAuthenticationError", "ScimBadRequestError", "ScimConflictError", "ScimContentTooLargeError", "ScimError",
    "ScimNotFoundError", "ScimPermissionDeniedError", "ScimRateLimitError", "SearchRecordsValueNotFoundError",
    "SelfMergeError", "ServerError", "SlugConflictError", "StaleRecordError", "StandardObjectDisabledError",
    "StateProblem", "SystemEditUnauthorizedError", "ThrottledError", "UnauthorizedError", "UnexpectedClientError",
    "UniquenessConflictError", "UnknownParameterError", "UnsubscribeEmailsValidationTypeError",
    "UpdateActivityNotFoundError", "UpdateActivityRecordConcurrentWriteConflictError",
    "UpdateActivityRecordMissingValueError", "UpdateActivityRecordNotFoundError",
    "UpdateActivityRecordUnauthorizedError", "UpdateActivitySlugConflictError", "UpdateActivityUnauthorizedError",
    "UpdateActivityValidationTypeError", "UpdateAppendActivityRecordConcurrentWriteConflictError",
    "UpdateAppendActivityRecordMissingValueError", "UpdateAppendActivityRecordNotFoundError",
    "UpdateAppendActivityRecordUnauthorizedError", "UpdateAppendMeetingNotFoundError",
    "UpdateAppendMeetingValueNotFoundError", "UpdateAppendRecordConcurrentWriteConflictError",
    "UpdateAppendRecordMissingValueError", "UpdateAppendRecordNotFoundError", "UpdateAppendRecordUnauthorizedError",
    "UpdateAppendingEntryImmutableValueError", "UpdateAppendingEntryNotFoundError",
    "UpdateAppendingEntryUnauthorizedError", "UpdateAttributeNotFoundError", "UpdateAttributeSelectOptionNotFoundError",
    "UpdateAttributeSelectOptionSlugConflictError", "UpdateAttributeSelectOptionUnauthorizedError",
    "UpdateAttributeSelectOptionValueNotFoundError", "UpdateAttributeStatusNotFoundError",
    "UpdateAttributeStatusSlugConflictError", "UpdateAttributeStatusUnauthorizedError",
    "UpdateAttributeStatusValueNotFoundError", "UpdateAttributeUnauthorizedError", "UpdateEntryImmutableValueError",
    "UpdateEntryNotFoundError", "UpdateEntryUnauthorizedError", "UpdateListNotFoundError",
    "UpdateListValueNotFoundError", "UpdateMeetingNotFoundError", "UpdateMeetingValueNotFoundError",
    "UpdateNoteNotFoundError", "UpdateNoteValidationTypeError", "UpdateObjectNotFoundError",
    "UpdateObjectSlugConflictError", "UpdateObjectUnauthorizedError", "UpdateObjectValidationTypeError",
    "UpdateRecordConcurrentWriteConflictError", "UpdateRecordMissingValueError", "UpdateRecordNotFoundError",
    "UpdateRecordUnauthorizedError", "UpdateTaskNotFoundError", "UpdateTaskValidationTypeError",
    "UpdateWebhookNotFoundError", "UpdateWebhookUniquenessConflictError", "UploadFileBillingError",
    "ValidationErrorDetail", "ValidationTypeError", "ValueNotFoundError", "WriteEntryAttributeValuesNotFoundError",
    "WriteEntryAttributeValuesUnauthorizedError", "WriteEntryAttributeValuesValidationTypeError",
    "WriteRecordAttributeValuesNotFoundError", "WriteRecordAttributeValuesUnauthorizedError",
    "WriteRecordAttributeValuesValidationTypeError",
]
