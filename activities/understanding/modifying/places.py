"""Which of the lists that are kept a wish is about, by what it names and by what it means; pure."""

import re
from collections.abc import Iterable, Sequence

from activities.design.wording import lowered
from activities.understanding.knowledge.inference import infer
from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import plural, singular
from models.fields import FieldType
from models.specification import Entity, Relation

_SYNONYMS = tuple(
    word_set(group)
    for group in (
        "match game fixture",
        "training practice practise rehearsal session",
        "booking reservation",
        "job repair order commission",
        "customer client",
        "trip journey tour outing",
        "task chore to-do todo",
        "meal dish dinner",
        "lesson class",
        "expense spending cost",
        "appointment visit",
        "kid child boy girl player pupil student swimmer runner member participant",
        "customer client guest patient buyer",
        "employee colleague volunteer helper worker staff",
    )
)
_PEOPLE = word_set(
    "kid child boy girl player member person pupil student friend guest customer client patient "
    "volunteer employee colleague participant tenant teacher helper runner swimmer driver"
)
_OF_PEOPLE = re.compile(
    r"\b(?:e-?mail|mobile|birthday|birth|age|gender|nationality|allerg\w+|emergency|nickname"
    r"|surname|fees?|dues"
    r"|first name|last name|shoe size|next of kin|parents?|mother|father|joined|membership)\b",
    re.IGNORECASE,
)
_OF_HAPPENINGS = re.compile(
    r"\b(?:when|until|picked? ?up|pick-?up|kick-?off|started|starts?|ends?|ended|begins?|finished"
    r"|deadline|due|done by|assigned|in charge|responsible|reason|result|score|scored|cancel\w*"
    r"|duration|minutes?|hours?|delivered|delivery|returned|collected|paid|who (?:is|did|does|was)"
    r"|doing|time|o'clock)\b",
    re.IGNORECASE,
)
_OF_LASTING = re.compile(
    r"\b(?:menu|website|web ?site|homepage|web ?page|opening (?:hours|times)|[a-z]+-(?:friendly"
    r"|free|proof|accessible))\b",
    re.IGNORECASE,
)
"""What a thing is like however often something happens with it."""
_LASTING = re.compile(r"birth|joined|since|bought|purchase|warranty|expir|until|last_|best_before")
_COMMON = word_set(
    "name title date notes note time number status kind type of the a an in on at to for by who "
    "what when where which how was is are has have and or with from my our it its not no yes place "
    "text long field day year first last second new old other total each every"
)
_WHOLE = re.compile(r"[a-z][a-z'-]+")


def named_in(text: str, entities: Iterable[Entity]) -> list[Entity]:
    """Return the kinds of things that a text names, in either number, in their order."""
    low = f" {' '.join(_WHOLE.findall(text.lower()))} "
    kinds = [*entities]
    found = [(_place_in(low, one, _last_word(one, kinds)), one) for one in kinds]
    return [one for at, one in sorted(((a, o) for a, o in found if a >= 0), key=lambda p: p[0])]


def _last_word(one: Entity, kinds: Sequence[Entity]) -> str:
    """Return the last word of a compound name, where no other name ends or is told so."""
    first, _, last = one.label.lower().rpartition(" ")
    others = (word for other in kinds if other is not one for word in _words_of(other))
    own = _words_of(one)[len(one.label.split()) :]
    return last if first and last not in {*others, *own} else ""


def _words_of(one: Entity) -> list[str]:
    labels = (one.label, *(field.label for field in one.fields))
    return [word for label in labels for word in label.lower().split()]


def _place_in(low: str, one: Entity, last: str) -> int:
    names = {one.label.lower(), one.plural_label.lower(), plural(one.label.lower())}
    names |= {last, plural(last)} if last else set()
    places = (
        low.find(f" {' '.join(_WHOLE.findall(name))}{end}")
        for name in names
        for end in (" ", "'s ")
    )
    return max(places, default=-1)


def is_person(one: Entity) -> bool:
    """Say whether records of this kind are people."""
    label = singular(one.label.lower()).split(" ")[-1]
    thing = load().thing(one.label.lower())
    known = label in _PEOPLE or (thing is not None and thing.is_person)
    return known or any(f.type is FieldType.EMAIL or "birth" in f.name for f in one.fields)


def _happens(one: Entity) -> bool:
    return any(f.type is FieldType.DATE and not _LASTING.search(f.name) for f in one.fields)


def synonym_of(word: str, entities: Sequence[Entity]) -> Entity | None:
    """Return the one kind of thing that is also called so: "kids" of a team are its players."""
    one = singular(word.lower())
    alike = [group for group in _SYNONYMS if one in group]
    meant = [
        entity
        for entity in entities
        if any(singular(entity.label.lower()).split(" ")[-1] in group for group in alike)
    ]
    if not meant and one == "person":
        meant = [entity for entity in entities if is_person(entity)]
    return meant[0] if len(meant) == 1 else None


