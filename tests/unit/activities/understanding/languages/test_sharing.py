"""Two that share a noun in other languages are both told whole."""

import pytest

from activities.understanding.languages.sharing import (
    first_before,
    second_after,
    second_day,
)


@pytest.mark.parametrize(
    ("one", "other", "language", "told"),
    [
        ("precio de compra", "de venta", "es", "precio de venta"),
        ("nombre d'adultes", "d'enfants", "fr", "nombre d'enfants"),
        ("data di inizio", "di fine", "it", "data di fine"),
        ("tension haute", "basse", "fr", "tension basse"),
        ("pressione alta", "bassa", "it", "pressione bassa"),
        ("mano izquierda", "derecha", "es", "mano derecha"),
        ("tension haute", "pouls", "fr", ""),
        ("precio", "de venta", "es", ""),
        ("fecha de compra", "proveedor", "es", ""),
        ("date of birth", "de facto head", "en", ""),
    ],
)
def test_what_lacks_its_noun_has_that_of_the_first(
    one: str, other: str, language: str, told: str
) -> None:
    assert second_after(one, other, language) == told


@pytest.mark.parametrize(
    ("one", "other", "language", "told"),
    [
        ("Einkaufs-", "Verkaufspreis", "de", "Einkaufspreis"),
        ("Anfangs-", "Endkilometer", "de", "Anfangskilometer"),
        ("Theorie-", "praktische Prüfung", "de", "Theorieprüfung"),
        ("inkoop-", "verkoopprijs", "nl", "inkoopprijs"),
        ("oberer", "unterer Wert", "de", "oberer Wert"),
        ("linkes", "rechtes Auge", "de", "linkes Auge"),
        ("hoogste", "laagste stand", "nl", "hoogste stand"),
        ("górne", "dolne ciśnienie", "pl", "górne ciśnienie"),
        ("großes", "rechtes Auge", "de", ""),
        ("oberer", "Wert", "de", ""),
        ("Einkauf", "Verkaufspreis", "de", ""),
        ("Einkaufs-", "Xyzzy", "de", ""),
        ("pre-", "post", "en", ""),
    ],
)
def test_a_part_of_a_compound_has_the_last_part_of_the_other(
    one: str, other: str, language: str, told: str
) -> None:
    assert first_before(one, other, language) == told


@pytest.mark.parametrize(
    ("one", "other", "language", "told"),
    [
        ("data odbioru", "zwrotu", "pl", "data zwrotu"),
        ("fecha de siembra", "cosecha", "es", "fecha de cosecha"),
        ("Datum der Abgabe", "Rückgabe", "de", "Datum der Rückgabe"),
        ("heure d'arrivée", "départ", "fr", "heure de départ"),
        ("Datum", "Uhrzeit", "de", ""),
        ("Datum der Abgabe", "Rückgabedatum", "de", ""),
        ("precio de compra", "salida", "es", ""),
        ("", "x", "en", ""),
    ],
)
def test_two_days_share_their_noun(one: str, other: str, language: str, told: str) -> None:
    assert second_day(one, other, language) == told
