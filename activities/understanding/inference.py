"""From the words for a field to its type, bounds and choices; pure."""

import re
from decimal import Decimal
from typing import NamedTuple

from activities.understanding.text import split_items
from activities.understanding.words import identifier, label_of
from models.specification import FieldSpecification, FieldType

_TOP_OF_RATING = 10
_MOST_CHOICES = 40

DEFAULT_CHOICES: dict[str, tuple[str, ...]] = {
    "status": ("to do", "doing", "done"),
    "state": ("new", "in progress", "done"),
    "priority": ("low", "medium", "high"),
    "severity": ("low", "medium", "high", "critical"),
    "mood": ("great", "good", "okay", "bad", "awful"),
    "difficulty": ("easy", "medium", "hard"),
    "urgency": ("low", "medium", "high"),
    "weekday": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "day of the week": (
        *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    ),
    "frequency": ("daily", "weekly", "monthly", "yearly"),
    "how often": ("daily", "weekly", "monthly", "yearly"),
}
"""Choices of fields that are usually a choice, when the words don't say them."""

CHOICE_WORDS = (
    "status|state|priority|severity|mood|difficulty|urgency|frequency|type|kind|stage|condition"
    "|size|level|category|colou?r|genre|phase"
)


class Hint(NamedTuple):
    """What was read from the words of one field."""

    label: str
    type: FieldType
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    required: bool = False
    unique: bool = False


