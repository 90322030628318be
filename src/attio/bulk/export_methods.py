"""The export methods of `client.bulk`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from typing_extensions import Unpack

from attio._call.operation import Caller
from attio._call.options import RequestOptions
from attio._support.argument_types import check_text
from attio._support.names import brief
from attio.bulk.export_checks import (
    LARGEST_NOTES_PAGE,
    LARGEST_PAGE,
    MAX_PARALLEL,
    checked_options,
    checked_slugs,
    export_arguments,
    offset_source,
    require_number,
    values_source,
)
from attio.bulk.exports import AsyncExport, Export
from attio.bulk.history import AsyncHistory, AsyncReads, AttributeRead, History, Reads
from attio.bulk.progress import ExportProgress
from attio.errors.base import InvalidRequestError
from attio.models.entries import Entry
from attio.models.notes import Note
from attio.models.records import Record
from attio.models.tasks import Task


class Exports:
    """Complete and resumable exports of all records, entries, notes or tasks."""

    _client: Caller

    def export_records(
        self,
        object: str,
        *,
        filter: Mapping[str, object] | None = None,
        changed_since: dt.datetime | None = None,
        attributes: Collection[str] | None = None,
        page_size: int = 500,
        parallel: int = 1,
        resume: str | None = None,
        on_progress: Callable[[ExportProgress], object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Export[Record]:
        """Export all records of an object, oldest first.

        Each record that exists during the whole export is returned exactly once, even if other records are created,
        changed or deleted meanwhile. A query with offsets does not guarantee this. The first page is read before the
        method returns.

        Scopes: `record_permission:read`, `object_configuration:read`.

        Args:
            object: Slug or id of the object.
            filter: Filter for the records, as for `records.query`.
            changed_since: Return only records that were created or had a value set since this time, which must have a
                time zone. All records are read nevertheless. The API does not show removed values, and deleted or
                merged records: use webhooks to detect them.
            attributes: Slugs of the attributes whose changes count for `changed_since`; all by default.
            page_size: Number of records per request; 500, the default, is the maximum.
            parallel: Number of parts of the object to read concurrently, at most 16. With several parts, the records
                are in order within each part only. Other programs share the rate limits of the API.
            resume: `token` of an export with the same arguments, to continue from its position.
            on_progress: Called with an `ExportProgress` at most every 0.2 seconds, and at the end.
            **options: Options of each request, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

        Returns:
            An iterator over the records, with `token`, `watermark` and `scanned`.

        Raises:
            InvalidRequestError: An argument is invalid.
            ValueError: `resume` is damaged, or belongs to an export with other arguments.
            AttioSDKError: A page could not be read. The `token` of the iterator remains valid.

        Example:
            walk = client.bulk.export_records("companies")
            for company in walk:
                print(company.first("name", str))
            print(walk.watermark)  # pass it as `changed_since` next time
        """
        source = values_source("records_query", object, "record_id", filter_=filter, size=page_size, options=options)
        arguments = export_arguments(
            changed_since, attributes, parallel=parallel, resume=resume, on_progress=on_progress
        )
        return Export(self._client, source, **arguments)

    async def export_records_async(
        self,
        object: str,
        *,
        filter: Mapping[str, object] | None = None,
        changed_since: dt.datetime | None = None,
        attributes: Collection[str] | None = None,
        page_size: int = 500,
        parallel: int = 1,
        resume: str | None = None,
        on_progress: Callable[[ExportProgress], object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncExport[Record]:
        """Export all records of an object, oldest first; see `export_records`.

        Example:
            async for company in await client.bulk.export_records_async("companies"):
                print(company.first("name", str))
        """
        source = values_source("records_query", object, "record_id", filter_=filter, size=page_size, options=options)
        arguments = export_arguments(
            changed_since, attributes, parallel=parallel, resume=resume, on_progress=on_progress
        )
        return await AsyncExport[Any](self._client, source, **arguments).begin()

    def export_entries(
        self,
        list: str,
        *,
        filter: Mapping[str, object] | None = None,
        changed_since: dt.datetime | None = None,
        attributes: Collection[str] | None = None,
        page_size: int = 500,
        parallel: int = 1,
        resume: str | None = None,
        on_progress: Callable[[ExportProgress], object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Export[Entry]:
        """Export all entries of a list, oldest first. See `export_records` for the arguments.

        Scopes: `list_entry:read`, `list_configuration:read`.

        Example:
            for entry in client.bulk.export_entries("sales"):
                print(entry.parent_record_id)
        """
        source = values_source("entries_query", list, "entry_id", filter_=filter, size=page_size, options=options)
        arguments = export_arguments(
            changed_since, attributes, parallel=parallel, resume=resume, on_progress=on_progress
        )
        return Export(self._client, source, **arguments)

    async def export_entries_async(
        self,
        list: str,
        *,
        filter: Mapping[str, object] | None = None,
        changed_since: dt.datetime | None = None,
        attributes: Collection[str] | None = None,
        page_size: int = 500,
        parallel: int = 1,
        resume: str | None = None,
        on_progress: Callable[[ExportProgress], object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncExport[Entry]:
        """Export all entries of a list, oldest first. See `export_records` for the arguments.

        Example:
            async for entry in await client.bulk.export_entries_async("sales"):
                print(entry.parent_record_id)
        """
        source = values_source("entries_query", list, "entry_id", filter_=filter, size=page_size, options=options)
        arguments = export_arguments(
            changed_since, attributes, parallel=parallel, resume=resume, on_progress=on_progress
        )
        return await AsyncExport[Any](self._client, source, **arguments).begin()

    def export_notes(
        self,
        *,
        parent_object: str | None = None,
        parent_record_id: str | None = None,
        page_size: int = 50,
        resume: str | None = None,
        on_progress: Callable[[ExportProgress], object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Export[Note]:
        """Export all notes.

        The API returns notes by offset. If notes are deleted during the export, it detects this and steps back, so no
        note is missed as long as the API does not change the order.

        Scopes: `note:read`, `object_configuration:read`, `record_permission:read`.

        Args:
            parent_object: Slug or id of the object of `parent_record_id`.
            parent_record_id: Read only the notes of this record.
            page_size: Number of notes per request; 50, the default, is the maximum.
            resume: `token` of an export with the same arguments, to continue from its position.
            on_progress: Called with an `ExportProgress` at most every 0.2 seconds, and at the end.
            **options: Options of each request, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

        Returns:
            An iterator over the notes, with `token`, `watermark` and `scanned`.

        Raises:
            InvalidRequestError: An argument is invalid.
            ValueError: `resume` is damaged, or belongs to an export with other arguments.
            AttioSDKError: A page could not be read. The `token` of the iterator remains valid.

        Example:
            for note in client.bulk.export_notes():
                print(note.title)
        """
        given = {"parent_object": parent_object, "parent_record_id": parent_record_id}
        source = offset_source("notes_list", "note_id", given, size=page_size, most=LARGEST_NOTES_PAGE, options=options)
        arguments = export_arguments(resume=resume, on_progress=on_progress)
        return Export(self._client, source, **arguments)

    async def export_notes_async(
        self,
        *,
        parent_object: str | None = None,
        parent_record_id: str | None = None,
        page_size: int = 50,
        resume: str | None = None,
        on_progress: Callable[[ExportProgress], object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncExport[Note]:
        """Export all notes; see `export_notes`.

        Example:
            async for note in await client.bulk.export_notes_async():
                print(note.title)
        """
        given = {"parent_object": parent_object, "parent_record_id": parent_record_id}
        source = offset_source("notes_list", "note_id", given, size=page_size, most=LARGEST_NOTES_PAGE, options=options)
        arguments = export_arguments(resume=resume, on_progress=on_progress)
        return await AsyncExport[Any](self._client, source, **arguments).begin()

    def export_tasks(
        self,
        *,
        linked_object: str | None = None,
        linked_record_id: str | None = None,
        is_completed: bool | None = None,
        page_size: int = 500,
        resume: str | None = None,
        on_progress: Callable[[ExportProgress], object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> Export[Task]:
        """Export all tasks, oldest first.

        The API returns tasks by offset. If tasks are deleted during the export, it detects this and steps back, so no
        task is missed.

        Scopes: `task:read`, `object_configuration:read`, `record_permission:read`, `user_management:read`.

        Args:
            linked_object: Slug or id of the object of `linked_record_id`.
            linked_record_id: Read only the tasks of this record.
            is_completed: Whether to read completed tasks only, or open tasks only; both by default.
            page_size: Number of tasks per request; 500, the default, is the maximum.
            resume: `token` of an export with the same arguments, to continue from its position.
            on_progress: Called with an `ExportProgress` at most every 0.2 seconds, and at the end.
            **options: Options of each request, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

        Returns:
            An iterator over the tasks, with `token`, `watermark` and `scanned`.

        Raises:
            InvalidRequestError: An argument is invalid.
            ValueError: `resume` is damaged, or belongs to an export with other arguments.
            AttioSDKError: A page could not be read. The `token` of the iterator remains valid.

        Example:
            for task in client.bulk.export_tasks(is_completed=False):
                print(task.content_plaintext)
        """
        given = {"linked_object": linked_object, "linked_record_id": linked_record_id, "is_completed": is_completed}
        source = offset_source("tasks_list", "task_id", given, size=page_size, most=LARGEST_PAGE, options=options)
        arguments = export_arguments(resume=resume, on_progress=on_progress)
        return Export(self._client, source, **arguments)

    async def export_tasks_async(
        self,
        *,
        linked_object: str | None = None,
        linked_record_id: str | None = None,
        is_completed: bool | None = None,
        page_size: int = 500,
        resume: str | None = None,
        on_progress: Callable[[ExportProgress], object] | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncExport[Task]:
        """Export all tasks, oldest first; see `export_tasks`.

        Example:
            async for task in await client.bulk.export_tasks_async(is_completed=False):
                print(task.content_plaintext)
        """
        given = {"linked_object": linked_object, "linked_record_id": linked_record_id, "is_completed": is_completed}
        source = offset_source("tasks_list", "task_id", given, size=page_size, most=LARGEST_PAGE, options=options)
        arguments = export_arguments(resume=resume, on_progress=on_progress)
        return await AsyncExport[Any](self._client, source, **arguments).begin()

    def export_history(
        self,
        object: str,
        attributes: Collection[str],
        *,
        record_ids: Iterable[str] | None = None,
        concurrency: int = 8,
        **options: Unpack[RequestOptions],
    ) -> History:
        """Export the former and current values of attributes, for some or all records.

        Sends one request per record and attribute.

        Scopes: `record_permission:read`, `object_configuration:read`.

        Args:
            object: Slug or id of the object.
            attributes: Slugs or ids of the attributes. Attributes that Attio sets, such as enriched attributes and
                interactions, have no history.
            record_ids: Ids of the records; None, the default, for all records.
            concurrency: Number of concurrent requests, at most 16.
            **options: Options of each request, such as `timeout_ms` and `retries`; see `attio.RequestOptions`.

        Returns:
            An iterator over `HistoryRow`s, record by record, oldest values first.

        Raises:
            InvalidRequestError: An argument is invalid.
            AttioSDKError: Values could not be read, for example because the attribute has no history.

        Example:
            for row in client.bulk.export_history("deals", ["stage"]):
                print(row.record_id, row.value, row.active_from)
        """
        reads = self._history_reads(object, attributes, record_ids, concurrency, options)
        every = self.export_records(object, **options) if record_ids is None else None
        return History(Reads(every, record_ids or (), reads), concurrency)

    async def export_history_async(
        self,
        object: str,
        attributes: Collection[str],
        *,
        record_ids: Iterable[str] | None = None,
        concurrency: int = 8,
        **options: Unpack[RequestOptions],
    ) -> AsyncHistory:
        """Export the former and current values of attributes, for some or all records; see `export_history`.

        Example:
            async for row in await client.bulk.export_history_async("deals", ["stage"]):
                print(row.record_id, row.value, row.active_from)
        """
        reads = self._history_reads(object, attributes, record_ids, concurrency, options)
        every = await self.export_records_async(object, **options) if record_ids is None else None
        return await AsyncHistory(AsyncReads(every, record_ids or (), reads), concurrency).begin()

    def _history_reads(
        self, object: str, attributes: object, record_ids: object, concurrency: int, options: object
    ) -> Callable[[str], list[AttributeRead]]:
        require_number("concurrency", concurrency, 1, MAX_PARALLEL)
        slugs = checked_slugs(attributes)
        check_text("companies", object=object)
        if record_ids is not None and not isinstance(record_ids, Iterable):
            raise InvalidRequestError(f"record_ids is a list of ids, not {brief(record_ids)}")
        if isinstance(record_ids, str):
            raise InvalidRequestError(f"record_ids must be a list of ids: pass [{brief(record_ids)}]")
        given = checked_options("history", options)
        return lambda record_id: [AttributeRead(self._client, object, record_id, one, given) for one in slugs]
