# Generated from codegen/spec/webhooks.yaml by `make generate`; edit that file instead.
"""Models of the parameters and responses of `client.webhooks`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field
from typing_extensions import TypedDict

from attio._paging.page import Page
from attio.models.base import OPEN, Envelope, Model, StrictModel, Timestamp, Unknown
from attio.models.values import Actor


class WebhookId(Model):
    """Id of a webhook."""

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
"""Type of an event."""


WebhookEventType: TypeAlias = Annotated[WebhookEventTypeInput | str, OPEN]
"""Type of an event. The API may add values."""


WebhookStatus: TypeAlias = Annotated[Literal["active", "degraded", "inactive"] | str, OPEN]
"""Status of a webhook: `active`, `degraded` (deliveries fail) or `inactive` (deliveries have stopped)."""


WebhookFilterOperatorInput: TypeAlias = Annotated[Literal["equals", "not_equals"], OPEN]
"""Operator of a condition on an event."""


WebhookFilterOperator: TypeAlias = Annotated[WebhookFilterOperatorInput | str, OPEN]
"""Operator of a condition on an event. The API may add values."""


class WebhookCondition(Model):
    """A condition on an event."""

    field: str
    """Path of a field of the event, such as `id.object_id` or `actor.type`."""
    operator: WebhookFilterOperator
    """`equals` or `not_equals`."""
    value: str
    """Value to compare with."""


class WebhookFilter(Model):
    """Filter for events that match all conditions, or any of them."""

    model_config = ConfigDict(validate_by_name=True)

    and_: list[WebhookCondition] | None = Field(default=None, alias="$and")
    """Conditions that must all hold."""
    or_: list[WebhookCondition] | None = Field(default=None, alias="$or")
    """Conditions, at least one of which must hold."""


class WebhookSubscription(Model):
    """Subscription to one type of event."""

    event_type: WebhookEventType
    """Type of the event."""
    filter: WebhookFilter | None
    """Filter for these events; `None` for all."""


class Webhook(Model):
    """A webhook: a URL to which Attio delivers events."""

    id: WebhookId
    """Id of the webhook."""
    target_url: str
    """URL to which events are delivered."""
    subscriptions: list[WebhookSubscription]
    """Subscribed events."""
    status: WebhookStatus
    """Status; after 7 days as `degraded` a webhook becomes `inactive`."""
    created_at: Timestamp
    """Creation time."""


class WebhookWithSecret(Webhook):
    """A new webhook, with its signing secret."""

    secret: str
    """Signing secret of the deliveries; it is returned only once."""


class WebhookConditionInput(TypedDict):
    """A condition on an event.

    Keys:
        field: str
        operator: WebhookFilterOperatorInput
        value: str
    """

    field: str
    """Path of a field of the event, such as `id.object_id` or `actor.type`."""
    operator: WebhookFilterOperatorInput
    """`equals` or `not_equals`."""
    value: str
    """Value to compare with."""


WebhookFilterAll = TypedDict("WebhookFilterAll", {"$and": Sequence[WebhookConditionInput]})
"""Filter for events that match all conditions."""

WebhookFilterAll.__doc__ = """Filter for events that match all conditions.

Keys:
    $and: Sequence[WebhookConditionInput]
"""


WebhookFilterAny = TypedDict("WebhookFilterAny", {"$or": Sequence[WebhookConditionInput]})
"""Filter for events that match any of the conditions."""

WebhookFilterAny.__doc__ = """Filter for events that match any of the conditions.

Keys:
    $or: Sequence[WebhookConditionInput]
