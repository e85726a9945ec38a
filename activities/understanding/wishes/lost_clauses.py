"""Clauses that tell of something to keep or to know, of which nothing at all was taken up; pure.

"Members pay yearly dues", "meter readings too", "who brings the cake": each clause of a request is
looked at by itself, so that what was made of the one before it does not hide it.
"""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from activities.understanding.knowledge.lexicon import load
from activities.understanding.marking.marks import Marked, MarkedThing
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.tagging import Word, tag
from activities.understanding.text.words import singular
from activities.understanding.wishes.statements import are_known, stem_of

_LOOKED_AT = 4_000
_LONGEST, _LONGEST_NOUN = 12, 5
_SHORTEST, _SHORTEST_ROOT = 3, 4
_LEAST_TOLD = 8
_SURE = 0.5
_TWO = 2
_SUBJECT = r"(?:i|we|they|he|she|you|(?:the|our|my|some|most|all) \w+)"
_CLAUSE = re.compile(r"(?:[^.!?;:,()\n]|(?<=\d)[.,](?=\d))+")
_SENTENCE_END = re.compile(r"[.!?\n]")
_JOINT = re.compile(
    rf"\s(?=(?:and|but|plus)\s(?:{_SUBJECT} \w|(?:who|which|what|when|where|how (?:much|many)"
    r"|somewhere|also)\b))",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?:and|but|plus|also|then|please|maybe|perhaps|oh|somewhere|ideally|finally)\s+){1,4}",
    re.IGNORECASE,
)
_ADDED = re.compile(r"(?:and|plus|also|somewhere)\b", re.IGNORECASE)
_WISH = (
    r"(?:(?:i|we|(?:the|my|our) \w+)(?:['\u2019]d| would| also| really| just){0,3}"
    r" (?:wants?|needs?|like|love|have|has|wish)"
    r"(?: also)? to |(?:i|we) (?:also )?(?:must|should) (?:also )?|let me |to "
    r"|it(?:['\u2019]d| would) (?:also )?be (?:nice|good|great|handy|useful|lovely) to )"
)
_KEEP = (
    r"(?:keep track of|keep an eye on|keep a (?:list|record|log|note) of|keep|note(?: down)?|know"
    r"|see(?= (?:who|whose|which|how|where))|track|record|write down|log|list|count|remember|store)"
)
_KEPT = re.compile(
    rf"(?P<wish>{_WISH})?(?:also )?{_KEEP} (?P<also>also )?"
    r"(?P<what>(?!(?:it|them|this|that|up|on|in|to|out|from|of|for|going)\b).+)",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?:the|an?|my|our|their|all|every|each|who|which|what|when|where|how)\b", re.IGNORECASE
)
_GOOD = r"(?:good|nice|useful|handy|great)"
_NOTED = re.compile(
    r"(?P<what>.+?) (?:(?:should|must|has to|have to|needs? to) (?:also )?be (?:written down|noted|"
    r"recorded|kept|tracked|listed|logged|in there|in it)\b|(?:would (?:also )?be )?"
    rf"{_GOOD} to (?:note|know|have|see|keep)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:who(?! (?:knows|cares|else)\b)|whose|whom|which|how (?:much|many)"
    r"(?! (?:do|does|is|are|will|would) (?:it|this|that|you|they)\b)) .+",
    re.IGNORECASE,
)
_ASKED_ALONE = re.compile(r"how (?:much|many)\b", re.IGNORECASE)
_OWED = re.compile(
    r"(?P<who>(?:each |every )?(?:[\w'\u2019-]+ ){1,3})"
    r"(?P<what>(?:pay|owe)(?P<one>s)?"
    r" (?!(?:by|in|via|with|on|at|(?:me|us) (?:in|by)|too|more|less|much|attention)\b).+)",
    re.IGNORECASE,
)
_TOO = re.compile(r"(?P<what>.+?) (?:too|as well)", re.IGNORECASE)
_NO_TELLING = word_set(
    "no not never nothing none nobody neither without used was were had did because since if like "
    "than thanks thank instead so whatever something anything everything currently hate tired "
    "always forget forgets keeps would could cannot app program you me help"
)
"""Words of what is denied, was once, is compared, gives a reason or only tells how it is."""
_HOW_IT_IS = word_set(
    "simple easy private safe short cheap mind head sanity overview order score pace peace design "
    "layout clean colour colours dark looks"
)
_MAY_WISH = word_set("would could like was were had did not me")
_MAY_ASK = word_set("not was were had did me")
_NEGATED = re.compile(r"n['\u2019]t\b")
_NO_PAYER = word_set(
    "i we you he she it who which that they people husband wife partner brother sister mother "
    "father mum dad friend boss most"
)
_EMPTY = word_set(
    "thing one stuff lot bit time way kind sort place list app overview idea day week month year "
    "today tomorrow yesterday people person somebody everyone everybody anyone be have do get go "
    "come take make put give let want need keep know see look use find tell say show track note "
    "record write log count remember store list happen stand lie work whole total number amount "
    "much many last next first same other glance eye who whose which what when where how cash bank "
    "transfer card new old own exact exactly left still already"
)
_SAME = tuple(
    word_set(words)
    for words in (
        "pay paid payment fee due dues owe owing owed settled balance outstanding debt unpaid",
        "owe amount money",
        "out lent lend loan borrow borrowed borrower return back",
        "cost price amount spend spent expense paid",
        "earn earned income takings price fee amount revenue",
        "buy bought purchase",
        "leave departure depart end",
        "arrive arrival start",
        "come attend attending attendance rsvp present presence",
        "free booked booking reserved available status vacant",
        "responsible person assigned",
        "stay live address room",
        "late due deadline promised",
        "overdue due deadline return",
        "old age birth year",
        "win won winner score result",
        "sell sold sale price",
        "call phone name",
        "dead died death",
        "last lasted long duration minute minutes hour hours",
    )
)
"""Under which other words it is kept what a clause speaks of."""
_ENDING = re.compile(r"(?:ings?|ed|ions?|ers?|es|s|e)$")


