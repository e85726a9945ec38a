"""Words: number of nouns, identifiers and labels; pure."""

import keyword
import re
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from slugify import slugify

from activities.understanding.text.cleaning import word_set
from models.specification import RESERVED_NAMES

if TYPE_CHECKING:
    import inflect

LONGEST_NAME = 40
_PAIRED = word_set(
    """
    clothes trousers jeans scissors pyjamas pajamas tongs tights leggings pliers tweezers
    binoculars
    """
)
"""Words that only have a plural."""
_ENDING_IN_A_VOWEL = word_set(
    """
    menu emu gnu guru haiku tutu tofu bayou ski taxi kiwi safari bikini rabbi sari alibi yeti corgi
    salami bonsai samurai
    """
)
"""Words whose plurals look like singulars in "-us" and "-is"."""
_IRREGULAR = {
    **{word: word for word in _PAIRED},
    **{f"{word}s": word for word in _ENDING_IN_A_VOWEL},
    "niches": "niche",
    "quiches": "quiche",
    "brioches": "brioche",
    "avalanches": "avalanche",
    "crèches": "crèche",
    "creches": "creche",
    "children": "child",
    "people": "person",
    "men": "man",
    "women": "woman",
    "mice": "mouse",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "criteria": "criterion",
    "movies": "movie",
    "cookies": "cookie",
    "photos": "photo",
    "videos": "video",
    "lenses": "lens",
    "species": "species",
    "quizzes": "quiz",
    "series": "series",
}
_LONGEST_IN_IE = len("pies")
"""Of the plurals in "ies" that are so short each ends in "ie": tie, lie, die, pie."""
_PLURALS = {one: many for many, one in _IRREGULAR.items()}
_SHORTEST_MAN = 5
_NO_MEN = word_set("german roman human norman ottoman talisman caiman shaman cayman doberman")
_RISKY_PLURAL = re.compile(
    r"(?:[^f]fe?|child|o|us|is|[^b]um|[ei]x|eau|ia|man|foot|tooth|goose|mouse|louse|fish|sheep|deer"
    r"|[^a-z])$"
)
_NOT_PLURAL = word_set(
    """
    news series status address business process progress always sometimes perhaps this does
    has was yes lens gas bus maths mathematics physics gps sms access success class glass
    illness fitness plus basis analysis thus across less unless express press boss chess dress
    expertise its his hers ours us is as various details canvas campus virus bonus atlas
    christmas diabetes sports politics headquarters ios css https aws js dns sales homeless
    """
)
_OWN_PLURAL = word_set(
    """
    sales series species news details sports politics headquarters maths mathematics physics
    always sometimes various less ours its his hers us basics diabetes christmas progress fitness
    tennis chess money furniture equipment homework housework jewellery luggage clothing music
    weather damage cycling jogging fishing gardening swimming running knitting sewing cooking
    shopping skiing sailing rowing bouldering laundry
    """
)
"""Words that are called the same where there are several, or name no things at all."""
_WITH_IE = word_set(
    """
    birdies brownies budgies calories collies foodies freebies genies goalies hoodies hippies
    junkies magpies newbies onesies pixies prairies rookies selfies smoothies townies undies
    veggies walkies zombies
    """
)
_PARTICLES = ("ups", "ins")
"""How the plurals of verbs with a particle end: "fill ups", "check-ins"."""
_INFLECTED = re.compile(r"(?:ves|(?<![nrlpo])ses|zes|oes)$")
_RENAMED = {
    "type": "kind",
    "list": "list_name",
    "class": "class_name",
    "id": "reference",
    "date": "on_date",
    "time": "at_time",
    "from": "start",
    "to": "until",
    "for": "for_whom",
    "in": "inside",
    "is": "is_so",
    "with": "together_with",
    "index": "position",
    "created_at": "created_on",
    "updated_at": "updated_on",
    "model": "model_name",
    "page": "page_number",
    "pass": "pass_name",
    "object": "thing",
    "table": "table_name",
    "match": "match_name",
}
_OF_THING, _OF_FIELD = "record", "value"
"""What is put behind a reserved name that has no better one."""
_ESCAPED = ("date", "time", "list", "class", "model", "pass", "table", "match")
_SAID = {_RENAMED[word]: word for word in _ESCAPED}


@cache
def _engine() -> "inflect.engine":
    # Its import takes more than a second, and the common words never need it.
    import inflect

    return inflect.engine()


def load_inflections() -> None:
    """Load the rarer plurals now instead of with the first word that needs them."""
    _engine()


def is_plural(word: str) -> bool:
    """Say whether an English noun looks like a plural."""
    last = word.lower().split(" ")[-1]
    tail = last.rpartition("-")[2]
    if tail in _PARTICLES and tail != word.lower().strip():
        return True
    if tail in _IRREGULAR or last.endswith("children"):
        return True
    regular = len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    return regular and tail not in _NOT_PLURAL and last.replace("-", "").isalpha()


