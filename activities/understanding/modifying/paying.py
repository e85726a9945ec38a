"""Who has paid, signed or answered: what is wanted is a tick at each person."""

import re

from activities.design.wording import lowered
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.settled import already
from activities.understanding.text.frames import frames
from activities.understanding.text.words import singular
from models.specification import Entity, FieldType

_LONGEST = 300
_WHO_HAS = re.compile(
    r"\bwho(?:'s| has| have|'ve)?(?: already| not|n't| hasn't| haven't| all)* "
    r"(?P<done>paid|signed(?: up| in| off)?|answered|replied|confirmed|returned it|registered"
    r"|responded|cancelled|qualified|been (?:invited|vaccinated|told|paid|informed))"
    r"(?: (?:already|yet|and who (?:hasn't|has not|didn't)))*(?: yet)?[?.! ]*$",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"^(?:i forgot[,:]? |each |every |all |the |our )*(?P<who>[\w'-]+(?: [\w'-]+)?) "
    r"(?:have to |must |should )?pays? (?:us |me )?[€$£]? ?\d{1,6}(?:[.,]\d{1,2})?"
    r"(?: ?(?:€|\$|£|euros?|pounds?|dollars?|quid|francs?))? (?:an?|per|each|every) "
    r"(?P<period>season|year|month|week|term|quarter|lesson|session|match|game|training|night"
    r"|hour|day)\b",
    re.IGNORECASE,
)


class Paying:
    """Adds what is to be ticked off at each person.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
    """

    def __init__(self, model: Editing, ledger: Ledger) -> None:
        self._model = model
        self._ledger = ledger

    def take(self, step: Step) -> bool:
        """Read "parents pay 60 a season, I need to see who's paid"; False: it is something else.

        Raises:
            RequestRefused: That is known of each already.
        """
        if len(step.said) > _LONGEST:
            return False
        pays, who_has = _PAYS.match(step.said), _WHO_HAS.search(step.said)
        if not pays and not who_has:
            return False
        name = self._whose(pays["who"] if pays else "").name
        if pays:
            self._add(name, f"Fee per {pays['period'].lower()}", FieldType.MONEY)
        if who_has:
            done = who_has["done"].lower().removeprefix("been ").removesuffix(" it")
            self._add(name, done.capitalize(), FieldType.YES_NO, alone=not pays)
        return True

    def _whose(self, who: str) -> Entity:
        """Return those who do it: the ones that were named, else people, else the first."""
        named = self._model.entity(who.lower())
        people = (
            one
            for one in self._model.entities.values()
            if singular(one.label.lower().split(" ")[-1]) in frames().people
        )
        return named or next(people, None) or next(iter(self._model.entities.values()))

    def _add(self, name: str, label: str, kind: FieldType, *, alone: bool = False) -> None:
        entity = self._model.entities[name]
        known = self._model.field(label)
        if known is not None:
            if alone:
                raise already(
                    f"“{known[1].label}” is known of each {lowered(known[0].label)}",
                    f"The list of {known[0].plural_label.lower()} can be filtered by it.",
                )
            return
        taken = tuple(field.name for field in entity.fields)
        made = field_from(Hint(label, kind), owner=entity.name, taken=taken)
        self._model.replace(entity.model_copy(update={"fields": (*entity.fields, made)}))
        self._ledger.tell_field(entity, made)
