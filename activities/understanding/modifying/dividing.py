"""From a wish in words to its steps: what is said one after another, and what "it" means; pure."""

import re
from collections.abc import Iterator

from activities.understanding.modifying.changes import (
    Step,
    parts_at_verbs,
    read_clause,
    split_place,
    without_politeness,
)
from activities.understanding.modifying.clausing import in_order, whole_clauses
from activities.understanding.modifying.complaining import retold
from activities.understanding.modifying.courtesy import without_courtesy
from activities.understanding.modifying.currency import currency_apart
from activities.understanding.modifying.joined import apart, is_only_asking
from activities.understanding.modifying.limits import keeps_others_out
from activities.understanding.modifying.own_lists import with_items_told_behind
from activities.understanding.modifying.paraphrases import shorter
from activities.understanding.modifying.parts import parts_in
from activities.understanding.modifying.rewording import (
    next_steps,
    reworded,
    with_meant,
    without_opening,
    wondered_about,
)
from activities.understanding.modifying.takenback import without_taken_back
from activities.understanding.modifying.talk import is_chat, is_question, parts_of, topic_of
from activities.understanding.text.cleaning import clauses, clean, split_items

_NAMING = ("field", "entity", "things", "rename", "demand", "remove", "choices")
"""Kinds of steps that name something which "it" can mean afterwards."""
_LOCKED = "add a password"
_SUBJECT = re.compile(
    r"^(?:and |but )?(?:the |my |our )?(?P<name>(?!(?:it|its|this|that|they|these|those|there|i|we"
    r"|you|he|she|what|who|which|when|if|how)\b)[\w'-]+(?: [\w'-]+)?) (?:is|are|should|must)"
    r"(?:n't)? ",
    re.IGNORECASE,
)
"""Of what a sentence says how it is, or should be."""
_ARTICLE = re.compile(r"^(?:an?|the|my|our|another) ", re.IGNORECASE)


def steps_of(request: str) -> tuple[Step, ...]:
    """Return the steps of a change request, in order."""
    steps: list[Step] = []
    topic = ""
    told = retold(without_taken_back(clean(request)))
    for part in _parts(with_items_told_behind(told)):
        said = with_meant(part, topic)
        if said != part and steps and steps[-1].kind == "question":
            steps[-1] = steps[-1]._replace(kind="chat")
        if keeps_others_out(without_politeness(said)):
            said = _LOCKED
        plain = reworded(without_politeness(said))
        fresh = parts_in(said, plain) or _talk(said) or read_clause(said)
        steps += fresh
        named = topic_of(said) or wondered_about(said) or _spoken_of(fresh) or _subject(said)
        topic = named or topic
    return tuple(in_order(steps))


def _parts(text: str) -> Iterator[str]:
    for clause in clauses(text):
        for piece in parts_of(clause.text):
            for part in _divided(piece):
                said = without_courtesy(part.strip(" ,."))
                if said and not is_only_asking(said):
                    yield shorter(said)


def _divided(piece: str) -> Iterator[str]:
    for clause in whole_clauses(piece):
        for step in parts_at_verbs(clause):
            for part in apart(step.strip(" ,.")):
                for one in next_steps(part):
                    yield from currency_apart(one)


def _talk(said: str) -> list[Step]:
    words = without_opening(without_politeness(said) or said)
    if is_chat(said) or is_chat(words):
        return [Step("chat", said)]
    if is_question(words) or wondered_about(words):
        return [Step("question", said)]
    return []


def _subject(said: str) -> str:
    found = _SUBJECT.match(said)
    return found["name"].lower() if found else ""


def _spoken_of(steps: list[Step]) -> str:
    """Return the name of what was changed last, as "it" in the next step means it."""
    named = [step for step in steps if step.kind in _NAMING and step.words]
    if not named:
        return ""
    words = named[-1].words
    if named[-1].kind == "field":
        place = split_place(words)
        words = [*split_items(place[0] if place else words), ""][0]
    return re.sub(r"\s*\(.*$", "", _ARTICLE.sub("", words))
