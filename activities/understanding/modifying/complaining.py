"""What is wrong with a field and what it should be instead, in the plain words for it; pure."""

import re

from activities.understanding.knowledge.inference import read_choices
from activities.understanding.modifying.choices import are_choices

_LONGEST = 1000
_SEVERAL = 3
_START = r"(?P<start>(?:^|(?<=[.!?;\n] ))(?:(?:the|our|each|every|my) )?)"
_NAME = (
    r"(?P<name>(?!(?:it|its|it's|this|that|there|they|these|those|i|we|you|he|she|if|when|make"
    r"|add|please|don't)\b)[\w'/-]+(?: (?!(?:is|are|isn't|aren't)\b)[\w'/-]+){0,3}?)"
)
_AS_IT_IS = (
    r"(?: (?:with|as|in|by|being|from) (?:only |just |an? |the )*[\w'/-]+(?: [\w'/-]+){0,3}?)?"
)
_IS = r"(?:(?:is|are|was|were)(?:n't| not| never)?|(?:does|do|did|can)(?:n't| not)|cannot)"
_WRONG = r"[^,;:.!?()\n]{2,60}?"
_BUT = r"\s*[,;:.!-]+\s*(?:(?:and|but|so|please|then|instead|just)[ ,]+)*"
_SHOULD = (
    r"(?:make (?:it|that|them|this)|let (?:it|them) be|(?:it|they|that|this)(?:'d| would| should"
    r"| must| has to| have to| needs? to| ought to| could)(?: rather| better| really| instead)? be"
    r"|(?:better|rather)(?: make it| have)?)(?: rather| better| into)?:?"
)
_WRONG_CHOICES = re.compile(
    rf"{_START}{_NAME}{_AS_IT_IS} {_IS} {_WRONG}{_BUT}{_SHOULD} (?P<rest>[^.;!?\n]{{3,200}})",
    re.IGNORECASE,
)
_NOT_BUT = re.compile(
    rf"{_START}{_NAME} (?:(?:should|must)(?:n't| not) be|(?:is|are)(?:n't| not))"
    r" [^;:.!?()\n]{2,60}?,? but (?:rather |be )*(?P<rest>[^.;!?\n]{3,200})",
    re.IGNORECASE,
)
_KIND = (
    r"(?:an? )?(?:plain |normal |real |free |long |short )?(?:text|(?:whole |decimal )?number|date"
    r"|time|yes/no|yes or no|tick ?box|check ?box)"
)
_IS_RATHER = re.compile(
    rf"{_START}{_NAME} (?:is|are)(?:n't| not)(?: really| actually| an?)*(?: [\w/-]+){{1,3}}"
    rf"\s*[,;:.!-]+\s*(?:(?:and|but) )?(?:it|they|that)(?:'s| is| are| was)(?: really| actually)? "
    rf"(?P<rest>{_KIND})(?: (?:like|such as|e\.g\.?) [\w.,/-]+(?: (?:or|and) [\w./-]+)?)?"
    r"(?=\s*(?:[,;.!?\n]|$))",
    re.IGNORECASE,
)
_NOT_FREE = re.compile(
    rf"{_START}{_NAME} (?:(?:should|must)(?:n't| not)(?: really| just)? be|(?:is|are)(?:n't| not))"
    r" (?:just |only |an? )*(?:free |plain |simple |open )?(?:text|words?|typing)(?: field| box)?"
    r"\s*[,;:.!-]+\s*(?:(?:but|rather|choose from|one of)[: ]+)?(?P<rest>[^.;:!?\n]{3,200})",
    re.IGNORECASE,
)
_DEMANDED = re.compile(
    r"(?:required|mandatory|compulsory|optional|unique|(?:an? )?(?:long |longer |short )?(?:text"
    r"|(?:whole |decimal )?number|date|yes/no|yes or no|tick ?box|check ?box))(?: field)?",
    re.IGNORECASE,
)
_CODE = r"(?=[\w/-]{0,12}\d)[\w/-]{1,12}"
_NO_NUMBER = re.compile(
    rf"{_START}{_NAME} (?:is|are)(?:n't| not)(?: always| only| just| necessarily| really| purely"
    r"| all)* (?:an? )?(?:whole |plain |pure |real )?(?:numbers?|numeric|digits|figures?)"
    r"(?: only| always)?"
    r"(?:\s*[,;.:-]\s*(?:(?:but|as|because|since|so) )?(?:it|they|there|some|sometimes|we|also"
    rf"|like|e\.?g\.?)\b[^,;.!?()\n]{{0,60}}(?:(?:,| or| and)+ {_CODE})*)?(?=$|[,;.!?\n])",
    re.IGNORECASE,
)
_HAS_LETTERS = re.compile(
    rf"{_START}{_NAME} (?:can|could|may|might|must be able to|should be able to|has to)"
    r"(?: also| sometimes)* (?:have|contain|include|take|hold) letters(?: in (?:it|them))?"
    r"(?:,? (?:too|as well|and (?:numbers|digits)))*(?=$|[,;.!?\n])",
    re.IGNORECASE,
)


def retold(text: str) -> str:
    """Return a wish that tells what is wrong, as one that tells only what it should be.

    Args:
        text: All that is wished: "Paid isn't enough as yes or no, it should be paid, partly paid
            or open" becomes "Paid should be paid, partly paid or open".
    """
    if len(text) > _LONGEST:
        return text
    for pattern in (_NO_NUMBER, _HAS_LETTERS):
        text = pattern.sub(r"\g<start>\g<name> should be text", text)
    text = _IS_RATHER.sub(r"\g<start>\g<name> should be \g<rest>", text)
    for pattern in (_WRONG_CHOICES, _NOT_BUT, _NOT_FREE):
        text = pattern.sub(_with_choices, text)
    return text


def _with_choices(found: re.Match[str]) -> str:
    rest = found["rest"].strip()
    choices = read_choices(rest)
    counted = len(choices) < _SEVERAL and all(map(str.isdecimal, choices))
    offered = not counted and are_choices(choices, rest, found["name"], sure=False)
    if not offered and not _DEMANDED.fullmatch(rest):
        return found[0]
    return f"{found['start']}{found['name']} should be {rest}"
