"""What is wanted beside the main concern, in half a sentence: "and a shopping list"; pure.

Neither a statement nor a mark says that these are kept, as they read like views of what was told
before. They are lists of their own, or something to be known of the people that are kept.
"""

import re

from activities.understanding.draft import Draft, DraftEntity, DraftField, fill_usual_fields
from activities.understanding.drafting.asides import is_somebody
from activities.understanding.knowledge.inference import Hint
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.patterns import Span, tokens
from activities.understanding.text.words import identifier, label_of, plural, singular
from activities.understanding.wishes.wished import is_denied
from models.fields import FieldType
from models.specification import RelationKind

_JOINED = (
    r"(?:[,;.!?+&]|\band|\bplus|\balso|\bor|\bwith|\bto|\bonto|\binto|\bon|\bas well as)\s+"
    r"(?:(?:then|also|maybe|perhaps|another|there's|a|an|the|our|my|some|one)\s+){0,3}"
)
"""What stands before that which is wanted besides."""
_NO_DETAILS = r"(?!\s*(?:with\b|[:(=]|of\b|that\b|which\b|where\b))"
"""Whatever is told of it is read as its fields."""
_LISTS = {
    "shopping item": re.compile(
        rf"{_JOINED}(?P<said>(?:shopping|grocery) lists?){_NO_DETAILS}", re.IGNORECASE
    ),
    "packing item": re.compile(rf"{_JOINED}(?P<said>packing lists?){_NO_DETAILS}", re.IGNORECASE),
    "applicant": re.compile(
        rf"{_JOINED}(?P<said>wait(?:ing)?[ -]?lists?){_NO_DETAILS}", re.IGNORECASE
    ),
}
_ROTA = re.compile(
    rf"{_JOINED}(?P<said>(?:(?P<job>[a-z]{{3,20}}) )?(?:rota|roster)s?\b"
    r"(?: (?:for|of|with) [a-z ]{3,40})?)(?!\s*[:(=])",
    re.IGNORECASE,
)
_TURNS = word_set("shift duty chore turn task rota job slot stint watch")
_SPLIT = re.compile(
    r"\b(?P<said>(?:split(?:ting)?|shar(?:e|ing)|divid(?:e|ing))(?: up)? (?:all )?(?:the |our )?"
    r"(?:[a-z]+ )?(?:costs?|bills?|expenses?|spending|kitty)(?: [a-z]+ly)?|who owes who(?:m)?)\b",
    re.IGNORECASE,
)
_OF_A_COST = word_set("description amount expense_date")
_PAYER = re.compile(r"pa(?:id|yer|ys)|owe")
_PAYS = re.compile(
    r"\bwho(?:['\u2019]s| has| have| hasn['\u2019]?t| haven['\u2019]?t| still has to| is yet to)?"
    r"(?: not| already| still)? (?:paid|pays?|paying|owes?)"
    r" (?:up )?(?:(?:their|his|her|the|its|this|for|up"
    r"|(?:this|last|the) (?:year|month|season|term)['\u2019]?s) )*"
    r"(?P<what>(?:[a-z]+ )?(?:subs|dues|fees?|subscriptions?|rent|membership|kitty|contributions?))"
    r"\b",
    re.IGNORECASE,
)
_ATTENDANCE = re.compile(r"^(?P<what>.{3,30}) attendance$", re.IGNORECASE)


def keep_besides(draft: Draft, text: str) -> None:
    """Keep what a request asks for beside that which it describes.

    Args:
        draft: What was understood in English; things, fields and relations are added.
        text: The request.
    """
    if not draft.entities:
        return
    besides = _Besides(draft, text)
    besides.keep_lists()
    besides.keep_rota()
    besides.keep_costs()
    besides.keep_dues()
    besides.name_sessions()


