"""How many there should be at least of what runs low, where somebody wants to be told; pure."""

from collections.abc import Sequence

from activities.design.fitting.names import MINIMUM, QUANTITY, limits_stock, says
from activities.understanding.draft import STATED, TEMPLATE, Draft, DraftEntity, DraftField
from activities.understanding.finding import finding
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.languages.glossing import gloss
from activities.understanding.marking.marks import Marked
from activities.understanding.text.spelling import plain
from activities.understanding.text.words import label_of, singular
from activities.understanding.wishes.running_low import RunningLow, running_low, threshold_in
from activities.understanding.wishes.views import views_said
from models.conversation import Finding
from models.fields import COUNTED_TYPES, FieldSpecification, FieldType
from models.specification import View

MINIMUM_LABEL, AMOUNT_LABEL = "Minimum stock", "Quantity"
"""What the fields are called; they are translated like all usual ones."""
_MOST_READ = 8_000
_COUNTED = COUNTED_TYPES


def keep_stock(draft: Draft, text: str, language: str) -> RunningLow | None:
    """Give what runs low a minimum, and an amount where it has none.

    Args:
        draft: What was understood; fields are added, without evidence.
        text: The request, as it was written.
        language: ISO 639-1 code.

    Returns:
        The wish; None where nothing is counted, or nobody wants to be told.
    """
    _tell_minimum(draft, text, language)
    wish = running_low(text, language)
    entities = _by_heading([*draft.entities.values()], wish, text)
    kept = [(one.label, [told.specification for told in one.fields]) for one in entities]
    at = place_of(wish, kept) if wish else None
    at = _counted_in(wish, entities) if wish and at is None else at
    if at is None:
        return None
    entity, known = entities[at], kept[at][1]
    amount = amount_of(known)
    if amount is None:
        amount = counted(AMOUNT_LABEL, FieldType.INTEGER, entity.name)
        entity.fields.append(DraftField(amount, "", TEMPLATE))
    if minimum_of(known) is None:
        made = counted(MINIMUM_LABEL, amount.type, entity.name)
        entity.fields.append(DraftField(made, "", TEMPLATE))
    return wish


def _counted_in(wish: RunningLow, entities: Sequence[DraftEntity]) -> int | None:
    """Return the only list whose amount is told in the very clause of the wish."""
    clause = wish.clause.casefold()
    found = [
        at
        for at, entity in enumerate(entities)
        for told in entity.fields
        if told.specification == amount_of([one.specification for one in entity.fields])
        and told.evidence
        and told.evidence.casefold() in clause
    ]
    return found[0] if len(found) == 1 else None


def _by_heading(
    entities: list[DraftEntity], wish: RunningLow | None, text: str
) -> list[DraftEntity]:
    """Return the list first in whose sentence the wish stands: "Ingredients: …, and warn me"."""
    at = text.find(wish.clause) if wish else -1
    if at < 0:
        return entities
    begin = max(text.rfind(mark, 0, at) for mark in ".!?\n") + 1
    head = text[begin:at].partition(":")[0].strip().lower()
    first = [one for one in entities if head.endswith(one.plural_label.lower())]
    return [*first, *(one for one in entities if one not in first)]


def _tell_minimum(draft: Draft, text: str, language: str) -> None:
    """Make a minimum of what "the level at which I must reorder" is told by."""
    match = threshold_in(text[:_MOST_READ], language)
    if match is None:
        return
    for entity in draft.entities.values():
        known = [told.specification for told in entity.fields]
        for told in entity.fields:
            own = told.specification
            label, words = own.label.lower(), match.group().lower()
            piece = told.evidence and (label in words or words in label)
            others = [one for one in known if one is not own]
            if not piece or own.type is FieldType.DATE or minimum_of(others) is not None:
                continue
            made = counted(MINIMUM_LABEL, FieldType.INTEGER, entity.name)
            called = {} if language == "en" else {"label": label_of(match["noun"])}
            told.specification = made.model_copy(update=called)
            return


def stock_findings(wish: RunningLow | None, text: str, marked: Marked) -> list[Finding]:
    """Return that a reminder is meant of what runs low, and of nothing else.

    Args:
        wish: To be told what runs low, if there is one.
        text: The request, as it was written.
        marked: Its marks.
    """
    if wish is None or _reminds_else(wish.clause, text, marked):
        return []
    return [finding("stock", wish.clause, STATED)]


def _reminds_else(clause: str, text: str, marked: Marked) -> bool:
    marks = (one.words.text for one in marked.wishes if one.kind is View.REMINDER)
    if any(words not in clause and clause not in words for words in marks):
        return True
    rest = plain(gloss(text.replace(clause, " ")).english)
    return View.REMINDER in views_said(rest)


def amount_of(fields: list[FieldSpecification]) -> FieldSpecification | None:
    """Return the field that says how many there are."""
    named = (f for f in fields if says(f.name, QUANTITY) and not says(f.name, MINIMUM))
    return next((f for f in named if f.type in _COUNTED), None)


def minimum_of(fields: list[FieldSpecification]) -> FieldSpecification | None:
    """Return the field that says how many there should be."""
    amount = amount_of(fields)
    counted = (f for f in fields if f.type in _COUNTED)
    name = amount.name if amount else ""
    return next((f for f in counted if limits_stock(f.name, name)), None)


def counted(label: str, kind: FieldType, owner: str) -> FieldSpecification:
    """Return a field for how many there are, or should be."""
    return field_from(Hint(label, kind), owner=owner)


def place_of(wish: RunningLow, kept: Sequence[tuple[str, list[FieldSpecification]]]) -> int | None:
    """Return which of the lists a wish is about.

    Args:
        wish: To be told what runs low.
        kept: The label and the fields of each list.

    Returns:
        What the words name, else what has an amount, else the first; None where the words are
        unsure, and there is not exactly one amount or something may run out on a day.
    """
    stocked = [at for at, (_, fields) in enumerate(kept) if amount_of(fields)]
    named = [at for at, (label, _) in enumerate(kept) if names(wish.clause, label)]
    if wish.sure:
        both = (at for at in named if at in stocked)
        return next(iter([*both, *named, *stocked, *range(len(kept))]), None)
    dated = any(field.type is FieldType.DATE for _, fields in kept for field in fields)
    return stocked[0] if len(stocked) == 1 and not dated else None


def names(clause: str, label: str) -> bool:
    """Say whether a clause names a thing, in either number, by the last word of its label."""
    words = clause.casefold().replace(",", " ").split()
    last = label.casefold().split()[-1]
    return bool({last, singular(last)} & {*words, *map(singular, words)})
