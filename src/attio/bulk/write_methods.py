"""The methods of `client.bulk` that write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from typing_extensions import Unpack

from attio._call.operation import Caller
from attio._support.argument_types import check_text
from attio._support.lazy import lazy_module
from attio.bulk.bulk_options import BulkClient, BulkOptions
from attio.bulk.row_sources import AsyncRows, Rows
from attio.bulk.work import Work

if TYPE_CHECKING:
    from attio.bulk import report, runs
else:
    report, runs = lazy_module("attio.bulk.report"), lazy_module("attio.bulk.runs")

Resource: TypeAlias = Literal["records", "entries"]


class Writes:
    """Writes of many rows: as fast as the API allows, none lost, none made twice. Every method has an `_async` twin.

    Rows come from any iterable, read only as far as needed, and are mappings, pydantic models, dataclasses, typed
    records or `Row`s. An attribute that is absent is not written; None clears it.
    """

    _client: Caller

    def _write(self, work: Work, rows: Rows, how: BulkOptions) -> report.BulkReport:
        return runs.write(cast("BulkClient", self._client), work, rows, how)

    async def _write_async(self, work: Work, rows: AsyncRows, how: BulkOptions) -> report.BulkReport:
        return await runs.write_async(cast("BulkClient", self._client), work, rows, how)

    def assert_records(
        self, object: str, rows: Rows, *, matching_attribute: str, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update the records that match, and create the others.

        Args:
            object: Slug or id of the object.
            rows: Values of records, each with a value of the matching attribute.
            matching_attribute: Slug or id of the unique attribute that records are matched by.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            report = client.bulk.assert_records("companies", rows, matching_attribute="domains")
            print(report.created, report.updated, report.failed)
        """
        return self._write(_assert("records", object, matching_attribute), rows, how)

    async def assert_records_async(
        self, object: str, rows: AsyncRows, *, matching_attribute: str, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update the records that match, and create the others, on asyncio or trio; see `assert_records`.

        Example:
            report = await client.bulk.assert_records_async("companies", rows, matching_attribute="domains")
            print(report.created, report.updated, report.failed)
        """
        return await self._write_async(_assert("records", object, matching_attribute), rows, how)

    def assert_entries(self, list: str, rows: Rows, **how: Unpack[BulkOptions]) -> report.BulkReport:
        """Update the entries of records that are in a list, and add the others.

        Args:
            list: Slug or id of the list.
            rows: Values of entries, each with `parent_record_id` and `parent_object` beside them.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            rows = [{"parent_record_id": company_id, "parent_object": "companies", "stage": "Won"}]
            client.bulk.assert_entries("sales", rows)
        """
        return self._write(_assert("entries", list, None), rows, how)

    async def assert_entries_async(self, list: str, rows: AsyncRows, **how: Unpack[BulkOptions]) -> report.BulkReport:
        """Update the entries of records that are in a list, on asyncio or trio; see `assert_entries`.

        Example:
            rows = [{"parent_record_id": company_id, "parent_object": "companies", "stage": "Won"}]
            await client.bulk.assert_entries_async("sales", rows)
        """
        return await self._write_async(_assert("entries", list, None), rows, how)

    def create_records(
        self, object: str, rows: Rows, *, key: str | None = None, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Create a record for each row; none is created twice.

        Args:
            object: Slug or id of the object.
            rows: Values of records.
            key: Attribute that tells records apart, best a unique one: a record whose response was lost is looked for
                by it. Without a key, such a row is `unknown`, and not sent again.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            client.bulk.create_records("deals", rows, key="name")
        """
        return self._write(_create("records", object, key), rows, how)

    async def create_records_async(
        self, object: str, rows: AsyncRows, *, key: str | None = None, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Create a record for each row, on asyncio or trio; see `create_records`.

        Example:
            await client.bulk.create_records_async("deals", rows, key="name")
        """
        return await self._write_async(_create("records", object, key), rows, how)

    def create_entries(
        self, list: str, rows: Rows, *, key: str | None = None, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Create an entry for each row; none is created twice.

        Args:
            list: Slug or id of the list.
            rows: Values of entries, each with `parent_record_id` and `parent_object` beside them.
            key: Attribute that tells entries apart, or `parent_record_id`: an entry whose response was lost is looked
                for by it. Without a key, such a row is `unknown`, and not sent again.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            client.bulk.create_entries("sales", rows, key="parent_record_id")
        """
        return self._write(_create("entries", list, key), rows, how)

    async def create_entries_async(
        self, list: str, rows: AsyncRows, *, key: str | None = None, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Create an entry for each row, on asyncio or trio; see `create_entries`.

        Example:
            await client.bulk.create_entries_async("sales", rows, key="parent_record_id")
        """
        return await self._write_async(_create("entries", list, key), rows, how)

    def update_records(
        self, object: str, rows: Rows, *, append: bool = False, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update records by their ids.

        Args:
            object: Slug or id of the object.
            rows: Values of records, each with `record_id` beside them.
            append: Whether to add to multiselect attributes instead of replacing; such a request is never sent again
                when its effect is not known.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            client.bulk.update_records("people", [{"record_id": person_id, "job_title": "CEO"}])
        """
        return self._write(_update("records", object, append=append), rows, how)

    async def update_records_async(
        self, object: str, rows: AsyncRows, *, append: bool = False, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update records by their ids, on asyncio or trio; see `update_records`.

        Example:
            await client.bulk.update_records_async("people", [{"record_id": person_id, "job_title": "CEO"}])
        """
        return await self._write_async(_update("records", object, append=append), rows, how)

    def update_entries(
        self, list: str, rows: Rows, *, append: bool = False, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update entries by their ids.

        Args:
            list: Slug or id of the list.
            rows: Values of entries, each with `entry_id` beside them.
            append: Whether to add to multiselect attributes instead of replacing; such a request is never sent again
                when its effect is not known.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            client.bulk.update_entries("sales", [{"entry_id": entry_id, "stage": "Won"}])
        """
        return self._write(_update("entries", list, append=append), rows, how)

    async def update_entries_async(
        self, list: str, rows: AsyncRows, *, append: bool = False, **how: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update entries by their ids, on asyncio or trio; see `update_entries`.

        Example:
            await client.bulk.update_entries_async("sales", [{"entry_id": entry_id, "stage": "Won"}])
        """
        return await self._write_async(_update("entries", list, append=append), rows, how)

    def delete_records(self, object: str, ids: Rows, **how: Unpack[BulkOptions]) -> report.BulkReport:
        """Delete records.

        Args:
            object: Slug or id of the object.
            ids: Ids of records, or rows and records that have one.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            client.bulk.delete_records("people", ids)
        """
        return self._write(_delete("records", object), ids, how)

    async def delete_records_async(self, object: str, ids: AsyncRows, **how: Unpack[BulkOptions]) -> report.BulkReport:
        """Delete records, on asyncio or trio; see `delete_records`.

        Example:
            await client.bulk.delete_records_async("people", ids)
        """
        return await self._write_async(_delete("records", object), ids, how)

    def delete_entries(self, list: str, ids: Rows, **how: Unpack[BulkOptions]) -> report.BulkReport:
        """Delete entries, which removes their records from the list.

        Args:
            list: Slug or id of the list.
            ids: Ids of entries, or rows and entries that have one.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            client.bulk.delete_entries("sales", ids)
        """
        return self._write(_delete("entries", list), ids, how)

    async def delete_entries_async(self, list: str, ids: AsyncRows, **how: Unpack[BulkOptions]) -> report.BulkReport:
        """Delete entries, which removes their records from the list, on asyncio or trio; see `delete_entries`.

        Example:
            await client.bulk.delete_entries_async("sales", ids)
        """
        return await self._write_async(_delete("entries", list), ids, how)

    def run(
        self,
        operation: str | Callable[..., Any],
        rows: Rows,
        *,
        key: str | Callable[[Mapping[str, Any]], Any] | None = None,
        **how: Unpack[BulkOptions],
    ) -> report.BulkReport:
        """Call an operation for each row.

        Args:
            operation: Its name, such as `notes.create`, or a method, such as `client.tasks.update`; any but those that
                list or move a file.
            rows: Arguments of the call, by name.
            key: Argument, or function of the arguments, by which rows that must not overtake each other are known.
            **how: How to do it; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument cannot work; nothing was sent.
            CheckpointError: The checkpoint is of other work, or in use, and nothing was sent; or it cannot be written.
            AttioError: No row can succeed: the token or the target is wrong.

        Example:
            client.bulk.run("notes.create", rows)
        """
        return self._write(_operation(operation, key), rows, how)

    async def run_async(
        self,
        operation: str | Callable[..., Any],
        rows: AsyncRows,
        *,
        key: str | Callable[[Mapping[str, Any]], Any] | None = None,
        **how: Unpack[BulkOptions],
    ) -> report.BulkReport:
        """Call an operation for each row, on asyncio or trio; see `run`.

        Example:
            await client.bulk.run_async("notes.create", rows)
        """
        return await self._write_async(_operation(operation, key), rows, how)


def _assert(resource: Resource, target: str, matching: str | None) -> Work:
    _check_target(resource, target)
    return Work("assert", resource, target, matching, None, f"{resource}_assert")


def _create(resource: Resource, target: str, key: str | None) -> Work:
    _check_target(resource, target)
    return Work("create", resource, target, None, key, f"{resource}_create", is_repeatable=False)


def _delete(resource: Resource, target: str) -> Work:
    _check_target(resource, target)
    return Work("delete", resource, target, None, None, f"{resource}_delete")


def _update(resource: Resource, target: str, *, append: bool) -> Work:
    _check_target(resource, target)
    if append:
        function = "records_update_append" if resource == "records" else "entries_update_appending"
        return Work("append", resource, target, None, None, function, is_repeatable=False)
    return Work("update", resource, target, None, None, f"{resource}_update")


def _check_target(resource: Resource, target: str) -> None:
    if resource == "records":
        check_text("companies", object=target)
    else:
        check_text("sales", list=target)


def _operation(operation: str | Callable[..., Any], key: Any) -> Work:
    from attio.bulk.operations import work_of

    return work_of(operation, key)
