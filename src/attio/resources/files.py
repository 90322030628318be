# Generated from codegen/spec/files.yaml by `make generate`; edit that file instead.
"""The sub-client `client.files`."""

from __future__ import annotations

from attio.funcs.files import (
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
from attio.resources.base import Resource


class Files(Resource):
    """Files and folders of records.

    - `list`: List the files and folders of a record.
    - `create`: Create a folder, or connect a file or folder from other storage.
    - `upload`: Upload a file to a record.
    - `get`: Get what is known about a file or folder.
    - `delete`: Delete a file, or a folder with everything in it.
    - `download`: Download the content of a file.

    Each method has an `_async` twin.
    """

    list = files_list
    list_async = files_list_async
    create = files_create
    create_async = files_create_async
    upload = files_upload
    upload_async = files_upload_async
    get = files_get
    get_async = files_get_async
    delete = files_delete
    delete_async = files_delete_async
    download = files_download
    download_async = files_download_async
