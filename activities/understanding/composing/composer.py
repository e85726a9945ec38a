"""A draft of the usual lists that a short request names; pure."""

import re

from activities.understanding.composing.heads import DETERMINED
from activities.understanding.draft import STATED, TEMPLATE, Draft, DraftEntity
from activities.understanding.grammar.attributes import attributes
from activities.understanding.grammar.noting import DOES
from activities.understanding.knowledge.lexicon import load
from activities.understanding.knowledge.usual_parts import ANY, UsualPart, one_of, usual_parts
from activities.understanding.text.words import identifier, label_of, plural
from models.fields import FieldType

_LEAST_ORDER = 2
"""Words of an order to the program at least: "text the owner"; a "text" is a field."""
_SMALL = 4
"""Words of what a field is called at most, unless it is a question."""
_STEM = 3
_CALLED = frozenset({"child"})
"""What is always called so: kids are children."""
_WHEN = re.compile(r"\b(?:dates?|when|deadlines?|due|days?)\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:who|when|where|whether|if|how|what|which)\b", re.IGNORECASE)


class Composer:
    """Makes a draft of what was named.

    Args:
        english: Whether lists are called as they were said; else in English, to be translated.
    """

    def __init__(self, *, english: bool) -> None:
        self._english = english
        self.draft = Draft(load())
        self._kept: dict[str, tuple[UsualPart, DraftEntity]] = {}

    def keep(self, part: UsualPart, words: str, evidence: str = "") -> DraftEntity:
        """Return the list of a part, which is made where it is new.

        Args:
            part: What is kept.
            words: What it is called; with a word for its kind where it is a part: "repair jobs".
            evidence: The words that name it, where these are more.
        """
        if part.name not in self._kept:
            said = one_of(words)
            ends = any(said.endswith(f" {word}") for word in part.words) and not evidence
            own = self._english and (said in part.words or ends) and not part.own_label
            one = label_of(said) if own else part.label
            many = part.plural_label if one == part.label else label_of(plural(said))
            called = one.lower() if own and part.name not in _CALLED else part.name
            name = identifier(called.replace("_", " "), taken=self.draft.entities)
            thing = self.draft.lexicon.things.get(part.name)
            told = evidence or words
            self.draft.entities[name] = DraftEntity(name, one, many, thing, told, STATED)
            self._kept[part.name] = (part, self.draft.entities[name])
        return self._kept[part.name][1]

    def knows(self, words: str) -> bool:
        """Say whether it is usually known of a list that is kept already."""
        return any(part.usual(words) for part, _ in self._kept.values())

    def tell(self, told: str, main: DraftEntity | None) -> bool:
        """Add what is known of each, and say whether it was understood."""
        known = usual_parts().fields.get(one_of(told))
        if known and self._kept:
            self._owner_of(one_of(told), main)[1].add(known, told, STATED)
            return True
        if DOES.match(told) and len(told.split()) > _LEAST_ORDER:
            return False
        found = list(attributes(DETERMINED.sub("", told)))
        if not found or not self._kept or any(not _is_field(one.label) for one in found):
            return False
        for one in found:
            part, entity = self._owner_of(one.label, main)
            usual = part.usual(one.label)
            if not usual and self._is_name(one.label):
                if "name" not in part.always and "title" not in part.always:
                    return False  # a list of who was there is one of people
                usual = part.always[0]
            if usual:
                entity.add(usual, told, TEMPLATE)
                continue
            made = entity.tell(one.label, one.words, told)
            text = made is not None and made.type is FieldType.TEXT
            if main is None and text and not self._is_alike(one.label):
                return False  # nothing says of which list it is
        return True

    def _is_alike(self, label: str) -> bool:
        """Say whether it begins like something that is usually known: sowing, "sown on"."""
        usual = [w for part, _ in self._kept.values() for w in (*part.always, *part.otherwise)]
        return any(_stems(label) & _stems(words) for words in usual)

    def _is_name(self, label: str) -> bool:
        """Say whether words are the name of what a list keeps, which each has: "plant name"."""
        *first, last = label.lower().split()
        called = {entity.label.lower() for _, entity in self._kept.values()}
        return last in ("name", "title") and (not first or " ".join(first) in called)

    def _owner_of(self, label: str, main: DraftEntity | None) -> tuple[UsualPart, DraftEntity]:
        """Return the list of which such a field is usual, else the main one or the last."""
        every = list(self._kept.values())
        owners = [one for one in every if one[0].usual(label)]
        mains = [one for one in every if one[1] is main]
        days = [one for one in every if _WHEN.search(label) and "date" in one[0].always]
        return [*every, *days[:1], *mains, *owners][-1]

    def finish(self, main: DraftEntity | None) -> Draft:
        """Relate the lists, and give them the fields that they usually have.

        Args:
            main: The list that the whole is; where something is told of it, that is all of it.
        """
        unknown = [name for name, (part, _) in self._kept.items() if not part.is_known]
        for part, entity in self._kept.values():
            for name, (_, target) in self._kept.items():
                other = ANY in part.of and unknown == [name]
                if (name in part.of or other) and target is not entity:
                    self.draft.link(entity, target, target.label)
        for part, entity in self._kept.values():
            told, entity.fields = entity.fields, []
            for words in part.always:
                entity.add(words, "", TEMPLATE)
            known = {field.specification.name for field in told}
            entity.fields = [f for f in entity.fields if f.specification.name not in known] + told
            linked = {link.relation.name for link in self.draft.links_of(entity.name)}
            stems = {stem for one in told for stem in _stems(one.specification.label)}
            for words in () if told and entity is main else part.otherwise:
                if words not in linked and not stems & _stems(words):
                    entity.add(words, "", TEMPLATE)
        return self.draft


def _stems(words: str) -> set[str]:
    """Return how words begin that say the same: sowing, and "sown on"."""
    return {word[:_STEM].lower() for word in words.split() if len(word) > _STEM}


def _is_field(label: str) -> bool:
    return len(label.split()) <= _SMALL or bool(_QUESTION.match(label))