"""


WebhookFilterInput: TypeAlias = WebhookFilterAll | WebhookFilterAny
"""Filter for events that match all conditions, or any of them."""


class WebhookSubscriptionInput(TypedDict):
    """Subscription to one type of event.

    Keys:
        event_type: WebhookEventTypeInput
        filter: WebhookFilterInput | None
    """

    event_type: WebhookEventTypeInput
    """Type of the event."""
    filter: WebhookFilterInput | None
    """Filter for these events; `None` for all."""


class WebhookCreate(TypedDict):
    """A webhook to create.

    Keys:
        target_url: str
        subscriptions: Sequence[WebhookSubscriptionInput]
    """

    target_url: Annotated[str, Field(pattern="^https://.*")]
    """URL to deliver events to; must begin with `https://`."""
    subscriptions: Sequence[WebhookSubscriptionInput]
    """Events to subscribe to."""


class WebhookUpdate(TypedDict, total=False):
    """Changes to a webhook.

    Keys:
        target_url: str
        subscriptions: Sequence[WebhookSubscriptionInput]
    """

    target_url: Annotated[str, Field(pattern="^https://.*")]
    """URL to deliver events to; must begin with `https://`."""
    subscriptions: Sequence[WebhookSubscriptionInput]
    """Events to subscribe to, replacing the existing subscriptions."""


class ActivityEventId(StrictModel):
    """Id of the activity of an event."""

    workspace_id: str
    """Id of the workspace."""
    activity_id: str
    """Id of the activity."""


class ActivityCreatedEvent(StrictModel):
    """An activity was created."""

    event_type: Literal["activity.created"]
    """Always `activity.created`."""
    id: ActivityEventId
    """Id of the activity."""
    actor: Actor
    """Actor that caused the event."""


class ActivityUpdatedEvent(StrictModel):
    """An activity was changed, for example its name."""

    event_type: Literal["activity.updated"]
    """Always `activity.updated`."""
    id: ActivityEventId
    """Id of the activity."""
    actor: Actor
    """Actor that caused the event."""


class ActivityDeletedEvent(StrictModel):
    """An activity was deleted."""

    event_type: Literal["activity.deleted"]
    """Always `activity.deleted`."""
    id: ActivityEventId
    """Id of the activity."""
    actor: Actor
    """Actor that caused the event."""


class ActivityAttributeEventId(StrictModel):
    """Id of the attribute of an event."""

    workspace_id: str
    """Id of the workspace."""
    activity_id: str
    """Id of the activity the attribute belongs to."""
    attribute_id: str
    """Id of the attribute."""


class ActivityAttributeCreatedEvent(StrictModel):
    """An activity got a new attribute."""

    event_type: Literal["activity-attribute.created"]
    """Always `activity-attribute.created`."""
    id: ActivityAttributeEventId
    """Id of the attribute."""
    actor: Actor
    """Actor that caused the event."""


class ActivityAttributeUpdatedEvent(StrictModel):
    """An attribute of an activity was changed, for example its name."""

    event_type: Literal["activity-attribute.updated"]
    """Always `activity-attribute.updated`."""
    id: ActivityAttributeEventId
    """Id of the attribute."""
    actor: Actor
    """Actor that caused the event."""


class ActivityRecordEventId(StrictModel):
    """Id of the activity record of an event."""

    workspace_id: str
    """Id of the workspace."""
    activity_id: str
    """Id of the activity the record belongs to."""
    record_id: str
    """Id of the record."""


class ActivityRecordCreatedEvent(StrictModel):
    """An activity record was created."""

    event_type: Literal["activity-record.created"]
    """Always `activity-record.created`."""
    id: ActivityRecordEventId
    """Id of the activity record."""
    actor: Actor
    """Actor that caused the event."""


class ActivityRecordDeletedEvent(StrictModel):
    """An activity record was deleted."""

    event_type: Literal["activity-record.deleted"]
    """Always `activity-record.deleted`."""
    id: ActivityRecordEventId
    """Id of the activity record."""
    actor: Actor
    """Actor that caused the event."""


class CallRecordingEventId(StrictModel):
    """Id of the call recording of an event."""

    workspace_id: str
    """Id of the workspace."""
    meeting_id: str
    """Id of the meeting that was recorded."""
    call_recording_id: str
    """Id of the call recording."""


class CallRecordingCreatedEvent(StrictModel):
    """A call recording was completed, including its video."""

    event_type: Literal["call-recording.created"]
    """Always `call-recording.created`."""
    id: CallRecordingEventId
    """Id of the call recording."""
    actor: Actor
    """Actor that caused the event."""


class CommentEventId(StrictModel):
    """Id of the comment of an event."""

    workspace_id: str
    """Id of the workspace."""
    comment_id: str
    """Id of the comment."""


class CommentCreatedEvent(StrictModel):
    """A comment was created."""

    event_type: Literal["comment.created"]
    """Always `comment.created`."""
    id: CommentEventId
    """Id of the comment."""
    thread_id: str
    """Id of the thread of the comment."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record of the comment."""
    list_id: str | None
    """Id of the list if the comment is on a list entry, otherwise `None`."""
    entry_id: str | None
    """Id of the list entry if the comment is on one, otherwise `None`."""
    actor: Actor
    """Actor that caused the event."""


