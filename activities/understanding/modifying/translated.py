"""Takes plain changes that are asked for in other languages; labels stay in their words."""

import re
from collections.abc import Callable

from activities.design.fitting.wishing import named
from activities.design.wording import lowered
from activities.understanding.knowledge.inference import Hint, field_from, infer
from activities.understanding.knowledge.scales import on_scale, scale_in
from activities.understanding.languages.bare import bare
from activities.understanding.modifying.belonging import owner_of
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.choices import How, Offer, is_usual
from activities.understanding.modifying.choosing import Choosing, is_typed, typed_in
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.foreign import Asked, asked_in, placed, without_article
from activities.understanding.modifying.foreign_lists import add_list, english_in, items_in
from activities.understanding.modifying.foreign_names import entity_of, field_of, forms_of
from activities.understanding.modifying.ledger import Ledger, kind_of, refused
from activities.understanding.modifying.looking import Looking
from activities.understanding.modifying.ranges import choices_in, direction_of
from activities.understanding.modifying.replacing import leave_out
from activities.understanding.modifying.settled import already, as_settled, unmet
from activities.understanding.text.words import label_of
from models.errors import RequestRefused
from models.specification import Entity, FieldSpecification, FieldType

_AND = r"(?:und|sowie|oder|et|ou|y|o|ed?|en|of|i|oraz|lub)"
_CHOSEN = re.compile(r"^(?P<label>[^(:]{1,60}?)\s*(?:\(|:\s*)(?P<choices>[^()]{3,200})\)?$")
_LISTED = re.compile(r",|/|\s(?:oder|ou|o|of|lub|und|et|y|en|i)\s", re.IGNORECASE)
_BETWEEN = re.compile(rf"\s*[,/]\s*(?:{_AND}\s+)?|\s+{_AND}\s+", re.IGNORECASE)
_LIST = re.compile(
    r"^(?:(?:eine?|une|una?|uma|een|noch|neue|nouvelle|nueva|nuova|nieuwe|nova|nową) )*"
    r"(?:liste|tabelle|tableau|lista|listę|tabla|tabella|elenco|lijst|tabel|tabela)"
    r"(?: (?:von|für|mit|der|des?|d[ei]l?|di|dei|delle|con|met|voor|van|com|dos?|das?))? ?(?:d')?"
    r"(?:(?:den|der|die|les|los|las|i|le|gli|de|os|as) )?(?P<name>[\w-]+(?: [\w-]+)?)"
    r"(?:,? (?:mit|avec|con|met|com|z) (?P<items>.+))?$",
    re.IGNORECASE,
)
_AT_A_PLACE = re.compile(
    r"^(?:zu[mr]?|beim?|aux?|à|ai|agli|al(?:la|le)?|a|ao?s|às|aan|do)\s+(?:\w+\s+)?"
    r"(?P<place>[\w-]+) (?:eine?|un|une|una|um|uma|een|das|de|le|la|el|il|o)\b",
    re.IGNORECASE,
)
_DEMANDS = ("required", "optional")
_REMINDED = re.compile(
    r",?\s+(?:mit|avec|con|met|com|ze?|e|und|et|y) (?:eine[rnm]? |une? |una? |een |uma? )?"
    r"(?:erinnerung|rappel|recordatorio|aviso|promemoria|avviso|herinnering|lembrete"
    r"|przypomnieni\w+)$",
    re.IGNORECASE,
)
_TO_CHOOSE = re.compile(
    r",?\s+(?:do wyboru|zur auswahl|zum auswählen|au choix|à choisir|a elegir|para elegir|a scelta"
    r"|da scegliere|te kiezen(?: uit)?|à escolha|para escolher)\s*:?\s+",
    re.IGNORECASE,
)
_SCALE_BEHIND = re.compile(
    r"[\s,(]+(?:von|de|da|van|od|entre|zwischen)?\s*\d{1,2}\s*(?:bis|à|a|al|tot|até|hasta|do|-|–|et|y"
    r"|und)\s*\d{1,3}(?:\s+(?:stern|étoile|estrella|stell|ster|estrela|gwiazd|punkt|point|punto"
    r"|punti|punt|ponto)\w*)?\)?$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:^année|^año|^anno|^ano|^rok|jahr|jaar)\b", re.IGNORECASE)
"""Begins or ends the name of a year: "Baujahr", "année de fabrication"."""
_LOOKED_AT = ("view", "sum", "split", "remind")
_QUOTED_VALUE = re.compile(
    r"^(?P<field>[^:(«]{2,60}?)\s+[«\"'„“]\s*(?P<value>[^«»\"„“”(),]{1,60}?)\s*[»\"'“”]?$"
)
"""One more choice behind what it is a choice of: "le statut « terminée »"."""
_MOST = 12
_MOST_WORDS = 3
_LABEL = 80


