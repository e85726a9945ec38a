"""Short requests that name an application and its parts."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.composing.application import composed_of
from activities.understanding.languages.glossing import gloss_in
from activities.understanding.marking.marks import Marked
from activities.understanding.questions import questions_for


def lists_of(text: str) -> dict[str, list[str]]:
    """Return the labels of the fields of each list that is composed, by its label."""
    reading = composed_of(gloss_in(text, "en"), Marked())
    assert reading is not None
    return {
        one.label: [field.specification.label for field in one.fields]
        for one in reading.draft.entities.values()
    }


def pairs_of(text: str) -> set[tuple[str, str]]:
    """Return which list belongs to which."""
    reading = composed_of(gloss_in(text, "en"), Marked())
    assert reading is not None
    links = (one.relation for one in reading.draft.links)
    return {(link.source, link.target) for link in links}


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("An app for our rowing club with members, races and results", "Member, Race, Result"),
        (
            "Choir: singers, rehearsals, attendance and pieces",
            "Singer, Rehearsal, Attendance, Piece",
        ),
        (
            "A simple budget app with income, expenses and categories with monthly limits",
            "Expense, Income, Category",
        ),
        ("Track my cat's vet visits, vaccinations and weight", "Vet visit, Vaccination, Weighing"),
        ("Allowance tracker for my three kids", "Payment, Kid"),
        ("Time tracking per project and client with hourly rate", "Time entry, Project, Client"),
        ("Kennel bookings with dogs, owners and dates", "Booking, Dog, Owner"),
        ("Meeting minutes with decisions and action items", "Meeting, Decision, Action item"),
        ("a sleep log", "Sleep"),
        ("A todo list app with priorities and due dates", "Task"),
        ("Keep track of what's in my pantry and freezer and when it expires", "Pantry item"),
    ],
)
def test_parts_that_stand_for_themselves_are_lists(text: str, lists: str) -> None:
    assert list(lists_of(text)) == lists.split(", ")


@pytest.mark.parametrize(
    "text",
    [
        "Stamp collection with country, year and value",
        "Dog walking rounds: clients, their dogs and text the owner when the walk is done",
        "Orders for my bakery with customer, cake and deposit",
        "Watchlist for stocks",
        "Chore chart for kids to earn stars",
        "We keep bees. A log with inspections and harvests.",
        "an app for my club",
        "Recipes",
        "Coin collection with countries, years and grades",
        "Dog hotel with dogs, cats, owners and bookings",
        "Recipes I can cook with what's in my fridge and freezer",
        "Clinic with patients, appointments and medical history",
        "Fridge log with temperature, time and initials",
        "Festival with volunteers, shifts and catering",
    ],
)
def test_other_requests_are_not_composed(text: str) -> None:
    reading = composed_of(gloss_in(text, "en"), Marked())
    assert reading is None or not any(
        field.evidence for one in reading.draft.entities.values() for field in one.fields
    )


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("Rowing club with members, races, results and reminders", "Member, Race, Result"),
        ("Choir app with singers, rehearsals and no payments", "Singer, Rehearsal"),
        ("Scout group with kids, camps and other things", "Kid, Camp"),
        ("Trip planner with flights, hotels and activities", "Trip, Flight, Hotel, Activity"),
        ("Football league with eight teams and matches", "Team, Match"),
    ],
)
def test_wishes_denials_and_numbers_are_no_lists(text: str, lists: str) -> None:
    assert list(lists_of(text)) == lists.split(", ")


def test_words_are_taken_in_the_sense_of_their_request() -> None:
    assert "Soil" in lists_of("Garden planner with beds, crops and harvests")["Bed"]
    assert lists_of("Hostel with guests, beds and bookings")["Bed"] == ["Name", "Notes"]
    assert lists_of("Maths tutor with students, lessons and exercises")["Exercise"] == [
        "Name",
        "Notes",
    ]


def test_what_belongs_together_is_related() -> None:
    club = pairs_of("An app for our rowing club with members, races and results")
    assert club == {("result", "member"), ("result", "race")}
    travel = pairs_of("Travel planner with trips, hotels, flights and a packing list")
    assert travel == {("hotel", "trip"), ("flight", "trip"), ("packing_item", "trip")}
    assert pairs_of("Allowance tracker for my children") == {("allowance", "child")}


def test_what_is_a_list_of_its_own_is_no_field() -> None:
    lists = lists_of("Yoga studio with classes, teachers and sign-ups")
    assert list(lists) == ["Class", "Teacher", "Sign-up"]
    assert "Teacher" not in lists["Class"]
    assert ("class_name", "teacher") in pairs_of("Yoga studio with classes, teachers and sign-ups")


def test_fields_go_to_the_list_of_which_they_are_usual() -> None:
    lists = lists_of("Workout log with exercises, sets, reps and weight")
    assert lists["Exercise"] == ["Name", "Sets", "Reps", "Weight"]
    lists = lists_of("Appointment booking for my salon with clients, services and prices")
    assert lists["Service"] == ["Name", "Price", "Minutes"]


def test_places_of_what_is_inside_are_choices() -> None:
    reading = composed_of(
        gloss_in("What's in our fridge and larder, and when it expires", "en"), Marked()
    )
    assert reading is not None
    fields = {
        f.specification.label: f.specification for f in reading.draft.entities["pantry_item"].fields
    }
    assert fields["Location"].choices == ("fridge", "larder")


@pytest.mark.parametrize(
    "text",
    [
        "An app for our swimming club with members, trainings and attendance",
        "A simple budget app with income, expenses and categories with monthly limits",
        "Baby log: feedings, diapers, sleep",
    ],
)
def test_who_names_the_parts_is_asked_nothing(text: str) -> None:
    assert not questions_for(analyse(text))


def test_who_names_nothing_but_a_purpose_is_still_asked() -> None:
    assert questions_for(analyse("An app for our swimming club"))


@pytest.mark.parametrize(
    ("text", "title", "lists"),
    [
        (
            "Haushaltsbuch mit Einnahmen, Ausgaben und Kategorien",
            "Haushaltsbuch",
            "Ausgabe, Einnahme, Kategorie",
        ),
        (
            "Application pour notre club de tennis avec les membres, les parties et les résultats",
            "Club de tennis",
            "Membre, Partie, Résultat",
        ),
        (
            "App per il nostro coro con cantanti, brani e prove",
            "Coro",
            "Cantante, Brano, Prova",
        ),
        (
            "Citas para mi peluquería con clientes, servicios y precios",
            "Citas para mi peluquería",
            "Cita, Cliente, Servicio",
        ),
    ],
)
def test_other_languages_are_composed_in_their_own_words(text: str, title: str, lists: str) -> None:
    understood = analyse(text)
    assert understood.title == title
    assert [one.label for one in understood.entities] == lists.split(", ")
    assert all(
        one.what.startswith("category=") or one.evidence in text for one in understood.findings
    )
