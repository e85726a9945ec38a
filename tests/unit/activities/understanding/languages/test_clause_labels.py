"""Clauses are cut to what they say."""

import pytest

from activities.understanding.draft import Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.knowledge.lexicon import load
from activities.understanding.languages.clause_labels import shorten_clauses
from models.fields import FieldType


def _label(clause: str, kind: FieldType, language: str) -> str:
    entity = DraftEntity("thing", "Thing", "Things", None, "things", 0.9)
    made = field_from(Hint(clause, kind), owner="thing")
    entity.fields.append(DraftField(made.model_copy(update={"label": clause}), clause, 0.9))
    shorten_clauses(Draft(load(), {"thing": entity}), language)
    return entity.fields[0].specification.label


@pytest.mark.parametrize(
    ("clause", "kind", "language", "label"),
    [
        ("Ob der Schlüssel schon zurück ist", FieldType.YES_NO, "de", "Schlüssel zurück"),
        ("Ob ich sie bezahlt habe", FieldType.YES_NO, "de", "Bezahlt"),
        ("Si la clé est rendue", FieldType.YES_NO, "fr", "Clé rendue"),
        ("Si la llave está devuelta", FieldType.YES_NO, "es", "Llave devuelta"),
        ("Se la chiave è restituita", FieldType.YES_NO, "it", "Chiave restituita"),
        ("Of de sleutel al terug is", FieldType.YES_NO, "nl", "Sleutel terug"),
        ("Wann ich sie gedüngt habe", FieldType.DATE, "de", "Gedüngt am"),
        ("Wann", FieldType.DATE, "de", "Datum"),
        ("Wanneer ik ze gesnoeid heb", FieldType.DATE, "nl", "Gesnoeid op"),
        ("Quand faut-il laver le prochain", FieldType.DATE, "fr", "Prochaine fois"),
        ("Ob man mit dem Bus hinkommt", FieldType.YES_NO, "de", "Ob man mit dem Bus hinkommt"),
        ("Ob geliefert", FieldType.YES_NO, "de", "Geliefert"),
        ("Ob nötig", FieldType.YES_NO, "de", "Ob nötig"),
        ("Wann", FieldType.TIME, "de", "Wann"),
        ("Ob nötig", FieldType.TEXT, "de", "Ob nötig"),
    ],
)
def test_a_clause_is_cut(clause: str, kind: FieldType, language: str, label: str) -> None:
    assert _label(clause, kind, language) == label


@pytest.mark.parametrize(
    ("clause", "language", "noun"),
    [
        ("Wie hoch die Miete ist", "de", "Miete"),
        ("Combien était le loyer", "fr", "Loyer"),
        ("Cuánto es la fianza", "es", "Fianza"),
        ("Hoe hoog de borg was", "nl", "Borg"),
        ("Wie viel wir schulden", "de", "Wie viel wir schulden"),
    ],
)
def test_an_amount_is_called_by_what_it_is_of(clause: str, language: str, noun: str) -> None:
    assert _label(clause, FieldType.MONEY, language) == noun
