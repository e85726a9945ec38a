"""Choices that a change renames, leaves out or adds by their own names; pure."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from activities.understanding.knowledge.field_types import type_of
from activities.understanding.modifying.foreign_lists import items_in
from activities.understanding.text.cleaning import split_items
from models.fields import FieldType
from models.specification import Entity, FieldSpecification

_LONGEST = 2_000
_MOST_WORDS = 3
_MOST_ITEMS = 6


class _Ways(NamedTuple):
    unsaid: re.Pattern[str]
    swapped: re.Pattern[str]
    removed: re.Pattern[str]
    article: re.Pattern[str]


def with_choices_named(text: str, entities: Sequence[Entity]) -> str:
    """Return a wish in which choices are told with what they are chosen for.

    Args:
        text: "Get rid of lager but add stout" becomes "remove lager from the style choices. add
            stout to the style choices." where lager can be chosen as a style.
        entities: What is kept.
    """
    if len(text) > _LONGEST:
        return text
    choices = _choices_of(entities)
    if not choices:
        return text

    def told(found: re.Match[str]) -> str:
        groups = found.groupdict()
        old = _bare(groups["old"])
        known = choices.get(old.casefold())
        if known is None or found[0].lstrip().startswith('rename "'):
            return found[0]
        label, choice = known
        new = _bare(groups.get("new") or "")
        if "new" in groups and not new:
            return found[0]
        said = (
            f'rename "{choice}" to "{new}"' if new else f"remove {choice} from the {label} choices"
        )
        more, rest = _added(groups.get("more") or "", label)
        return f"{found['start']}{said}.\n{more}{rest}"

    for way in (_ways().unsaid, _ways().swapped, _ways().removed):
        text = way.sub(told, text)
    return text


def _added(more: str, label: str) -> tuple[str, str]:
    """Return the wish for more choices, and what else was said."""
    if not more:
        return "", ""
    said, then, rest = more.partition(", then ")
    if not then:
        said, then, rest = more.partition(" then ")
    items = [_bare(item) for several in split_items(said) for item in items_in(several)]
    behind = f"\nadd {rest}" if rest else ""
    if not items or len(items) > _MOST_ITEMS or not all(map(_is_choice, items)):
        return f"add {said}", behind
    return f"add {', '.join(items)} to the {label} choices", behind


def _is_choice(item: str) -> bool:
    fits = 0 < len(item.split()) <= _MOST_WORDS and not _ways().article.match(item)
    return fits and type_of(item) in (None, FieldType.TEXT, FieldType.LONG_TEXT, FieldType.URL)


def _choices_of(entities: Sequence[Entity]) -> dict[str, tuple[str, str]]:
    """Return the label of its field, and how it is written, of each choice that is one of one."""
    fields = [field for one in entities for field in one.fields]
    names = {label.casefold() for one in entities for label in (one.label, one.plural_label)}
    names |= {field.label.casefold() for field in fields}
    found: dict[str, list[tuple[FieldSpecification, str]]] = {}
    for field in fields:
        for choice in field.choices:
            found.setdefault(choice.casefold(), []).append((field, choice))
    return {
        said: (told[0][0].label, told[0][1])
        for said, told in found.items()
        if len(told) == 1 and said not in names
    }


def _bare(words: str) -> str:
    return words.strip(" \"'«»").strip()


@cache
def _ways() -> _Ways:
    path = Path(__file__).with_suffix(".toml")
    raw: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    words = {name: f"(?:{'|'.join(rows)})" for name, rows in raw.items()}
    start = r"(?P<start>^|(?<=[.;!?\n]) ?|, ?(?:and |but |und |et |y |e |en |i )?|(?: and | but ))"
    old = r"(?P<old>\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|[\w-]+(?: [\w-]+){0,3}?)"
    new = r"(?P<new>\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|[\w-]+(?: [\w-]+){0,3}?)"
    more = (
        rf"(?:,? {words['and']} (?:\w+ )?{words['add']} (?P<more>[^.;!?\n]{{2,120}}?)"
        r"(?: hinzu| dazu| toe| erbij| too| as well)?)?"
    )
    end = r"(?=\s*(?:[.;!?\n]|$))"
    return _Ways(
        re.compile(
            rf"{start}{words['unsaid']} {old}(?: {words['here']})*,? (?:(?:but|so|please|rather) )*"
            rf"{words['instead']} {new}{more}{end}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{start}(?:please |bitte )?{words['swap']} (?:{words['article']} )?{old} "
            rf"{words['by']} {new}{more}{end}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"{start}(?:please |bitte )?{words['remove']} (?:{words['article']} )?"
            rf"{old}{more}{end}",
            re.IGNORECASE,
        ),
        re.compile(rf"{words['article']} ", re.IGNORECASE),
    )
