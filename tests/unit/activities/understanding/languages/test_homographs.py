"""A word that is a noun and a form of a verb is read as what it is where it stands."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.languages.homographs import nouns_in, verbs_in


@pytest.mark.parametrize(
    ("text", "language", "verbs"),
    [
        ("qué cuidadora vino y a qué hora", "es", {"vino"}),
        ("qué técnico vino, cuándo vino", "es", {"vino"}),
        ("quién vino y quién no", "es", {"vino"}),
        ("qué vecino planta cada parcela", "es", {"planta"}),
        ("quem visita a avó e quando", "pt", {"visita"}),
        ("quale volontario visita la nonna", "it", {"visita"}),
        ("quel bénévole visite la dame", "fr", {"visite"}),
        ("qué vino es, añada, bodega", "es", set()),
        ("qué botella de vino, nota", "es", set()),
        ("qué copa vino de Jerez", "es", set()),
        ("cuándo vino y qué vino trajo", "es", set()),
        ("mi lista de vinos: vino, añada", "es", set()),
        ("kto co piecze na którą imprezę", "pl", {"piecze"}),
        ("kto kiedy dyżur, ile godzin", "pl", set()),
        ("which carer came", "en", set()),
    ],
)
def test_a_verb_stands_behind_who_does_it(text: str, language: str, verbs: set[str]) -> None:
    assert verbs_in(text, language) == verbs


@pytest.mark.parametrize(
    "request_",
    [
        "Mi abuela tiene cuidadoras que se turnan. Quiero saber qué cuidadora vino, a qué hora"
        " entró y salió, y cuántas horas hizo.",
        "Quiero apuntar qué técnico vino, cuándo vino y cuánto cobró.",
        "Apuntar quién vino a la reunión y quién no",
    ],
)
def test_who_came_is_no_wine(request_: str) -> None:
    understood = analyse(request_)
    assert "wine" not in {one.name for one in understood.entities}
    assert "vino" not in understood.title.lower()


def test_wine_stays_wine() -> None:
    understood = analyse("Mi bodega: qué vino es, añada, bodega, cuántas botellas")
    assert [one.name for one in understood.entities] == ["wine"]


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Infornate con data, farina", {"infornate"}),
        ("Socios con teléfono y visitas con fecha", {"socios", "visitas"}),
        ("quién visita con frecuencia a la abuela", set()),
    ],
)
def test_what_begins_a_clause_and_has_fields_is_a_noun(text: str, nouns: set[str]) -> None:
    assert nouns_in(text) == nouns
