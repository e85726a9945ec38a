"""Who did something: a field of a thing, chosen from people who are named."""

import re

from activities.design.wording import lowered
from activities.understanding.knowledge.inference import Hint, field_from, read_choices
from activities.understanding.modifying.belonging import owner_of
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.settled import already
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, label_of
from models.specification import Entity, FieldType

_LONGEST = 300
_FEW = 2
_MOST_WORDS = 3
_DONE_BY = re.compile(
    r"^(?:each |every |all |the |our |an? )*(?P<thing>[\w'-]+(?: [\w'-]+){0,2}?) "
    r"(?:is|are|was|were|will be|gets?|has been|have been|should be|must be|can be)(?: always)? "
    r"(?P<done>[a-z]{3,15}) by (?:either )?(?P<names>[^:;()]{3,120})$",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?P<who>who|which one of (?:us|them)|which of (?:us|them)|who of (?:us|them))"
    r"(?P<is>'s)? (?P<rest>[^:;(),]{3,60}?)\s*(?:[:(-]\s*(?P<names>[^:;()]{3,120})\)?)?[.?! ]*$",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"^(?:[^.;]{0,80}\b(?:so|and|because|but|as) )?(?:(?:i|we)(?:'d| would)? (?:also |just )?"
    r"(?:need|want|like|have) to (?:also )?)?(?:know|see|note|record|write down|track|remember"
    r"|show|tell|add|keep|store|include)(?: down| track of)?$",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"^(?P<verb>[\w' -]{2,30}?) which (?P<thing>[\w-]+(?: [\w-]+)?)$", re.IGNORECASE
)
_AMONG_US = re.compile(
    r"^(?:there (?:are|is)|we are|we're|it is|it's)\b[^.]{0,60}?\b(?:us|people|siblings|flatmates"
    r"|brothers|sisters|colleagues|coaches|volunteers|helpers|family)\b(?P<names>[^.]*)$",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][^\W\d_A-Z][\w'-]*")
_NO_DOING = word_set(
    "sorted ordered listed grouped shown filtered arranged ranked searched found coloured marked "
    "paid divided split counted measured limited followed accompanied"
)
"""What is done by a date or with a card, not by people, unless they are named."""
_NO_PEOPLE = word_set(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December"
)


class Attributing:
    """Adds who did something, from the people that were named.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
    """

    def __init__(self, model: Editing, ledger: Ledger) -> None:
        self._model = model
        self._ledger = ledger
        self._people: tuple[str, ...] = ()
        """Who was named in an earlier part of the wish."""

    def take(self, step: Step) -> bool:
        """Read "which of us read it" and "done by Tom or Aylin"; False: it is something else.

        Raises:
            RequestRefused: That is known of each already.
        """
        if len(step.said) > _LONGEST:
            return False
        said = without_politeness(step.said)
        return self._done_by(said) or self._who(step) or self._introduces(step.said)

    def _introduces(self, said: str) -> bool:
        """Remember "we are two: Tom and Aylin" for what is told of them."""
        found = _AMONG_US.match(said)
        names = tuple(dict.fromkeys(_NAME.findall(found["names"]))) if found else ()
        people = tuple(name for name in names if name not in _NO_PEOPLE)
        if len(people) >= _FEW:
            self._people = people
        return bool(self._people and found)

    def _done_by(self, said: str) -> bool:
        found = _DONE_BY.match(said)
        entity = self._model.entity(found["thing"].lower()) if found else None
        people = self._named(found["names"]) if found else ()
        if found is None or entity is None or not people:
            return False
        if found["done"].lower() in _NO_DOING and not all(map(_NAME.match, people)):
            return False
        self._add(entity, f"{found['done'].capitalize()} by", people)
        return True

    def _who(self, step: Step) -> bool:
        said = step.said
        found = _WHO.search(said)
        if found is None or not _WISH.match(said[: found.start()].strip()):
            return False
        people = self._named(found["names"] or "")
        if found["names"] and not people:
            return False
        us = found["who"].lower() != "who"
        which = _WHICH.match(found["rest"])
        thing = self._model.entity(which["thing"].lower()) if which else None
        if not (people or us or thing):
            return False
        verb = f"{which['verb']} it" if which and thing else found["rest"]
        label = f"Who {'is ' if found['is'] else ''}{verb}"
        self._add(thing or self._spoken_of(found["rest"], step), label, people or self._people)
        return True

    def _spoken_of(self, words: str, step: Step) -> Entity:
        for entity in self._model.entities.values():
            names = {entity.label.lower(), entity.plural_label.lower()}
            if names & set(words.lower().split()):
                return entity
        return owner_of(words, step, self._model)

    def _named(self, words: str) -> tuple[str, ...]:
        """Return the people in an enumeration; nothing if it names fields or things instead."""
        people = read_choices(words)
        names = all(_NAME.match(one) or one.lower() in ("me", "i") for one in people)
        several = bool(re.search(r"\bor\b", words, re.IGNORECASE))
        kept = any(self._model.entity(one.lower()) or is_plural(one) for one in people)
        short = all(len(one.split()) <= _MOST_WORDS for one in people)
        fit = len(people) >= _FEW and short and (names or several) and (names or not kept)
        return people if fit else ()

    def _add(self, entity: Entity, label: str, people: tuple[str, ...]) -> None:
        label = label_of(label)
        if any(field.label.casefold() == label.casefold() for field in entity.fields):
            raise already(
                f"“{label}” is known of each {lowered(entity.label)}",
                f"Say who can be chosen: “{lowered(label)} can be one, two or other”.",
            )
        kind = FieldType.CHOICE if people else FieldType.TEXT
        taken = tuple(field.name for field in entity.fields)
        made = field_from(Hint(label, kind, people), owner=entity.name, taken=taken)
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, made)}))
        self._ledger.tell_field(entity, made)
