"""What is to be picked from a list of its own: "the host should be picked from a list of staff"."""

import re

from activities.understanding.modifying.adding import Adding
from activities.understanding.modifying.belonging import owner_of
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.text.phrases import noun_phrase
from activities.understanding.text.words import label_of

_LONGEST = 200
_PICK = r"(?:pick|choose|select|take)"
_PICKED = r"(?:picked|chosen|selected|taken)"
_LIST = (
    r"(?:from|out of|off) (?:an? |the |our |my |their )?(?:own |separate )?(?:"
    r"(?:list|table|register) of (?:all )?(?:the |our |my )?(?P<of>[\w'-]+(?: [\w'-]+){0,2})"
    r"|(?P<before>(?!(?:an?|the|our|my|this|that|its|own|long|short|fixed)\b)"
    r"[\w'-]+(?: [\w'-]+)?) list)"
)
_RULES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:(?:the|our|my|each|every) )?(?P<what>[^,;:]{2,60}?) (?:should|must|could|can|has to"
        rf"|needs? to|ought to) (?:(?:only|always|also|just|rather) )*(?:be {_PICKED}|come)"
        rf" {_LIST}$",
        r"^(?:(?:(?:i|we)(?:'d| would)? (?:also )?(?:want|need|like|prefer)(?: to be able)? to"
        r"|let (?:me|us|people)|(?:i|we) (?:can|could|should)|make it possible to) )?"
        rf"{_PICK} (?:the )?(?P<what>[^,;:]{{2,60}}?) {_LIST}$",
    )
)
_MEMBERS = {
    "staff": "staff members",
    "team": "team members",
    "crew": "crew members",
    "personnel": "employees",
}
"""Who is on a list that is called by a collective noun."""


class Picking:
    """Lets people pick from a list that is kept what they typed so far.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        adding: Adds what is new.
    """

    def __init__(self, model: Editing, ledger: Ledger, adding: Adding) -> None:
        self._model = model
        self._ledger = ledger
        self._adding = adding

    def take(self, step: Step) -> bool:
        """Read what is picked from a list that has a name; False: it is something else."""
        said = without_politeness(step.said)[:_LONGEST]
        found = next((match for rule in _RULES if (match := rule.match(said))), None)
        listed = noun_phrase((found["of"] or found["before"]) if found else "")
        listed = _MEMBERS.get(listed, listed)
        if found is None or not listed or self._model.place(found["what"].lower()):
            return False
        typed = self._model.field(found["what"])
        owner = typed[0] if typed else owner_of(found["what"], step, self._model)
        if self._model.place(listed) is None:
            self._adding.add_entity(Step("entity", step.said, words=listed))
        target = self._model.place(listed)
        if target is None or target.name == owner.name:
            return False
        self._adding.link(self._model.entities[owner.name], target, many=False)
        if typed and typed[1].label.casefold() != target.label.casefold():
            self._ledger.note(f"“{label_of(typed[1].label)}” stays beside it as it was typed in.")
        return True
