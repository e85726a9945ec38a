"""Those who win are kept where they are to be ranked."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "label", "role"),
    [
        ("Partien vom Schachabend: wer gewinnt, Punkte und die Rangliste", "Spieler", "Sieger"),
        ("Noter nos parties de tarot: qui gagne, les points, et le classement", "Joueur",
         "Vainqueur"),
        ("Segnare le partite a briscola: chi vince, punti e la classifica", "Giocatore",
         "Vincitore"),
    ],
)  # fmt: skip
def test_a_game_has_its_winner(text: str, label: str, role: str) -> None:
    understood = analyse(text)
    assert label in [one.label for one in understood.entities]
    assert [one.label for one in understood.relations] == [role]


@pytest.mark.parametrize(
    "text",
    [
        "Wettbewerbe: Titel, Datum, Sieger, Preisgeld",
        "Ligaspiele: Datum, Mannschaft, Gegner, Tore und die Tabelle",
    ],
)
def test_without_a_ranking_of_winners_nobody_is_added(text: str) -> None:
    assert "player" not in {one.name for one in analyse(text).entities}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Livros: título, autor, classificação", "Classificação"),
        ("Fósiles: nombre, clasificación, lugar", "Clasificación"),
        ("Tablas de snowboard: marca, tabla, longitud", "Tabla"),
    ],
)
def test_a_word_for_a_ranking_is_kept_where_nobody_wins(text: str, label: str) -> None:
    (entity,) = analyse(text).entities
    assert label in [field.label for field in entity.fields]


def test_a_table_to_look_at_ranks_nobody() -> None:
    text = "Kegelabende: Datum, Ort, wer gewonnen hat. Bitte alles in einer Tabelle."
    assert "player" not in {one.name for one in analyse(text).entities}
