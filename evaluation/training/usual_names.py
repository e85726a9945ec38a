"""Count what words usually mean that name a thing, where they are not its name themselves.

uv run python -m evaluation.training.usual_names   # writes knowledge/usual_names.toml
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from activities.understanding.knowledge.usual_names import spoken
from activities.understanding.text.words import said, singular
from evaluation.training.annotations import Annotated, load

_TABLE = (
    Path(__file__).parents[2] / "activities" / "understanding" / "knowledge" / "usual_names.toml"
)
_HEAD = (
    "# What words usually mean that are not themselves the name of the thing: kids are children.\n"
    "# Counted in the annotated requests by evaluation/training/usual_names.py.\n\n"
)
_LEAST_TOLD, _LEAST_SHARE = 3, 0.6


def usual_names(requests: Iterable[Annotated]) -> Iterator[tuple[str, str]]:
    """Return words, and the canonical name that most give the thing which they name.

    A board game is a game, but is called by more than that.

    Args:
        requests: Annotated ones.
    """
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for request in requests:
        for mark in request.marks:
            if mark.kind == "E":
                told[spoken(request.text[mark.start : mark.end])][mark.name] += 1
    for words, names in sorted(told.items()):
        name, count = min(names.items(), key=lambda one: (-one[1], one[0]))
        usual = count >= _LEAST_TOLD and count >= _LEAST_SHARE * names.total()
        if usual and words and not singular(words).endswith(said(name)):
            yield words, name


def table_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Return the table as it is stored: for each name the words that mean it."""
    words_of: defaultdict[str, list[str]] = defaultdict(list)
    for words, name in pairs:
        words_of[name].append(words)
    lines = (f'{name} = "{"|".join(words_of[name])}"' for name in sorted(words_of))
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    _TABLE.write_text(table_of(usual_names(load())), encoding="utf-8")