_T = FieldType
_RULES: tuple[tuple[FieldType, str], ...] = (
    (_T.EMAIL, r"\be-?mail(?: address)?s?$|\be-?mail\b"),
    (
        _T.TEXT,
        r"\b(?:phone|mobile|telephone|fax|serial|invoice|order|account|article|card|licen[cs]e"
        r"|registration|table|room|house|flat|microchip|model|part|customer|tracking|policy"
        r"|isbn|vin|iban)"
        r" ?(?:number|no|plate|code)?$|\bphone\b|\bisbn\b",
    ),
    (
        _T.URL,
        r"\b(?:url|website|web ?site|web ?page|home ?page|hyperlink|link|web address)s?\b",
    ),
    (
        _T.PHOTO,
        r"^(?!number of|how many|count of|who|where|when)"
        r".*\b(?:photo|photograph|picture|pic|image)s?"
        r"(?: (?:of|from|for|with|in|on) .+)?$",
    ),
    (
        _T.YES_NO,
        r"\?$|^(?:is|was|has|have|had|did|does|whether|if|are|were)\b|\bor not$|\byes/no\b",
    ),
    (
        _T.DATE,
        r"\bdates?\b|\bbirthday\b|\bdeadline\b|\bdue\b|\banniversary\b|\bbest before\b|\buse by\b"
        r"|\bexpir(?:y|ation|es)\b|^when\b|^day$|\bdate of\b"
        r"|\b\w+(?:ed|t|wn|ght|en)(?: in| "
        r"out)? on$"
        r"|^on$"
        r"|\b(?:ends|starts|valid|insurance|warranty|drink) (?:on|until|till)\b|\bavailable from\b"
        r"|^(?:started|opened|joined|born|died|planted|promised back|introduced)$"
        r"|^last \w+(?:ed|wn|en|ught)$|^next \w+$"
        r"|^last (?:watered|contact|visit|done|seen|checked|used|cleaned|fed|changed|met|service)"
        r"|^next (?:due|visit|inspection|service|contact|check|appointment|watering)"
        r"|\b(?:last|next) (?:time|day)\b|\bsince$|\blast reviewed$"
        r"|^(?:\w+ )?(?:start|end|starts|ends|begin|begins)$|^(?:from|until|till)$",
    ),
    (
        _T.INTEGER,
        r"\b(?:minutes?|seconds?|days?)\b|\b(?:cooking|prep|preparation|baking|play(?:ing)?) time\b"
        r"|\bduration\b|\bhow long\b",
    ),
    (
        _T.DECIMAL,
        r"^(?!.*\b(?:price|cost)).*\bin (?:ml|cl|dl|l|mg|g|kg|oz|lbs?|cups|cm|mm|km|miles|mi"
        r"|percent|litres?|liters?|degrees)$",
    ),
    (_T.DECIMAL, r"\bhours?\b(?! of)|\bamount left\b|\btime spent\b"),
    (_T.TEXT, r"\bopening (?:hours|times)\b|\bpaid by\b|\bhow often\b|\btime ?zone\b"),
    (
        _T.TIME,
        r"(?:^|\b)(?:time|start time|end time|o'clock)$|^time of\b|\b(?:arrival|departure"
        r"|start|end) at$",
    ),
    (
        _T.YES_NO,
        r"^(?:already )?(?:done|paid|finished|completed?|read|watched|seen|owned|bought|packed|sent"
        r"|returned|active|favou?rite|vaccinated|confirmed|available|visited|listened|played"
        r"|thanked|booked|reached|learned|learnt|billable|cancelled|canceled|lent|used"
        r"|expired|claimed|answered|urgent|important|archived|checked|signed"
        r"|delivered|shipped|approved|attending|given|billed|invoiced|public|private|optional"
        r"|reimbursed|recurring|renewed|open|closed|resolved|solved|eaten|tried|vegetarian|vegan)$"
        r"|\b(?:letter|card|note|deposit|fee|bill|rent|mail|invoice|dues|reply|form|keys?) "
        r"(?:was |is |been )?(?:paid|sent|returned|received|signed|confirmed|written)$"
        r"|^\w+ seen$|^go again$|^yes or no$|\bchecked off$",
    ),
    (
        _T.MONEY,
        r"[€$£¥₹]|\b(?:price|cost|costs|amount|budget|fee|salary|wage|income|balance|worth"
        r"|spent|rents?"
        r"|deposit|payment|subtotal|total|refund|tax|debt|earnings|expenses|revenue|turnover"
        r"|savings)\b"
        r"|\b(?:monthly|yearly|weekly|spending|credit|daily) limit\b"
        r"|\b(?:market|purchase|deal|estimated|current|resale) value\b|^how much$"
        r"|^how much (?:it|they|this|that) (?:was|were|is|are)$"
        r"|^value(?: in (?:[a-z]{3}|euros?|dollars|pounds|francs))?$"
        r"|\bhow much (?:it |they |we |i |was |is )*(?:costs?|cost|paid|pay|spent|spend"
        r"|earned|owe)",
    ),
    (_T.RATING, r"\bratings?\b|\bstars?\b"),
    (
        _T.INTEGER,
        r"\bhow many\b|\b(?:number|amount|count) of\b|^(?:no|nr|#) of\b|\bquantit(?:y|ies)\b"
        r"|\bqty\b"
        r"|\bcount$|^copies\b|\bservings\b|\bpages?$|^age$|\bmileage\b|\bodometer\b|\bseats\b"
        r"|^reps$|^sets$|\bsteps walked\b|^steps$|\bcalories\b|\bkcal\b|\bpoints\b|^year$"
        r"|\bvintage\b"
        r"|^bottles$|\bheight gain\b|^season$|^episode$|\bpieces\b|\bparty size\b"
        r"|\b(?:min|max)(?:imum|\.)? \w+s$|^pages\b|\b(?:dia|sy)stolic\b|^players$"
        r"|\b(?:release|publication|publishing) year\b|\byear (?:of|published|released"
        r"|built)\b|\bscore$"
        r"|^km reading\b|^attendance$|\bpulse\b|\bheart rate\b",
    ),
    (
        _T.DECIMAL,
        r"\b(?:weight|height|distance|length|width|depth|temperature|volume"
        r"|(?:floor|living|surface|garden) area|area in m.?|litres?|liters?"
        r"|gallons|kilometres?|kilometers?|km|miles|kg|kilos?|grams?|percent(?:age)?|latitude"
        r"|longitude|altitude|elevation|m2|speed|blood sugar|humidity"
        r"|dosage in mg|square met(?:re|er)s)\b|%",
    ),
    (
        _T.LONG_TEXT,
        r"\b(?:notes?|descriptions?|comments?|remarks?|instructions|details|summary|thoughts"
        r"|directions"
        r"|method|preparation|minutes of|lyrics|body|story|biography|bio|feedback|observations?)$"
        r"|^(?:notes?|descriptions?|comments?|remarks?|instructions|thoughts)\b|^why\b|^how "
        r"it went\b"
        r"|^recipe steps\b|\blong text\b",
    ),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _RULES)
