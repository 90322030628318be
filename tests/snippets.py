"""Find and run the code in the documentation: README.md, docs/ and the `Example:` sections of docstrings.

A fenced block runs unchanged in its own namespace and its own folder, against an in-memory workspace that replaces
the network. A comment on the line before a block changes that:

    <!-- continue -->        run it with the names of the block before it
    <!-- no-run: REASON -->  only compile it; REASON is one of `REASONS`
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).parents[1]

REASONS = {
    "needs a proxy",
    "needs the network",
    "needs a web server",
    "shows a signature",
}
"""Valid reasons not to run a block."""

FENCE = re.compile(r"^```(?P<language>\w*)[^\n]*\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL)
DIRECTIVE = re.compile(r"<!-- (?P<word>continue|no-run)(?:: (?P<reason>[^>]*))? -->\s*\Z")
EXAMPLE = re.compile(r"^ *Examples?:\n(?P<code>(?:[ ]+.*\n|\n)*)", re.MULTILINE)


@dataclass(frozen=True)
class Snippet:
    """A piece of code and its place."""

    file: str
    line: int
    """The number of the line before the code."""
    code: str
    language: str = "python"
    continues: Snippet | None = None
    """The block whose names the code uses."""
    reason: str | None = None
    """The reason not to run the code."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def compile(self) -> CodeType:
        """Compile the code with the line numbers of the page; top-level `await` is allowed, as in a notebook."""
        tree = ast.increment_lineno(ast.parse(self.code), self.line)
        code: CodeType = compile(tree, self.file, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        return code

    def run(self, names: dict[str, object]) -> None:
        """Run the code, after the block that it continues."""
        if self.continues:
            self.continues.run(names)
        code = self.compile()
        if code.co_flags & inspect.CO_COROUTINE:
            asyncio.run(eval(code, names))
        else:
            exec(code, names)

    def check(self) -> None:
        """Run the code alone, or only compile it if the page has a reason not to run it."""
        if self.reason:
            assert self.reason in REASONS
            self.compile()
        else:
            self.run({"__name__": "__main__"})


def blocks(path: Path) -> Iterator[Snippet]:
    """Find the fenced blocks of a page."""
    text = path.read_text("utf-8")
    previous: Snippet | None = None
    for match in FENCE.finditer(text):
        directive = DIRECTIVE.search(text, 0, match.start())
        word, reason = (directive["word"], directive["reason"]) if directive else (None, None)
        snippet = Snippet(
            file=path.relative_to(ROOT).as_posix(),
            line=text.count("\n", 0, match.start("code")),
            code=match["code"],
            language=match["language"],
            continues=previous if word == "continue" else None,
            reason=reason,
        )
        if snippet.language == "python" and not snippet.reason:
            previous = snippet
        yield snippet


def pages(*patterns: str, language: str = "python") -> list[Snippet]:
    """Find the blocks in one language of all pages that match."""
    paths = (path for pattern in patterns for path in sorted(ROOT.glob(pattern)))
    return [block for path in paths for block in blocks(path) if block.language == language]


def example(thing: object, name: str) -> Snippet | None:
    """Find the example in a docstring."""
    match = EXAMPLE.search(f"{inspect.getdoc(thing)}\n")
    return Snippet(name, 0, textwrap.dedent(match["code"])) if match else None
