"""From the marks of a request to a draft of the data model; pure."""

import re

from activities.understanding.draft import (
    MOST_ENTITIES,
    MOST_FIELDS,
    SECRETS,
    Draft,
    DraftEntity,
    DraftField,
)
from activities.understanding.drafting.asides import LISTED, Asides, is_alive, is_person
from activities.understanding.drafting.calling import called
from activities.understanding.drafting.marked_types import typed_as_marked
from activities.understanding.drafting.marked_values import as_told_scale, with_all_values
from activities.understanding.drafting.pairs import told_whole
from activities.understanding.drafting.qualified import qualified
from activities.understanding.drafting.sameness import holds_others, same_things
from activities.understanding.drafting.singling import picked_out
from activities.understanding.grammar.asked_of import is_graded
from activities.understanding.grammar.attributes import attributes
from activities.understanding.grammar.heads import is_happening
from activities.understanding.knowledge.field_labels import short_label
from activities.understanding.knowledge.inference import (
    Hint,
    field_from,
    in_digits,
    infer,
    unless_measured,
)
from activities.understanding.knowledge.lexicon import Lexicon
from activities.understanding.knowledge.scales import on_scale, scale_in
from activities.understanding.knowledge.typos import spell
from activities.understanding.languages.bare import bare, is_loose
from activities.understanding.languages.cases import nominative
from activities.understanding.languages.labels import entry_of, is_slip, said_in
from activities.understanding.languages.numbers import as_called, labels_of, several_of
from activities.understanding.marking.marks import (
    Marked,
    MarkedField,
    MarkedRelation,
    MarkedThing,
    Words,
)
from activities.understanding.marking.wordkinds import WordKinds
from activities.understanding.text.cleaning import QUOTED, word_set
from activities.understanding.text.shortening import spelled_out
from activities.understanding.text.skipping import is_feature
from activities.understanding.text.words import (
    identifier,
    is_plural,
    label_of,
    plural,
    said,
    singular,
)
from models.specification import FieldType, RelationKind

_TAIL = re.compile(r"[^,;.\n]{0,40}")
_WHETHER = re.compile(
    r"[ ,:(/-]*\b(?:yes ?(?:/|or) ?no|y ?/ ?n|true ?/ ?false|yes ?/|tick(?: ?box)?|checkbox"
    r"|or not)\)?$",
    re.IGNORECASE,
)
_IF = re.compile(r"(?:whether|if) (?:i|we|he|she|they) ", re.IGNORECASE)
"""What somebody did or not is best said in the person's words: "whether I liked it"."""
_NO_FIELD = word_set(
    "if whether also and or plus it each any which a an the un une des le la les uno una el los "
    "las il lo een de het um uma o os as ein eine einen der die das"
)
"""What is left of a clause that is told apart from its rest: articles, and how it begins."""
_ASKING = ("how", "what", "whom", "which", "against", "with", "about")
"""What is left of "with whom" and "how to make it" is no name."""
_DONE_FROM = re.compile(
    r"where (?:it|they|this) (?:was|were|is|are) (?P<done>[a-z]+) from", re.IGNORECASE
)
_EXPECTED = re.compile(
    r"\b(?:pr[ée]vue?|accouchement|terme|errechnet\w*|voraussichtlich\w*|entbindung\w*"
    r"|estimad[ao]|previst[ao]|parto|uitgerekend\w*|verwacht\w*|porodu"
    r"|expected|estimated|due)\b",
    re.IGNORECASE,
)
"""What tells that a birth is still to come, and its day is nobody's birthday."""
_FROM = ("source", "origin")
"""What is usual is less than the person's words: where a letter was sent from is no source."""
_TEXTS = ("description", "notes", "name", "title")
"""What no amount of money is called, though its words are unusual: "what we put aside"."""
_SUM = re.compile(r"[£$€] ?\d")
"""What something costs, as "£2 a head" says, is a value and no field."""
_WHICH = re.compile(r"\b(?:which|what) $", re.IGNORECASE)
"""What follows is asked after: the parent of "which parent picks up" is a field."""
_ANY = re.compile(r"\bany $", re.IGNORECASE)
"""Of "any bumps or scratches" there may be both."""
_LOOSE = (FieldType.TEXT, FieldType.CHOICE)
_IN_BRACKETS = re.compile(r"\(\d{1,2} ?(?:to|-) ?\d{1,3}\)")
"""A scale that is told right behind a field, which is no text then."""
_SCALES = (FieldType.RATING, FieldType.INTEGER)
_A = re.compile(r"^(?:an?|the) (?=\w)", re.IGNORECASE)
_ITSELF = ("item", "thing")
"""As a field, like the thing's own name, they are what a record is called."""
_ROLES = word_set("borrower owner holder assignee host organiser leader responsible")
"""Fields that name one of the people that are kept, where somebody is related."""
_GIVERS = word_set("donor giver sponsor supplier landlord vendor seller lender breeder")
_OWNED, _EACH_FIELD, _SURE = 0.5, 0.05, 0.99
"""How sure it is that a thing is kept of which a field is told, and how much each adds to that."""


