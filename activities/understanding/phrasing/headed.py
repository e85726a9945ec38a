"""Lists that begin without a name, told under the name that they have; pure.

"Who owes me money and since when, how much" tells of debts, "who cleans what and when: kitchen,
bath, stairs" of cleaning, and "roles for every day: bar, gate, parking" of roles one has on a day.
"""

import re

from activities.understanding.grammar.attributes import is_known
from activities.understanding.grammar.items import is_person_word
from activities.understanding.knowledge.lexicon import load
from activities.understanding.text.cleaning import split_items, word_set
from activities.understanding.text.tagging import tag
from activities.understanding.text.words import is_plural, singular

_ITEM = r"[^\W\d_][\w'-]{0,20}(?: [\w'-]{1,20})?"
_ITEMS_OF_TWO = rf"(?P<items>{_ITEM}(?:, {_ITEM}){{0,12}},? (?:and|or|&) {_ITEM})"
_ITEMS = rf"(?P<items>{_ITEM}(?:, {_ITEM}){{1,12}}(?:,? (?:and|or|&) {_ITEM})?)"
_STOP = r"(?=\s*(?:[.;!?\n]|$))"
_ASKS = (
    r"(?:(?:please |(?:i|we) (?:just )?(?:want|need|would like|'d like) to )?"
    r"(?:(?:an? |some )?(?:app|thing|something|list|place|tool) (?:for me )?(?:to|where i can) )?"
    r"(?:see|know|track|keep track of|keep a list of|note(?: down)?|write down|log|record"
    r"|remember) |"
    r"(?:an? )?(?:list|overview|log|record|tracker) (?:of|for) )?"
)
_OWED = re.compile(
    rf"^{_ASKS}who (?:still |already )?(?P<owes>owes (?:me|us)|(?:do )?(?:i|we) (?:still )?owe"
    r"|(?:has |have )?borrowed(?: some)? (?:money|cash) from (?:me|us))"
    r"(?: (?:some |any )?(?:money|cash))?"
    r"(?:(?:,? and |, )(?=(?:since|how|what|whats|why|for what|when|on which|until)\b)"
    r"| (?=(?:how much|since when)\b))",
    re.IGNORECASE,
)
_OWED_TO = re.compile(
    r"^(?:the )?money (?:that )?(?:(?:my|our|other|some) )?[a-z]{3,15} (?:still )?owes? (?:me|us)"
    r"(?: back)? ?[:,.] ?(?=\S)",
    re.IGNORECASE,
)
_WHO_DOES_WHAT = re.compile(
    r"\bwho (?P<verb>[a-z]{3,15})(?P<rest> (?:care of|out|up|down|over|for))? what"
    r"(?P<when>(?:,| and|,? &)? (?:when|on (?:which|what) day"
    rf"|which day|what day))? ?: {_ITEMS}{_STOP}",
    re.IGNORECASE,
)
_SHEET = re.compile(r"\b(?:calendar|list|plan|planner|rota|schedule|overview|table|chart)$", re.I)
_SHEET_OF = re.compile(rf"(?P<sheet>{_SHEET.pattern[:-1]}) (?:of|for|with|showing) $", re.I)
_POSTS = r"(?:roles|jobs|duties|posts|stations|chores|positions)"
_POSTS_OF_A_DAY = re.compile(
    rf"(?P<posts>\b{_POSTS})(?: (?:for|on|per|of) (?:each |every |the |a )?"
    rf"(?:day|date|evening|weekend|shift)) ?: {_ITEMS}{_STOP}",
    re.IGNORECASE,
)
_BY_DAY = re.compile(
    r"^(?P<head>(?:my |our |the )?[^\W\d_][^.:;,()\n]{2,40} (?:log|logbook|diary|journal|records?))"
    r"(?:[.:,]| -) (?:for )?(?:per|each|every|a) day ?[:,] (?=\S)",
    re.IGNORECASE,
)
_EACH_BEHIND = re.compile(
    r"^(?P<head>(?:(?:all )?(?:my|our|the) )?[^\W\d_][\w'-]{2,20}(?: [\w'-]{2,20}){0,2}), "
    r"(?P<items>[^.:;()\n]{3,160}?),? and (?P<each>each|every) (?P<one>[a-z][a-z'-]{2,20}) "
    r"(?P<having>with|has) (?=\S)",
    re.IGNORECASE,
)
_DEALT = re.compile(
    r"\bwho (?:has |have )?(?:bought|ordered|took|got|had|ate|drank|used|booked|borrowed)\b",
    re.IGNORECASE,
)
_STILL_OWING = re.compile(
    r",? (?:and )?who (?:still (?:owes|has to pay|needs to pay|must pay)|owes|hasn'?t paid"
    r"|has not paid)(?: (?:me|us))?(?: (?:yet|still))?"
    rf"(?: (?:for )?(?:it|them|that|those|this))?(?: yet)?{_STOP}",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?P<before>^|[.!?\n]\s*)(?P<what>[^\W\d_][a-z]{{3,20}}s)"
    r"(?: (?:i|we|they)(?: (?:simply|just|only|also|always))? count"
    r"| are (?:simply |just |only )?counted)"
    rf"(?: them)? (?:per|each|every|by the|a) day(?:,|:| -) {_ITEMS_OF_TWO}(?=\s*(?:[.,;!?\n]|$))",
    re.IGNORECASE,
)
"""How many came on a day: "visitors we just count per day, adults and children"."""
_SHOPPING = re.compile(
    r"(?P<before>^|[.!?\n]\s*)(?:(?:and|also|then) )*(?:an? |the |our |her |his |my )?"
    r"(?:shopping list|(?:place|list|page|spot|section|corner) for "
    r"(?:the |our |her |his |my )?shopping)"
    r"(?: (?:of|for|with) what| of things)?(?: that)? (?:she|he|we|they|i|you) "
    r"(?:needs?|wants?|(?:must|have to|has to) (?:buy|get))(?=\s*(?:[,.;!?\n]|$))"
    r"|(?P<before2>^|[.!?\n]\s*)(?:(?:and|also|then) )*(?:the )?(?:things|stuff|whatever|what) "
    r"(?:that )?(?:she|he|we|they|i|you)(?: is| are| am|['\u2019](?:s|re|m))? "
    r"(?:running|runs?) (?:out of|low on)(?=\s*(?:[,.;!?\n]|$)|,? so\b)",
    re.IGNORECASE,
)
"""A shopping list, told by what is on it: "a place for shopping she needs"."""
_PAID = re.compile(r"\bpaid\b", re.IGNORECASE)
_POSTS_TOO = word_set("parking entrance entry door music drinks food tea catering")
"""Places and duties that elsewhere are what is known of something."""
_LEAST = 2


