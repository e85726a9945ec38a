"""What is told side by side and has nothing to do with one another: meetings and books; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField, DraftLink
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.drafting.dating import happens_on_a_day
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.usual_links import usual_links
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.occurrences import occurrences
from activities.understanding.text.words import plural, singular
from models.fields import FieldType
from models.specification import RelationKind

_LONGEST_FIELD = 25
_BOOKED = frozenset({"booking", "reservation", "stay", "rental", "loan", "lending"})
"""What is of somebody and of one thing at a time, which is not theirs otherwise."""
_GUESSED = 0.7
"""Below, the network only guesses that two belong together."""
_GATHERINGS = word_set("meeting rehearsal party conference tournament race competition festival")
"""They are of those who come, and of no single thing that is kept besides."""
_HOSTS = word_set(
    "team club committee group choir band orchestra class course school company project series "
    "league season venue hall place room location board chapter branch society association city"
)
_ANYBODY = word_set("member volunteer person child friend neighbour neighbor employee participant")
"""Who belongs to the whole, and to nothing that is kept besides; an owner belongs to a house."""
_JOINING = word_set(
    "each every it its their theirs they them one ones which that who whose whom per of for from "
    "to in at on by same this these those belongs belong has have had own owns"
)
_WHO = word_set("who whom whose by they their he she his her i we our them")
_NEARLY_SURE = 0.93
_HEADS = r"(?:^|[.!?;\n]\s*)(?:(?:the|our|my) )?{}\s*:"
_CALLED = word_set("phone email mobile")
_MARKED = " … "
"""Stands between the words of two that the network relates."""
_BEGINS = re.compile(r"[.;:,!?\n(][^.;:,!?\n(]*$")
_ENDS = re.compile(r"[.;!?\n]|$")
_WORD = re.compile(r"[a-z']+")


def drop_unasked(draft: Draft, text: str) -> None:
    """Take away relations between things that no word joins, and that don't belong together.

    Args:
        draft: What was understood in English; relations are taken away.
        text: The request.
    """
    text = text.lower()
    draft.links[:] = [link for link in draft.links if not _is_unasked(draft, link, text)]


def drop_around(draft: Draft, text: str) -> None:
    """Take away what relates a guest to the room directly, where bookings are of both.

    Args:
        draft: What was understood in another language than English; relations are taken away.
        text: The request.
    """
    low = text.lower()
    pairs = {_ends(link) for link in draft.links}
    through = [one.name for one in draft.entities.values() if one.name in _BOOKED]

    def is_around(link: DraftLink) -> bool:
        source, target = (draft.entities[end] for end in _ends(link))
        both = any({(one, source.name), (one, target.name)} <= pairs for one in through)
        people = is_somebody(source) and not is_somebody(target)
        return both and people and _MARKED in link.evidence and not _tells(low, source, target)

    draft.links[:] = [link for link in draft.links if not is_around(link)]


def _tells(low: str, source: DraftEntity, target: DraftEntity) -> bool:
    """Say whether a thing is named in the clause that tells of somebody."""
    words = [source.evidence, *(told.evidence for told in source.fields if told.evidence)]
    begin = low.find(source.evidence.lower())
    end = max(low.find(one.lower(), max(begin, 0)) + len(one) for one in words)
    named = {target.label.lower(), target.plural_label.lower(), target.evidence.lower()}
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", low[begin:end]) for one in named if one)


def _is_unasked(draft: Draft, link: DraftLink, text: str) -> bool:
    source, target = (draft.entities[end] for end in _ends(link))
    told = all(one.is_told for one in (source, target))
    if not told or _is_usual(draft, source, target):
        return False
    if link.relation.label == target.label and _is_around(draft, link, text):
        return True
    if link.relation.name != target.name:
        return False
    if _is_side_remark(draft, link, source, target):
        return not _names(_sentence(text, source), target)
    if _each_on_its_day(draft, link, text):
        return True
    guessed = bool(link.evidence) and link.confidence < _GUESSED and _both_headed(text, link, draft)
    single = link.relation.kind is RelationKind.MANY_TO_ONE
    if not (guessed or (single and _never_belong(source, target))):
        return False
    parts = ((_segment(draft, text, source), target), (_segment(draft, text, target), source))
    return not any(not part or _joins(part, other) for part, other in parts)


def _is_around(draft: Draft, link: DraftLink, text: str) -> bool:
    """Say whether only the network relates two that a third joins: a loan and an object's giver.

    Who did it or was in it may be told in words that name no list.
    """
    source, target = (draft.entities[end] for end in _ends(link))
    if _MARKED not in link.evidence or link.relation.kind is not RelationKind.MANY_TO_ONE:
        return False
    own, other = _told_in(text, source), _told_in(text, target)
    if not own or not other or _names(own, target) or _names(other, source):
        return False
    pairs = {_ends(one) for one in draft.links}
    between = [one for one in draft.entities.values() if (source.name, one.name) in pairs]
    if _is_party(target):
        led = any((one.name, target.name) in pairs and _names(own, one) for one in between)
        return led and not _WHO & {*_WORD.findall(own)}
    return any((target.name, one.name) in pairs and _is_party(one) for one in between)


def _is_party(entity: DraftEntity) -> bool:
    """Say whether somebody is kept, by the word for them or as they can be called."""
    return is_somebody(entity) or bool(_CALLED & {*entity.names()})


def _told_in(text: str, entity: DraftEntity) -> str:
    """Return the sentence in which a list is told, or nothing."""
    words = entity.evidence.lower()
    at = next(occurrences(words, text), -1)
    return _around(text, at) if at >= 0 else ""


def _each_on_its_day(draft: Draft, link: DraftLink, text: str) -> bool:
    """Say whether each heads its own list with a day of its own: "Meals: … Reactions: …"."""
    if _MARKED not in link.evidence or link.confidence >= _NEARLY_SURE:
        return False
    ends = [draft.entities[name] for name in _ends(link)]
    heads = [_HEADS.format(re.escape(one.plural_label.lower())) for one in ends]
    if not all(
        re.search(head, text) and _is_dated(one) for head, one in zip(heads, ends, strict=True)
    ):
        return False
    parts = [_sentence(text, one) for one in ends]
    return not (_names(parts[0], ends[1]) or _names(parts[1], ends[0]))


def _is_dated(entity: DraftEntity) -> bool:
    return any(f.evidence and f.specification.type is FieldType.DATE for f in entity.fields)


def _both_headed(text: str, link: DraftLink, draft: Draft) -> bool:
    """Say whether each begins a sentence and is of others: "her pills: … our visits: …"."""
    whose = set()
    for name in _ends(link):
        said = re.escape(draft.entities[name].plural_label.lower())
        head = rf"(?:^|[.!?;\n]\s*)(?P<whose>her|his|their|our|my) {said}\s*[:(\u2013-]"
        found = re.search(head, text)
        whose.add(found["whose"] if found else "")
    return len(whose) == len(_ends(link)) and "" not in whose


def _ends(link: DraftLink) -> tuple[str, str]:
    return link.relation.source, link.relation.target


def _is_usual(draft: Draft, source: DraftEntity, target: DraftEntity) -> bool:
    pairs = [(source.name, target.name), (target.name, source.name)]
    if source.thing and target.thing:
        known = (source.thing.name, target.thing.name)
        usual = draft.lexicon.usual_links
        if known in usual or known[::-1] in usual:
            return True
    return any(pair in usual_links() for pair in pairs)


def _never_belong(source: DraftEntity, target: DraftEntity) -> bool:
    """Say whether one is a gathering and the other no host, or neither of them ever happens."""
    if singular(source.label.lower().split()[-1]) in _GATHERINGS:
        return singular(target.label.lower().split()[-1]) not in _HOSTS
    lasts = not any(is_happening(one.label) or happens_on_a_day(one) for one in (source, target))
    anybody = target.name.rsplit("_", 1)[-1] in _ANYBODY
    return lasts and anybody and not is_somebody(source)


def _is_side_remark(
    draft: Draft, link: DraftLink, source: DraftEntity, target: DraftEntity
) -> bool:
    """Say whether what happens belongs to something else, and this only happens as well."""
    others = [one for one in draft.links_of(source.name) if one is not link]
    to_others = any(not happens_on_a_day(draft.entities[_ends(one)[1]]) for one in others)
    return to_others and happens_on_a_day(source) and happens_on_a_day(target)


def _names(part: str, entity: DraftEntity) -> bool:
    one = singular(entity.label.lower().split()[-1])
    return bool({one, plural(one)} & {*_WORD.findall(part)})


def _joins(part: str, other: DraftEntity) -> bool:
    return bool(_JOINING & {*_WORD.findall(part)}) or _names(part, other)


def _at(text: str, entity: DraftEntity) -> int:
    """Return where a list is told: at its word for several if that stands there."""
    for words in (entity.plural_label.lower(), entity.evidence.lower()):
        at = next(occurrences(words, text), -1)
        if at >= 0:
            return at
    return -1


def _sentence(text: str, entity: DraftEntity) -> str:
    at = _at(text, entity)
    return text if at < 0 else _around(text, at)


def _around(text: str, at: int) -> str:
    """Return the sentence that a place is in."""
    begin = max(text.rfind(mark, 0, at) for mark in ".;!?\n") + 1
    end = _ENDS.search(text, at)
    return text[begin : end.start() if end else len(text)]


def _segment(draft: Draft, text: str, entity: DraftEntity) -> str:
    """Return what is told of a thing up to the next one, without the words of its fields."""
    at = _at(text, entity)
    if at < 0:
        return ""
    others = [_at(text, one) for one in draft.entities.values() if one is not entity]
    before = _BEGINS.search(text, max(0, at - 120), at)
    begin = before.start() + 1 if before else max(0, at - 120)
    sentence = _ENDS.search(text, at)
    end = min(
        sentence.start() if sentence else len(text),
        *(other for other in others if other > at),
        len(text),
    )
    fields = [_words(one) for one in entity.fields if one.evidence]
    told = [one for one in fields if one in text[at:end]]
    last = max((text.rfind(one, at, end) + len(one) for one in told), default=end)
    part = text[begin:last]
    for one in sorted(told, key=len, reverse=True):
        part = part.replace(one, " ")
    return part or " "


def _words(told: DraftField) -> str:
    """Return the words of a field, where its evidence may be a whole statement."""
    words, label = told.evidence.lower(), told.specification.label.lower()
    return label if len(words) > _LONGEST_FIELD else words
