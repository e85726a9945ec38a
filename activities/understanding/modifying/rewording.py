"""Roundabout ways to ask for a change, in the plain words that rules read; pure."""

import re

_I = r"(?:i|we|one|you)"
_KNOW = (
    r"(?:be able to )?(?:have|know|see|note(?: down)?|record|keep(?: track of)?|store|enter|track"
    r"|write(?: down)?|add|remember|include|get)"
)
_GOOD = (
    r"(?:really |very |so |also |quite )?(?:good|nice|great|useful|helpful|handy|lovely|cool|best"
    r"|fantastic|practical|perfect|important|brilliant|interesting)"
)
_REMOVING = r"(?:remove|drop|delete|hide|omit|skip|ditch|scrap|leave out|get rid of|kick out)"
_NOT_NEEDED = (
    r"(?:(?:is|are)(?:n't| not| no longer)|(?:is|are) never) (?:really )?(?:needed|wanted|used"
    r"|necessary|required by us)(?: (?:any ?more|any longer|after all|now|here|at all))*"
)
_DEMANDED = (
    r"(?:always )?be (?:always )?(?:filled|required|mandatory|optional|compulsory|unique|entered"
    r"|given)\b"
)
_REST = r"(?P<rest>.+)$"
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (
            r"^(?:it|that|this)(?:'d| would| might| could|'s| is|'ll| will)? (?:also )?(?:be )?"
            rf"{_GOOD}(?: for (?:us|me))? (?:to (?:also )?{_KNOW}|if (?:there (?:was|were|is)"
            rf"|it had|we had|i had|{_I} (?:could|can) (?:also )?{_KNOW})) (?:also )?{_REST}",
            r"add \g<rest>",
        ),
        (
            rf"^(?P<rest>(?!it\b|that\b|this\b|to\b|if\b)[^,;.?!]{{2,80}}?),? (?:would|might|could)"
            rf" (?:also )?be {_GOOD}(?: to (?:have|know|see|note|record))?(?: too| as well)?$",
            r"add \g<rest>",
        ),
        (
            r"^(?:there (?:should|must|could|needs? to|ought to) (?:also )?be|(?:i|we)(?:'d"
            r"| would)?"
            r" (?:also )?(?:need|want|like)|add|give (?:me|us)) (?:an? |some |a bit of )?"
            rf"(?:place|spot|space|box|somewhere|room|area) (?:to|where {_I} can) (?:also )?"
            rf"(?:write|note|put|enter|record|type|jot|store|keep)(?: down| in)? {_REST}",
            r"add \g<rest> (long text)",
        ),
        (
            r"^(?:there (?:should|must|could|needs? to|ought to) (?:also )?be) (?=(?:an?|the) "
            r"(?!list|table|section|way\b|second|separate|own))(?P<rest>[^,;:]{2,60})$",
            r"add \g<rest>",
        ),
        (
            r"^(?P<asked>add .{2,80}?),? (?:instead|in place) of (?:a|the|these|this) "
            r"(?:lists?|tables?|rows?)$",
            r"\g<asked>",
        ),
        (
            r"^(?:when|if|once|whenever) (?P<when>[^,;]{3,60}?),? (?:i|we)(?:'d| would)? (?:also )?"
            rf"(?:want|need|like|have) to (?:also )?{_KNOW} (?P<rest>(?:the|an?|who|why|when|what"
            r"|where|how) [^,;]{2,60})$",
            r"add \g<rest>",
        ),
        (rf"^(?:what|how) about {_REST}", r"add \g<rest>"),
        (
            r"^put (?:in )?(?=(?:an?|some|whether|who|when|where|how)\b)(?!.*\b(?:top|bottom|end"
            r"|start|order|back|together|away|front|next to|own|list|page)\b)(?P<rest>.+)$",
            r"add \g<rest>",
        ),
        (
            r"^(?:honestly,? )?(?:i|we)(?:'d| would) (?:rather|prefer to) (?:have|see|know|note) "
            r"(?P<rest>.+?)(?: instead)?$",
            r"add \g<rest>",
        ),
        (
            r"^(?:i|we) (?:no longer|don't really|do not really) (?:need|want|use) "
            r"(?P<rest>[^,;.?!]{2,80})$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:i|we) (?:don't|do not) (?:need|want|use) (?P<rest>[^,;.?!]{2,80}?) "
            r"(?:any ?more|any longer|at all|after all|really)$",
            r"remove \g<rest>",
        ),
        (
            rf"^(?!there\b|it\b)(?:the )?(?P<rest>[\w' -]{{2,40}}?) {_NOT_NEEDED}$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:the )?(?P<rest>[\w' -]{2,40}?) (?:can|should|could|may) (?:be (?:removed|deleted"
            r"|dropped|hidden|left out|taken out)|go)$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:kick|throw|chuck|take) (?P<rest>[\w' -]{2,40}?) (?:out|away|off)$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:just |please |(?:we|you|i) can )*forget (?:all )?(?:about )?"
            r"(?P<rest>(?:the|our|my|these|those|that) [^,;.?!]{2,60})$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:i|we)(?:'d| would)? (?:just |only |simply |rather )*(?:want|like|need|prefer) to "
            r"(?:be able to )?(?:just |simply )?(?:type|write|enter|fill)(?: in| down)? "
            r"(?P<rest>(?:who|where|when|what|how|which|the|an?) [^,;]{2,60})$",
            r"add \g<rest>",
        ),
        (
            r"^(?:ditch|scrap|axe|kick out|throw out|throw away|chuck) (?P<rest>.+)$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:i|we) (?:never|hardly ever|rarely) (?:really )?(?:use|need|fill in|look at|want) "
            r"(?P<rest>[^,;.?!]{2,60})$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:undo|revert) (?P<rest>(?:the|my|our) (?!(?:last|latest|previous|changes?|first"
            r"|whole|old)\b)[\w'-]+(?: [\w'-]+){0,2}(?:,? (?:because|since|as|i|we|it) .{2,80})?)$",
            r"remove \g<rest>",
        ),
        (
            r"^never ?mind (?:about )?(?P<rest>(?:the|our|my|these|those) [\w'-]+"
            r"(?: [\w'-]+){0,2})$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:the )?(?P<rest>[\w' -]{2,40}?) (?:must(?:n't| not| never)|may (?:not|never)"
            r"|can(?:'t| ?not| never)|should(?:n't| not| never)) (?:be|stay|remain)(?: left)? "
            r"(?:blank|empty)$",
            r"make \g<rest> required",
        ),
        (
            r"^(?:the )?(?P<rest>[\w' -]{2,40}?) (?:may|can|could|might)(?: also)? "
            r"(?:be|stay|remain)(?: left)? (?:blank|empty)$",
            r"make \g<rest> optional",
        ),
        (
            r"^(?:the )?(?P<rest>[\w' -]{2,40}?) (?:is|are) (?:useless|superfluous|unnecessary"
            r"|redundant|pointless)$",
            r"remove \g<rest>",
        ),
        (
            r"^(?P<rest>(?:an?|some) [\w' -]{2,60}?) (?:is|are) (?:still )?missing$",
            r"add \g<rest>",
        ),
        (
            r"^(?:it (?:still )?lacks|there(?:'s| is| are) (?:still )?no (?:place|field|room|space)"
            r" for|(?:i|we) (?:still )?miss (?=an?\b)) ?(?P<rest>[^,;.?!]{2,60})$",
            r"add \g<rest>",
        ),
        (r"^(?:otherwise|if not|maybe|perhaps),? (?P<rest>.+)$", r"\g<rest>"),
        (
            r"^(?:nobody|no one|none of us) (?:ever )?(?:really )?(?:needs?|uses?|wants?"
            r"|fills? in|reads?"
            r"|looks at) (?P<rest>[^,;.?!]{2,60}?)(?: any ?more| anyway)?$",
            r"remove \g<rest>",
        ),
        (
            r"^(?:and |also )*(?P<rest>(?:who|where|when|what|which [\w'-]+|how(?: much| many| long"
            r"| often| far)?) "
            r"(?:i|we|he|she|they|it)\b[^?]*)$",
            r"add \g<rest>",
        ),
    )
)
_OPENINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        (
            r"^why (?:not|don't (?:you|we)|can't we(?: just)?) (?=add\b|have\b|make\b|put\b"
            r"|keep\b)",
            "",
        ),
        (
            r"^(?:is it|would it be|is there (?:a|any) (?:way|chance"
            r"|possibility))(?: possible)? to "
            r"(?:also )?(?:have|see|get|note|record|know) ",
            "i want to see ",
        ),
        (
            r"^(?:is it|would it be|is there (?:a|any) (?:way|chance"
            r"|possibility))(?: possible)? to ",
            "",
        ),
        (r"^could there (?:also )?be ", "add "),
        (r"^(?:would you )?mind adding ", "add "),
        (r"^if (?:possible|you can|it's possible|that's possible),? ", ""),
        (
            r"^(?:i was|i'm|i am|we were) wondering (?:if|whether) (?:you|we|it|i) (?:could|can) ",
            "",
        ),
    )
)
"""Questions that are wishes, and what they are without the question."""
_REASON = re.compile(
    r",? (?:because|since|as (?=i\b|we\b|it\b|nobody\b|no one\b)|so (?:that )?(?=i\b|we\b|you\b"
    r"|it\b|they\b)|it's just |it's only )[^\n]*$"
    r"|, (?:i|we|nobody|no one|it|it's|they|they're) (?:never|don't|do not|doesn't|isn't|aren't"
    r"|hardly|rarely|can't|only|just|not)\b[^\n]*$",
    re.IGNORECASE,
)
_TAKES_AWAY = re.compile(rf"^(?:please )?{_REMOVING}\b", re.IGNORECASE)
_FIELD_FOR = re.compile(
    r"^(?P<what>(?:add|include|i need|we need|i want|we want) (?:an? |another |the )?"
    r"(?!(?:field|column|section|page|list|box|place|way)\b)[\w' -]{2,40}?(?: field"
    r"| column)?),? (?:where|in which|so that|that|which) (?:i|we|you|one) (?:can|could)"
    r" (?:also )?(?:write|enter|put|type|note|add|record|see)\b[^,;]*$",
    re.IGNORECASE,
)
_LISTS = {
    "wish": "wishes",
    "shopping": "shopping items",
    "packing": "packing items",
    "guest": "guests",
    "todo": "tasks",
    "contact": "contacts",
    "gift": "gifts",
}
"""What stands on a list that is called so."""
_LIST = re.compile(
    r"^(?:add|create|(?:i|we)(?:'d| would)? (?:also )?(?:need|want|like)) (?:an? |another |the )?"
    r"(?P<kind>wish|shopping|packing|guest|to-?do|to do|contact|gift) ?list"
    r"(?: (?:for|of) [^,;:()]{2,60}?)?(?P<fields>,? with [^;]+|:[^;]+)?$",
    re.IGNORECASE,
)
_NEXT_LIST = re.compile(
    r",\s*(?:and\s+)?(?=an? (?:[\w'-]+ ){1,2}list (?:for|of|with)\b)"
    r"|,?\s+but (?:rather |instead )?(?=an? (?:[\w'-]+ ){0,2}list (?:for|of|with)\b)",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"(?:,\s*(?:and |then |also |but )*|\s+(?:and|then|but) (?:also |then "
    r"|please )?)(?=(?:please )?"
    r"(?:(?:sorted|ordered|arranged) by\b"
    r"|(?:sort|order|arrange) (?:it |them |(?:the |my |our )?[\w' -]{2,30} )?by\b"
    r"|(?:kick|throw|take) [\w' -]{2,30}? (?:out|away|off)\b"
    r"|(?:warn|remind) (?:me|us)\b|(?:otherwise|if not) "
    r"|instead,? (?:i|we|add|give|use|put|make|let)\b"
    r"|(?:maybe|perhaps) (?:remove|drop|delete|hide)\b"
    rf"|(?:the )?[\w'-]+(?: [\w'-]+){{0,3}} (?:must|should|has to|have to|needs? to) {_DEMANDED}"
    r"|(?:the|our|my|each|every) [\w'-]+(?: [\w'-]+){0,2} (?:is|are) (?:required|mandatory"
    r"|compulsory|optional|unique)$))",
    re.IGNORECASE,
)
_AND_TOTAL = re.compile(
    r"(?:,| and| plus)(?: also)? (?:the |a )?(?P<total>(?:total|sum|average)(?: [\w'-]+){0,3}"
    r" (?:of|per|for) [^;:]{2,80})$",
    re.IGNORECASE,
)
_GOOD_AND = re.compile(
    rf"^(?P<first>[^;:]{{2,120}}? (?:would|might|could) (?:also )?be {_GOOD}(?: too| as well)?),? "
    r"(?:and|plus|also|as well as) (?:also )?(?P<more>(?:an?|some|another) [^;:]{2,80})$",
    re.IGNORECASE,
)
_WHAT_FOR = re.compile(
    r"^(?:i |we )?(?:have )?(?:no idea|no clue|don't know|not sure|wonder) what (?:the |this "
    r"|that )?"
    r"(?P<thing>[\w' -]{2,40}?) (?:is|are) (?:for|good for|about|supposed to be)$"
    r"|^(?:i'm |i am |we're )?(?:not sure|unsure) about (?:the |this |that )?"
    r"(?P<other>[\w' -]{2,40})$",
    re.IGNORECASE,
)
_MEANT = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?P<before>(?:please |also |and |otherwise,? |if not,? |maybe"
        rf" |perhaps )*(?:add|{_REMOVING}|make|mark"
        rf"|sort|order) )"
        r"(?P<it>it|that|this|them|those)(?P<after>(?: to | from |,| too| as | required| mandatory"
        r"| optional| unique| please).*|\?*)$",
        r"^(?P<before>(?:please |and )*(?:kick|throw|take|chuck) )(?P<it>it|that|this|them|those)"
        r"(?P<after> (?:out|away|off).*)$",
        r"^(?P<before>.*\b(?:sort|sorted|order|ordered|arrange)(?: [\w'-]+){0,4}? by )"
        r"(?P<it>it|that|this|them)(?P<after>\b.*)$",
        r"^(?P<before>(?:please |also |and )*(?:remind|warn|alert|notify) (?:me|us)"
        r"(?: [\w'-]+){0,4}? (?:before|ahead of|in advance of|after|of) )"
        r"(?P<it>it|that|this|them)(?P<after>\b.*)$",
        rf"^(?P<before>(?:and )?)(?P<it>it|that|this|they)(?P<after> (?:must|should|has to"
        rf"|have to) "
        rf"{_DEMANDED}.*)$",
        r"^(?P<before>(?:and |where )?(?:each |every |all )?)(?P<it>each(?: one| of them)?"
        r"|every one"
        r"|one|they|these|those|it)(?P<after> (?:belongs?|refers?) to .*)$",
    )
)


