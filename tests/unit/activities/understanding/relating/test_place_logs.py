"""A log of a place or a device keeps entries; a register of things keeps the things."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import Draft
from activities.understanding.knowledge.lexicon import load
from activities.understanding.relating.place_logs import keep_entries_of_place


@pytest.mark.parametrize(
    ("text", "entry", "title"),
    [
        ("Autoclave log: date, cycle no., passed yes/no, signed by", "Entry", "Autoclave log"),
        ("kitchen fridge log - date, time, temperature, initials", "Entry", "Kitchen fridge log"),
        ("Crane logbook. date, operator, hours, defects found", "Entry", "Crane logbook"),
        ("boiler book: date, pressure, what was done, by whom", "Entry", "Boiler book"),
        (
            "vet practice: steriliser log. Date, program number, strip ok yes/no, remarks",
            "Entry",
            "Steriliser log",
        ),
        ("Gartentagebuch: Datum, Wetter, Foto", "Eintrag", "Gartentagebuch"),
        (
            "Diario de la caldera: fecha, presión, qué se hizo, quién",
            "Entrada",
            "Diario de la caldera",
        ),
        (
            "Journal de bord du camping-car : date, étape, km, gazole",
            "Entrée",
            "Journal de bord du camping-car",
        ),
        ("Dziennik kotłowni: data, ciśnienie, co zrobiono, kto", "Wpis", "Dziennik kotłowni"),
    ],
)
def test_a_log_of_a_place_keeps_entries(text: str, entry: str, title: str) -> None:
    understood = analyse(text)
    assert [one.label for one in understood.entities] == [entry]
    assert understood.title == title


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("tool register: name, price, bought on, where it is kept", "Tool"),
        ("plant book: name, sown on, planted out, bed", "Plant"),
        ("van register: plate, make, model, year, insurance until", "Van"),
        ("boat register: name, length, owner, berth, phone", "Boat"),
        ("Visitor book of the museum: date, name, from where, comment", "Visitor"),
        ("dream diary: date, what happened, mood", "Dream"),
        ("Kassenbuch: Datum, Text, Einnahme, Ausgabe", "Buchungssatz"),
        ("Registro della piscina: data, cloro, pH, temperatura", "Misurazione"),
        ("Libro de visitas de la casa rural: fecha, nombre, comentario", "Visita"),
    ],
)
def test_what_is_listed_or_happens_is_called_by_its_name(text: str, kept: str) -> None:
    assert [one.label for one in analyse(text).entities] == [kept]


def test_entries_lead_to_what_they_are_about() -> None:
    understood = analyse("Logbook for our three boats: date, skipper, hours, fuel, remarks")
    assert [one.label for one in understood.entities] == ["Entry", "Boat"]
    assert [(one.source, one.target) for one in understood.relations] == [("entry", "boat")]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("temperature and humidity of the greenhouse every hour", "Reading"),
        ("temperature and humidity of the greenhouse, with its address", "Greenhouse"),
        ("three greenhouses with their temperature and humidity every hour", "Greenhouse"),
    ],
)
def test_what_is_measured_of_one_place_are_readings(text: str, label: str) -> None:
    draft = Draft(load())
    place = draft.ensure("greenhouse", "greenhouse")
    assert place is not None
    for words in ("date", "temperature", "humidity"):
        place.tell(words, words, words)
    keep_entries_of_place(draft, text, "en")
    assert [one.label for one in draft.entities.values()] == [label]


def test_an_hour_is_when_something_is_read() -> None:
    text = "Temperatur und Luftfeuchte im Gewächshaus jede Stunde notieren"
    assert [one.label for one in analyse(text).entities] == ["Messung"]
