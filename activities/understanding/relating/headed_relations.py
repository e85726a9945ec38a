"""Relations between lists that each have a heading: "Barrels: number, wood, which wine"; pure.

What such a list names it is related to, in the number that it says, and to nothing that no
sentence names together with it.
"""

import re
from typing import NamedTuple

from activities.understanding.draft import TEMPLATE, Draft, DraftEntity, DraftField, DraftLink
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.drafting.dating import happens_on_a_day
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.occurrences import occurrences
from activities.understanding.text.words import plural, singular
from models.fields import TEXT_TYPES, FieldType
from models.specification import RelationKind

_MARKED = " \u2026 "
"""Stands between the words of two that only the network relates."""
_HEADING = re.compile(r"(?:^|(?<=[.!?;\n]))\s*(?P<head>[^:.!?;,()\n]{3,60}):(?=\s)")
_SENTENCE = re.compile(r"[^.!?\n]+")
_BRACKETS = re.compile(r"\([^()\n]{0,200}\)")
_WORD = re.compile(r"[a-z']+")
_JOINING = word_set("it they them their its one ones that those these each every same who whom")
_CALLED = word_set("phone email mobile")
_ORGANISED = word_set(
    "company firm business organisation organization supplier shop store club agency charity "
    "contractor dealer vendor manufacturer school brewery garage practice"
)
_NAMES = word_set("name title surname first_name last_name full_name")
_APPOSED = re.compile(
    r"[,:] (?P<field>[a-z][a-z -]{1,25}),? (?:\()?(?:i\.e\.|that is|meaning|=),? "
    r"(?:(?:several|many|some|a few|a list of|the) )?(?P<what>[a-z]{3,20})\b"
)
_TEXTS = TEXT_TYPES
_LEAST = 2
_SURE = 0.95


class _Told(NamedTuple):
    """A list with a heading."""

    head: str
    items: tuple[str, ...]
    said: frozenset[str]
    """Every word of its items."""


def set_headed_right(draft: Draft, text: str) -> None:
    """Relate lists with headings as these tell.

    Args:
        draft: What was understood in English; relations and fields are changed.
        text: The request.
    """
    text = text.lower()
    headed = _headed(draft, text)
    _relate_named(draft)
    _relate_givers(draft)
    _drop_apposed(draft, text)
    draft.links[:] = [link for link in draft.links if not _is_of_records(draft, link, text)]
    for link in list(draft.links):
        ends = link.relation.source, link.relation.target
        if _MARKED not in link.evidence or not all(end in headed for end in ends):
            continue
        target = draft.entities[link.relation.target]
        if link.relation.label == target.label:
            _set_right(draft, link, headed, text)


def _is_of_records(draft: Draft, link: DraftLink, text: str) -> bool:
    """Say whether records tell who has it, and only the network relates it to people as well.

    Keys that are issued to persons belong to none: each issue says whose it is.
    """
    source, target = (draft.entities[end] for end in (link.relation.source, link.relation.target))
    plain = _MARKED in link.evidence and link.relation.label == target.label
    if not plain or link.confidence >= _SURE or not _is_party(target):
        return False
    between = [
        one
        for one in draft.entities.values()
        if (is_happening(one.label) or happens_on_a_day(one))
        and _leads(draft, one, source)
        and _leads(draft, one, target)
        and one.is_told
    ]
    return bool(between) and not _spoken_of(text, source, target)


def _headed(draft: Draft, text: str) -> dict[str, _Told]:
    """Return the list of each thing that heads one and no second."""
    found: dict[str, _Told] = {}
    twice = set()
    for match in _HEADING.finditer(text):
        heads = [one for one in draft.entities.values() if _begins(match["head"], one)]
        if len(heads) != 1:
            continue
        sentence = _SENTENCE.match(text, match.end())
        words = sentence.group() if sentence else ""
        plain = _BRACKETS.sub("", words)
        items = tuple(item.strip() for item in re.split(r",| and ", plain) if item.strip())
        if len(items) < _LEAST:
            continue
        name = heads[0].name
        twice |= {name} & found.keys()
        found[name] = _Told(match["head"], items, frozenset(_WORD.findall(plain)))
    return {name: told for name, told in found.items() if name not in twice}


def _begins(head: str, entity: DraftEntity) -> bool:
    words = re.sub(r"^(?:(?:and|then|also|the|our|my|all|of) )+", "", head.strip())
    return next(occurrences(entity.plural_label.lower(), words), -1) == 0


def _set_right(draft: Draft, link: DraftLink, headed: dict[str, _Told], text: str) -> None:
    source, target = (draft.entities[end] for end in (link.relation.source, link.relation.target))
    own, other = headed[source.name], headed[target.name]
    _drop_asked(source, own, target)
    if _is_named(own, target):
        _name_one(link, own, target, _spoken_of(text, source, target))
        return
    if _spoken_of(text, source, target):
        return
    single = link.relation.kind is RelationKind.MANY_TO_ONE
    if _asks_which(other, source):
        if single and not is_happening(source.label) and not _leads(draft, target, source):
            draft.links.remove(link)
            draft.link(target, source, source.label, evidence=link.evidence)
    elif _is_apart(draft, link, headed):
        draft.links.remove(link)


def _drop_asked(source: DraftEntity, own: _Told, target: DraftEntity) -> None:
    """Take away the text of "which wine inside", which the relation to the wines says."""
    one = f"{target.label.lower()} "
    asked = {item.removeprefix("which ") for item in own.items if item.startswith(f"which {one}")}
    source.fields = [
        field
        for field in source.fields
        if field.specification.type is not FieldType.TEXT
        or field.specification.label.lower() not in asked
    ]


