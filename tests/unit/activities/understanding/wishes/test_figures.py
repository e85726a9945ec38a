"""What is to be worked out or kept to, and is left to people, is said."""

from time import process_time

import pytest

from activities.specification.writing import Said, compose, write_specification
from activities.understanding.analysis import analyse
from activities.understanding.wishes.figures import sentence_of, sentences_of, unmet_in
from models.conversation import Limit
from models.specification import ApplicationSpecification


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'd like the amount to be worked out by itself.", "figure"),
        ("Rate and hours, total calculated automatically", "figure"),
        ("It calculates the price for me", "figure"),
        ("Loans with amount and what's left to pay", "figure"),
        ("who paid, and who owes whom", "owing"),
        ("The cashier keeps the books. Only she may edit those.", "rights"),
        ("but only the wardens see who complained", "rights"),
        ("wer hat bezahlt und wer schuldet wem noch was", "owing"),
        ("how much I earned each week", "week"),
        ("cuánto he ganado cada semana", "week"),
        ("Parents borrow up to 3 toys for 3 weeks", "limit"),
        ("Two people minimum on each shift", "limit"),
        ("at least two helpers per shift", "limit"),
        ("After 3 months we give it to charity", "later"),
        ("cost, monthly or yearly. total per month", "cycle"),
    ],
)
def test_what_is_left_to_people_is_found(text: str, kind: str) -> None:
    found = {one.kind: one for one in unmet_in(text)}
    assert kind in found
    assert found[kind].words in sentence_of(found[kind])


@pytest.mark.parametrize(
    "text",
    [
        "Books with title, author and a rating up to 5 stars",
        "After a year I stopped reading",
        "nothing needs to be calculated",
        "Jobs with client, amount and total",
        "filament with grams left",
        "Meals: name, at least two photos",
        "costs per month",
        "I don't need the total worked out",
    ],
)
def test_what_is_only_told_leaves_nothing_to_people(text: str) -> None:
    assert unmet_in(text) == ()


def written(request: str) -> ApplicationSpecification:
    return write_specification(analyse(request))


def labels(specification: ApplicationSpecification) -> set[str]:
    return {field.label for one in specification.data_model.entities for field in one.fields}


def test_it_stands_in_what_the_application_will_not_do() -> None:
    said = "Jobs: client, words, rate per word. I'd like the amount to be worked out by itself."
    made = compose(Said(analyse(said), request=said))
    told = [one.statement for one in made.specification.constraints]
    assert any("is not worked out" in sentence for sentence in told)
    assert any("is not worked out" in line for part in made.sections for line in part.sentences)
    assert not any("Amount calculated" in label for label in labels(made.specification))


def test_a_minimum_of_a_rule_is_no_field_and_that_of_a_stock_is_one() -> None:
    shifts = written(
        "Volunteer rota for a hospice charity shop: volunteers, the days and half-days they can "
        "come, and who is actually on each day. Two people minimum on each shift."
    )
    assert "Minimum" not in labels(shifts)
    assert "Minimum" in labels(written("Spare parts: name, quantity, minimum, shelf"))


def test_a_scan_is_a_photo_and_not_refused_beside_it() -> None:
    understood = analyse(
        "Insurance policies in our household: insurer, policy number, what's insured, yearly "
        "premium, cancel by, and a scan of the contract."
    )
    assert Limit.FILES not in {one.limit for one in understood.beyond}
    told = [one.statement for one in write_specification(understood).constraints]
    assert any("kept as a photo" in sentence for sentence in told)


def test_documents_are_still_no_photos() -> None:
    understood = analyse("Contracts with name, start and the PDF of the contract to upload")
    assert Limit.FILES in {one.limit for one in understood.beyond}


def test_the_limit_of_a_stock_has_to_be_entered() -> None:
    told = [
        one.statement
        for one in written(
            "Workshop screws: size, quantity, shelf. Warn me when fewer than 5 are left."
        ).constraints
    ]
    assert any("fewer than 5 are left" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("time, pace. Pace should be calculated.", "figure", "Pace should be calculated"),
        ("speed to be worked out by itself", "figure", "speed to be worked out by itself"),
        ("work out the average speed", "figure", "work out the average speed"),
        ("I want to know the profit per market", "figure", "profit per market"),
        ("The end time should come out automatically", "figure", "come out automatically"),
        ("age from the date of birth", "figure", "age from the date of birth"),
        ("fuel, cost per kilometre", "figure", "cost per kilometre"),
        ("points earned minus points spent", "figure", "points earned minus points spent"),
        ("and what is left of the budget", "figure", "what is left of the budget"),
        ("everyone earns points for sitting and spends them", "figure", "spends them"),
        ("Der Schnitt soll berechnet werden", "figure", "Schnitt soll berechnet"),
        ("Gewinn pro Markt", "figure", "Gewinn pro Markt"),
        ("la moyenne doit être calculée", "figure", "la moyenne doit être calculée"),
        ("ganancia por mercado", "figure", "ganancia por mercado"),
        ("età dalla data di nascita", "figure", "età dalla data di nascita"),
        ("kosten per kilometer", "figure", "kosten per kilometer"),
        ("courses with day and at most 12 places", "limit", "at most 12 places"),
        ("no more than two per person", "limit", "no more than two per person"),
        ("Kurse mit Raum und höchstens 12 Plätzen", "limit", "höchstens 12 Plätzen"),
        ("clases con hora, máximo 10", "limit", "máximo 10"),
        ("au maximum 15 élèves", "limit", "au maximum 15 élèves"),
        ("maximaal 8 deelnemers", "limit", "maximaal 8 deelnemers"),
        ("made on, cure date 6 weeks later", "due", "cure date 6 weeks later"),
        ("three weeks after borrowing it is due", "due", "three weeks after borrowing it is due"),
        ("Rückgabe drei Wochen später", "due", "Rückgabe drei Wochen später"),
        ("teams, winner takes the pot", "rule", "winner takes the pot"),
        ("first come first served", "rule", "first come first served"),
    ],
)
def test_what_is_left_to_people_is_found_however_it_is_worded(
    text: str, kind: str, words: str
) -> None:
    [found] = unmet_in(text)
    assert found.kind == kind
    assert words in found.words


@pytest.mark.parametrize(
    "text",
    [
        "I calculate the total myself",
        "the average is to be calculated by hand",
        "we usually calculate the average",
        "der Betrag muss nicht berechnet werden",
        "how it was calculated, who calculated it",
        "how often I worked out",
        "Total per month, average rating",
        "profit per month",
        "price per kilo, fee per lesson",
        "graded plus or minus something",
        "temperature minus 20 degrees",
        "rating, at most 5 points",
        "nota máximo 10",
        "fish of max. 30 cm, max weight, maximum speed",
        "Two years later I stopped. I bought it and sold it two years later.",
        "the winner, who came first",
        "last time and next due",
    ],
)
def test_what_people_do_or_have_themselves_is_not(text: str) -> None:
    assert unmet_in(text) == ()


def test_several_of_one_kind_are_named_in_one_sentence() -> None:
    told = unmet_in("Pace should be calculated. I want the profit per item. At most 12 places.")
    figures, limit = sentences_of(told).values()
    assert figures.startswith("“Pace should be calculated” and “profit per item” are not worked")
    assert limit == sentence_of(told[-1])


@pytest.mark.parametrize("word", ["minus ", "should be ", "due date 6 weeks ", "at most 12 "])
def test_long_repetitions_take_no_time(word: str) -> None:
    before = process_time()
    unmet_in(word * 2_500)
    assert process_time() - before < 1
