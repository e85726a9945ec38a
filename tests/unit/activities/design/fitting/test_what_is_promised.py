"""What an application promises answers the question that its fields raise."""

import pytest

from activities.design.averages import averaged
from activities.design.fitting.fit import fit
from activities.design.fitting.promising import promise
from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from models.features import Feature
from models.features import FeatureKind as Kind
from models.fields import FieldSpecification
from models.specification import Category, View
from tests.unit.activities.design.fitting.test_fit import fitted, model_of


@pytest.mark.parametrize(
    ("thing", "done"),
    [
        ("invoice: number, date_sent date, due date, paid_date date", "paid_date"),
        ("invoice: number, due date, sent!, paid!", "paid"),
        ("invoice: number, due date, sent!", ""),
        ("supplier: name, deposit_paid!, balance_due date", ""),
        ("task: name, sent!, due date, done!", "done"),
        ("letter: name, due date, sent!", "sent"),
        ("order: number, due date, delivered!, paid!", "delivered"),
    ],
)
def test_what_is_due_is_closed_by_what_ends_it(thing: str, done: str) -> None:
    assert fitted(thing)[Kind.REMINDER].fields.get("done", "") == done


@pytest.mark.parametrize(
    ("things", "settled"),
    [
        (("plot: number, money rent > tenant", "tenant: name"), False),
        (("fee: name, money amount, text paid_by",), False),
        (("job: name, money price > employee", "employee: name"), False),
        (("expense: name, money amount > flatmate", "flatmate: name"), True),
        (("payment: name, money amount > flatmate", "flatmate: name"), True),
        (("trip_item: name, money price, text paid_by",), True),
    ],
)
def test_only_what_one_paid_for_all_is_settled(things: tuple[str, ...], *, settled: bool) -> None:
    assert (Kind.SETTLING in fitted(*things)) is settled


@pytest.mark.parametrize(
    ("kind", "name", "label", "compared"),
    [
        ("integer", "grade", "Grade", True),
        ("decimal", "weight", "Weight (%)", True),
        ("money", "rate_per_word", "Rate per word", True),
        ("integer", "age", "Age", True),
        ("integer", "party_size", "Party size", False),
        ("integer", "eggs_per_week", "Eggs per week", False),
        ("money", "paid_last_year", "Paid last year", False),
        ("integer", "minutes", "Minutes", False),
    ],
)
def test_numbers_that_are_compared(kind: str, name: str, label: str, *, compared: bool) -> None:
    field = FieldSpecification.model_validate({"name": name, "label": label, "type": kind})
    assert averaged(field) is compared


def statistics(thing: str) -> str:
    model = model_of(thing)
    found = fit(model, Category.TRACKER, (View.STATISTICS,))
    return promise(next(f for f in found if f.kind is Kind.STATISTICS), model)


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        ("essay: title, int percent, int grade", "the average grade of"),
        (
            "chore: name, money worth, done!, a/b kid",
            "(all of them, whether or not “Done” is ticked)",
        ),
        ("chore: name, money worth, a/b kid", "the total and average worth of chores, by kid"),
        ("reading: title, int minutes", "the total and average minutes of"),
    ],
)
def test_statistics_say_what_they_work_out(thing: str, said: str) -> None:
    assert said in statistics(thing)


@pytest.mark.parametrize(
    ("thing", "kind", "said"),
    [
        ("task: name, due date, done!", Kind.REMINDER, "by due date; a click marks one as done."),
        ("bill: name, due date, paid!", Kind.REMINDER, "by due date; a click marks one as “Paid”."),
        (
            "chore: name, due date, done!, daily/weekly how_often",
            Kind.RECURRING,
            "When a chore is marked done, the next one is added, dated by “How often”.",
        ),
        (
            "errand: name, due date, paid!, daily/weekly repeats",
            Kind.RECURRING,
            "When an errand is marked “Paid”, the next one is added, dated by “Repeats”.",
        ),
        (
            "chore: name, done!, text who",
            Kind.ROTATION,
            "Each chore shows whose turn it is. Marking it done passes the turn on, and a tally "
            "shows how often each person did it.",
        ),
        (
            "member: name, mail email",
            Kind.ADDRESSES,
            "An address list shows how to reach each member.",
        ),
        (
            "recipe: name, long steps",
            Kind.CARDS,
            "Recipes can be seen as cards, with their main details.",
        ),
    ],
)
def test_promises_read_as_people_speak(thing: str, kind: Kind, said: str) -> None:
    assert promise(fitted(thing)[kind], model_of(thing)).endswith(said)


def test_promises_name_what_has_other_words_in_quotes() -> None:
    model = model_of("book: name, long steps, date day")
    entity = model.entities[0].model_copy(update={"label": "Buch", "plural_label": "Bücher"})
    german = model.model_copy(update={"entities": (entity,)})
    feature = Feature(kind=Kind.CARDS, entity="book", fields={})
    told = promise(feature, german, "de")
    assert told == "“Bücher” can be seen as cards, with their main details."


def test_a_chart_needs_the_day_when_it_was_measured() -> None:
    assert Kind.CHART not in fitted("medicine: name, int tablets, run_out_date date")
    assert Kind.CHART in fitted("medicine: name, int tablets, run_out_date date, counted date")


def test_a_calendar_shows_when_an_order_is_delivered() -> None:
    found: Feature = fitted("order: number, received_date date, delivery_date date")[Kind.CALENDAR]
    assert found.fields["date"] == "delivery_date"


def test_what_was_only_guessed_to_repeat_is_not_refused() -> None:
    text = (
        "I'm the treasurer of a village hall. People book the hall, for a date, and pay a hire "
        "charge and a deposit which we return afterwards. I need to know whether the deposit has "
        "been returned. Please email them a reminder."
    )
    told = str(write_specification(analyse(text)).constraints)
    assert "shown on the start page" in told
    assert "repeat" not in told


def test_what_a_board_moves_to_done_is_ticked_off() -> None:
    asked = analyse("Liste de tâches à cocher pour chaque événement (titre, date, lieu)")
    told = write_specification(asked, {})
    assert View.CHECKLIST in asked.views
    assert not [one for one in told.constraints if "ticking off" in one.statement]