def singular(phrase: str) -> str:
    """Return the phrase with its last word in the singular."""
    *first, last = phrase.split(" ")
    head, dash, tail = last.rpartition("-")
    if tail.lower() in _PARTICLES and (first or head):
        before = phrase[: -len(tail) - 1]
        return f"{before}-{tail[:-1]}"
    if tail.lower() in _IRREGULAR or tail.lower().endswith("ies"):  # a mini-series
        return " ".join([*first, f"{head}{dash}{_singular_word(tail)}"])
    return " ".join([*first, _singular_word(last)])


@cache
def _singular_word(word: str) -> str:
    folded = word.lower()
    if folded in _IRREGULAR:
        known = _IRREGULAR[folded]
        return known.capitalize() if word.istitle() else known
    if folded.endswith("children"):
        return word[:-3]
    if folded.endswith("people") and len(folded) > 8:
        return f"{word[:-6]}person"
    if folded.endswith(("smen", "emen", "omen", "nmen", "ymen")) and folded not in (
        "specimen",
        "women",
    ):
        return f"{word[:-2]}an"
    if not is_plural(folded):
        return word
    if folded.endswith("ies") and len(folded) > _LONGEST_IN_IE and folded not in _WITH_IE:
        return f"{word[:-3]}y"
    if re.search(r"(?:ss|x|(?:[^ac]|[eo]a)ch|sh)es$", folded):
        return word[:-2]
    if not _INFLECTED.search(folded):
        return word[:-1]
    try:
        return str(_engine().singular_noun(folded) or word)
    except Exception:
        return word[:-1]


def plural(phrase: str) -> str:
    """Return the phrase with its last word in the plural."""
    *first, last = phrase.split(" ")
    if last.rpartition("-")[2].lower() in _PARTICLES and is_plural(phrase):
        return phrase
    return " ".join([*first, _plural_word(last)])


@cache
def _plural_word(word: str) -> str:
    folded = word.lower()
    if folded in _OWN_PLURAL or is_plural(word) or not word.isascii():
        return word
    if folded in _PLURALS:
        return _PLURALS[folded]
    if folded.endswith("man") and len(folded) > _SHORTEST_MAN and folded not in _NO_MEN:
        return f"{word[:-2]}en"
    if not _RISKY_PLURAL.search(folded):
        return regular_plural(word)
    try:
        return str(_engine().plural_noun(word) or f"{word}s")
    except Exception:
        return f"{word}s"


def regular_plural(phrase: str) -> str:
    """Return the plural by the common rule, without looking at exceptions."""
    if re.search(r"[^aeiou]y$", phrase):
        return f"{phrase[:-1]}ies"
    return f"{phrase}es" if re.search(r"(?:s|x|z|ch|sh)$", phrase) else f"{phrase}s"


def said(name: str) -> str:
    """Return the words of a canonical name: "date" for ``on_date``, which only escapes "date"."""
    word, _, escape = name.rpartition("_")
    if escape in (_OF_THING, _OF_FIELD) and _is_reserved(word):
        return word
    return _SAID.get(name, name.replace("_", " "))


def identifier(label: str, *, owner: str = "", taken: Collection[str] = ()) -> str:
    """Return a free identifier for a label.

    Args:
        label: The person's words, in any script.
        owner: Name of the entity that it belongs to; makes reserved names readable.
        taken: Names that are in use.
    """
    name = _valid(_slug(label) or "value", owner)
    if name not in taken:
        return name
    for number in range(2, 100):
        candidate = f"{name[: LONGEST_NAME - 3].rstrip('_')}_{number}"
        if candidate not in taken:
            return candidate
    raise ValueError(f"no free name for {label!r}")


def _slug(label: str) -> str:
    text = label.replace("'", "")
    slug = slugify(text, separator="_", max_length=LONGEST_NAME, word_boundary=True)
    slug = slug or slugify(text, separator="_", max_length=LONGEST_NAME)
    return slug if not slug[:1].isdigit() else f"n_{slug}"[:LONGEST_NAME].rstrip("_")


def _valid(name: str, owner: str) -> str:
    if (
        name in ("date", "time", "model", "page", "row", "index", "object")
        and owner
        and len(owner) < LONGEST_NAME - 6
    ):
        return f"{owner}_{name}"
    if name in _RENAMED:
        return _RENAMED[name]
    return f"{name}_{_OF_FIELD if owner else _OF_THING}" if _is_reserved(name) else name


def _is_reserved(name: str) -> bool:
    return name in RESERVED_NAMES or keyword.iskeyword(name) or keyword.issoftkeyword(name)


def label_of(words: str, longest: int = 80) -> str:
    """Return a person's words as a label: first letter large, the rest as it was written."""
    text = re.sub(r"\bi\b", "I", " ".join(words.split()).strip(" .,:;-\"'"))
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0].strip() or text[:longest]
    return text[:1].upper() + text[1:] if text[:2].lower() == text[:2] or len(text) < 2 else text
