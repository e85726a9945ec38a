"""What somebody runs, coaches or belongs to, as the title of several lists; pure.

"I run a small kennel with my sister … owners, dogs, stays" is about a kennel, not about owners.
"""

import re
from collections.abc import Iterator

from activities.understanding.grammar.items import is_person_word
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.words import is_plural, label_of, singular
from activities.understanding.titles.titling import names_something

_MOST_READ, _LONGEST, _MOST_WORDS = 400, 60, 7
_GREETING = (
    r"(?:(?:hi|hello|hey|hiya|dear [a-z]+|good (?:morning|afternoon|evening|day)|there|all|right"
    r"|so|ok|okay|well|basically|sorry|(?:it's |a )?(?:bit of )?a? ?long one(?: sorry)?|please"
    r"|yes)[ ,!.:-]*)"
)
_WORD = r"[\w'\u2019-]{1,24}"
_NOUNS = rf"(?P<what>{_WORD}(?: {_WORD}){{0,6}}?)"
_END = (
    r"(?=\s*(?:[.,;:!?(\n]|$| [-\u2013] )|\s+(?:and|with|from|in|at|on|near|by|for|to|of|who|where"
    r"|that|which|since|because|but|called|named|run|run by|so|as|when|while|has|have|had|is|are"
    r"|was|we|i|it|plus|using|selling|making|doing|offering|based|out|together|now|these|through"
    r"|without|every|each|once|all|during)\b)"
)
_WE = (
    r"(?:(?:i|we|me and (?:my |\d )?[a-z]+|(?:my )?[a-z]+ and (?:i|me)|my [a-z]+ and (?:i|me))"
    r"(?:['\u2019]ve| have)?(?: (?:just|recently|currently|now|also|both|all|volunteer to)){0,2})"
)
_A = r"(?:an?|the|our|my|this|two|three)"
_RUNS = (
    r"(?:run|manage|coach|own|chair|lead|organi[sz]e|look after|started(?: up)?|set up|opened"
    r"|founded|took over|taken over|belong to|help run|help with|volunteer (?:at|for|with|in)"
    r"|help out (?:at|in|with))"
)
_POST = (
    r"(?:secretary|treasurer|chair(?:man|woman|person)?|president|captain|manager|organi[sz]er"
    r"|volunteer|helper|carer|trustee|coach|leader|coordinator|co-ordinator|warden|owner|trainer|head|founder)"
)
_RUNNING = re.compile(rf"{_WE} {_RUNS} {_A} {_NOUNS}{_END}", re.IGNORECASE)
_HELD = re.compile(
    rf"(?:(?:i am|i['\u2019]m|im|i) )?(?:the |a )?(?:[a-z-]{{3,15}} )?{_POST} "
    rf"(?:of|at|for|in) {_A} {_NOUNS}{_END}",
    re.IGNORECASE,
)
_POSTED = re.compile(rf"(?:the |a )?{_POST} (?:of|at|for|in) {_A}\b", re.IGNORECASE)
_MEMBERS = re.compile(
    rf"(?:i am|i['\u2019]m|we are|we['\u2019]re) (?:a )?(?:part|members?) of {_A} {_NOUNS}{_END}"
    rf"|(?:i am|i['\u2019]m|we are|we['\u2019]re|i) (?:in )?an? "
    rf"{_NOUNS.replace('what', 'we')}{_END}",
    re.IGNORECASE,
)
_OURS = re.compile(
    rf"our {_NOUNS}(?= (?:has|have|had|needs?|is|runs?|keeps?|wants?|owns?)\b)", re.IGNORECASE
)
_FOR = re.compile(
    rf"for (?:an?|our|my|the) {_NOUNS}(?: ?\([^()\n]{{1,60}}\))?,? "
    r"(?=(?:i|we)(?:['\u2019]d| would)? (?:need|want|like|are looking|am looking)\b)",
    re.IGNORECASE,
)
_KEEPING = re.compile(
    rf"(?:i|we) (?:keep|breed|raise|rear|grow|collect|bake|brew|restore|repair|teach) {_NOUNS}"
    rf"{_END}",
    re.IGNORECASE,
)
_LESSONS = re.compile(
    rf"(?:i|we) (?:teach|tutor|give) (?:the )?(?P<what>{_WORD}(?: {_WORD})?)"
    r"(?: (?:lessons|classes|tuition))?"
    r"(?=\s*(?:[.,;:!?(\n]|$)|\s+(?:and|to|for|at|from|in|with|on|as|part[- ]time|privately"
    r"|lessons|classes)\b)",
    re.IGNORECASE,
)
_TAUGHT = word_set("lessons pupils students classes")
_TRADED = re.compile(
    rf"(?:i|we) (?:do|make|sell|offer|take on|bake|run) "
    rf"(?P<what>{_WORD}(?: (?:& )?{_WORD}){{0,4}}?) "
    r"(?=(?:from|at) home\b|on the side\b|for a living\b|part[- ]time\b|for a bit of extra"
    r"|as a (?:side |small )?(?:job|business|hobby)\b)",
    re.IGNORECASE,
)
_TRADE = re.compile(
    rf"(?:i am|i['\u2019]m) an? {_NOUNS}(?=\s*(?:[.,;:!\n(]|$| [-\u2013] ))", re.IGNORECASE
)
_OF_THEM = re.compile(rf"\s*(?:for|of|at|in) (?:an?|our|the|my) {_NOUNS}{_END}", re.IGNORECASE)
_ASIDE = re.compile(rf"{_GREETING}{{1,6}}", re.IGNORECASE)
_POPPED = re.compile(r" (pop|start|meet) up$", re.IGNORECASE)
_YEARS = re.compile(r"i(?: am|['\u2019]m) \d{1,3} and ", re.IGNORECASE)
_SIZES = word_set(
    "small little tiny wee big large medium-sized medium sized local lovely good great new tidy "
    "modest busy friendly own whole very old volunteer voluntary part-time not-for-profit"
)
_MOST_KEPT = 2
_NO_ANIMALS = word_set(
    "records notes lists accounts tabs things details minutes copies receipts logs files hours"
)
_CROWDS = word_set(
    "group team club crew band choir class society troop pack squad syndicate league"
)
"""Of many people, and yet what somebody belongs to."""
_NOTHING = word_set(
    "business company firm shop place thing list diary spreadsheet app book notebook log lot bit "
    "couple few number group team club it that this page table file organisation organization "
    "course blog project charity one ones week weeks month months year years day days time times"
)