_PLAIN_CHOICES = re.compile(
    r"^(?P<label>[^/:(]*?[\w)])[ :]+(?P<choices>\w[\w-]*(?:/\w[\w-]*){2,9}"
    r"|[a-z]{3,}(?:/[a-z]{3,}))$",
    re.I,
)
_EITHER = re.compile(r"^([a-z]{3,}) or (?!not$|no$)([a-z]{3,})$", re.I)
_STATE = re.compile(
    r"^(?:whether|if) (?:or not )?(?:an? |the |my |our )?(?P<what>[\w' -]+?) "
    r"(?:was|were|is|are|has been|have been|got) (?P<how>[\w -]+)$",
    re.I,
)
_PRONOUN_FIRST = re.compile(r"^(?:whether|if) (?:or not )?(?:it|they|we|i|he|she|you)\b", re.I)
_TYPE_WORDS: dict[str, FieldType] = {
    **dict.fromkeys(("text", "string", "words", "short text"), _T.TEXT),
    **dict.fromkeys(
        ("long text", "text area", "multi-line", "free text", "paragraph"), _T.LONG_TEXT
    ),
    **dict.fromkeys(("number", "integer", "whole number", "count"), _T.INTEGER),
    **dict.fromkeys(("decimal", "float", "decimal number"), _T.DECIMAL),
    **dict.fromkeys(("money", "currency", "euro", "euros", "dollars", "pounds"), _T.MONEY),
    **dict.fromkeys(("date", "a date", "day"), _T.DATE),
    **dict.fromkeys(("time", "clock time"), _T.TIME),
    **dict.fromkeys(
        ("yes/no", "yes or no", "checkbox", "boolean", "tick box", "true/false"), _T.YES_NO
    ),
    **dict.fromkeys(("url", "link"), _T.URL),
    **dict.fromkeys(("photo", "picture", "image"), _T.PHOTO),
    **dict.fromkeys(("email", "e-mail"), _T.EMAIL),
    **dict.fromkeys(("rating", "stars"), _T.RATING),
}
_RANGE = re.compile(
    r"\s*[(,]?\s*\b(?:on a scale )?(?:from|between|of)?\s*(?<![\d.-])(-?\d{1,6})\s*(?:to|-"
    r"|and|\.\.|through)\s*(-?\d{1,6})"
    r"(?:\s+(?:stars?|points?))?\s*\)?",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\s*\(?\s*(?:out of|of|/)\s*(\d{1,3})\s*(?:stars?|points?)?\)?$|\b(\d{1,2})[ -]stars?\b", re.I
)
_AS_TYPE = re.compile(
    r"\s+(?:as(?: an?)?|\(|- )\s*("
    + "|".join(sorted(map(re.escape, _TYPE_WORDS), key=len, reverse=True))
    + r")\)?$",
    re.I,
)
_TYPE_FIRST = re.compile(
    r"^(?P<kind>"
    + "|".join(sorted(map(re.escape, _TYPE_WORDS), key=len, reverse=True))
    + r") (?:field|column|box)s? (?:called |named |for (?:the |an? )?)?(?P<label>.+)$",
    re.I,
)
_YES_NO = re.compile(r"^(.*\w)[ :,(-]+(?:yes\s?/\s?no|yes or no|y/n)\)?$", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,300})[)\]]\s*$")
_MARKERS = re.compile(
    r"[\s,(]+(?:(?:which|that) )?(?:is |must be |should be |has to be )?(?:a )?"
    r"(required|mandatory|compulsory|obligatory|optional|if (?:known|any|there is one"
    r"|available)|unique)\)?$"
    r"|^(required|mandatory|unique|optional)\s+",
    re.I,
)
_ARTICLES = re.compile(
    r"^(?:(?:an?|the|its|their|his|her|my|our|some|any|also|maybe|perhaps|optionally|possibly"
    r"|of course|both|"
    r"etc|the usual|it's|who's|whose)\s+)+(?=\w)",
    re.I,
)
_TRAILING = re.compile(
    r"\s+(?:for|of|to|in) (?:each|every|it|them|all of them)(?: \w+){0,2}$|\s+(?:etc|and so "
    r"on|too|as well|please)$"
    r"|\s+(?:that|which) (?:i|we|they|you) .*$",
    re.I,
)
_CHOICE_OF = re.compile(
    rf"^(?P<label>(?:[\w'-]+ ){{0,2}}?(?:{CHOICE_WORDS}))(?:\s*[:=]\s*|\s+(?:is |can be |may "
    rf"be |being )?"
    r"(?:either |one of |among )?)(?P<choices>.*(?:\bor\b|/|,|:|\band\b).*)$",
    re.I,
)


