"""What stands among the things to keep and was taken up as nothing; pure.

A story may tell much that is not to be kept. But whoever lists what is to be kept, and finds
a part of the list nowhere, is told so: nothing said is lost.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from activities.understanding.marking.marks import Marked
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import singular
from activities.understanding.wishes.lost_clauses import lost_in
from activities.understanding.wishes.ordering import Ordered
from activities.understanding.wishes.statements import stated_in
from models.conversation import BeyondLimit, Finding
from models.specification import Entity, FieldType, Relation, View

_LOOKED_AT = 4_000
_MOST = 3
_LONGEST, _LONGEST_NOUN = 7, 3
_LONGEST_EVIDENCE = 6
_LEAST_TOLD = 2
"""Marks that make a sentence one of what is to be kept."""
_SENTENCE = re.compile(r"[^.!?;\n]+")
_PART = re.compile(
    r"[^,:()]+?(?=[,:()]|\b(?:and|plus|also|with|or|has|(?<!\bi )(?<!\bwe )have)\b|$)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:and|plus|also|with|or|has|have)\b\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_QUESTION = re.compile(
    r"(?:who|whose|whom|what|where|when|which|how (?:much|many|long|far|often))\b", re.IGNORECASE
)
_DETERMINED = re.compile(r"(?:the|a|an|their|our|my|his|her|its) \w+", re.IGNORECASE)
_STORY = re.compile(r"\s*(?:i|we|my|our|it|he|she|they|you|there|this|that)\b", re.IGNORECASE)
_DOERS = word_set("to_whom borrower lent_to borrowed_by lender customer buyer client")
_TOLD_BEHIND = re.compile(r":\s+(?:i|we|our|my|he|she|they)(?: [\w'\u2019-]+){4}", re.IGNORECASE)
"""What goes on as a story behind a colon: "for mothers: our group cooks for families"."""
_EXAMPLES = re.compile(
    r"\b(?:and so (?:on|forth)|and the like|or whatever)\b|, whatever\b", re.IGNORECASE
)
_FOR_INSTANCE = re.compile(
    r",? (?:like|such as|e\.g\.|for example|for instance)\b(?:(?! with\b)[^:()])*", re.IGNORECASE
)
"""Examples of what is kept, which nobody wants for themselves."""
_COMMENT = re.compile(
    r"which (?:matters?|means?|is|was|are|were|would|will|never|always|i|we|makes?|takes?) ", re.I
)
_ASIDE = word_set(
    "no not never without nothing none nobody just only so but because please thanks sorry etc ok "
    "like else then always sometimes mostly perhaps maybe somehow whatever really i'm it's don't "
    "that's"
)
_MANNER = re.compile(
    r"in (?:the right |that |this )?(?:order|full|advance|time|total|detail)", re.I
)
"""How something is to be, and nothing to keep."""
_KINDS_OF_FIELD = word_set("link url text number date time photo picture file yes/no amount choice")
_PLACING = word_set("at in on by from to for of during into under one")
_EMPTY = word_set(
    "the a an of to for in on at by my our your their his her its it is was were are be been i we "
    "you us they who whose whom what where when which how much many long far often and or each per "
    "with from has have had do does did than too some any every all"
)


_NUMBERED = re.compile(r"\b(?:numbers?|no\.?|nr\.?|code|id|ref(?:erence)?) ?\( ?$", re.IGNORECASE)
_NEAR = 30
_OF_NUMBER = re.compile(r"\d,$")
_MAKE = re.compile(r"[A-Z][\w'&.-]{1,20}(?: [A-Z][\w'&.-]{1,20})?")


class _Part(NamedTuple):
    start: int
    end: int
    words: str


def overlooked_in(
    text: str,
    marked: Marked,
    entities: Iterable[Entity],
    relations: Iterable[Relation],
    findings: Iterable[Finding],
    left: Collection[str] = (),
    language: str = "en",
    shown: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the parts of lists and the statements of which nothing is kept, as they were written.

    Args:
        text: The request.
        marked: Its marks.
        entities: What is kept.
        relations: How it belongs together.
        findings: What was understood, with the words it came from.
        left: Words that are said to be left to people anyway.
        language: ISO 639-1 code; lists and clauses are looked through in English.
        shown: Words of what is shown, or told of elsewhere.
    """
    entities, findings = tuple(entities), tuple(findings)
    known = _known(entities, relations, findings)
    fields = tuple(field for one in entities for field in one.fields)
    stated = stated_in(
        text,
        language,
        known,
        priced=any(field.type is FieldType.MONEY for field in fields),
        by_whom=any(field.name in _DOERS for field in fields),
    )
    if language != "en":
        return _once(stated, left)[:_MOST]
    labels, told = _known(entities, relations, ()), (*left, *shown)
    # What stands in a whole sentence was not taken up with it.
    close = _known(entities, relations, (one for one in findings if _is_close(one)))
    lost = lost_in(text, marked, close, labels, told) if entities else ()
    return _once((*_listed(text, marked, known), *stated, *lost), left)[:_MOST]


