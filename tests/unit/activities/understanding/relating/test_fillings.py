"""What is filled up is noted with its day, apart from what is filled."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity
from activities.understanding.knowledge.inference import Hint
from activities.understanding.knowledge.lexicon import load
from activities.understanding.relating.fillings import call_fillings, is_filling
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "filling", "thing"),
    [
        ("something to log fuel and hours for our three tractors", "Fill-up", "Tractor"),
        ("log diesel and mileage for two lorries", "Fill-up", "Lorry"),
        ("I want to track fuel and odometer for our four vans", "Fill-up", "Van"),
        ("un carnet pour noter l'essence et le kilométrage de deux voitures", "Plein", "Voiture"),
        ("un registro de gasolina y kilometraje para dos coches", "Repostaje", "Coche"),
    ],
)
def test_fillings_are_dated_and_lead_to_what_is_filled(text: str, filling: str, thing: str) -> None:
    understood = analyse(text)
    of = {one.label: one for one in understood.entities}
    assert set(of) == {filling, thing}
    (relation,) = understood.relations
    assert (relation.source, relation.target) == (of[filling].name, of[thing].name)
    assert FieldType.DATE in [field.type for field in of[filling].fields]
    assert any(field.type is not FieldType.DATE for field in of[filling].fields)


@pytest.mark.parametrize(
    "text",
    [
        "list of two cars with fuel type, mileage, make",
        "fuel prices at three stations",
        "Cars with make, mileage, engine",
    ],
)
def test_what_is_told_of_things_is_no_filling(text: str) -> None:
    assert "Fill-up" not in [one.label for one in analyse(text).entities]


def _kept(label: str, *numbers: str) -> DraftEntity:
    kept = DraftEntity("refuel", label, f"{label}s", None, label.lower(), STATED)
    for number in numbers:
        kept.put(Hint(number, FieldType.DECIMAL), number.lower())
    return kept


@pytest.mark.parametrize(
    ("numbers", "filling"),
    [
        (("Litres", "Mileage"), True),
        (("Diesel", "Hours"), True),
        (("Litres", "Hours"), False),
        (("Gas", "Hours"), False),
    ],
)
def test_what_is_watered_or_milked_is_no_filling(numbers: tuple[str, ...], filling: bool) -> None:
    assert is_filling(_kept("Refuel", *numbers).fields) is filling


@pytest.mark.parametrize(
    ("label", "told", "labels"),
    [
        ("Diesel", "Price", ["Diesel", "Price"]),
        ("Diesel", "Amount", ["Amount"]),
        ("Refuelling", "Price", ["Price"]),
    ],
)
def test_how_much_it_was_is_kept_once(label: str, told: str, labels: list[str]) -> None:
    kept = _kept(label, told)
    call_fillings(Draft(load(), {"refuel": kept}), "en")
    assert [one.specification.label for one in kept.fields] == labels
