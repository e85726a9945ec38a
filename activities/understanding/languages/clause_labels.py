"""Clauses as labels in other languages: "ob die Kaution zurück ist" is "Kaution zurück"; pure."""

import re
from functools import cache
from typing import NamedTuple

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.languages.labels import said_in
from activities.understanding.languages.vocabulary import LANGUAGES, read_table
from activities.understanding.text.words import label_of
from models.fields import FieldType

_WORD = r"[^\W\d_][\w'\u2019-]*"
_NOUN = rf"{_WORD}(?: (?:de|du|d['\u2019]|del|di|da|do|van|von) ?{_WORD})?"
PARTICIPLES = {
    "de": r"(?:[a-zäöü]{2,6})?ge[a-zäöüß]{3,20}(?:t|en)",
    "fr": r"[a-zà-ÿ]{3,20}(?:ée?s?|ue?s?)",
    "es": r"[a-zà-ÿ]{3,20}[ai]d[oa]s?",
    "it": r"[a-zà-ÿ]{3,20}(?:at|ut|it)[oaie]",
    "pt": r"[a-zà-ÿ]{3,20}[ai]d[oa]s?",
    "nl": r"(?:[a-z]{2,6})?(?:ge|ver|be|ont)[a-z]{3,20}(?:d|t|en)",
}
"""How words end that only tell what was done, where no noun is known for it."""
_STANDING = ("fr", "es", "it", "pt")
"""Languages in which the rest of such a clause is a statement: "si ya le pagué"."""
_FEW = 4
"""Words of a label that a clause is cut to, at most."""


class _Clauses(NamedTuple):
    whether: re.Pattern[str]
    when: re.Pattern[str]
    begin: re.Pattern[str]
    """The word that a clause begins with, behind which it stands as a statement."""


def shorten_clauses(draft: Draft, language: str) -> None:
    """Call a field by what its clause says: a yes or no, or the day when something was done.

    Args:
        draft: What was understood; labels are changed.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES:
        return
    for entity in draft.entities.values():
        _join_days(entity, language)
        taken = {one.specification.label.lower() for one in entity.fields}
        for told in entity.fields:
            label = label_of(_shortened(told, language)) if told.evidence else ""
            if label and label.lower() not in taken:
                update = {"label": label}
                told.specification = told.specification.model_copy(update=update)
                taken.add(label.lower())


def _join_days(entity: DraftEntity, language: str) -> None:
    """Make one day of "wann" and what was done then, where both became days: "wann geprüft"."""
    shape, when = PARTICIPLES.get(language), _row(language)["when"]
    days = [one for one in entity.fields if one.specification.type is FieldType.DATE]
    asked = [one for one in days if re.fullmatch(when, one.evidence.strip(), re.IGNORECASE)]
    done = [one for one in days if shape and re.fullmatch(shape, one.evidence.strip())]
    if len(asked) == 1 and len(done) == 1:
        on = f"{label_of(done[0].evidence)} {_row(language)['on']}".strip()
        done[0].specification = done[0].specification.model_copy(update={"label": on})
        entity.fields.remove(asked[0])


def _shortened(told: DraftField, language: str) -> str:
    known, clauses = told.specification, _clauses(language)
    if known.type is FieldType.YES_NO:
        found = clauses.whether.fullmatch(known.label)
        cut = _words(found, language) if found else _done(known.label, language)
        return cut or (clauses.begin.sub("", known.label, count=1) if language in _STANDING else "")
    if known.type is FieldType.DATE:
        found = clauses.when.fullmatch(known.label)
        cut = _words(found, language) if found else ""
        on = _row(language)["on"]
        day = said_in("date", language)
        if day is not None and re.fullmatch(_row(language)["when"], known.label, re.IGNORECASE):
            return day.one
        if cut:
            return f"{cut} {on}".strip() if cut.isalpha() and not _is_next(cut, language) else cut
        asked = re.match(rf"(?:{_row(language)['when']}) ", known.label, re.IGNORECASE)
        again = re.search(rf"\b(?:{_row(language)['next']})(?!\w)", known.label, re.IGNORECASE)
        return _row(language)["again"] if asked and again else ""
    return _amount(known.label, language) if known.type is FieldType.MONEY else ""


def _amount(label: str, language: str) -> str:
    """Return what an amount is of: the deposit of "wie hoch die Kaution war"."""
    row = _row(language)
    some = rf"(?:(?:{row['some']})(?: |(?<=['\u2019])))" if row["some"] != "-" else ""
    be = rf"(?:{row['be']}|{row.get('was', row['be'])})"
    told = rf"(?:{row['much']}) (?:{some}(?P<noun>{_WORD}) {be}|{be} {some}(?P<first>{_WORD}))"
    found = re.fullmatch(told, label, re.IGNORECASE)
    return (found["noun"] or found["first"]) if found else ""


def _done(label: str, language: str) -> str:
    """Return what was done where nothing else stands behind "whether": "ob bezahlt"."""
    shape = PARTICIPLES.get(language, "-")
    whether = rf"(?:{_row(language)['whether']}) (?:(?:{_row(language)['little']}) )?"
    found = re.fullmatch(rf"{whether}(?P<done>bezahlt|{shape})", label, re.IGNORECASE)
    return found["done"] if found else ""


def _row(language: str) -> dict[str, str]:
    return dict(read_table("clause_labels")[language])


def is_done_on(label: str, language: str) -> bool:
    """Say whether a day is the one that something was done on, and not that of the next time.

    Args:
        label: What the day is called.
        language: ISO 639-1 code of another language than English.
    """
    row = _row(language)
    again = re.search(rf"(?<!\w)(?:{row['next']})(?!\w)", label, re.IGNORECASE)
    return again is None and label.lower() != row["again"].lower()


def _is_next(word: str, language: str) -> bool:
    """Say whether a word tells that it is still to be done: "nächste", "prochaine"."""
    return re.fullmatch(_row(language)["next"], word, re.IGNORECASE) is not None


def _words(found: re.Match[str], language: str) -> str:
    row = _row(language)
    little = re.compile(rf"\b(?:{row['little']})(?: |$)", re.IGNORECASE)
    parts = [little.sub("", found[part] or "").strip() for part in ("noun", "done")]
    words = " ".join(part for part in parts if part).split()
    return " ".join(words) if 0 < len(words) <= _FEW else ""


@cache
def _clauses(language: str) -> _Clauses:
    row = _row(language)
    little = rf"(?:(?:{row['little']}) ){{0,3}}"
    some = rf"(?:(?:{row['some']})(?: |(?<=['\u2019])))"
    who = rf"(?:(?:{row['subject']})(?: |(?<=['\u2019])))"
    be = rf"(?:{row['be']})"
    done = rf"(?P<done>{_WORD}(?: {_WORD}){{0,3}}?)"
    if row["last"]:
        told = rf"(?:{little}{who}{{1,3}}|{little}{some})?(?P<noun>){done} {be}"
    else:
        noun = rf"{some}(?P<noun>{_NOUN}) "
        told = rf"{little}(?:{who}{{0,2}}|{noun}){little}{be} {little}(?P<done>{_WORD})"
    space = r"(?: |(?<=['\u2019]))"
    return _Clauses(
        *(
            re.compile(pattern, re.IGNORECASE)
            for pattern in (
                rf"(?:{row['whether']}){space}{told}",
                rf"(?:{row['when']}) {told}",
                rf"^(?:{row['whether']}){space}",
            )
        )
    )
