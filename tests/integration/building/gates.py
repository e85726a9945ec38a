"""The gates that look at sources, for applications that tests have built."""

import asyncio
import tempfile
from pathlib import Path

from activities.quality.analysers import AnalyserEnvironment, Analysers
from activities.quality.gates.lint import lint
from activities.quality.gates.rules import RuleSet, provide
from activities.quality.gates.security import Way, scan
from activities.quality.gates.tree import SourceTree
from models.quality import QualityFinding


class SourceGates:
    """Lint and security with the project's own rules and the fast analyser.

    Args:
        folder: Where the analysers and the merged rules are kept.
    """

    def __init__(self, folder: Path) -> None:
        self._environment = AnalyserEnvironment(folder)
        self._rules = provide(RuleSet.load(), folder)
        self._analysers: Analysers | None = None

    def findings(self, tree: Path) -> list[QualityFinding]:
        """Return everything that either gate says of a tree, warnings too."""
        return asyncio.run(self._findings(tree))

    async def _findings(self, tree: Path) -> list[QualityFinding]:
        if self._analysers is None:
            self._analysers = await self._environment.ready()
        sources = SourceTree.read(tree)
        with tempfile.TemporaryDirectory() as home:
            linted = await lint(self._analysers, sources, Path(home))
            ways = (Way.CORE,)
            unsafe = await scan(self._analysers, self._rules, sources, Path(home), ways)
        return [*linted, *unsafe]
