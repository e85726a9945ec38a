"""Marks of fields without the words that name nothing: "the", or a last "and"; pure."""

import re
from collections.abc import Iterator
from itertools import pairwise

from activities.understanding.knowledge.inference import infer
from activities.understanding.knowledge.lexicon import load
from activities.understanding.marking.marks import Marked, MarkedField, MarkedThing, Words
from activities.understanding.mending.clause_verbs import without_clause_verbs
from activities.understanding.mending.colon_choices import chosen_behind_colon
from activities.understanding.mending.headed_lists import owned_by_heading
from activities.understanding.mending.looked_up import without_looked_up
from activities.understanding.mending.measured_things import with_measures
from activities.understanding.mending.pieces import without_pieces
from activities.understanding.mending.strays import without_strays
from activities.understanding.mending.summing import without_sums
from activities.understanding.text.cleaning import word_set
from activities.understanding.text.frames import frames
from activities.understanding.text.words import identifier, is_plural, singular
from activities.understanding.wishes.recognising import is_only_recognised
from models.fields import COUNTED_TYPES, FieldType

_NAMELESS = word_set("a an the and or my our your his her its their also plus some any &")
"""Nobody can fill in a field of these words alone, and none ends with them."""
_ASKED_ONLY = re.compile(r"(?:who|what|it|where|how)['\u2019]?s", re.IGNORECASE)
_ASKING = ("what", "which", "how many", "how much")
_USED = re.compile(
    r" (?:used|burnt|burned|consumed|produced|generated|sold|eaten|fed|drunk|picked|collected)"
    r"(?=\s*(?:[,.;)\n]|$)| (?:per|each|every|a|and) )",
    re.IGNORECASE,
)
"""What belongs to an amount: the coal used."""
_COUNTED = COUNTED_TYPES
_HEADS = word_set("person name number address phone email date details")
"""What makes a name of the noun right before it: a contact person is no contact with a person."""
_DOES = re.compile(
    r"(?:(?:has|have|had|takes?|took|got|gets?|needs?|wants?|gave|gives?|makes?|owns?|keeps?|does|did)"
    r" (?:(?:an?|the|some|any|his|her|their|our|my) )?)(?=[a-z]{3,20}s?$)",
    re.IGNORECASE,
)
_MOMENTS = word_set("since from until till by and or")
_ON_CLAUSE = re.compile(r" (?:it|they|he|she|one|each|the)\b", re.IGNORECASE)
"""What goes on behind "a number when": a clause that tells no more of the field."""
_NEXT = re.compile(r" ([a-zA-Z]{2,30})\b")
_GOES_ON = re.compile(r"(?: (?!(?:and|or|who|what|when|where)\b)[\w'\u2019-]{1,30}){1,4}")
"""The rest of a clause of which only "who's" was marked."""
_THEY_DO = re.compile(
    r"(?!address book)(?P<field>[a-z][a-z'\u2019-]*(?: (?:number|address|name))?) "
    r"(?:(?:can|may|will|then|also) )*"
    r"(?:sign up|signs up|enrol|enroll|register|apply|volunteer|book|borrow|rent|hire|reserve)",
    re.IGNORECASE,
)
"""A field and what those do next of whom it is: "helpers with name and phone sign up for"."""
_ID_EST = re.compile(
    r",? \(?(?:i\.? ?e\.?|that is|meaning|which means),? (?:what|which|who|when) (?:[a-z]+ ){0,3}",
    re.IGNORECASE,
)
_MUCH = re.compile(r"(?:so )?much (?P<per>(?:an?|per|each|the) [a-z]{1,15})", re.IGNORECASE)
_AT_SO = re.compile(r"(?:\b(?P<noun>[a-z]{3,20}) )?(?:at|for) so (?:and (?:so )?)?$", re.IGNORECASE)
"""What something costs of which the price is open: "fabric at so and so much a metre"."""
_OBJECT = re.compile(r" (?:for|in|on|at|to|an?|the|one|some|their|several)\b", re.IGNORECASE)


def tidied(marked: Marked, text: str) -> Marked:
    """Return marks of an English request without those that consist of words between names.

    Args:
        marked: The marks of the request.
        text: The request.
    """
    marked = without_pieces(without_strays(_without_verbs(marked), text), text)
    plain = without_clause_verbs(without_sums(marked, text), text)
    marked = without_looked_up(chosen_behind_colon(_retold(_comings(plain), text), text), text)
    marked = with_measures(owned_by_heading(marked, text), text)
    return whole_nouns(compounded(marked._replace(fields=tuple(_fields(marked, text))), text), text)