class CommentResolvedEvent(StrictModel):
    """A comment was resolved."""

    event_type: Literal["comment.resolved"]
    """Always `comment.resolved`."""
    id: CommentEventId
    """Id of the comment."""
    thread_id: str
    """Id of the thread of the comment."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record of the comment."""
    list_id: str | None
    """Id of the list if the comment is on a list entry, otherwise `None`."""
    entry_id: str | None
    """Id of the list entry if the comment is on one, otherwise `None`."""
    actor: Actor
    """Actor that caused the event."""


class CommentUnresolvedEvent(StrictModel):
    """A resolved comment was opened again."""

    event_type: Literal["comment.unresolved"]
    """Always `comment.unresolved`."""
    id: CommentEventId
    """Id of the comment."""
    thread_id: str
    """Id of the thread of the comment."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record of the comment."""
    list_id: str | None
    """Id of the list if the comment is on a list entry, otherwise `None`."""
    entry_id: str | None
    """Id of the list entry if the comment is on one, otherwise `None`."""
    actor: Actor
    """Actor that caused the event."""


class CommentDeletedEvent(StrictModel):
    """A comment was deleted."""

    event_type: Literal["comment.deleted"]
    """Always `comment.deleted`."""
    id: CommentEventId
    """Id of the comment."""
    thread_id: str
    """Id of the thread of the comment."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record of the comment."""
    list_id: str | None
    """Id of the list if the comment is on a list entry, otherwise `None`."""
    entry_id: str | None
    """Id of the list entry if the comment is on one, otherwise `None`."""
    actor: Actor
    """Actor that caused the event."""


class ListEventId(StrictModel):
    """Id of the list of an event."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list."""


class ListCreatedEvent(StrictModel):
    """A list was created."""

    event_type: Literal["list.created"]
    """Always `list.created`."""
    id: ListEventId
    """Id of the list."""
    actor: Actor
    """Actor that caused the event."""


class ListUpdatedEvent(StrictModel):
    """A list was changed, for example its name."""

    event_type: Literal["list.updated"]
    """Always `list.updated`."""
    id: ListEventId
    """Id of the list."""
    actor: Actor
    """Actor that caused the event."""


class ListDeletedEvent(StrictModel):
    """A list was deleted."""

    event_type: Literal["list.deleted"]
    """Always `list.deleted`."""
    id: ListEventId
    """Id of the list."""
    actor: Actor
    """Actor that caused the event."""


class ListAttributeEventId(StrictModel):
    """Id of the attribute of an event."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list the attribute belongs to."""
    attribute_id: str
    """Id of the attribute."""


class ListAttributeCreatedEvent(StrictModel):
    """A list got a new attribute."""

    event_type: Literal["list-attribute.created"]
    """Always `list-attribute.created`."""
    id: ListAttributeEventId
    """Id of the attribute."""
    actor: Actor
    """Actor that caused the event."""


class ListAttributeUpdatedEvent(StrictModel):
    """An attribute of a list was changed, for example its name."""

    event_type: Literal["list-attribute.updated"]
    """Always `list-attribute.updated`."""
    id: ListAttributeEventId
    """Id of the attribute."""
    actor: Actor
    """Actor that caused the event."""


