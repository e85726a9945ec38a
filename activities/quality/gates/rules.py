"""Merging our rule files into the one that the analyser reads: a folder of files costs seconds."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from models.errors import QualityError

FOLDER = Path(__file__).parent.parent / "rules"
_HEAD = "rules:\n"


@dataclass(frozen=True)
class RuleSet:
    """All rules as one text, and the digest that changes with them."""

    text: str
    digest: str
    count: int

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "RuleSet":
        """Read and merge the rule files of a folder."""
        return merge(path.read_text("utf-8") for path in sorted(folder.glob("*.yaml")))


def merge(texts: Iterable[str]) -> RuleSet:
    """Merge rule files that each consist of the line ``rules:`` and a list indented by two spaces.

    Raises:
        QualityError: A file has another shape, or an id occurs twice.
    """
    bodies = []
    for text in texts:
        if not text.startswith(_HEAD):
            raise QualityError("A rule file does not begin with 'rules:'.", start=text[:40])
        bodies.append(text.removeprefix(_HEAD).rstrip("\n"))
    merged = _HEAD + "\n".join(bodies) + "\n"
    ids = [line for line in merged.splitlines() if line.startswith("  - id: ")]
    if not ids or len(set(ids)) != len(ids):
        raise QualityError("The rule files are empty, or have an id twice.")
    return RuleSet(merged, hashlib.sha256(merged.encode()).hexdigest()[:16], len(ids))


def provide(rules: RuleSet, folder: Path) -> Path:
    """Return the path of the merged file in ``folder``, writing it when it is not there yet."""
    target = folder / f"rules-{rules.digest}.yaml"
    if target.exists() and target.stat().st_size == len(rules.text.encode()):
        return target
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=".rules-", dir=folder)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as opened:
            opened.write(rules.text)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return target
