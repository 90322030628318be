"""`App`: actions of people in Attio's app and of Attio itself, for which the API has no operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, cast

from attio._support.names import brief
from attio.sandbox.checks import check_body
from attio.sandbox.control.naming import ControlError, is_number, unknown
from attio.sandbox.control.tokens import find_member
from attio.sandbox.engine.apply import apply
from attio.sandbox.engine.collection import Collection
from attio.sandbox.engine.filters import compile_filter
from attio.sandbox.engine.lifecycle import delete_collection
from attio.sandbox.engine.plan import Write, find_attribute, parse_all
from attio.sandbox.errors import ApiError
from attio.sandbox.handlers.comments import Thread
from attio.sandbox.handlers.emails import CREATE as EMAIL
from attio.sandbox.handlers.emails import Protected, new_email
from attio.sandbox.handlers.meetings import CREATE, follow_meeting, new_meeting
from attio.sandbox.handlers.scim import Domain
from attio.sandbox.pipeline import Pipeline
from attio.sandbox.schema import STANDARD, enable_object
from attio.sandbox.store.changes import Changes
from attio.sandbox.store.rows import SYSTEM, Actor, Attribute, Member, ObjectRow, View
from attio.sandbox.timestamps import add_duration, has_time, parse_timestamp
from attio.sandbox.values import Place
from attio.sandbox.workspace import Plan, Workspace


def new_member(changes: Changes, first: str, last: str, address: str, level: str) -> Member:
    """Return a new member."""
    return Member(
        id=changes.workspace.new_id(),
        first_name=first,
        last_name=last,
        email_address=address,
        access_level=level,
        created_at=changes.now,
    )


def _control_error(error: ApiError) -> ControlError:
    """Convert an error of the API to a `ControlError` that names the invalid fields."""
    details: list[str] = []
    for issue in cast("Sequence[Mapping[str, object]]", error.extra.get("validation_errors", ())):
        path = ".".join(map(str, cast("list[object]", issue["path"])))
        details.append(f"{path.removeprefix('data.')}: {issue['message']}")
    return ControlError("; ".join(details) or error.message)


def _default_end(start: str) -> str:
    """Return the default end of a meeting: an hour after its start, or a day if it starts on a date."""
    moment = parse_timestamp(start)
    return add_duration(moment, "PT1H") if has_time(start) else add_duration(moment, "P1D")[:10]


class App:
    """Actions for which the API has no operation. Their actor is `system`, or a member for actions of members.

    Args:
        pipeline: The pipeline, which commits changes.
        workspace: The workspace to change, or its slug. Defaults to the first workspace.
    """

    def __init__(self, pipeline: Pipeline, workspace: Workspace | str | None = None) -> None:
        self._pipeline = pipeline
        self._reference = workspace

    def of(self, workspace: Workspace | str | None) -> App:
        """Return the actions for another workspace.

        Raises:
            ControlError: There is no such workspace. The message suggests the closest one.
        """
        return App(self._pipeline, self._pipeline.workspace(workspace).slug)

    @property
    def _workspace(self) -> Workspace:
        return self._pipeline.workspace(self._reference)

    def _owner(self, reference: str) -> Collection:
        workspace = self._workspace
        owner = workspace.object(reference) or workspace.collection("lists", reference)
        if owner is None:
            slugs = [known.api_slug for known in (*workspace.collections("objects"), *workspace.collections("lists"))]
            raise unknown("object or list", reference, slugs)
        return owner

    def enrich(self, object: str, record_id: str, values: Mapping[str, object]) -> None:
        """Set attributes of a record as Attio does from its own data. Read-only attributes can be set too.

        Args:
            object: Slug or id of the object.
            record_id: Id of the record.
            values: Values by slug of the attribute, in the form of a write request. An interaction has the form of a
                response.

        Raises:
            ControlError: There is no such object, record or attribute, or a value is invalid.
        """
        try:
            with self._pipeline.write(self._workspace, SYSTEM) as changes:
                owner = self._owner(object)
                record = owner.records.get(record_id)
                if record is None:
                    raise ControlError(f"{owner.api_slug} has no record {brief(record_id)}")
                writes = [self._enriched(owner, slug, raw) for slug, raw in values.items()]
                apply(changes, record, writes)
        except ApiError as error:
            raise ControlError(error.message) from error

    def _enriched(self, owner: Collection, slug: str, raw: object) -> Write:
        attribute = find_attribute(owner, slug)
        if attribute.is_derived:
            raise ControlError(f"{brief(slug)} is part of the record and cannot be set")
        return Write(attribute, parse_all(raw, Place(self._workspace, attribute, enriches=True)), "overwrite")

    def add_member(
        self, email_address: str, *, first_name: str = "", last_name: str = "", access_level: str = "member"
    ) -> str:
        """Add a member to the workspace, and return the member's id."""
        if access_level not in ("admin", "member", "suspended"):
            raise unknown("access level", access_level, ("admin", "member", "suspended"))
        address = email_address.strip().lower()
        with self._pipeline.write(self._workspace) as changes:
            if self._workspace.member(address) is not None:
                raise ControlError(f"a member with the address {brief(address)} already exists")
            member = new_member(changes, first_name, last_name, address, access_level)
            changes.put(member)
        return member.id

    def add_view(self, object: str, title: str, *, filter: Mapping[str, object] | None = None) -> str:
        """Add a view, and return its id.

        Args:
            object: Slug or id of the object or list.
            title: Title of the view.
            filter: Filter that a query with `filter_view_id` applies.
        """
        with self._pipeline.write(self._workspace) as changes:
            owner = self._owner(object)
            compile_filter(filter or {}, owner, self._workspace)
            view_id = self._workspace.new_id()
            changes.put(View(id=view_id, owner_id=owner.id, title=title, created_at=changes.now, filter=filter))
        return view_id

    def archive_view(self, view_id: str) -> None:
        """Archive a view. The API lists it only with `show_archived`."""
        with self._pipeline.write(self._workspace) as changes:
            view = self._workspace.table(View).get(view_id)
            if view is None:
                raise unknown("view", view_id, [known.id for known in self._workspace.table(View)])
            changes.put(replace(view, is_archived=True))

    def add_meeting(
        self,
        title: str,
        *,
        start: str | None = None,
        end: str | None = None,
        participants: Sequence[str] = (),
        description: str = "",
        linked_records: Sequence[Mapping[str, str]] = (),
        synced: bool = True,
    ) -> str:
        """Add a meeting as a synced calendar does, and return its id.

        Args:
            title: Title of the meeting.
            start: A timestamp such as `2026-03-05T09:00:00Z`, or a date for an all-day meeting. Defaults to now.
            end: End of the meeting, in the form of `start`. Defaults to an hour or a day after `start`.
            participants: E-mail addresses, starting with the organizer. Defaults to the first member of the workspace.
            description: Description of the meeting.
            linked_records: Records to link, each as `{"object": ..., "record_id": ...}`.
            synced: Whether the meeting is from a calendar. The API cannot delete such a meeting.

        Raises:
            ControlError: A time, an address or a record is invalid.
        """
        addresses = participants or [next(iter(self._workspace.table(Member))).email_address]
        start = start or self._workspace.now()
        key = "datetime" if has_time(start) else "date"
        content: dict[str, object] = {
            "title": title,
            "description": description,
            "is_all_day": key == "date",
            "start": {key: start},
            "participants": [
                {"is_organizer": position == 0, "status": "accepted", "email_address": address}
                for position, address in enumerate(addresses)
            ],
            "linked_records": [dict(link) for link in linked_records],
        }
        try:
            content["end"] = {key: end or _default_end(start)}
            with self._pipeline.write(self._workspace) as changes:
                meeting = new_meeting(changes, check_body(content, CREATE), SYSTEM, synced=synced)
                follow_meeting(self._pipeline.controls.states, self._workspace, meeting.id)
            return meeting.id
        except ValueError as error:
            raise ControlError(f"start={brief(start)} must be a timestamp or a date") from error
        except ApiError as error:
            raise _control_error(error) from error

    def add_email(
        self,
        subject_line: str | None,
        *,
        participants: Sequence[Mapping[str, str | None]],
        direction: Literal["inbound", "outbound"] = "inbound",
        sent_at: str | None = None,
    ) -> str:
        """Add an e-mail as a synced mailbox does, and return its id.

        Args:
            subject_line: Subject; None for an e-mail of a mailbox that shares only metadata.
            participants: Participants, each as `{"role": ..., "email_address": ..., "name": ...}`; `name` is optional.
                Roles are `from`, `reply-to`, `to`, `cc` and `bcc`.
            direction: Whether the workspace received or sent the e-mail.
            sent_at: A timestamp such as `2026-03-05T09:00:00Z`. Defaults to now.

        Raises:
            ControlError: The time, the direction, a role or an address is invalid.
        """
        content = {
            "subject_line": subject_line,
            "participants": [dict(participant) for participant in participants],
            "direction": direction,
            "sent_at": sent_at or self._workspace.now(),
        }
        try:
            with self._pipeline.write(self._workspace) as changes:
                return new_email(changes, check_body(content, EMAIL)).id
        except ApiError as error:
            raise _control_error(error) from error

    def protect_recipient(self, name: str) -> None:
        """Make an address or a domain a protected recipient, whose e-mails the API does not return."""
        with self._pipeline.write(self._workspace) as changes:
            changes.put(Protected(id=name.strip().lower()))

    def resolve_thread(self, thread_id: str, *, member: Member | str | None = None) -> None:
        """Resolve a thread as a member, by default the first one. The id of a thread is the id of its first comment."""
        self._set_resolved(thread_id, find_member(self._workspace, member).actor)

    def unresolve_thread(self, thread_id: str) -> None:
        """Reopen a resolved thread."""
        self._set_resolved(thread_id, None)

    def _set_resolved(self, thread_id: str, actor: Actor | None) -> None:
        with self._pipeline.write(self._workspace, actor or SYSTEM) as changes:
            thread = self._workspace.table(Thread).get(thread_id)
            if thread is None:
                raise unknown("thread", thread_id, [known.id for known in self._workspace.table(Thread)])
            changes.put(replace(thread, resolved_at=changes.now if actor else None, resolved_by=actor))

    def enable(self, object: str) -> str:
        """Enable a standard object such as users, workspaces or deals, or restore an archived object.

        Args:
            object: Slug of the object.

        Returns:
            The id of the object.

        Raises:
            ControlError: There is no standard or archived object with this slug.
        """
        workspace = self._workspace
        with self._pipeline.write(workspace) as changes:
            owner = workspace.object(object)
            if owner is not None:
                return owner.id
            archived = [row.api_slug for row in workspace.table(ObjectRow) if row.is_archived]
            if object not in (*archived, *STANDARD):
                raise unknown("standard or archived object", object, [*STANDARD, *archived])
            return enable_object(changes, object).id

    def archive_object(self, object: str) -> None:
        """Archive a custom object, or disable a standard object. The API does not find it until `enable`.

        The records of the object are kept, and no event is sent.

        Args:
            object: Slug or id of the object.

        Raises:
            ControlError: There is no such object, or it is people or companies, which are always enabled.
        """
        with self._pipeline.write(self._workspace) as changes:
            owner = self._workspace.object(object)
            if owner is None:
                raise unknown("object", object, [known.api_slug for known in self._workspace.collections("objects")])
            assert isinstance(owner.row, ObjectRow)  # noqa: S101 - rows of objects have this class
            if owner.row.is_standard and owner.api_slug in ("people", "companies"):
                raise ControlError(f"{owner.api_slug} cannot be disabled, only other objects can")
            changes.put(replace(owner.row, is_archived=True))

    def add_domain(self, name: str) -> None:
        """Add a verified domain. Users that SCIM creates with an address of it become members at once.

        Raises:
            ControlError: `name` is not a domain.
        """
        domain = name.strip().lower()
        if "@" in domain or "." not in domain.strip("."):
            raise ControlError(f"{brief(name)} is not a domain, such as 'acme.com'")
        with self._pipeline.write(self._workspace) as changes:
            changes.put(Domain(id=domain))

    def delete_list(self, reference: str) -> None:
        """Delete a list with its entries."""
        with self._pipeline.write(self._workspace) as changes:
            owner = self._workspace.collection("lists", reference)
            if owner is None:
                raise unknown("list", reference, [known.api_slug for known in self._workspace.collections("lists")])
            delete_collection(changes, owner)

    def reorder_options(self, object: str, attribute: str, titles: Sequence[str]) -> None:
        """Change the order of the options or statuses of an attribute.

        Args:
            object: Slug or id of the object or list.
            attribute: Slug or id of the attribute.
            titles: All titles, in the new order.
        """
        ranks = {title: rank for rank, title in enumerate(titles)}
        with self._pipeline.write(self._workspace) as changes:
            definition: Attribute | None = self._owner(object).attribute(attribute)
            if definition is None:
                raise unknown("attribute", attribute, [known.api_slug for known in self._owner(object)])
            if ranks.keys() != {choice.title for choice in definition.choices}:
                raise ControlError(f"titles must name all of {[choice.title for choice in definition.choices]!r}")
            choices = sorted(definition.choices, key=lambda choice: ranks[choice.title])
            changes.put(replace(definition, choices=tuple(choices)))

    def plan(self, *, billing: bool = True, quota: int | None = None) -> None:
        """Set the plan of the workspace.

        Args:
            billing: Whether paid features are included. Without them, their operations return `billing_error`.
            quota: Maximum number of custom objects; None for no limit.

        Raises:
            ControlError: `billing` is not a boolean, or `quota` is not a whole number.
        """
        if billing not in (True, False) or (quota is not None and not is_number(quota, whole=True)):
            raise ControlError(
                f"billing={brief(billing)} must be a boolean, quota={brief(quota)} a whole number or None"
            )
        self._pipeline.set_plan(self._workspace, Plan(billing, quota))
