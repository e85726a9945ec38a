"""A log about one of several things: its entries are apart from the things, and lead to them; pure.

"Log for our two boats: date, skipper, hours" has boats with a name each, and entries with the rest.
"""

from activities.understanding.draft import (
    MOST_ENTITIES,
    STATED,
    TEMPLATE,
    Draft,
    DraftEntity,
    DraftField,
    fill_usual_fields,
)
from activities.understanding.grammar.heads import is_happening
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.labels import english_of, said_in
from activities.understanding.languages.numbers import several_of
from activities.understanding.languages.vocabulary import LANGUAGES
from activities.understanding.marking.marks import ENTRY
from activities.understanding.relating.counted_places import called_in_passing
from activities.understanding.relating.entries_named import (
    called_by_fields,
    entry_of_fields,
    said_of,
)
from activities.understanding.relating.entries_told import (
    has_its_name,
    is_dated,
    is_itself,
    is_one_of_several,
    tells_itself,
)
from activities.understanding.relating.fillings import NUMBERS, is_filling
from activities.understanding.relating.several_told import (
    Several,
    head_of,
    is_asked_which,
    is_counted_again,
    is_kept_for,
    is_logged,
    is_name_of_log,
    sentence_before,
    several_in,
)
from activities.understanding.text.cleaning import QUOTED, word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import identifier, label_of, said, singular
from models.fields import FieldType
from models.specification import Category

_LASTING = frozenset(
    {Category.COLLECTION, Category.DIRECTORY, Category.INVENTORY, Category.LIST, Category.PLANNER}
)
"""Of what kinds are things that are there before and after what is written of them."""
_PASSING = word_set(
    "migraine headache seizure dream nightmare mood symptom attack flare episode pain cramp panic "
    "period allergy sleep meal calorie cost spending exam"
)
"""What comes and goes is an entry itself."""
_FEWEST = 2
"""Fields of an entry at least, beside what it is of."""


def keep_entries_of_several(draft: Draft, text: str, language: str) -> None:
    """Keep what is written in a log apart from what it is about, where there are several of that.

    Args:
        draft: What was understood; a list and a relation are added, and fields go over.
        text: The request.
        language: ISO 639-1 code.
    """
    described = [one for one in draft.entities.values() if one.is_told]
    if len(described) != 1 or language not in ("en", *LANGUAGES):
        return
    entries = _Entries(draft, text, language, described[0])
    entries.name_asked()
    if entries.part_by_question():
        return
    for several in several_in(text, language):
        if entries.keep(several):
            return


