"""Entries of a log are apart from what it is about, where there are several of that."""

import time

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.draft import STATED, Draft, DraftEntity, DraftField
from activities.understanding.knowledge.inference import Hint, field_from
from activities.understanding.knowledge.lexicon import load
from activities.understanding.relating.entries_named import entry_of_fields
from activities.understanding.relating.entries_of_several import keep_entries_of_several
from activities.understanding.relating.several_told import several_in
from models.conversation import Understanding
from models.fields import FieldType

_COUNTED = [
    ("logbook for our two canoes: date, paddler, stretch, damage", "Canoe"),
    ("Cleaning record for the three tents - date, who cleaned, what was done", "Tent"),
    ("Pflegebuch für unsere zwei Traktoren: Datum, Betriebsstunden, Arbeiten, Kosten", "Traktor"),
    ("Un carnet d'entretien pour nos trois tondeuses : date, heures, travaux faits", "Tondeuse"),
    ("Cuaderno de mantenimiento para mis dos furgonetas: fecha, km, trabajos hechos", "Furgoneta"),
    ("Diario di manutenzione per le nostre due biciclette: data, km, lavori fatti", "Bicicletta"),
    ("Logboek voor onze drie roeiboten: datum, stuurman, bestemming, schade", "Roeiboot"),
    ("Dziennik serwisowy dla naszych dwóch traktorów: data, przebieg, wykonane prace", "Traktor"),
]
_ASKED = [
    ("which greenhouse, when watered, how many litres, remarks", "Greenhouse"),
    ("Reinigung: welcher Backofen, wann gereinigt, von wem, Bemerkung", "Backofen"),
    ("welk perceel, wanneer gezaaid, wat gezaaid, hoeveel kilo", "Perceel"),
    ("qué colmena, cuándo revisada, reina vista sí/no, cuántos cuadros", "Colmena"),
    ("quale alveare, quando controllato, regina vista sì/no, quanti telaini", "Alveare"),
    ("Który ul, kiedy sprawdzony, matka widziana tak/nie, ile ramek, uwagi", "Ul"),
]
_EACH = [
    ("record of the milk: how many litres per day from each stable", "Stable"),
    ("Registro de huevos: cuántos al día de cada gallinero, total por mes", "Gallinero"),
    ("registro delle uova: quante al giorno da ogni pollaio, somma per mese", "Pollaio"),
]


def _draft_of(label: str, **fields: FieldType) -> Draft:
    """Return a draft of one list, with its fields by their names."""
    draft = Draft(load())
    kept = DraftEntity(label.lower(), label, f"{label}s", None, f"{label}s".lower(), STATED)
    told = {name.replace("_", " "): kind for name, kind in fields.items()}
    kept.fields = [_field(words, kind, kept.name) for words, kind in told.items()]
    draft.entities[kept.name] = kept
    return draft


def _field(words: str, kind: FieldType, owner: str) -> DraftField:
    return DraftField(field_from(Hint(words, kind), owner=owner), words, STATED)


def _parted(text: str) -> tuple[Understanding, str, str]:
    """Return what was understood, and the names of the entries and of the things."""
    understood = analyse(text)
    (relation,) = understood.relations
    return understood, relation.source, relation.target


@pytest.mark.parametrize(("text", "label"), [*_COUNTED, *_ASKED, *_EACH])
def test_entries_have_a_day_and_lead_to_a_thing_with_a_name(text: str, label: str) -> None:
    understood, source, target = _parted(text)
    of = {one.name: one for one in understood.entities}
    assert set(of) == {source, target}
    assert of[target].label == label
    assert [one.type for one in of[target].fields] == [FieldType.TEXT]
    assert FieldType.DATE in [one.type for one in of[source].fields]
    assert label not in [one.label for one in of[source].fields]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("which greenhouse, when inspected, cracks yes/no, remarks", "Inspection"),
        ("Which meadow, when mown, how many bales, weather", "Mowing"),
        ("which goat, when fed, how much, by whom", "Feeding"),
        ("orchard diary, which tree, what I sprayed, when sprayed, how much", "Spraying"),
        ("km log for the 2 school minibuses, driver, start km, end km, reason", "Trip"),
        ("diary for our two cats: date, food, weight, mood", "Entry"),
        ("welk perceel, wanneer gezaaid, wat gezaaid, hoeveel kilo", "Zaaibeurt"),
        ("Un carnet pour nos deux tracteurs : date, travaux faits, pièces changées", "Entretien"),
        ("Track garden pond tests (pH, nitrate) for two ponds, chart per pond", "Garden pond test"),
    ],
)
def test_entries_are_called_by_what_is_done(text: str, label: str) -> None:
    understood, source, _ = _parted(text)
    assert [one.label for one in understood.entities if one.name == source] == [label]


