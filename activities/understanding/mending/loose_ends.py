"""Marked words that end in the middle of what is told: "collected by and when"; pure."""

import re
from collections.abc import Iterator

from activities.understanding.grammar.asking import participle
from activities.understanding.marking.marks import Marked, MarkedField, Words
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import identifier, singular
from models.specification import FieldType

_LOOSE = re.compile(r"(?<=\w)[ ,]+(?:and|or|und|oder|ou)$", re.IGNORECASE)
_LOOSE_NAME = re.compile(r"(?<=[a-z])_(?:and|or|und|oder|ou)$")
_AND_WHEN = re.compile(r"(?:,| and|, and| &) when$", re.IGNORECASE)
_WHEN_BEHIND = re.compile(r" (?:and|&) when(?=\s*(?:[,.;:)\n]|$))", re.IGNORECASE)
_YES = re.compile(
    r"(?P<label>[^/,:()]{2,60}?)[ :]+"
    r"(?P<choices>(?:yes|ja|s[ií]|oui|sì|sim|tak|daily|weekly|monthly|never)(?: ?/ ?[\w-]+){2,6})",
    re.IGNORECASE,
)
"""What may be more than yes or no, or how often: "edible yes/no/unsure"."""
_OR = re.compile(r" (?:or|and|oder|und|ou|et|o|e|y|of|en|lub|i) ")
_MOST_WORDS = 5
_SPACED = re.compile(r"[a-z0-9-]{2,20}(?: [a-z0-9-]{2,20}){2,9}", re.IGNORECASE)
"""Three and more in parentheses that nothing parts: "type (fire water grass)"."""
_SLASHED = re.compile(
    r"\W{1,3}(?P<values>(?:[^\s,;:/()]{1,30}(?: [^\s,;:/()]{1,30})? ?/ ?){2,9}"
    r"[^\s,;:/().]{1,30}(?: [^\s,;:/().]{1,30}(?=\s*(?:[,;.)\n]|$)))?)"
)
"""Three and more that slashes part, some of two words: "new/in progress/ready to go"."""


def without_loose_ends(text: str, marked: Marked) -> Marked:
    """Return the marks without conjunctions at their ends; who and when are two fields.

    Args:
        text: The request.
        marked: Its marks.
    """
    begun = frozenset(field.words.start for field in marked.fields)
    fields = tuple(part for field in marked.fields for part in _parts(text, field, begun))
    things = tuple(
        thing._replace(words=_tied(thing.words), name=_name(thing.name)) for thing in marked.things
    )
    relations = tuple(
        relation._replace(source=_name(relation.source), target=_name(relation.target))
        for relation in marked.relations
    )
    return marked._replace(fields=fields, things=things, relations=relations)


def _tied(words: Words) -> Words:
    kept = _LOOSE.sub("", words.text)
    return words._replace(end=words.start + len(kept), text=kept)


def _name(name: str) -> str:
    bare = _LOOSE_NAME.sub("", name)
    return name if bare == name else identifier(singular(bare.replace("_", " ")))


def _whole_values(text: str, field: MarkedField, begun: frozenset[int]) -> str:
    """Return the values of a field up to the last one that a slash parts from the others."""
    if field.type != FieldType.CHOICE:
        return field.values
    told = _SPACED.fullmatch(field.values) and not _OR.search(field.values)
    if told and f"({field.values})" in text:
        return field.values.replace(" ", ", ")
    behind = _SLASHED.match(text, field.words.end)
    if behind and behind.start("values") in begun:
        behind = None  # those of the next field
    values = behind["values"] if behind else ""
    return values if values.startswith(field.values) and "/" in values else field.values


def _parts(text: str, field: MarkedField, begun: frozenset[int]) -> Iterator[MarkedField]:
    """Return a field, or the two that its words tell."""
    field = field._replace(owner=_name(field.owner), values=_whole_values(text, field, begun))
    told = _AND_WHEN.search(field.words.text)
    behind = _WHEN_BEHIND.match(text, field.words.end) if field.type == FieldType.TEXT else None
    before = field.words.text[: told.start()] if told else field.words.text
    done = _done(before) if told or behind else ""
    if done and told:
        yield _called(field, before, FieldType.TEXT)
    elif done and behind:
        yield field
    else:
        yield _with_values(field) if field.type == FieldType.CHOICE else _bare(field)
        return
    when = field._replace(values="", said=f"{done} on", named=False)
    yield when._replace(name=identifier(f"{done} on"), type=FieldType.DATE.value)


def _done(words: str) -> str:
    """Return what was done by somebody or somewhere: "collected" of "collected by"."""
    tags = tag(words)
    if not 1 < len(tags) <= _MOST_WORDS:
        return ""
    verbs = [word for word in tags if word.tag in ("VVN", "VVD")]
    if len(verbs) != 1:
        return ""
    regular = verbs[0].tag == "VVN" or verbs[0].low.endswith("ed")
    return verbs[0].low if regular else participle(verbs[0].lemma)


def _bare(field: MarkedField) -> MarkedField:
    words = _tied(field.words)
    if words == field.words:
        return field
    return field._replace(words=words, name=_LOOSE_NAME.sub("", field.name))


def _with_values(field: MarkedField) -> MarkedField:
    """Return a choice with what can be chosen parted from what it is called."""
    told = None if field.values else _YES.fullmatch(field.words.text)
    if told is None:
        return _bare(field)
    field = _called(field, told["label"], FieldType.CHOICE)
    return field._replace(values=re.sub(r" ?/ ?", ", ", told["choices"]))


def _called(field: MarkedField, label: str, kind: FieldType) -> MarkedField:
    start = field.words.start
    words = Words(start, start + len(label), label)
    return field._replace(words=words, name=identifier(label), named=True, type=kind.value)
