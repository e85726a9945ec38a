"""What small applications usually keep: things with their usual fields, and domains of things."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from rapidfuzz import fuzz, process

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.words import is_plural, plural, regular_plural
from models.specification import Category

_UNCOUNTABLE = word_set(
    """
    maintenance stuff food fuel music housework training equipment vocabulary homework lending
    spending insurance saving vinyl waiting to-do todo shopping medicine laundry password passwords
    credentials
    """
)
_REAL_WORDS = word_set(
    """
    planet planets product products present resident statement counties patents contacts trials
    resents inventor inventors instruction instructions construction production introduction
    """
)
_SHORTEST_TYPO = 5
_LEAST_SIMILARITY = 86
_LONGEST_PHRASE = 4
_PEOPLE = word_set(
    """
    person member friend child student teacher player volunteer contact customer guest tenant
    donor doctor author visitor
    """
)


class Thing(NamedTuple):
    """A kind of thing that people keep, with its usual fields in words."""

    name: str
    label: str
    plural_label: str
    category: Category
    fields: str
    extras: str

    @property
    def is_person(self) -> bool:
        """Whether one of these can act: host, borrow, pay."""
        return self.name in _PEOPLE


class Link(NamedTuple):
    """A usual relation between two things of a domain."""

    source: str
    target: str
    label: str
    many: bool


class Domain(NamedTuple):
    """A purpose that people name, and the things that usually belong to it."""

    title: str
    category: Category
    things: tuple[str, ...]
    links: tuple[Link, ...]


class Lexicon:
    """Finds things and domains by the words that people use for them."""

    def __init__(
        self,
        things: dict[str, Thing],
        thing_forms: dict[str, str],
        domains: dict[str, Domain],
        domain_forms: dict[str, str],
        usual_links: tuple[tuple[str, str], ...],
    ) -> None:
        self.things = things
        self.usual_links = usual_links
        self.domains = domains
        self._thing_forms = thing_forms
        self._domain_forms = domain_forms
        self._vocabulary = sorted(
            {w for form in (*thing_forms, *domain_forms) for w in form.split() if len(w) >= 5}
        )
        usual = (f"{thing.fields} {thing.extras}" for thing in things.values())
        self._spelled = frozenset(re.findall(r"[a-z]{7,}", " ".join(usual).lower()))
        # By the common rule alone: the tables of exceptions cost more than a second to load.
        self._spelled |= {regular_plural(w) for w in self._spelled if not is_plural(w)}
        self._known = frozenset(w for form in (*thing_forms, *domain_forms) for w in form.split())

    def thing(self, phrase: str) -> Thing | None:
        """Return the thing that a phrase names exactly, in either number."""
        name = self._thing_forms.get(phrase.lower().strip())
        return self.things[name] if name else None

    def thing_at_end(self, phrase: str) -> tuple[Thing, str] | None:
        """Return the thing that the last words of a phrase name, and those words."""
        words = phrase.split()
        for start in range(len(words)):
            part = " ".join(words[start:])
            thing = self.thing(part)
            if thing:
                return thing, part
        return None

    def domain(self, phrase: str) -> Domain | None:
        """Return the domain that a phrase names exactly."""
        title = self._domain_forms.get(phrase.lower().strip())
        return self.domains[title] if title else None

    def domains_in(self, text: str) -> list[tuple[Domain, str]]:
        """Return the domains named in a text with their words, longest phrase first."""
        words = re.findall(r"[a-z][a-z'-]*", text.lower())[:2_000]
        found: dict[str, tuple[int, str]] = {}
        for size in range(_LONGEST_PHRASE, 0, -1):
            for start in range(len(words) - size + 1):
                phrase = " ".join(words[start : start + size])
                title = self._domain_forms.get(phrase)
                if title and title not in found:
                    found[title] = (size, phrase)
        return [(self.domains[title], phrase) for title, (_, phrase) in found.items()]

    def words(self) -> frozenset[str]:
        """Return every word of things, domains and their usual fields."""
        return self._known | self._spelled

    def is_known(self, word: str) -> bool:
        """Say whether a word is part of the lexicon."""
        return word.lower() in self._known

    def correct(self, word: str) -> str:
        """Return the word of the lexicon that was probably meant, or the word itself."""
        folded = word.lower()
        if len(word) < _SHORTEST_TYPO or folded in self._known or not folded.isalpha():
            return word
        if folded in _REAL_WORDS:
            return word
        best = process.extractOne(
            folded, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_LEAST_SIMILARITY
        )
        return best[0] if best and best[0][0] == folded[0] else word

    def is_uncountable(self, phrase: str) -> bool:
        """Say whether a word can't name a single record."""
        return phrase.lower().split()[-1] in _UNCOUNTABLE if phrase else True


def _forms(phrases: list[str]) -> list[str]:
    return [f for p in phrases for f in (p, regular_plural(p), re.sub(r"(?<=[a-rt-z])s$", "", p))]


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _thing(name: str, row: dict[str, str]) -> Thing:
    label = row.get("label", name.replace("_", " ").capitalize())
    many = row.get("plural", plural(label[:1].lower() + label[1:]))
    return Thing(
        name=name,
        label=label,
        plural_label=many[:1].upper() + many[1:],
        category=Category(row["category"]),
        fields=row["fields"],
        extras=row.get("extras", ""),
    )


def _link(text: str) -> Link:
    match = re.fullmatch(r"(\w+) (>>?) (\w+) as (.+)", text)
    if not match:
        raise ValueError(f"not a link: {text}")
    source, arrow, target, label = match.groups()
    return Link(source, target, label, arrow == ">>")


@cache
def load() -> Lexicon:
    """Return the lexicon; it is read once in a process."""
    raw = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text(encoding="utf-8"))
    things = {name: _thing(name, row) for name, row in raw["things"].items()}
    thing_forms: dict[str, str] = {}
    for name in things:
        own = [things[name].label.lower(), things[name].plural_label.lower()]
        for form in _forms(own):
            thing_forms[form] = name
    for name, row in raw["things"].items():
        for form in _forms(_listed(row.get("also", ""))):
            thing_forms.setdefault(form, name)
    domains: dict[str, Domain] = {}
    domain_forms: dict[str, str] = {}
    for title, row in raw["domains"].items():
        links = tuple(_link(text) for text in _listed(row.get("links", "")))
        domains[title] = Domain(
            title, Category(row["category"]), tuple(_listed(row["things"])), links
        )
        for form in _forms([title, *_listed(row["words"])]):
            domain_forms.setdefault(form, title)
    pairs = (pair.partition(" > ") for pair in _listed(raw["usual_links"]))
    return Lexicon(
        things, thing_forms, domains, domain_forms, tuple((one, other) for one, _, other in pairs)
    )
