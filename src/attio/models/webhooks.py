# Generated from codegen/spec/webhooks.yaml by `make generate`; edit that file instead.
"""What the operations of `client.webhooks` take and answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field
from typing_extensions import TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, Timestamp, Unknown
from attio.models.values import Actor


class WebhookId(Model):
    """Identifies a webhook."""

    workspace_id: str
    """Id of the workspace."""
    webhook_id: str
    """Id of the webhook."""


WebhookEventTypeInput: TypeAlias = Annotated[
    Literal[
        "activity.created",
        "activity.updated",
        "activity.deleted",
        "activity-attribute.created",
        "activity-attribute.updated",
        "activity-record.created",
        "activity-record.deleted",
        "call-recording.created",
        "comment.created",
        "comment.resolved",
        "comment.unresolved",
        "comment.deleted",
        "list.created",
        "list.updated",
        "list.deleted",
        "list-attribute.created",
        "list-attribute.updated",
        "list-entry.created",
        "list-entry.updated",
        "list-entry.deleted",
        "object-attribute.created",
        "object-attribute.updated",
        "note.created",
        "note-content.updated",
        "note.updated",
        "note.deleted",
        "record.created",
        "record.merged",
        "record.updated",
        "record.deleted",
        "task.created",
        "task.updated",
        "task.deleted",
        "workspace-member.created",
    ],
    OPEN,
]
"""What a webhook can tell of."""


WebhookEventType: TypeAlias = Annotated[WebhookEventTypeInput | str, OPEN]
"""What a webhook can tell of. The API may add to these."""


WebhookStatus: TypeAlias = Annotated[Literal["active", "degraded", "inactive"] | str, OPEN]
"""Whether Attio delivers: `active`, `degraded` (yes, but it fails) or `inactive` (no longer)."""


WebhookFilterOperatorInput: TypeAlias = Annotated[Literal["equals", "not_equals"], OPEN]
"""How a condition compares."""


WebhookFilterOperator: TypeAlias = Annotated[WebhookFilterOperatorInput | str, OPEN]
"""How a condition compares. The API may add to these."""


class WebhookCondition(Model):
    """A condition on an event."""

    field: str
    """What to look at in the event, such as `id.object_id` or `actor.type`."""
    operator: WebhookFilterOperator
    """`equals` or `not_equals`."""
    value: str
    """What to compare with."""


class WebhookFilter(Model):
    """Which events to deliver: those that fit all conditions, or any of them."""

    model_config = ConfigDict(validate_by_name=True)

    and_: list[WebhookCondition] | None = Field(default=None, alias="$and")
    """All of these must hold."""
    or_: list[WebhookCondition] | None = Field(default=None, alias="$or")
    """One of these must hold."""


class WebhookSubscription(Model):
    """One type of event that a webhook delivers."""

    event_type: WebhookEventType
    """The type of event."""
    filter: WebhookFilter | None
    """Which of these events it delivers; null for all."""


class Webhook(Model):
    """A place where Attio delivers events."""

    id: WebhookId
    """Identifies the webhook."""
    target_url: str
    """Where events are delivered."""
    subscriptions: list[WebhookSubscription]
    """What is delivered."""
    status: WebhookStatus
    """Whether Attio delivers; after 7 days as `degraded` it becomes `inactive`."""
    created_at: Timestamp
    """When it was created."""


class WebhookWithSecret(Webhook):
    """A new webhook, with the secret its deliveries are signed with."""

    secret: str
    """Key of the signatures; keep it safe, as it is told only once."""


class WebhookConditionInput(TypedDict):
    """A condition on an event."""

    field: str
    """What to look at in the event, such as `id.object_id` or `actor.type`."""
    operator: WebhookFilterOperatorInput
    """`equals` or `not_equals`."""
    value: str
    """What to compare with."""


WebhookFilterAll = TypedDict("WebhookFilterAll", {"$and": Sequence[WebhookConditionInput]})
"""Events that fit all conditions.

`$and`: All of these must hold."""


WebhookFilterAny = TypedDict("WebhookFilterAny", {"$or": Sequence[WebhookConditionInput]})
"""Events that fit any of the conditions.

