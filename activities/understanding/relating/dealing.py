"""What people do with what is kept, told in a plain sentence: "members borrow a copy"; pure.

The thing is read as a list and the sentence as a story; what they do is a list between both.
"""

import re

from activities.understanding.draft import (
    ASSUMED,
    Draft,
    DraftEntity,
    DraftField,
    ensure_named,
    fill_usual_fields,
)
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, plural, singular
from models.fields import FieldType

_DONE = {
    "borrow": "loan",
    "check out": "loan",
    "rent": "loan",
    "hire": "loan",
    "book": "booking",
    "reserve": "booking",
    "order": "order",
    "enrol in": "enrolment",
    "enrol on": "enrolment",
    "enroll in": "enrolment",
    "enrol for": "enrolment",
    "sign up for": "enrolment",
    "register for": "enrolment",
    "inspect": "inspection",
    "check": "check",
    "adopt": "adoption",
    "sponsor": "sponsorship",
}
_DEALING = re.compile(
    r"(?:(?<=[.;:!?\n,] )|(?<=\n)|(?<=\band )|\A)(?:(?:our|the|my|some|all) )?"
    r"(?P<who>[a-z]{3,20}s|children|people) (?:(?:can|may|will|also|often|usually|sometimes) )*"
    rf"(?P<verb>{'|'.join(_DONE)})s? (?P<what>[^.;:,!?\n]{{2,60}})",
    re.IGNORECASE,
)
_DOERS = re.compile(r"(?:[eo]rs|ists|ees|ants|ians)$", re.IGNORECASE)
_THEM = re.compile(r"^(?:them|these|those|it|one)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_ENDS = word_set(
    "for from by with at until till to when and or before after during on each every once"
)
_TOLD = re.compile(r"borrow|lent|loan|due|return|booked|hired|rent|order|enrol|who|customer")
_STUFF = word_set("stuff things gear kit equipment items bits supplies material")
"""Words for whatever there is to be had."""
_FARTHEST = 6
"""Words behind the verb within which the thing stands."""


def relate_dealings(draft: Draft, text: str) -> None:
    """Keep what people are told to do with something as a list that is related to both.

    Args:
        draft: What was understood in English; things and relations are added.
        text: The request.
    """
    for match in _DEALING.finditer(text):
        if is_person_word(match["who"]) or _DOERS.search(match["who"]):
            _keep(draft, text, match)


def _keep(draft: Draft, text: str, match: re.Match[str]) -> None:
    noun, said = _DONE[match["verb"].lower()], match.group()
    known_done = draft.find(noun)
    dealt = _dealt_with(draft, text, match, known_done)
    if dealt is None or dealt is known_done or _tells_itself(dealt):
        return
    done = known_done or draft.ensure(noun, said)
    if done is None:
        return
    _relate(draft, done, dealt, match)
    if known_done is not None:
        _date(done, match.group())
    else:
        fill_usual_fields(draft, done, "date")
        done.fields = done.fields if done.thing else done.fields[:1]
        done.described = True


def _date(done: DraftEntity, said: str) -> None:
    """Give what is done its day, where nothing tells it."""
    if all(field.specification.type is not FieldType.DATE for field in done.fields):
        made = field_from(Hint("Date", FieldType.DATE), owner=done.name)
        done.fields.insert(0, DraftField(made, said, ASSUMED))


def _tells_itself(dealt: DraftEntity) -> bool:
    """Say whether a thing holds what is done with it: a book with its borrower."""
    told = (field.specification.name for field in dealt.fields if field.evidence)
    return any(map(_TOLD.search, told))


def _relate(draft: Draft, done: DraftEntity, dealt: DraftEntity, match: re.Match[str]) -> None:
    said = match.group()
    known = {link.relation.target for link in draft.links_of(done.name)}
    if dealt.name not in known:
        draft.link(done, dealt, dealt.label, evidence=said)
    if not any(is_somebody(draft.entities[name]) for name in known) and not _tells_who(done):
        who = _people(draft, match["who"], said)
        if who is not None:
            draft.link(done, who, who.label, evidence=said)
    who = draft.find(match["who"].lower(), exact=True)
    if who is not None:
        _part(draft, who, dealt)


def _dealt_with(
    draft: Draft, text: str, match: re.Match[str], done: DraftEntity | None
) -> DraftEntity | None:
    """Return what it is done with: what the words name, or what was spoken of last."""
    if _THEM.match(match["what"]):
        before = [
            (text.rfind(entity.evidence, 0, match.start()), entity)
            for entity in draft.entities.values()
            if entity.evidence and not is_somebody(entity) and entity is not done
        ]
        at, last = max(before, key=lambda one: one[0], default=(-1, None))
        return last if at >= 0 else None
    words = _phrase(match["what"].lower())
    for word in words:
        named = draft.find(word, exact=True) or draft.ending_with(singular(word))
        if named is not None and named.described and not is_somebody(named):
            return named
    if words and words[-1] in _STUFF:
        return _only_kept(draft, done)
    noun = singular(words[-1]) if words else ""
    if not noun or is_plural(words[-1]) or plural(noun) not in _WORD.findall(text.lower()):
        return None
    return ensure_named(draft, noun, match["what"])


def _only_kept(draft: Draft, done: DraftEntity | None) -> DraftEntity | None:
    """Return the only list that people can take something of."""
    kept = [
        one
        for one in draft.entities.values()
        if one.described and one is not done and not is_somebody(one)
    ]
    return kept[0] if len(kept) == 1 else None


def _phrase(what: str) -> list[str]:
    words: list[str] = []
    for word in _WORD.findall(what)[:_FARTHEST]:
        if word in _ENDS:
            break
        words.append(word)
    of = words.index("of") if "of" in words else -1
    return words[of + 1 :]


def _tells_who(done: DraftEntity) -> bool:
    return any(
        is_person_word(field.specification.label) or "who" in field.specification.label.lower()
        for field in done.fields
    )


def _people(draft: Draft, who: str, said: str) -> DraftEntity | None:
    known = draft.find(who.lower(), exact=True)
    return known or ensure_named(draft, who.lower(), said)


def _part(draft: Draft, who: DraftEntity, dealt: DraftEntity) -> None:
    """Take away what relates people plainly to what they deal with now and then."""
    ends, plain = {who.name, dealt.name}, (who.label, dealt.label)
    draft.links[:] = [
        link
        for link in draft.links
        if {link.relation.source, link.relation.target} != ends or link.relation.label not in plain
    ]
