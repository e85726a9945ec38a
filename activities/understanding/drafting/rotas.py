"""A rota is read by its days: what it is of has no name; pure."""

import re

from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.drafting.dating import happens_on_a_day
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of, plural, singular
from models.fields import FieldType

_MOST_READ = 300
_ROTA = r"(?:rota|roster|rotation)"
_DOES = (
    r"(?:do(?:es|ing)?|bring(?:s|ing)?|mak(?:es?|ing)|bak(?:es?|ing)|buy(?:s|ing)?|tak(?:es?|ing)"
    r"|provid(?:es?|ing)|arrang(?:es?|ing)|prepar(?:es?|ing)|cook(?:s|ing)?|clean(?:s|ing)?"
    r"|serv(?:es?|ing)|suppl(?:ies|y|ying)|fetch(?:es|ing)?)"
)
"""What is done in turn: somebody does the flowers."""
_ANY_ROTA = re.compile(rf"\b{_ROTA}\b", re.IGNORECASE)
_TURNS = word_set("shift duty chore turn task job slot stint watch rota roster person")
_WORKERS = word_set(
    "nurse waiter waitress barista steward usher lifeguard crew cleaner carer bartender cashier "
    "porter marshal server guard caretaker sitter babysitter paramedic midwife skipper supervisor "
    "assistant bellringer ringer greeter sidesman acolyte lector organist preacher minder chaperone"
)
_WHO = re.compile(
    r"who(?:m|se|['\u2019]s)?\b.*|.{1,40} by|person|volunteer|helper|assigned to|responsible",
    re.IGNORECASE,
)


def name_by_turns(draft: Draft, text: str) -> None:
    """Let the day tell the turns of a rota apart: nobody names the flowers of a Sunday.

    Args:
        draft: What was understood in English; what such things usually are no longer counts.
        text: The request; what stands first says what it is of.
    """
    beginning = text[:_MOST_READ]
    if not _ANY_ROTA.search(beginning):
        return
    for entity in list(draft.entities.values()):
        words = _rota_of(entity, beginning)
        if not words:
            continue
        if _has_turns(entity) and happens_on_a_day(entity):
            entity.thing = None
        elif _is_only_done(entity) and not (
            _is_kept_apart(entity, text) or any(map(_has_turns, draft.entities.values()))
        ):
            _keep_turns(draft, entity, words)


def _rota_of(entity: DraftEntity, text: str) -> str:
    """Return the words for a rota of such things, or nothing."""
    found = re.search(_of_such(entity), text, re.IGNORECASE)
    return found.group() if found else ""


def _of_such(entity: DraftEntity) -> str:
    """Return the pattern of the words for a rota of such things."""
    words = _words_for(entity)
    return rf"\b(?:{words})s? {_ROTA}\b|\b{_ROTA} (?:for|of) (?:the )?(?:{words})\b"


def _words_for(entity: DraftEntity) -> str:
    label = entity.label.lower()
    return "|".join(re.escape(one) for one in sorted({label, singular(label), plural(label)}))


def _is_kept_apart(entity: DraftEntity, text: str) -> bool:
    """Say whether such things are spoken of beside the rota, and not as what somebody does."""
    words = _words_for(entity)
    done = rf"\b{_DOES} (?:(?:the|an?|some|their) )?(?:{words})\b"
    rest = re.sub(rf"{_of_such(entity)}|{done}", "", text, flags=re.IGNORECASE)
    return re.search(rf"\b(?:{words})\b", rest, re.IGNORECASE) is not None


def _is_only_done(entity: DraftEntity) -> bool:
    """Say whether nothing is told of what is done in turn but on which days that is."""
    told = [field.specification.type for field in entity.fields if field.evidence]
    head = entity.name.rpartition("_")[2]
    person = is_person_word(entity.label) or is_somebody(entity) or head in _WORKERS
    turn = head in _TURNS or is_happening(head) or is_happening(entity.label.lower())
    return not person and not turn and all(kind is FieldType.DATE for kind in told)


def _keep_turns(draft: Draft, entity: DraftEntity, evidence: str) -> None:
    """Let each be a turn, with its day and whose turn it is: nobody lists those flowers."""
    if "turn" in draft.entities:
        return
    old = entity.name
    label = f"{singular(entity.label.lower())} turn"
    for link in [one for one in draft.links if one.relation.target == old]:
        draft.links.remove(link)
    draft.rename(old, "turn")
    entity.label, entity.plural_label = label_of(label), label_of(plural(label))
    entity.thing, entity.described = None, True
    entity.evidence, entity.fields = evidence, []
    entity.put(Hint("Date", FieldType.DATE), evidence)
    people = [one for one in draft.entities.values() if is_somebody(one)]
    targets = {link.relation.target for link in draft.links_of("turn")}
    if len(people) == 1 and not targets:
        draft.link(entity, people[0], people[0].label, evidence=evidence)
    elif not targets:
        entity.put(Hint("Who", FieldType.TEXT), evidence)


def _has_turns(entity: DraftEntity) -> bool:
    """Say whether each has a day and somebody whose turn it is, and no name of its own."""
    labels = [field.specification.label for field in entity.fields]
    named = {"name", "title", entity.label.lower()} & {label.lower() for label in labels}
    somebody = any(_WHO.fullmatch(label) or is_person_word(label) for label in labels)
    dated = any(field.specification.type is FieldType.DATE for field in entity.fields)
    return somebody and dated and not named
