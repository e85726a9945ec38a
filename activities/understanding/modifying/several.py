"""How many of one kind go with one of another: "a person can pick up several children"."""

import re

from activities.design.wording import lowered, with_article
from activities.understanding.modifying.changes import Step, without_politeness
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.ledger import Ledger
from activities.understanding.modifying.settled import already
from models.specification import Entity, Relation, RelationKind

_LONGEST = 200
_SEVERAL = (
    r"(?:several|many|multiple|more than one|two or more|one or more|any number of|a number of"
    r"|lots of|a few|(?:two|three|four|[2-9])(?: (?:or|to) (?:three|four|five|more|[3-9]))?)"
    r"(?: different| other)?"
)
_RULE = re.compile(
    r"^(?:and |but |sometimes |often )*(?:(?:each|every|an?|one|some|the|our|my) )?"
    r"(?P<source>[\w'-]+(?: [\w'-]+){0,2}?) (?:(?:can|could|may|might|must|should|will|also|often"
    r"|sometimes|usually) )*(?:be )?(?P<verb>[a-z]+)(?: (?:up|out|in|on|to|for|with|from|by|at|of"
    rf"|after|able to))* {_SEVERAL} (?P<target>[\w'-]+(?: [\w'-]+){{0,2}}?)"
    r"(?:,? (?:e\.?g\.?|for example|for instance|like|such as|at once|at a time|too|each)\b.*)?$",
    re.IGNORECASE,
)
_ATTENDED = re.compile(
    r"(?:go(?:es)?|comes?|attends?|joins?|takes?|participates?|enrols?|enrolls?|signs?|visits?)\b",
    re.IGNORECASE,
)
"""Verbs of what many go to, so that each of those has many as well."""


class Several:
    """Lets one thing refer to several of those that are kept.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the changes are told.
    """

    def __init__(self, model: Editing, ledger: Ledger) -> None:
        self._model = model
        self._ledger = ledger

    def take(self, step: Step) -> bool:
        """Read "a print can use two spools"; False: it is something else.

        Raises:
            RequestRefused: It is so already.
        """
        said = without_politeness(step.said)
        found = _RULE.match(said) if len(said) <= _LONGEST else None
        if found is None:
            return False
        source, target = (self._model.place(found[end].lower()) for end in ("source", "target"))
        if source is None or target is None or source.name == target.name:
            return False
        self.relate(source, target, attend=bool(_ATTENDED.fullmatch(found["verb"])))
        return True

    def relate(self, source: Entity, target: Entity, *, attend: bool) -> None:
        """Let each of the source refer to several of the target.

        Args:
            source: What refers.
            target: What it refers to.
            attend: Whether each of the target is of several as well.

        Raises:
            RequestRefused: It is so already.
        """
        one, other = with_article(lowered(source.label)), with_article(lowered(target.label))
        several = f"several {lowered(target.plural_label)}"
        if self._is_so(source, target, attend=attend):
            raise already(
                f"{one.capitalize()} can go with {several}",
                f"They are chosen on the page of {one}, or {one} on the page of {other}.",
            )
        self._let_go(self._between(target, source), source, target)
        single = self._between(source, target)
        if single and not self._model.live:
            self._model.relations.remove(single)
            single = None
        many = target.plural_label if single else ""
        if self._model.relate(source, target, many=True, label=many) is None:
            return
        now = self._model.entities[source.name]
        self._ledger.tell_link(source, target, many=True, now=now)
        if single:
            self._ledger.note(f"“{single.label}” stays beside it: what was chosen in it is kept.")

    def _let_go(self, back: Relation | None, source: Entity, target: Entity) -> None:
        """Leave out that each of the target is of one only, where nothing was entered."""
        if back is None or self._model.live:
            return
        self._model.relations.remove(back)
        one, other = with_article(lowered(target.label)), lowered(source.label)
        self._ledger.note(f"So {one} goes with more than one {other} from now on.")

    def _is_so(self, source: Entity, target: Entity, *, attend: bool) -> bool:
        back = self._between(target, source, RelationKind.MANY_TO_MANY if attend else None)
        both = (self._between(source, target, RelationKind.MANY_TO_MANY), back)
        return any(both)

    def _between(
        self, source: Entity, target: Entity, kind: RelationKind | None = None
    ) -> Relation | None:
        ends = (source.name, target.name)
        links = (one for one in self._model.relations if (one.source, one.target) == ends)
        return next((one for one in links if kind in (None, one.kind)), None)