def shown_by(
    beyond: Iterable[BeyondLimit],
    views: Mapping[View, tuple[str, float]],
    orders: Iterable[Ordered],
) -> tuple[str, ...]:
    """Return the words of what is shown some way, or told of as a limit.

    A filter picks out only what is kept, so its words alone tell of nothing.
    """
    shown = [words for view, (words, _) in views.items() if view is not View.FILTER]
    return (*shown, *(one.words for one in beyond), *(one.words for one in orders))


def _is_close(one: Finding) -> bool:
    return len(one.evidence.split()) <= _LONGEST_EVIDENCE


def _listed(text: str, marked: Marked, known: frozenset[str]) -> Iterator[str]:
    """Return the parts of lists that nothing is made of."""
    taken = [(thing.words.start, thing.words.end) for thing in marked.things]
    taken += [(field.words.start, field.words.end) for field in marked.fields]
    asked = [(wish.words.start, wish.words.end) for wish in marked.wishes]
    for sentence in _SENTENCE.finditer(text[:_LOOKED_AT]):
        first = _start_of_list(sentence)
        examples = [match.span() for match in _FOR_INSTANCE.finditer(text, *sentence.span())]
        for part in _loose(_parts(text, sentence), taken, asked):
            told = part.start >= first and _is_told(part.words)
            told = told and not any(start <= part.start < end for start, end in examples)
            if told and not _is_remark(text, part) and not _words(part.words) & known:
                yield part.words


def _is_remark(text: str, part: _Part) -> bool:
    """Say whether all of a bracket tells of what kind a field is, or is said of a heading."""
    if part.words[:1].isdigit() and _OF_NUMBER.search(text[max(0, part.start - 2) : part.start]):
        return True  # the rest of "2,500 pieces"
    if text[: part.start].rstrip(" ")[-1:] != "(":
        return False
    if _MAKE.fullmatch(part.words) and _NUMBERED.search(
        text[max(0, part.start - _NEAR) : part.start]
    ):
        return True  # whose numbers they are
    behind = text[part.end : part.end + 4].replace(" ", "")
    return behind.startswith("):") or (
        behind.startswith(")") and part.words.lower() in _KINDS_OF_FIELD
    )


def _start_of_list(sentence: re.Match[str]) -> int:
    """Return from where on a list may stand: in a story behind a colon, among examples nowhere."""
    said = sentence.group()
    if _EXAMPLES.search(said):
        return sentence.end()
    colon = said.find(":")
    if not _STORY.match(said):
        return sentence.end() if _TOLD_BEHIND.search(said) else sentence.start()
    return sentence.start() + colon if colon >= 0 else sentence.end()


def _once(found: Iterable[str], left: Collection[str]) -> tuple[str, ...]:
    """Return words once, without those that are a part of others or told of anyway."""
    kept: list[str] = []
    for words in found:
        said = words.casefold()
        if not any(said in one.casefold() or one.casefold() in said for one in (*kept, *left)):
            kept.append(words)
    return tuple(kept)


def _known(
    entities: Iterable[Entity], relations: Iterable[Relation], findings: Iterable[Finding]
) -> frozenset[str]:
    said = [link.label for link in relations]
    for entity in entities:
        said += [entity.label, entity.plural_label, entity.name.replace("_", " ")]
        for field in entity.fields:
            said += [field.label, field.name.replace("_", " "), *field.choices]
    said += [one.evidence for one in findings if not one.what.startswith("category=")]
    return _words(" ".join(said))


def _words(text: str) -> frozenset[str]:
    words = frozenset(singular(word) for word in _WORD.findall(text.lower()))
    return words - _EMPTY


def _parts(text: str, sentence: re.Match[str]) -> Iterator[_Part]:
    for match in _PART.finditer(text, *sentence.span()):
        joint = _JOINT.match(text, match.start())
        start = joint.end() if joint else match.start()
        words = text[start : match.end()].strip()
        if words:
            yield _Part(start, match.end(), words)


def _loose(
    parts: Iterable[_Part], taken: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> Iterator[_Part]:
    """Return the parts that nothing is marked in, between or right behind such with marks."""
    told, last = 0, -1
    loose: dict[int, _Part] = {}
    for at, part in enumerate(parts):
        marks = sum(start < part.end and part.start < end for start, end in taken)
        wished = any(start < part.end and part.start < end for start, end in asked)
        if told and not marks and not wished:
            loose[at] = part
        told, last = told + marks, at if marks else last
    if told >= _LEAST_TOLD:
        yield from (part for at, part in loose.items() if at <= last + 1)


def _is_told(words: str) -> bool:
    """Say whether a part tells of something to keep: "who got it", "the colour", "black"."""
    plain = words.lower().split()
    if len(plain) > _LONGEST or set(plain) & _ASIDE or not _words(words):
        return False
    if _MANNER.fullmatch(words) or _COMMENT.match(words) or plain[0] in _PLACING:
        return False
    if _QUESTION.match(words) or _DETERMINED.fullmatch(words):
        return True
    last = tag(words)[-1:]
    return len(plain) <= _LONGEST_NOUN and bool(last) and last[0].is_noun
