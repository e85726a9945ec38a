"""How people word what is known where two things cross; pure."""

import re

_COUNTS = (
    r"(?:goals|assists|cards|points|tries|wickets|runs|kills|fouls|laps|strokes|marks|scores?|"
    r"minutes|hours|catches|votes|stamps|tickets|eggs|portions|pages)"
)
WHOLE = re.compile(rf"{_COUNTS}|place|position|rank", re.IGNORECASE)
_RANKED = r"(?:(?:finish(?:ing)?|race|best|total|swim)? ?times?|place|position|rank|score|result)"
_WHERE = (
    r"(?:,? (?:in|at|for|on|during|and|per) (?:each|every|the|a|that)? ?(?P<where>[a-z]{3,20}))?"
)
_EVERY = r"(?:each|every)(?: (?:one )?of (?:the|our|my))?(?: \d{1,3})?"
_ALL = (
    r"(?:each of us|every one of us|all of us|everyone|everybody|"
    rf"{_EVERY} (?P<person>[a-z]{{3,20}})|(?P<persons>[a-z]{{3,20}}s))"
)
_CONTRIBUTED = r"(?:bring|contribut|cook|bak|suppl|provid|donat|mak)(?:s|es|e|ing|ies|y)?"

HOLDS_WHICH = re.compile(
    r"\b(?:which (?P<person>[a-z]{3,20})|who) (?P<verb>has(?: got)?|have|borrows|borrowed) "
    r"which (?P<what>[a-z]{3,20}),? (?P<when>(?:until|till) when)\b",
    re.IGNORECASE,
)
PROGRAMME = r"(?:set ?list|running order|order of service|programme|playlist|line-?up)"
_IN_ORDER = (
    r"(?:in (?:the |their |a )?(?:right |correct |running |playing )?order(?! to\b|ed\b)"
    r"|in (?:what|which) order|which order)\b"
)
LEADING = re.compile(
    r"^(?:(?:and|so|then|the|an?|my|our|their|his|her|its|also|i|we|need|want|would like|to know|"
    r"to see)\s+)+",
    re.IGNORECASE,
)
_KEPT = "note|write|keep|record|want|need|enter|log|track|put|give"
_NO_SMALL = r"(?!(?:per|for|each|every|this|that|and|from|with|they|the|you|did|has)\b)"
WHO_MANY = re.compile(
    r"\bwho (?P<verb>[a-z]{3,15}) how (?:many|much) "
    + _NO_SMALL
    + r"(?P<what>[a-z]{3,20})"
    + _WHERE,
    re.IGNORECASE,
)
WHICH_MANY = re.compile(
    r"\bwhich (?P<person>[a-z]{3,20}) (?P<verb>[a-z]{3,15}) how (?:many|much) "
    + _NO_SMALL
    + r"(?P<what>[a-z]{3,20})"
    + _WHERE.replace("each|every", "each|every|which"),
    re.IGNORECASE,
)
PER_PERSON = re.compile(
    rf"\b(?P<what>{_COUNTS}) (?:per|for each|for every|by each|of each|of every) "
    rf"(?P<person>[a-z]{{3,20}})" + _WHERE,
    re.IGNORECASE,
)
FOR_EACH = re.compile(
    rf"\bfor {_EVERY} (?P<person>[a-z]{{3,20}}),? (?:i|we|you) (?:\w+ )?"
    rf"(?:{_KEPT})(?: down)? (?P<list>[^.;:!?\n]{{3,80}}?)"
    r" (?:in|at|for|on|during) (?:each|every) (?P<where>[a-z]{3,20})",
    re.IGNORECASE,
)
EVERYONES = re.compile(
    rf"\b(?:everyone|everybody|{_EVERY} (?P<person>[a-z]{{3,20}}))['\u2019]s "
    rf"(?P<list>{_RANKED}(?:(?:, | and |, and ){_RANKED}){{0,3}})\b"
    r"(?: (?:in|at|for) (?:each|every) (?P<where>[a-z]{3,20}))?",
    re.IGNORECASE,
)
EACH_GOT = re.compile(
    rf"\b(?:the |how many )?(?P<list>{_COUNTS}|{_RANKED}) (?:that )?"
    rf"{_EVERY} (?P<person>[a-z]{{3,20}}) "
    r"(?:got|gets|scored|scores|made|makes|ran|runs|earned|earns|took|takes|had|has|reached)\b",
    re.IGNORECASE,
)
BRINGS = re.compile(
    rf"\bwho(?:['\u2019]s| is|['\u2019]ll| will| can)? (?P<verb>{_CONTRIBUTED}) "
    r"(?:what|which \w+)\b(?! (?:for|at|on) (?:which|what)\b)",
    re.IGNORECASE,
)
RIDES = re.compile(
    r"\bwho(?:['\u2019]s| is)? (?:rid(?:es|ing)|go(?:es|ing)|travel(?:s|ling)|com(?:es|ing)|fits) "
    r"(?:along )?(?:in|with) (?:whose|which|what) (?P<what>[a-z]{3,20})\b",
    re.IGNORECASE,
)
RATES = re.compile(
    rf"\b{_ALL} (?:\w+ly |can |should |also |then |must )*"
    r"(?:(?P<verb>rate|score|mark|grade|judge)s?|gives?) (?:each|every|all(?: the)?|the) "
    r"(?P<what>[a-z]{3,20})(?: an?)?(?: (?P<noun>mark|score|rating|grade)s?)?"
    r"(?P<rest>[^.;!?\n]{0,90})",
    re.IGNORECASE,
)
OUT_OF = re.compile(
    r"\b(?:out of (?P<top>\d{1,3}|five|six|ten|twenty|a hundred)|"
    r"(?P<low>\d) ?(?:to|-|\u2013) ?(?P<high>\d{1,3})|"
    r"(?P<stars>\d{1,2}) stars)\b",
    re.IGNORECASE,
)
CRITERIA = re.compile(r"\b(?:for|on|by) (?P<list>[a-z][a-z ,]{2,60})", re.IGNORECASE)
AWARDED = re.compile(
    r"\b(?:when )?(?:each|every|which|who|what) ?(?P<person>[a-z]{3,20})? "
    r"(?P<verb>got|gets|earned|earns|received|won|passed|completed|reached) "
    r"(?:which|what|each|every) (?P<what>[a-z]{3,20})(?:,? (?:and )?(?P<when>when)\b)?",
    re.IGNORECASE,
)
DOES_WHICH = re.compile(
    r"\b(?:which (?P<person>[a-z]{3,20})|who) (?P<verb>takes?|drives?|teach(?:es)?|walks?|covers?|"
    r"visits?|accompan(?:y|ies)|brings?|collects?|plays?|does|looks after|cleans?|helps?|"
    r"is (?:on|with|in|at)|lives? (?:with|in)|stays? (?:with|in|at)) "
    r"which (?P<what>[a-z]{3,20})"
    r"(?:,? (?:and )?(?P<when>(?:on )?(?:which|what) (?:day|date)|(?:since )?when))\b",
    re.IGNORECASE,
)
HAD_WHICH = re.compile(
    r"\bwhich (?P<person>[a-z]{3,20}) (?:(?:has|have|was|were|is) )?"
    r"(?P<verb>had|took|takes?|got|gets?|needs?|needed|received|receives?|given|used?|uses) "
    r"which (?P<what>[a-z]{3,20}),? (?:and )?(?:at )?"
    r"(?:(?P<when>when)\b|(?:on )?(?:which|what) (?:day|date|time)\b)",
    re.IGNORECASE,
)
MEDICINES = re.compile(
    r"(?:medicine|medication|drug|pill|tablet|antibiotic|painkiller|syrup|wormer|ointment|vitamin"
    r"|supplement|insulin|vaccine|jab|injection)s?",
    re.IGNORECASE,
)
"""What is given in doses."""
AWARDS = re.compile(
    r"(?:[a-z]*badge|belt|grade|level|award|medal|certificate|prize|trophy|stripe|sticker|pin"
    r"|star|licen[cs]e|diploma|qualification|rank)s?",
    re.IGNORECASE,
)
ORDERED = re.compile(
    rf"\b{PROGRAMME}s?\b(?:[^.;!?\n]{{0,40}}? {_IN_ORDER})?|\b{_IN_ORDER}",
    re.IGNORECASE,
)
_PAIR = (
    r"(?P<person>[a-z]{3,20})(?:,? (?:and|in|at|on|of|for|with|per)) (?:each |every )?"
    r"(?P<where>[a-z]{3,20})"
)
FOR_BOTH = re.compile(
    rf"\b(?:for|of|per|from) (?:each|every) {_PAIR}(?:(?::| -| \u2013|,)|,? (?:i|we|you)(?: \w+)? "
    rf"(?:{_KEPT})(?: down| to know| to see)?|(?= (?:the|an?|when|how|what|which|whether) )) ?"
    r"(?P<list>[^.;!?\n]{3,160})",
    re.IGNORECASE,
)
_NO_SUM = (
    r"(?!(?:the |an? )?(?:sums?|totals?|averages?|mean|statistics|stats|numbers?|count|most|highest"
    r"|overview|list|chart|table|results? of)\b)"
)
_BOTH = r"per (?P<person>[a-z]{3,20})(?: and|, ?| /) ?(?:per )?(?P<where>[a-z]{3,20})"
PER_BOTH = re.compile(
    rf"\b{_BOTH}(?:,|:)? (?:(?:i|we|you)(?: \w+)? (?:{_KEPT})(?: down)? )?{_NO_SUM}"
    r"(?=(?:the|an?|how|what|which) |[a-z]+ ?[.;\n])(?:the |an? )?(?P<list>[^.;:!?\n]{3,80})",
    re.IGNORECASE,
)
PER_BOTH_BEHIND = re.compile(
    rf"(?:^|[.;:!?\n]) ?(?:and |then |also )?{_NO_SUM}(?:the )?"
    rf"(?P<list>[a-z]{{3,20}}(?: [a-z]{{3,20}})?) {_BOTH}(?=\s*(?:[.;!\n]|$))",
    re.IGNORECASE,
)
"""Told of two lists; "the sum per volunteer and month" asks for figures."""
BEFORE_BOTH = re.compile(
    r"(?:^|[,;:.]|\band\b|\bthe\b|\ba\b)\s*(?P<list>[a-z][a-z ]{2,40}?"
    r"(?: (?:out of|from|between) [\w -]{1,20}?)?) (?:for|of|by) (?:each|every) "
    r"(?P<person>[a-z]{3,20}) (?:in|at|on|for|of) (?:each|every) (?P<where>[a-z]{3,20})\b",
    re.IGNORECASE,
)
FOR_ONE = re.compile(
    r"\bfor (?:each|every|all the) (?P<person>[a-z]{3,20})"
    r"(?: (?=(?:the|an?|his|her|their|how|what) )|: | - )(?P<list>[^.;!?\n]{3,120})",
    re.IGNORECASE,
)
EACHS = re.compile(
    r"\b(?:each|every) (?P<person>[a-z]{3,20})['\u2019]s (?P<list>[a-z][a-z ]{2,40}?"
    r"(?: (?:out of|from|between) [\w -]{1,20}?)?) (?:for|of|in|at|on) (?:each|every) "
    r"(?P<where>[a-z]{3,20})\b",
    re.IGNORECASE,
)
