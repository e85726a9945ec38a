"""Lists that are asked for in other languages; their labels stay in the words that were said."""

import re

from activities.design.wording import enumerate_words, lowered
from activities.understanding.languages.glossing import gloss_in
from activities.understanding.languages.labels import entry_of
from activities.understanding.modifying.editing import Editing
from activities.understanding.modifying.foreign import without_article
from activities.understanding.modifying.ledger import NOTHING_LOST, Ledger
from activities.understanding.text.cleaning import mask
from activities.understanding.text.words import label_of
from models.specification import Entity, FieldSpecification

_AND = r"(?:und|sowie|oder|et|ou|y|o|ed?|en|of|i|oraz|lub)"
_ITEMS = re.compile(rf"\s*,\s*(?:{_AND}\s+)?|\s+{_AND}\s+", re.IGNORECASE)
_SINCE_WHEN = re.compile(r"^since when (?P<what>[\w-]+(?: [\w-]+)?)$")
_LABEL = 80


def add_list(model: Editing, ledger: Ledger, name: str, items: str, language: str) -> Entity:
    """Keep another kind of thing, as it is called in another language.

    Args:
        model: What the application keeps; it is changed.
        ledger: Where the change is told.
        name: What it is called.
        items: What is known of each, an enumeration.
        language: ISO 639-1 code.
    """
    said = [without_article(item, language) for item in items_in(items)]
    english = tuple(_SINCE_WHEN.sub(r"\g<what> since", english_in(one, language)) for one in said)
    made = model.add_entity(english_in(name, language), english)
    entry = entry_of(name, language)
    fields = made.fields
    if len(said) == len(fields):
        fields = tuple(map(_labelled, fields, said))
    one, many = (entry.one, entry.many or name) if entry else (name, name)
    made = made.model_copy(
        update={"label": label_of(one), "plural_label": label_of(many), "fields": fields}
    )
    model.replace(made)
    kept = enumerate_words([lowered(field.label) for field in made.fields])
    ledger.tell(f"{made.plural_label} are kept too, with {kept}.")
    ledger.note(NOTHING_LOST)
    return made


def english_in(words: str, language: str) -> str:
    """Return what words of another language mean, in lower case."""
    return gloss_in(words, language).english.strip().lower()


def items_in(words: str) -> list[str]:
    """Split an enumeration in any of the languages, but not inside brackets or quotes."""
    if ":" in words:
        return [words]
    masked, parts, start = mask(words), [], 0
    for match in _ITEMS.finditer(masked):
        parts.append(words[start : match.start()])
        start = match.end()
    return [part.strip() for part in (*parts, words[start:]) if part.strip()]


def _labelled(field: FieldSpecification, words: str) -> FieldSpecification:
    return field.model_copy(update={"label": label_of(words, _LABEL)})
