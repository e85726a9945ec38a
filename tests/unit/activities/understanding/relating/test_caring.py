"""Enumerated kinds of care are one list with a kind and a day."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.knowledge.inference import Hint
from activities.understanding.knowledge.lexicon import load
from activities.understanding.relating.caring import keep_care
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "care", "thing", "kinds"),
    [
        ("Log for the orchids: watering, feeding, repotting, note", "Care", "Orchid",
         ("Watering", "Feeding", "Repotting")),
        ("Tracker for my houseplants: watering, repotting, photo", "Care", "Houseplant",
         ("Watering", "Repotting")),
        ("Suivi des plantes du balcon : arrosage, rempotage, photo", "Soin", "Plante",
         ("Arrosage", "Rempotage")),
        ("Seguimiento de las plantas: riego, abono, foto", "Cuidado", "Planta",
         ("Riego", "Abono")),
    ],
)  # fmt: skip
def test_kinds_of_care_are_chosen(text: str, care: str, thing: str, kinds: tuple[str, ...]) -> None:
    understood = analyse(text)
    of = {one.label: one for one in understood.entities}
    assert set(of) == {care, thing}
    (relation,) = understood.relations
    assert (relation.source, relation.target) == (of[care].name, of[thing].name)
    assert [one.choices for one in of[care].fields if one.choices] == [kinds]
    assert FieldType.DATE in [one.type for one in of[care].fields]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Log of my horses: feeding, amount, vet, time", "Feeding"),
        ("Our garden tools: cleaning, date, who", "Cleaning"),
        ("Trainings for my team: training, trainer, place", "Training"),
    ],
)
def test_one_kind_alone_stays_as_it_is_called(text: str, label: str) -> None:
    assert label in [one.label for one in analyse(text).entities]


@pytest.mark.parametrize(
    ("other", "label"), [("descaling", "Care"), ("heating", "Cleaning"), ("wiring", "Cleaning")]
)
def test_not_all_that_ends_like_a_deed_is_one(other: str, label: str) -> None:
    boiler = DraftEntity("boiler", "Boiler", "Boilers", None, "boilers", STATED)
    cleaning = DraftEntity("cleaning", "Cleaning", "Cleanings", None, "cleaning", STATED)
    cleaning.put(Hint(other.title(), FieldType.TEXT), other)
    draft = Draft(load(), {"boiler": boiler, "cleaning": cleaning})
    draft.link(cleaning, boiler, "Boiler")
    keep_care(draft, f"Log for the boilers: cleaning, {other}", "en")
    assert cleaning.label == label
