"""Fields that are told as questions: who took it, when it was bought, how many there are; pure."""

import re
import tomllib
from importlib.resources import files

from activities.understanding.grammar.asked_of import Named, asked_in_middle
from activities.understanding.text.shortening import shortened, spelled_out
from activities.understanding.text.tagging import Word, tag

_PARTICLES = ("up", "out", "off", "in", "back", "on", "by", "again", "away", "down")
_OBJECTS = ("it", "them", "him", "her")
_PREPOSITION = r"(?:(?:on|in|at|from|to|since|for|by|with|under|of|until|till|about)\s+)?"
_IT = (
    r"(?:it|they|he|she|them|this|that|i|we|one|the \w+(?: \w+)?|each \w+|an? \w+|"
    r"everyone|somebody|someone|my \w+|our \w+)"
)
_BE = r"(?:is|are|was|were|has been|have been|had been|got|gets|will be|should be)"


def _load() -> tuple[tuple[tuple[re.Pattern[str], str, str], ...], dict[str, str]]:
    raw = tomllib.loads(files(__package__).joinpath("asking.toml").read_text(encoding="utf-8"))
    rules = tuple(
        (re.compile(_filled("|".join(row["patterns"])), re.IGNORECASE), row["label"], row["type"])
        for row in raw["rules"]
    )
    return rules, raw["participles"]


def _filled(pattern: str) -> str:
    return pattern.replace("{IT}", _IT).replace("{BE}", _BE).replace("{P}", _PREPOSITION)


_RULES, _IRREGULAR = _load()
_WHICH = re.compile(
    rf"^{_PREPOSITION}(?:what|which)\b(?: (?:kind|sort|type)s?)?(?: of (?:an? )?)? ?(?P<rest>.+)$",
    re.I,
)
_KIND = re.compile(rf"^{_PREPOSITION}(?:what|which) (?P<kind>kind|sort|type)s?\b(?! of \w)", re.I)
_HOW_MANY = re.compile(r"^how many (?P<rest>.+)$", re.IGNORECASE)
_HOW_MUCH = re.compile(r"^how much (?P<rest>.+)$", re.IGNORECASE)
_WHETHER = re.compile(r"^(?:whether|if)(?: or not)? (?P<rest>.+)$", re.IGNORECASE)
_ABLE = re.compile(
    rf"^{_IT} (?P<able>(?:(?:can|could|may) (?!have\b)|(?:should|must|will|needs? to) be ).+)$",
    re.IGNORECASE,
)
"""What can, may or should be done says so: "be lent out" alone says nothing."""
_ON_SCALE = re.compile(
    r" (?:on a scale )?(?:(?:from|of|between) )?\d{1,3} ?(?:to|-|–|and|out of) ?\d{1,3}$"
)
_WHEN = re.compile(
    rf"^when (?:(?:did )?{_IT}) (?:(?:last|first|finally) )?(?P<verb>.+)$", re.IGNORECASE
)
_WHEN_LAST = re.compile(
    rf"^when (?:(?:did|was|were|is|has|have) )?{_IT} (?:(?:{_BE}|have) )?"
    r"(?P<time>last|first|finally) (?:been )?(?P<verb>\w+)\b",
    re.IGNORECASE,
)
_STATE = re.compile(
    rf"^(?:the |an? |my |our |its |their )?(?P<what>[\w' -]+?) (?:{_BE}) (?P<how>[\w -]+)$"
)
_SINCE_WHEN = re.compile(
    rf"^since when {_IT} (?:{_BE}|has|have|had) (?P<state>[\w-]+(?: (?:{'|'.join(_PARTICLES)}))?)$",
    re.IGNORECASE,
)
_WHO = re.compile(r"^who (?P<verb>.+)$", re.IGNORECASE)
_MAY = re.compile(r"(?:may|must|might|could|would|needs? to|has to|have to) ", re.IGNORECASE)
"""Whoever may ride a horse has not ridden it."""
_A_SUCH = re.compile(r"^an? ([\w-]+) one$")
WHICH_ONES = re.compile(
    r"which ones? (?:(?:have|has|need|needs|still|already|are|is|were|was|got) )+(?P<state>.+)",
    re.IGNORECASE,
)
"""Of each one it is told whether it is or not."""
_MOST_WORDS = 5
_SHORT = 4
"""Words up to which what happens can be said before "on": "warranty ends on"."""
_ASKING = ("which ", "who ", "what ", "how ", "to ")
WHEN_TO = re.compile(
    r"when to (?!(?:be )?(?:return|renew|pay|give|bring|hand|collect|pick)\b)", re.IGNORECASE
)
"""What to do in which season is told freely; what has to be back by a day is not."""
_FOR_SOMETHING = ("pay", "come", "ask")
"""Who does it is told the same without what it is for: who paid for it has paid."""


