"""Plain ways to say a change that mean another one, said shorter; pure."""

import re

_SUM = r"[€$£]? ?\d{1,6}(?:[.,]\d{1,2})?(?: ?(?:€|\$|£|euros?|pounds?|dollars?|quid|francs?))?"
_LONGEST = 400
_STATE = (
    r"(?:is|are|was|were|has been|have been|can be|gets|got)(?: currently| still)? "
    r"(?P<state>[\w-]+(?: [\w-]+)?)"
)
_TOO = re.compile(r"(?<=[^\s,;]) (?:too|as well)$", re.IGNORECASE)
_ONE_MORE = re.compile(r"\b(?:can|could|may|might) be\b", re.IGNORECASE)
"""Where "too" tells that something else can be chosen besides."""
_WE = r"(?:i|we)(?:'d| would)?(?: also| still)?"
_VALUE = r"(?!(?:in|for|to|so|if|when|as|because|like|the|an?|with|at|by)\b)[\w'-]+(?: [\w'-]+)?"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), told)
    for pattern, told in (
        (r"^(?:please )?make (?:it so|sure) that (?=(?:each|every|all|the|an?) )", ""),
        (
            r"^(?:nobody|no ?one|no two [\w'-]+) (?:can|may|should|must|shall) (?:ever )?"
            r"(?:enter|have|use|get|type|give|share) the same(?: (?:one|number|value|name|code))?"
            r"(?: twice| again)?$",
            "make it unique",
        ),
        (
            r"^(?:(?:i|we)(?:'d| would)? (?:like|want|need) )?"
            r"(?P<what>(?:the |all |our |my )?[\w'-]+(?: [\w'-]+)?) (?:(?:to|should|must) be )?"
            r"(?:sorted|ordered|listed)(?: with| so that)?(?: the)? "
            r"(?P<which>newest|latest|most recent|oldest|earliest|cheapest|highest|lowest)"
            r"(?: ones?)? (?:first|on top|at the top)$",
            r"sort \g<what> \g<which> first",
        ),
        (
            r",? (?:rated |graded |scored )?(?P<low>[01])(?: ?- ?| to )(?P<high>\d{1,2}) "
            r"(?:stars|points)(?=$|,|\)| and\b)",
            r" from \g<low> to \g<high>",
        ),
        (r"^actually,? (?=(?:skip|drop|remove|delete|forget) )", ""),
        (r"\b(?P<fact>(?:whether|if) (?:they|we|you))'re\b", r"\g<fact> are"),
        (
            rf"\b(?P<fact>(?:whether|if) (?:(?:the |a |an |my |our )?[\w'-]+ )?{_STATE}),? "
            r"(?:and|or|plus) (?P<end>since|until|till|from) when\b",
            r"\g<fact> and \g<state> \g<end>",
        ),
        (
            r"\b(?P<state>(?!(?:note|record|and|add|know|see|track|is|are)\b)[\w-]+) "
            r"(?P<end>until|till) when$",
            r"\g<state> \g<end>",
        ),
        (
            r"\b(?P<what>fee|price|deposit|rent|dues|contribution|subscription|charge|cost|fine)s?"
            rf" of {_SUM}(?=$|[\s,.])",
            r"\g<what>",
        ),
        (
            r"^(?P<asked>(?:can|could|would|will|may|might|is it possible|how about|what about)\b"
            r".*?)\s*\?+$",
            r"\g<asked>",
        ),
        (
            rf"^(?P<asked>(?:please )?(?:add|include|note|record|store|track|{_WE} (?:want|need"
            r"|like|must|have)\b)[^,;:()]{3,80}),? (?:just|only|either|always|mostly) "
            rf"(?P<one>{_VALUE}(?:, {_VALUE}){{0,4}},? or {_VALUE})$",
            r"\g<asked> (\g<one>)",
        ),
        (
            r"^(?:the |each |every |our )?(?P<what>[\w'-]+(?: (?!should|must|could|needs|has)"
            r"[\w'-]+)?) (?:should |must |could |needs to |has to |to )?(?:have an? )?"
            r"links? to (?:its|their|the|his|her) (?:own )?"
            r"(?P<page>web ?sites?|web ?pages?|home ?pages?|sites?|pages?)$",
            r"add website of \g<what>",
        ),
        (
            r"^(?:can|could|may|might) (?:we|i) (?:also |please )*(?:have|get) "
            r"(?=[^,;:?]{2,60}$)(?!it\b|that\b|this\b|.*\bin there\b)",
            "add ",
        ),
    )
)


def shorter(said: str) -> str:
    """Return one change in the words that are understood of it.

    Args:
        said: What was written; anything that is said otherwise stays as it is.
    """
    if len(said) > _LONGEST:
        return said
    said = said if _ONE_MORE.search(said) else _TOO.sub("", said)
    for pattern, told in _RULES:
        said = pattern.sub(told, said, count=1)
    return said
