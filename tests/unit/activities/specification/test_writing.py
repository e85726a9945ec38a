"""Specifications and their plain-language form."""

import pytest

from activities.specification.writing import summarise, write_specification
from activities.understanding.analysis import analyse
from activities.understanding.questions import questions_for
from models.specification import ApplicationSpecification, Complexity
from tests.unit.activities.understanding.meaning import Example, examples

BUDGET = (
    "budget app: expenses with amount in $, date, category and notes; each expense belongs to a "
    "category with a monthly limit; and send me an SMS"
)


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.request[:60])
def test_every_example_becomes_a_valid_specification(example: Example) -> None:
    understanding = analyse(example.request)
    specification = write_specification(understanding, questions_for(understanding))
    text = specification.model_dump_json()
    assert ApplicationSpecification.model_validate_json(text) == specification
    assert specification.metadata.title == understanding.title
    assert specification.data_model.entities == understanding.entities
    statements = " ".join(item.statement for item in specification.functional)
    for entity in understanding.entities:
        assert entity.plural_label in statements


def test_requirements_name_the_words_that_they_came_from() -> None:
    specification = write_specification(analyse(BUDGET))
    sources = {item.statement: item.source for item in specification.functional}
    assert "monthly limit" in sources["Each expense can belong to one category."]
    assert specification.functional[0].id == "F-1"
    assert specification.non_functional[0].id == "N-1"


def test_limits_are_constraints_and_part_of_the_summary() -> None:
    understanding = analyse(BUDGET)
    specification = write_specification(understanding)
    assert any("text or push" in item.statement for item in specification.constraints)
    told = summarise(specification, understanding.beyond)
    assert "text or push" in told[-1]
    assert any("Amounts of money are in USD" in sentence for sentence in told)
    assert any("It keeps expenses" in sentence for sentence in told)


def test_complexity_grows_with_what_is_kept() -> None:
    many = ("book", "film", "game", "wine", "tool", "plant", "pet", "task", "guest")
    sizes = [
        "books with title",
        f"{BUDGET}; shops with name; people with name; cards with name",
        "; ".join(f"{word}s with name" for word in many),
    ]
    found = [write_specification(analyse(text)).metadata.complexity for text in sizes]
    assert found == [Complexity.SIMPLE, Complexity.MODERATE, Complexity.COMPLEX]


def test_the_same_input_gives_the_same_specification() -> None:
    assert write_specification(analyse(BUDGET)) == write_specification(analyse(BUDGET))
