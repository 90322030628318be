# Generated from codegen/spec/files.yaml by `make generate`; edit that file instead.
"""Commands of `attio-crm files`."""

from __future__ import annotations

from attio.cli.data import Command, Parameter

COMMANDS: dict[str, Command] = {
    "list": Command(
        call="files.list",
        name="files.list",
        summary="List the files and folders of a record.",
        text=(
            "Includes files and folders connected from external storage. Without `parent_folder_id`, the contents of folders are included, at any depth.",
            "Beta: may still change.",
            "Scopes: `object_configuration:read`, `record_permission:read`, `file:read`.",
            "Token level: workspace or user.",
        ),
        paged=True,
        parameters=(
            Parameter("object", "query", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "query", "text", True, "Id of the record whose files to list."),
            Parameter(
                "storage_provider",
                "query",
                "choice",
                False,
                "List only files and folders in this storage.",
                ("attio", "dropbox", "box", "google-drive", "microsoft-onedrive"),
            ),
            Parameter("parent_folder_id", "query", "text", False, "Id of a folder; list only its direct contents."),
            Parameter(
                "limit",
                "query",
                "integer",
                False,
                "Maximum number of files and folders per page, 1 to 200; 50 by default.",
            ),
            Parameter(
                "cursor",
                "query",
                "text",
                False,
                "Cursor of the page to return: `pagination.next_cursor` of the previous page.",
            ),
        ),
    ),
    "create": Command(
        call="files.create",
        name="files.create",
        summary="Create a folder, or connect a file or folder from external storage.",
        text=(
            "`file_type` selects what to create: a `folder` in Attio, or a `connected-file` or `connected-folder` in Dropbox, Box, Google Drive or Microsoft OneDrive. To store a file in Attio, use `files.upload`.",
            "Beta: may still change.",
            "Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        parameters=(
            Parameter("body", "body", "json", True, "The folder to create, or the file or folder to connect."),
        ),
    ),
    "upload": Command(
        call="files.upload",
        name="files.upload",
        summary="Upload a file to a record.",
        text=(
            "The maximum size is 50 MB. The file is streamed, not loaded into memory.",
            "Beta: may still change.",
            "Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
            "Rate limit: 1 request per second.",
        ),
        writes=True,
        parameters=(
            Parameter(
                "file",
                "body",
                "file",
                True,
                "The file: a path, bytes, a file opened in binary mode, an iterable of bytes, or a tuple `(name, content)` or `(name, content, type)`. At most 50 MB.",
            ),
            Parameter("object", "body", "text", True, "Slug or id of the object the record belongs to."),
            Parameter("record_id", "body", "text", True, "Id of the record to attach the file to."),
            Parameter("parent_folder_id", "body", "text", False, "Id of the parent folder; none by default."),
        ),
    ),
    "get": Command(
        call="files.get",
        name="files.get",
        summary="Get the metadata of a file or folder.",
        text=(
            "To get the content of a file, use `files.download`.",
            "Beta: may still change.",
            "Scopes: `file:read`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        parameters=(Parameter("file_id", "path", "text", True, "Id of the file or folder."),),
    ),
    "delete": Command(
        call="files.delete",
        name="files.delete",
        summary="Delete a file, or a folder with its contents.",
        text=(
            "Beta: may still change.",
            "Scopes: `file:read-write`, `object_configuration:read`, `record_permission:read`.",
            "Token level: workspace or user.",
        ),
        writes=True,
        irreversible=True,
        parameters=(Parameter("file_id", "path", "text", True, "Id of the file or folder to delete."),),
    ),
    "download": Command(
        call="files.download",
        name="files.download",
        summary="Download the content of a file.",
        text=(
            "Attio responds with a signed link to the content. The SDK requests the link, without the token, when you read the download.",
            "Beta: may still change.",
            "Scopes: `object_configuration:read`, `record_permission:read`, `file:read`.",
            "Token level: workspace or user.",
        ),
        downloads=True,
        parameters=(Parameter("file_id", "path", "text", True, "Id of the file."),),
    ),
}