`$or`: One of these must hold."""


WebhookFilterInput: TypeAlias = WebhookFilterAll | WebhookFilterAny
"""Which events to deliver: those that fit all conditions, or any of them."""


class WebhookSubscriptionInput(TypedDict):
    """One type of event to deliver."""

    event_type: WebhookEventTypeInput
    """The type of event."""
    filter: WebhookFilterInput | None
    """Which of these events to deliver; None for all."""


class WebhookCreate(TypedDict):
    """A webhook to create."""

    target_url: Annotated[str, Field(pattern="^https://.*")]
    """Where to deliver events, beginning with `https://`."""
    subscriptions: Sequence[WebhookSubscriptionInput]
    """What to deliver."""


class WebhookUpdate(TypedDict, total=False):
    """What to change about a webhook."""

    target_url: Annotated[str, Field(pattern="^https://.*")]
    """Where to deliver events, beginning with `https://`."""
    subscriptions: Sequence[WebhookSubscriptionInput]
    """What to deliver from now on, all of it."""


class ActivityEventId(Model):
    """The activity an event is about."""

    workspace_id: str
    """Id of the workspace."""
    activity_id: str
    """Id of the activity."""


class ActivityCreatedEvent(Model):
    """An activity was created."""

    event_type: Literal["activity.created"]
    """Always `activity.created`."""
    id: ActivityEventId
    """The activity."""
    actor: Actor
    """Who or what did it."""


class ActivityUpdatedEvent(Model):
    """An activity was changed, such as its name."""

    event_type: Literal["activity.updated"]
    """Always `activity.updated`."""
    id: ActivityEventId
    """The activity."""
    actor: Actor
    """Who or what did it."""


class ActivityDeletedEvent(Model):
    """An activity was deleted."""

    event_type: Literal["activity.deleted"]
    """Always `activity.deleted`."""
    id: ActivityEventId
    """The activity."""
    actor: Actor
    """Who or what did it."""


class ActivityAttributeEventId(Model):
    """The attribute an event is about."""

    workspace_id: str
    """Id of the workspace."""
    activity_id: str
    """Id of the activity the attribute belongs to."""
    attribute_id: str
    """Id of the attribute."""


class ActivityAttributeCreatedEvent(Model):
    """An activity got a new attribute."""

    event_type: Literal["activity-attribute.created"]
    """Always `activity-attribute.created`."""
    id: ActivityAttributeEventId
    """The attribute."""
    actor: Actor
    """Who or what did it."""


class ActivityAttributeUpdatedEvent(Model):
    """An attribute of an activity was changed, such as its name."""

    event_type: Literal["activity-attribute.updated"]
    """Always `activity-attribute.updated`."""
    id: ActivityAttributeEventId
    """The attribute."""
    actor: Actor
    """Who or what did it."""


class ActivityRecordEventId(Model):
    """The activity record an event is about."""

    workspace_id: str
    """Id of the workspace."""
    activity_id: str
    """Id of the activity the record is of."""
    record_id: str
    """Id of the record."""


class ActivityRecordCreatedEvent(Model):
    """An activity record was created."""

    event_type: Literal["activity-record.created"]
    """Always `activity-record.created`."""
    id: ActivityRecordEventId
    """The activity record."""
    actor: Actor
    """Who or what did it."""


class ActivityRecordDeletedEvent(Model):
    """An activity record was deleted."""

    event_type: Literal["activity-record.deleted"]
    """Always `activity-record.deleted`."""
    id: ActivityRecordEventId
    """The activity record."""
    actor: Actor
    """Who or what did it."""


class CallRecordingEventId(Model):
    """The call recording an event is about."""

    workspace_id: str
    """Id of the workspace."""
    meeting_id: str
    """Id of the meeting that was recorded."""
    call_recording_id: str
    """Id of the call recording."""


class CallRecordingCreatedEvent(Model):
    """A call recording is there, its video included."""

    event_type: Literal["call-recording.created"]
    """Always `call-recording.created`."""
    id: CallRecordingEventId
    """The call recording."""
    actor: Actor
    """Who or what did it."""


class CommentEventId(Model):
    """The comment an event is about."""

    workspace_id: str
    """Id of the workspace."""
    comment_id: str
    """Id of the comment."""


class CommentCreatedEvent(Model):
    """A comment was written."""

    event_type: Literal["comment.created"]
    """Always `comment.created`."""
    id: CommentEventId
    """The comment."""
    thread_id: str
    """Id of the thread the comment is in."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record the comment is about."""
    list_id: str | None
    """Id of the list, if the comment is about a list entry; else null."""
    entry_id: str | None
    """Id of the list entry, if the comment is about one; else null."""
    actor: Actor
    """Who or what did it."""


