"""Attio for Python: a typed client for the Attio REST API, sync and async.

`from attio import Attio` is where to begin. Everything here loads on first use: `import attio` costs next to nothing.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio import errors, funcs, models, sandbox, webhooks
    from attio._version import __version__
    from attio.client import Attio
    from attio.core import AttioCore
    from attio.errors.base import AttioBaseError, AttioError, AttioSDKError
    from attio.files import FileContent, FileDownload
    from attio.http import CallInfo, HTTPClient
    from attio.models.base import UNSET, HTTPInfo, Unset
    from attio.options import PageOptions, RequestOptions
    from attio.pagination import Page
    from attio.retries import BackoffStrategy, RetryConfig
    from attio.security import TokenSource
else:
    from attio._lazy import lazy

    homes = {
        "_version": "__version__",
        "client": "Attio",
        "core": "AttioCore",
        "errors.base": "AttioBaseError AttioError AttioSDKError",
        "files": "FileContent FileDownload",
        "http": "CallInfo HTTPClient",
        "models.base": "HTTPInfo UNSET Unset",
        "options": "PageOptions RequestOptions",
        "pagination": "Page",
        "retries": "BackoffStrategy RetryConfig",
        "security": "TokenSource",
    }
    __getattr__, __dir__ = lazy(__name__, homes, packages="errors funcs models sandbox webhooks")

__all__ = [
    "UNSET",
    "Attio",
    "AttioBaseError",
    "AttioCore",
    "AttioError",
    "AttioSDKError",
    "BackoffStrategy",
    "CallInfo",
    "FileContent",
    "FileDownload",
    "HTTPClient",
    "HTTPInfo",
    "Page",
    "PageOptions",
    "RequestOptions",
    "RetryConfig",
    "TokenSource",
    "Unset",
    "__version__",
    "errors",
    "funcs",
    "models",
    "sandbox",
    "webhooks",
]
