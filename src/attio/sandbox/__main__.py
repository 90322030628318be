"""Serve a sandbox on a port: `python -m attio.sandbox --port 8765 --seed demo`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from attio.sandbox.control.naming import ControlError
from attio.sandbox.sandbox import Sandbox
from attio.sandbox.serving.server import serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and serve until stopped."""
    parser = argparse.ArgumentParser(prog="python -m attio.sandbox", description="Serve an Attio workspace in memory.")
    parser.add_argument("--port", type=int, default=8765, help="port to listen on; 0 for any free one (default: 8765)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--seed", choices=["demo"], help="what to fill the workspace with (default: nothing)")
    parser.add_argument("--state", metavar="FILE", help="keep the workspace in this file (default: in memory only)")
    chosen = parser.parse_args(arguments)
    try:
        sandbox = Sandbox(state=chosen.state)
    except ControlError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    if chosen.seed == "demo" and "0 companies" in repr(sandbox):
        sandbox.seed_demo()
    try:
        serve(sandbox.handle, sandbox.token, host=chosen.host, port=chosen.port)
    except (ImportError, OSError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
