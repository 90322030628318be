"""`python -m codegen`: generate everything from the spec; `--check`: fail if anything differs."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codegen.loader import SpecError
from codegen.output import compare, generate

_HERE = Path(__file__).parent


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        The exit status.
    """
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; list what differs from the spec")
    parser.add_argument("--spec", type=Path, default=_HERE / "spec", metavar="DIR", help="the spec files")
    parser.add_argument("--out", type=Path, default=_HERE.parent, metavar="DIR", help="the root to write below")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.check:
            return _report(compare(chosen.spec, chosen.out))
        for path in generate(chosen.spec, chosen.out):
            print(path)
    except SpecError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _report(problems: list[str]) -> int:
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} generated files are not what the spec asks for; run `make generate`", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
