"""A plan of some people per day is a list of who is on duty when."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "duty", "who"),
    [
        ("Il faut la liste des enfants avec l'arrêt et le téléphone des parents, et un planning "
         "des accompagnateurs par jour.", "Permanence", "Accompagnateur"),
        ("Liste der Kinder mit Haltestelle und ein Plan der Betreuer pro Tag", "Dienst",
         "Betreuer"),
        ("Lijst van de kinderen met halte en een rooster van de begeleiders per dag", "Dienst",
         "Begeleider"),
        ("la lista de niños con su parada y un cuadrante de los acompañantes por día", "Turno",
         "Acompañante"),
        ("lista dei bambini con la fermata e un piano degli accompagnatori per giorno", "Turno",
         "Accompagnatore"),
    ],
)  # fmt: skip
def test_who_is_on_duty_is_kept(text: str, duty: str, who: str) -> None:
    lists = {one.label: [f.label for f in one.fields] for one in analyse(text).entities}
    assert len(lists) > 1
    assert who in lists[duty]


def test_meals_are_on_no_duty() -> None:
    text = "Recettes avec ingrédients, et un planning des repas par jour"
    assert "Permanence" not in {one.label for one in analyse(text).entities}