class CommentResolvedEvent(Model):
    """A comment was resolved."""

    event_type: Literal["comment.resolved"]
    """Always `comment.resolved`."""
    id: CommentEventId
    """The comment."""
    thread_id: str
    """Id of the thread the comment is in."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record the comment is about."""
    list_id: str | None
    """Id of the list, if the comment is about a list entry; else null."""
    entry_id: str | None
    """Id of the list entry, if the comment is about one; else null."""
    actor: Actor
    """Who or what did it."""


class CommentUnresolvedEvent(Model):
    """A resolved comment was opened again."""

    event_type: Literal["comment.unresolved"]
    """Always `comment.unresolved`."""
    id: CommentEventId
    """The comment."""
    thread_id: str
    """Id of the thread the comment is in."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record the comment is about."""
    list_id: str | None
    """Id of the list, if the comment is about a list entry; else null."""
    entry_id: str | None
    """Id of the list entry, if the comment is about one; else null."""
    actor: Actor
    """Who or what did it."""


class CommentDeletedEvent(Model):
    """A comment was deleted."""

    event_type: Literal["comment.deleted"]
    """Always `comment.deleted`."""
    id: CommentEventId
    """The comment."""
    thread_id: str
    """Id of the thread the comment is in."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record the comment is about."""
    list_id: str | None
    """Id of the list, if the comment is about a list entry; else null."""
    entry_id: str | None
    """Id of the list entry, if the comment is about one; else null."""
    actor: Actor
    """Who or what did it."""


class ListEventId(Model):
    """The list an event is about."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list."""


class ListCreatedEvent(Model):
    """A list was created."""

    event_type: Literal["list.created"]
    """Always `list.created`."""
    id: ListEventId
    """The list."""
    actor: Actor
    """Who or what did it."""


class ListUpdatedEvent(Model):
    """A list was changed, such as its name."""

    event_type: Literal["list.updated"]
    """Always `list.updated`."""
    id: ListEventId
    """The list."""
    actor: Actor
    """Who or what did it."""


class ListDeletedEvent(Model):
    """A list was deleted."""

    event_type: Literal["list.deleted"]
    """Always `list.deleted`."""
    id: ListEventId
    """The list."""
    actor: Actor
    """Who or what did it."""


class ListAttributeEventId(Model):
    """The attribute an event is about."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list the attribute belongs to."""
    attribute_id: str
    """Id of the attribute."""


class ListAttributeCreatedEvent(Model):
    """A list got a new attribute."""

    event_type: Literal["list-attribute.created"]
    """Always `list-attribute.created`."""
    id: ListAttributeEventId
    """The attribute."""
    actor: Actor
    """Who or what did it."""


class ListAttributeUpdatedEvent(Model):
    """An attribute of a list was changed, such as its name."""

    event_type: Literal["list-attribute.updated"]
    """Always `list-attribute.updated`."""
    id: ListAttributeEventId
    """The attribute."""
    actor: Actor
    """Who or what did it."""


class ListEntryEventId(Model):
    """The list entry an event is about."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list the entry is in."""
    entry_id: str
    """Id of the entry."""


class ListEntryCreatedEvent(Model):
    """A record was put in a list."""

    event_type: Literal["list-entry.created"]
    """Always `list-entry.created`."""
    id: ListEntryEventId
    """The list entry."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the entry is of."""
    actor: Actor
    """Who or what did it."""


