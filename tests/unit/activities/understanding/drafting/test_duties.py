"""A plan of some people per day is a list of who is on duty when."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.drafting.duties import keep_duties
from tests.unit.activities.understanding.drafts import draft_of


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


def test_people_who_are_told_of_a_list_stay_in_it() -> None:
    draft = draft_of({"boats": "name, volunteers"})
    text = "Boats with name and volunteers. Also a roster of the volunteers per day."
    keep_duties(draft, text, "en")
    (boat, duty) = draft.entities.values()
    assert len(boat.fields) == 2
    assert duty.label == "Shift"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A roster of the volunteers per day: task, room, start", "en"),
        ("Einsatzplan der Betreuer pro Tag: Gruppe, Raum, Beginn", "de"),
    ],
)
def test_a_plan_with_fields_of_its_own_is_read_by_them(text: str, language: str) -> None:
    draft = draft_of({})
    keep_duties(draft, text, language)
    assert not draft.entities
