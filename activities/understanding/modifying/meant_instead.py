"""Names that somebody corrects: "not the last appointment but the next", in any language."""

import re
from collections.abc import Callable

from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.text.words import label_of

_LONGEST = 200
_ARTICLE = (
    r"(?:(?:the|an?|my|de[rnms]|die|das|eine?n?|les?|la|une?|el|los|las|una|il|lo|i|gli|uno|het|een"
    r"|os?|as?|uma?) |l')?"
)
_NAME = r"[\w'-]+(?: [\w'-]+){0,3}?"
_NOT_BUT = re.compile(
    rf"(?:(?:i meant|ich meinte?|je voulais dire|quise decir|volevo dire|ik bedoelde) )?"
    rf"(?:not|nicht|pas|no|non|niet|não|nie) {_ARTICLE}(?P<old>{_NAME}),? "
    rf"(?:but(?: rather)?|sondern|mais|sino|ma|bensì|maar|mas(?: sim)?|tylko|lecz|ale) {_ARTICLE}"
    rf"(?P<new>{_NAME})(?:,? (?:(?:with|mit|avec|con|met|com|ze?) )?"
    r"(?P<also>(?:also|auch|aussi|anche|también|ook|também|też) .{2,60}))?",
    re.IGNORECASE,
)
_PAIRS = (
    ("last", "next"),
    ("first", "last"),
    ("start", "end"),
    ("letzte", "nächste"),
    ("dernier", "prochain"),
    ("dernière", "prochaine"),
    ("último", "próximo"),
    ("última", "próxima"),
    ("ultimo", "prossimo"),
    ("ultima", "prossima"),
    ("laatste", "volgende"),
    ("ostatni", "następny"),
    ("ostatnia", "następna"),
    ("old", "new"),
    ("alte", "neue"),
)
"""Words for the two ends of something: whoever says the other one means the same thing of it."""


class MeantInstead:
    """Shows a field under the name that was meant.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
        do: Does what is wished besides.
    """

    def __init__(self, model: Editing, ledger: Ledger, do: Callable[[Step], None]) -> None:
        self._model = model
        self._ledger = ledger
        self._do = do

    def take(self, step: Step) -> bool:
        """Read "not the last visit but the next"; False: the words speak of something else."""
        said = without_politeness(step.said).strip(" .!?")
        told = _NOT_BUT.fullmatch(said) if len(said) <= _LONGEST else None
        found = self._model.field(told["old"]) if told else None
        if told is None or found is None:
            return False
        entity, known = found
        label = label_of(_other(known.label, told["new"]), 80)
        if not label or self._model.field(label, entity.label) not in (None, found):
            return False
        self._model.alter(entity, known, label=label)
        self._model.recent = entity.name
        self._ledger.tell(f"“{known.label}” is shown as “{label}”.")
        if told["also"]:
            self._do(Step("unknown", told["also"]))
        return True


def _other(label: str, new: str) -> str:
    """Return a name with the other end of what it tells; nothing where the words tell less."""
    words, said = label.split(), new.lower()
    for one, other in (*_PAIRS, *((b, a) for a, b in _PAIRS)):
        for at, word in enumerate(words):
            if _is_form(word, one) and _is_form(said, other):
                return " ".join((*words[:at], new, *words[at + 1 :]))
    return new if len(new.split()) >= len(words) else ""


def _is_form(word: str, base: str) -> bool:
    """Say whether a word is a form of another: "letzter" of "letzte"."""
    low = word.lower()
    return low == base or (base.endswith("e") and low[:-1] == base)
