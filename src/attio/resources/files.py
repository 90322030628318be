# Generated from codegen/spec/files.yaml by `make generate`; edit that file instead.
"""The sub-client `client.files`."""

from __future__ import annotations

from attio.funcs import files as functions
from attio.resources.base import Resource


class Files(Resource):
    """Files and folders of records.

    - `list`: List the files and folders of a record.
    - `create`: Create a folder, or connect a file or folder from external storage.
    - `upload`: Upload a file to a record.
    - `get`: Get the metadata of a file or folder.
    - `delete`: Delete a file, or a folder with its contents.
    - `download`: Download the content of a file.

    Each method has an `_async` twin.
    """

    list = functions.files_list
    list_async = functions.files_list_async
    create = functions.files_create
    create_async = functions.files_create_async
    upload = functions.files_upload
    upload_async = functions.files_upload_async
    get = functions.files_get
    get_async = functions.files_get_async
    delete = functions.files_delete
    delete_async = functions.files_delete_async
    download = functions.files_download
    download_async = functions.files_download_async