class _Told(NamedTuple):
    words: str
    about: str
    """The words of which one has to be kept."""


class _Clause(NamedTuple):
    words: str
    added: bool
    """Whether it begins with "and", "also"."""
    first: bool
    """Whether it stands in the first sentence, which tells what it is all about."""
    before: str
    behind: str
    """The signs around it."""


def lost_in(
    text: str,
    marked: Marked,
    known: Collection[str],
    labels: Collection[str],
    told: Collection[str] = (),
) -> Iterator[str]:
    """Return clauses, or the nouns in them, that tell of something to keep of which nothing is.

    Args:
        text: The English request.
        marked: Its marks.
        known: The words of what is kept.
        labels: Those that it is called by, and no others.
        told: What is shown or said to be left out, in the words of the request.
    """
    words = (*known, *(word.low for one in told for word in tag(one)))
    stems = frozenset(form for word in words for form in (stem_of(word), _root(word.lower())))
    said = tuple(one.casefold() for one in told if len(one) >= _LEAST_TOLD)
    for clause in _clauses(text[:_LOOKED_AT]):
        found = _told(clause) or _named(clause, marked)
        whole = clause.words.casefold()
        if (
            found
            and _is_lost(found.about, stems)
            and not any(one in whole or whole in one for one in said)
        ):
            yield found.words
    yield from _halves(marked, frozenset(stem_of(word) for word in labels))


def _clauses(text: str) -> Iterator[_Clause]:
    ended = _SENTENCE_END.search(text)
    end = ended.start() if ended else len(text)
    for match in _CLAUSE.finditer(text):
        before = text[: match.start()].rstrip(" ")[-1:]
        parts = [part.strip() for part in _JOINT.split(match.group()) if part.strip()]
        for at, part in enumerate(parts):
            lead = _LEAD.match(part)
            yield _Clause(
                part[lead.end() :].strip() if lead else part,
                _ADDED.match(part) is not None,
                match.start() < end,
                before if at == 0 else "",
                text[match.end() : match.end() + 1] if at == len(parts) - 1 else "",
            )


def _told(clause: _Clause) -> _Told | None:
    """Return what a clause tells of, where it is one of what is to be kept or known."""
    bare = clause.words
    words = frozenset(bare.lower().split())
    if len(words) > _LONGEST or _NEGATED.search(bare) or clause.behind == ":":
        return None
    aside = words & _NO_TELLING
    noted = _NOTED.match(bare)
    if (
        noted
        and not aside - _MAY_WISH
        and (_is_noun(noted["what"]) or _ASKED.fullmatch(noted["what"]))
    ):
        return _Told(noted["what"], noted["what"])
    if _ASKED.fullmatch(bare) and not aside - _MAY_ASK and _asks(clause):
        return _Told(bare, bare)
    kept = _KEPT.fullmatch(bare)
    if kept and not words & _HOW_IT_IS and _is_wanted(clause, kept):
        return _Told(kept["what"], kept["what"])
    if aside:
        return None
    owed = _OWED.fullmatch(bare)
    if owed and _pay(owed):
        return _Told(bare, owed["what"])
    too = _TOO.fullmatch(bare)
    if too and _is_noun(too["what"]):
        return _Told(too["what"], too["what"])
    return None


