"""What was understood of a gloss, in the person's own words again; pure."""

import re

from activities.understanding.languages.glossing import Gloss, english_words
from activities.understanding.languages.pieces import Piece
from activities.understanding.languages.vocabulary import Vocabulary, vocabulary
from activities.understanding.text import word_set
from activities.understanding.words import singular
from models.conversation import Finding, Understanding
from models.specification import Entity, FieldSpecification, Relation

_SKIPPED = word_set("a an the of to for in on my our is are s")
_LONGEST_LABEL = 60
_MOST_SKIPPED = 4
_WITH_CASES = ("de", "pl")


class Restorer:
    """Finds for English words the words of the request that they stand for."""

    def __init__(self, gloss: Gloss) -> None:
        self._gloss = gloss
        self._words: Vocabulary = vocabulary(gloss.language)
        self._at: list[tuple[str, Piece]] = []
        for piece in gloss.pieces:
            self._at += ((singular(word), piece) for word in english_words(piece.english))
        self._places: dict[str, list[int]] = {}
        for place, (word, _) in enumerate(self._at):
            self._places.setdefault(word, []).append(place)

    def restored(self, understood: Understanding) -> Understanding:
        """Return an understanding with labels, choices and evidence in the person's words."""
        evidence = {finding.what: finding.evidence for finding in understood.findings}
        entities = tuple(self._entity(entity, evidence) for entity in understood.entities)
        relations = tuple(self._relation(one, evidence) for one in understood.relations)
        return understood.model_copy(
            update={
                "language": self._gloss.language,
                "title": self._title(understood, entities),
                "entities": entities,
                "relations": relations,
                "findings": tuple(self._finding(one) for one in understood.findings),
                "beyond": tuple(
                    one.model_copy(update={"words": self.quoted(one.words)})
                    for one in understood.beyond
                ),
            }
        )

    def _title(self, understood: Understanding, entities: tuple[Entity, ...]) -> str:
        own = self._pieces(english_words(understood.title), "")
        if own:
            return _large(self._basic(own))
        return entities[0].plural_label if entities else understood.title

    def _entity(self, entity: Entity, evidence: dict[str, str]) -> Entity:
        near = evidence.get(f"entity={entity.name}", "")
        one, many = self._both(entity.label, near)
        fields = tuple(
            self._field(field, evidence.get(f"field={entity.name}.{field.name}", ""))
            for field in entity.fields
        )
        return entity.model_copy(
            update={"label": one or entity.label, "fields": fields}
            | {"plural_label": many or (one if one else entity.plural_label)}
        )

    def _field(self, field: FieldSpecification, near: str) -> FieldSpecification:
        choices = tuple(self._choice(choice, near) for choice in field.choices)
        if len({choice.casefold() for choice in choices}) != len(choices):
            choices = field.choices
        return field.model_copy(update={"label": self.label(field.label, near), "choices": choices})

    def _relation(self, relation: Relation, evidence: dict[str, str]) -> Relation:
        near = evidence.get(f"relation={relation.source}.{relation.name}", "")
        return relation.model_copy(update={"label": self.label(relation.label, near)})

    def _finding(self, finding: Finding) -> Finding:
        if not finding.evidence:
            return finding
        return finding.model_copy(update={"evidence": self.quoted(finding.evidence)[:300]})

    def label(self, english: str, near: str = "") -> str:
        """Return a label in the person's words, or as their language usually says it.

        Args:
            english: The label as it was understood.
            near: English words among which it was found; looked at first.
        """
        own = self._pieces(english_words(english), near)
        if own and own[0].kind is None and english.lower() == own[0].english.lower():
            return english
        if own and self._means_more(own, english):
            own = []
        if own:
            text = self._basic(own)
            return _large(text) if len(text) <= _LONGEST_LABEL else english
        entry = self._words.own.get(english.lower()) or self._words.own.get(
            singular(english.lower())
        )
        return _large(entry.one) if entry else english

    def _choice(self, english: str, near: str) -> str:
        own = self._pieces(english_words(english), near)
        if own and not self._means_more(own, english):
            return self._slice(own)
        label = self.label(english, near)
        return label if english[:1].isupper() else f"{label[:1].lower()}{label[1:]}"

    def _means_more(self, own: list[Piece], english: str) -> bool:
        said = len(english_words(own[0].english))
        return len(own) == 1 and not own[0].is_noun and said > len(english_words(english))

    def _basic(self, own: list[Piece]) -> str:
        """Return the words as they were written, a single noun without the ending of its case."""
        piece = own[0]
        if len(own) > 1 or not piece.one or self._gloss.language not in _WITH_CASES:
            return self._slice(own)
        return piece.many or self._slice(own) if piece.plural else piece.one

    def _both(self, english: str, near: str) -> tuple[str, str]:
        """Return a label in the singular and in the plural; empty what is not known."""
        own = self._pieces(english_words(english), near)
        if own and len(own) > 1:
            text = self._slice(own)
            return (_large(text), _large(text)) if len(text) <= _LONGEST_LABEL else ("", "")
        if own and not own[0].is_noun:
            text = _large(self._slice(own)) if own[0].one else ""
            return text, text
        if own:
            piece = own[0]
            one, seen = piece.one, self._gloss.original[piece.start : piece.end]
            cased = self._gloss.language == "pl"
            many = piece.many or (seen if piece.plural and not cased else "")
        else:
            entry = self._words.own.get(english.lower())
            if entry is None:
                return "", ""
            one, many = entry.one, entry.many
        return _large(one), _large(many or pluralised(one, self._gloss.language))

    def quoted(self, english: str) -> str:
        """Return the part of the request that English words stand for."""
        words = english_words(english)
        own = self._pieces(words, "", at_most=len(words) + 12)
        return self._slice(own) if own else english

    def _slice(self, pieces: list[Piece]) -> str:
        start, end = min(p.start for p in pieces), max(p.end for p in pieces)
        return re.sub(r"\s+", " ", self._gloss.original[start:end]).strip(" ,;:.")

    def _pieces(self, words: list[str], near: str, at_most: int = 0) -> list[Piece]:
        wanted = [singular(word) for word in words if word not in _SKIPPED] or words
        if not wanted:
            return []
        longest = at_most or len(wanted) + _MOST_SKIPPED
        begin = self._begin(near)
        places = self._places.get(wanted[0], [])
        for place in sorted(places, key=lambda p: (p < begin, p)):
            found = self._from(place, wanted, longest)
            if found:
                return found
        return []

    def _begin(self, near: str) -> int:
        words = english_words(near)
        wanted = [singular(word) for word in words[:6] if word not in _SKIPPED]
        for place in self._places.get(wanted[0], []) if wanted else []:
            if self._from(place, wanted, len(wanted) + 6):
                return place
        return 0

    def _from(self, place: int, wanted: list[str], longest: int) -> list[Piece]:
        found: list[Piece] = []
        at = 0
        for word, piece in self._at[place : place + longest]:
            if at < len(wanted) and word == wanted[at]:
                at += 1
                if not found or found[-1] is not piece:
                    found.append(piece)
            if at == len(wanted):
                return found
        return []


def pluralised(word: str, language: str) -> str:
    """Return the plural of a word of a language whose rule is simple; else the word."""
    first, _, rest = word.partition(" ")
    if rest:
        return f"{pluralised(first, language)} {rest}"
    if language == "fr":
        return word if word[-1] in "sxz" else f"{word}s"
    if language in ("es", "pt"):
        return word if word[-1] in "sx" else f"{word}{'s' if word[-1] in 'aeiouáéó' else 'es'}"
    if language == "it" and word[-1] in "aeo":
        return word[:-1] + {"a": "e", "e": "i", "o": "i"}[word[-1]]
    return word


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]
