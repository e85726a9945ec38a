"""Whether words are a wish: not denied, not told of others or of former times; pure."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise, takewhile
from typing import Any

from activities.understanding.text.cleaning import word_set
from activities.understanding.text.patterns import ENDS, Phrases, Span, Token

_DENIAL = word_set(
    """
    no not without never none nor neither skip omit avoid nothing unnecessary
    don't dont doesn't doesnt didn't isn't isnt aren't arent wasn't won't wont wouldn't wouldnt
    shouldn't shouldnt needn't neednt mustn't mustnt musnt
    """
)
_DENIED_BEHIND = word_set(
    """
    not isn't aren't unnecessary superfluous overkill don't dont doesn't doesnt needn't no
    unwanted
    """
)
_WISHING = word_set(
    """
    want need like require use care wish have bother put include show send add store keep let be
    make do give ask print note record write mention track plan display expect necessary needed
    required wanted interested for get mind remind text mail email call ring phone text charge
    tell connect
    """
)
_WORD_AND_NO_DENIAL = {
    "not": word_set("only just to yet sure even"),
    "no": word_set("matter idea later longer doubt problem 1 2 3 4 5 6 7 8 9"),
}
_STOPS = word_set(
    """
    i we but however only instead rather otherwise except though so because since if when plus also
    just he she they you please still although yes
    """
)
_THEN = word_set("should must get gets")
_ORDERS = word_set(
    "remind show give tell let make warn send print add put text alert sort and with it there"
)
_JOINED = re.compile(r"^(?:and|also|plus|then)\s+", re.IGNORECASE)
_DANGLING = re.compile(r"(?: (?:an?|the|my|our|your|their|to|of|and|or|with|in|on|at)){1,3}$", re.I)
_WENT = word_set("left went gone came quit drove ran got took stayed leave leaves goes")
"""What people do in one way or another, and no program does."""
_FURTHEST, _NEAR = 16, 7
_LONGEST_SENTENCE = 60
_LONGEST_QUOTE = 14
_OTHERS = word_set(
    """
    neighbour neighbours neighbor colleague colleagues friend friends husband wife son daughter
    boss sister brother mother father mum dad grandson granddaughter partner uncle aunt cousin
    nephew niece someone somebody others club company competitor school he she they
    """
)
_OWN = word_set("want wants need needs like should could must can please shall may love")
_HAVING = word_set("has uses had used")
_SAYING = word_set("want wants wanted says said thinks suggested insists likes")
_FORMERLY = frozenset(
    [
        ("so", "far"),
        ("until", "now"),
        ("till", "now"),
        ("to", "now"),
        ("last", "app"),
        ("old", "app"),
        ("previous", "app"),
        ("other", "app"),
        ("other", "apps"),
    ]
)


@cache
def load_data(name: str) -> dict[str, Any]:
    """Return a table of this package."""
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


@cache
def _shared() -> dict[str, dict[str, str]]:
    return load_data("wording.toml")


def phrases_of(
    rows: Mapping[str, Iterable[str]], classes: Mapping[str, str] | None = None
) -> Phrases:
    """Return phrases with the classes and irregular forms that all share, and own classes."""
    return Phrases(rows, {**_shared()["classes"], **(classes or {})}, _shared()["forms"])


def quoted(text: str, words: Sequence[Token], span: Span) -> str:
    """Return the words of a wish as they were written, without what joins them to others."""
    said = text[words[span.start].start : words[span.end - 1].end]
    return _DANGLING.sub("", _JOINED.sub("", said))


def wished(text: tuple[Token, ...], spans: Iterable[Span]) -> Iterator[Span]:
    """Return the spans that are a wish."""
    quoted = _quoted(text)
    for span in spans:
        if span.start in quoted or _is_manner(text, span.start):
            continue
        if is_denied(text, span) or is_background(text, span):
            continue
        yield span


def is_denied(text: tuple[Token, ...], span: Span) -> bool:
    """Say whether the words are wanted not to be."""
    if _is_manner(text, span.start):
        return False
    return _denied_before(text, span.start) or _denied_behind(text, span.end)


def _denied_before(text: tuple[Token, ...], start: int) -> bool:
    for at in range(start - 1, max(-1, start - _FURTHEST), -1):
        word = text[at].word
        if word == "of" and at and text[at - 1].word == "instead":
            return True
        if word in ("i", "we") and at and text[at - 1].word == "not":
            return True
        if word in ENDS or word in _STOPS or (word in _THEN and _denies_what_is(text, at)):
            return False
        if word == ":":
            return _heads_denial(text, at)
        if word in (",", "-") and text[at + 1].word in _ORDERS:
            return False
        if word in _DENIAL and _denies(text, at, start):
            return True
    return False


def _is_manner(text: tuple[Token, ...], start: int) -> bool:
    """Say whether words tell how somebody went: "who left without reminding the manager"."""
    if not start or text[start - 1].word != "without" or not text[start].word.endswith("ing"):
        return False
    before = [token.word for token in reversed(text[max(0, start - _NEAR) : start - 1])]
    return any(_tells_of_past(word) for word in takewhile(lambda word: word not in ENDS, before))


def _tells_of_past(word: str) -> bool:
    return word in _WENT or (word.endswith("ed") and word not in _WISHING | _HAVING)


def _denies_what_is(text: tuple[Token, ...], at: int) -> bool:
    """Say whether "not" tells of the things before a verb: "tasks not done should be shown"."""
    before = {token.word for token in text[max(0, at - 4) : at]}
    return bool(before & {"without", "not"}) and not before & {"nothing", "no", "nobody"}


def _heads_denial(text: tuple[Token, ...], at: int) -> bool:
    """Say whether a list follows of what is not wanted: "Not required: …"."""
    for token in reversed(text[max(0, at - 4) : at]):
        if token.word in ENDS:
            return False
        if token.word in _DENIAL:
            # "Plants without soil: name, photo" denies no photo.
            between = {
                other.word for other in text[max(0, at - 4) : at] if other.start > token.start
            }
            return not between or bool(between & _WISHING)
    return False


def _denies(text: tuple[Token, ...], at: int, start: int) -> bool:
    word, behind = text[at].word, text[at + 1]
    either = at > 0 and text[at - 1].word in {"/", "or", "yes"}
    if word in {"no", "not"} and (either or not behind.is_word):
        return False
    if behind.word in _WORD_AND_NO_DENIAL.get(word, ()):
        return False
    if word.endswith(("n't", "nt")):
        between = {token.word for token in text[at + 1 : start + 1]}
        return at + 1 == start or bool(between & _WISHING)
    return True


def _denied_behind(text: tuple[Token, ...], end: int) -> bool:
    for at in range(end, min(len(text), end + 4)):
        word = text[at].word
        if word == "(":
            return at + 1 < len(text) and text[at + 1].word == "no"
        if word in ENDS - {"?"} or word in {",", "but", "to", "so", "if", "when", "who", "or"}:
            return False
        if word in _DENIED_BEHIND:
            return _is_refusal(text, at, end)
    return False


def _is_refusal(text: tuple[Token, ...], at: int, end: int) -> bool:
    word = text[at].word
    follows = {token.word for token in text[at + 1 : at + 3]}
    if word == "no":
        if at == end and follows & {"but", "just", "only"}:
            return True  # "passwords no, but serial numbers"
        return at > end and text[at - 1].word in {":", "?", "-"} and not follows & {"to", "later"}
    if word in {"unnecessary", "superfluous", "overkill", "unwanted"}:
        return True
    return bool(follows & {"need", "needed", "necessary", "required", "want", "wanted", "care"})


def is_background(text: tuple[Token, ...], span: Span) -> bool:
    """Say whether the words tell of others, of former times or of what there is already."""
    first, last = _sentence(text, span)
    before = [token.word for token in text[first : span.start]]
    if _is_former(before, {token.word for token in text[first:last]}):
        return True
    others = [at for at, word in enumerate(before) if word in _OTHERS]
    if not others:
        return False
    told = set(before[others[0] + 1 :])
    if told & {"i", "we"}:
        return False
    if told & _HAVING:
        return not told & {"should", "could", "can", "must"}
    return bool(told & _SAYING) and _is_contradicted(text, span.end, last)


def _is_former(before: list[str], sentence: set[str]) -> bool:
    pairs = set(pairwise(before))
    if ("used", "to") in pairs:
        return not _OWN & set(before[before.index("used") :])
    return bool(_FORMERLY & pairs) and not _OWN & set(before) and not {"want"} & sentence


def _is_contradicted(text: tuple[Token, ...], end: int, last: int) -> bool:
    if {"but", "though"} & {token.word for token in text[end : last + 6]}:
        return True
    follows = {token.word for token in text[last + 1 : last + 6]}
    return bool({"don't", "dont", "not", "only", "just"} & follows and {"i", "we"} & follows)


def _sentence(text: tuple[Token, ...], span: Span) -> tuple[int, int]:
    first, last = span.start, span.end
    while first and text[first - 1].word not in ENDS and span.start - first < _LONGEST_SENTENCE:
        first -= 1
    while last < len(text) and text[last].word not in ENDS and last - span.end < _LONGEST_SENTENCE:
        last += 1
    return first, last


def _quoted(text: tuple[Token, ...]) -> frozenset[int]:
    marks = [at for at, token in enumerate(text) if token.word == '"']
    if len(marks) % 2:
        return frozenset()
    pairs = zip(marks[::2], marks[1::2], strict=True)
    return frozenset(
        at for one, other in pairs if other - one < _LONGEST_QUOTE for at in range(one, other)
    )
