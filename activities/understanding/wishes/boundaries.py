"""What can't be had but has a simpler alternative; pure."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from activities.understanding.marking.marks import LEAST_ASKED, Marked, MarkedWish
from activities.understanding.text.cleaning import QUOTED, word_set
from activities.understanding.text.patterns import ENDS, Phrases, Span, Token, tokens
from activities.understanding.wishes.claiming import as_claimed, is_about_one
from activities.understanding.wishes.harm import refuse_harm
from activities.understanding.wishes.likeliest import likeliest
from activities.understanding.wishes.quoting import readable
from activities.understanding.wishes.wished import load_data, phrases_of, quoted, wished
from models.conversation import BeyondLimit, Limit, Question, QuestionKind, Understanding
from models.specification import View

__all__ = [
    "ABOUT",
    "beyond_limits",
    "choose_alternative",
    "explanation_of",
    "questions_about",
    "refuse_harm",
    "views_of_alternative",
]

ABOUT = "beyond"
"""The first part of the ids of questions about a limit."""

_CLAIM = 0.2
"""From here on a mark counts."""
_SURELY_GUESSED = 0.6
_DOUBTED = 0.2
_UNMARKED = Marked()
_REMINDING = frozenset({"remind", "reminds", "remember", "forget", "reminder"})
_FIELDS_TOO = frozenset({Limit.FILES, Limit.SECRETS})
"""What is asked for by naming a field: a document, a password."""
_UNTAUGHT = frozenset({Limit.OTHER_PROGRAM})
"""What the network has not learned to mark."""
_JOINT, _SHORTEST_JOINT = 6, 5
"""So many words at most two quotes have in common where one runs into the other."""
_MADE_WITHIN = 8
_AS = frozenset({"as", "to", "into"})
_MAKING = frozenset(
    {"print", "printed", "printable", "printing", "export", "exported", "exportable", "exporting"}
)
_SENDING = frozenset({Limit.SMS, Limit.PHONE_CALLS, Limit.EMAIL_SENDING})
"""What people also do themselves, and say so."""
_PEOPLE = ("who", "i", "we", "they", "he", "she")
_FOLLOWS = re.compile(r"(?:track|trac|follow|monitor|locat)\w*")
_VEHICLES = word_set("van vans car bus")
_WHERE = word_set(
    "location locations position positions route routes movement movements whereabouts live "
    "journey where gps realtime and or on in with driver drivers"
)
_ITS = word_set("the a an my our your his her their this that each every all of for")
_STATE = re.compile(
    r"\b(?:signs?|signed|signing) (?:(?:it|them|this|that|each|the \w+) )?off\b|\bopen until\b",
    re.IGNORECASE,
)
"""How somebody ends what is open: no device does."""
_DOING = r"(?:can|could|may|will|would|do|just|always|then|also|usually)"
_DOER = rf"\b(?:{'|'.join(_PEOPLE)})(?:'ll|'d)?\s+(?:{_DOING}\s+)*"
_BEGINS_WITH_PEOPLE = re.compile(rf"{_DOER}\w", re.IGNORECASE)
_ENDS_WITH_PEOPLE = re.compile(rf"{_DOER}$", re.IGNORECASE)
_ONLY_HAD = re.compile(
    r"(?:(?:i|we|they) )?(?:get|receive|want|need|be|have|see|pay)\b", re.IGNORECASE
)
"""What people get or want, somebody else has to do."""


_OPENING = (
    r"(?:(?:please |can you |could you )?(?:(?:i|we)(?:'d| would)? (?:want|need|like)(?: to have)?"
    r"|build|make|create|give)(?: me| us)?\s+)?(?:an?|some|our own|my own|our|my)\s+"
    r"(?:(?:simple|small|little|private|own|free|family|group)\s+)*"
)
_PROGRAM = r"(?:\s+(?:app|application|program|tool|system|service|platform|room|website|site)s?)?"
_GOES_ON = r"(?=\s*$|\s*[.,:!]|\s+(?:for|with|where|so|to|that|which|between|like)\b)"
_BUILT = {
    Limit.VIDEO_CALLS: r"(?:video|voice)[ -]?(?:calls?|calling|chats?|conferenc\w+|meetings?)",
    Limit.REALTIME_CHAT: r"(?:live |group |instant )?(?:chat|messenger|messaging)",
}
_HEADS = {
    limit: re.compile(_OPENING + rf"(?P<what>{what}{_PROGRAM})" + _GOES_ON, re.IGNORECASE)
    for limit, what in _BUILT.items()
}
"""What a request begins with and names as the whole that shall be built."""
_BOTH_WAYS = re.compile(
    r"mail (?:or|and) (?:an? )?(?:text|sms|whatsapp)\b|"
    r"\b(?:text|sms|whatsapp) (?:or|and) (?:an? )?(?:e-?)?mail",
    re.IGNORECASE,
)
"""Words that name two ways to send, of which the network marks one."""
_MAIL = re.compile(r"mail|newsletter|inbox", re.IGNORECASE)


_REMINDS = re.compile(
    r"\b(?:warn|remind|alert|notif|tell|told)\w*\b[^.;!?\n]{0,60}"
    r"\b(?:down to|low|left|runs?|running|due|empty|expires?|finished|used up|out)\b",
    re.IGNORECASE,
)
"""Whoever is told that little medicine is left gets no advice on it."""


class _Boundary(NamedTuple):
    explanation: str
    alternatives: Mapping[str, tuple[View, ...]]


@cache
def _phrases() -> Phrases:
    data = load_data("boundaries.toml")
    rows = {name: limit["phrases"] for name, limit in data["limits"].items()}
    return phrases_of(rows, data["classes"])


@cache
def _boundaries() -> Mapping[Limit, _Boundary]:
    limits: dict[str, dict[str, Any]] = load_data("boundaries.toml")["limits"]
    return {
        Limit(name): _Boundary(
            limit["explanation"],
            {
                one["says"]: tuple(View(view) for view in one.get("views", ()))
                for one in limit["alternatives"]
            },
        )
        for name, limit in limits.items()
    }


_OWN_PAGE = re.compile(
    r"links? (?:\w+ ){0,2}?to (?:its|their|his|her) (?:own )?(?:website|homepage|webpage)\b", re.I
)
"""A link to somebody's own page is an address that is kept: "link each to its website"."""


