# Generated from codegen/spec/ by `make generate`; edit the files there instead.
"""Models of parameters and responses; each name loads its module on first use."""

# Several names per line: with one name per line, these lists would have two thousand lines.
# fmt: off
# isort: off

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.models.activities import (
        ActivitiesCreateResponse, ActivitiesGetResponse, ActivitiesListResponse, ActivitiesUpdateResponse, Activity,
        ActivityCreate, ActivityId, ActivitySchema, ActivityUpdate,
    )
    from attio.models.activity_records import (
        ActivityRecord, ActivityRecordId, ActivityRecordWrite, ActivityRecordsAssertResponse,
        ActivityRecordsCreateResponse, ActivityRecordsGetResponse, ActivityRecordsQueryResponse,
        ActivityRecordsUpdateAppendResponse, ActivityRecordsUpdateResponse,
    )
    from attio.models.attributes import (
        Attribute, AttributeConfig, AttributeConfigInput, AttributeCreate, AttributeDefaultValue,
        AttributeDefaultValueInput, AttributeId, AttributeRelationship, AttributeTarget, AttributeType, AttributeUpdate,
        AttributesCreateNewResponse, AttributesCreateStatusResponse, AttributesGetResponse, AttributesListAllResponse,
        AttributesListStatusesResponse, AttributesOptionsCreateResponse, AttributesOptionsListResponse,
        AttributesUpdateResponse, AttributesUpdateSelectOptionResponse, AttributesUpdateStatusResponse,
        CreatableAttributeType, CurrencyCode, CurrencyConfig, CurrencyConfigInput, CurrencyDisplayType,
        CurrencyDisplayTypeInput, DynamicDefaultValue, DynamicDefaultValueInput, RecordReferenceConfig,
        RecordReferenceConfigInput, RelationshipCreate, SelectOptionCreate, SelectOptionUpdate, StaticDefaultValue,
        StaticDefaultValueInput, StatusCreate, StatusUpdate, UnknownDefaultValue,
    )
    from attio.models.base import (
        AS_GIVEN, AS_IS, DATE_OR_TEXT, OPEN, TIME_OR_TEXT, UNSET, Date, EmptyResponse, Envelope, HTTPInfo, Model,
        Params, StrictModel, Timestamp, Unknown, Unset,
    )
    from attio.models.call_recordings import (
        CallRecording, CallRecordingCreate, CallRecordingDetail, CallRecordingId, CallRecordingStatus,
        CallRecordingTranscript, CallRecordingsCreateResponse, CallRecordingsGetResponse, CallRecordingsListResponse,
        TranscriptSegment, TranscriptSegmentInput, TranscriptSpeaker, TranscriptSpeakerInput,
    )
    from attio.models.comments import (
        Comment, CommentAuthorInput, CommentCreate, CommentEntry, CommentEntryInput, CommentId, CommentOnEntry,
        CommentOnRecord, CommentOnThread, CommentRecord, CommentRecordInput, CommentsCreateResponse,
        CommentsGetResponse,
    )
    from attio.models.common import LinkedRecord, Pagination, SortByAttribute, SortByPath, SortDirection
    from attio.models.emails import Email, EmailDirection, EmailId, EmailParticipant, EmailRole, EmailsListResponse
    from attio.models.entries import (
        EntriesAssertResponse, EntriesCreateResponse, EntriesGetResponse, EntriesListAttributeValuesResponse,
        EntriesQueryResponse, EntriesUpdateAppendingResponse, EntriesUpdateResponse,
        EntriesWriteAttributeValuesResponse, Entry, EntryId, EntryUpdate, EntryWrite,
    )
    from attio.models.files import (
        ConnectedFile, ConnectedFolder, CreateConnectedFile, CreateConnectedFolder, CreateFileEntry, CreateFolder,
        ExternalStorageProvider, File, FileEntry, FileId, FilesCreateResponse, FilesGetResponse, FilesListResponse,
        FilesUploadResponse, Folder, StorageProvider, UnknownFile,
    )
    from attio.models.lists import (
        List, ListAccess, ListAccessInput, ListCreate, ListId, ListMemberAccess, ListMemberAccessInput, ListUpdate,
        ListView, ListViewId, ListsCreateResponse, ListsGetResponse, ListsGetViewsResponse, ListsListResponse,
        ListsUpdateResponse,
    )
    from attio.models.meetings import (
        CalendarEventRef, CalendarProvider, LinkedRecordInput, Meeting, MeetingCreate, MeetingDateInput,
        MeetingDateTimeInput, MeetingId, MeetingParticipant, MeetingParticipantInput, MeetingTime, MeetingTimeInput,
        MeetingUpdate, MeetingsFindOrCreateResponse, MeetingsGetResponse, MeetingsListResponse,
        MeetingsUpdateAppendResponse, MeetingsUpdateResponse, ParticipantStatus, ParticipantStatusInput,
    )
    from attio.models.meta import Identity, SelfActive, SelfInactive, TokenLevel
    from attio.models.notes import (
        Note, NoteCreate, NoteFormat, NoteId, NoteMemberTag, NoteRecordTag, NoteTag, NoteUpdate, NotesCreateResponse,
        NotesGetResponse, NotesListResponse, NotesUpdateResponse, UnknownNoteTag,
    )
    from attio.models.objects import (
        Object, ObjectCreate, ObjectId, ObjectUpdate, ObjectView, ObjectViewId, ObjectsCreateResponse,
        ObjectsGetResponse, ObjectsGetViewsResponse, ObjectsListResponse, ObjectsUpdateResponse,
    )
    from attio.models.options import SelectOption, SelectOptionId, Status, StatusId
    from attio.models.reading import HasValues, ReadValues
    from attio.models.records import (
        CompanySearchResult, HistoricValue, MergeRecords, MergeResult, PersonSearchResult, Record, RecordEntry,
        RecordId, RecordSearchResult, RecordWrite, RecordsAssertResponse, RecordsCreateResponse, RecordsGetResponse,
        RecordsListAttributeValuesResponse, RecordsListEntriesResponse, RecordsMergeResponse, RecordsQueryResponse,
        RecordsSearchResponse, RecordsUpdateAppendResponse, RecordsUpdateResponse, RecordsWriteAttributeValuesResponse,
        SearchAsEmailAddress, SearchAsMember, SearchAsWorkspace, SearchContext, SearchResult, ValueHistoryWrite,
    )
    from attio.models.renaming import Renamed
    from attio.models.scim import (
        ScimAppRole, ScimAppRoleInput, ScimGroup, ScimGroupMember, ScimGroupMemberInput, ScimGroupsListResponse,
        ScimMeta, ScimPatchOperation, ScimSchema, ScimSchemaAttribute, ScimSchemasListResponse, ScimUser, ScimUserEmail,
        ScimUserName, ScimUserNameInput, ScimUserRole, ScimUsersListResponse,
    )
    from attio.models.sequences import SequencesUnsubscribeEmailsResponse, UnsubscribeEmails, UnsubscribedEmail
    from attio.models.sql import SqlQueryResponse, SqlResult
    from attio.models.tasks import (
        Task, TaskAssignee, TaskAssigneeInput, TaskCreate, TaskId, TaskLinkedRecord, TaskLinkedRecordInput, TaskUpdate,
        TasksCreateResponse, TasksGetResponse, TasksListResponse, TasksUpdateResponse,
    )
    from attio.models.threads import Thread, ThreadId, ThreadsGetResponse, ThreadsListAllResponse
    from attio.models.transcripts import Transcript, TranscriptsGetCallTranscriptResponse
    from attio.models.values import (
        Actor, ActorReferenceValue, ActorType, AttributeValue, CheckboxValue, CurrencyValue, DateValue, DomainValue,
        EmailAddressValue, InteractionValue, LocationValue, NumberValue, PersonalNameValue, PhoneNumberValue,
        RatingValue, RecordReferenceValue, SelectValue, StatusValue, TextValue, TimestampValue, UnknownValue, Value,
    )
    from attio.models.webhooks import (
        ActivityAttributeCreatedEvent, ActivityAttributeEventId, ActivityAttributeUpdatedEvent, ActivityCreatedEvent,
        ActivityDeletedEvent, ActivityEventId, ActivityRecordCreatedEvent, ActivityRecordDeletedEvent,
        ActivityRecordEventId, ActivityUpdatedEvent, CallRecordingCreatedEvent, CallRecordingEventId,
        CommentCreatedEvent, CommentDeletedEvent, CommentEventId, CommentResolvedEvent, CommentUnresolvedEvent,
        ListAttributeCreatedEvent, ListAttributeEventId, ListAttributeUpdatedEvent, ListCreatedEvent, ListDeletedEvent,
        ListEntryCreatedEvent, ListEntryDeletedEvent, ListEntryEventId, ListEntryUpdatedEvent, ListEntryUpdatedEventId,
        ListEventId, ListUpdatedEvent, NoteContentUpdatedEvent, NoteCreatedEvent, NoteDeletedEvent, NoteEventId,
        NoteUpdatedEvent, ObjectAttributeCreatedEvent, ObjectAttributeEventId, ObjectAttributeUpdatedEvent,
        RecordCreatedEvent, RecordDeletedEvent, RecordEventId, RecordMergedEvent, RecordUpdatedEvent,
        RecordUpdatedEventId, TaskCreatedEvent, TaskDeletedEvent, TaskEventId, TaskUpdatedEvent, UnknownEvent, Webhook,
        WebhookCondition, WebhookConditionInput, WebhookCreate, WebhookEvent, WebhookEventType, WebhookEventTypeInput,
        WebhookFilter, WebhookFilterAll, WebhookFilterAny, WebhookFilterInput, WebhookFilterOperator,
        WebhookFilterOperatorInput, WebhookId, WebhookPayload, WebhookStatus, WebhookSubscription,
        WebhookSubscriptionInput, WebhookUpdate, WebhookWithSecret, WebhooksCreateResponse, WebhooksGetResponse,
        WebhooksListResponse, WebhooksUpdateResponse, WorkspaceMemberCreatedEvent, WorkspaceMemberEventId,
    )
    from attio.models.workspace_members import (
        WorkspaceAccessLevel, WorkspaceMember, WorkspaceMemberId, WorkspaceMembersGetResponse,
        WorkspaceMembersListResponse,
    )
    from attio.models.writing import (
        ActorInput, LocationInput, MemberEmailInput, MutableWriteValues, PersonalNameInput, PhoneNumberInput,
        RecordReferenceInput, SelectInput, StatusInput, WriteItem, WriteValues,
    )