class ListEntryEventId(StrictModel):
    """Id of the list entry of an event."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list that contains the entry."""
    entry_id: str
    """Id of the entry."""


class ListEntryCreatedEvent(StrictModel):
    """A record was added to a list."""

    event_type: Literal["list-entry.created"]
    """Always `list-entry.created`."""
    id: ListEntryEventId
    """Id of the list entry."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the parent record of the entry."""
    actor: Actor
    """Actor that caused the event."""


class ListEntryUpdatedEventId(StrictModel):
    """Ids of the list entry and of the attribute of an event."""

    workspace_id: str
    """Id of the workspace."""
    list_id: str
    """Id of the list that contains the entry."""
    entry_id: str
    """Id of the entry."""
    attribute_id: str
    """Id of the attribute whose value changed."""


class ListEntryUpdatedEvent(StrictModel):
    """A value of a list entry changed; there is one event per attribute."""

    event_type: Literal["list-entry.updated"]
    """Always `list-entry.updated`."""
    id: ListEntryUpdatedEventId
    """Ids of the list entry and of the attribute whose value changed."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the parent record of the entry."""
    actor: Actor
    """Actor that caused the event."""


class ListEntryDeletedEvent(StrictModel):
    """A record was removed from a list."""

    event_type: Literal["list-entry.deleted"]
    """Always `list-entry.deleted`."""
    id: ListEntryEventId
    """Id of the list entry."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the parent record of the entry."""
    actor: Actor
    """Actor that caused the event."""


class ObjectAttributeEventId(StrictModel):
    """Id of the attribute of an event."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object the attribute belongs to."""
    attribute_id: str
    """Id of the attribute."""


class ObjectAttributeCreatedEvent(StrictModel):
    """An object got a new attribute."""

    event_type: Literal["object-attribute.created"]
    """Always `object-attribute.created`."""
    id: ObjectAttributeEventId
    """Id of the attribute."""
    actor: Actor
    """Actor that caused the event."""


class ObjectAttributeUpdatedEvent(StrictModel):
    """An attribute of an object was changed, for example its name."""

    event_type: Literal["object-attribute.updated"]
    """Always `object-attribute.updated`."""
    id: ObjectAttributeEventId
    """Id of the attribute."""
    actor: Actor
    """Actor that caused the event."""


class NoteEventId(StrictModel):
    """Id of the note of an event."""

    workspace_id: str
    """Id of the workspace."""
    note_id: str
    """Id of the note."""


class NoteCreatedEvent(StrictModel):
    """A note was created."""

    event_type: Literal["note.created"]
    """Always `note.created`."""
    id: NoteEventId
    """Id of the note."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is attached to."""
    actor: Actor
    """Actor that caused the event."""


class NoteContentUpdatedEvent(StrictModel):
    """The text of a note was changed."""

    event_type: Literal["note-content.updated"]
    """Always `note-content.updated`."""
    id: NoteEventId
    """Id of the note."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is attached to."""
    actor: Actor
    """Actor that caused the event."""


class NoteUpdatedEvent(StrictModel):
    """The title of a note was changed."""

    event_type: Literal["note.updated"]
    """Always `note.updated`."""
    id: NoteEventId
    """Id of the note."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is attached to."""
    actor: Actor
    """Actor that caused the event."""


class NoteDeletedEvent(StrictModel):
    """A note was deleted."""

    event_type: Literal["note.deleted"]
    """Always `note.deleted`."""
    id: NoteEventId
    """Id of the note."""
    parent_object_id: str
    """Id of the object the record belongs to."""
    parent_record_id: str
    """Id of the record the note is attached to."""
    actor: Actor
    """Actor that caused the event."""


class RecordEventId(StrictModel):
    """Id of the record of an event."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record."""


class RecordCreatedEvent(StrictModel):
    """A record was created."""

    event_type: Literal["record.created"]
    """Always `record.created`."""
    id: RecordEventId
    """Id of the record."""
    actor: Actor
    """Actor that caused the event."""