def _pay(owed: re.Match[str]) -> bool:
    """Say whether it is told of all of a kind, and not of somebody in a story."""
    who = owed["who"].lower().split()
    each = who[0] in ("each", "every")
    return not _NO_PAYER & frozenset(who) and each == bool(owed["one"])


def _asks(clause: _Clause) -> bool:
    """Say whether a clause is a question, and not what is said of the noun before it."""
    if _ASKED_ALONE.match(clause.words):
        return clause.before != ")"
    return clause.added or clause.before not in (",", ")", "(")


def _is_wanted(clause: _Clause, kept: re.Match[str]) -> bool:
    """Say whether something is to be kept besides what the request as a whole is about."""
    if clause.first and not kept["also"] and not _ASKED.match(kept["what"]):
        return False
    aside = frozenset(kept["what"].lower().split()) & _NO_TELLING
    if kept["wish"]:
        return not aside - _MAY_ASK
    return not aside and _DETERMINED.match(kept["what"]) is not None


def _named(clause: _Clause, marked: Marked) -> _Told | None:
    """Return what is marked as a thing where a clause adds it and says nothing else."""
    if not clause.added:
        return None
    for thing in marked.things:
        words = thing.words.text
        if _is_named(thing) and clause.words.casefold().endswith(words.casefold()):
            rest = clause.words[: len(clause.words) - len(words)].strip().lower()
            if rest in ("", "the", "a", "an", "my", "our", "their", "all", "all the", "all my"):
                return _Told(words, words)
    return None


def _is_named(thing: MarkedThing) -> bool:
    return thing.noun and thing.confidence >= _SURE and _is_noun(thing.words.text)


def _halves(marked: Marked, labels: frozenset[str]) -> Iterator[str]:
    """Return the one of two things named in one breath of which no list has the name."""
    for thing in marked.things:
        halves = thing.words.text.split(" and ")
        if _is_named(thing) and len(halves) == _TWO and all(_is_noun(half) for half in halves):
            lost = [half for half in halves if _is_lost(half, labels)]
            if len(lost) == 1:
                yield lost[0]


def _is_noun(words: str) -> bool:
    """Say whether words are a few that name something, and no sentence."""
    tagged = tag(words)
    if not 0 < len(tagged) <= _LONGEST_NOUN or not tagged[-1].is_noun:
        return False
    placed = tagged[0].tag[:2] == "PR"
    said = any(
        word.tag[:2] in ("VB", "VH", "VD", "VM")
        or word.tag in ("VVZ", "VVD", "VVB", "VVI")
        or word.is_pronoun
        or "'" in word.text
        for word in tagged
    )
    return not placed and not said


def _is_lost(about: str, stems: frozenset[str]) -> bool:
    """Say whether something is spoken of, and nothing of it is kept under any word for it."""
    content = [word for word in tag(about) if _tells(word)]
    return bool(content) and not any(_is_kept(word, stems) for word in content)


def _tells(word: Word) -> bool:
    if word.lemma in _EMPTY or word.low in _EMPTY or len(word.low) < _SHORTEST:
        return False
    if "'" in word.text or "\u2019" in word.text:
        return False
    return word.is_noun or (word.is_verb and word.tag[:2] == "VV") or word.tag[:2] == "AJ"


def _is_kept(word: Word, stems: frozenset[str]) -> bool:
    own = {word.low, word.lemma, singular(word.low)}
    said = [*own, *(other for same in _SAME if own & same for other in same)]
    thing = load().thing(singular(word.low))
    if thing:
        said += [*thing.label.lower().split(), *thing.plural_label.lower().split()]
    if {_root(one) for one in own} & stems:
        return True
    return are_known([one.replace("-", "") for one in said], stems)


def _root(word: str) -> str:
    """Return a word without what makes a noun of a verb: "tasted" and "tasting" are one."""
    cut = _ENDING.sub("", word)
    return cut if len(cut) >= _SHORTEST_ROOT else word