_OF_IT = re.compile(r"(?:whether|if) (?:it|they)\b", re.IGNORECASE)
_CALLED_SO = re.compile(
    r"(?P<before>\b(?:each|every|all(?: the)?|(?:whether|if|to|of|for|per|sort|order|list|show"
    r"|print|rename|relabel)(?: the| our"
    r"| my| all| all the| each| every)?|(?:^|[.;!?,] ?)(?:the|our|my)) "
    r"|(?:^|[.;!?,] ?)(?=[a-z-]{3,20} (?:have|need|should|must|can|get|are)\b)"
    r"|\b(?:the|all|which) (?=[a-z-]{3,20} who\b))"
    r"(?!(?:each|every|all|the|our|my|these)\b)(?P<word>[a-z][a-z-]{2,20})\b(?!['\w-])",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"\b(?:list of|lists of|kind of|table of|(?:rename|relabel|change|call)\b[^.;!?]{1,60} (?:to"
    r"|into|as)"
    r"|(?:add|create|keep) the)\s+$",
    re.IGNORECASE,
)
"""What stands before the name of something new, or a new name."""
_NEAR = 80


def with_known_names(text: str, entities: Sequence[Entity]) -> str:
    """Return the text with what the lists are called here in place of other words for them."""
    own = {
        word
        for one in entities
        for label in (one.label, one.plural_label, *(field.label for field in one.fields))
        for word in _WHOLE.findall(label.lower())
    }

    def known(found: re.Match[str]) -> str:
        word = found["word"].lower()
        before = text[max(0, found.start() - _NEAR) : found.start("word")]
        if word in own or singular(word) in own or _NEW.search(before):
            return found[0]
        one = synonym_of(word, entities)
        if one is None:
            return found[0]
        many = singular(word) != word
        return found["before"] + lowered(one.plural_label if many else one.label)

    return _CALLED_SO.sub(known, text)


def likely_place(
    words: str,
    said: str,
    entities: Sequence[Entity],
    relations: Sequence[Relation] = (),
    recent: str = "",
) -> Entity | None:
    """Return the kind of thing that a field belongs to; None where nothing says which.

    Args:
        words: The field.
        said: The sentence that asks for it.
        entities: What is kept.
        relations: How that belongs together.
        recent: Name of what was spoken of just before.
    """
    own = noun_phrase(words)
    fit = [one for one in entities if own not in (one.label.lower(), one.plural_label.lower())]
    if len(fit) < 2:
        return (fit or [*entities])[0]
    just_told = [one for one in fit if one.name == recent]
    lasting = _one([one for one in fit if not _happens(one)]) if _OF_LASTING.search(words) else []
    for found in (
        just_told if _OF_IT.match(words) else [],
        named_in(words, fit)[-1:],
        _one(named_in(said, fit)),
        _one(_sharing(words, fit)),
        lasting,
        _usual(words, fit),
        _one(_meant(words, said, fit)),
        just_told,
        _hub(fit, relations),
    ):
        if found:
            return found[0]
    return None


def _one(found: list[Entity]) -> list[Entity]:
    return found if len(found) == 1 else []


def _sharing(words: str, fit: Sequence[Entity]) -> list[Entity]:
    """Return those that have a field with one of the words: "bike" is known of a job."""
    said = {singular(word) for word in _WHOLE.findall(words.lower())} - _COMMON
    return [
        one
        for one in fit
        if any(
            said & {singular(word) for word in _WHOLE.findall(field.label.lower())}
            for field in one.fields
        )
    ]


def _usual(words: str, fit: Sequence[Entity]) -> list[Entity]:
    """Return the first of which that is usually known."""
    wanted, lexicon = infer(words[:200]).label.lower(), load()
    for one in fit:
        ending = lexicon.thing_at_end(one.label.lower())
        usual = f"{ending[0].fields}, {ending[0].extras}".lower() if ending else ""
        if wanted and wanted not in _COMMON and f" {wanted}," in f" {usual},":
            return [one]
    return []


def _meant(words: str, said: str, fit: Sequence[Entity]) -> list[Entity]:
    """Return those that the meaning fits: a phone belongs to people, a result to what happens."""
    if _OF_PEOPLE.search(words):
        return [one for one in fit if is_person(one)]
    timed = infer(words[:200]).type in (FieldType.DATE, FieldType.TIME)
    if timed or _OF_HAPPENINGS.search(words) or re.match(r"when(?:ever)? ", said, re.IGNORECASE):
        return [one for one in fit if _happens(one)]
    return []


def _hub(fit: Sequence[Entity], relations: Sequence[Relation]) -> list[Entity]:
    """Return the one that refers to all others: what the application is mainly about."""
    names = {one.name for one in fit}
    refers = {
        one.name: {link.target for link in relations if link.source == one.name} for one in fit
    }
    return [one for one in fit if names - {one.name} <= refers[one.name]]


def of_its_own(words: str, entity: Entity) -> str:
    """Return a field as it is called where it is kept: "who does which job" as "who does it"."""
    names = "|".join(re.escape(name) for name in (entity.label, entity.plural_label))
    return re.sub(rf"\bwhich (?:{names})\b", "it", words, flags=re.IGNORECASE)


def which_of(words: str, entities: Sequence[Entity]) -> str:
    """Return the question that asks of what something is to be known."""
    lists = [lowered(one.plural_label) for one in entities]
    asked = f"{', '.join(lists[:-1])} or {lists[-1]}" if len(lists) > 1 else lists[0]
    what = " ".join(words.split())[:60]
    return f"is “{what}” of {asked}? Say for example “add {what} to {lists[0]}”"