@pytest.mark.parametrize(
    "text",
    [
        "List of the vans: plate, make, mileage, next inspection",
        "Tools with name, shelf, condition and when bought",
        "Reading log: title, author, date finished, rating from 1 to 5",
        "Reading log for my kids: title, author, date finished",
        "diary for my migraines: date, how bad 1-10, what I ate",
        "log for 3 weeks of pain: date, level, notes",
        "A log of the birds I see: species, place, date, how many",
        "Which film, when watched, with whom, stars",
        "which room, size, price, free from",
        "expense log: date, amount, what for, chart per category",
        "inventory for the three sheds: item, shelf, quantity",
        "Guesthouse bookings: name, from, to, price. There is parking for two cars.",
        "Tagebuch für meine Migräne: Datum, Stärke, Auslöser",
        "Reading log for our pupils: child, book title, pages read, date",
        "Tagebuch für meine Ziege mit Datum und Notizen",
        "Liste der Boote: Name, Länge, Baujahr, Liegeplatz",
        "Registre des livres : titre, auteur, date de lecture",
    ],
)
def test_what_is_listed_by_itself_stays_one_list(text: str) -> None:
    understood = analyse(text)
    assert len(understood.entities) == 1
    assert understood.relations == ()


def test_a_text_that_says_which_one_it_is_gives_way_to_the_relation() -> None:
    understood, source, _ = _parted(
        "booking list for our two tennis courts: name, date, time, court"
    )
    (booking,) = [one for one in understood.entities if one.name == source]
    assert [one.label for one in booking.fields] == ["Name", "Date", "Time"]


def test_the_rate_of_one_field_parts_nothing() -> None:
    kinds = {"dose": FieldType.TEXT, "capsules_per_day": FieldType.INTEGER}
    draft = _draft_of("Vitamin", **kinds)
    keep_entries_of_several(draft, "Notebook for my three vitamins: dose, capsules per day", "en")
    assert set(draft.entities) == {"vitamin"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Record of our six violins: strings, when tuned", "when_tuned"),
        ("Logbook for our six violins: strings, date received", "date_received"),
    ],
)
def test_what_is_listed_or_happens_once_is_not_parted(text: str, day: str) -> None:
    draft = _draft_of("Violin", **{"strings": FieldType.TEXT, day: FieldType.DATE})
    keep_entries_of_several(draft, text, "en")
    assert set(draft.entities) == {"violin"}


def test_what_is_told_of_a_part_of_the_thing_stays_with_the_entries() -> None:
    text = FieldType.TEXT
    draft = _draft_of("Barge", barge_name=text, barge_position=text, cargo=text)
    told = "Daily log for our three barges: barge name, barge position, cargo"
    keep_entries_of_several(draft, told, "en")
    entries, _ = draft.entities.values()
    labels = [field.specification.label for field in entries.fields]
    assert labels == ["Date", "Barge position", "Cargo"]


@pytest.mark.parametrize(
    ("day", "label"),
    [
        ("date applied", "applying"),
        ("when emptied", "emptying"),
        ("day of weed", "Entry"),
        ("shed date", "Entry"),
        ("date updated", "Entry"),
    ],
)
def test_entries_are_called_only_by_a_verb_that_says_what_was_done(day: str, label: str) -> None:
    assert entry_of_fields([_field(day, FieldType.DATE, "entry")], "en")[1] == label


@pytest.mark.parametrize(
    ("words", "label"), [("work", "Entry"), ("parts", "Entry"), ("work done", "service")]
)
def test_only_work_that_was_done_is_a_service(words: str, label: str) -> None:
    assert entry_of_fields([_field(words, FieldType.TEXT, "entry")], "en")[1] == label


@pytest.mark.parametrize(
    ("text", "language", "nouns"),
    [
        ("log for our two sailing boats: date", "en", ["sailing boats"]),
        ("notes of each hen house, sum per week", "en", ["hen house"]),
        ("Journal pour mes deux vélos de course : date", "fr", ["vélos de course"]),
        ("Rejestr dla dwóch samochodów firmowych, cel", "pl", ["samochodów firmowych"]),
        ("Protokoll für die vier großen Hochbeete, wer", "de", ["Hochbeete"]),
        ("log for two people, and three weeks", "en", []),
        ("log for my runs: date, distance", "en", []),
        ("log of our sales: how many per day, price per melon", "en", []),
        ("Fahrtenbuch: Strecke am Tag, Kosten pro Kilometer", "de", []),
        ("diary in two columns, for three trimesters", "en", []),
        ("log of the eggs in our two coops", "en", ["coops"]),
    ],
)
def test_what_there_are_several_of_is_found(text: str, language: str, nouns: list[str]) -> None:
    assert [one.noun for one in several_in(text, language)] == nouns


@pytest.mark.parametrize("text", ["for our two " * 700, "per " * 2_000, "log for 2 a " * 700])
def test_a_long_text_is_searched_fast(text: str) -> None:
    began = time.perf_counter()
    for language in ("en", "de", "fr", "pl"):
        several_in(text, language)
    assert time.perf_counter() - began < 1
