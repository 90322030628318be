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
    """Writes of many rows, as fast as the API allows. Each method has an `_async` variant.

    No row is lost, and no item is created twice. Rows are mappings, pydantic models, dataclasses, typed records or
    `Row`s, from any iterable, which is read only as far as needed. Attributes that a row does not contain are not
    changed; None clears an attribute.
    """

    _client: Caller

    def _write(self, work: Work, rows: Rows, options: BulkOptions) -> report.BulkReport:
        return runs.write(cast("BulkClient", self._client), work, rows, options)

    async def _write_async(self, work: Work, rows: AsyncRows, options: BulkOptions) -> report.BulkReport:
        return await runs.write_async(cast("BulkClient", self._client), work, rows, options)

    def assert_records(
        self, object: str, rows: Rows, *, matching_attribute: str, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update the records that match, and create the others.

        Args:
            object: Slug or id of the object.
            rows: Values of the records, each with a value for the matching attribute.
            matching_attribute: Slug or id of the unique attribute to match by.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            report = client.bulk.assert_records("companies", rows, matching_attribute="domains")
            print(report.created, report.updated, report.failed)
        """
        return self._write(_assert("records", object, matching_attribute), rows, options)

    async def assert_records_async(
        self, object: str, rows: AsyncRows, *, matching_attribute: str, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update the records that match, and create the others, on asyncio or trio; see `assert_records`.

        Example:
            report = await client.bulk.assert_records_async("companies", rows, matching_attribute="domains")
            print(report.created, report.updated, report.failed)
        """
        return await self._write_async(_assert("records", object, matching_attribute), rows, options)

    def assert_entries(self, list: str, rows: Rows, **options: Unpack[BulkOptions]) -> report.BulkReport:
        """Update the list entries of records, and add the records that are not in the list.

        Args:
            list: Slug or id of the list.
            rows: Values of the entries, each with `parent_record_id` and `parent_object`.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            rows = [{"parent_record_id": company_id, "parent_object": "companies", "stage": "Won"}]
            client.bulk.assert_entries("sales", rows)
        """
        return self._write(_assert("entries", list, None), rows, options)

    async def assert_entries_async(
        self, list: str, rows: AsyncRows, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update the list entries of records, on asyncio or trio; see `assert_entries`.

        Example:
            rows = [{"parent_record_id": company_id, "parent_object": "companies", "stage": "Won"}]
            await client.bulk.assert_entries_async("sales", rows)
        """
        return await self._write_async(_assert("entries", list, None), rows, options)

    def create_records(
        self, object: str, rows: Rows, *, key: str | None = None, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Create a record for each row. No record is created twice.

        Args:
            object: Slug or id of the object.
            rows: Values of the records.
            key: Attribute that identifies a record, preferably a unique one. If the response to a row is lost, the
                record is searched for by its key. Without a key, the outcome of such a row is `unknown`, and it is
                not sent again.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            client.bulk.create_records("deals", rows, key="name")
        """
        return self._write(_create("records", object, key), rows, options)

    async def create_records_async(
        self, object: str, rows: AsyncRows, *, key: str | None = None, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Create a record for each row, on asyncio or trio; see `create_records`.

        Example:
            await client.bulk.create_records_async("deals", rows, key="name")
        """
        return await self._write_async(_create("records", object, key), rows, options)

    def create_entries(
        self, list: str, rows: Rows, *, key: str | None = None, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Create an entry for each row. No entry is created twice.

        Args:
            list: Slug or id of the list.
            rows: Values of the entries, each with `parent_record_id` and `parent_object`.
            key: Attribute that identifies an entry, or `parent_record_id`. If the response to a row is lost, the entry
                is searched for by its key. Without a key, the outcome of such a row is `unknown`, and it is not sent
                again.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            client.bulk.create_entries("sales", rows, key="parent_record_id")
        """
        return self._write(_create("entries", list, key), rows, options)

    async def create_entries_async(
        self, list: str, rows: AsyncRows, *, key: str | None = None, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Create an entry for each row, on asyncio or trio; see `create_entries`.

        Example:
            await client.bulk.create_entries_async("sales", rows, key="parent_record_id")
        """
        return await self._write_async(_create("entries", list, key), rows, options)

    def update_records(
        self, object: str, rows: Rows, *, append: bool = False, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update records by id.

        Args:
            object: Slug or id of the object.
            rows: Values of the records, each with `record_id`.
            append: Whether to add values to multiselect attributes instead of replacing them. Such a request is not
                sent again if its effect is not known.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            client.bulk.update_records("people", [{"record_id": person_id, "job_title": "CEO"}])
        """
        return self._write(_update("records", object, append=append), rows, options)

    async def update_records_async(
        self, object: str, rows: AsyncRows, *, append: bool = False, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update records by id, on asyncio or trio; see `update_records`.

        Example:
            await client.bulk.update_records_async("people", [{"record_id": person_id, "job_title": "CEO"}])
        """
        return await self._write_async(_update("records", object, append=append), rows, options)

    def update_entries(
        self, list: str, rows: Rows, *, append: bool = False, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update entries by id.

        Args:
            list: Slug or id of the list.
            rows: Values of the entries, each with `entry_id`.
            append: Whether to add values to multiselect attributes instead of replacing them. Such a request is not
                sent again if its effect is not known.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            client.bulk.update_entries("sales", [{"entry_id": entry_id, "stage": "Won"}])
        """
        return self._write(_update("entries", list, append=append), rows, options)

    async def update_entries_async(
        self, list: str, rows: AsyncRows, *, append: bool = False, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Update entries by id, on asyncio or trio; see `update_entries`.

        Example:
            await client.bulk.update_entries_async("sales", [{"entry_id": entry_id, "stage": "Won"}])
        """
        return await self._write_async(_update("entries", list, append=append), rows, options)

    def delete_records(self, object: str, ids: Rows, **options: Unpack[BulkOptions]) -> report.BulkReport:
        """Delete records.

        Args:
            object: Slug or id of the object.
            ids: Ids of the records, or records, or rows with `record_id`.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            client.bulk.delete_records("people", ids)
        """
        return self._write(_delete("records", object), ids, options)

    async def delete_records_async(
        self, object: str, ids: AsyncRows, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Delete records, on asyncio or trio; see `delete_records`.

        Example:
            await client.bulk.delete_records_async("people", ids)
        """
        return await self._write_async(_delete("records", object), ids, options)

    def delete_entries(self, list: str, ids: Rows, **options: Unpack[BulkOptions]) -> report.BulkReport:
        """Delete entries, which removes their records from the list.

        Args:
            list: Slug or id of the list.
            ids: Ids of the entries, or entries, or rows with `entry_id`.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            client.bulk.delete_entries("sales", ids)
        """
        return self._write(_delete("entries", list), ids, options)

    async def delete_entries_async(
        self, list: str, ids: AsyncRows, **options: Unpack[BulkOptions]
    ) -> report.BulkReport:
        """Delete entries, which removes their records from the list, on asyncio or trio; see `delete_entries`.

        Example:
            await client.bulk.delete_entries_async("sales", ids)
        """
        return await self._write_async(_delete("entries", list), ids, options)

    def run(
        self,
        operation: str | Callable[..., Any],
        rows: Rows,
        *,
        key: str | Callable[[Mapping[str, Any]], Any] | None = None,
        **options: Unpack[BulkOptions],
    ) -> report.BulkReport:
        """Call an operation for each row.

        Args:
            operation: Name of the operation, such as `notes.create`, or a method, such as `client.tasks.update`.
                Operations that return lists or transfer files are not allowed.
            rows: Arguments of each call, by name.
            key: Name of an argument, or a function of the arguments. Rows with the same key are sent in order.
            **options: Options of the run; see `attio.bulk.BulkOptions`.

        Returns:
            The outcome of each row.

        Raises:
            InvalidRequestError: An argument is invalid. Nothing was sent.
            CheckpointError: The checkpoint belongs to other work or is in use, or it cannot be written.
            AttioError: No row can succeed, because the token or the target is wrong.

        Example:
            client.bulk.run("notes.create", rows)
        """
        return self._write(_operation(operation, key), rows, options)

    async def run_async(
        self,
        operation: str | Callable[..., Any],
        rows: AsyncRows,
        *,
        key: str | Callable[[Mapping[str, Any]], Any] | None = None,
        **options: Unpack[BulkOptions],
    ) -> report.BulkReport:
        """Call an operation for each row, on asyncio or trio; see `run`.

        Example:
            await client.bulk.run_async("notes.create", rows)
        """
        return await self._write_async(_operation(operation, key), rows, options)


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