def _without_verbs(marked: Marked) -> Marked:
    """Return marks where no thing begins with what somebody does: "takes pills" are pills."""
    for at in range(len(marked.things)):
        thing = marked.things[at]
        does = _DOES.match(thing.words.text)
        if does is None or thing.words.text[0].isupper():  # "Needs assessments" are kept
            continue
        rest = thing.words.text[does.end() :]
        noun = thing._replace(words=Words(thing.words.start + does.end(), thing.words.end, rest))
        name = identifier(singular(rest.lower())) if thing.named else thing.name
        things = tuple(noun if n == at else one for n, one in enumerate(marked.things))
        marked = _renamed(marked._replace(things=things), thing.name, name)
    return marked


def _renamed(marked: Marked, old: str, new: str) -> Marked:
    def name(known: str) -> str:
        return new if known == old else known

    return marked._replace(
        things=tuple(one._replace(name=name(one.name)) for one in marked.things),
        fields=tuple(one._replace(owner=name(one.owner)) for one in marked.fields),
        relations=tuple(
            one._replace(source=name(one.source), target=name(one.target))
            for one in marked.relations
        ),
    )


def _retold(marked: Marked, text: str) -> Marked:
    """Return marks where "plantings, i.e. what was sown" are one thing, said twice."""
    for one, other in pairwise(marked.things):
        said = _ID_EST.fullmatch(text[one.words.end : other.words.start])
        if said and other.name != one.name and not is_plural(other.words.text):
            return _united(marked, one, other.name)
    return marked


def _united(marked: Marked, one: MarkedThing, again: str) -> Marked:
    """Return marks where two things are the first of them."""

    def name(known: str) -> str:
        return one.name if known == again else known

    relations = {
        (name(r.source), name(r.target)): r._replace(source=name(r.source), target=name(r.target))
        for r in marked.relations
        if name(r.source) != name(r.target)
    }
    return marked._replace(
        things=tuple(one._replace(words=t.words) if t.name == again else t for t in marked.things),
        fields=tuple(field._replace(owner=name(field.owner)) for field in marked.fields),
        relations=tuple(relations.values()),
    )


def _comings(marked: Marked) -> Marked:
    """Return marks where each time that somebody comes is a visit, which has a name."""
    names = {thing.name for thing in marked.things}
    if "come" not in names or "visit" in names:
        return marked
    things = (
        one._replace(name="visit", named=False, noun=False) if one.name == "come" else one
        for one in marked.things
    )
    return marked._replace(
        things=tuple(things),
        fields=tuple(one._replace(owner=_visit(one.owner)) for one in marked.fields),
        relations=tuple(
            one._replace(source=_visit(one.source), target=_visit(one.target))
            for one in marked.relations
        ),
    )


def _visit(name: str) -> str:
    return "visit" if name == "come" else name


