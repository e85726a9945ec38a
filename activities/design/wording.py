"""Parts of specifications in plain words; pure."""

from models.specification import FieldSpecification, FieldType

_KINDS = {
    FieldType.LONG_TEXT: "",
    FieldType.YES_NO: "yes or no",
    FieldType.URL: "a link",
    FieldType.MONEY: "an amount of money",
    FieldType.DATE: "a date",
    FieldType.TIME: "a time of day",
    FieldType.EMAIL: "an e-mail address",
    FieldType.PHOTO: "a photo",
}
_TOP_OF_RATING = 5


def enumerate_words(words: list[str]) -> str:
    """Return words as an enumeration: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


_CAPITALS = """
    monday tuesday wednesday thursday friday saturday sunday january february april june july
    august september october november december christmas easter halloween ramadan english german
    french spanish italian portuguese dutch polish latin greek russian chinese japanese
"""
_NAMES = frozenset(_CAPITALS.split())
"""First words of labels that are written with a capital letter wherever they stand."""


def lowered(label: str) -> str:
    """Return an English label within a sentence: "title", but "ISBN", "CDs" and "what I ate"."""
    first = label.split(" ", 1)[0].casefold()
    if first in _NAMES or first.removesuffix("s") in _NAMES:
        return label
    small = label[1:2].islower() or (label.startswith("E-") and label[2:3].islower())
    return label[:1].lower() + label[1:] if small else label


def in_sentence(label: str, language: str) -> str:
    """Return a label as it stands within a sentence: "title" and "CDs", but “Bücher”.

    Args:
        label: Of a field, or of what is kept.
        language: ISO 639 code of the language of the label; only English words lose their capital
            letter, as those of other languages may be written with it everywhere.
    """
    return lowered(label) if language == "en" else f"“{label}”"


_SOUNDS_LIKE_CONSONANT = ("uni", "use", "usu", "eu", "one")
_SILENT = ("hour", "honest", "heir", "honour", "honor")


def with_article(words: str) -> str:
    """Return words with "a" or "an" before them."""
    low = words.lower().removeprefix("“")
    vowel = low[:1] in "aeiou" and not low.startswith(_SOUNDS_LIKE_CONSONANT)
    return f"{'an' if vowel or low.startswith(_SILENT) else 'a'} {words}"


def field_in_words(field: FieldSpecification, language: str = "en") -> str:
    """Return a field as people would say it, like ``rating (1 to 5)``.

    Args:
        field: Of any type.
        language: ISO 639 code of the language of its label.
    """
    label = in_sentence(field.label, language)
    notes = [_kind(field)]
    notes += ["required"] if field.required else []
    told = "; ".join(note for note in notes if note)
    return f"{label} ({told})" if told else label


def _kind(field: FieldSpecification) -> str:
    if field.type is FieldType.CHOICE:
        return " / ".join(field.choices)
    if field.type is FieldType.RATING:
        return f"1 to {field.maximum if field.maximum is not None else _TOP_OF_RATING}"
    if field.minimum is not None and field.maximum is not None:
        return f"{field.minimum} to {field.maximum}"
    kind, label = _KINDS.get(field.type, ""), field.label.lower()
    told = "mail" in label if field.type is FieldType.EMAIL else False
    return "" if told or kind.rsplit(" ", 1)[-1] in label.split(" ") else kind