class RecordMergedEvent(StrictModel):
    """Two records were merged into a new one; there is one event for each of the two."""

    event_type: Literal["record.merged"]
    """Always `record.merged`."""
    id: RecordEventId
    """Id of the new record."""
    duplicate_object_id: str
    """Id of the object the merged record belonged to."""
    duplicate_record_id: str
    """Id of one of the two records that were merged."""
    actor: Actor
    """Actor that caused the event."""


class RecordUpdatedEventId(StrictModel):
    """Ids of the record and of the attribute of an event."""

    workspace_id: str
    """Id of the workspace."""
    object_id: str
    """Id of the object the record belongs to."""
    record_id: str
    """Id of the record."""
    attribute_id: str
    """Id of the attribute whose value changed."""


class RecordUpdatedEvent(StrictModel):
    """A value of a record changed; there is one event per attribute.

    A change by a member is often followed by an automatic change (`actor.type` is `system`).
    """

    event_type: Literal["record.updated"]
    """Always `record.updated`."""
    id: RecordUpdatedEventId
    """Ids of the record and of the attribute whose value changed."""
    actor: Actor
    """Actor that caused the event."""


class RecordDeletedEvent(StrictModel):
    """A record was deleted."""

    event_type: Literal["record.deleted"]
    """Always `record.deleted`."""
    id: RecordEventId
    """Id of the record."""
    actor: Actor
    """Actor that caused the event."""


class TaskEventId(StrictModel):
    """Id of the task of an event."""

    workspace_id: str
    """Id of the workspace."""
    task_id: str
    """Id of the task."""


class TaskCreatedEvent(StrictModel):
    """A task was created."""

    event_type: Literal["task.created"]
    """Always `task.created`."""
    id: TaskEventId
    """Id of the task."""
    actor: Actor
    """Actor that caused the event."""


class TaskUpdatedEvent(StrictModel):
    """A task was changed, for example its deadline or assignees."""

    event_type: Literal["task.updated"]
    """Always `task.updated`."""
    id: TaskEventId
    """Id of the task."""
    actor: Actor
    """Actor that caused the event."""


class TaskDeletedEvent(StrictModel):
    """A task was deleted."""

    event_type: Literal["task.deleted"]
    """Always `task.deleted`."""
    id: TaskEventId
    """Id of the task."""
    actor: Actor
    """Actor that caused the event."""


class WorkspaceMemberEventId(StrictModel):
    """Id of the member of an event."""

    workspace_id: str
    """Id of the workspace."""
    workspace_member_id: str
    """Id of the member."""


class WorkspaceMemberCreatedEvent(StrictModel):
    """A member joined the workspace."""

    event_type: Literal["workspace-member.created"]
    """Always `workspace-member.created`."""
    id: WorkspaceMemberEventId
    """Id of the member."""
    actor: Actor
    """Actor that caused the event."""


class UnknownEvent(Unknown):
    """A `WebhookEvent` that this version does not know, or that has another form; see `raw`."""


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
"""An event; `event_type` distinguishes the variants."""


class WebhookPayload(Model):
    """The body of a delivery.

    Check its signature with `attio.webhooks.verify_signature` before you parse it. Events may arrive more than once
    and in any order. They contain ids, not values.
    """

    webhook_id: str
    """Id of the webhook."""
    events: list[WebhookEvent]
    """The events; currently always one."""


class WebhooksListResponse(Page[Webhook]):
    """Response to `webhooks.list`."""

    data: list[Webhook]
    """The webhooks of this page."""


class WebhooksCreateResponse(Envelope):
    """Response to `webhooks.create`."""

    data: WebhookWithSecret
    """The new webhook, with its secret."""


class WebhooksGetResponse(Envelope):
    """Response to `webhooks.get`."""

    data: Webhook
    """The webhook."""


class WebhooksUpdateResponse(Envelope):
    """Response to `webhooks.update`."""

    data: Webhook
    """The updated webhook."""
