"""Plain changes in other languages: what is added, left out, renamed or demanded; pure."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

KINDS = (
    "view",
    "sum",
    "split",
    "remind",
    "title",
    "replace",
    "board",
    "optional",
    "required",
    "newest",
    "oldest",
    "sort",
    "also",
    "choice",
    "rename",
    "either",
    "remove",
    "add",
)
"""What can be asked for; what is read first comes first."""
_LONGEST = 300
_MOST_WORDS = 14
"""Words of what is told in a piece of a sentence: who writes more writes a whole one."""
_MOST_LEADS = 4
_QUOTES = " \"'.!?„“”«»:"


class Asked(NamedTuple):
    """What a clause in another language asks for, in the words that were said."""

    kind: str
    """One of :data:`KINDS`."""
    language: str
    words: str = ""
    place: str = ""
    value: str = ""
    said_field: bool = False
    """Whether a field was spoken of in so many words."""


@dataclass(frozen=True)
class _Way:
    language: str
    lead: re.Pattern[str]
    joined: re.Pattern[str]
    field: re.Pattern[str]
    article: re.Pattern[str]
    rules: tuple[tuple[str, re.Pattern[str]], ...]
    elliptic: tuple[re.Pattern[str], ...]
    """Pieces of sentences that ask for more: "also a photo"."""
    clause: re.Pattern[str]
    """Words by which a piece of a sentence says something else."""
    places: tuple[re.Pattern[str], ...]


def asked_in(said: str) -> tuple[Asked, ...]:
    """Return what is asked for in another language; nothing if the words are none of those.

    Args:
        said: One sentence of a change, as it was written.
    """
    if len(said) > _LONGEST:
        return ()
    readings = [reading for way in _ways() if (reading := _readings(way, said))]
    # "elimina" is said in three languages: the articles tell which.
    return max(readings, key=lambda found: sum(map(_is_told, found)), default=())


def _readings(way: _Way, said: str) -> tuple[Asked, ...]:
    """Return what every part asks for in one language; nothing where one asks for nothing."""
    parts = [part for part in way.joined.split(said.strip()) if part.strip()]
    found = [asked for part in parts if (asked := _read(way, part))]
    return tuple(found) if len(found) == len(parts) else ()


def _is_told(asked: Asked) -> bool:
    """Say whether the words begin with an article, or with "field", of the language."""
    return without_article(asked.words, asked.language) != asked.words.strip(_QUOTES)


def placed(asked: Asked) -> Iterator[tuple[str, str]]:
    """Return how the words may divide into what is added, and to what; the whole comes last."""
    way = next(way for way in _ways() if way.language == asked.language)
    if asked.place:
        yield asked.words, without_article(asked.place, asked.language)
    for pattern in way.places:
        found = pattern.fullmatch(asked.words)
        if found:
            yield found["words"], found["place"]
    yield asked.words, ""


def without_article(words: str, language: str) -> str:
    """Return a name without its article and quotes, and without "field" before it."""
    way = next(way for way in _ways() if way.language == language)
    bare = way.field.sub("", words.strip(_QUOTES), count=1)
    return way.article.sub("", bare, count=1).strip(_QUOTES)


def _read(way: _Way, part: str) -> Asked | None:
    whole = text = part.strip(_QUOTES)
    for _ in range(_MOST_LEADS):
        text = way.lead.sub("", text, count=1)
    for kind, pattern in way.rules:
        found = pattern.fullmatch(text)
        if not found:
            continue
        groups = found.groupdict()
        words = (groups.get("words") or "").strip()
        return Asked(
            kind,
            way.language,
            words,
            (groups.get("place") or "").strip(),
            (groups.get("value") or "").strip(_QUOTES),
            said_field=bool(way.field.search(words)),
        )
    return _elliptic(way, whole)


def _elliptic(way: _Way, text: str) -> Asked | None:
    """Read a piece of a sentence that asks for more, unless it says what is done or is so."""
    for pattern in way.elliptic:
        found = pattern.fullmatch(text)
        words = found["words"].strip() if found else ""
        if words and len(words.split()) <= _MOST_WORDS and not way.clause.search(words):
            return Asked("add", way.language, words, said_field=bool(way.field.search(words)))
    return None


@cache
def _ways() -> tuple[_Way, ...]:
    raw = tomllib.loads(files(__package__).joinpath("foreign.toml").read_text(encoding="utf-8"))
    return tuple(_way(language, rows) for language, rows in raw.items())


def _way(language: str, rows: dict[str, Any]) -> _Way:
    field = rows["field"]
    return _Way(
        language,
        lead=_compiled(f"^{rows['lead']}"),
        joined=_compiled(rows["joined"]),
        field=_compiled(rf"^(?:{field})"),
        article=_compiled(f"^{rows['article']}"),
        rules=tuple(
            (kind, _compiled(pattern.replace("{field}", field)))
            for kind in KINDS
            for pattern in rows.get(kind, ())
        ),
        elliptic=tuple(map(_compiled, rows["elliptic"])),
        clause=_compiled(rf"\b(?:{rows['clause']})\b"),
        places=tuple(
            _compiled(rows[name]) for name in ("place_before", "place_behind") if name in rows
        ),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
