"""`python -m codegen`: generate all files from the spec; `--check`: fail if any differs; `drift`: compare documents."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from codegen.drift.report import Report, read_explanations
from codegen.drift.run import drift
from codegen.drift.schemas import DriftError
from codegen.output import compare, generate
from codegen.read.loader import SpecError

_HERE = Path(__file__).parent


def main(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Returns:
        The exit status.
    """
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.command == "drift":
            report = Report.make(drift(chosen.spec, chosen.file), read_explanations(chosen.meant))
            print(report.as_json() if chosen.json else report.as_text(), end="")
            return 1 if report.differences else 0
        if chosen.check:
            return _report(compare(chosen.spec, chosen.out))
        for path in generate(chosen.spec, chosen.out):
            print(path)
    except (DriftError, SpecError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m codegen", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; list the files that differ from the spec")
    parser.add_argument("--spec", type=Path, default=_HERE / "spec", metavar="DIR", help="the spec files")
    parser.add_argument("--out", type=Path, default=_HERE.parent, metavar="DIR", help="the root of the project")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    text = "compare an OpenAPI document of the API with the spec; exit status 1 if they differ unexplained"
    command = commands.add_parser("drift", help=text, description=text)
    command.add_argument("file", type=Path, metavar="FILE", help="the document, JSON or YAML")
    text = "the intended differences (default: codegen/drift/meant.yaml)"
    command.add_argument("--meant", type=Path, default=_HERE / "drift" / "meant.yaml", metavar="FILE", help=text)
    command.add_argument("--json", action="store_true", help="print the differences as JSON")
    return parser


def _report(problems: list[str]) -> int:
    for problem in problems:
        print(problem)
    if problems:
        print(f"{len(problems)} generated files are out of date; run `make generate`", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
