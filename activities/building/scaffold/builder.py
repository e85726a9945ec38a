"""The embedded builder behind the builders' port."""

import asyncio
from pathlib import Path

from activities.building.port import Brief, BuildSummary
from activities.building.scaffold.contents import rewritten
from activities.building.scaffold.render import MIGRATIONS, render
from activities.building.scaffold.tree import read_lists, read_migrations, write_tree
from models.builders import EMBEDDED
from models.specification import ApplicationSpecification


class ScaffoldBuilder:
    """Builds applications and web sites without network or model; the same every time."""

    name = EMBEDDED

    async def build(self, brief: Brief, tree: Path) -> BuildSummary:
        """Make the work tree hold the application that the brief describes."""
        return await asyncio.to_thread(self._build, brief, tree)

    def _build(self, brief: Brief, tree: Path) -> BuildSummary:
        existing = read_migrations(tree)
        files = render(brief.specification, brief.version, existing)
        changed = rewritten(brief.specification, brief.previous, read_lists(tree))
        write_tree(tree, files | changed, frozenset(changed))
        added = sorted(
            n for n in files if n.startswith(MIGRATIONS) and Path(n).name not in existing
        )
        lines = sum(content.count("\n") for content in files.values())
        return BuildSummary(
            files=len(files),
            lines=lines,
            summary=_summary(brief.specification, first=brief.previous is None),
            notes=(
                *(f"Database change: {Path(name).name}" for name in added),
                f"Wrote {len(files)} files with {lines:,} lines.",
            ),
        )


def _summary(specification: ApplicationSpecification, *, first: bool) -> str:
    names = [page.title for page in specification.pages]
    does = "has the pages" if names else "keeps"
    names = names or [entity.plural_label for entity in specification.data_model.entities]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    what = "Built" if first else "Rebuilt"
    return f"{what} {specification.metadata.title}, which {does} {listed}."
