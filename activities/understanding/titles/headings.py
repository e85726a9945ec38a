"""What a request in another language calls itself at its beginning: "Club de pétanque. …"; pure."""

import re
from collections.abc import Sequence
from functools import cache

from activities.understanding.draft import DraftEntity
from activities.understanding.languages.bare import bare
from activities.understanding.languages.labels import entry_of
from activities.understanding.languages.lemmas import is_verb_form, is_verbal_noun, singular_of
from activities.understanding.languages.vocabulary import (
    CONTAINERS,
    LANGUAGES,
    Entry,
    Kind,
    read_table,
    vocabulary,
)
from activities.understanding.marking.marks import ENTRY
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import label_of

_LONGEST, _MOST_WORDS, _MOST_TOLD = 60, 7, 4
_SHORTEST_LAST = 3
"""Letters of the last word before a full stop, which "Dr." has less of."""
_HEADING = re.compile(
    r"\s*(?P<words>[^\s:.,;!?()\"](?:(?!\s[-–—]\s)[^:.,;!?()\"\n]){2,59}?)"
    r"(?:\s?(?P<end>[:.\n])\s|\s[-–—]\s(?![^\n]*\s[-–—]\s)(?=[^\n]*,))"
)
_BULLET = re.compile(r"\s*(?:[-*•–]|\d{1,2}[.)]) ")
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = word_set("budget cash loan loans rental hours committee canteen repairs sales ranking")
"""Words that are known as part of phrases, and can begin a title all the same."""
_DIARY = "diary"
_MANAGING = word_set("gestione gestión gestion gestão verwaltung beheer administratie zarządzanie")
"""Nouns that are known as verbs."""
_TELLING = word_set(
    """
    i we you he it they me us them want need would is are was am be have has had can could must
    may should make keep note track manage know see add send write remember who what where when how
    why whose which whether if because but so that not no without please there
    """
)
"""English words for those that make a sentence of a heading."""
_WE = word_set("ich wir je nous yo nosotros nosotras io noi eu nós ik wij we")
"""Whoever begins so tells of themselves."""
_REFLEXIVE = word_set("se si sich zich się fait fais")
"""Words that stand beside a verb, of which a dictionary only has the noun."""
_THEIRS = {
    "de": r" an (?:ihr|sein)(?:e[nmrs]?)? ",
    "fr": r" à (?:ses|son|sa|leurs?) ",
    "es": r" a sus? ",
    "it": r" (?:ai suoi|al suo|alla sua|alle sue) ",
    "pt": r" (?:aos? seus?|às? suas?) ",
    "nl": r" aan (?:haar|zijn|hun) ",
    "pl": r" swoim [^\W\d_]+om\b",
}
"""What only a sentence tells: "prête des instruments à ses musiciens"."""
_DROPPING = ("fr", "es", "it", "pt", "pl")
"""Languages whose sentences can begin with their verb."""
_OPENING = re.compile(
    r"^(?:(?:even|gewoon|alleen|liefst|graag|nur|einfach|mal|bitte|juste|solo|sólo|só|tylko"
    r"|po prostu) )+(?=(?:[^\W\d_]+ ){0,2}[^\W\d_])(?:(?:een|eine?n?|une?|una?|uma?) )?"
    r"(?:(?:simpele?|eenvoudige?|kleine?|einfache?n?|simple|petite?|semplice|piccol[ao]|simples"
    r"|sencill[oa]|prost[aye]|mał[aye]) )?",
    re.IGNORECASE,
)
"""What a request says of itself before it tells of what: "just a simple list"."""
_SOME = word_set("des les un une los las unos unas gli i le os as uns umas")
"""Articles before what is done something to."""
_DECLINING = ("de", "pl")
"""Languages in which a noun behind "of my" has another case than in a title."""
_OF = word_set("of about in at for")
_LISTS = word_set(
    "lista liste lijst lijstje listje listina listinha listita elenco listado spis wykaz "
    "zestawienie"
)
"""A list of something is called by what is in it, as it is in English."""


def heading_of(text: str, kept: Sequence[DraftEntity], language: str) -> str:
    """Return the title that a request begins with, or nothing where it begins otherwise.

    Args:
        text: The request.
        kept: What was named in it, the main thing first.
        language: ISO 639-1 code of another language than English.
    """
    if language not in LANGUAGES:
        return ""
    core = _named(_OPENING.sub("", _beginning(text, language)), language)
    if not core or core.lower().split()[0] in _LISTS:
        return _aim_of_list(text, kept, language)
    low = core.lower()
    if any(low == told.evidence.lower() for entity in kept for told in entity.fields):
        return ""
    for entity in kept:
        one, many = entity.label.lower(), entity.plural_label.lower()
        begins_list = len(kept) > 1 and one != many and low.startswith(f"{many} ")
        if low in (one, many) or begins_list:
            return _of_list(core, entity, language) if len(kept) == 1 else ""
    return label_of(core, _LONGEST)


def _aim_of_list(text: str, kept: Sequence[DraftEntity], language: str) -> str:
    """Return what a list of somebody is for, where no word names what is on it."""
    unnamed = len(kept) == 1 and kept[0].name == ENTRY
    words = _beginning(text, language) if unnamed else ""
    if words.lower().split()[:1] and words.lower().split()[0] in _LISTS:
        behind = _parted(words, _table(language)["cut"])[2]
        aim = bare(behind, language)
        return label_of(aim, _LONGEST) if 0 < len(aim.split()) <= _MOST_WORDS else ""
    return ""


