"""Reminders of a date of what is kept: "remind me a week before the due date"."""

import re

from activities.design.fitting.closing import end_of
from activities.design.fitting.names import Things
from activities.design.fitting.promising import promise
from activities.design.wording import lowered
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.featuring import FeatureWishes
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.settled import unmet
from activities.understanding.text.words import label_of
from models.features import Feature
from models.features import FeatureKind as Kind
from models.specification import Entity, FieldSpecification, FieldType

_LONGEST = 200
_REMIND = re.compile(
    r"^(?:(?:it|the app) (?:should|must|could) |(?:i|we)(?:'d| would)? (?:want|like|need) to be )?"
    r"(?:remind|warn|alert|notify)(?:ed)?(?: (?:me|us|everyone))? "
    r"(?:\(?(?P<lead>(?:an?|one|two|three|four|five|six|seven|eight|ten|\d{1,3}) "
    r"(?:day|week|month|year|hour)s?|[^()]{2,30}(?=\)))\)? "
    r"(?P<way>before|ahead of|in advance of|prior to|after|past)|of) "
    r"(?:(?:the|its|their|each|every|our) )?(?P<words>[\w'-]+(?: [\w'-]+){0,4}?)"
    r"(?P<condition>,? (?:if|when|unless|while|as long as|until) .+)?$",
    re.IGNORECASE,
)
_DUE = re.compile(
    r"^(?:remind|warn|alert|notify) (?:me|us|everyone) (?:when|before|that|as soon as|if) "
    r"(?:(?:the|an?|each|every|its|their|our) )?(?P<words>[\w'-]+(?: [\w'-]+){0,2}?) "
    r"(?:is|are|comes|falls|gets) (?:due|up|necessary)(?: again)?(?P<rest>,? .{3,100})?$",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:date of (?:the )?)?(?:last|latest|previous) ", re.IGNORECASE)
_WEEK = re.compile(
    r"(?:(?:an?|one|1|eine?|une?|una|een|uma?) (?:week|woche|semaine|semana|settimana)"
    r"|(?:7|seven|sieben|sept|siete|sette|zeven|sete) \w+)",
    re.IGNORECASE,
)
_TELLING = (Kind.REMINDER, Kind.EXPIRY, Kind.ANNIVERSARY)
_ROLE = "date"


class Reminding:
    """Adds reminders of the dates that are named.

    Args:
        model: What the application keeps.
        ledger: Where the changes are told.
        wishes: Takes the features that are added.
    """

    def __init__(self, model: Editing, ledger: Ledger, wishes: FeatureWishes) -> None:
        self._model = model
        self._ledger = ledger
        self._wishes = wishes

    def take(self, step: Step) -> bool:
        """Read of which date one wants to be reminded; False: it is something else.

        Raises:
            RequestRefused: It can't be reminded of that.
        """
        said = without_politeness(step.said)
        if len(said) <= _LONGEST and (due := _DUE.match(said)):
            return self._next(due["words"], (due["rest"] or "").strip(" ,"))
        found = _REMIND.match(said) if len(said) <= _LONGEST else None
        known = self._date(found["words"]) if found else None
        if found is None or known is None:
            return False
        entity, field = known
        label = lowered(field.label)
        if (found["way"] or "").lower() in ("after", "past"):
            many = lowered(entity.plural_label)
            raise unmet(
                step,
                f"reminders look ahead to a date, and none counts from {label} on",
                f"Add the date itself: “add follow up on (date) to {many}”.",
            )
        telling = self._wishes.known(_TELLING, entity.name, field.name)
        made = telling or self._made(entity, field)
        if not telling and not self._wishes.add(made):
            raise unmet(
                step,
                f"{lowered(entity.plural_label)} have a reminder of another date",
                "One date of each list is watched.",
            )
        self._note(made, telling, found["lead"] or "", (found["condition"] or "").strip(" ,"))
        return True

    def _next(self, words: str, rest: str) -> bool:
        """Remind of what comes next, which is entered where only the last one is known."""
        low = words.lower()
        found = [
            (entity, field)
            for entity in self._model.entities.values()
            for field in entity.fields
            if field.type is FieldType.DATE and low in field.label.lower()
        ]
        if len(found) != 1:
            return False
        entity, field = found[0]
        last = _LAST.match(field.label)
        if last is None or not rest:
            return False
        label = f"Next {field.label[last.end() :]}"
        made = self._model.add_field(entity, label)
        if made is None:
            return False
        self._model.alter(self._model.entities[entity.name], made, label=label_of(label))
        now = self._model.entities[entity.name]
        feature = self._made(now, now.fields[-1])
        self._ledger.tell_field(now, now.fields[-1])
        self._wishes.add(feature)
        self._ledger.note(
            f"“{label_of(label)}” is entered: it is not worked out from “{field.label}”, so "
            f"“{rest[:80]}” has to be counted when it is entered."
        )
        return True

    def _note(self, made: Feature, telling: Feature | None, lead: str, condition: str) -> None:
        """Say what of the wish can't be set, and what is there already."""
        told = []
        if lead and (made.kind is Kind.ANNIVERSARY or not _WEEK.fullmatch(lead)):
            told.append(f"how long before is fixed, so “{lead}” can't be set")
        if condition:
            told.append(f"“{condition}” is not looked at")
        if telling is None:
            if told:
                self._ledger.note(f"About the reminder: {' and '.join(told)}.")
            return
        there = promise(telling, self._model.finished(), self._wishes.language)
        beside = f"{' and '.join(told).capitalize()}; the reminder" if told else "That"
        self._ledger.note(f"{there} {beside} is there already.")

    def _made(self, entity: Entity, field: FieldSpecification) -> Feature:
        done = end_of(Things(self._model.finished(), entity), field.name)
        roles = {_ROLE: field.name} | ({"done": done} if done else {})
        return Feature(kind=Kind.REMINDER, entity=entity.name, fields=roles)

    def _date(self, words: str) -> tuple[Entity, FieldSpecification] | None:
        """Return the date that is named, also by the end of its name if that fits only one."""
        found = self._model.field(words)
        if found:
            return found if found[1].type is FieldType.DATE else None
        low = words.lower()
        dates = [
            (entity, field)
            for entity in self._model.entities.values()
            for field in entity.fields
            if field.type is FieldType.DATE
        ]
        ending = [one for one in dates if one[1].label.lower().endswith(f" {low}")]
        return ending[0] if len(ending) == 1 else None
