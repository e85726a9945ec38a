"""What was done is called by a noun, and what it was done to is kept beside it."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import Draft, DraftEntity
from activities.understanding.drafting.verb_named import name_by_noun
from activities.understanding.knowledge.lexicon import load


def _called(evidence: str, label: str, text: str, language: str) -> tuple[str, str]:
    entity = DraftEntity("change", label, label, None, evidence, 0.9)
    draft = Draft(load(), {"change": entity})
    name_by_noun(draft, text, language)
    return entity.label, entity.plural_label


@pytest.mark.parametrize(
    ("evidence", "label", "language", "noun"),
    [
        ("gewartet", "Gewartet", "de", ("Wartung", "Wartungen")),
        ("arrosées", "Arrosée", "fr", ("Arrosage", "Arrosages")),
        ("podado", "Podado", "es", ("Poda", "Podas")),
        ("pulito", "Pulito", "it", ("Pulizia", "Pulizie")),
        ("trocado", "Trocado", "pt", ("Troca", "Trocas")),
        ("gesnoeid", "Gesnoeid", "nl", ("Snoeibeurt", "Snoeibeurten")),
        ("wymieniono", "Wymieniono", "pl", ("Wymiana", "Wymiany")),
        ("geschliffen", "Geschliffen", "de", ("Eintrag", "Einträge")),
    ],
)
def test_what_was_done_is_a_noun(
    evidence: str, label: str, language: str, noun: tuple[str, str]
) -> None:
    assert _called(evidence, label, f"die Messer {evidence}", language) == noun


@pytest.mark.parametrize(
    ("evidence", "label", "language"),
    [("hat", "Ausleihe", "de"), ("Geräte", "Gerät", "de"), ("café", "Café", "fr")],
)
def test_what_has_a_noun_keeps_it(evidence: str, label: str, language: str) -> None:
    assert _called(evidence, label, f"das alles {evidence}", language)[0] == label


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("wanneer heb ik welke boom gesnoeid en wanneer moet het weer",
         {"Snoeibeurt": ["Datum", "Volgende keer"], "Boom": ["Naam"]}),
        ("wann wurde welche Pflanze gedüngt und wann wieder?",
         {"Düngung": ["Datum", "Nächster Termin"], "Pflanze": ["Name"]}),
    ],
)  # fmt: skip
def test_what_it_was_done_to_is_kept(text: str, lists: dict[str, list[str]]) -> None:
    understood = analyse(text)
    found = {one.label: [field.label for field in one.fields] for one in understood.entities}
    assert found == lists
    (relation,) = understood.relations
    assert relation.target in {one.name for one in understood.entities[1:]}