class _Entries:
    def __init__(self, draft: Draft, text: str, language: str, kept: DraftEntity) -> None:
        self._draft = draft
        self._text = text
        self._language = language
        self._kept = kept
        self._told = [field for field in kept.fields if field.evidence]

    def part_by_question(self) -> bool:
        """Part a thing from its entries where the first of them asks which one it is."""
        asked = next((field for field in self._told if is_itself(field, self._kept)), None)
        if asked is None and (self._happens() or self._is_named_by_log()):
            asked = self._first_asked()
        words = (said_of(asked.evidence) or asked.specification.label) if asked else ""
        if asked is None or not is_asked_which(self._text, words, self._language):
            return False
        if (
            not is_dated(self._told, self._kept, self._language)
            or len(self._told) <= _FEWEST
            or tells_itself(self._told, self._kept, asked)
        ):
            return False
        if self._happens():
            return self._lead(asked, words)
        return self._part(asked.specification.label, words, asked)

    def _lead(self, asked: DraftField, words: str) -> bool:
        """Let what happens lead to a thing in place of a text that tells which one it was of."""
        if len(self._draft.entities) >= MOST_ENTITIES or self._draft.links_of(self._kept.name):
            return False
        self._kept.fields.remove(asked)
        made = self._thing(Several(words, words, 0, counted=False, each=True))
        self._draft.link(self._kept, made, made.label, evidence=words)
        return True

    def _is_named_by_log(self) -> bool:
        """Say whether only the name of a log was taken for what is kept: "orchard diary"."""
        words = said_of(self._kept.evidence)
        return bool(words) and is_name_of_log(self._text, words, self._language)

    def _first_asked(self) -> DraftField | None:
        """Return what is asked for before everything else, as far as it is a single word."""
        return self._told[0] if is_one_of_several(self._told[0]) else None

    def keep(self, several: Several) -> bool:
        """Relate the entries to what they are about, or part them from it; say whether it is so."""
        known = self._find(several)
        if known is self._kept:
            return self._may_part(several) and self._part(known.label, several.words)
        if not self._is_about(several):
            return False
        if known is not None:
            return self._turn(known, several)
        links = self._draft.links_of(self._kept.name)
        if links or len(self._draft.entities) >= MOST_ENTITIES or self._is_chosen(several):
            return False
        made = self._thing(several)
        self._call_entries()
        self._drop_same(several)
        self._draft.link(self._kept, made, made.label, evidence=several.words)
        self._date()
        return True

    def _is_about(self, several: Several) -> bool:
        """Say whether happenings are kept of which each is of one of several."""
        happens = self._happens()
        if several.each:
            logged = is_logged(self._text, several, self._language)
            return self._counts_again() and (happens or logged)
        dated = is_dated(self._told, self._kept, self._language)
        logged = is_logged(self._text, several, self._language, strictly=not (happens or dated))
        if several.counted:
            return logged or (happens and self._is_said_before(several))
        return logged and happens and dated and self._lasts(several)

    def _counts_again(self) -> bool:
        counts = any(field.specification.type in NUMBERS for field in self._told)
        return counts and is_counted_again(self._text, self._language)

    def _is_said_before(self, several: Several) -> bool:
        """Say whether what happens is named in the same sentence: "tests for three tanks"."""
        words = said_of(self._kept.evidence) or self._kept.plural_label
        before = sentence_before(self._text, several).lower()
        return any(word.lower() in before for word in (words, self._kept.label))

    def _lasts(self, several: Several) -> bool:
        """Say whether it is known as a thing that stays, whatever is written of it."""
        one, _ = self._labels(head_of(several.noun, self._language))
        english = one if self._language == "en" else english_of(one, self._language)
        thing = self._draft.lexicon.thing(english.lower()) if english else None
        lasts = thing is not None and thing.category in _LASTING
        return lasts and not is_person_word(english)

    def _happens(self) -> bool:
        names = (said(self._kept.name).lower(), self._kept.label.lower())
        return any(map(is_happening, names)) or self._kept.name == ENTRY or self._passes()

    def _passes(self) -> bool:
        return said(self._kept.name).lower().split()[-1] in _PASSING

    def _may_part(self, several: Several) -> bool:
        """Say whether what was told of a thing is what happens to it."""
        if self._passes() or (self._happens() and not several.counted):
            return False
        if tells_itself(self._told, self._kept) or len(self._told) < _FEWEST:
            return False
        if several.each:
            return self._counts_again()
        again = is_counted_again(sentence_before(self._text, several), self._language)
        dated = again or is_filling(self._told) or is_dated(self._told, self._kept, self._language)
        if is_logged(self._text, several, self._language, strictly=True):
            called = called_by_fields(self._told, self._language)
            return dated or (several.counted and called is not None)
        return dated and several.counted and is_kept_for(self._text, several, self._language)

    def _turn(self, known: DraftEntity, several: Several) -> bool:
        """Let entries lead to what they are about, and not the other way round."""
        ends = {known.name, self._kept.name}
        tied = [(link, {link.relation.source, link.relation.target}) for link in self._draft.links]
        links = [link for link, both in tied if both == ends]
        others = [link for link in self._draft.links if link not in links]
        right = [link for link in links if link.relation.source == self._kept.name]
        if right and not known.described and not known.fields:
            self._name(known)
        if known.described or others or right:
            return False
        self._draft.links[:] = others
        known.fields = []
        self._name(known)
        self._draft.link(self._kept, known, known.label, evidence=several.words)
        self._date()
        return True

    def _find(self, several: Several) -> DraftEntity | None:
        whole = several.noun.lower()
        head = head_of(several.noun, self._language).lower()
        one, _ = self._labels(head)
        english = english_of(head, self._language) if self._language != "en" else one.lower()
        for entity in self._draft.entities.values():
            called = {entity.label.lower(), entity.plural_label.lower()}
            called.add(entity.evidence.lower())
            if {whole, head, singular(whole), one.lower()} & called or (
                english and entity.name == identifier(english)
            ):
                return entity
            if self._language == "en" and whole.endswith(f" {entity.plural_label.lower()}"):
                return entity
        return None

    def _is_chosen(self, several: Several) -> bool:
        """Say whether a field with choices tells which one it is."""
        one, many = self._labels(several.noun)
        labels = {one.lower(), many.lower(), head_of(one, self._language).lower()}
        return any(
            field.specification.label.lower() in labels
            and field.specification.type is not FieldType.TEXT
            for field in self._kept.fields
        )

    def _part(self, label: str, words: str, asked: DraftField | None = None) -> bool:
        thing, draft = self._kept, self._draft
        if any(link.relation.target == thing.name for link in draft.links):
            return False
        if len(draft.entities) >= MOST_ENTITIES:
            return False
        english, one, many = entry_of_fields(self._told, self._language)
        name = identifier(english, taken=tuple(draft.entities))
        made = DraftEntity(name, label_of(one), label_of(many), None, words[:QUOTED], STATED)
        made.described = True
        made.untitled = english == ENTRY
        moved = [one for one in thing.fields if one is not asked and not has_its_name(one, thing)]
        made.fields = [_renamed(field, thing, made) for field in moved]
        for link in draft.links_of(thing.name):
            link.relation = link.relation.model_copy(update={"source": name})
        if label.lower() != thing.label.lower():
            thing.label, thing.plural_label = map(label_of, self._labels(label))
            draft.rename(thing.name, self._name_of(thing.label, taken=(*draft.entities, name)))
        elif is_happening(said(thing.name).lower()):
            thing.thing = None  # boats of which trips are told were taken for trips
            draft.rename(thing.name, identifier(thing.label, taken=(*draft.entities, name)))
        if thing.label == thing.plural_label:
            thing.plural_label = label_of(several_of(thing.label.lower(), self._language))
        thing.fields = []
        self._name(thing)
        rest = dict(draft.entities)
        draft.entities.clear()
        draft.entities.update({name: made, **rest})
        self._kept = made
        self._date()
        draft.link(made, thing, thing.label, evidence=words[:QUOTED])
        return True

    def _drop_same(self, several: Several) -> None:
        """Take away a text that tells which one it is: "court" of bookings for two courts."""
        own = {one.lower() for one in self._labels(head_of(several.noun, self._language))}
        self._kept.fields = [
            one
            for one in self._kept.fields
            if one.specification.type is not FieldType.TEXT
            or one.specification.label.lower() not in own
        ]

    def _call_entries(self) -> None:
        """Call by what is done what only has the general word for entries."""
        name, one, many = entry_of_fields(self._told, self._language)
        general = said_in(ENTRY, self._language)
        usual = general.one if general else label_of(ENTRY)
        if self._kept.name == ENTRY and self._kept.label == usual and name != ENTRY:
            self._kept.label, self._kept.plural_label = label_of(one), label_of(many)

    def _thing(self, several: Several) -> DraftEntity:
        words = several.words
        one, many = self._labels(several.noun)
        if one == many and not several.each:
            many = several.noun
        name = self._name_of(one, taken=tuple(self._draft.entities))
        made = DraftEntity(name, label_of(one), label_of(many), None, words[:QUOTED], STATED)
        made.untitled = True
        self._draft.entities[name] = made
        self._name(made)
        return made

    def _name_of(self, label: str, taken: tuple[str, ...]) -> str:
        english = label if self._language == "en" else english_of(label, self._language)
        return identifier(english or label, taken=taken)

    def name_asked(self) -> None:
        """Keep no more than the name of what entries lead to, if they ask which one it is."""
        for link in self._draft.links_of(self._kept.name):
            target = self._draft.entities[link.relation.target]
            untold = not (target.described or target.fields)
            if untold and is_asked_which(self._text, target.evidence, self._language):
                self._name(target)

    def _name(self, thing: DraftEntity) -> None:
        """Keep no more than the name of each thing, as nothing else is told of it."""
        fill_usual_fields(self._draft, thing, "name")
        thing.fields = thing.fields[:1]
        thing.described = True

    def _date(self) -> None:
        """Give entries their day, without which nothing could be looked back on."""
        if any(field.specification.type is FieldType.DATE for field in self._kept.fields):
            return
        made = field_from(
            Hint("Date", FieldType.DATE), owner=self._kept.name, taken=self._kept.names()
        )
        self._kept.fields.insert(0, DraftField(made, "", TEMPLATE))

    def _labels(self, noun: str) -> tuple[str, str]:
        if self._language == "en":
            *before, last = noun.lower().split()
            names = [word for word in before if tag(word)[0].is_noun or word.endswith("ing")]
            return called_in_passing(" ".join([*names, last]), "en")
        return called_in_passing(noun, self._language)


def _renamed(field: DraftField, owner: DraftEntity, made: DraftEntity) -> DraftField:
    """Return a field of the entries, which isn't called by the thing any more."""
    name = field.specification.name
    if name.startswith(f"{owner.name}_"):
        new = identifier(field.specification.label, owner=made.name)
        field.specification = field.specification.model_copy(update={"name": new})
    return field