def beyond_limits(text: str, marked: Marked = _UNMARKED) -> tuple[BeyondLimit, ...]:
    """Return each wish that can't be met, with the simpler alternatives.

    Args:
        text: Of which usual English phrases are read.
        marked: The marks of a request, which know other ways to say it.
    """
    words, marked = tokens(text), as_claimed(marked)
    heads = ((limit, pattern.match(text)) for limit, pattern in _HEADS.items())
    found = {limit: head["what"] for limit, head in heads if head}
    for span in wished(words, _phrases().find(words)):
        said, limit = quoted(text, words, span), Limit(span.key)
        made = limit is Limit.FILES and _is_made(words, span)
        made = made or bool(limit is Limit.EXTERNAL_SERVICE and _OWN_PAGE.match(said))
        if made or _is_own_doing(words, span) or _is_of_another(words, span):
            continue
        reminds = limit is Limit.LEGAL_MEDICAL_ADVICE and _REMINDS.search(readable(text, said))
        doubted = marked.asks(said) < _DOUBTED and is_about_one(limit, text, said)
        if not (reminds or doubted or _means_else(said, limit, marked)):
            found.setdefault(limit, readable(text, said))
    for wish in marked.wishes:
        claimed = isinstance(wish.kind, Limit) and wish.confidence >= _CLAIM
        state = wish.kind is Limit.HARDWARE and _STATE.search(wish.words.text)
        stands = state or _is_fetched(wish, found.get(Limit.EXTERNAL_SERVICE, ""))
        if claimed and not stands and not _is_done_by_people(text, wish):
            found.setdefault(Limit(wish.kind), wish.words.text)
    if _is_by_text_message(text, found):
        del found[Limit.EMAIL_SENDING]
    return tuple(
        BeyondLimit(
            limit=limit,
            words=evidence[:QUOTED],
            explanation=_boundaries()[limit].explanation,
            alternatives=tuple(_boundaries()[limit].alternatives),
        )
        for limit, evidence in likeliest(found, marked.likely).items()
    )


def _is_made(words: tuple[Token, ...], span: Span) -> bool:
    """Say whether a file comes out of the application: "export as PDF", "printed to a PDF"."""
    before = [token.word for token in words[max(0, span.start - _MADE_WITHIN) : span.start]]
    ends = [at for at, word in enumerate(before) if word in ENDS]
    before = before[ends[-1] + 1 :] if ends else before
    as_what = before[:-1] if before[-1:] in (["a"], ["an"], ["one"]) else before
    return as_what[-1:] != [] and as_what[-1] in _AS and not _MAKING.isdisjoint(as_what)


def _is_by_text_message(text: str, found: Mapping[Limit, str]) -> bool:
    """Say whether what seems to be sent by mail is what is sent by text message."""
    mail, message = found.get(Limit.EMAIL_SENDING), found.get(Limit.SMS)
    if mail is None or message is None or _MAIL.search(mail):
        return False
    one, other = text.find(mail), text.find(message)
    return one < other + len(message) and other < one + len(mail)


def _is_fetched(wish: MarkedWish, service: str) -> bool:
    """Say whether what seems to be guessed is looked up elsewhere: "the value on discogs"."""
    words = wish.words.text.casefold()
    weak = wish.kind is Limit.MACHINE_LEARNING and wish.confidence < _SURELY_GUESSED
    return weak and bool(service) and (words in service.casefold() or service.casefold() in words)


