"""Which order of a list the words ask for; pure."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from activities.design.ordering import ADDED
from activities.understanding.text.occurrences import stands_in
from activities.understanding.text.words import plural, singular
from activities.understanding.wishes.orders_said import first_of
from models.fields import NUMERIC_TYPES
from models.specification import Entity, FieldSpecification, FieldType, Relation, RelationKind

_TOP = r"(?:first|on (?:the )?top|(?:at|to|come to) the (?:top|front|beginning))\b"
_BY = re.compile(
    r"\b(?:sort|order|arrange|list|rank|show)(?:e?d|ing|s|n)?\b(?P<what>[^.;!?\n]{0,40}?) by "
    r"(?:the |their |its |how )?(?P<by>[\w'-]+(?: [\w'-]+){0,3})(?P<rest>[^.;!?\n]{0,40})",
    re.IGNORECASE,
)
_ALPHABETICAL = re.compile(
    r"\balphabeti(?:cal(?:ly)?|sch|que)\b|\balfab[eé]tic\w+\b"
    r"|\bfrom a to z\b|\bin abc order\b|\bA-Z\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?P<which>newest|latest|most recent|oldest|earliest|soonest|next|highest|lowest|cheapest"
    r"|dearest|most expensive|biggest|largest|smallest|best|worst|most urgent)\b"
    rf"(?P<what>[^.;:!?\n]{{0,40}}?) {_TOP}",
    re.IGNORECASE,
)
_TICKED = re.compile(
    rf"\b(?P<by>[\w'-]{{4,30}})(?: (?P<what>[\w'-]{{2,30}}))? (?:should |must |to )?(?:come |be "
    rf"|stay |go )?{_TOP}",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:\b(?:no|not|never|without)|n't)(?: \w+){0,4} ?$", re.IGNORECASE)
_BACK = re.compile(
    r"\b(?:newest|latest|most|highest|best|biggest|largest|descending|last|z to a|z-a|reverse"
    r"|strongest|heaviest|longest|tallest|fastest|deepest|hottest|loudest|strictest|dearest)\b",
    re.IGNORECASE,
)
_FORTH = re.compile(
    r"\b(?:oldest|earliest|soonest|least|lowest|cheapest|worst|smallest|ascending|a to z|a-z"
    r"|weakest|lightest|shortest|slowest|coldest|quietest|nearest)\b",
    re.IGNORECASE,
)
_COMING = re.compile(r"(?:^|_)(?:due|deadline|next|expir\w*|best_before|until|start)(?:_|$)")
_YEAR = re.compile(r"(?:^|_)(?:years?|vintage)(?:$|_of)")
_LISTS = re.compile(
    r"(?:the |these |them |it |this |that |all |of |always |please |lists? |entries |records |ones "
    r"|everything |things |sorted |ordered |arranged |be |is |are |should |must |can )*",
    re.IGNORECASE,
)
"""Words that stand for a list between "sort" and "by"."""
_NEAR = 120
"""How many characters before an order are looked at for what it is of, and whether it is denied."""
_ALIKE = 86
_NUMBERS = NUMERIC_TYPES
_LATE = frozenset({"newest", "latest", "most recent"})
_EARLY = frozenset({"oldest", "earliest", "soonest", "next", "most urgent"})
_HIGH = frozenset({"highest", "dearest", "most expensive", "biggest", "largest", "best"})
_COST = frozenset({"dearest", "most expensive", "cheapest"})


_ORDER_LABEL = re.compile(
    r"(?:.+ (?:first|last|on (?:the )?top|at the top|zuerst|oben|en premier|en haut|primero|arriba"
    r"|per prim[oi]|in cima|primeiro|eerst|bovenaan)|(?:whoever|whoever has|who has))",
    re.IGNORECASE,
)


class Ordered(NamedTuple):
    """How the list of an entity is to be sorted, and the words that ask for it."""

    entity: str
    order: str
    """See :attr:`models.specification.Entity.order`."""
    words: str


def orders_in(
    text: str,
    entities: Sequence[Entity],
    relations: Sequence[Relation] = (),
    written: tuple[str, str] = ("", ""),
) -> tuple[Ordered, ...]:
    """Return the orders that words ask for, at most one for an entity.

    Args:
        text: What was said, in English.
        entities: What is kept; the first is the one that is meant where none is named.
        relations: How they belong together; lists can be sorted by what records refer to.
        written: The same as it was written, and the ISO 639-1 code of its language.
    """
    found: dict[str, Ordered] = {}
    reader = _Orders(entities, relations)
    for one in (*reader.of(text), *reader.written(*written)):
        found.setdefault(one.entity, one)
    return tuple(found.values())


def is_said_by(label: str, order: Ordered) -> bool:
    """Say whether what looks like a field is but the words for an order: "Newest first".

    Args:
        label: What the field is called.
        order: The order that was asked for.
    """
    return bool(_ORDER_LABEL.fullmatch(label)) and label.lower() in order.words.lower()


class _Orders:
    def __init__(self, entities: Sequence[Entity], relations: Sequence[Relation]) -> None:
        self._entities = entities
        self._relations = relations

    def of(self, text: str) -> Iterator[Ordered]:
        for pattern, reader in (
            (_BY, self._by),
            (_MOST, self._most),
            (_ALPHABETICAL, self._alphabetical),
            (_TICKED, self._ticked),
        ):
            for found in pattern.finditer(text):
                if _NOT.search(text[max(0, found.start() - _NEAR) : found.start()]):
                    continue
                meant = self._meant(text, found)
                order = next((o for o in (reader(one, found) for one in meant) if o), None)
                if order:
                    yield order._replace(words=found[0].strip())

    def written(self, text: str, language: str) -> Iterator[Ordered]:
        """Return the orders by a day that the words of any language ask for."""
        for which, found in first_of(text, language):
            if _NOT.search(text[max(0, found.start() - _NEAR) : found.start()]):
                continue
            orders = (_by_day(one, which) for one in self._meant(text, found))
            if order := next((o for o in orders if o), None):
                yield order._replace(words=found[0].strip())

    def _meant(self, text: str, found: re.Match[str]) -> list[Entity]:
        """Return the entities in the order in which they can be meant: those nearby first."""
        far = max(0, found.start() - _NEAR)
        begin = max(far, *(text.rfind(sign, far, found.start()) + 1 for sign in ".!?\n"))
        near = f"{text[begin : found.end()]} ".lower()
        return sorted(
            self._entities, key=lambda one: (not _is_named(one, near), -_told_of(one, near))
        )

    def _by(self, one: Entity, found: re.Match[str]) -> Ordered | None:
        what = _LISTS.sub("", f"{found['what'].strip()} ", count=1).strip()
        if what and not _is_named(one, what.lower()):
            return None
        words = found["by"].lower().split()
        for count in range(len(words), 0, -1):
            name, kind = self._field(one, " ".join(words[:count]))
            if name:
                rest = " ".join((found["what"], *words[count:], found["rest"]))
                back = _goes_back(name, kind, rest)
                return Ordered(one.name, f"{'-' if back else ''}{name}", "")
        return None

    def _most(self, one: Entity, found: re.Match[str]) -> Ordered | None:
        which = found["which"].lower()
        if which in _LATE | _EARLY:
            return _by_day(one, which)
        numbers = [f for f in one.fields if f.type in _NUMBERS]
        if which in _COST:
            numbers = [f for f in numbers if f.type is FieldType.MONEY]
        if which in ("best", "worst"):
            numbers = [f for f in numbers if f.type is FieldType.RATING]
        said = found["what"].lower()
        numbers.sort(key=lambda f: f.label.lower() not in said)
        back = "-" if which in _HIGH else ""
        return Ordered(one.name, f"{back}{numbers[0].name}", "") if numbers else None

    @staticmethod
    def _alphabetical(one: Entity, _: re.Match[str]) -> Ordered | None:
        title = next(f for f in one.fields if f.name == one.title_field)
        worded = title.type in (FieldType.TEXT, FieldType.LONG_TEXT)
        return Ordered(one.name, one.title_field, "") if worded else None

    @staticmethod
    def _ticked(one: Entity, found: re.Match[str]) -> Ordered | None:
        said = found["by"].lower()
        for field in one.fields:
            if field.type is not FieldType.YES_NO:
                continue
            label = field.label.lower()
            if said.removeprefix("un") == label != said:
                return Ordered(one.name, field.name, "")
            if fuzz.ratio(label, singular(said)) >= _ALIKE:
                return Ordered(one.name, f"-{field.name}", "")
        return None

    def _field(self, one: Entity, words: str) -> tuple[str, FieldType | None]:
        """Return the name and the type of a field, or of a reference, that has none."""
        forms = {words, singular(words), words.replace(" ", "_")}
        for field in one.fields:
            if {field.label.lower(), field.name, plural(field.label.lower())} & forms:
                return field.name, field.type
        for field in one.fields:
            if field.name.split("_")[-1] in forms or field.name.split("_")[0] in forms:
                return field.name, field.type
        for link in self._relations:
            single = link.kind is RelationKind.MANY_TO_ONE and link.source == one.name
            if single and {link.label.lower(), link.name, link.target} & forms:
                return link.name, None
        return "", None


def _by_day(one: Entity, which: str) -> Ordered | None:
    days = [f.name for f in one.fields if f.type is FieldType.DATE]
    coming = [name for name in days if _COMING.search(name)]
    if which in ("soonest", "next", "most urgent"):
        name = next(iter((*coming, *days)), "")
    else:
        years = [f.name for f in one.fields if _is_year(f)]
        name = next((day for day in (*days, *years) if day not in coming), ADDED)
    return Ordered(one.name, f"{'-' if which in _LATE else ''}{name}", "") if name else None


def _is_year(field: FieldSpecification) -> bool:
    """Say whether a number is the year in which something was made."""
    return field.type is FieldType.INTEGER and bool(_YEAR.search(field.name))


def _is_named(one: Entity, near: str) -> bool:
    names = {one.label.lower(), one.plural_label.lower(), one.name.replace("_", " ")}
    return any(stands_in(name, near) for name in names)


def _told_of(one: Entity, near: str) -> int:
    """Return how many fields of a list are told right there: of a list that has another name."""
    return sum(field.label.lower() in near for field in one.fields)


def _goes_back(name: str, kind: FieldType | None, words: str) -> bool:
    if _FORTH.search(words):
        return False
    if _BACK.search(words):
        return True
    return kind is FieldType.RATING or (kind is FieldType.DATE and not _COMING.search(name))