def tells_post(title: str) -> bool:
    """Say whether a title only tells what somebody is: "Treasurer of a small choir".

    Args:
        title: What an application would be called.
    """
    return _POSTED.match(title) is not None


def title_of_whole(text: str, named: tuple[str, ...]) -> str:
    """Return what the lists of a request are all about, as its first sentences say; or nothing.

    Args:
        text: The request, in English.
        named: Plural labels of what is kept.
    """
    told = text[:_MOST_READ]
    greeting = _ASIDE.match(told)
    start = greeting.end() if greeting else 0
    years = _YEARS.match(told, start)
    start = years.end() if years else start
    return next((title for words in _settings(told, start, named) if (title := _title(words))), "")


def trade_of(text: str) -> str:
    """Return what somebody does for a living or at home, where only its customers are kept.

    Args:
        text: The request, in English.
    """
    greeting = _ASIDE.match(text[:_MOST_READ])
    traded = _TRADED.match(text[:_MOST_READ], greeting.end() if greeting else 0)
    return _title(traded["what"]) if traded else ""


def _settings(told: str, start: int, named: tuple[str, ...]) -> Iterator[str]:
    for pattern in (_RUNNING, _HELD):
        match = pattern.match(told, start)
        if match and _may_be_whose(match["what"].lower().split()[-1]):
            theirs = _OF_THEM.match(told, match.end("what"))
            plain = _is_somebody(match["what"].lower().split()[-1])
            match = theirs if theirs or plain else match
        if match:
            yield match["what"]
    member = _MEMBERS.match(told, start)
    if member and (member["what"] or _is_place(member["we"])):
        yield member["what"] or member["we"]
    ours = _OURS.match(told, start)
    if ours and _is_place(ours["what"]):
        yield ours["what"]
    if match := _FOR.match(told, start):
        yield match["what"]
    keeping = _KEEPING.match(told, start)
    kept = {label.lower() for label in named}
    if keeping and keeping["what"].lower() not in kept and _is_kept(keeping["what"].lower()):
        yield keeping["what"]
    yield from _doings(told, start, kept)
    trade = _TRADE.match(told, start)
    if trade and _is_about(trade["what"], named):
        yield trade["what"]


def _doings(told: str, start: int, kept: set[str]) -> Iterator[str]:
    """Return what somebody does at home or for a living, and what they teach."""
    if traded := _TRADED.match(told, start):
        yield traded["what"]
    taught = _LESSONS.match(told, start)
    if taught and kept & _TAUGHT and not is_plural(taught["what"].split()[-1]):
        yield f"{taught['what']} lessons"


def _may_be_whose(noun: str) -> bool:
    """Say whether more may tell what it is about: "the stewards for a festival"."""
    return _is_somebody(noun) or is_plural(noun)


def _is_somebody(noun: str) -> bool:
    return is_person_word(noun) and singular(noun) not in _CROWDS


def _is_place(words: str) -> bool:
    return words.lower().split()[-1] in frames().settings


def _is_kept(words: str) -> bool:
    """Say whether words name animals or things in plain words: no "records", no "losing keys"."""
    *first, last = words.split()
    plain = len(first) < _MOST_KEPT and not any(
        word.endswith("ing") or word in ("my", "our", "their") for word in first
    )
    return plain and is_plural(last) and last not in _NO_ANIMALS


def _is_about(trade: str, named: tuple[str, ...]) -> bool:
    """Say whether a piano tuner keeps pianos: a retired nurse may keep hens."""
    kept = {singular(word) for label in named for word in label.lower().split()}
    *told, _ = trade.lower().split()
    return any(singular(word) in kept for word in told)


def _title(words: str) -> str:
    said = _POPPED.sub(r" \1-up", words).split()
    while len(said) > 1 and said[0].lower().strip(",") in _SIZES:
        said = said[1:]
    last = said[-1].lower()
    plain = " ".join(said)
    if len(said) > _MOST_WORDS or (len(said) == 1 and last in _NOTHING) or _is_somebody(last):
        return ""
    return label_of(plain, _LONGEST) if names_something(plain.lower()) else ""
