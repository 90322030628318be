"""Jobs that take many calls, such as exports; see `client.bulk`."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio.bulk.client import Bulk
    from attio.bulk.exports import AsyncExport, Export
    from attio.bulk.history import AsyncHistory, History, HistoryRow
    from attio.bulk.progress import ExportProgress
else:
    from attio._support.lazy import lazy

    homes = {
        "client": "Bulk",
        "exports": "AsyncExport Export",
        "history": "AsyncHistory History HistoryRow",
        "progress": "ExportProgress",
    }
    __getattr__, __dir__ = lazy(__name__, homes)

__all__ = ["AsyncExport", "AsyncHistory", "Bulk", "Export", "ExportProgress", "History", "HistoryRow"]
