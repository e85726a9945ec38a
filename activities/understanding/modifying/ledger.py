"""What changed in a specification, what that means, and what could not be done."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from activities.design.wording import lowered, with_article
from activities.understanding.modifying.changes import Step
from activities.understanding.modifying.superseding import typed_in
from models.errors import RequestRefused
from models.specification import Entity, FieldSpecification, FieldType

EXAMPLES = "{examples}"
"""Stands in a remedy for the changes that fit the application; see ``examples.py``."""
_KINDS = {
    FieldType.INTEGER: "whole number",
    FieldType.DECIMAL: "number",
    FieldType.MONEY: "amount of money",
    FieldType.YES_NO: "yes or no",
    FieldType.EMAIL: "e-mail address",
    FieldType.URL: "link",
}
_LOOKS = re.compile(
    r"\b(?:dark|light|night) (?:mode|theme)\b"
    r"|\b(?:bigger|larger|smaller|other|nicer) (?:fonts?|text|letters?|buttons?|colou?rs?)\b",
    re.IGNORECASE,
)
_ANSWERS = {
    r"(?<!\ba )(?<!\bone )(?<!\beach )(?<!\bevery )prints?|printed|printing|printable"
    r"|print-?outs?": (
        "every page can be printed as it is, by the print command of the browser; menus and "
        "buttons are left away"
    ),
    r"several lines|more lines|(?:box|notes?|description|comments?) (?:\w+ ){0,3}(?:bigger|larger"
    r"|longer|small)": "what is for notes takes as many lines as you write",
    r"(?:only|just) (?:show|see|list)|(?:show|see|list) (?:me )?(?:only|just)"
    r"|only (?:the )?(?:[\w'-]+ ){1,3}?ones?|filter(?:s|ed)?|narrow(?:ed)?": (
        "lists are narrowed down above them: by a choice, by yes or no, or by what something "
        "belongs to"
    ),
    r"export|exports|download|excel|csv|spreadsheets?": (
        "every list can be exported as it is: “Export as CSV” below it gives a file that "
        "spreadsheets open"
    ),
    r"undo|revert|roll(?:ed)? ?back|(?:previous|earlier|old|last) version": (
        "an earlier version comes back by rolling back to its number, which keeps the data, "
        "and not by a change"
    ),
    r"search(?:es|ed|ing|able)?": "every list can be searched by its words as it is",
    r"sort(?:ed|ing)?|newest|latest|oldest|alphabetical(?:ly)?|(?:on|at the) top": (
        "lists are sorted by a click on a column's heading, and the other way round by another"
    ),
    r"should be an? (?:number|text|date|time|photo|link)|not (?:a )?text": (
        "the type of a field stays as it is; add another field instead"
    ),
    r"looks?|bigger|larger|smaller|nicer|colou?rs?|blue|red|green|yellow|pink|purple|fonts?|logo"
    r"|background|dark|layout": ("how an application looks can't be changed in words yet"),
}
"""What is said to wishes that need no change, or are none of what is kept."""
NOTHING_LOST = "Nothing that exists is changed."
_ALL_IN_VAIN = " Nothing was changed."
_MOST_TOLD = 3
_UNKNOWN = "was not understood as a change"
IMPOSSIBLE = "can't be had"
UNCLEAR = "could go to more than one list"
ELSEWHERE = "is no change of what is kept"
NEEDLESS = "needs no change"
QUESTION = "is a question, and only changes are made here"
"""What is said of words that were understood, though nothing can be changed by them."""


@dataclass
class Ledger:
    """The changes so far, and what they mean for what is there; a sentence each."""

    changes: list[str] = field(default_factory=list)
    impact: list[str] = field(default_factory=list)

    def copy(self) -> "Ledger":
        """Return what was told so far, to go back to."""
        return Ledger(list(self.changes), list(self.impact))

    def notes(self) -> list[str]:
        """Return what was said of what is so already, or of what a change means."""
        return [one for one in self.impact if one != NOTHING_LOST]

    def restore(self, earlier: "Ledger") -> None:
        """Go back to what was copied."""
        self.changes, self.impact = earlier.changes, earlier.impact

    def tell(self, sentence: str) -> None:
        """Add a change."""
        self.changes.append(sentence)

    def note(self, sentence: str) -> None:
        """Add what a change means, once."""
        if sentence not in self.impact and not (sentence == NOTHING_LOST and self.impact):
            self.impact.append(sentence)

    def tell_field(self, entity: Entity, made: FieldSpecification) -> None:
        """Add that something more is known of a thing."""
        self.tell(f"Each {lowered(entity.label)} gets “{made.label}” ({kind_of(made)}).")
        self.note(f"Existing {lowered(entity.plural_label)} will have nothing in “{made.label}”.")

    def tell_link(self, source: Entity, target: Entity, *, many: bool, now: Entity) -> None:
        """Add that things of one kind can refer to those of another.

        Args:
            source: As it was before.
            target: What it can refer to.
            many: Whether to several.
            now: The source as it is now.
        """
        one = with_article(lowered(target.label))
        amount = f"several {lowered(target.plural_label)}" if many else one
        self.tell(f"Each {lowered(source.label)} can refer to {amount}.")
        self.note(
            f"Existing {lowered(source.plural_label)} refer to no {lowered(target.label)} yet."
        )
        typed = typed_in(source, target)
        if typed is None:
            return
        if typed in now.fields:
            self.note(f"The “{typed.label}” that was typed in stays beside it as it is.")
        else:
            self.tell(f"“{typed.label}” is chosen from that list instead of being typed in.")


def refused(step: Step, reason: str = "", verdict: str = _UNKNOWN) -> RequestRefused:
    """Return the error for a step that can't be done.

    Args:
        step: Of which nothing was done.
        reason: Why, with what is possible instead; what is usually said to such words if empty.
        verdict: What is said of the words before the reason.
    """
    if not reason and (reason := answer_to(step.said)) and step.said.endswith("?"):
        verdict = QUESTION if verdict == _UNKNOWN else verdict
    why = f": {reason}" if reason else ""
    return RequestRefused(
        f"“{step.said[:120]}” {verdict}{why}.{_ALL_IN_VAIN}",
        remedy=EXAMPLES,
    )


def not_done(refusal: RequestRefused) -> str:
    """Return that one part of a wish was not done, where another was."""
    return f"Not done: {refusal.message.removesuffix(_ALL_IN_VAIN)}"


def together(refusals: Sequence[RequestRefused]) -> RequestRefused:
    """Return one error for the parts of a wish of which none could be done."""
    told = dict.fromkeys(one.message.removesuffix(_ALL_IN_VAIN) for one in refusals)
    if len(told) == 1:
        return refusals[0]
    remedies = dict.fromkeys(one.remedy.replace(EXAMPLES, "").strip() for one in refusals)
    return RequestRefused(
        f"{' '.join(list(told)[:_MOST_TOLD])}{_ALL_IN_VAIN}",
        remedy=" ".join((*filter(None, remedies), EXAMPLES)),
    )


def is_about_looks(words: str) -> bool:
    """Return whether the words want another look, which no field can give."""
    return bool(_LOOKS.search(words))


def answer_to(words: str) -> str:
    """Return what is said to a wish that needs no change, or none that is possible."""
    found = (
        answer
        for pattern, answer in _ANSWERS.items()
        if re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE)
    )
    return next(found, "")


def kind_of(made: FieldSpecification) -> str:
    """Return what can be entered into a field, in words."""
    if made.type is FieldType.CHOICE:
        return "one of " + ", ".join(made.choices)
    return _KINDS.get(made.type, made.type.value.replace("_", " "))
