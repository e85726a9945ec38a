"""The currency that amounts are in, by the words of a request and of a wish."""

import pytest

from activities.specification.writing import write_specification
from activities.understanding.analysis import analyse
from activities.understanding.knowledge.money import currency_in
from activities.understanding.modification import modify
from activities.understanding.modifying.currency import currency_apart, currency_wished
from models.errors import RequestRefused
from models.fields import FieldType


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Parents join for a year (12 pounds), and borrow toys.", "GBP"),
        ("Invoices in pounds: client, amount, paid", "GBP"),
        ("rate in dollars", "USD"),
        ("price in Canadian dollars", "CAD"),
        ("Ausgaben: was, Betrag in Franken", "CHF"),
        ("cotisation en francs suisses", "CHF"),
        ("precio en dólares", "USD"),
        ("amounts in euros or dollars", "EUR"),
        ("amounts in dollars or euros", "USD"),
    ],
)
def test_a_currency_is_named_by_words(text: str, code: str) -> None:
    found = currency_in(text)
    assert found is not None
    assert found[0] == code


@pytest.mark.parametrize(
    "text",
    [
        "My puppies: name, weight in pounds, vet cost",
        "Weights: date, pounds lifted",
        "a pound of flour, price",
        "I want to lose ten pounds. Price of each meal.",
        "restaurants with price level $ to $$$$",
        "Frank's phone, price",
        "drawings made in cad, price",
    ],
)
def test_what_is_weighed_and_what_only_looks_like_a_currency_is_none(text: str) -> None:
    assert currency_in(text) is None


@pytest.mark.parametrize(
    ("request_", "label"),
    [
        ("Jobs: client, hours, rate in dollars, paid", "Rate"),
        ("Members: name, fee in Swiss francs", "Fee"),
        ("Ausgaben: was, Betrag in Franken, Datum", "Betrag"),
    ],
)
def test_what_is_told_in_a_currency_is_an_amount_of_money(request_: str, label: str) -> None:
    (entity, *_) = analyse(request_).entities
    kinds = {field.label: field.type for field in entity.fields}
    assert kinds[label] is FieldType.MONEY
    assert list(kinds.values()).count(FieldType.MONEY) == 1


JOBS = write_specification(analyse("Jobs with client and price"))


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ("I work in pounds not euros", "GBP"),
        ("I work in pounds, not euros", "GBP"),
        ("use dollars instead", "USD"),
        ("use pounds instead of euros", "GBP"),
        ("the currency is GBP", "GBP"),
        ("change the currency to swiss francs", "CHF"),
        ("prices should be in dollars please", "USD"),
        ("£ instead of €", "GBP"),
        ("Die Währung ist CHF", "CHF"),
        ("bitte Franken statt Euro", "CHF"),
        ("en francs suisses au lieu d'euros", "CHF"),
        ("la moneda es dólares", "USD"),
        ("rather in pounds than euros", "GBP"),
        ("the price better in dollars", "USD"),
        ("lieber in Franken als in Euro", "CHF"),
        ("mejor en dólares", "USD"),
        ("plutôt en francs suisses", "CHF"),
    ],
)
def test_a_wish_changes_the_currency(wish: str, code: str) -> None:
    outcome = modify(JOBS, wish, live=True)
    assert outcome.specification.metadata.currency == code
    assert outcome.specification.data_model == JOBS.data_model
    assert any("not converted" in sentence for sentence in outcome.impact)
    assert not outcome.undone


@pytest.mark.parametrize(
    "wish",
    [
        "add a price in dollars",
        "add the weight in pounds",
        "rename price to price in dollars",
        "the weight should be in pounds",
        "we charge 12 pounds a lesson",
        "the fee is 30 dollars",
    ],
)
def test_what_is_only_told_in_a_currency_changes_none(wish: str) -> None:
    assert currency_wished(wish) == ()


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("die Gebühr lieber in Franken", ("CHF",)),
        ("y la cuota mejor en dólares", ("USD",)),
        ("the yearly fee should be in pounds", ("GBP",)),
        ("the visit in pounds", ()),
        ("rename the fee to fee in dollars", ()),
    ],
)
def test_an_amount_that_is_kept_is_named(words: str, codes: tuple[str, ...]) -> None:
    assert currency_wished(words, ("Jahresgebühr", "Cuota mensual", "Yearly fee")) == codes


@pytest.mark.parametrize(
    ("wish", "parts"),
    [
        ("add a photo and a rent, rent in pounds", ["add a photo and a rent", "rent in pounds"]),
        ("el precio es obligatorio y mejor en dólares",
         ["el precio es obligatorio", "mejor en dólares"]),
        ("add a price and the deposit in francs", ["add a price and the deposit in francs"]),
        ("add a price in euros, deposit in francs", ["add a price in euros, deposit in francs"]),
    ],
)  # fmt: skip
def test_a_currency_behind_another_wish_is_told_apart(wish: str, parts: list[str]) -> None:
    assert currency_apart(wish) == parts


def test_the_first_amounts_bring_their_currency() -> None:
    plants = write_specification(analyse("Plants with name and place"))
    outcome = modify(plants, "add a price in Swiss francs to the plants", live=False)
    (entity,) = outcome.specification.data_model.entities
    assert outcome.specification.metadata.currency == "CHF"
    assert entity.fields[-1].label == "Price"
    assert entity.fields[-1].type is FieldType.MONEY


def test_other_amounts_keep_their_currency() -> None:
    outcome = modify(JOBS, "add a deposit in dollars", live=False)
    assert outcome.specification.metadata.currency == "EUR"


def test_one_step_of_several_changes_the_currency() -> None:
    outcome = modify(JOBS, "make it dollars and add a note", live=True)
    assert outcome.specification.metadata.currency == "USD"
    assert any("Note" in sentence for sentence in outcome.changes)


@pytest.mark.parametrize(
    ("wish", "told"),
    [("use euros", "in EUR already"), ("dollars and euros", "one currency")],
)
def test_what_changes_no_currency_says_why(wish: str, told: str) -> None:
    with pytest.raises(RequestRefused) as refusal:
        modify(JOBS, wish, live=True)
    assert told in refusal.value.message