def tell_headed(text: str) -> str:
    """Return a request where each list is told under its name.

    Args:
        text: The request, in English.
    """
    text = _OWED_TO.sub("Debts: ", _OWED.sub(_debts, text))
    text = _WHO_DOES_WHAT.sub(_duties, text)
    text = _POSTS_OF_A_DAY.sub(_posts, text)
    text = _SHOPPING.sub(_shopping, _COUNTED.sub(_counts, text))
    text = _BY_DAY.sub(r"\g<head>: date, ", _EACH_BEHIND.sub(_parted, text))
    return _paid(text)


def _shopping(match: re.Match[str]) -> str:
    return f"{match['before'] or match['before2'] or ''}And a shopping list"


def _debts(match: re.Match[str]) -> str:
    owes = re.sub(r"^do (i|we)\b", r"\1", match["owes"], flags=re.IGNORECASE)
    return f"Debts: who {owes}, "


def _duties(match: re.Match[str]) -> str:
    """Tell who does which of those that are listed."""
    items, verb = _choices(match["items"]), tag(f"who {match['verb'].lower()} it")[1]
    if not items or not verb.is_verb:
        return match.group()
    when = ", when" if match["when"] else ""
    fields = f"who, what ({items}){when}"
    before = match.string[: match.start()]
    doing = "duties" if match["rest"] else _doing(verb.lemma)
    if _SHEET_OF.search(before):
        return f"{doing}: {fields}"
    if before.strip() and before.rstrip()[-1] not in ".;:!?\n":
        return match.group()
    return f"{doing.capitalize()}: {fields}"


def _counts(match: re.Match[str]) -> str:
    """Tell how many of which kind were counted on each day."""
    kinds = split_items(match["items"])
    plain = all(is_plural(one.lower()) or one.lower() == "children" for one in kinds)
    if not plain or any(map(is_known, kinds)):
        return match.group()
    one = singular(match["what"])
    told = ", ".join(f"number of {kind}" for kind in kinds)
    return f"{match['before']}{one[:1].upper()}{one[1:]} days: date, {told}"


def _doing(lemma: str) -> str:
    """Return the name of a deed: cleaning, baking."""
    silent = lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe"))
    return f"{lemma[:-1] if silent else lemma}ing"


def _posts(match: re.Match[str]) -> str:
    items, posts = _choices(match["items"]), match["posts"]
    if not items:
        return match.group()
    return f"{posts} with date and {singular(posts.lower())} ({items})"


def _choices(words: str) -> str:
    """Return what can be chosen, or nothing where fields are listed."""
    items = split_items(words)
    return "" if any(map(_is_field, items)) or len(items) < _LEAST else ", ".join(items)


def _is_field(item: str) -> bool:
    """Say whether an item is what is known of something, or who does it, and no choice."""
    low = item.lower()
    if low in _POSTS_TOO:
        return False
    return is_known(item) or is_person_word(low.split()[-1]) or any(map(str.isdigit, item))


def _parted(match: re.Match[str]) -> str:
    """Tell "my shoes, km so far, and each run with …" as two lists."""
    head, items = match["head"], split_items(match["items"])
    told = [item for item in items if is_known(item)]
    things = [item for item in items if is_plural(item) and load().thing(item.lower())]
    if not is_plural(head.split()[-1]) or not told or things or is_known(head):
        return match.group()
    each = match["each"].capitalize()
    return f"{head}: {match['items']}. {each} {match['one']} {match['having']} "


def _paid(text: str) -> str:
    """Tell that each of what somebody bought is paid or not, where it is asked who still owes."""
    for sentence in re.finditer(r"[^.!?\n]+[.!?\n]?", text):
        owing = _STILL_OWING.search(sentence.group())
        if owing and _DEALT.search(sentence.group()[: owing.start()]) and not _PAID.search(text):
            start = sentence.start() + owing.start()
            end = sentence.start() + owing.end()
            return f"{text[:start]}, paid yes/no{text[end:]}"
    return text