_NO_NOUNS = frozenset({"VBB", "VBZ", "VBD", "VM0", "VHB", "VHZ", "VVD", "TO0", "PRP", "PRF"})
"""Tags of words that begin no noun phrase: "are", "must", "came", "to", "with", "of"."""
_CONTRACTED = re.compile(r"^(?:it|he|she|that|there)['\u2019]s$|['\u2019](?:re|m|ll|ve|d)$")


def asked_name(text: str) -> Named | None:
    """Return the field that a question such as "who took it" stands for, or nothing."""
    text = re.sub(
        r"\s+(?:at the moment|at present|right now|currently|now|exactly|in the end)$",
        "",
        spelled_out(text.strip(" ?.,;").lower()),
    )
    text = re.sub(r"^(?:exactly|roughly|about|approximately) ", "", text)
    if told := asked_in_middle(text):
        return told
    for pattern, label, kind in _RULES:
        if pattern.match(text):
            return Named(label, _typed(label, kind))
    readers = (_kind, _how_many, _how_much, _whether, _when_last, _when, _since, _who, _which)
    for reader in readers:
        found = reader(text)
        if found:
            return found
    label = shortened(_ON_SCALE.sub("", text))
    return Named(label, text if _ON_SCALE.search(text) else label) if label else None


def _typed(label: str, kind: str) -> str:
    names = {
        "money": "money",
        "date": "date",
        "time": "time",
        "rating": "rating",
        "integer": "integer",
        "decimal": "decimal",
        "long_text": "long text",
        "text": "text",
    }
    return label if kind == "text" else f"{label} as {names[kind]}"


def _kind(text: str) -> Named | None:
    return Named("kind", "kind") if _KIND.match(text) else None


def _nouns(rest: str) -> str:
    """Return the noun phrase at the beginning."""
    words = tag(rest)
    end = 0
    for at, word in enumerate(words):
        of = word.low in ("of", "per") and 0 < at < len(words) - 1
        if _CONTRACTED.search(word.low) or not (
            word.is_noun or of or word.tag in ("AJ0", "VVG", "CRD", "NN0") or word.low in ("/", "-")
        ):
            break
        end = at + 1
    if not end and words and not (words[0].is_pronoun or words[0].tag in _NO_NOUNS):
        end = 1
    return rest[: words[end - 1].end] if end else ""


def _how_many(text: str) -> Named | None:
    match = _HOW_MANY.match(text)
    noun = _nouns(match["rest"]) if match else ""
    if not noun:
        return _counted(text, match["rest"]) if match else None
    left = bool(match and re.search(r"\b(?:left|remaining|remain)\b", match["rest"]))
    between = re.search(r"\bbetween \w+(?: \w+)?$", match["rest"]) if match else None
    if between:
        return Named(f"{noun} {between.group(0)}", f"number of {noun}")
    label = f"number of {noun}{' left' if left else ''}"
    return Named(label, label)


def _counted(text: str, rest: str) -> Named:
    """Return the field of "how many came up", which is best said in these words."""
    words = text.split()
    told = len(rest.split()) > 1 and len(words) <= _MOST_WORDS + 1
    return Named(text, f"number of {words[-1]}") if told else Named("quantity", "quantity")


def _how_much(text: str) -> Named | None:
    match = _HOW_MUCH.match(text)
    noun = _nouns(match["rest"]) if match else ""
    if not match:
        return None
    if not noun or match["rest"].split()[0] in ("i", "we", "he", "she", "it", "they"):
        return Named(shortened(text), text)
    return Named(noun, noun)


def _whether(text: str) -> Named | None:
    match = _WHETHER.match(text)
    if not match:
        return None
    able = _ABLE.match(match["rest"])
    if able:
        label = shortened(re.sub(r" or not$", "", able["able"]))
        return Named(label, f"{label} yes/no")
    rest = re.sub(
        r"^(?:it|they|he|she|them|this|that|i|we|one|everyone|somebody|someone)"
        rf"(?:['\u2019](?:s|re|m|ve|d|ll))? (?:{_BE}|"
        rf"has|have|had|did|does|do|would|will|can|could|should|needs? to be|am|may)?\s*"
        r"(?:already |ever |still |yet |really )*(?:got |been )?",
        "",
        match["rest"],
    )
    rest = re.sub(r"^there (?:is|was|are|were) (?:an? |any )?", "", rest)
    rest = re.sub(r"^(?:is|are|was|were|has|have) |^(?:it|them) (?=\w+$)", "", rest)
    words = tag(rest)
    label = rest
    if words and words[0].is_verb and len(words) > 1:
        keep = words[0].lemma not in ("need", "want", "have", "be", "do")
        label = _done(rest, words) if keep else rest
    state = _STATE.match(rest)
    if state:
        label = f"{state['what']} {state['how']}"
    label = shortened(_A_SUCH.sub(r"\1", re.sub(r"\b(?:it|them)$|\bor not$", "", label).strip()))
    return Named(label, f"{label} yes/no") if label else None


