"""The report of a comparison, as text and as JSON; intended differences are listed separately."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from codegen.drift.compare import Finding
from codegen.read.loader import Node, read_yaml


@dataclass(frozen=True)
class Explanation:
    """The reason for an intended difference."""

    at: str
    """Operation and place, with `*` for any text: `GET /v2/tasks query.assignee`."""
    what: tuple[str, ...]
    """What may differ at this place; anything if empty."""
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it explains a difference."""
        if self.what and finding.what not in self.what:
            return False
        pattern = ".*".join(re.escape(part) for part in self.at.split("*"))
        return re.fullmatch(pattern, f"{finding.operation} {finding.place}".strip()) is not None


def read_explanations(file: Path) -> list[Explanation]:
    """Read the intended differences; empty if the file does not exist.

    Raises:
        SpecError: The file is not valid.
    """
    if not file.exists():
        return []
    explanations: list[Explanation] = []
    for node in Node(read_yaml(file.read_text(encoding="utf-8"), file.name), file.name).elements():
        node.only("at", "what", "reason")
        what = node.get("what")
        if what is None:
            kinds: tuple[str, ...] = ()
        else:
            kinds = what.texts() if isinstance(what.value, list) else (what.text(),)
        explanations.append(Explanation(node.text_at("at"), kinds, node.text_at("reason")))
    return explanations


@dataclass(frozen=True)
class Report:
    """Unexplained and explained differences."""

    differences: tuple[Finding, ...]
    explained: tuple[tuple[Finding, Explanation], ...]
    unused: tuple[Explanation, ...]
    """Explanations that match no difference."""

    @classmethod
    def make(cls, findings: list[Finding], explanations: list[Explanation]) -> Report:
        """Separate the explained differences from the others."""
        differences: list[Finding] = []
        explained: list[tuple[Finding, Explanation]] = []
        for finding in findings:
            covering = [explanation for explanation in explanations if explanation.covers(finding)]
            if covering:
                explained.append((finding, covering[0]))
            else:
                differences.append(finding)
        used = [explanation for _, explanation in explained]
        unused = (explanation for explanation in explanations if explanation not in used)
        return cls(tuple(differences), tuple(explained), tuple(unused))

    def as_text(self) -> str:
        """Render the differences by operation, then the explained ones by reason."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        operation = ""
        for finding in self.differences:
            if finding.operation != operation:
                operation = finding.operation
                yield operation
            yield f"  {finding}"
        for reason in dict.fromkeys(explanation.reason for _, explanation in self.explained):
            yield f"explained: {reason}"
            yield from (
                f"  {finding.operation}: {finding}"
                for finding, explanation in self.explained
                if explanation.reason == reason
            )
        yield from (f"explains nothing: {explanation.at}: {explanation.reason}" for explanation in self.unused)
        yield f"{len(self.differences)} differences; {len(self.explained)} more are explained"

    def as_json(self) -> str:
        """Render the report as JSON."""
        report = {
            "differences": [asdict(finding) for finding in self.differences],
            "explained": [{**asdict(finding), "reason": explanation.reason} for finding, explanation in self.explained],
            "unused_explanations": [explanation.at for explanation in self.unused],
        }
        return json.dumps(report, indent=2, ensure_ascii=False) + "\n"