def _drop_apposed(draft: Draft, text: str) -> None:
    """Take away the text of "programme, i.e. several pieces", which a relation to these says."""
    for match in _APPOSED.finditer(text):
        target = draft.find(match["what"])
        for link in draft.links:
            source = draft.entities[link.relation.source]
            if target is None or link.relation.target != target.name or source is target:
                continue
            source.fields = [
                field
                for field in source.fields
                if field.specification.type not in _TEXTS
                or field.evidence.lower() != match["field"].strip()
            ]


def _name_one(link: DraftLink, own: _Told, target: DraftEntity, spoken: bool) -> None:
    """Let one be chosen where the list names one: "Batches: product, made on"."""
    one = target.label.lower()
    several = target.plural_label.lower()
    single = one in own.items and several not in own.said and one != several
    if single and not spoken and link.relation.kind is RelationKind.MANY_TO_MANY:
        link.relation = link.relation.model_copy(update={"kind": RelationKind.MANY_TO_ONE})


def _is_apart(draft: Draft, link: DraftLink, headed: dict[str, _Told]) -> bool:
    """Say whether nothing joins two, and the one has something else that it is of."""
    source, target = link.relation.source, draft.entities[link.relation.target]
    own, other = headed[source], headed[target.name]
    if _JOINING & (own.said | {*_WORD.findall(f"{own.head} {other.head}")}):
        return False
    texts = {field.specification.label.lower() for field in draft.entities[source].fields}
    if _is_party(target) and any(
        _is_somebody_else(item) for item in own.items if item not in texts
    ):
        return False
    others = (draft.entities[one.relation.target] for one in draft.links_of(source))
    return any(one is not target and _is_named(own, one) for one in others)


def _is_somebody_else(item: str) -> bool:
    return bool(item) and (is_person_word(item) or item.endswith(" by"))


def _is_party(entity: DraftEntity) -> bool:
    return is_somebody(entity) or bool(_CALLED & {*entity.names()})


def _is_named(told: _Told, entity: DraftEntity) -> bool:
    return bool(_forms(entity) & told.said)


def _asks_which(told: _Told, entity: DraftEntity) -> bool:
    """Say whether a list has an item for one of another: "which kitten they want"."""
    one = re.escape(entity.label.lower())
    return any(re.match(rf"(?:(?:for |of |in |at )?which )?{one}\b", item) for item in told.items)


def _leads(draft: Draft, source: DraftEntity, target: DraftEntity) -> bool:
    return any(link.relation.target == target.name for link in draft.links_of(source.name))


def _spoken_of(text: str, one: DraftEntity, other: DraftEntity) -> bool:
    """Say whether a sentence that is no list of fields names both."""
    for sentence in _SENTENCE.finditer(text):
        said = {*_WORD.findall(sentence.group())}
        if _forms(one) & said and _forms(other) & said and not _HEADING.match(sentence.group()):
            return True
    return False


def _forms(entity: DraftEntity) -> set[str]:
    """Return the words by which a list is named."""
    last = entity.label.lower().split()[-1]
    words = {last, entity.plural_label.lower().split()[-1], entity.name.rsplit("_", 1)[-1]}
    return {form for word in words for form in (word, singular(word), plural(word))}


def _relate_named(draft: Draft) -> None:
    """Relate what tells a company to the only list of these, which are told by that word.

    "Trades: company, phone. Quotes: company, amount" has quotes of the trades.
    """
    for target in list(draft.entities.values()):
        label = _named_by(target)
        if not label or any(
            one is not target and _named_by(one) == label for one in draft.entities.values()
        ):
            continue
        for source in draft.entities.values():
            told = [
                field
                for field in source.fields
                if field.evidence
                and field.specification.type is FieldType.TEXT
                and field.specification.label.lower() == label
            ]
            if source is target or not told or _leads(draft, target, source):
                continue
            source.fields = [field for field in source.fields if field not in told]
            if not _leads(draft, source, target):
                evidence = told[0].evidence
                draft.link(source, target, told[0].specification.label, evidence=evidence)
            _drop_usual(draft, source, target)


def _drop_usual(draft: Draft, source: DraftEntity, target: DraftEntity) -> None:
    """Take away what is only usually related: an invoice names the company, and no quote."""
    kept = draft.links_of(source.name)
    usual = [one for one in kept if one.confidence <= TEMPLATE]
    others = [one for one in usual if one.relation.target != target.name]
    draft.links[:] = [link for link in draft.links if not any(link is one for one in others)]


def _named_by(entity: DraftEntity) -> str:
    """Return the word by which each of a list of companies is told, or nothing."""
    names = {*entity.names()}
    first = next((field for field in entity.fields if field.evidence), None)
    if first is None or _NAMES & names or not _CALLED & names:
        return ""
    label = first.specification.label.lower()
    return label if label.split()[-1] in _ORGANISED else ""


def _relate_givers(draft: Draft) -> None:
    """Relate what was "donated by" somebody to the donors that are kept."""
    for source in draft.entities.values():
        for field in list(source.fields):
            target = _giver(draft, field)
            if target is None or target is source or _leads(draft, source, target):
                continue
            source.fields.remove(field)
            draft.link(source, target, field.specification.label, evidence=field.evidence)


def _giver(draft: Draft, field: DraftField) -> DraftEntity | None:
    known = field.specification
    target = draft.entities.get(known.name)
    by = field.evidence.lower().endswith(" by") and known.type is FieldType.TEXT
    return target if by and target is not None and _is_party(target) else None
