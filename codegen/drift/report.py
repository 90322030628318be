"""What was found, for people and for programs, with the differences we mean to have set apart."""

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
    """Why we differ on purpose."""

    at: str
    """Operation and place, with `*` for any text: `GET /v2/tasks query.assignee`."""
    what: tuple[str, ...]
    """What may differ there; anything if empty."""
    reason: str

    def covers(self, finding: Finding) -> bool:
        """Whether it is about a difference."""
        if self.what and finding.what not in self.what:
            return False
        pattern = ".*".join(re.escape(part) for part in self.at.split("*"))
        return re.fullmatch(pattern, f"{finding.operation} {finding.place}".strip()) is not None


def read_explanations(file: Path) -> list[Explanation]:
    """Read the differences we mean to have; none if there is no such file.

    Raises:
        SpecError: The file is not as it should be.
    """
    if not file.exists():
        return []
    found: list[Explanation] = []
    for node in Node(read_yaml(file.read_text(encoding="utf-8"), file.name), file.name).elements():
        node.only("at", "what", "reason")
        what = node.get("what")
        named = (what.texts() if isinstance(what.value, list) else (what.text(),)) if what else ()
        found.append(Explanation(node.text_at("at"), named, node.text_at("reason")))
    return found


@dataclass(frozen=True)
class Report:
    """The differences, and those of them that are explained."""

    differences: tuple[Finding, ...]
    explained: tuple[tuple[Finding, Explanation], ...]
    unused: tuple[Explanation, ...]
    """Explanations of nothing that was found."""

    @classmethod
    def make(cls, findings: list[Finding], explanations: list[Explanation]) -> Report:
        """Set apart what is explained."""
        pairs = [(finding, next((one for one in explanations if one.covers(finding)), None)) for finding in findings]
        explained = tuple((finding, one) for finding, one in pairs if one)
        used = [one for _, one in explained]
        return cls(
            tuple(finding for finding, one in pairs if one is None),
            explained,
            tuple(one for one in explanations if one not in used),
        )

    def as_text(self) -> str:
        """The differences by operation, then the explained ones by reason."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        operation = ""
        for finding in self.differences:
            if finding.operation != operation:
                operation = finding.operation
                yield operation
            yield f"  {finding}"
        for reason in dict.fromkeys(one.reason for _, one in self.explained):
            yield f"explained: {reason}"
            yield from (f"  {finding.operation}: {finding}" for finding, one in self.explained if one.reason == reason)
        yield from (f"explains nothing: {one.at}: {one.reason}" for one in self.unused)
        yield f"{len(self.differences)} differences; {len(self.explained)} more are explained"

    def as_json(self) -> str:
        """The same for programs."""
        report = {
            "differences": [asdict(finding) for finding in self.differences],
            "explained": [{**asdict(finding), "reason": one.reason} for finding, one in self.explained],
            "unused_explanations": [one.at for one in self.unused],
        }
        return json.dumps(report, indent=2, ensure_ascii=False) + "\n"
