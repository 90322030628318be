"""Run the command line with `python -m attio`; see `attio.cli`."""

from __future__ import annotations

import sys

from attio.cli import main

if __name__ == "__main__":
    sys.exit(main(prog="python -m attio"))
