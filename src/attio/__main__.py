"""Run the command line with `python -m attio`; see `attio.cli`."""

from __future__ import annotations

from attio.cli import script

if __name__ == "__main__":
    script("python -m attio")
