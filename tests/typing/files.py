from __future__ import annotations

import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from typing_extensions import assert_type

from attio import Attio, AttioCore, FileDownload
from attio.funcs import (
    files_create,
    files_create_async,
    files_delete,
    files_delete_async,
    files_download,
    files_download_async,
    files_get,
    files_get_async,
    files_list,
    files_list_async,
    files_upload,
    files_upload_async,
)
from attio.models import (
    ConnectedFile,
    ConnectedFolder,
    CreateFolder,
    EmptyResponse,
    File,
    FileEntry,
    FilesCreateResponse,
    FilesGetResponse,
    FilesListResponse,
    FilesUploadResponse,
    Folder,
    UnknownFile,
)

WHO = "293a4b5c-6d7e-4f80-91a2-0304050607c1"
FOLDER: CreateFolder = {"object": "people", "record_id": WHO, "file_type": "folder", "name": "Offers"}


def pieces() -> Iterator[bytes]:
    yield b""


async def pieces_async() -> AsyncIterator[bytes]:
    yield b""


def methods(client: Attio) -> None:
    sub = client.files
    assert_type(sub.list(object="people", record_id=WHO, storage_provider="box"), FilesListResponse)
    assert_type(sub.create(body=FOLDER), FilesCreateResponse)
    assert_type(sub.upload(file=Path("a.pdf"), object="people", record_id=WHO), FilesUploadResponse)
    assert_type(sub.get(WHO), FilesGetResponse)
    assert_type(sub.delete(WHO), EmptyResponse)
    assert_type(sub.download(WHO), FileDownload)


async def async_methods(client: Attio) -> None:
    sub = client.files
    assert_type(await sub.list_async(object="people", record_id=WHO), FilesListResponse)
    assert_type(
        await sub.create_async(
            body={
                "object": "people",
                "record_id": WHO,
                "file_type": "connected-file",
                "storage_provider": "box",
                "external_provider_file_id": "7",
            }
        ),
        FilesCreateResponse,
    )
    assert_type(await sub.upload_async(file=pieces_async(), object="people", record_id=WHO), FilesUploadResponse)
    assert_type(await sub.get_async(WHO), FilesGetResponse)
    assert_type(await sub.delete_async(WHO), EmptyResponse)
    assert_type(await sub.download_async(WHO), FileDownload)


def functions(client: AttioCore) -> None:
    assert_type(files_list(client, object="people", record_id=WHO, max_items=3), FilesListResponse)
    assert_type(files_create(client, body=FOLDER), FilesCreateResponse)
    assert_type(files_upload(client, file=("a.txt", b""), object="people", record_id=WHO), FilesUploadResponse)
    assert_type(files_get(client, WHO), FilesGetResponse)
    assert_type(files_delete(client, WHO), EmptyResponse)
    assert_type(files_download(client, WHO), FileDownload)


async def async_functions(client: AttioCore) -> None:
    assert_type(await files_list_async(client, object="people", record_id=WHO), FilesListResponse)
    assert_type(await files_create_async(client, body=FOLDER), FilesCreateResponse)
    assert_type(
        await files_upload_async(client, file=("a", b"", "text/plain"), object="people", record_id=WHO),
        FilesUploadResponse,
    )
    assert_type(await files_get_async(client, WHO), FilesGetResponse)
    assert_type(await files_delete_async(client, WHO), EmptyResponse)
    assert_type(await files_download_async(client, WHO), FileDownload)


def sources(client: Attio, path: Path, opened: io.BufferedReader) -> None:
    """Every kind of source can be uploaded without a cast."""
    for file in (path, opened, io.BytesIO(), b"", bytearray(), pieces(), [b"", b""]):
        client.files.upload(file=file, object="people", record_id=WHO)
        client.files.upload(file=("name", file), object="people", record_id=WHO)
        client.files.upload(file=("name", file, None), object="people", record_id=WHO)
    with path.open("rb") as file:
        client.files.upload(file=file, object="people", record_id=WHO)


def results(client: Attio) -> None:
    match client.files.get(WHO).data:
        case File(content_size=size):
            assert_type(size, int | None)
        case Folder(name=name):
            assert_type(name, str)
        case ConnectedFile(microsoft_drive_id=drive) | ConnectedFolder(microsoft_drive_id=drive):
            assert_type(drive, str | None)
        case UnknownFile(raw=raw):
            assert_type(list(raw), list[str])
    assert_type(client.files.upload(file=b"", object="people", record_id=WHO).data, File)
    with client.files.download(WHO) as download:
        assert_type(download, FileDownload)
        assert_type(download.read(), bytes)
        assert_type(download.save("folder"), Path)
        assert_type(download.name, str | None)


async def pages(client: Attio) -> None:
    for entry in client.files.list(object="people", record_id=WHO):
        assert_type(entry, FileEntry)
    async for entry in await client.files.list_async(object="people", record_id=WHO):
        assert_type(entry, FileEntry)
    async with await client.files.download_async(WHO) as download:
        assert_type(await download.read_async(), bytes)
        assert_type(await download.save_async(Path("folder")), Path)
        async for piece in download.iter_bytes_async():
            assert_type(piece, bytes)
