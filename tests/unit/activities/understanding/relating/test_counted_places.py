"""Bookings are of one of what there are several of."""

import pytest

from activities.understanding.analysis import analyse


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Wir haben eine Pension mit fünf Zimmern. Buchungen im Kalender, mit Name, Anreise, "
         "Abreise", "Zimmer"),
        ("J'ai deux gîtes. Les réservations avec le nom, l'arrivée, le départ", "Gîte"),
        ("Abbiamo un B&B con tre camere. Prenotazioni con nome, arrivo, partenza", "Camera"),
        ("We hebben vier kano's. Reserveringen met naam, datum, telefoon", "Kano"),
        ("We run a little guesthouse with three rooms. Bookings with name, arrival, departure",
         "Room"),
    ],
)  # fmt: skip
def test_a_booking_is_of_one_of_them(text: str, label: str) -> None:
    understood = analyse(text)
    (place,) = [one for one in understood.entities if one.label == label]
    assert [one.target for one in understood.relations] == [place.name]


@pytest.mark.parametrize(
    "text",
    [
        "Réservations de notre salle : date, heure, nom, pour deux personnes",
        "Wir haben drei Zimmer und zwei Kinder. Putzplan mit Datum und Raum",
        "Bookings with name, arrival, departure. There is space for two caravans.",
        "Hotel bookings: name, from, until. We lend our guests four bikes.",
        "Buchungen mit Name, Anreise, Abreise. Parkplatz für zwei Wohnmobile.",
    ],
)
def test_what_is_told_or_no_place_makes_no_list(text: str) -> None:
    assert analyse(text).relations == ()