def next_steps(text: str) -> list[str]:
    """Return the changes that follow one another without a verb that opens one."""
    parts = [part for part in _NEXT.split(text) if part.strip(" ,.")]
    first, *others = _NEXT_LIST.split(parts[0]) if parts else [""]
    if not others and (found := _GOOD_AND.match(first)):
        first, others = found["first"], [found["more"]]
    fresh = [first, *(f"add {other}" for other in others), *parts[1:]]
    return [one for part in fresh for one in _totals_apart(part)]


def _totals_apart(text: str) -> list[str]:
    """Divide "export it, and the total price of all" before what is to be summed up."""
    found = _AND_TOTAL.search(text)
    if not found:
        return [text]
    return [text[: found.start()], f"show the {found['total']}"]


def without_opening(text: str) -> str:
    """Return a wish that is worded as a question without that: "is it possible to add …"."""
    for pattern, plain in _OPENINGS:
        if pattern.match(text):
            return pattern.sub(plain, text, count=1).rstrip(" ?")
    return text


def reworded(text: str) -> str:
    """Return what is asked for in plain words: "X would be nice to have" as "add X"."""
    text = without_opening(text)
    field, listed = _FIELD_FOR.match(text), _LIST.match(text)
    if field:
        return field["what"]
    if listed:
        kind = _LISTS[re.sub(r"[ -]", "", listed["kind"].lower())]
        return f"add a list of {kind}{listed['fields'] or ''}"
    for pattern, plain in _RULES:
        found = pattern.match(text)
        if found:
            text = found.expand(plain).rstrip(" ?")
            break
    return _REASON.sub("", text) if _TAKES_AWAY.match(text) else text


def wondered_about(text: str) -> str:
    """Return what somebody does not see the point of: "no idea what X is for"."""
    found = _WHAT_FOR.match(text)
    return (found["thing"] or found["other"]) if found else ""


def with_meant(text: str, topic: str) -> str:
    """Return the text with what was spoken of last in place of "it"."""
    if not topic:
        return text
    for pattern in _MEANT:
        found = pattern.match(text)
        if found:
            return f"{found['before']}{topic}{found['after']}"
    return text
