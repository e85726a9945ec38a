"""What statements make of sentences that only ask to see something, or take something back; pure.

"I need to see costs per trade and all the invoices still open" tells no field of what was spoken
of before, and a sentence that names no donors relates nothing to them.
"""

import re

from activities.understanding.draft import TEMPLATE, Draft, DraftEntity, DraftField, DraftLink
from activities.understanding.marking.marks import Marked
from activities.understanding.text.words import plural, singular

_BESIDES = 2
"""Fields that the other sentences tell at least of what is kept."""
_LEAST = 20
"""Letters of what is quoted as a whole statement, and of no item of a list."""
_STOPS = ".!?\n"
_ONLY_ASKS = re.compile(
    r"\s*(?:(?:and|but|so|oh|also|then|plus|first|at first|originally),? )*(?:"
    r"(?:i|we|he|she|they)(?:'d| would| do| really| just| also)*"
    r" (?:need|needs|want|wants|like|love|have|wish)(?: to be able)? to"
    r" (?:be able to )?(?:see|know|find|look|check|sort|filter|compare|get an overview)\b"
    r"|what (?:i|we)(?:'d| would| do| really| just| also)* (?:need|want|like|love|have)"
    r"(?: to (?:be able to )?(?:see|know|find))? (?:is|are)\b"
    r"|(?:i|we) (?:first |originally |once |had )?(?:said|thought|wanted|meant)\b"
    r"|it (?:would|might|may|could|'d) (?:also |even )?(?:be|help)\b"
    r"|(?:show|tell) (?:me|us)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z']+")


def drop_asked_only(draft: Draft, marked: Marked, text: str) -> None:
    """Take away fields of sentences that ask to see something, and in which no field is marked.

    Args:
        draft: What the statements say; fields are taken away.
        marked: The marks of the same request.
        text: The request.
    """
    starts = [field.words.start for field in marked.fields]
    for entity in draft.entities.values():
        odd = [field for field in entity.fields if _is_only_asked(field, starts, text)]
        if odd and len([one for one in entity.fields if one.evidence]) - len(odd) >= _BESIDES:
            entity.fields = [field for field in entity.fields if field not in odd]


def drop_unnamed(draft: Draft, text: str) -> None:
    """Take away relations to what the statement names in no way that they come from.

    Args:
        draft: What the statements say; relations are taken away.
        text: The request.
    """
    draft.links[:] = [link for link in draft.links if not _is_unnamed(draft, link, text)]


def _is_only_asked(field: DraftField, starts: list[int], text: str) -> bool:
    span = _sentence_of(field.evidence, text)
    if span is None or not _ONLY_ASKS.match(text, span[0], span[1]):
        return False
    return not any(span[0] <= start < span[1] for start in starts)


def _is_unnamed(draft: Draft, link: DraftLink, text: str) -> bool:
    """Say whether a whole sentence that relates two names the one and not the other.

    What is usually related needs no words.
    """
    span = _sentence_of(link.evidence, text)
    if span is None or link.confidence <= TEMPLATE:
        return False
    said = {*_WORD.findall(text[slice(*span)].lower())}
    source, target = (draft.entities[name] for name in (link.relation.source, link.relation.target))
    role = {*_WORD.findall(link.relation.label.lower())}
    named = _forms(target) | role - _forms(source)
    return bool(_forms(source) & said) and not named & said


def _forms(entity: DraftEntity) -> set[str]:
    """Return the words by which a list can be named."""
    last = [one.lower().split()[-1:] for one in (entity.label, entity.plural_label)]
    words = {word for one in last for word in one} | {entity.name.rsplit("_", 1)[-1]}
    return {form for word in words for form in (word, singular(word), plural(word))}


def _sentence_of(evidence: str, text: str) -> tuple[int, int] | None:
    """Return where the sentence stands that is quoted from its beginning; None of an item."""
    begin = evidence.rstrip("\u2026 ")
    at = text.find(begin) if len(begin) >= _LEAST else -1
    if at < 0 or text[:at].rstrip(" ")[-1:] not in ("", *_STOPS):
        return None
    ends = [end for mark in _STOPS if (end := text.find(mark, at)) >= 0]
    return at, min(ends, default=len(text))