def infer(words: str, *, number_of: str = "") -> Hint:
    """Read one field from a person's words.

    Args:
        words: Like ``a rating from 1 to 5`` or ``status (open, closed)``.
        number_of: Name of the entity, for words whose meaning depends on it.
    """
    text, required, unique = _markers(_ARTICLES.sub("", " ".join(words.split())))
    hint = _explicit(text) or _by_name(text, number_of)
    return hint._replace(required=required, unique=unique)


def _markers(text: str) -> tuple[str, bool, bool]:
    required = unique = False
    for _ in range(3):
        match = _MARKERS.search(text)
        if not match or not (rest := (text[: match.start()] + text[match.end() :]).strip()):
            break
        word = (match.group(1) or match.group(2)).lower()
        required |= word in ("required", "mandatory", "compulsory", "obligatory")
        unique |= word == "unique"
        text = rest
    return text, required, unique


def _explicit(text: str) -> Hint | None:
    first = _TYPE_FIRST.match(text)
    if first:
        return Hint(short_label(first["label"]), _TYPE_WORDS[first["kind"].lower()])
    yes_no = _YES_NO.match(text)
    if yes_no:
        return Hint(short_label(yes_no.group(1)), FieldType.YES_NO)
    as_type = _AS_TYPE.search(text)
    if as_type and as_type.start():
        return Hint(short_label(text[: as_type.start()]), _TYPE_WORDS[as_type.group(1).lower()])
    chosen = _CHOICE_OF.match(text) or _PLAIN_CHOICES.match(text)
    if chosen and len(choices := read_choices(chosen["choices"])) > 1:
        return Hint(short_label(chosen["label"]), FieldType.CHOICE, choices)
    either = _EITHER.match(text)
    if either and by_rules(text) is None:
        return Hint(short_label(text), FieldType.CHOICE, (either.group(1), either.group(2)))
    ranged = _bounded(text)
    if ranged:
        return ranged
    bracket = _BRACKET.search(text)
    if bracket and bracket.start():
        return _bracketed(text[: bracket.start()], bracket.group(1))
    return None


def _bounded(text: str) -> Hint | None:
    match = _RANGE.search(text)
    low, high, out_of = 1, 0, _OUT_OF.search(text)
    if match:
        low, high = int(match.group(1)), int(match.group(2))
        rest = text[: match.start()] + text[match.end() :]
    elif out_of:
        high = int(out_of.group(1) or out_of.group(2))
        rest = _OUT_OF.sub(" rating" if out_of.group(2) else "", text).replace(
            "rating rating", "rating"
        )
    else:
        return None
    label = short_label(rest)
    if low >= high or not label or by_rules(label) in (FieldType.DATE, FieldType.TIME):
        return None
    if low == 1 and high <= _TOP_OF_RATING:
        return Hint(label, FieldType.RATING, maximum=high)
    return Hint(label, FieldType.INTEGER, minimum=low, maximum=high)


