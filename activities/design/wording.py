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


def lowered(label: str) -> str:
    """Return a label as it stands within a sentence: "title", but "ISBN" and "what I ate"."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


_SOUNDS_LIKE_CONSONANT = ("uni", "use", "usu", "eu", "one")
_SILENT = ("hour", "honest", "heir", "honour", "honor")


def with_article(words: str) -> str:
    """Return words with "a" or "an" before them."""
    low = words.lower()
    vowel = low[:1] in "aeiou" and not low.startswith(_SOUNDS_LIKE_CONSONANT)
    return f"{'an' if vowel or low.startswith(_SILENT) else 'a'} {words}"


def field_in_words(field: FieldSpecification) -> str:
    """Return a field as people would say it, like ``rating (1 to 5)``."""
    label = lowered(field.label)
    notes = [_kind(field, label)]
    notes += ["required"] if field.required else []
    told = "; ".join(note for note in notes if note)
    return f"{label} ({told})" if told else label


def _kind(field: FieldSpecification, label: str) -> str:
    if field.type is FieldType.CHOICE:
        return " / ".join(field.choices)
    if field.type is FieldType.RATING:
        return f"1 to {field.maximum if field.maximum is not None else _TOP_OF_RATING}"
    if field.minimum is not None and field.maximum is not None:
        return f"{field.minimum} to {field.maximum}"
    kind = _KINDS.get(field.type, "")
    return "" if kind.rsplit(" ", 1)[-1] in label.lower().split(" ") else kind
