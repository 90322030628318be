"""The command line `python -m attio.sandbox VERB`. Each verb except `serve` sends a request to a served sandbox."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast
from urllib.parse import quote

from attio._support.digits import whole_number
from attio._support.names import brief
from attio.sandbox.control.clock import parse_duration
from attio.sandbox.control.naming import ControlError

DEFAULT_URL = "http://127.0.0.1:8765"


class VerbError(Exception):
    """The sandbox rejected a verb, or no sandbox responds."""


class Remote:
    """A client for the control verbs of a served sandbox.

    Args:
        url: URL of the sandbox.
        token: Control token of the sandbox, if it has one.
    """

    def __init__(self, url: str, token: str | None = None) -> None:
        """Store the URL and the token."""
        self._url = url.rstrip("/")
        self._token = token

    def call(self, method: str, path: str, arguments: Mapping[str, object] | None = None) -> object:
        """Send a request and return the JSON of the response, or None for an empty response.

        Raises:
            VerbError: The sandbox rejected the verb, or no sandbox responds.
        """
        body = None if method == "GET" else json.dumps(arguments or {}).encode()
        content = self.send(method, path, body, "application/json")
        return json.loads(content) if content else None

    def send(self, method: str, path: str, body: bytes | None, content_type: str) -> bytes:
        """Send a request and return the body of the response.

        Raises:
            VerbError: The sandbox rejected the verb, or no sandbox responds.
        """
        headers = {"content-type": content_type}
        if self._token is not None:
            headers["authorization"] = f"Bearer {self._token}"
        request = urllib.request.Request(f"{self._url}/_sandbox/{path}", body, headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310 - the user's own URL
                return cast("bytes", response.read())
        except urllib.error.HTTPError as error:
            raise VerbError(_message(error)) from error
        except OSError as error:
            raise VerbError(f"no sandbox responds at {self._url}: {error}") from error


def _message(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read())["error"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP status {error.code}"


def pairs(words: Sequence[str]) -> dict[str, object]:
    """Parse `KEY=VALUE` words. A value that is not valid JSON is a str.

    Raises:
        VerbError: A word has no `=`.
    """
    values: dict[str, object] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign:
            raise VerbError(f"{brief(word)} must be KEY=VALUE")
        try:
            values[name.replace("-", "_")] = json.loads(value)
        except ValueError:
            values[name.replace("-", "_")] = value
    return values


def make_parser(serve: Callable[[argparse.ArgumentParser], None]) -> argparse.ArgumentParser:
    """Create the argument parser.

    Args:
        serve: Adds the options of `serve`.
    """
    parser = argparse.ArgumentParser(prog="python -m attio.sandbox", description="A simulated Attio workspace.")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    text = "serve a sandbox (the default verb)"
    serve(verbs.add_parser("serve", help=text, description=text))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--url", help="URL of the sandbox (default: ATTIO_SERVER_URL, else port 8765 of this machine)")
    common.add_argument("--control-token", help="the --control-token of the sandbox")

    def verb(name: str, text: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=text, description=text, parents=[common])

    reset = verb("reset", "restore the initial state")
    reset.add_argument("--controls", action="store_true", help="remove faults, limits and routes too")
    verb("snapshot", "take a snapshot of the state").add_argument("name", metavar="NAME")
    verb("restore", "restore a snapshot").add_argument("name", metavar="NAME")
    _add_controls(verb)
    _add_deliveries(verb)
    _add_access(verb)
    return parser


def _add_controls(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    verb("save", "write the state to a file").add_argument("file", metavar="FILE")
    verb("load", "restore the state in a file").add_argument("file", metavar="FILE")
    clock = verb("clock", "show, freeze, set, advance or resume the clock")
    clock.add_argument("action", nargs="?", choices=["show", "freeze", "set", "advance", "resume"], default="show")
    clock.add_argument("value", nargs="?", metavar="AT|DURATION")
    fault = verb("fault", "add, list, remove or clear faults")
    fault.add_argument("action", choices=["add", "list", "remove", "clear"])
    fault.add_argument("words", nargs="*", metavar="OPERATION|KEY=VALUE|ID")
    limits = verb("limits", "show the rate limits, or turn them on or off")
    limits.add_argument("action", nargs="?", choices=["show", "on", "off"], default="show")
    limits.add_argument("words", nargs="*", metavar="KEY=VALUE")
    state = verb("state", "show or set how long background work of Attio takes")
    state.add_argument("name", nargs="?", metavar="NAME")
    state.add_argument("value", nargs="?", metavar="off|DURATION|READS", help="such as `off`, `5s` or `2`")
    requests = verb("requests", "list the requests to the sandbox")
    requests.add_argument("--follow", action="store_true", help="continue with new requests")
    requests.add_argument("--clear", action="store_true", help="clear the log")
    requests.add_argument("--json", action="store_true", help="print one JSON line per request")
    verb("coverage", "list the operations").add_argument(
        "--json", action="store_true", help="print JSON with all rules"
    )


def _add_deliveries(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    deliver = verb("deliver", "route deliveries for a URL to a server on this machine, or list the routes")
    deliver.add_argument("words", nargs="*", metavar="URL=TARGET")
    deliveries = verb("deliveries", "list the deliveries to webhooks, or set echo=true or time_limit=SECONDS")
    deliveries.add_argument("words", nargs="*", metavar="KEY=VALUE")
    deliveries.add_argument("--flush", action="store_true", help="wait until all queued deliveries are sent")
    deliveries.add_argument("--json", action="store_true", help="print one JSON line per delivery")
    verb("resend", "send a delivery again").add_argument("id", metavar="ID")
    emit = verb("emit", "create an event without a change that causes it")
    emit.add_argument("event", metavar="EVENT")
    emit.add_argument("words", nargs="*", metavar="KEY=VALUE")


def _add_access(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    app = verb("app", "run an action of Attio's app that the API does not have")
    app.add_argument("name", metavar="VERB")
    app.add_argument("words", nargs="*", metavar="KEY=VALUE")
    oauth = verb("oauth", "register OAuth apps, and approve or deny them as a member")
    oauth.add_argument("action", choices=["add", "list", "approve", "deny", "auto"])
    oauth.add_argument("words", nargs="*", metavar="URL|DECISION|KEY=VALUE")
    token = verb("token", "add or revoke a token")
    token.add_argument("action", choices=["add", "revoke"])
    token.add_argument("words", nargs="*", metavar="KEY=VALUE|TOKEN")
    workspace = verb("workspace", "list the workspaces, or add one")
    workspace.add_argument("action", nargs="?", choices=["list", "add"], default="list")
    workspace.add_argument("words", nargs="*", metavar="NAME|KEY=VALUE")


def run(chosen: argparse.Namespace) -> int:
    """Run a verb, and return the exit status."""
    remote = Remote(chosen.url or os.environ.get("ATTIO_SERVER_URL") or DEFAULT_URL, chosen.control_token)
    try:
        return _VERBS[chosen.verb](remote, chosen)
    except (ControlError, VerbError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _print(content: object) -> int:
    if content is not None:
        sys.stdout.write(f"{json.dumps(content, ensure_ascii=False)}\n")
        sys.stdout.flush()
    return 0


def _reset(remote: Remote, chosen: argparse.Namespace) -> int:
    return _print(remote.call("POST", "reset", {"controls": chosen.controls}))


def _snapshot(remote: Remote, chosen: argparse.Namespace) -> int:
    return _print(remote.call("POST", "snapshots", {"name": chosen.name}))


def _restore(remote: Remote, chosen: argparse.Namespace) -> int:
    return _print(remote.call("POST", f"snapshots/{quote(chosen.name, safe='')}/restore"))


def _clock(remote: Remote, chosen: argparse.Namespace) -> int:
    action, value = chosen.action, chosen.value
    if action == "show":
        return _print(remote.call("GET", "clock"))
    if action in ("set", "advance") and value is None:
        raise VerbError(f"clock {action} needs {'a moment' if action == 'set' else 'a duration such as 30d'}")
    if action == "advance":
        return _print(remote.call("POST", "clock/advance", {"by": value}))
    at = {} if value is None else {"at": value}
    frozen = {} if action == "set" else {"frozen": action == "freeze"}
    return _print(remote.call("PUT", "clock", {**at, **frozen}))


def _fault(remote: Remote, chosen: argparse.Namespace) -> int:
    words = list(chosen.words)
    if chosen.action == "list":
        return _print(remote.call("GET", "faults"))
    if chosen.action == "clear":
        return _print(remote.call("DELETE", "faults"))
    if chosen.action == "remove":
        for word in words:
            remote.call("DELETE", f"faults/{quote(word, safe='')}")
        return 0
    operation = {"operation": words.pop(0)} if words and "=" not in words[0] else {}
    return _print(remote.call("POST", "faults", {**operation, **pairs(words)}))


def _limits(remote: Remote, chosen: argparse.Namespace) -> int:
    if chosen.action == "show":
        return _print(remote.call("GET", "limits"))
    return _print(remote.call("PUT", "limits", {"on": chosen.action == "on", **pairs(chosen.words)}))


def _requests(remote: Remote, chosen: argparse.Namespace) -> int:
    if chosen.clear:
        return _print(remote.call("DELETE", "requests"))
    after = 0
    while True:
        entries = cast("list[dict[str, object]]", remote.call("GET", f"requests?after={after}") or [])
        for entry in entries:
            after = cast("int", entry["number"])
            _print(entry) if chosen.json else sys.stdout.write(f"{_line(entry)}\n")
        sys.stdout.flush()
        if not chosen.follow:
            return 0
        time.sleep(0.5)


def _line(entry: Mapping[str, object]) -> str:
    name = entry["operation"] or f"{entry['method']} {entry['path']}"
    parts = [str(entry["at"])[11:19], str(entry["status"] or "---"), str(name), entry["code"], entry["why"]]
    return "  ".join(str(part) for part in parts if part)


def _coverage(remote: Remote, chosen: argparse.Namespace) -> int:
    rows = cast("list[dict[str, object]]", remote.call("GET", "coverage"))
    if chosen.json:
        return _print(rows)
    for row in rows:
        sys.stdout.write(f"{'yes' if row['offered'] else 'no ':3}  {row['operation']}\n")
    return 0


def _app(remote: Remote, chosen: argparse.Namespace) -> int:
    return _print(remote.call("POST", f"app/{quote(chosen.name, safe='')}", pairs(chosen.words)))


def _oauth(remote: Remote, chosen: argparse.Namespace) -> int:
    action, words = chosen.action, list(chosen.words)
    if action == "list":
        return _print(remote.call("GET", "oauth/apps"))
    if action == "add":
        return _print(remote.call("POST", "oauth/apps", pairs(words)))
    if not words:
        needed = "approve, deny or off" if action == "auto" else "an authorization URL"
        raise VerbError(f"oauth {action} needs {needed}")
    if action == "auto":
        return _print(remote.call("PUT", "oauth/auto", {"decision": None if words[0] == "off" else words[0]}))
    return _print(remote.call("POST", f"oauth/{action}", {"url": words[0], **pairs(words[1:])}))


def _save(remote: Remote, chosen: argparse.Namespace) -> int:
    from attio.sandbox.store.saved import settle

    content = remote.send("GET", "state", None, "application/json")
    target = Path(chosen.file)
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        settle(target)
        draft.write_bytes(content)
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise VerbError(f"cannot write {chosen.file}: {error.strerror}") from error
    return 0


def _load(remote: Remote, chosen: argparse.Namespace) -> int:
    from attio.sandbox.keeping import read_whole

    try:
        content = read_whole(chosen.file)
    except OSError as error:
        raise VerbError(f"cannot read {chosen.file}: {error.strerror}") from error
    remote.send("PUT", "state", content, "application/octet-stream")
    return 0


def _state(remote: Remote, chosen: argparse.Namespace) -> int:
    if chosen.name is None:
        return _print(remote.call("GET", "states"))
    path, value = f"states/{quote(chosen.name, safe='')}", chosen.value
    if value is None:
        return _print(remote.call("GET", path))
    if value == "off":
        return _print(remote.call("PUT", path, {"off": True}))
    if (reads := whole_number(value)) is not None:
        return _print(remote.call("PUT", path, {"reads": reads}))
    try:
        return _print(remote.call("PUT", path, {"seconds": parse_duration(value).total_seconds()}))
    except ControlError as error:
        raise VerbError(f"{brief(value)} must be `off`, a duration such as 5s, or a number of reads") from error


def _deliver(remote: Remote, chosen: argparse.Namespace) -> int:
    routes = remote.call("GET", "deliveries/routes")
    for word in chosen.words:
        # Both URLs may contain `=` in their query, so split at the `=` before the `://` of the second URL.
        match = re.fullmatch(r"(.+?)=(https?://.+)", word)
        if match is None:
            raise VerbError(f"{brief(word)} must be URL=TARGET, such as https://hooks.acme.test=http://127.0.0.1:8000")
        routes = remote.call("POST", "deliveries/routes", {"prefix": match[1], "to": match[2]})
    return _print(routes)


def _deliveries(remote: Remote, chosen: argparse.Namespace) -> int:
    if chosen.flush:
        return _print(remote.call("POST", "deliveries/flush"))
    if chosen.words:
        return _print(remote.call("PUT", "deliveries", pairs(chosen.words)))
    for delivery in cast("list[dict[str, object]]", remote.call("GET", "deliveries")):
        if chosen.json:
            _print(delivery)
        else:
            parts = [delivery[name] for name in ("id", "state", "event_type", "url", "next_attempt")]
            sys.stdout.write(f"{'  '.join(str(part) for part in parts if part)}\n")
    return 0


def _resend(remote: Remote, chosen: argparse.Namespace) -> int:
    return _print(remote.call("POST", f"deliveries/{quote(chosen.id, safe='')}/resend"))


def _emit(remote: Remote, chosen: argparse.Namespace) -> int:
    return _print(remote.call("POST", "emit", {"event_type": chosen.event, **pairs(chosen.words)}))


def _token(remote: Remote, chosen: argparse.Namespace) -> int:
    if chosen.action == "add":
        return _print(remote.call("POST", "tokens", pairs(chosen.words)))
    for word in chosen.words:
        remote.call("DELETE", f"tokens/{quote(word, safe='')}")
    return 0


def _workspace(remote: Remote, chosen: argparse.Namespace) -> int:
    words = list(chosen.words)
    if chosen.action == "list":
        return _print(remote.call("GET", "workspaces"))
    name = {"name": words.pop(0)} if words and "=" not in words[0] else {}
    return _print(remote.call("POST", "workspaces", {**name, **pairs(words)}))


_VERBS = {
    "reset": _reset,
    "snapshot": _snapshot,
    "restore": _restore,
    "clock": _clock,
    "fault": _fault,
    "limits": _limits,
    "requests": _requests,
    "coverage": _coverage,
    "app": _app,
    "oauth": _oauth,
    "save": _save,
    "load": _load,
    "state": _state,
    "deliver": _deliver,
    "deliveries": _deliveries,
    "resend": _resend,
    "emit": _emit,
    "token": _token,
    "workspace": _workspace,
}