def _bracketed(label: str, inside: str) -> Hint:
    kind = _TYPE_WORDS.get(inside.strip().lower())
    if kind:
        return Hint(short_label(label), kind)
    listed = re.search(r",|/|\bor\b|\|", inside) and not re.match(
        r"e\.?g\b|for example|like\b|such", inside
    )
    choices = read_choices(inside) if listed else ()
    if len(choices) > 1:
        return Hint(short_label(label), FieldType.CHOICE, choices)
    return _by_name(f"{label} ({inside})", "")._replace(label=short_label(label))


def read_choices(text: str) -> tuple[str, ...]:
    """Return the different choices in an enumeration like ``low, medium or high``."""
    joined = re.sub(r"\s*(?:,?\s+or\s+|\||(?<=\w)/(?=\w)|\s/\s)\s*", ", ", text)
    found: dict[str, str] = {}
    for item in split_items(joined):
        choice = _ARTICLES.sub("", item.strip("'\" ()"))[:80].strip()
        found.setdefault(choice.casefold(), choice)
    return tuple(choice for choice in found.values() if choice)[:_MOST_CHOICES]


def by_rules(label: str) -> FieldType | None:
    """Return the type that a label names, or nothing."""
    return next((kind for kind, pattern in _COMPILED if pattern.search(label)), None)


def _by_name(text: str, entity: str) -> Hint:
    label = short_label(text)
    folded = label.lower()
    word = next((w for w in DEFAULT_CHOICES if folded == w or folded.endswith(f" {w}")), None)
    if word:
        return Hint(label, FieldType.CHOICE, DEFAULT_CHOICES[word])
    kind = by_rules(text.lower()) or FieldType.TEXT
    if (
        kind is FieldType.MONEY
        and folded == "amount"
        and entity in ("ingredient", "pantry_item", "baby_entry")
    ):
        kind = FieldType.TEXT
    if (
        kind is FieldType.MONEY
        and folded == "value"
        and entity.endswith(("reading", "measurement"))
    ):
        kind = FieldType.DECIMAL
    if kind is FieldType.RATING:
        return Hint(label, kind, maximum=5)
    return Hint(label, kind)


def short_label(text: str) -> str:
    """Return the words for a field without what is said around them."""
    state = _STATE.match(text)
    if state and not _PRONOUN_FIRST.match(text):
        text = f"{state['what']} {state['how']}"
    text = re.sub(r"\s*(?:in )?\(?[€$£¥₹]\)?\s*$", "", text)
    label = _TRAILING.sub("", _ARTICLES.sub("", text.strip(" ,;:?()")))
    label = re.sub(
        r"^(?:whether|if) (?:or not )?(?:it|they|we|i|he|she)?(?:'s|'ve|'d)?\s*"
        r"(?:is|are|was|were|has|have)?\s*",
        "",
        label,
        flags=re.IGNORECASE,
    )
    label = re.sub(r"(?<=\w) or not$", "", _ARTICLES.sub("", label))
    if text.lower().startswith(("whether ", "if ")):
        label = re.sub(r"(?<=\w) (?:it|them)$", "", label)
    label = re.sub(r"^(?:is|was|are|were|has|have) (?:it|they|he|she|this)(?: been)?\s+", "", label)
    return label.strip(" ,;:?()\"'")


def field_from(hint: Hint, *, owner: str = "", taken: tuple[str, ...] = ()) -> FieldSpecification:
    """Return the specification of a field.

    Raises:
        ValueError: Nothing readable is in the words.
    """
    label = label_of(hint.label)
    if not label or not any(character.isalnum() for character in label):
        raise ValueError("no words")
    numeric = hint.type in (FieldType.RATING, FieldType.INTEGER)
    return FieldSpecification(
        name=identifier(label, owner=owner, taken=taken),
        label=label,
        type=hint.type,
        required=hint.required,
        unique=hint.unique and hint.type not in (FieldType.YES_NO, FieldType.PHOTO),
        choices=hint.choices if hint.type is FieldType.CHOICE else (),
        minimum=Decimal(hint.minimum) if numeric and hint.minimum is not None else None,
        maximum=Decimal(hint.maximum) if numeric and hint.maximum is not None else None,
    )