class _Besides:
    def __init__(self, draft: Draft, text: str) -> None:
        self._draft = draft
        self._text = text

    def keep_lists(self) -> None:
        """Keep what lists are of that everybody knows."""
        for noun, pattern in _LISTS.items():
            found = self._wanted(pattern)
            if found is not None and self._draft.find(noun) is None:
                self._add(noun, found["said"])

    def keep_rota(self) -> None:
        """Keep whose turn it is, where a rota is wanted of what is kept otherwise."""
        found = self._wanted(_ROTA)
        kept = {word for name in self._draft.entities for word in name.split("_")}
        if found is None or kept & _TURNS:
            return
        job = found["job"] or ""
        named = job and job.lower() not in self._said_before()
        duty = self._draft.ensure(f"{job} duty".strip() if named else "duty", found["said"])
        if duty is None:
            return
        self._without(found["said"], but=duty)
        self._call(duty, f"{job} duty" if named else "duty")
        duty.put(Hint("Date", FieldType.DATE), found["said"])
        if not named:
            duty.put(Hint("What", FieldType.TEXT), found["said"])
        self._tell_who(duty, "Whose turn", found["said"])

    def keep_costs(self) -> None:
        """Keep who paid what, where costs are shared and nothing says so yet."""
        found = self._wanted(_SPLIT)
        paid = any(_tells_payer(entity) for entity in self._draft.entities.values())
        if found is None or paid or self._draft.find("expense") is not None:
            return
        cost = self._add("expense", found["said"])
        if cost is not None:
            cost.fields = [told for told in cost.fields if told.specification.name in _OF_A_COST]
            self._tell_who(cost, "Paid by", found["said"])

    def keep_dues(self) -> None:
        """Keep of everybody whether they have paid what everybody pays."""
        found = self._wanted(_PAYS)
        if found is None:
            return
        said = found.group().lower()
        for entity in self._draft.entities.values():
            if not is_somebody(entity):
                kept = [told for told in entity.fields if not _tells_who_paid(told, said)]
                entity.fields = kept or entity.fields
        told = any(
            _PAYER.search(name)
            for entity in self._draft.entities.values()
            for name in (entity.name, *entity.names())
        )
        if told or self._draft.find("payment") is not None:
            return
        payers = self._people()
        payer = payers[0] if payers else self._add("member", found.group())
        if payer is None:
            return
        if not payers:
            payer.fields = payer.fields[:1]
        payer.put(Hint(f"{found['what']} paid", FieldType.YES_NO), found.group())

    def name_sessions(self) -> None:
        """Keep "training attendance" as trainings, each with those who were there."""
        for link in self._draft.links:
            session = self._draft.entities[link.relation.source]
            people = self._draft.entities[link.relation.target]
            named = _ATTENDANCE.match(session.label)
            only_dated = all(f.specification.type is FieldType.DATE for f in session.fields)
            if named is None or not only_dated or not is_somebody(people):
                continue
            session.fields.clear()
            self._call(session, named["what"])
            session.put(Hint("Date", FieldType.DATE), session.evidence)
            update = {
                "name": "present",
                "label": "Present",
                "kind": RelationKind.MANY_TO_MANY,
                "source": session.name,
            }
            link.relation = link.relation.model_copy(update=update)

    def _call(self, entity: DraftEntity, noun: str) -> None:
        others = (known for known in self._draft.entities if known != entity.name)
        name = identifier(noun, taken=tuple(others))
        self._draft.entities = {
            (name if one is entity else known): one for known, one in self._draft.entities.items()
        }
        for link in self._draft.links:
            ends = {"source": link.relation.source, "target": link.relation.target}
            update = {end: name for end, known in ends.items() if known == entity.name}
            link.relation = link.relation.model_copy(update=update)
        entity.name, entity.label = name, label_of(noun)
        entity.plural_label, entity.described = label_of(plural(noun)), True

    def _wanted(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self._text)
        if found is None:
            return None
        start = found.start("said") if "said" in found.re.groupindex else found.start()
        words = tokens(self._text)
        first = next((at for at, token in enumerate(words) if token.start >= start), None)
        if first is None:
            return None
        last = next(
            (at for at, token in enumerate(words) if token.start >= found.end()), len(words)
        )
        return None if is_denied(words, Span("", first, last)) else found

    def _add(self, noun: str, said: str) -> DraftEntity | None:
        entity = self._draft.ensure(noun, said)
        if entity is not None:
            self._without(said, but=entity)
            fill_usual_fields(self._draft, entity)
            entity.described = True
        return entity

    def _without(self, said: str, but: DraftEntity) -> None:
        """Take away fields that were made of the words."""
        for entity in self._draft.entities.values():
            kept = [told for told in entity.fields if not _is_of(told, said)]
            if entity is not but and kept:
                entity.fields = kept

    def _tell_who(self, entity: DraftEntity, label: str, said: str) -> None:
        people = [one for one in self._people() if one is not entity]
        if len(people) == 1:
            self._draft.link(entity, people[0], label, evidence=said)
        else:
            entity.put(Hint(label, FieldType.TEXT), said)

    def _people(self) -> list[DraftEntity]:
        return [entity for entity in self._draft.entities.values() if is_somebody(entity)]

    def _said_before(self) -> set[str]:
        return {
            word
            for entity in self._draft.entities.values()
            for word in (entity.label.lower(), singular(entity.label.lower()))
        }


def _is_of(told: DraftField, said: str) -> bool:
    return told.specification.label.lower() in said.lower()


def _tells_who_paid(told: DraftField, said: str) -> bool:
    """Say whether a field holds one who paid, where it is asked who of all has."""
    label, evidence = told.specification.label.lower(), told.evidence.lower()
    return label.startswith(("paid", "who ")) and (evidence in said or said in evidence)


def _tells_payer(entity: DraftEntity) -> bool:
    kinds = [field.specification.type for field in entity.fields]
    return FieldType.MONEY in kinds and any(map(_PAYER.search, entity.names()))
