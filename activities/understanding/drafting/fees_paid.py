"""A fee and the payments of it, told in one clause, as one list; pure.

"Whether each of them has paid their subscription, how much and when" keeps one list: the
subscriptions that were paid or not.
"""

import re

from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField, DraftLink
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.text.words import label_of, plural, singular
from models.fields import FieldType

_NO_FEE = (
    r"(?!(?:and|or|who|whom|when|how|what|which|whether|by|for|in|on|to|at|not|yet|if|so|back|up"
    r"|off|out|each|every|with|from|already)\b)"
)
_PAID = re.compile(
    r"\b(?:paid|pays?|paying) (?:(?:their|the|his|her|this|our|an?|any) )?"
    rf"(?P<what>(?:{_NO_FEE}[a-z]{{3,15}} )?{_NO_FEE}[a-z]{{3,15}})\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:whether|if|who)\b[^.;:!?\n]*$", re.IGNORECASE)
_WHETHER = re.compile(r"\b(?:whether|if)\b[^.;:!?\n]*$", re.IGNORECASE)
"""Who paid a bill is no question of whether it is paid."""
_END = re.compile(r"[.!?\n]")
_NEAR = 60
_VERB = re.compile(r"(?:has |have )?(?:paid|pays?|paying)(?: (?:the|their|his|her|an?))?", re.I)
_CUT = re.compile(r"(?:paid|pays?|paying) (?:the|their|his|her|an?)", re.IGNORECASE)
"""A label that is cut in the middle: "paid the"."""
_SPAN = re.compile(
    r"\b(?:for|in|of|per) (?:each|every) (?P<span>term|season|semester|quarter|half[- ]year)\b",
    re.IGNORECASE,
)
_MOST_READ, _MOST = 4_000, 40


def keep_fees_paid(draft: Draft, text: str) -> None:
    """Keep a fee and what was paid of it as one list, and for which term it is.

    Args:
        draft: What was understood in English; the list that the verb was taken for goes.
        text: The request.
    """
    text = text[:_MOST_READ]
    paid = next((e for e in draft.entities.values() if _VERB.fullmatch(e.evidence.strip())), None)
    for match in list(_PAID.finditer(text))[:_MOST]:
        what = match["what"].lower()
        asking = _WHETHER if paid is None else _ASKED
        asked = asking.search(text[max(0, match.start() - _NEAR) : match.start()]) is not None
        if paid is not None and _names_itself(paid, what):
            _tell(paid, match, asked=asked)
            return
        fee = _fee(draft, what, paid)
        if fee is None or (paid is None and not (asked and _is_dated(fee))):
            continue
        fee.fields = [one for one in fee.fields if not _is_itself(one, fee)]
        if paid is not None:
            _unite(draft, fee, paid)
        _tell(fee, match, asked=asked)
        return


def _tell(fee: DraftEntity, match: re.Match[str], *, asked: bool) -> None:
    """Put whether it is paid, where that is asked, and for which term the sentence says it is."""
    if asked:
        _put(fee, Hint("Paid", FieldType.YES_NO), match.group())
    text = match.string
    start = max(text.rfind(mark, 0, match.start()) for mark in ".!?\n") + 1
    end = _END.search(text, match.end())
    span = _SPAN.search(text[start : end.start() if end else len(text)])
    if span is not None:
        _put(fee, Hint(label_of(span["span"]), FieldType.TEXT), span.group(), at=0)


def _names_itself(paid: DraftEntity, what: str) -> bool:
    """Call what was paid by its noun, where that was taken for a text of it; say whether it was."""
    noun = what.split()[-1]
    texts = [one for one in paid.fields if one.specification.type is FieldType.TEXT]
    fee = next((one for one in texts if one.specification.label.lower() in (noun, what)), None)
    if fee is None:
        if _CUT.fullmatch(paid.label):
            paid.label, paid.plural_label = "Payment", "Payments"
        return False
    paid.fields.remove(fee)
    paid.label = label_of(singular(fee.specification.label))
    paid.plural_label, paid.thing = plural(paid.label), None
    paid.described = True
    return True


def _is_dated(fee: DraftEntity) -> bool:
    """Say whether it is told of a fee when it was paid."""
    told = (one.specification.type for one in fee.fields if one.evidence)
    return FieldType.DATE in told


def _fee(draft: Draft, words: str, paid: DraftEntity | None) -> DraftEntity | None:
    last = words.split()[-1]
    for entity in draft.entities.values():
        label = entity.label.lower()
        if entity is not paid and label in (words, singular(words), last, singular(last)):
            return entity
    return None


def _unite(draft: Draft, fee: DraftEntity, paid: DraftEntity) -> None:
    told = [one for one in paid.fields if one.evidence]
    fee.fields = [one for one in fee.fields if one.evidence]
    fee.fields += [one for one in told if one.specification.name not in fee.names()]
    fee.label = singular(fee.label)
    fee.plural_label = plural(fee.label)
    fee.thing, fee.described = None, True
    links = [link for link in draft.links if paid.name in _ends(link)]
    draft.drop(paid.name)
    for link in links:
        ends = _ends(link) - {paid.name, fee.name}
        for name in ends:
            other = draft.entities[name]
            if not any(_ends(known) == {fee.name, name} for known in draft.links):
                draft.link(fee, other, other.label, evidence=link.evidence)


def _is_itself(told: DraftField, fee: DraftEntity) -> bool:
    return told.specification.label.lower() in (fee.label.lower(), fee.plural_label.lower())


def _ends(link: DraftLink) -> set[str]:
    return {link.relation.source, link.relation.target}


def _put(entity: DraftEntity, hint: Hint, words: str, at: int | None = None) -> None:
    made = field_from(hint, owner=entity.name)
    known = [one for one in entity.fields if one.specification.name.endswith(made.name)]
    if not known:
        place = len(entity.fields) if at is None else at
        entity.fields.insert(place, DraftField(made, words, STATED))