def _is_own_doing(words: tuple[Token, ...], span: Span) -> bool:
    """Say whether it is what people do: "remind me to send it", "who can ring which bell"."""
    before = [token.word for token in words[max(0, span.start - 4) : span.start]]
    reminded = before[-1:] == ["to"] and bool(_REMINDING & set(before))
    first = [token.word for token in words[span.start : span.start + 2]]
    doers = set(_PEOPLE) & {*before[-1:], *first}
    return reminded or "who" in doers or (span.key in _SENDING and bool(doers))


def _is_of_another(words: tuple[Token, ...], span: Span) -> bool:
    """Say whether something of a vehicle is tracked, and not where it is: "fuel of my car"."""
    said = [token.word for token in words[span.start : span.end]]
    between = said[1:-1]
    followed = said[-1] in _VEHICLES and _FOLLOWS.fullmatch(said[0])
    if span.key != Limit.GPS_TRACKING or not followed or _WHERE & set(between):
        return False
    owned = max((at for at, word in enumerate(between) if word in _ITS), default=0)
    return any(word not in _ITS for word in between[:owned])


def _means_else(said: str, limit: Limit, marked: Marked) -> bool:
    """Say whether words ask for nothing here, or for something else.

    "iPhone or Android" of a repair is its model, "like Amazon" a comparison, and whoever wants the
    forecast fetched asks for no forecasting.
    """
    if limit in _FIELDS_TOO:
        return False
    claims = [w for w in marked.wishes if isinstance(w.kind, Limit) and w.confidence >= _CLAIM]
    if any(wish.kind is limit for wish in claims):
        return False
    if limit in _SENDING and _BOTH_WAYS.search(said):
        claims = [wish for wish in claims if wish.kind not in _SENDING]
    if limit is Limit.EXTERNAL_SERVICE:
        claims = [wish for wish in claims if wish.kind is not Limit.MACHINE_LEARNING]
    within = any(said.casefold() in wish.words.text.casefold() for wish in claims)
    unasked = limit not in _UNTAUGHT and marked.asks(said) < LEAST_ASKED
    return within or marked.notes(said) or unasked


def _is_done_by_people(text: str, wish: MarkedWish) -> bool:
    """Say whether people do it themselves: "I text them", "who can open the gate"."""
    words = wish.words.text
    if wish.kind not in _SENDING or _ONLY_HAD.match(words):
        return words.lower().startswith("who ")
    before = text[: max(0, text.find(words))]
    return bool(_BEGINS_WITH_PEOPLE.match(words) or _ENDS_WITH_PEOPLE.search(before))


def explanation_of(limit: Limit) -> str:
    """Return the sentence that says what can't be had, and what is possible instead."""
    return _boundaries()[limit].explanation


def views_of_alternative(limit: Limit, alternative: str) -> tuple[View, ...]:
    """Return the views that an alternative brings with it."""
    return _boundaries()[limit].alternatives.get(alternative, ())


def _within(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def choose_alternative(
    understanding: Understanding, limit: Limit, alternative: str
) -> Understanding:
    """Return the understanding with an alternative in place of what can't be had."""
    wishes = tuple(
        wish.model_copy(
            update={
                "chosen": alternative,
                "explanation": f"{wish.explanation} Instead: {_within(alternative)}.",
            }
        )
        if wish.limit is limit
        else wish
        for wish in understanding.beyond
    )
    views = dict.fromkeys([*understanding.views, *views_of_alternative(limit, alternative)])
    return understanding.model_copy(update={"beyond": wishes, "views": tuple(views)})


def _is_same_clause(one: str, other: str) -> bool:
    """Say whether two quotes run into each other: "film with the camera", "camera if she falls"."""
    first, second = one.casefold().split(), other.casefold().split()
    joints = [(first[-n:], second[:n]) for n in range(1, _JOINT + 1)]
    joints += [(second[-n:], first[:n]) for n in range(1, _JOINT + 1)]
    return any(
        end == begin and any(len(word) >= _SHORTEST_JOINT for word in end) for end, begin in joints
    )


def questions_about(wishes: tuple[BeyondLimit, ...]) -> Iterator[Question]:
    """Return a question for each wish that something simpler could stand for."""
    asked: list[str] = []
    for wish in wishes:
        if any(_is_same_clause(words, wish.words) for words in asked):
            continue
        if len(wish.alternatives) > 1 and not wish.chosen:
            asked.append(wish.words)
            yield Question(
                id=f"{ABOUT}.{wish.limit}",
                text=f"This can't be built: “{wish.words}”. What would you like instead?",
                reason=wish.explanation,
                kind=QuestionKind.CHOICE,
                options=wish.alternatives,
                recommended=wish.alternatives[0],
            )