class ListEntryUpdatedEventId(Model):
    """The list entry and the attribute an event is about."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list the entry is in."""
    entry_id: str
    """Id of the entry."""
    attribute_id: str
    """Id of the attribute whose value changed."""


class ListEntryUpdatedEvent(Model):
    """A value of a list entry changed; each attribute has an event of its own."""

    event_type: Literal["list-entry.updated"]
    """Always `list-entry.updated`."""
    id: ListEntryUpdatedEventId
    """The list entry, and the attribute whose value changed."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the entry is of."""
    actor: Actor
    """Who or what did it."""


class ListEntryDeletedEvent(Model):
    """A record was taken out of a list."""

    event_type: Literal["list-entry.deleted"]
    """Always `list-entry.deleted`."""
    id: ListEntryEventId
    """The list entry."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the entry is of."""
    actor: Actor
    """Who or what did it."""


class ObjectAttributeEventId(Model):
    """The attribute an event is about."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object the attribute belongs to."""
    attribute_id: str
    """Id of the attribute."""


class ObjectAttributeCreatedEvent(Model):
    """An object got a new attribute."""

    event_type: Literal["object-attribute.created"]
    """Always `object-attribute.created`."""
    id: ObjectAttributeEventId
    """The attribute."""
    actor: Actor
    """Who or what did it."""


class ObjectAttributeUpdatedEvent(Model):
    """An attribute of an object was changed, such as its name."""

    event_type: Literal["object-attribute.updated"]
    """Always `object-attribute.updated`."""
    id: ObjectAttributeEventId
    """The attribute."""
    actor: Actor
    """Who or what did it."""


class NoteEventId(Model):
    """The note an event is about."""

    workspace_id: str
    """Id of the workspace."""
    note_id: str
    """Id of the note."""


class NoteCreatedEvent(Model):
    """A note was written."""

    event_type: Literal["note.created"]
    """Always `note.created`."""
    id: NoteEventId
    """The note."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is on."""
    actor: Actor
    """Who or what did it."""


class NoteContentUpdatedEvent(Model):
    """The text of a note was changed."""

    event_type: Literal["note-content.updated"]
    """Always `note-content.updated`."""
    id: NoteEventId
    """The note."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is on."""
    actor: Actor
    """Who or what did it."""


class NoteUpdatedEvent(Model):
    """The title of a note was changed."""

    event_type: Literal["note.updated"]
    """Always `note.updated`."""
    id: NoteEventId
    """The note."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is on."""
    actor: Actor
    """Who or what did it."""


class NoteDeletedEvent(Model):
    """A note was deleted."""

    event_type: Literal["note.deleted"]
    """Always `note.deleted`."""
    id: NoteEventId
    """The note."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is on."""
    actor: Actor
    """Who or what did it."""


class RecordEventId(Model):
    """The record an event is about."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


class RecordCreatedEvent(Model):
    """A record was created."""

    event_type: Literal["record.created"]
    """Always `record.created`."""
    id: RecordEventId
    """The record."""
    actor: Actor
    """Who or what did it."""


class RecordMergedEvent(Model):
    """Two records were merged into a new one; each of the two has an event."""

    event_type: Literal["record.merged"]
    """Always `record.merged`."""
    id: RecordEventId
    """The new record."""
    duplicate_object_id: str
    """Id of the object the merged record belonged to."""
    duplicate_record_id: str
    """Id of one of the two records that were merged."""
    actor: Actor
    """Who or what did it."""


class RecordUpdatedEventId(Model):
    """The record and the attribute an event is about."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record."""
    attribute_id: str
    """Id of the attribute whose value changed."""


class RecordUpdatedEvent(Model):
    """A value of a record changed; each attribute has an event of its own.

    A change by a member is often followed by one that Attio makes by itself (`actor.type` is `system`).
    """

    event_type: Literal["record.updated"]
    """Always `record.updated`."""
    id: RecordUpdatedEventId
    """The record, and the attribute whose value changed."""
    actor: Actor
    """Who or what did it."""