class Drafter:
    """Makes a draft of marks.

    Args:
        text: The request that was marked.
        marked: Its marks.
        lexicon: Tells what is usual of things.
        language: ISO 639-1 code; labels are in the person's own words.
    """

    def __init__(self, text: str, marked: Marked, lexicon: Lexicon, language: str) -> None:
        self._text = text
        self._marked = marked
        self._language = language
        self._draft = Draft(lexicon)
        self._kinds = WordKinds(text)
        self._same = same_things(marked, lexicon, text, language)
        whole = told_whole(text, marked.fields, language)
        self._told = tuple(qualified(whole, text) if language == "en" else whole)

    def draft(self) -> Draft:
        """Return what the marks say."""
        for name, mentions in self._mentions().items():
            self._add_thing(name, mentions)
        for told in self._told:
            owner = self._draft.entities.get(self._same[told.owner])
            if owner is not None:
                self._add_field(owner, told)
        self._name_by_mention()
        for relation in self._marked.relations:
            self._relate(relation)
        Asides(self._draft, self._marked, self._same, self._told, self._text).drop()
        self._relate_by_role()
        return self._draft

    def _mentions(self) -> dict[str, list[MarkedThing]]:
        """Return the mentions of each thing: those with most to tell first, in their order."""
        found: dict[str, list[MarkedThing]] = {}
        owners = {self._same[field.owner] for field in self._marked.fields}
        tied = {end for link in self._marked.relations for end in (link.source, link.target)}
        for thing in self._marked.things:
            if is_feature(thing.words.text) and thing.name not in tied:
                continue
            if self._same[thing.name] not in owners and self._is_part_of_a_name(thing):
                continue
            found.setdefault(self._same[thing.name], []).append(thing)
        order = sorted(found, key=lambda name: name not in owners)
        return {name: found[name] for name in order[:MOST_ENTITIES]}

    def _is_part_of_a_name(self, thing: MarkedThing) -> bool:
        """Say whether another thing's name follows at once: "household chores" are chores."""
        next_word = thing.words.end + 1
        asked = _WHICH.search(self._text[: thing.words.start])
        if is_person(thing.name) and is_plural(thing.words.text) and self._kinds.is_verb(next_word):
            return False  # members borrow
        return self._text[thing.words.end : next_word] == " " and any(
            other.words.start == next_word and other.name != thing.name and (other.noun or asked)
            for other in self._marked.things
        )

    def _name_by_mention(self) -> None:
        """Make a field of a thing that begins the list of its fields: "word, meaning, topic"."""
        for thing in self._marked.things:
            owner = self._draft.entities.get(self._same[thing.name])
            first = next((f for f in self._told if f.words.start >= thing.words.end), None)
            if owner is None or first is None or self._same[first.owner] != owner.name:
                continue
            before = (f for f in self._told if f.words.end < thing.words.start)
            if any(told.owner == first.owner for told in before):
                continue  # it is spoken of again, as in "per member and year"
            between = self._text[thing.words.end : first.words.start]
            named = set(owner.names()) & {"name", "title"} or is_happening(said(owner.name).lower())
            if not LISTED.fullmatch(between) or named:
                continue
            itself = owner.label.lower() in _ITSELF or owner.name.endswith("_item")
            itself = itself or (self._language == "en" and is_alive(owner))
            hint = Hint("Name" if itself else owner.label, FieldType.TEXT)
            owner.put(hint, thing.words.text, thing.confidence, at=0)

    def _add_thing(self, name: str, mentions: list[MarkedThing]) -> None:
        best = max(mentions, key=lambda mention: mention.confidence)
        one, many = self._labels(best)
        ending = self._draft.lexicon.thing_at_end(name.replace("_", " "))
        self._draft.entities[name] = DraftEntity(
            name=name,
            label=one[:80],
            plural_label=many[:80],
            thing=ending[0] if ending else None,
            evidence=best.words.text,
            confidence=best.confidence,
        )

    def _labels(self, thing: MarkedThing) -> tuple[str, str]:
        """Return how a thing is called, one and several of them."""
        words = label_of(bare(thing.words.text, self._language))
        named = nominative(words) if self._language == "pl" else None
        if named is not None:
            return named
        if self._language != "en" and words:
            slip = is_slip(words, thing.name, self._language)
            usual = None if thing.noun and not slip else said_in(thing.name, self._language)
            entry = usual or entry_of(thing.words.text, self._language)
            if entry is None:
                return labels_of(words, self._language)
            said_plural = usual is None and words.lower() != entry.one.lower()
            rule = words if said_plural else several_of(entry.one, self._language)
            return label_of(entry.one), label_of(entry.many or rule)
        english = label_of(called(thing, self._kinds))
        if picked := picked_out(english):
            return picked
        one = singular(english)
        if one == english and english.lower().endswith(f"{said(thing.name)}s"):
            one = english[:-1]  # sales are several, though some have a single "sales"
        return one, english if is_plural(english) else label_of(plural(one))

    def _add_field(self, owner: DraftEntity, told: MarkedField) -> None:
        words = told.words.text
        nothing = is_feature(words) or words.lower() in _NO_FIELD or is_loose(words, self._language)
        if len(owner.fields) >= MOST_FIELDS - 1 or nothing or _SUM.match(words):
            return
        hint = self._hint(told)
        itself = singular(hint.label.lower()) in (owner.label.lower(), *_ITSELF)
        if (itself or hint.label.lower() == "names") and hint.type is FieldType.TEXT:
            hint = hint._replace(label="Name")
        try:
            made = field_from(hint, owner=owner.name, taken=())
        except ValueError:
            return
        if self._language != "en":
            own = bare(told.said or told.words.text, self._language)
            label = label_of(as_called(own, self._language))
            known = [field.specification for field in owner.fields]
            same = next((field for field in known if field.name == made.name), None)
            if same is not None and same.label.lower() != label.lower():
                # The last inspection and the next one may both mean an inspection.
                made = made.model_copy(update={"name": identifier(label, owner=owner.name)})
            made = made.model_copy(update={"label": label})
        if made.name in owner.names() or made.name in SECRETS:
            return
        owner.described = True
        owner.confidence = min(max(owner.confidence, _OWNED) + _EACH_FIELD, _SURE)
        owner.fields.append(DraftField(made, told.words.text, told.confidence))

    def _hint(self, told: MarkedField) -> Hint:
        words, tail = in_digits(told.words.text), self._tail(told.words)
        read = infer(f"{words} {tail}"[:200])
        hint = read._replace(label=label_of(self._label(told)))
        told = as_told_scale(told, read, tail)
        loose = told.type in _LOOSE and not told.values
        if loose and is_graded(words):
            told = told._replace(type=FieldType.RATING)
        elif loose and read.type in _SCALES and _IN_BRACKETS.match(tail):
            told = told._replace(type=read.type)
        typed = typed_as_marked(
            hint, with_all_values(told, self._text, self._language), self._language
        )
        open_ended = _ANY.search(self._text[: told.words.start]) and not told.values
        if typed.type is FieldType.CHOICE and open_ended:
            typed = typed._replace(type=FieldType.TEXT, choices=())
        if typed.type is FieldType.CHOICE and _names_choices(words, typed.choices):
            typed = typed._replace(label=label_of(" or ".join(typed.choices)))
        if typed.type is FieldType.DATE and typed.label.lower().endswith(" time"):
            known = next(attributes(words), None)  # on which day it started is no start time
            typed = typed._replace(label=label_of(known.label)) if known else typed
        if typed.type is FieldType.MONEY:
            typed = typed._replace(type=unless_measured(typed.label.lower(), told.owner))
        if self._language == "en" or told.type not in _SCALES:
            return typed
        scale = scale_in(f"{words} {tail}")
        return on_scale(typed, scale) if scale else typed

    def _label(self, told: MarkedField) -> str:
        """Return what a field is called in English; in the person's words, if those are a name."""
        if told.said and self._language == "en":
            return told.said
        if told.name.startswith("birth") and _EXPECTED.search(told.words.text):
            return "due date"
        done = _DONE_FROM.fullmatch(told.words.text) if told.name in _FROM else None
        if done and self._language == "en":
            return f"{done['done']} from"
        stated = told.type == FieldType.YES_NO and _IF.match(told.words.text)
        amount = told.type == FieldType.MONEY and told.name in _TEXTS
        if self._language != "en" or not (told.named or stated or amount):
            return said(told.name)
        words = _WHETHER.sub("", spelled_out(spell(in_digits(told.words.text))))
        label = next((one.label for one in attributes(words)), "")
        named = label not in _ASKING and any(map(str.isalpha, label))
        label = _A.sub("", label) if told.type == FieldType.YES_NO else label
        return label if named else short_label(words)

    def _tail(self, words: Words) -> str:
        """Return what follows a field and may say its scale: "from 1 to 5"."""
        match = _TAIL.match(self._text, words.end)
        tail = in_digits(match.group().strip()) if match else ""
        return tail if any(c.isdigit() for c in tail) else ""

    def _relate_by_role(self) -> None:
        """Make one of a role and the relation that says the same: whoever borrows is a member."""
        for link in self._draft.links:
            known = link.relation
            source, target = self._draft.entities[known.source], self._draft.entities[known.target]
            roles = [
                field
                for field in source.fields
                if field.specification.name in _ROLES and field.specification.type is FieldType.TEXT
            ]
            single = len(roles) == 1 and known.kind is RelationKind.MANY_TO_ONE
            person = is_person(target.name) and target.name.split("_")[-1] not in _GIVERS
            if single and person and not self._tells(source, target):
                (role,) = roles
                source.fields.remove(role)
                update = {"name": role.specification.name, "label": role.specification.label}
                link.relation = known.model_copy(update=update)

    def _tells(self, source: DraftEntity, target: DraftEntity) -> bool:
        """Say whether one thing has a field besides that is called like the other."""
        told = (f for f in self._told if self._same[f.owner] == source.name)
        return any(singular(f.words.text.lower()) == target.label.lower() for f in told)

    def _relate(self, relation: MarkedRelation) -> None:
        source = self._draft.entities.get(self._same[relation.source])
        target = self._draft.entities.get(self._same[relation.target])
        if holds_others(relation.source) and target and not is_person(target.name):
            source, target = target, source  # what a stash is for is made of what is in it
        if source is None or target is None or source is target:
            return
        if any(link.relation.target == source.name for link in self._draft.links_of(target.name)):
            return
        self._draft.link(
            source,
            target,
            target.label,
            many=relation.many,
            evidence=f"{source.evidence} … {target.evidence}"[:QUOTED],
            confidence=relation.confidence,
        )


def _names_choices(words: str, choices: tuple[str, ...]) -> bool:
    """Say whether words only are the choices, as "private or business" and "girl/boy" are."""
    whole = " or ".join(choices).lower()
    slashed = "" if " " in words else words.lower().replace("/", " or ")
    return bool(choices) and whole in (words.lower(), slashed)
