"""Bare alternatives are what one field can be, and no fields of their own."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.phrasing.alternating import tell_alternatives


def _choices(request_text: str) -> set[tuple[str, ...]]:
    fields = [field for e in analyse(request_text).entities for field in e.fields]
    return {field.choices for field in fields if field.choices}


@pytest.mark.parametrize(
    ("request_text", "choices"),
    [
        (
            "Keep a tally of which bins go out on which day, recycling, garden or general, "
            "and whether I put them out.",
            ("recycling", "garden", "general"),
        ),
        (
            "Everyone brings something: starters, mains, puddings or wine. Who brings what.",
            ("starters", "mains", "puddings", "wine"),
        ),
        (
            "Note which parent picks up, mum, dad or granny, and at what time.",
            ("mum", "dad", "granny"),
        ),
        (
            "Log which bus I took (red, green or night), and whether it was late.",
            ("red", "green", "night"),
        ),
        (
            "Which book I read, hardback, paperback or audio, and how long it took",
            ("hardback", "paperback", "audio"),
        ),
    ],
)
def test_bare_alternatives_are_one_choice(request_text: str, choices: tuple[str, ...]) -> None:
    assert _choices(request_text) == {choices}


def test_whoever_brings_something_keeps_who_and_what() -> None:
    (contribution,) = analyse(
        "Everybody in our street offers something: lifts, babysitting, gardening or tools. "
        "Name, phone, what they offer."
    ).entities
    kinds = {field.name: field.type.value for field in contribution.fields}
    assert kinds["kind"] == "choice"
    assert {"name", "phone"} <= set(kinds)


@pytest.mark.parametrize(
    ("request_text", "told"),
    [
        (
            "My dogs: name, injections left or right side, weight",
            "My dogs: name, injection side (left/right), weight",
        ),
        (
            "Medications with dose, injections left or right side, notes",
            "Medications with dose, injections with date and injection side (left/right), notes",
        ),
    ],
)
def test_two_sides_of_one_noun_tell_of_the_thing_before(request_text: str, told: str) -> None:
    assert tell_alternatives(request_text, "en") == told


def test_what_has_two_sides_is_a_list_among_lists() -> None:
    entities = analyse(
        "Medications with dose and time, injections left or right side, appointments with the "
        "clinic, questions to ask the doctor."
    ).entities
    injection = next(entity for entity in entities if entity.name == "injection")
    assert ("left", "right") in [field.choices for field in injection.fields]


@pytest.mark.parametrize(
    ("language", "request_text", "told"),
    [
        (
            "de",
            "Jeder bringt etwas mit: Salat, Kuchen oder Getränke",
            ": Art (Salat/Kuchen",
        ),
        ("fr", "Chacun apporte quelque chose : salade, gâteau ou boisson", ": type (salade/gâteau"),
        ("es", "Cada uno trae algo: ensalada, pastel o bebida", ": tipo (ensalada/pastel/bebida)"),
    ],
)
def test_something_is_of_a_kind(language: str, request_text: str, told: str) -> None:
    assert told in tell_alternatives(request_text, language)


@pytest.mark.parametrize(
    ("language", "request_text", "told"),
    [
        (
            "en",
            "Each singer has a part: alto, tenor or bass.",
            "a part (alto/tenor/bass)",
        ),
        ("en", "Guests choose a dish: soup, pasta or pie.", "choose a dish (soup/pasta/pie)"),
        ("de", "Jeder hat ein Amt: Kasse, Tor oder Bar.", "ein Amt mit Art (Kasse/Tor/Bar)"),
        ("fr", "Chacun prend un poste : bar, caisse ou porte.", "avec type (bar/caisse/porte)"),
        ("es", "Cada uno tiene un puesto: barra, caja o puerta.", "con tipo (barra/caja/puerta)"),
        ("it", "Ognuno ha un posto: bar, cassa o porta.", "con tipo (bar/cassa/porta)"),
        ("pt", "Cada um tem um posto: bar, caixa ou porta.", "com tipo (bar/caixa/porta)"),
        ("nl", "Iedereen heeft een post: bar, kassa of deur.", "met soort (bar/kassa/deur)"),
    ],
)
def test_one_of_several_by_name_is_of_a_kind(language: str, request_text: str, told: str) -> None:
    assert told in tell_alternatives(request_text, language)


@pytest.mark.parametrize(
    "request_text",
    [
        "I want an app: recipes, menus or shopping",
        "I need a list: title, author or year",
        "Cars: name, price, colour, which is red, green or blue",
        "Contacts: name, phone or email",
        "Members can borrow: books, films or games",
        "Orders with status: open, waiting or done",
        "What I need: title, author, genre or year",
        "which customer ordered, name, phone or email",
        "Coffee: size, small, medium or large",
        "I want it on my phone, tablet or laptop",
        "Tell me what I owe, when, where or how",
        "Shifts: name, early or late shift",
        "Each bird: ring, hatched, cock or hen.",
        "Visits: date, what I did, took, cash or transfer.",
        "What I own by way of radios, set, valve or transistor, year, working",
        "Which church, wedding, funeral or christening, when, my fee",
        "Pets: dog, cat or rabbit",
    ],
)
def test_fields_and_lists_are_no_alternatives(request_text: str) -> None:
    assert tell_alternatives(request_text, "en") == request_text