class RecordDeletedEvent(Model):
    """A record was deleted."""

    event_type: Literal["record.deleted"]
    """Always `record.deleted`."""
    id: RecordEventId
    """The record."""
    actor: Actor
    """Who or what did it."""


class TaskEventId(Model):
    """The task an event is about."""

    workspace_id: str
    """Id of the workspace."""
    task_id: str
    """Id of the task."""


class TaskCreatedEvent(Model):
    """A task was created."""

    event_type: Literal["task.created"]
    """Always `task.created`."""
    id: TaskEventId
    """The task."""
    actor: Actor
    """Who or what did it."""


class TaskUpdatedEvent(Model):
    """A task was changed, such as its deadline or assignees."""

    event_type: Literal["task.updated"]
    """Always `task.updated`."""
    id: TaskEventId
    """The task."""
    actor: Actor
    """Who or what did it."""


class TaskDeletedEvent(Model):
    """A task was deleted."""

    event_type: Literal["task.deleted"]
    """Always `task.deleted`."""
    id: TaskEventId
    """The task."""
    actor: Actor
    """Who or what did it."""


class WorkspaceMemberEventId(Model):
    """The member an event is about."""

    workspace_id: str
    """Id of the workspace."""
    workspace_member_id: str
    """Id of the member."""


class WorkspaceMemberCreatedEvent(Model):
    """Someone became a member of the workspace."""

    event_type: Literal["workspace-member.created"]
    """Always `workspace-member.created`."""
    id: WorkspaceMemberEventId
    """The member."""
    actor: Actor
    """Who or what did it."""


class UnknownEvent(Unknown):
    """A `WebhookEvent` of a kind this version does not know, or in another shape; see `raw`."""


WebhookEvent: TypeAlias = Annotated[
    Annotated[
        ActivityCreatedEvent
        | ActivityUpdatedEvent
        | ActivityDeletedEvent
        | ActivityAttributeCreatedEvent
        | ActivityAttributeUpdatedEvent
        | ActivityRecordCreatedEvent
        | ActivityRecordDeletedEvent
        | CallRecordingCreatedEvent
        | CommentCreatedEvent
        | CommentResolvedEvent
        | CommentUnresolvedEvent
        | CommentDeletedEvent
        | ListCreatedEvent
        | ListUpdatedEvent
        | ListDeletedEvent
        | ListAttributeCreatedEvent
        | ListAttributeUpdatedEvent
        | ListEntryCreatedEvent
        | ListEntryUpdatedEvent
        | ListEntryDeletedEvent
        | ObjectAttributeCreatedEvent
        | ObjectAttributeUpdatedEvent
        | NoteCreatedEvent
        | NoteContentUpdatedEvent
        | NoteUpdatedEvent
        | NoteDeletedEvent
        | RecordCreatedEvent
        | RecordMergedEvent
        | RecordUpdatedEvent
        | RecordDeletedEvent
        | TaskCreatedEvent
        | TaskUpdatedEvent
        | TaskDeletedEvent
        | WorkspaceMemberCreatedEvent,
        Field(discriminator="event_type"),
    ]
    | UnknownEvent,
    Field(union_mode="left_to_right"),
]
"""Something that happened, told apart by `event_type`."""


class WebhookPayload(Model):
    """The body of a delivery.

    Check its signature (`attio.webhooks.verify_signature`) before you read it. An event may come more than once and
    in any order; it tells what happened to which thing, not the values of that thing.
    """

    webhook_id: str
    """Id of the webhook it is delivered for."""
    events: list[WebhookEvent]
    """What happened; one event for now, more some day."""


class WebhooksListResponse(Page[Webhook]):
    """Answer to `webhooks.list`."""

    data: list[Webhook]
    """The webhooks of this page."""


class WebhooksCreateResponse(Envelope):
    """Answer to `webhooks.create`."""

    data: WebhookWithSecret
    """The new webhook, with its secret."""


class WebhooksGetResponse(Envelope):
    """Answer to `webhooks.get`."""

    data: Webhook
    """The webhook."""


class WebhooksUpdateResponse(Envelope):
    """Answer to `webhooks.update`."""

    data: Webhook
    """The webhook as it is now."""
