"""How things of two lists belong together, as a change says it in any language; pure."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_LONGEST = 250
_THING = r"[^\W\d_][\w'-]*(?: [\w'-]+){0,2}?"
_WHICH = re.compile(
    r"^(?:(?:i|we)(?:'d| would)? (?:also )?(?:want|need|like|have) to |please |also |and )*"
    r"(?:(?:know|see|note|record|track|tick off|mark|keep track of|write down|add|store|remember)"
    r"(?: down)? )?which (?P<target>[a-z][\w'-]+(?: [\w'-]+)??) (?!is\b|are the\b)"
    r"(?P<way>(?:[a-z'-]+ ){1,4}?)(?:which|what) (?P<source>[a-z][\w'-]+(?: [\w'-]+)?)"
    r"(?P<tick>,? (?:and |so )?(?:i|we|they|you)(?:'d| would)? (?:(?:like|want|need|have|can) "
    r"(?:to )?)?(?:tick|check|mark)[^,;]{0,30})?$",
    re.IGNORECASE,
)
_SINGLE = re.compile(r"(?:sits?|lives?|belongs?|sleeps?|stays?|stands?)\b", re.IGNORECASE)
"""What somebody does with one of them at a time."""
_GIVEN = re.compile(
    r"^(?:please )?(?:(?:i|we|you|people|users|everyone|everybody|anyone|one|members|it) "
    r"(?:(?:should|must|can|could|want|wants|need|needs|would like|might|may|to|be able"
    r"|be possible) )+|(?:let (?:me|us|people|everyone) |(?:can|could) (?:i|we|you|people|one) ))"
    r"(?:also )?(?:give|assign|add|attach|put|link|choose|pick|select|set|enter) "
    r"(?:several|multiple|many|more than one|any number of|a few|two or more) (?:different )?"
    r"(?P<target>[a-z][\w'-]+(?: [\w'-]+)?) (?:to|for|on|with|in|at|per) (?:an?|each|every|one|the"
    r"|any|our) (?P<source>[a-z][\w'-]+(?: [\w'-]+)?)$",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"^(?:the |each |every |our )?(?P<roles>[a-z][\w'-]+(?: [\w'-]+)?(?:(?:,| and) (?:the )?"
    r"[a-z][\w'-]+(?: [\w'-]+)?)?) (?:(?:should|must|can|could|may) (?:only |always |also )*be"
    r"|is always|are always|is|are) (?:(?:also|both|again|chosen|picked|selected|taken|from|among"
    r"|one of|the|our|an?|list of) )*(?P<target>[a-z][\w'-]+(?: [\w'-]+)?)"
    r"(?:,? (?:too|as well|again|themselves|(?:from|on|in) (?:the|our|that) list))?$",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:, | and )(?:the )?")


class Told(NamedTuple):
    """That things of one kind refer to those of another, in words of a language."""

    source: str
    target: str
    language: str
    kind: str
    """``one``, ``several``, ``attend`` (several, and each is of several), ``roles``, ``given``
    (several of what may be new), ``which`` (several, which are ticked off), or ``chosen`` (what was
    typed in so far is one of them)."""
    roles: tuple[str, ...] = ()


class _Way(NamedTuple):
    language: str
    one: re.Pattern[str]
    several: re.Pattern[str]
    attend: re.Pattern[str]
    roles: re.Pattern[str]
    article: re.Pattern[str]
    between: re.Pattern[str]


def relations_in(said: str) -> Iterator[Told]:
    """Return the ways in which a clause may tell of things that belong together.

    Args:
        said: One clause of a change, without what makes it polite. Who uses it looks up the
            things that are named, and takes the first way that names some that are kept.
    """
    text = said.strip(" .!")
    if len(text) > _LONGEST or text.endswith("?"):
        return
    if found := _WHICH.match(text):
        if _SINGLE.match(found["way"]):
            yield Told(found["target"], found["source"], "en", "one")
        else:
            yield Told(found["source"], found["target"], "en", "which")
    if found := _GIVEN.match(text):
        yield Told(found["source"], found["target"], "en", "given")
    if found := _CHOSEN.match(text):
        yield Told("", found["target"], "en", "chosen", tuple(_AND.split(found["roles"])))
    for way in _ways():
        yield from _told(way, text)


def _told(way: _Way, text: str) -> Iterator[Told]:
    if found := way.roles.fullmatch(text):
        words = (way.article.sub("", one).strip() for one in way.between.split(found["words"]))
        roles = tuple(one for one in words if one)
        if all(len(one.split()) <= 2 for one in roles):
            yield Told(found["source"], found["target"], way.language, "roles", roles)
    if found := way.several.fullmatch(text):
        kind = "attend" if way.attend.search(text) else "several"
        yield Told(found["source"], found["target"], way.language, kind)
    elif found := way.one.fullmatch(text):
        yield Told(found["source"], found["target"], way.language, "one")


@cache
def _ways() -> tuple[_Way, ...]:
    raw = tomllib.loads(files(__package__).joinpath("relating.toml").read_text(encoding="utf-8"))
    return tuple(_way(language, rows) for language, rows in raw.items())


def _way(language: str, rows: dict[str, str]) -> _Way:
    source = rf"(?:{rows['each']}(?: |(?<=')))(?P<source>{_THING}) "
    subject = rf"(?:{rows['each']}(?: |(?<=')))?(?P<source>{_THING}) "
    between = rf"(?:{rows['can']})?(?:{rows['verb']} )?(?:{rows['to']} )?"
    target = rf"(?P<target>{_THING})(?:{rows['behind']})"
    return _Way(
        language,
        one=_compiled(rf"{source}{rows['verb']} (?:{rows['to']} )?{rows['one']} ?\b{target}"),
        several=_compiled(rf"{subject}{between}{rows['several']} {target}"),
        attend=_compiled(rf"\b{rows['attend']}\b"),
        roles=_compiled(rf"{source}{rows['roles']}"),
        article=_compiled(rf"^{rows['article']}"),
        between=_compiled(rows["and"]),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
