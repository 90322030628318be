"""The command line `attio-crm`, also `python -m attio`. Requires the extra `attio-sdk[cli]`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

from attio._support.extras import needs
from attio.cli.exits import INTERRUPTED

NEEDS_CLICK = f"error: {needs('the command line', 'click', 'cli')}\n"


def main(arguments: Sequence[str] | None = None, *, prog: str = "attio-crm") -> int:
    """Run a command.

    Args:
        arguments: Words of the command line; those of this process by default.
        prog: Name of the program, for help texts.

    Returns:
        The exit status. docs/cli.md lists all of them.
    """
    try:
        from attio.cli.app import run
    except ModuleNotFoundError as error:
        if error.name != "click":
            raise
        sys.stderr.write(NEEDS_CLICK)
        return 1
    except KeyboardInterrupt:  # during the import; commands handle it themselves
        return INTERRUPTED
    return run(sys.argv[1:] if arguments is None else arguments, prog)


def script(prog: str = "attio-crm") -> NoReturn:
    """Run the command line and exit: the entry point of the script `attio-crm`.

    Args:
        prog: Name of the program, for help texts.
    """
    code = main(prog=prog)
    # Without the freeze, Python collects garbage before it exits: a quarter of the processor time of most commands.
    if hasattr(gc, "freeze"):  # PyPy has none
        gc.freeze()
    sys.exit(code)


__all__ = ["main"]