else:
    from attio._support.lazy import lazy

    homes = {
        "activities": (
            "ActivitiesCreateResponse ActivitiesGetResponse ActivitiesListResponse ActivitiesUpdateResponse Activity "
            "ActivityCreate ActivityId ActivitySchema ActivityUpdate"
        ),
        "activity_records": (
            "ActivityRecord ActivityRecordId ActivityRecordWrite ActivityRecordsAssertResponse "
            "ActivityRecordsCreateResponse ActivityRecordsGetResponse ActivityRecordsQueryResponse "
            "ActivityRecordsUpdateAppendResponse ActivityRecordsUpdateResponse"
        ),
        "attributes": (
            "Attribute AttributeConfig AttributeConfigInput AttributeCreate AttributeDefaultValue "
            "AttributeDefaultValueInput AttributeId AttributeRelationship AttributeTarget AttributeType "
            "AttributeUpdate AttributesCreateNewResponse AttributesCreateStatusResponse AttributesGetResponse "
            "AttributesListAllResponse AttributesListStatusesResponse AttributesOptionsCreateResponse "
            "AttributesOptionsListResponse AttributesUpdateResponse AttributesUpdateSelectOptionResponse "
            "AttributesUpdateStatusResponse CreatableAttributeType CurrencyCode CurrencyConfig CurrencyConfigInput "
            "CurrencyDisplayType CurrencyDisplayTypeInput DynamicDefaultValue DynamicDefaultValueInput "
            "RecordReferenceConfig RecordReferenceConfigInput RelationshipCreate SelectOptionCreate "
            "SelectOptionUpdate StaticDefaultValue StaticDefaultValueInput StatusCreate StatusUpdate "
            "UnknownDefaultValue"
        ),
        "base": (
            "AS_GIVEN AS_IS DATE_OR_TEXT OPEN TIME_OR_TEXT UNSET Date EmptyResponse Envelope HTTPInfo Model Params "
            "StrictModel Timestamp Unknown Unset"
        ),
        "call_recordings": (
            "CallRecording CallRecordingCreate CallRecordingDetail CallRecordingId CallRecordingStatus "
            "CallRecordingTranscript CallRecordingsCreateResponse CallRecordingsGetResponse "
            "CallRecordingsListResponse TranscriptSegment TranscriptSegmentInput TranscriptSpeaker "
            "TranscriptSpeakerInput"
        ),
        "comments": (
            "Comment CommentAuthorInput CommentCreate CommentEntry CommentEntryInput CommentId CommentOnEntry "
            "CommentOnRecord CommentOnThread CommentRecord CommentRecordInput CommentsCreateResponse "
            "CommentsGetResponse"
        ),
        "common": "LinkedRecord Pagination SortByAttribute SortByPath SortDirection",
        "emails": "Email EmailDirection EmailId EmailParticipant EmailRole EmailsListResponse",
        "entries": (
            "EntriesAssertResponse EntriesCreateResponse EntriesGetResponse EntriesListAttributeValuesResponse "
            "EntriesQueryResponse EntriesUpdateAppendingResponse EntriesUpdateResponse "
            "EntriesWriteAttributeValuesResponse Entry EntryId EntryUpdate EntryWrite"
        ),
        "files": (
            "ConnectedFile ConnectedFolder CreateConnectedFile CreateConnectedFolder CreateFileEntry CreateFolder "
            "ExternalStorageProvider File FileEntry FileId FilesCreateResponse FilesGetResponse FilesListResponse "
            "FilesUploadResponse Folder StorageProvider UnknownFile"
        ),
        "lists": (
            "List ListAccess ListAccessInput ListCreate ListId ListMemberAccess ListMemberAccessInput ListUpdate "
            "ListView ListViewId ListsCreateResponse ListsGetResponse ListsGetViewsResponse ListsListResponse "
            "ListsUpdateResponse"
        ),
        "meetings": (
            "CalendarEventRef CalendarProvider LinkedRecordInput Meeting MeetingCreate MeetingDateInput "
            "MeetingDateTimeInput MeetingId MeetingParticipant MeetingParticipantInput MeetingTime MeetingTimeInput "
            "MeetingUpdate MeetingsFindOrCreateResponse MeetingsGetResponse MeetingsListResponse "
            "MeetingsUpdateAppendResponse MeetingsUpdateResponse ParticipantStatus ParticipantStatusInput"
        ),
        "meta": "Identity SelfActive SelfInactive TokenLevel",
        "notes": (
            "Note NoteCreate NoteFormat NoteId NoteMemberTag NoteRecordTag NoteTag NoteUpdate NotesCreateResponse "
            "NotesGetResponse NotesListResponse NotesUpdateResponse UnknownNoteTag"
        ),
        "objects": (
            "Object ObjectCreate ObjectId ObjectUpdate ObjectView ObjectViewId ObjectsCreateResponse "
            "ObjectsGetResponse ObjectsGetViewsResponse ObjectsListResponse ObjectsUpdateResponse"
        ),
        "options": "SelectOption SelectOptionId Status StatusId",
        "reading": "HasValues ReadValues",
        "records": (
            "CompanySearchResult HistoricValue MergeRecords MergeResult PersonSearchResult Record RecordEntry "
            "RecordId RecordSearchResult RecordWrite RecordsAssertResponse RecordsCreateResponse RecordsGetResponse "
            "RecordsListAttributeValuesResponse RecordsListEntriesResponse RecordsMergeResponse RecordsQueryResponse "
            "RecordsSearchResponse RecordsUpdateAppendResponse RecordsUpdateResponse "
            "RecordsWriteAttributeValuesResponse SearchAsEmailAddress SearchAsMember SearchAsWorkspace SearchContext "
            "SearchResult ValueHistoryWrite"
        ),
        "renaming": "Renamed",
        "scim": (
            "ScimAppRole ScimAppRoleInput ScimGroup ScimGroupMember ScimGroupMemberInput ScimGroupsListResponse "
            "ScimMeta ScimPatchOperation ScimSchema ScimSchemaAttribute ScimSchemasListResponse ScimUser "
            "ScimUserEmail ScimUserName ScimUserNameInput ScimUserRole ScimUsersListResponse"
        ),
        "sequences": "SequencesUnsubscribeEmailsResponse UnsubscribeEmails UnsubscribedEmail",
        "sql": "SqlQueryResponse SqlResult",
        "tasks": (
            "Task TaskAssignee TaskAssigneeInput TaskCreate TaskId TaskLinkedRecord TaskLinkedRecordInput TaskUpdate "
            "TasksCreateResponse TasksGetResponse TasksListResponse TasksUpdateResponse"
        ),
        "threads": "Thread ThreadId ThreadsGetResponse ThreadsListAllResponse",
        "transcripts": "Transcript TranscriptsGetCallTranscriptResponse",
        "values": (
            "Actor ActorReferenceValue ActorType AttributeValue CheckboxValue CurrencyValue DateValue DomainValue "
            "EmailAddressValue InteractionValue LocationValue NumberValue PersonalNameValue PhoneNumberValue "
            "RatingValue RecordReferenceValue SelectValue StatusValue TextValue TimestampValue UnknownValue Value"
        ),
        "webhooks": (
            "ActivityAttributeCreatedEvent ActivityAttributeEventId ActivityAttributeUpdatedEvent "
            "ActivityCreatedEvent ActivityDeletedEvent ActivityEventId ActivityRecordCreatedEvent "
            "ActivityRecordDeletedEvent ActivityRecordEventId ActivityUpdatedEvent CallRecordingCreatedEvent "
            "CallRecordingEventId CommentCreatedEvent CommentDeletedEvent CommentEventId CommentResolvedEvent "
            "CommentUnresolvedEvent ListAttributeCreatedEvent ListAttributeEventId ListAttributeUpdatedEvent "
            "ListCreatedEvent ListDeletedEvent ListEntryCreatedEvent ListEntryDeletedEvent ListEntryEventId "
            "ListEntryUpdatedEvent ListEntryUpdatedEventId ListEventId ListUpdatedEvent NoteContentUpdatedEvent "
            "NoteCreatedEvent NoteDeletedEvent NoteEventId NoteUpdatedEvent ObjectAttributeCreatedEvent "
            "ObjectAttributeEventId ObjectAttributeUpdatedEvent RecordCreatedEvent RecordDeletedEvent RecordEventId "
            "RecordMergedEvent RecordUpdatedEvent RecordUpdatedEventId TaskCreatedEvent TaskDeletedEvent TaskEventId "
            "TaskUpdatedEvent UnknownEvent Webhook WebhookCondition WebhookConditionInput WebhookCreate WebhookEvent "
            "WebhookEventType WebhookEventTypeInput WebhookFilter WebhookFilterAll WebhookFilterAny "
            "WebhookFilterInput WebhookFilterOperator WebhookFilterOperatorInput WebhookId WebhookPayload "
            "WebhookStatus WebhookSubscription WebhookSubscriptionInput WebhookUpdate WebhookWithSecret "
            "WebhooksCreateResponse WebhooksGetResponse WebhooksListResponse WebhooksUpdateResponse "
            "WorkspaceMemberCreatedEvent WorkspaceMemberEventId"
        ),
        "workspace_members": (
            "WorkspaceAccessLevel WorkspaceMember WorkspaceMemberId WorkspaceMembersGetResponse "
            "WorkspaceMembersListResponse"
        ),
        "writing": (
            "ActorInput LocationInput MemberEmailInput MutableWriteValues PersonalNameInput PhoneNumberInput "
            "RecordReferenceInput SelectInput StatusInput WriteItem WriteValues"
        ),
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "AS_GIVEN", "AS_IS", "DATE_OR_TEXT", "OPEN", "TIME_OR_TEXT", "UNSET", "ActivitiesCreateResponse",
    "ActivitiesGetResponse", "ActivitiesListResponse", "ActivitiesUpdateResponse", "Activity",
    "ActivityAttributeCreatedEvent", "ActivityAttributeEventId", "ActivityAttributeUpdatedEvent", "ActivityCreate",
    "ActivityCreatedEvent", "ActivityDeletedEvent", "ActivityEventId", "ActivityId", "ActivityRecord",
    "ActivityRecordCreatedEvent", "ActivityRecordDeletedEvent", "ActivityRecordEventId", "ActivityRecordId",
    "ActivityRecordWrite", "ActivityRecordsAssertResponse", "ActivityRecordsCreateResponse",
    "ActivityRecordsGetResponse", "ActivityRecordsQueryResponse", "ActivityRecordsUpdateAppendResponse",
    "ActivityRecordsUpdateResponse", "ActivitySchema", "ActivityUpdate", "ActivityUpdatedEvent", "Actor", "ActorInput",
    "ActorReferenceValue", "ActorType", "Attribute", "AttributeConfig", "AttributeConfigInput", "AttributeCreate",
    "AttributeDefaultValue", "AttributeDefaultValueInput", "AttributeId", "AttributeRelationship", "AttributeTarget",
    "AttributeType", "AttributeUpdate", "AttributeValue", "AttributesCreateNewResponse",
    "AttributesCreateStatusResponse", "AttributesGetResponse", "AttributesListAllResponse",
    "AttributesListStatusesResponse", "AttributesOptionsCreateResponse", "AttributesOptionsListResponse",
    "AttributesUpdateResponse", "AttributesUpdateSelectOptionResponse", "AttributesUpdateStatusResponse",
    "CalendarEventRef", "CalendarProvider", "CallRecording", "CallRecordingCreate", "CallRecordingCreatedEvent",
    "CallRecordingDetail", "CallRecordingEventId", "CallRecordingId", "CallRecordingStatus", "CallRecordingTranscript",
    "CallRecordingsCreateResponse", "CallRecordingsGetResponse", "CallRecordingsListResponse", "CheckboxValue",
    "Comment", "CommentAuthorInput", "CommentCreate", "CommentCreatedEvent", "CommentDeletedEvent", "CommentEntry",
    "CommentEntryInput", "CommentEventId", "CommentId", "CommentOnEntry", "CommentOnRecord", "CommentOnThread",
    "CommentRecord", "CommentRecordInput", "CommentResolvedEvent", "CommentUnresolvedEvent", "CommentsCreateResponse",
    "CommentsGetResponse", "CompanySearchResult", "ConnectedFile", "ConnectedFolder", "CreatableAttributeType",
    "CreateConnectedFile", "CreateConnectedFolder", "CreateFileEntry", "CreateFolder", "CurrencyCode", "CurrencyConfig",
    "CurrencyConfigInput", "CurrencyDisplayType", "CurrencyDisplayTypeInput", "CurrencyValue", "Date", "DateValue",
    "DomainValue", "DynamicDefaultValue", "DynamicDefaultValueInput", "Email", "EmailAddressValue", "EmailDirection",
    "EmailId", "EmailParticipant", "EmailRole", "EmailsListResponse", "EmptyResponse", "EntriesAssertResponse",
    "EntriesCreateResponse", "EntriesGetResponse", "EntriesListAttributeValuesResponse", "EntriesQueryResponse",
    "EntriesUpdateAppendingResponse", "EntriesUpdateResponse", "EntriesWriteAttributeValuesResponse", "Entry",
    "EntryId", "EntryUpdate", "EntryWrite", "Envelope", "ExternalStorageProvider", "File", "FileEntry", "FileId",
    "FilesCreateResponse", "FilesGetResponse", "FilesListResponse", "FilesUploadResponse", "Folder", "HTTPInfo",
    "HasValues", "HistoricValue", "Identity", "InteractionValue", "LinkedRecord", "LinkedRecordInput", "List",
    "ListAccess", "ListAccessInput", "ListAttributeCreatedEvent", "ListAttributeEventId", "ListAttributeUpdatedEvent",
    "ListCreate", "ListCreatedEvent", "ListDeletedEvent", "ListEntryCreatedEvent", "ListEntryDeletedEvent",
    "ListEntryEventId", "ListEntryUpdatedEvent", "ListEntryUpdatedEventId", "ListEventId", "ListId", "ListMemberAccess",
    "ListMemberAccessInput", "ListUpdate", "ListUpdatedEvent", "ListView", "ListViewId", "ListsCreateResponse",
    "ListsGetResponse", "ListsGetViewsResponse", "ListsListResponse", "ListsUpdateResponse", "LocationInput",
    "LocationValue", "Meeting", "MeetingCreate", "MeetingDateInput", "MeetingDateTimeInput", "MeetingId",
    "MeetingParticipant", "MeetingParticipantInput", "MeetingTime", "MeetingTimeInput", "MeetingUpdate",
    "MeetingsFindOrCreateResponse", "MeetingsGetResponse", "MeetingsListResponse", "MeetingsUpdateAppendResponse",
    "MeetingsUpdateResponse", "MemberEmailInput", "MergeRecords", "MergeResult", "Model", "MutableWriteValues", "Note",
    "NoteContentUpdatedEvent", "NoteCreate", "NoteCreatedEvent", "NoteDeletedEvent", "NoteEventId", "NoteFormat",
    "NoteId", "NoteMemberTag", "NoteRecordTag", "NoteTag", "NoteUpdate", "NoteUpdatedEvent", "NotesCreateResponse",
    "NotesGetResponse", "NotesListResponse", "NotesUpdateResponse", "NumberValue", "Object",
    "ObjectAttributeCreatedEvent", "ObjectAttributeEventId", "ObjectAttributeUpdatedEvent", "ObjectCreate", "ObjectId",
    "ObjectUpdate", "ObjectView", "ObjectViewId", "ObjectsCreateResponse", "ObjectsGetResponse",
    "ObjectsGetViewsResponse", "ObjectsListResponse", "ObjectsUpdateResponse", "Pagination", "Params",
    "ParticipantStatus", "ParticipantStatusInput", "PersonSearchResult", "PersonalNameInput", "PersonalNameValue",
    "PhoneNumberInput", "PhoneNumberValue", "RatingValue", "ReadValues", "Record", "RecordCreatedEvent",
    "RecordDeletedEvent", "RecordEntry", "RecordEventId", "RecordId", "RecordMergedEvent", "RecordReferenceConfig",
    "RecordReferenceConfigInput", "RecordReferenceInput", "RecordReferenceValue", "RecordSearchResult",
    "RecordUpdatedEvent", "RecordUpdatedEventId", "RecordWrite", "RecordsAssertResponse", "RecordsCreateResponse",
    "RecordsGetResponse", "RecordsListAttributeValuesResponse", "RecordsListEntriesResponse", "RecordsMergeResponse",
    "RecordsQueryResponse", "RecordsSearchResponse", "RecordsUpdateAppendResponse", "RecordsUpdateResponse",
    "RecordsWriteAttributeValuesResponse", "RelationshipCreate", "Renamed", "ScimAppRole", "ScimAppRoleInput",
    "ScimGroup", "ScimGroupMember", "ScimGroupMemberInput", "ScimGroupsListResponse", "ScimMeta", "ScimPatchOperation",
    "ScimSchema", "ScimSchemaAttribute", "ScimSchemasListResponse", "ScimUser", "ScimUserEmail", "ScimUserName",
    "ScimUserNameInput", "ScimUserRole", "ScimUsersListResponse", "SearchAsEmailAddress", "SearchAsMember",
    "SearchAsWorkspace", "SearchContext", "SearchResult", "SelectInput", "SelectOption", "SelectOptionCreate",
    "SelectOptionId", "SelectOptionUpdate", "SelectValue", "SelfActive", "SelfInactive",
    "SequencesUnsubscribeEmailsResponse", "SortByAttribute", "SortByPath", "SortDirection", "SqlQueryResponse",
    "SqlResult", "StaticDefaultValue", "StaticDefaultValueInput", "Status", "StatusCreate", "StatusId", "StatusInput",
    "StatusUpdate", "StatusValue", "StorageProvider", "StrictModel", "Task", "TaskAssignee", "TaskAssigneeInput",
    "TaskCreate", "TaskCreatedEvent", "TaskDeletedEvent", "TaskEventId", "TaskId", "TaskLinkedRecord",
    "TaskLinkedRecordInput", "TaskUpdate", "TaskUpdatedEvent", "TasksCreateResponse", "TasksGetResponse",
    "TasksListResponse", "TasksUpdateResponse", "TextValue", "Thread", "ThreadId", "ThreadsGetResponse",
    "ThreadsListAllResponse", "Timestamp", "TimestampValue", "TokenLevel", "Transcript", "TranscriptSegment",
    "TranscriptSegmentInput", "TranscriptSpeaker", "TranscriptSpeakerInput", "TranscriptsGetCallTranscriptResponse",
    "Unknown", "UnknownDefaultValue", "UnknownEvent", "UnknownFile", "UnknownNoteTag", "UnknownValue", "Unset",
    "UnsubscribeEmails", "UnsubscribedEmail", "Value", "ValueHistoryWrite", "Webhook", "WebhookCondition",
    "WebhookConditionInput", "WebhookCreate", "WebhookEvent", "WebhookEventType", "WebhookEventTypeInput",
    "WebhookFilter", "WebhookFilterAll", "WebhookFilterAny", "WebhookFilterInput", "WebhookFilterOperator",
    "WebhookFilterOperatorInput", "WebhookId", "WebhookPayload", "WebhookStatus", "WebhookSubscription",
    "WebhookSubscriptionInput", "WebhookUpdate", "WebhookWithSecret", "WebhooksCreateResponse", "WebhooksGetResponse",
    "WebhooksListResponse", "WebhooksUpdateResponse", "WorkspaceAccessLevel", "WorkspaceMember",
    "WorkspaceMemberCreatedEvent", "WorkspaceMemberEventId", "WorkspaceMemberId", "WorkspaceMembersGetResponse",
    "WorkspaceMembersListResponse", "WriteItem", "WriteValues",
]
