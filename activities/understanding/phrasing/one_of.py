"""Items of an enumeration that are values of one field, told as the choice that they are; pure.

"Class, cash, card or not yet" enumerates no three fields: it is read as "class, payment
(cash/card/not yet)". "Coming yes no maybe" and "size (S M L)" only lack the signs between values.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from typing import Any

from activities.understanding.grammar.attributes import is_known
from activities.understanding.languages.labels import english_of
from activities.understanding.text.cleaning import word_set

_LEAST, _LEAST_CHOSEN, _MOST_OF_LABEL = 3, 2, 3
_WORD = r"[^\W_][\w'-]{0,20}"
_NUMBER = r"\d{1,3}(?:[.,]\d)?"
_LABELS = "level|status|state|stage|priority|urgency|size|condition|difficulty|category"
_BY = "by|nach|par|por|per|op|volgens|według|wg|pro"
_LONGEST_VALUE = 4
_STATES = {"to do", "in progress", "picked up"} | word_set(
    "doing done open closed finished paid unpaid returned bought planned active new used good bad "
    "worn broken low medium high available delivered repaired"
)
"""What is known as a yes or no, and is a value beside others."""
_CODE = r"[A-Z]{1,3}[+-]?\d?(?![\w'])"
_END = r"(?=\s*(?:[,;)!?\n]|\.(?!\d)|$)|,? (?:{between}) )"
_BETWEEN = r"(?: ?/ ?|, (?:{either}) | (?:{either}) |, )"


@dataclass(frozen=True)
class _Language:
    """How one language tells values of one field."""

    either: frozenset[str]
    joints: frozenset[str]
    no_label: frozenset[str]
    payment: str
    payments: re.Pattern[str]
    unpaid: re.Pattern[str]
    doubtful: re.Pattern[str]
    in_brackets: re.Pattern[str]
    item: re.Pattern[str]
    listed: re.Pattern[str]
    moments: re.Pattern[str]
    time_of_day: str
    length: str
    lengths: re.Pattern[str]
    parted: re.Pattern[str]
    label_of_choice: frozenset[str]
    codes: re.Pattern[str]
    stroked: re.Pattern[str]
    by_state: re.Pattern[str]
    last: re.Pattern[str]
    language: str
    steps: tuple[frozenset[str], ...]
    named: dict[str, frozenset[str]]


def tell_one_of(text: str, language: str) -> str:
    """Return a request where values of one field stand in brackets behind what it is called.

    Args:
        text: The request.
        language: ISO 639-1 code.
    """
    known = _languages().get(language)
    if known is None:
        return text
    text = known.payments.sub(partial(_payment, known=known), text)
    text = known.doubtful.sub(partial(_labelled, known=known), text)
    text = known.lengths.sub(partial(_length, known=known), text)
    text = known.codes.sub(_coded, text)
    text = known.stroked.sub(_stroked, text)
    text = known.by_state.sub(partial(_enumerated, known=known), text)
    text = known.last.sub(partial(_enumerated, known=known), text)
    text = known.listed.sub(partial(_one_of_set, known=known), text)
    text = known.moments.sub(partial(_moment, known=known), text)
    text = known.in_brackets.sub(partial(_spaced, known=known), text)
    return known.item.sub(partial(_stepped, known=known), text)


def payment_means(language: str) -> str:
    """Return the pattern of the ways to pay that a language knows; its words are those here.

    Args:
        language: ISO 639-1 code of a known language.
    """
    return _alternatives(_raw()[language]["means"])


def unpaid_ways(language: str) -> str:
    """Return the pattern of the ways to say that something isn't paid yet.

    Args:
        language: ISO 639-1 code of a known language.
    """
    return _alternatives(_raw()[language]["unpaid"])


def _payment(match: re.Match[str], known: _Language) -> str:
    """Return "payment (cash/card/not yet)"; means that only commas part may be fields."""
    values = _values(match["list"], known)
    several = len(values) >= _LEAST and len({one.lower() for one in values}) == len(values)
    said = re.search(r"/", match["list"]) or not known.either.isdisjoint(match["list"].split())
    paid = sum(1 for one in values if not known.unpaid.fullmatch(one))
    if not several or not said or not paid or _is_bracket(match):
        return match.group()
    return _told(match, [(match["label"] or known.payment).strip(" ,:")], values)


def _labelled(match: re.Match[str], known: _Language) -> str:
    """Return "coming (yes/no/maybe)"."""
    ahead, label = _from_joint(match["label"].strip(" :").split(), known)
    if not _is_label(label, known):
        return match.group()
    return _told(match, [*ahead, *label], [match[answer] for answer in ("yes", "no", "maybe")])


def _length(match: re.Match[str], known: _Language) -> str:
    """Return "length (30 minutes/45 minutes)"."""
    if _is_bracket(match) or match.string[: match.start()].rstrip()[-1:].isdigit():
        return match.group()
    numbers = re.findall(_NUMBER, match["list"])
    values = [f"{number} {match['unit']}" for number in numbers]
    return _told(match, [(match["label"] or known.length).strip(" ,:")], values)


def _coded(match: re.Match[str]) -> str:
    """Return "difficulty (T/E/EE)" for codes in capitals behind what they are of."""
    values = match["list"].split()
    different = len(set(values)) == len(values)
    return f"{match['before']}{match['label']} ({'/'.join(values)})" if different else match.group()


def _stroked(match: re.Match[str]) -> str:
    """Return "urgency (high/medium/low)" for values between strokes behind what they are of."""
    values = [one.strip() for one in match["list"].split("/")]
    told = len({one.lower() for one in values}) == len(values)
    return f"{match['before']}{match['label']} ({'/'.join(values)})" if told else match.group()


def _enumerated(match: re.Match[str], known: _Language) -> str:
    """Return "status (open/done)" for values behind a colon that no field follows."""
    values = _values(match["list"], known)
    short = all(len(one.split()) <= _LONGEST_VALUE and "/" not in one for one in values)
    said = [english_of(one, known.language) or one.lower() for one in values]
    fields = any(is_known(one) and one not in _STATES for one in said)
    told = len({one.lower() for one in values}) == len(values) >= _LEAST_CHOSEN
    if not short or fields or not told:
        return match.group()
    return f"{match['before']}{match['label']} ({'/'.join(values)})"


def _one_of_set(match: re.Match[str], known: _Language) -> str:
    """Return "time of day (morning/noon/night)" for one of the sets that have a name."""
    values = _values(match["list"], known)
    label = _named(values, known)
    return _told(match, [label], values) if label and not _is_bracket(match) else match.group()


def _moment(match: re.Match[str], known: _Language) -> str:
    """Return "time of day (fasting/after lunch/at night)"."""
    values = _values(match["list"], known)
    different = len({one.lower() for one in values}) == len(values)
    told = different and not _is_bracket(match)
    return _told(match, [known.time_of_day], values) if told else match.group()


def _spaced(match: re.Match[str], known: _Language) -> str:
    """Return what spaces part in brackets with signs between: "(S M L XL)"."""
    words = match["item"].split()
    values = [word for word in words if word.lower() not in known.either]
    numbers = all(word.isdigit() for word in values)
    alike = numbers or any(_are_all(values, steps) for steps in _sets(known))
    return f"({'/'.join(values)})" if alike and len(values) >= _LEAST else match.group()


def _stepped(match: re.Match[str], known: _Language) -> str:
    """Return "size (small/medium/large)", "time of day (morning/noon/night)"."""
    ahead, words = _from_joint(match["item"].split(), known)
    for at in range(min(len(words) - _LEAST_CHOSEN, _MOST_OF_LABEL) + 1):
        label, values = words[:at], [one for one in words[at:] if one.lower() not in known.either]
        called = label or _named(values, known).split()
        stepped = len(values) >= _LEAST and any(_are_all(values, one) for one in _sets(known))
        if (stepped and called) or _is_chosen(label, words[at:], known):
            fits = _is_label(label, known) if label else not _is_bracket(match)
            return _told(match, [*ahead, *called], values) if fits else match.group()
        if stepped:
            return match.group()  # colours, of which none is what the others are
    return match.group()


def _is_chosen(label: list[str], words: list[str], known: _Language) -> bool:
    """Say whether words are values because of what they are called: "tamaño pequeño o grande"."""
    *first, joint, last = words
    plain = known.no_label.isdisjoint(word.lower() for word in [*first, last])
    named = len(label) == 1 and label[0].lower() in known.label_of_choice
    few = 0 < len(first) <= _LEAST
    return named and plain and few and joint.lower() in known.either


def _from_joint(words: list[str], known: _Language) -> tuple[list[str], list[str]]:
    """Part the last item from what "and" joins it to."""
    joints = [at for at, word in enumerate(words) if word.lower() in known.joints]
    start = joints[-1] + 1 if joints else 0
    return words[:start], words[start:]


def _told(match: re.Match[str], label: list[str], values: list[str]) -> str:
    return f"{match['before']}{' '.join(label)} ({'/'.join(values)})"


def _values(words: str, known: _Language) -> list[str]:
    return [one.strip() for one in known.parted.split(words) if one.strip()]


def _is_label(words: list[str], known: _Language) -> bool:
    return bool(words) and known.no_label.isdisjoint(word.lower() for word in words)


def _sets(known: _Language) -> Iterator[frozenset[str]]:
    yield from known.steps
    yield from known.named.values()


def _are_all(values: list[str], steps: frozenset[str]) -> bool:
    folded = [value.lower() for value in values]
    return steps.issuperset(folded) and len(set(folded)) == len(folded)


def _named(values: list[str], known: _Language) -> str:
    found = (label for label, steps in known.named.items() if _are_all(values, steps))
    return next(found, "")


def _is_bracket(match: re.Match[str]) -> bool:
    """Say whether it is all that stands in a bracket: the values of what is called before it."""
    behind = match.string[match.end() :].lstrip()[:1]
    return match["before"].strip().endswith("(") and behind == ")"


@cache
def _languages() -> dict[str, _Language]:
    return {language: _compiled(words, language) for language, words in _raw().items()}


@cache
def _raw() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("one_of.toml").read_text("utf-8"))


def _compiled(said: dict[str, Any], language: str) -> _Language:
    sets, named, doubt = said["steps"], said["named_steps"], said["yes_no_maybe"]
    either, between = said["or"], said["between"]
    before = rf"(?P<before>^|[,:;(\n]\s*|(?<=[.!?])\s+|(?<!\w)(?:{between}) )"
    end = _END.format(between=between)
    apart = _BETWEEN.format(either=either)
    anyhow = rf"(?:{apart}| )"
    steps = {label: word_set(words.lower()) for label, words in named.items()}
    parts = _alternatives("|".join("|".join(sorted(one)) for one in steps.values()))
    value = _alternatives(f"{said['means']}|{said['unpaid']}")
    moment = f"(?:{said['moments']})"
    labels = _alternatives(said["label_of_choice"] or _LABELS)
    yes, no, maybe = (f"(?:{words})" for words in doubt)

    def item(pattern: str) -> re.Pattern[str]:
        return re.compile(f"{before}{pattern}{end}", re.IGNORECASE)

    return _Language(
        either=frozenset(either.split("|")),
        joints=frozenset(between.split("|")),
        no_label=word_set(said["no_label"]),
        payment=said["payment"],
        payments=item(
            rf"(?P<label>{_alternatives(said['paid'])}(?:[,:] | ))?"
            rf"(?P<list>{value}(?:{apart}{value}){{2,5}})"
        ),
        unpaid=re.compile(_alternatives(said["unpaid"]), re.IGNORECASE),
        doubtful=item(
            rf"(?P<label>{_WORD}(?: {_WORD}){{0,2}}:? )"
            rf"(?P<yes>{yes}){anyhow}(?P<no>{no}){anyhow}(?P<maybe>{maybe})"
        ),
        in_brackets=re.compile(rf"\((?P<item>{_WORD}(?: {_WORD}){{2,9}})\)"),
        item=item(rf"(?P<item>{_WORD}(?: {_WORD}){{2,9}})"),
        listed=item(rf"(?P<list>{parts}(?:, {parts}){{1,6}},? (?:{either}) {parts})"),
        moments=item(rf"(?P<list>{moment}(?:, {moment}){{1,6}},? (?:{either}) {moment})"),
        time_of_day=next(iter(named)),
        length=said["length"],
        lengths=item(
            rf"(?P<label>(?:{_WORD} )?(?:{said['lengths']})[,:] )?"
            rf"(?P<list>{_NUMBER}(?:, {_NUMBER}){{0,4}},? (?:{either}) {_NUMBER}) ?"
            rf"(?P<unit>{said['units']})"
        ),
        parted=re.compile(apart, re.IGNORECASE),
        label_of_choice=frozenset(said["label_of_choice"].lower().split("|")) - {""},
        stroked=item(
            rf"(?P<label>{labels}):? "
            rf"(?P<list>(?:{_WORD})(?: {_WORD})?(?: ?/ ?{_WORD}(?: {_WORD})?){{1,8}})"
        ),
        by_state=re.compile(
            rf"(?P<before>\b(?:{_BY}) )(?P<label>{labels}) ?: "
            r"(?P<list>[^.:;!?()\n]{5,160})(?=\s*(?:[.;!?\n]|$))",
            re.IGNORECASE,
        ),
        last=re.compile(
            rf"(?P<before>[,(] ?)(?P<label>{labels}) ?: (?P<list>[^.:;!?()\n]{{5,160}})(?=\))",
            re.IGNORECASE,
        ),
        language=language,
        codes=item(
            rf"(?P<label>{labels}):? "
            rf"(?P<list>(?-i:{_CODE}(?: {_CODE}){{1,8}}))"
        ),
        steps=tuple(word_set(words) for words in sets),
        named=steps,
    )


def _alternatives(words: str) -> str:
    """Return the pattern of any of the words, the longest first."""
    return f"(?:{'|'.join(sorted(words.split('|'), key=len, reverse=True))})"