def hours_in(kept: Sequence[DraftEntity], language: str) -> str:
    """Return the person's word for hours, where they are all that is kept; or nothing.

    Args:
        kept: What was named.
        language: ISO 639-1 code of another language than English.
    """
    entry = entry_of(kept[0].evidence, language) if len(kept) == 1 else None
    return label_of(kept[0].evidence) if entry is not None and entry.english == "hours" else ""


def _of_list(core: str, entity: DraftEntity, language: str) -> str:
    """Return the title of an only list: "Putzplan" is what it is called, and "Buch" one of many."""
    entry = entry_of(core, language)
    last = entry.english.split()[-1] if entry else ""
    return label_of(core) if last in CONTAINERS else entity.plural_label


def _beginning(text: str, language: str) -> str:
    """Return the words before the first colon or full stop, or before "we are twelve"."""
    known = _HEADING.match(text)
    if known is None:
        are = re.match(rf"([^\s:.,;!?][^:.,;!?\n]{{2,59}}), (?:{_table(language)['are']})\b", text)
        return are[1] if are else ""
    words = known["words"]
    if known["end"] == "\n" and not _BULLET.match(text, known.end() - 1):
        return ""
    short = len(words.split()[-1]) < _SHORTEST_LAST
    return "" if known["end"] == "." and short else words


def _named(words: str, language: str) -> str:
    """Return what an application is called by the words before the rest, or nothing."""
    table = _table(language)
    if table["for"]:
        words = re.sub(rf"^(?:{table['for']}) ", "", words, flags=re.IGNORECASE)
    words = bare(words, language)
    before, _, behind = _parted(words, table["cut"])
    if behind and re.fullmatch(table["apps"], before, re.IGNORECASE):
        words = bare(behind, language)
        before, _, behind = _parted(words, table["cut"])
    if _parted(before, table["with"])[1] and not _is_done(before, language):
        return ""  # whoever is "a beekeeper with forty hives" tells of themselves
    core, _, theirs = _parted(before, table["own"])
    if _is_container(core, language):
        of_theirs = theirs if language not in _DECLINING else ""
        core = of_theirs if theirs else _of_what(words, behind, language)
    told = [word for word in core.split() if len(word) > _SHORTEST_LAST]
    fits = core and len(core.split()) <= _MOST_WORDS and len(told) <= _MOST_TOLD
    fits = fits and not re.search(r"\d", core)
    nothing = f"{table['nothing']}|{table['apps']}"
    known = fits and not re.fullmatch(rf"(?:{nothing})(?: .*)?", core, re.IGNORECASE)
    return core if known and not _tells(core, language) else ""


def _is_done(words: str, language: str) -> bool:
    """Say whether words begin with what somebody does, and does with others."""
    first = words.split(" ")[0]
    return language == "pl" and is_verbal_noun(first) and singular_of(first, "pl") == first


def _of_what(words: str, behind: str, language: str) -> str:
    """Return the title of a list or a diary: whole, or only what of theirs it is for."""
    own = _table(language)["own"]
    if not behind or not re.match(rf"(?:{own}) ", behind, re.IGNORECASE):
        return words if behind and not _parted(behind, own)[2] else ""
    aim = _parted(bare(behind, language), own)[0]
    return "" if language == "pl" else _parted(aim, _table(language)["cut"])[0]


def _parted(words: str, pattern: str) -> tuple[str, str, str]:
    parts = re.split(rf" ((?:{pattern})) ", words, maxsplit=1, flags=re.IGNORECASE)
    return (parts[0], parts[1], parts[-1]) if len(parts) > 1 else (words, "", "")


def _is_container(core: str, language: str) -> bool:
    entry = vocabulary(language).word(core.lower())
    if entry is None or entry.english == _DIARY or core.lower() in _MANAGING:
        return entry is not None
    return entry.kind is Kind.PLAIN and entry.english in CONTAINERS


def _tells(core: str, language: str) -> bool:
    """Say whether words are a sentence, or begin as no name does."""
    known = vocabulary(language)
    words = _WORD.findall(core)
    entries = [None if w.lower() in _MANAGING else known.word(w.lower()) for w in words]
    done = _is_done(core, language)
    said = {word.lower() for word in words}
    if not words or words[0].lower() in _WE or _REFLEXIVE & said or _begins_otherwise(entries[0]):
        return True
    if _THEIRS.get(language) and re.search(_THEIRS[language], core, re.IGNORECASE):
        return True
    for at, (word, entry) in enumerate(zip(words, entries, strict=True)):
        if entry is not None and entry.kind is Kind.PLAIN and _first(entry) in _TELLING:
            return True
        before = entries[at - 1] if at else None
        joined = before is not None and _first(before) in _OF
        ends = 0 < at == len(words) - 1 and language in _DROPPING
        noun = ends or (language == "de" and word.istitle())
        begins = language in _DROPPING and len(words) > 1 and not done
        told = begins if at == 0 else not noun
        behind = words[at + 1].lower() if at + 1 < len(words) else ""
        does = at > 0 and told and _does(entry, behind, language)
        told = does or (entry is None and told)
        if told and not joined and is_verb_form(word, language):
            return True
    return False


def _does(entry: Entry | None, behind: str, language: str) -> bool:
    """Say whether a word that is known as a verb is one here: "prête des instruments"."""
    verb = entry is not None and entry.kind is Kind.VERB
    return verb and (language not in _DROPPING or behind in _SOME)


def _begins_otherwise(entry: Entry | None) -> bool:
    if entry is None or entry.kind is not Kind.PLAIN:
        return False
    last = entry.english.split()[-1] if entry.english else ""
    return last not in CONTAINERS | _NAMES


def _first(entry: Entry) -> str:
    return entry.english.split()[0].lower() if entry.english else ""


@cache
def _table(language: str) -> dict[str, str]:
    return dict(read_table("headings")[language])
