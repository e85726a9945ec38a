"""Count which things nearly always belong together where requests tell of both.

uv run python -m evaluation.training.usual_links   # writes knowledge/usual_links.toml
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path

from evaluation.training.annotations import Annotated, load

_TABLE = (
    Path(__file__).parents[2] / "activities" / "understanding" / "knowledge" / "usual_links.toml"
)
_HEAD = (
    "# What nearly always belongs together where requests tell of both: each of these is of one\n"
    "# such thing. Counted in the annotated requests by evaluation/training/usual_links.py.\n\n"
)
_LEAST_TOLD, _LEAST_SHARE, _MOST_SEVERAL = 4, 0.9, 0.3
_MOST_THINGS = 8


def usual_links(requests: Iterable[Annotated]) -> Iterator[tuple[str, str]]:
    """Return the pairs of which each source nearly always has one target.

    Args:
        requests: Annotated ones; those of very many things say little about any two.
    """
    told: Counter[tuple[str, str]] = Counter()
    linked: Counter[tuple[str, str]] = Counter()
    several: Counter[tuple[str, str]] = Counter()
    for request in requests:
        names = {mark.name for mark in request.marks if mark.kind == "E"} | set(request.unnamed)
        if len(names) > _MOST_THINGS:
            continue
        told.update(permutations(sorted(names), 2))
        linked.update({(link.source, link.target) for link in request.relations})
        several.update({(link.source, link.target) for link in request.relations if link.many})
    for pair, count in sorted(linked.items()):
        usual = count >= _LEAST_SHARE * told[pair] and several[pair] < _MOST_SEVERAL * count
        if told[pair] >= _LEAST_TOLD and usual:
            yield pair


def table_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Return pairs as they are stored: the sources of each target in a line."""
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for source, target in pairs:
        sources[target].append(source)
    lines = (f'{target} = "{" ".join(sorted(sources[target]))}"' for target in sorted(sources))
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    _TABLE.write_text(table_of(usual_links(load())), encoding="utf-8")
