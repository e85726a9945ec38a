"""Guests that are told by questions: "who's invited, who's coming, who brings which food"; pure."""

import re
from collections.abc import Iterator

from activities.understanding.draft import STATED, TEMPLATE, Draft, DraftEntity, DraftField
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.words import label_of
from models.fields import FieldType

_STATE = r"(?:invited|coming|going|attending|joining(?: us)?)"
_ATTENDS = re.compile(
    rf"\bwho(?:['\u2019]?s| is| are| all is| will be) (?P<states>{_STATE}(?:,? and {_STATE})?)"
    r"(?=\s*(?:[,;.?!]|$|and\b))",
    re.IGNORECASE,
)
_LIST_OF = re.compile(
    r"\b(?:calendar|diary|schedule|log|list|overview|record|planner|timetable|rota|roster) "
    r"(?:of|for) (?:(?:all|the|our|my|these|those) ){0,2}"
    r"(?P<what>[a-z-]{3,20}(?: [a-z-]{3,20})?)(?![\w-])",
    re.IGNORECASE,
)
_PARTED = re.compile(r"[,:;]")
_SHORT_IS = re.compile(r"['\u2019]s\b")
_ASKED = re.compile(r"who(?:['\u2019]?s)?\b", re.IGNORECASE)
_WHICH = re.compile(r"who [a-z]+ (?:which|what) (?P<noun>[a-z]+)", re.IGNORECASE)
_WHAT = re.compile(r"who (?P<verb>[a-z]+) what", re.IGNORECASE)
_NEEDS = re.compile(
    r"who (?P<state>(?:needs|wants|has|eats|likes|gets) [^,;.]{2,60})", re.IGNORECASE
)


def list_guests(draft: Draft, text: str) -> None:
    """Keep each guest, with whether they are invited and coming, of what is asked about all.

    Args:
        draft: What was understood in English; such a thing becomes one of guests.
        text: The request.
    """
    found = _ATTENDS.search(text)
    if found is None:
        return
    for entity in list(draft.entities.values()):
        asked = [f for f in entity.fields if _ASKED.match(_said(f))]
        asks = _in_full(found.group(0))
        about = any(_in_full(_said(f)) in asks for f in asked)
        dated = any(f.specification.type is FieldType.DATE for f in entity.fields)
        if about and not dated and not _is_listed(entity, text):
            _ask_each(entity, asked, text)
            if not is_person_word(entity.label):
                _call_guest(draft, entity)


def _is_listed(entity: DraftEntity, text: str) -> bool:
    """Say whether many of them are kept, as in "a calendar of visits": each has who is going."""
    told = entity.plural_label.lower()
    many = entity.label.lower() != told and not is_person_word(entity.label)
    return many and any(one["what"].lower().endswith(told) for one in _LIST_OF.finditer(text))


def _ask_each(entity: DraftEntity, asked: list[DraftField], text: str) -> None:
    states = [s for match in _ATTENDS.finditer(text) for s in _states(match)]
    told = [_made(entity, state, FieldType.YES_NO, "") for state in dict.fromkeys(states)]
    told += [field for one in asked for field in _of_each(entity, one)]
    told += [field for field in entity.fields if field not in asked]
    names = [field for field in told if field.specification.name == "name"]
    first = names or [_made(entity, "Name", FieldType.TEXT, "")]
    entity.fields = [*first, *(field for field in told if field not in names)]


def _said(told: DraftField) -> str:
    """Return the words that told a field; its label where they are those of a whole statement."""
    return told.specification.label if _PARTED.search(told.evidence) else told.evidence


def _in_full(words: str) -> str:
    """Return words as they compare: "who's coming" is "who is coming"."""
    return _SHORT_IS.sub(" is", words.lower())


def _states(match: re.Match[str]) -> Iterator[str]:
    yield from re.findall(r"[a-z]+(?: us)?", re.sub(r",? and ", "/", match["states"].lower()))


def _of_each(entity: DraftEntity, told: DraftField) -> Iterator[DraftField]:
    """Return what a question about all says of each guest."""
    words = _said(told)
    which, what, needs = _WHICH.match(words), _WHAT.match(words), _NEEDS.match(words)
    if which:
        yield _made(entity, which["noun"], FieldType.TEXT, words)
    elif what:
        yield _made(entity, what["verb"], FieldType.TEXT, words)
    elif needs:
        yield _made(entity, needs["state"], FieldType.YES_NO, words)
    elif not _ATTENDS.match(words) and len(words.split()) > 1:
        yield told


def _made(entity: DraftEntity, label: str, kind: FieldType, evidence: str) -> DraftField:
    made = field_from(Hint(label_of(label), kind), owner=entity.name)
    return DraftField(made, evidence, STATED if evidence else TEMPLATE)


def _call_guest(draft: Draft, entity: DraftEntity) -> None:
    """Call what only a party or a question names by what is kept of it: its guests."""
    if "guest" in draft.entities or any(
        entity.name in (link.relation.source, link.relation.target) for link in draft.links
    ):
        return
    draft.entities = {
        ("guest" if name == entity.name else name): one for name, one in draft.entities.items()
    }
    entity.name, entity.label, entity.plural_label = "guest", "Guest", "Guests"
    entity.thing = draft.lexicon.thing("guest")