def _done(rest: str, words: list[Word]) -> str:
    """Return what was done: "put back" of "put it back", all of "gave him an injection"."""
    if any(word.is_noun and word.low not in _PARTICLES for word in words[1:]):
        return rest
    pronoun = words[1].low in _OBJECTS and len(words) > 2
    particle = words[2] if pronoun else words[1]
    verb = words[0].text
    return f"{verb} {particle.text}" if particle.low in _PARTICLES else verb


def _when_last(text: str) -> Named | None:
    """Return the field of "when it was last sharpened", "when did we first meet"."""
    match = _WHEN_LAST.match(text)
    if not match:
        return None
    done = _past(tag(match["verb"])[0])
    label = f"last {done}" if match["time"] == "last" else f"{done} on"
    return Named(label, f"{label} as date")


def _when(text: str) -> Named | None:
    match = _WHEN.match(text)
    if not match:
        if not text.startswith("when "):
            return None
        rest = text[5:]
        if WHEN_TO.match(text):
            return Named(shortened(text), "text")
        state = _STATE.match(rest)
        rest = f"{state['what']} {state['how']}" if state else rest
        whole = rest.startswith(_ASKING) or len(rest.split()) > _SHORT
        label = shortened(text) if whole else f"{rest} on"
        return Named(label, f"{label} as date")
    verb = re.sub(
        rf"^(?:{_BE}|has|have|had|did|should|must|needs? to|goes) (?:be )?", "", match["verb"]
    )
    words = [w for w in tag(verb) if w.text[0].isalnum()]
    if not words:
        return Named("date", "date")
    kept = [_past(words[0])]
    if len(words) > 1 and words[1].low in (*_PARTICLES, "home"):
        kept.append(words[1].low)
    elif not words[0].is_verb:
        kept = [shortened(verb)]  # out of date
    last = "last " if re.search(r"\blast\b", text) else ""
    label = f"{last}{' '.join(kept)}" if last else f"{' '.join(kept)} on"
    return Named(label, f"{label} as date")


def _since(text: str) -> Named | None:
    """Return the field of "since when it has been gone"."""
    match = _SINCE_WHEN.match(text)
    return Named(f"{match['state']} since", "since as date") if match else None


def _past(word: Word) -> str:
    if word.tag in ("VVD", "VVN"):
        return word.low
    if not word.is_verb:
        return word.low
    return participle(word.lemma)


def participle(lemma: str) -> str:
    """Return the past participle of an English verb."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma.endswith("e"):
        return f"{lemma}d"
    if re.search(r"[^aeiou]y$", lemma):
        return f"{lemma[:-1]}ied"
    if re.search(r"[^aeiou][aeiou][bdgmnprt]$", lemma) and len(lemma) < 5:
        return f"{lemma}{lemma[-1]}ed"
    return f"{lemma}ed"


def _who(text: str) -> Named | None:
    match = _WHO.match(text)
    if not match:
        return None
    if _MAY.match(match["verb"]):
        return Named(shortened(text), f"{shortened(text)} as text")
    rest = re.sub(
        r"^(?:of us |has |have |had |is |was |will |else |should |can )+", "", match["verb"]
    )
    words = tag(rest)
    if not words:
        return Named("who", "who")
    first = words[0]
    if first.is_verb and first.tag != "VBZ":
        behind = [w.low for w in words[1:]]
        particle = behind and behind[0] in (
            "in",
            "along",
            "up",
            "out",
            "there",
            "with",
            "by",
            "late",
        )
        if (not behind or particle) and first.lemma not in ("pay",):
            label = " ".join(text.split()[:3])
            return Named(label, f"{label} as text")
        if len(words) > 1 and words[1].tag == "PRP" and first.lemma not in _FOR_SOMETHING:
            label = shortened(text)  # whoever sat beside her has not sat her
            return Named(label, f"{label} as text")
        if first.tag == "VVG" and behind and behind[0] in ("it", "them", "this"):
            return Named(f"{participle(first.lemma)} by", "text")
        if first.tag in ("VVG", "VVZ") or first.lemma in ("work", "lead", "teach"):
            return Named(shortened(text), shortened(text))
        done = first.low if first.tag == "VVN" else participle(first.lemma)
        return Named(f"{done} by", f"{done} by as text")
    label = shortened(text)
    return Named(label, f"{label} as text")


def _which(text: str) -> Named | None:
    match = _WHICH.match(text)
    if not match:
        return None
    if match["rest"].startswith(("of us", "of my", "of our", "of them")):
        return Named(" ".join(["who", *match["rest"].split()[2:5]]), "who as text")
    ones = WHICH_ONES.match(text)
    if ones:
        return Named(shortened(ones["state"]), f"{ones['state']} yes/no")
    noun = _nouns(match["rest"])
    if noun in ("days", "weekdays", "weekday"):
        return Named("day" if noun == "days" else noun, "weekday")
    if noun and not re.match(rf"^(?:{_IT})\b", match["rest"]):
        if noun in ("day", "date"):
            return Named("date", "date")
        return Named(noun, noun)
    label = shortened(text)
    return Named(label, label)
