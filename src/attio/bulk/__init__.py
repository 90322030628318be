"""Bulk jobs: writes of many rows, and exports of all records. See `client.bulk`."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.bulk.arrow import to_arrow
    from attio.bulk.bulk_options import BulkOptions
    from attio.bulk.checkpoint import CheckpointError
    from attio.bulk.client import Bulk
    from attio.bulk.exports import AsyncExport, Export
    from attio.bulk.files import read_rows, write_rows
    from attio.bulk.history import AsyncHistory, History, HistoryRow
    from attio.bulk.progress import ExportProgress
    from attio.bulk.report import BulkError, BulkReport
    from attio.bulk.results import BulkProgress, BulkResult
    from attio.bulk.rows import Row
else:
    from attio._support.lazy import lazy

    homes = {
        "arrow": "to_arrow",
        "bulk_options": "BulkOptions",
        "checkpoint": "CheckpointError",
        "client": "Bulk",
        "exports": "AsyncExport Export",
        "files": "read_rows write_rows",
        "history": "AsyncHistory History HistoryRow",
        "progress": "ExportProgress",
        "report": "BulkError BulkReport",
        "results": "BulkProgress BulkResult",
        "rows": "Row",
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = [
    "AsyncExport",
    "AsyncHistory",
    "Bulk",
    "BulkError",
    "BulkOptions",
    "BulkProgress",
    "BulkReport",
    "BulkResult",
    "CheckpointError",
    "Export",
    "ExportProgress",
    "History",
    "HistoryRow",
    "Row",
    "read_rows",
    "to_arrow",
    "write_rows",
]
