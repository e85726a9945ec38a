"""Small things that a person notices at once: names, scales, times, money, titles."""

import pytest

from activities.design.fitting.fit import fit
from activities.understanding.analysis import analyse
from activities.understanding.languages.cases import nominative
from activities.understanding.text.words import plural, singular
from models.conversation import Understanding
from models.features import FeatureKind
from models.specification import DataModel, FieldSpecification


def _fields(request: str) -> dict[str, FieldSpecification]:
    return {field.label: field for one in analyse(request).entities for field in one.fields}


def _features(understood: Understanding) -> set[FeatureKind]:
    model = DataModel(entities=understood.entities, relations=understood.relations)
    return {feature.kind for feature in fit(model, understood.category, understood.views)}


@pytest.mark.parametrize(
    ("one", "many"),
    [("menu", "menus"), ("taxi", "taxis"), ("ski", "skis"), ("bus", "buses")],
)
def test_a_plural_is_no_singular(one: str, many: str) -> None:
    assert plural(one) == many
    assert plural(many) == many
    assert singular(many) in (one, many)


@pytest.mark.parametrize(
    ("request_", "label", "top"),
    [
        ("Book club: books with author, each member's score out of ten", "Score", 10),
        ("Cheese: name, rating out of ten, price", "Rating", 10),
        ("Films: title, marks out of twenty", "Marks", 20),
        ("Wines: name, stars out of five", "Stars", 5),
        ("Pies: name, score out of 10 for each crust", "Score", 10),
    ],
)
def test_a_scale_is_read_in_words(request_: str, label: str, top: int) -> None:
    assert _fields(request_)[label].maximum == top


@pytest.mark.parametrize(
    ("request_", "label", "kind"),
    [
        ("Flights: date, block off, block on, total time", "Block on", "time"),
        ("Flights: date, block off, block on, total time", "Total time (min)", "integer"),
        ("Generator log: date, engine on, engine off, fuel", "Engine on", "time"),
        ("Trains: train, departure time, travel time", "Travel time (min)", "integer"),
        ("Trains: train, departure time, travel time", "Departure time", "time"),
        ("Jobs: customer, start time, waiting time", "Waiting time (min)", "integer"),
        ("Nap log: date, nap time, wake-up time", "Wake-up time", "time"),
    ],
)
def test_how_long_something_took_is_no_time_of_day(request_: str, label: str, kind: str) -> None:
    assert _fields(request_)[label].type == kind


@pytest.mark.parametrize(
    ("request_", "label", "kind"),
    [
        ("Model trains with maker, scale, and what it's insured for", "What it is insured for",
         "money"),
        ("Jewellery: piece, insured for, photo", "Insured value", "money"),
        ("Staff: name, insured (yes/no), insured until", "Insured until", "date"),
        ("Volunteers: name, phone, days they can do", "Days they can do", "text"),
        ("Eine Imkerei: Völker mit Bienenstand, Rasse", "Bienenstand", "text"),
        ("Auto: Datum, Kilometerstand, Liter", "Kilometerstand", "integer"),
    ],
)  # fmt: skip
def test_a_field_has_the_type_that_its_words_tell(request_: str, label: str, kind: str) -> None:
    assert _fields(request_)[label].type == kind


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        ("Need somewhere to jot down my blood pressure every morning. Pulse.", "Blood pressure"),
        ("I want somewhere to keep my recipes: name, time, how", "Recipes"),
        ("Somewhere safe for our passports: number, whose, valid until", "Passports"),
        ("Lista moich roślin doniczkowych: nazwa, gdzie stoi", "Rośliny doniczkowe"),
        ("Spis książek kucharskich: tytuł, autor", "Książki kucharskie"),
    ],
)
def test_a_title_names_what_is_kept(request_: str, title: str) -> None:
    assert analyse(request_).title == title


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("roślin doniczkowych", ("Roślina doniczkowa", "Rośliny doniczkowe")),
        ("płyt winylowych", ("Płyta winylowa", "Płyty winylowe")),
        ("narzędzi ogrodowych", ("Narzędzie ogrodowe", "Narzędzia ogrodowe")),
        ("klientów stałych", None),
        ("roślina doniczkowa", None),
        ("roślin", None),
    ],
)
def test_a_genitive_is_put_in_the_nominative(words: str, named: tuple[str, str] | None) -> None:
    assert nominative(words) == named


@pytest.mark.parametrize(
    "request_",
    [
        "Midwife: patients with name, due date of the birth, blood group",
        "Expecting mothers: name, expected birth date, phone",
        "Je suis sage-femme à domicile. Pour chaque patiente : nom, date prévue d'accouchement,"
        " groupe sanguin. À chaque visite je note la date, la tension, le poids.",
    ],
)
def test_the_day_of_a_birth_to_come_is_no_birthday(request_: str) -> None:
    assert FeatureKind.ANNIVERSARY not in _features(analyse(request_))


def test_a_birthday_comes_every_year() -> None:
    assert FeatureKind.ANNIVERSARY in _features(analyse("Friends: name, date of birth, phone"))


def test_who_said_it_is_said_in_english() -> None:
    fields = _fields("Funny sayings of my kids: the saying, who said it, date")
    assert "Said by" in fields
