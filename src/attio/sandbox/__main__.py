"""Command line: serve a sandbox over HTTP, or control a served sandbox.

python -m attio.sandbox --port 8765 --demo
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from attio._support.digits import whole_number
from attio.sandbox.control import cli
from attio.sandbox.control.naming import ControlError

if TYPE_CHECKING:
    from attio.sandbox.sandbox import Sandbox

OnStart: TypeAlias = Callable[[str, str, "str | None"], object]
"""Called with the URL, the token and the control token of a served sandbox."""


def _add_options(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--port", type=int, default=8765, help="port to listen on; 0 for any free one (default: 8765)")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument(
        "--seed", metavar="N", help="seed for ids, which are then the same in every run; `demo` means --demo"
    )
    serve.add_argument(
        "--demo", action="store_true", help="fill the workspace with records, lists, notes, tasks and webhooks"
    )
    serve.add_argument("--workspace", default="Sandbox", metavar="NAME", help="name of the workspace")
    serve.add_argument("--state", metavar="FILE", help="keep the workspace in this file (default: in memory only)")
    serve.add_argument("--schema", metavar="FILE", help="create the objects, lists and attributes of this schema file")
    serve.add_argument("--control-token", help="token for control verbs; required unless --host is a loopback address")
    serve.add_argument("--json", action="store_true", help="print URL and token as one JSON line")


def main(arguments: Sequence[str] | None = None, *, on_start: OnStart | None = None) -> int:
    """Parse the command line. Serve until stopped, or run a verb.

    Args:
        arguments: Words of the command line. Defaults to the arguments of the process.
        on_start: Called when the server accepts connections.

    Returns:
        The exit status.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help")):
        words.insert(0, "serve")
    parser = cli.make_parser(_add_options)
    chosen = parser.parse_args(words)
    if chosen.verb != "serve":
        return cli.run(chosen)
    if chosen.seed not in (None, "demo") and whole_number(chosen.seed) is None:
        parser.error(f"--seed {chosen.seed} must be a number, or `demo`")
    if chosen.host not in ("127.0.0.1", "localhost", "::1") and chosen.control_token is None:
        parser.error(f"--host {chosen.host} is reachable from other machines: add --control-token")
    if chosen.schema is not None and chosen.state is not None:
        parser.error("--schema and --state cannot be combined: a state file has its own objects and lists")
    return _serve(chosen, on_start)


def _serve(chosen: argparse.Namespace, on_start: OnStart | None) -> int:
    from attio.sandbox.sandbox import Sandbox
    from attio.sandbox.serving.server import serve

    seed = int(chosen.seed) if chosen.seed not in (None, "demo") else None
    try:
        if chosen.schema is not None:
            sandbox = Sandbox.from_schema(chosen.schema, seed=seed)
        else:
            sandbox = Sandbox(workspace_name=chosen.workspace, seed=seed, state=chosen.state)
    except ControlError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1

    def call_on_start(url: str) -> None:
        if on_start is not None:
            on_start(url, sandbox.token, chosen.control_token)

    try:
        fill = partial(_add_demo, sandbox, chosen)
        if chosen.schema is not None or chosen.state is not None:
            fill()  # fails for some schemas and states: fail before the URL is printed
        door = sandbox.door(control_token=chosen.control_token)
        serve(
            door,
            sandbox.token,
            host=chosen.host,
            port=chosen.port,
            as_json=chosen.json,
            on_start=call_on_start,
            prepare=fill,
        )
    except (ControlError, ImportError, OSError) as error:
        sys.stderr.write(f"error: {getattr(error, 'strerror', None) or error}\n")
        return 1
    finally:
        sandbox.close()
    return 0


def _add_demo(sandbox: Sandbox, chosen: argparse.Namespace) -> None:
    """Add the demo data if the options ask for it and the sandbox has no records yet."""
    if not (chosen.demo or chosen.seed == "demo"):
        return
    if any(len(owner.records) for owner in sandbox.workspace().collections("objects")):
        return
    try:
        sandbox.seed_demo()
    except RuntimeError as error:
        raise ControlError(str(error)) from error


if __name__ == "__main__":
    sys.exit(main())