class Translated:
    """Does what is asked for in another language.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        choosing: Changes what can be chosen in a field.
        do: Does a change that is the same in every language.
    """

    def __init__(
        self, model: Editing, ledger: Ledger, choosing: Choosing, do: Callable[[Step], None]
    ) -> None:
        self._model = model
        self._ledger = ledger
        self._choosing = choosing
        self._do = do
        self._looking = Looking(model, do)

    def take(self, step: Step) -> bool:
        """Read "füge ein Feld Preis hinzu"; False: these words are not of those languages.

        Raises:
            RequestRefused: What is asked for can't be done.
        """
        asked = asked_in(step.said)
        try:
            for one in asked:
                self._take(step, one)
        except RequestRefused as refusal:
            raise as_settled(refusal) from refusal
        return bool(asked)

    def _take(self, step: Step, asked: Asked) -> None:
        if asked.kind == "add":
            self._add(step, asked)
        elif asked.kind == "title":
            self._do(Step("title", step.said, value=asked.value))
        elif asked.kind == "replace":
            self._replace(step, asked)
        elif asked.kind == "board":
            self._choose(step, asked)
            self._do(Step("field", "add a board", words="board"))
        elif asked.kind in ("choice", "also", "either"):
            self._choose(step, asked)
        elif asked.kind in ("sort", "newest", "oldest"):
            self._sort(step, asked)
        elif asked.kind in _LOOKED_AT:
            self._looking.take(step, asked)
        else:
            self._alter(step, asked)

    def _alter(self, step: Step, asked: Asked) -> None:
        kind = "demand" if asked.kind in _DEMANDS else asked.kind
        value = asked.value or (asked.kind if kind == "demand" else "")
        for words in items_in(asked.words):
            meant = self._meant(words, asked.language, asked.place)
            if meant is None:
                raise refused(step, f"there is no “{without_article(words, asked.language)}”")
            label, entity = meant
            self._do(Step(kind, step.said, words=label, entity=entity, value=value))

    def _replace(self, step: Step, asked: Asked) -> None:
        """Keep something else in place of a field: "statt des Datums reicht mir das Jahr"."""
        found = field_of(self._model, asked.words, asked.language)
        if found is None:
            raise refused(step, f"there is no “{without_article(asked.words, asked.language)}”")
        new = without_article(_TO_CHOOSE.sub(": ", asked.value), asked.language)
        entity, old = found
        before = len(entity.fields)
        self._add_field(entity, new, asked.language)
        now = self._model.entities[entity.name]
        if len(now.fields) > before:
            leave_out(self._model, self._ledger, now, old)

    def _meant(self, words: str, language: str, place: str = "") -> tuple[str, str] | None:
        """Return the label that words speak of, and of what it is; or the feature they name."""
        entity = entity_of(self._model, place, language) if place else None
        where = entity.label if entity else ""
        for said in forms_of(words, language):
            if found := self._model.field(said, where):
                return found[1].label, found[0].label
            if entity := self._model.entity(said):
                return entity.plural_label, ""
            if named(said):
                return said, ""
        part = self._model.meant(without_article(words, language))
        return (part[1].label, part[0].label) if part else None

    def _choose(self, step: Step, asked: Asked) -> None:
        """Let something be chosen in a field that is there, or in a new one."""
        choices = choices_in(asked.value)
        found = field_of(self._model, asked.words, asked.language)
        if asked.kind == "either":
            self._check(step, asked, found)
        if not choices or (asked.kind == "choice" and len(choices) == 1):
            label = without_article(asked.words, asked.language)
            raise unmet(
                step,
                "it says nothing that can be chosen",
                f"Say what can be chosen, like “{label}: A, B, C”.",
            )
        if (
            found is None
            and asked.kind == "also"
            and entity_of(self._model, asked.words, asked.language)
        ):
            self._add(step, asked._replace(kind="add", words=asked.value, place=asked.words))
            return
        if found is None and asked.kind == "also":
            raise refused(step, f"there is no “{without_article(asked.words, asked.language)}”")
        if found is None and len(asked.words.split()) > _MOST_WORDS + 1:
            raise refused(step)
        if found is None:
            self._add(step, asked._replace(words=f"{asked.words} ({', '.join(choices)})"))
            return
        if asked.kind == "also" and found[1].type is not FieldType.CHOICE:
            raise typed_in(step, found[1], choices[0])
        how = How.ALSO if asked.kind == "also" else How.ONLY
        offer = Offer(found[1].label, how, choices, found[0].label, sure=True)
        self._choosing.change(step, offer, *found)

    def _check(
        self, step: Step, asked: Asked, found: tuple[Entity, FieldSpecification] | None
    ) -> None:
        """Refuse what may say something else: "the name must be big or bold"."""
        name = without_article(asked.words, asked.language)
        if found is None and not is_usual(english_in(name, asked.language)):
            raise refused(step, f"there is no “{name}”")
        wordy = any(len(one.split()) > _MOST_WORDS for one in choices_in(asked.value))
        if wordy or (found is not None and is_typed(*found)):
            raise refused(step)

    def _sort(self, step: Step, asked: Asked) -> None:
        if asked.kind != "sort":
            self._do(Step("unknown", f"{asked.kind} first"))
            return
        words, way = direction_of(asked.words)
        found = field_of(self._model, words, asked.language)
        if found is None:
            raise refused(step, f"there is no “{without_article(words, asked.language)}”")
        entity, field = found
        where = lowered(entity.plural_label)
        self._do(Step("unknown", f"sort {where} by {lowered(field.label)}{way}"))

    def _add(self, step: Step, asked: Asked) -> None:
        if listed := _LIST.match(asked.words):
            add_list(
                self._model, self._ledger, listed["name"], listed["items"] or "", asked.language
            )
            return
        quoted = _QUOTED_VALUE.match(asked.words)
        known = field_of(self._model, quoted["field"], asked.language) if quoted else None
        if quoted and known and known[1].type is FieldType.CHOICE:
            self._choose(step, Asked("also", asked.language, quoted["field"], "", quoted["value"]))
            return
        if _REMINDED.search(asked.words):
            asked = asked._replace(words=_REMINDED.sub("", asked.words))
            self._add(step, asked)
            self._remind(step, asked)
            return
        words, entity = self._place(step, asked)
        for item in items_in(words)[:_MOST]:
            name = without_article(item, asked.language)
            english = english_in(name, asked.language)
            if named(english) and not asked.said_field:
                self._do(Step("field", f"add {english}", words=english))
                continue
            self._add_field(self._model.entities[entity.name], name, asked.language)

    def _remind(self, step: Step, asked: Asked) -> None:
        """Remind of the date that was added last."""
        recent = self._model.entities[self._model.recent]
        made = recent.fields[-1]
        if made.type is FieldType.TEXT:
            self._model.alter(recent, made, type=FieldType.DATE)
            told = self._ledger.changes
            told[-1] = told[-1].replace(f"({kind_of(made)})", "(date)")
        elif made.type is not FieldType.DATE:
            label = without_article(asked.words, asked.language)
            raise unmet(step, f"“{label}” is no date to be reminded of", "Add a date.")
        self._do(Step("unknown", f"remind me of the {lowered(made.label)}"))

    def _place(self, step: Step, asked: Asked) -> tuple[str, Entity]:
        for words, place in placed(asked):
            entity = entity_of(self._model, place, asked.language)
            if entity is not None:
                return words, entity
        if unknown := _AT_A_PLACE.match(asked.words):
            raise refused(step, f"there is no “{unknown['place']}”")
        english = english_in(without_article(asked.words, asked.language), asked.language)
        return asked.words, owner_of(english, step, self._model)

    def _add_field(self, entity: Entity, words: str, language: str) -> None:
        other = entity_of(self._model, words, language)
        if other is not None and other.name != entity.name:
            if self._model.relate(entity, other, many=False) is not None:
                now = self._model.entities[entity.name]
                self._ledger.tell_link(entity, other, many=False, now=now)
            return
        hint, label = _hint(words, language, entity)
        labels = {field.label.casefold() for field in entity.fields}
        if label.casefold() in labels:
            raise already(
                f"“{label}” is known of each {lowered(entity.label)}",
                "Say what else is to be kept, or how it is to be called.",
            )
        taken = {field.name for field in entity.fields}
        taken |= {link.name for link in self._model.relations if link.source == entity.name}
        made = field_from(hint, owner=entity.name, taken=tuple(taken))
        made = made.model_copy(update={"label": label})
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, made)}))
        self._ledger.tell_field(entity, made)


def _hint(words: str, language: str, entity: Entity) -> tuple[Hint, str]:
    """Return what a field holds, and its label."""
    chosen = _CHOSEN.match(words)
    scale = scale_in(words)
    if chosen and not scale and _LISTED.search(chosen["choices"]):
        hint = infer(english_in(words, language), number_of=entity.name)
        label = label_of(chosen["label"], _LABEL)
        if hint.type is FieldType.YES_NO:
            return hint, label
        parts = (part.strip(" \"'") for part in _BETWEEN.split(chosen["choices"]))
        choices = tuple({part.casefold(): part[:_LABEL] for part in parts if part}.values())
        english = english_in(chosen["label"], language)
        return Hint(english, FieldType.CHOICE, choices), label
    name = bare(_SCALE_BEHIND.sub("", words) if scale else words, language)
    hint = infer(english_in(name if scale else words, language), number_of=entity.name)
    if hint.type is FieldType.TEXT and _YEAR.search(name):
        hint = hint._replace(type=FieldType.INTEGER)
    return (on_scale(hint, scale) if scale else hint), label_of(name, _LABEL)
