"""A title is a name of what is kept: no sentence, no aside, and no usual name of something else."""

import pytest

from activities.understanding.analysis import analyse
from activities.understanding.text.words import plural, singular
from activities.understanding.titles.naming import title_of
from activities.understanding.titles.titling import is_spoken_of, names_something


@pytest.mark.parametrize(
    "phrase",
    ["films watched", "kids pocket money", "5 a side football", "dream diary", "books", "bees"],
)
def test_names_are_titles(phrase: str) -> None:
    assert names_something(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["tool belongs", "daughter has type 1 diabetes", "teacher here", "three cats", "cat killed"],
)
def test_sentences_and_counts_are_none(phrase: str) -> None:
    assert not names_something(phrase)


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        ("Good afternoon. I look after the archive of our history society. We hold 3,000 items: "
         "each has a number, a description, the donor and the shelf.", "Archive"),
        ("Hi-fi equipment: make, model, price, bought on", "Hi-fi equipment"),
        ("Log for my van please: date, odometer, litres, cost", "Van log"),
        ("Im a mobile barber. Clients: name, phone. Visits: date, client", "Mobile barber"),
        ("Dreams with date, mood and who was in it. I usually write in bed on my phone.", "Dream"),
        ("My late father left me 900 stamps. I need country, year, face value, colour", "Stamps"),
        ("what's in my chest freezer: item, which drawer, how many portions", "Chest freezer"),
        ("A genealogy thing: people with born, died, parents, spouse, occupation", "Genealogy"),
        ("two horses and a donkey - vaccinations with date, vet, next due", "Vaccinations"),
        ("Kids pocket money. Amount, week, kid and what it was for", "Kids pocket money"),
        ("My wife is diabetic, so we want to record her blood sugar and what she ate.",
         "Blood sugar and food"),
        ("Could you do a dream diary? Date, the dream, people in it", "Dream diary"),
        ("I've lent money to a few friends. Who, how much, when, paid back so far.", "Loans"),
        ("I'm on blood pressure tablets. date, morning top and bottom number, evening top and "
         "bottom number, pulse, took tablet y/n. chart", "Blood pressure"),
        ("Quick thing for my piano practise. day, minutes, piece. Minutes per week please",
         "Piano practice"),
        ("car service, boiler check, chimney sweep: last done, next due, cost", "Check-ups"),
        ("One lady per Sunday. A list of the ladies with phone numbers and the Sundays with who "
         "does them.", "Ladies"),
    ],
)  # fmt: skip
def test_a_title_says_what_is_kept(request_text: str, title: str) -> None:
    assert analyse(request_text).title.startswith(title)


def test_a_purpose_gives_the_title_where_it_is_spoken_of() -> None:
    assert is_spoken_of("Coin collection", "my old coins and medals")
    assert not is_spoken_of("Coin collection", "900 stamps with their face value")


@pytest.mark.parametrize(
    ("request_text", "one", "many"),
    [
        ("My mum has dementia and three of us take turns visiting. We note who went, when, how"
         " she was", "Visit", "Visits"),
        ("We have four meeting rooms. Who books which room, when, and for what", "Booking",
         "Bookings"),
        ("Cake sales - who bakes what for which event, how much we took", "Cake sale",
         "Cake sales"),
        ("A driving log for my daughter - date, start time, end time, miles", "Drive", "Drives"),
    ],
)  # fmt: skip
def test_a_thing_is_called_by_a_noun(request_text: str, one: str, many: str) -> None:
    (thing,) = analyse(request_text).entities
    assert (thing.label, thing.plural_label) == (one, many)


@pytest.mark.parametrize(
    ("one", "many"),
    [("dream", "dreams"), ("series", "series"), ("tennis", "tennis"), ("class", "classes")],
)
def test_no_plural_is_made_of_a_plural(one: str, many: str) -> None:
    assert (plural(one), plural(many), singular(many)) == (many, many, one)
    assert plural("cake sales") == "cake sales"


@pytest.mark.parametrize(
    ("text", "subject", "title"),
    [
        ("Customers order cakes: name, phone", "Cakes", "Cakes"),
        ("Members book courts: date, time", "Courts", "Courts"),
        ("Kids pocket money: amount, week", "Kids", "Kids pocket money"),
        ("Customers and cakes: name, phone", "Cakes", "Customers and cakes"),
    ],
)
def test_what_people_order_is_no_title_as_a_sentence(text: str, subject: str, title: str) -> None:
    assert title_of(text, "", None, (subject,)) == title


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        ("Log for my insulin. Time, blood sugar before meal, carbs, units injected, notes",
         "Insulin log"),
        ("My husband and me want to save for a camper van. What we put aside, who, when.",
         "Camper van savings"),
        ("I volunteer at a cat rescue. Cats come in with name, sex, colour, date arrived.",
         "Cat rescue"),
    ],
)  # fmt: skip
def test_what_it_is_for_is_a_title(request_text: str, title: str) -> None:
    assert analyse(request_text).title == title


def test_modest_remarks_are_no_titles() -> None:
    told = "I clean houses. Just something simple: which house, date, hours, how much, paid or not."

    assert "simple" not in analyse(told).title


@pytest.mark.parametrize(
    ("many", "one"), [("fuel fill ups", "fuel fill-up"), ("check-ins", "check-in")]
)
def test_verbs_with_a_particle_have_plurals(many: str, one: str) -> None:
    assert singular(many) == one
    assert plural(many) == many


@pytest.mark.parametrize(
    ("request_text", "title"),
    [
        (
            "For the car pool: five families, two cars a day. Who drives which morning, how many"
            " seats each car has",
            "Car pool",
        ),
        ("My aunt left 200 records. artist, title, year", "Records"),
        (
            "Secretary of the local rowing club. Boats with name and seats, outings with date and"
            " boat, members with name and phone",
            "Rowing club",
        ),
    ],
)
def test_a_title_is_no_sentence_and_no_post(request_text: str, title: str) -> None:
    assert analyse(request_text).title == title