def whole_nouns(marked: Marked, text: str) -> Marked:
    """Return marks where what is kept has its whole name: "blood" of blood pressure is none.

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    whole = {}
    for thing in marked.things:
        words = _whole(thing, text)
        if words is not None:
            whole[thing.name] = words
    if not whole:
        return marked
    called = {name: identifier(words.text) for name, words in whole.items()}
    return marked._replace(
        things=tuple(
            one._replace(words=_whole(one, text) or one.words, name=called.get(one.name, one.name))
            for one in marked.things
        ),
        fields=tuple(one._replace(owner=called.get(one.owner, one.owner)) for one in marked.fields),
        relations=tuple(
            one._replace(
                source=called.get(one.source, one.source), target=called.get(one.target, one.target)
            )
            for one in marked.relations
        ),
    )


def _whole(thing: MarkedThing, text: str) -> Words | None:
    """Return words with the next one, where only both name something that is usually kept."""
    following = _NEXT.match(text, thing.words.end)
    first = thing.words.text.lower()
    if following is None or is_plural(first) or load().thing(first) is not None:
        return None
    if load().thing(f"{first} {following[1].lower()}") is None:
        return None
    start, end = thing.words.start, following.end()
    return Words(start, end, text[start:end])


def compounded(marked: Marked, text: str) -> Marked:
    """Return marks where "contact person" is one field of what was told of before.

    A singular that is said once, right before the only noun that makes a name of it, is no thing.

    Args:
        marked: The marks of an English request.
        text: The request.
    """
    for at, field in enumerate(marked.fields[1:], 1):
        before, mentions = (
            marked.fields[at - 1],
            [t for t in marked.things if t.name == field.owner],
        )
        if len(mentions) != 1 or before.owner == field.owner:
            continue
        (thing,) = mentions
        joined = text[thing.words.end : field.words.start] == " "
        if joined and field.words.text.lower() in _HEADS and not is_plural(thing.words.text):
            return _without(marked, thing, field, before.owner)
    return marked


def _without(marked: Marked, thing: MarkedThing, head: MarkedField, owner: str) -> Marked:
    text = f"{thing.words.text} {head.words.text}"
    whole = head._replace(
        words=Words(thing.words.start, head.words.end, text), name=identifier(text), named=True
    )
    fields = (whole if one is head else one for one in marked.fields)
    return marked._replace(
        things=tuple(one for one in marked.things if one is not thing),
        fields=tuple(
            one._replace(owner=owner) if one.owner == thing.name else one for one in fields
        ),
        relations=tuple(
            one for one in marked.relations if thing.name not in (one.source, one.target)
        ),
    )


def _fields(marked: Marked, text: str) -> Iterator[MarkedField]:
    for field, following in pairwise((*marked.fields, None)):
        if field is None or _only_asks(field, following, text) or _is_recognised(field, marked):
            continue
        field = _priced(field, marked, text)
        words = _trimmed(field.words, text)
        if not words.text:
            continue
        if _ASKED_ONLY.fullmatch(words.text):
            words = _completed(words, text)
        done = _THEY_DO.fullmatch(words.text)
        if done and _is_field(done["field"]) and _OBJECT.match(text, words.end):
            end = words.start + len(done["field"])
            words = Words(words.start, end, done["field"])
            hint = infer(words.text)
            field = field._replace(named=True, type=hint.type.value, values="")
        elif used := _used_behind(field, following, text):
            words = Words(words.start, used, text[words.start : used])
        same = words == field.words
        yield field if same else field._replace(words=words, name=_name(field, words))


def _priced(field: MarkedField, marked: Marked, text: str) -> MarkedField:
    """Return "price a metre" of what something costs, told of what it belongs to."""
    much = _MUCH.fullmatch(field.words.text)
    before = _AT_SO.search(text, 0, field.words.start) if much else None
    if much is None or before is None:
        return field
    noun = (before["noun"] or "").lower()
    owners = [one.owner for one in marked.fields if noun in one.words.text.lower().split()]
    said = f"price {much['per'].lower()}"
    return field._replace(
        name=identifier(said),
        named=False,
        said=said,
        type=FieldType.MONEY.value,
        owner=owners[0] if owners else field.owner,
    )


def _is_field(words: str) -> bool:
    """Say whether the last word is known of people, and no verb goes with it: a phone."""
    return singular(words.lower().split()[-1]) in frames().knowns


def _used_behind(field: MarkedField, following: MarkedField | None, text: str) -> int:
    """Return where an amount ends that goes on with what was done, "coal used"; 0 if none does."""
    used = _USED.match(text, field.words.end) if field.type in _COUNTED else None
    if used is None or (following is not None and following.words.start < used.end()):
        return 0
    return used.end()


def _only_asks(field: MarkedField, following: MarkedField | None, text: str) -> bool:
    """Say whether "what" of "what kind", or "how many" of "how many kilos", was marked alone."""
    if following is None or field.words.text.lower() not in _ASKING:
        return False
    return text[field.words.end : following.words.start] == " "


def _is_recognised(field: MarkedField, marked: Marked) -> bool:
    return field.type == FieldType.PHOTO and is_only_recognised(field.words, marked)


def _trimmed(words: Words, text: str) -> Words:
    """Return words without an "and" or an article at their end; nothing if that is all."""
    kept = words.text.split(" ")
    if len(kept) > 1 and kept[-2].lower() not in _MOMENTS and _ON_CLAUSE.match(text, words.end):
        kept = kept[:-1] if kept[-1].lower() in ("when", "if", "once") else kept
    while kept and kept[-1].lower() in _NAMELESS:
        kept.pop()
    text = " ".join(kept)
    return Words(words.start, words.start + len(text), text)


def _completed(words: Words, text: str) -> Words:
    rest = _GOES_ON.match(text, words.end)
    end = rest.end() if rest else words.end
    return Words(words.start, end, text[words.start : end])


def _name(field: MarkedField, words: Words) -> str:
    return identifier(words.text) if field.named else field.name
