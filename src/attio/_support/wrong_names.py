"""Messages for names that do not exist, with the name to use instead; imported only to report an error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

CLIENT = {
    "people": 'records, as in records.query("people")',
    "person": 'records, as in records.query("people")',
    "companies": 'records, as in records.query("companies")',
    "deals": 'records, as in records.query("deals")',
    "workspaces": 'records, as in records.query("workspaces")',
    "users": 'workspace_members, or records.query("users")',
    "members": "workspace_members",
    "search": "records.search",
    "query": "records.query",
    "self": "meta.identify",
    "me": "meta.identify",
    "list_entries": "entries",
    "aclose": "close_async",
}
"""Wrong names of client attributes, and what to use instead."""

METHODS: Mapping[str, tuple[str, ...]] = {
    "upsert": ("assert_", "update"),
    "assert": ("assert_",),
    "save": ("create", "assert_", "update"),
    "add": ("create", "upload"),
    "insert": ("create",),
    "new": ("create",),
    "post": ("create",),
    "put": ("update",),
    "patch": ("update",),
    "edit": ("update",),
    "remove": ("delete",),
    "destroy": ("delete",),
    "list": ("query", "list_all"),
    "list_all": ("list", "query"),
    "all": ("list", "query", "list_all"),
    "find": ("query", "list", "get", "list_all"),
    "filter": ("query", "list"),
    "query": ("list", "list_all"),
    "search": ("query", "list"),
    "fetch": ("get", "query", "list"),
    "retrieve": ("get",),
    "read": ("get",),
    "get_all": ("query", "list", "list_all"),
}
"""Wrong names of methods, and the methods that a sub-client may have instead, the most likely first."""

ARGUMENTS = {
    **dict.fromkeys(("api_key", "token", "access_token", "api_token", "auth", "key", "oauth"), "oauth2"),
    **dict.fromkeys(("base_url", "endpoint", "url", "host", "server", "api_url"), "server_url"),
    **dict.fromkeys(("timeout", "request_timeout"), "timeout_ms, in milliseconds"),
    **dict.fromkeys(("max_retries", "retries", "retry"), "retry_config=RetryConfig(...)"),
    **dict.fromkeys(("client", "httpx_client", "session", "transport"), "http_client=HTTPClient(...)"),
    **dict.fromkeys(("proxy", "proxies", "verify", "hooks"), "http_client=HTTPClient(...), which takes it"),
    **dict.fromkeys(("headers", "default_headers"), "http_headers for each call, or a hook of the HTTPClient"),
    **dict.fromkeys(("logger", "debug", "log"), "debug_logger"),
}
"""Wrong names of client arguments, and what to use instead."""

PACKAGE = {
    **dict.fromkeys(
        ("AsyncAttio", "AttioAsync", "AsyncClient", "AttioAsyncClient", "AsyncAttioClient"),
        "Attio, whose methods all have an _async version",
    ),
    **dict.fromkeys(("Client", "AttioClient", "AttioAPI"), "Attio"),
    "SDKError": "AttioError",
    "APIError": "AttioError",
}
"""Wrong names of the package's classes, and what to use instead."""


def client_message(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown attribute of the client."""
    return f"{kind!r} has no attribute {name!r}{_hint(name, CLIENT, known)}"


def method_message(kind: str, name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown method of a sub-client."""
    base = name.removesuffix("_async").rstrip("_")
    methods = [method for method in known if not method.endswith("_async")]
    similar = [method for method in METHODS.get(base, ()) if method in methods]
    similar = similar or get_close_matches(base, methods, n=1, cutoff=0.75)
    if similar:
        use = f"{similar[0].rstrip('_')}_async" if name.endswith("_async") else similar[0]
        return f"{kind!r} has no method {name!r}; use {use!r}"
    verb, _, noun = base.partition("_")
    verbs = [alias.rstrip("_") for alias in (verb, *METHODS.get(verb, ()))]
    related = [method for method in methods if method.partition("_")[0] in verbs]
    related = [method for method in related if method.endswith(noun)] or related
    return f"{kind!r} has no method {name!r}; it has {', '.join(related or methods)}"


def unknown_method(sub_client: object, name: str) -> object:
    """Raise the error for an unknown method; the `__getattr__` of a sub-client calls this."""
    known = [method for method in dir(type(sub_client)) if not method.startswith("_")]
    if name in known or name.startswith("_"):  # a property raised AttributeError, or Python probes a protocol
        return object.__getattribute__(sub_client, name)
    raise AttributeError(method_message(type(sub_client).__name__, name, known))


def argument_message(function: str, name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown argument of the client."""
    return f"{function}() has no argument {name!r}{_hint(name, ARGUMENTS, known)}"


def package_message(package: str, name: str, known: Iterable[str]) -> str:
    """Return the message for an unknown name of a package."""
    if package == "attio.errors":
        # A traceback may show a class such as `AssertRecordValidationTypeError`, which cannot be imported.
        known = tuple(known)
        of_code = max((known_name for known_name in known if name.endswith(known_name)), key=len, default=None)
        if of_code:
            hint = f"; use {of_code!r}, for this code in any operation, or the class that the operation documents"
            return f"module {package!r} has no attribute {name!r}{hint}"
    return f"module {package!r} has no attribute {name!r}{_hint(name, PACKAGE, known)}"


def _hint(name: str, aliases: Mapping[str, str], known: Iterable[str]) -> str:
    alias = aliases.get(name)
    if alias:
        return f"; use {alias}"
    near = get_close_matches(name.rstrip("_"), list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
