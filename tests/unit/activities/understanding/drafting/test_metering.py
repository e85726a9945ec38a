"""What several meters show is a number for each, in other languages than English."""

import pytest

from activities.understanding.analysis import analyse
from models.fields import FieldType


def _numbers(text: str) -> set[str]:
    (entity,) = analyse(text).entities
    assert FieldType.DATE in {field.type for field in entity.fields}
    return {field.label for field in entity.fields if field.type is FieldType.DECIMAL}


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Zählerstände für Strom, Gas und Wasser, jeden Monat ablesen", {"Strom", "Gas", "Wasser"}),
        ("Relevés de compteur pour l'eau, le gaz et l'électricité, une fois par mois",
         {"Eau", "Gaz", "Électricité"}),
        ("Lecturas del contador de luz, gas y agua cada mes", {"Luz", "Gas", "Agua"}),
        ("Letture del contatore di luce, gas e acqua ogni mese", {"Luce", "Gas", "Acqua"}),
        ("Leituras do contador de água, luz e gás todos os meses", {"Água", "Luz", "Gás"}),
        ("Meterstanden voor stroom, gas en water, elke maand", {"Stroom", "Gas", "Water"}),
        ("Stan licznika prądu i gazu co miesiąc", {"Prąd", "Gaz"}),
    ],
)  # fmt: skip
def test_each_meter_has_its_number(text: str, labels: set[str]) -> None:
    assert _numbers(text) == labels


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Zählerstände für Strom, Gas und Wasser: Datum, Stand, Foto", "Strom"),
        ("Relevés de notes pour maths, français et anglais", "Maths"),
    ],
)
def test_meters_are_no_numbers_where_another_is_told_or_nothing_is_measured(
    text: str, label: str
) -> None:
    labels = [field.label for one in analyse(text).entities for field in one.fields]
    assert label not in labels


@pytest.mark.parametrize(
    ("text", "label", "numbers"),
    [
        ("Photovoltaik, jeden Monat Zählerstand Einspeisung und Bezug eintragen. Dazu die "
         "Störungen mit Datum und Kosten.", "Zählerstand", {"Einspeisung", "Bezug"}),
        ("Monatlich Zählerstände eintragen: Strom, Wasser, Gas. Außerdem die Wartungen mit Datum "
         "und Firma.", "Zählerstand", {"Strom", "Wasser", "Gas"}),
        ("Elke maand meterstand stroom en gas invullen. Daarnaast de storingen met datum en "
         "kosten.", "Meterstand", {"Stroom", "Gas"}),
        ("Co miesiąc stan licznika prądu i gazu. Do tego awarie z datą i kosztem.",
         "Stan licznika", {"Prąd", "Gaz"}),
    ],
)  # fmt: skip
def test_readings_beside_another_list_are_kept(text: str, label: str, numbers: set[str]) -> None:
    lists = {one.label: {f.label for f in one.fields} for one in analyse(text).entities}
    assert numbers < lists.pop(label)
    assert lists
    assert not any(numbers & fields for fields in lists.values())
