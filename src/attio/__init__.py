"""Attio for Python: a typed client for the Attio REST API, sync and async.

Begin with `from attio import Attio`. Every name here is loaded on first use, so that `import attio` is fast.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from attio import (
        bulk,
        errors,
        filters,
        funcs,
        limits,
        models,
        oauth,
        resources,
        sandbox,
        schema,
        typed,
        values,
        webhooks,
    )
    from attio._call.operation_names import OperationName
    from attio._call.options import PageOptions, RequestOptions
    from attio._call.raw import RequestResult
    from attio._call.retries import BackoffStrategy, RetryConfig
    from attio._files.download import FileContent, FileDownload
    from attio._http.client import HTTPClient
    from attio._http.prepared import CallInfo
    from attio._paging.page import Page
    from attio._support.secrets import TokenSource
    from attio._version import __version__
    from attio.client import Attio
    from attio.core import AttioCore
    from attio.errors.base import (
        AttioBaseError,
        AttioError,
        AttioSDKError,
        InvalidRequestError,
        RequestTimeoutError,
        ResponseValidationError,
    )
    from attio.errors.statuses import (
        AuthenticationError,
        BadRequestError,
        ConflictError,
        NotFoundError,
        PermissionDeniedError,
        RateLimitError,
        ServerError,
    )
    from attio.models.base import UNSET, HTTPInfo, Unset
else:
    from attio._support.lazy import lazy

    names_by_module = {
        "_version": "__version__",
        "client": "Attio",
        "core": "AttioCore",
        "errors.base": "AttioBaseError AttioError AttioSDKError InvalidRequestError RequestTimeoutError "
        "ResponseValidationError",
        "errors.statuses": "AuthenticationError BadRequestError ConflictError NotFoundError PermissionDeniedError "
        "RateLimitError ServerError",
        "_files.download": "FileContent FileDownload",
        "_http.client": "HTTPClient",
        "_http.prepared": "CallInfo",
        "models.base": "HTTPInfo UNSET Unset",
        "_call.operation_names": "OperationName",
        "_call.options": "PageOptions RequestOptions",
        "_call.raw": "RequestResult",
        "_paging.page": "Page",
        "_call.retries": "BackoffStrategy RetryConfig",
        "_support.secrets": "TokenSource",
    }
    __getattr__, __dir__ = lazy(
        __name__,
        names_by_module,
        packages="bulk errors filters funcs limits models oauth resources sandbox schema typed values webhooks",
    )

__all__ = [
    "UNSET",
    "Attio",
    "AttioBaseError",
    "AttioCore",
    "AttioError",
    "AttioSDKError",
    "AuthenticationError",
    "BackoffStrategy",
    "BadRequestError",
    "CallInfo",
    "ConflictError",
    "FileContent",
    "FileDownload",
    "HTTPClient",
    "HTTPInfo",
    "InvalidRequestError",
    "NotFoundError",
    "OperationName",
    "Page",
    "PageOptions",
    "PermissionDeniedError",
    "RateLimitError",
    "RequestOptions",
    "RequestResult",
    "RequestTimeoutError",
    "ResponseValidationError",
    "RetryConfig",
    "ServerError",
    "TokenSource",
    "Unset",
    "__version__",
    "bulk",
    "errors",
    "filters",
    "funcs",
    "limits",
    "models",
    "oauth",
    "resources",
    "sandbox",
    "schema",
    "typed",
    "values",
    "webhooks",
]
